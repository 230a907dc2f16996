//! Where text becomes a comment or a literal: in one place each, since there it is made harmless.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{
    assert_none,
    source::{Source, rust_files},
};

/// The file that writes comments.
const COMMENTS: &str = "format/comment.rs";

/// The file that writes literals.
const LITERALS: &str = "emit/literal.rs";

/// Files that write something by its `Debug` which is no text: numbers.
const NUMBERS: [&str; 1] = ["emit/types/rules.rs"];

#[test]
fn comments_and_literals_are_written_in_one_place() {
    assert_none(rust_files("codegen/src").iter().flat_map(elsewhere));
}

/// What is written elsewhere than where it should be.
fn elsewhere(file: &Source) -> Vec<String> {
    let tokens: TokenStream = file.text.parse().expect("sources are Rust");
    let emits = file.path.starts_with("emit/") || file.path.starts_with("format/");
    let mut found = Vec::new();
    if emits {
        walk(tokens, false, &mut |seen| match seen {
            Seen::Text(text, _) if is_comment(&text) && file.path != COMMENTS => {
                found.push(format!("{}: {text:?} begins a comment", file.path));
            }
            Seen::Text(text, true) if shows_debug(&text) && !may_debug(&file.path) => {
                found.push(format!("{}: {text:?} writes by `Debug`", file.path));
            }
            Seen::Doc => found.push(format!("{}: documentation made of a value", file.path)),
            Seen::Text(..) => {}
        });
        if file.holds("Literal::string") && file.path != LITERALS {
            found.push(format!("{}: a literal", file.path));
        }
    }
    found
}

fn may_debug(path: &str) -> bool {
    path == LITERALS || path.starts_with("format/") || NUMBERS.contains(&path)
}

fn is_comment(text: &str) -> bool {
    text.contains("///") || text.contains("//!") || text.starts_with("// ") || text.contains("\n//")
}

/// Whether a text of `format!` writes something by its `Debug`.
fn shows_debug(text: &str) -> bool {
    let plain = text.replace("{{", "").replace("}}", "");
    let mut holes = plain.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    holes.any(|(hole, _)| hole.ends_with('?'))
}

/// What the rules look at.
enum Seen {
    /// A literal of text; whether it is one of `format!` or its like.
    Text(String, bool),
    /// `doc = …` with something else than a literal.
    Doc,
}

fn walk(tokens: TokenStream, formats: bool, visit: &mut impl FnMut(Seen)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: Option<usize>, text: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| token.to_string() == text)
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().take(3).collect();
                let doc = group.delimiter() == Delimiter::Bracket
                    && inner.first().is_some_and(|it| it.to_string() == "doc");
                match inner.last() {
                    // Documentation of the source itself, or of what is emitted, word by word.
                    Some(TokenTree::Literal(_)) if doc => {}
                    _ if doc && inner.len() == 3 => visit(Seen::Doc),
                    _ => {
                        let word = |name| is(at.checked_sub(2), name);
                        let macro_ = is(at.checked_sub(1), "!")
                            && (word("format") || word("write") || word("writeln"));
                        walk(
                            group.stream(),
                            macro_ || (formats && group.delimiter() == Delimiter::None),
                            visit,
                        );
                    }
                }
            }
            TokenTree::Literal(literal) => {
                if let Some(text) = text_of(&literal.to_string()) {
                    visit(Seen::Text(text, formats));
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// What a literal of text says; escapes but those of line ends stay.
fn text_of(literal: &str) -> Option<String> {
    let inside = literal.trim_matches('#').strip_suffix('"')?;
    if let Some(raw) = inside.strip_prefix('r') {
        return Some(raw.trim_start_matches('#').trim_start_matches('"').to_owned());
    }
    let text = inside.trim_start_matches('b').strip_prefix('"')?;
    Some(text.replace("\\n", "\n").replace("\\\"", "\""))
}

#[test]
fn text_that_is_written_elsewhere_is_found() {
    let wrong = |path: &str, text: &str| elsewhere(&Source::new(path, text)).len();
    let emit = |text: &str| wrong("emit/types/enums.rs", text);
    assert_eq!(emit("//! a\n/// b\n// c\nfn f() { g(\"https://a.b\") }"), 0);
    assert_eq!(emit("fn f() { format!(\"/// {line}\") }"), 1);
    assert_eq!(emit("fn f() { text.push_str(\"//!\") }"), 1);
    assert_eq!(emit("fn f() { format!(\"\\n// {line}\") }"), 1);
    assert_eq!(emit("fn f() { format!(r#\"// {line}\"#) }"), 1);
    assert_eq!(wrong("format/comment.rs", "fn f() { text.push_str(\"///\") }"), 0);
    assert_eq!(emit("fn f() { quote! { #[doc = \" words\"] #a } }"), 0);
    assert_eq!(emit("fn f() { quote! { #[doc = #text] #a } }"), 1);
    assert_eq!(emit("fn f() { quote! { #[doc(hidden)] #a } }"), 0);
    assert_eq!(emit("fn f() { format!(\"{text:?}\") }"), 1);
    assert_eq!(emit("fn f() { write!(out, \"{{x:?}} {:?}\", text) }"), 1);
    assert_eq!(emit("fn f() { format!(\"println!({{x:?}})\") }"), 0);
    assert_eq!(emit("fn f() { code.push(\"println!(\\\"{x:?}\\\")\") }"), 0);
    assert_eq!(
        wrong("emit/literal.rs", "fn f() { format!(\"{text:?}\"); Literal::string(text) }"),
        0
    );
    assert_eq!(emit("fn f() { Literal::string(text) }"), 1);
}
