//! The order of a `HashMap` or a `HashSet` is another in each run: nothing may depend on it.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Expr, Field, FnArg, ImplItemFn, ItemFn, Local, Member, Pat, PatType,
    visit::{self, Visit},
};

use super::{
    assert_none,
    source::{Source, rust_files},
};

/// Ways to walk a map or a set.
const WALKS: [&str; 8] =
    ["iter", "iter_mut", "into_iter", "keys", "values", "values_mut", "into_keys", "into_values"];

#[test]
fn the_order_of_a_hash_decides_nothing() {
    assert_none(rust_files("codegen/src").iter().flat_map(walked_hashes));
}

/// Walks over what is declared as one, as far as the file shows it: a field of a type in it, or a variable of the
/// function.
fn walked_hashes(file: &Source) -> Vec<String> {
    let mut fields = Fields::default();
    file.items.iter().for_each(|item| fields.visit_item(item));
    let mut walks = Walks { fields: fields.0, variables: BTreeSet::new(), found: Vec::new() };
    file.items.iter().for_each(|item| walks.visit_item(item));
    walks.found.into_iter().map(|found| format!("{}: `{found}`", file.path)).collect()
}

/// The fields of a file's types that are hashes.
#[derive(Default)]
struct Fields(BTreeSet<String>);

impl<'f> Visit<'f> for Fields {
    fn visit_field(&mut self, field: &'f Field) {
        if is_hash(field.ty.to_token_stream()) {
            self.0.extend(field.ident.as_ref().map(ToString::to_string));
        }
    }
}

/// The walks of a file, and the variables of the function that is being looked at.
struct Walks {
    fields: BTreeSet<String>,
    variables: BTreeSet<String>,
    found: Vec<String>,
}

impl Walks {
    /// The name of the hash that an expression is.
    fn hash(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Reference(it) => self.hash(&it.expr),
            Expr::Paren(it) => self.hash(&it.expr),
            Expr::Path(it) => {
                let name = it.path.get_ident()?.to_string();
                self.variables.contains(&name).then_some(name)
            }
            Expr::Field(it) => {
                let Member::Named(name) = &it.member else { return None };
                self.fields.contains(&name.to_string()).then(|| name.to_string())
            }
            _ => None,
        }
    }

    fn declare(&mut self, pattern: &Pat, of: TokenStream) {
        if let Pat::Ident(name) = pattern
            && is_hash(of)
        {
            self.variables.insert(name.ident.to_string());
        }
    }
}

impl<'f> Visit<'f> for Walks {
    fn visit_item_fn(&mut self, it: &'f ItemFn) {
        let outer = std::mem::take(&mut self.variables);
        visit::visit_item_fn(self, it);
        self.variables = outer;
    }

    fn visit_impl_item_fn(&mut self, it: &'f ImplItemFn) {
        let outer = std::mem::take(&mut self.variables);
        visit::visit_impl_item_fn(self, it);
        self.variables = outer;
    }

    fn visit_fn_arg(&mut self, it: &'f FnArg) {
        if let FnArg::Typed(PatType { pat, ty, .. }) = it {
            self.declare(pat, ty.to_token_stream());
        }
    }

    fn visit_local(&mut self, it: &'f Local) {
        match (&it.pat, &it.init) {
            (Pat::Type(typed), _) => self.declare(&typed.pat, typed.ty.to_token_stream()),
            (pattern, Some(init)) => {
                if let Expr::Call(call) = &*init.expr {
                    self.declare(pattern, call.func.to_token_stream());
                }
            }
            (_, None) => {}
        }
        visit::visit_local(self, it);
    }

    fn visit_expr(&mut self, it: &'f Expr) {
        match it {
            Expr::MethodCall(call) => {
                let walk = WALKS.iter().chain(&["drain"]).find(|walk| call.method == **walk);
                if let (Some(hash), Some(walk)) = (self.hash(&call.receiver), walk) {
                    self.found.push(format!("{hash}.{walk}()"));
                }
            }
            Expr::ForLoop(walk) => {
                self.found.extend(self.hash(&walk.expr).map(|hash| format!("for … in {hash}")));
            }
            _ => {}
        }
        visit::visit_expr(self, it);
    }
}

/// Whether the outermost of a type or a path is a hash, references aside.
fn is_hash(tokens: TokenStream) -> bool {
    let words = tokens.into_iter().take_while(|it| it.to_string() != "<");
    let mut words = words.filter(|it| matches!(it, TokenTree::Ident(_)));
    words.any(|word| ["HashMap", "HashSet"].contains(&word.to_string().as_str()))
}

#[test]
fn a_walk_over_a_hash_is_found() {
    let wrong = |text: &str| walked_hashes(&Source::new("lower/mod.rs", text)).len();
    assert_eq!(wrong("fn f() { let mut seen = HashMap::new(); seen.get(&1); }"), 0);
    assert_eq!(wrong("fn f() { let mut seen = HashMap::new(); for x in &seen { } }"), 1);
    assert_eq!(
        wrong("fn g() { let a = HashSet::new(); } fn f() { let a = BTreeSet::new(); a.iter(); }"),
        0
    );
    assert_eq!(wrong("struct S { seen: HashSet<u8> } fn f(s: S) { s.seen.iter(); }"), 1);
    assert_eq!(wrong("struct S { seen: BTreeSet<u8> } fn f(s: S) { s.seen.iter(); }"), 0);
    assert_eq!(wrong("fn f(seen: &std::collections::HashMap<u8, u8>) { g(seen.keys()); }"), 1);
    assert_eq!(wrong("fn f(all: Vec<HashSet<u8>>) { all.iter(); }"), 0);
    assert_eq!(wrong("fn f() { let a: HashSet<u8> = it.collect(); || for x in a { } }"), 1);
}
