//! Examples of calls, and what they show.
//!
//! An operation has an example if code on the page of its first method calls that method. The example is poor if it
//! shows `"text"` for a parameter, or for a field of an object that it makes, and the document has an example, a
//! default, an enum, a constant or a format for that: at the parameter or the property, in its schema, behind
//! references, in items and alternatives, or in an example of the whole body or of the object's schema. Which value
//! is meant is told by its place among the arguments of the method or of `new`, by the name of a setter, or by the
//! name of a field in a literal.

use std::collections::HashMap;

use syn::{
    Expr, ExprCall, ExprMethodCall, ExprStruct, Lit, Member,
    visit::{self, Visit},
};
use vetted_codegen::{
    diagnostic::Pointer,
    ir::{BodyContent, Operation, TypeId, TypeKind},
    name::OperationNames,
};

use super::{Look, Measure, Style, given::shows, pages::Pages};

pub(super) fn take(look: Look<'_>, pages: &Pages, style: &mut Style) {
    let cx = look.made.cx;
    let types = cx.names.types.iter().enumerate();
    let types: HashMap<&str, TypeId> =
        types.map(|(index, names)| (names.ident.as_str(), TypeId(index))).collect();
    for (index, operation) in cx.api.operations.iter().enumerate() {
        let Some(names) = cx.names.operations.get(index) else { continue };
        let mut reader = Reader { look, operation, names, types: &types, calls: false, poor: None };
        for code in pages.of_operation(look, index).into_iter().flat_map(|page| &page.examples) {
            if let Ok(parsed) = syn::parse_file(code) {
                reader.visit_file(&parsed);
            }
        }
        let call = || format!("{} {}", operation.method.as_str(), operation.path);
        style.count(Measure::Examples, reader.calls, call);
        if reader.calls {
            let poor = reader.poor.as_deref();
            let name = || format!("{}: {}", call(), poor.unwrap_or_default());
            style.count(Measure::PoorExamples, poor.is_some(), name);
        }
    }
}

/// Reads the examples of an operation.
struct Reader<'a> {
    look: Look<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    /// The types by their names.
    types: &'a HashMap<&'a str, TypeId>,
    /// Whether the method is called.
    calls: bool,
    /// The first value for which the document says more.
    poor: Option<String>,
}

impl Reader<'_> {
    /// Judges a value that is shown for something, once it is `"text"`.
    fn judge(&mut self, shown: &Expr, name: &str, gives: impl FnOnce() -> bool) {
        if self.poor.is_none() && is_text(shown) && gives() {
            self.poor = Some(name.to_owned());
        }
    }

    /// What the method is given: the parameters that it asks for, then the body.
    fn arguments(&mut self, arguments: &[&Expr]) {
        let look = self.look;
        let mut arguments = arguments.iter();
        let operation = self.operation;
        for parameter in
            operation.parameters.iter().filter(|it| it.required && it.constant.is_none())
        {
            let Some(shown) = arguments.next() else { return };
            self.judge(shown, &parameter.name, || look.gives(&parameter.pointer));
        }
        let content = content(operation);
        if let (Some(shown), Some(content)) = (arguments.next(), content) {
            self.judge(shown, "body", || look.gives(&content.pointer));
        }
    }

    /// A value of a field, by the field's place in its type.
    fn field(&mut self, id: TypeId, at: usize, shown: &Expr) {
        let (look, operation) = (self.look, self.operation);
        let def = look.made.cx.api.type_def(id);
        let TypeKind::Object(object) = &def.kind else { return };
        let Some(field) = object.fields.get(at) else { return };
        let of_body = |pointer: &Pointer| look.whole_gives(pointer, &field.wire);
        self.judge(shown, &field.wire, || {
            look.gives(&field.pointer)
                || of_body(&def.pointer)
                || content(operation)
                    .is_some_and(|content| shows(content.example.as_ref(), &field.wire))
        });
    }

    /// The type that is made where a chain of calls begins.
    fn made_type(&self, expression: &Expr) -> Option<TypeId> {
        let mut at = expression;
        while let Expr::MethodCall(call) = at {
            at = &call.receiver;
        }
        let Expr::Call(call) = at else { return None };
        self.type_of(call)
    }

    /// The type of `types::Pet::new(…)`.
    fn type_of(&self, call: &ExprCall) -> Option<TypeId> {
        let Expr::Path(path) = &*call.func else { return None };
        let mut segments = path.path.segments.iter().rev();
        segments.next()?;
        self.types.get(segments.next()?.ident.to_string().as_str()).copied()
    }

    fn member(&self, id: TypeId, name: &str, setters: bool) -> Option<usize> {
        let names = self.look.made.cx.names.types.get(id.0)?;
        let members = if setters { &names.setters } else { &names.members };
        members.iter().position(|member| member == name)
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let method = call.method.to_string();
        let arguments: Vec<&Expr> = call.args.iter().collect();
        if let Some(id) = self.made_type(&call.receiver) {
            let at = self.member(id, &method, true);
            if let (Some(at), Some(shown)) = (at, arguments.first()) {
                self.field(id, at, shown);
            }
        } else if self.names.methods.first() == Some(&method) {
            self.calls = true;
            self.arguments(&arguments);
        } else {
            // A setter of the request.
            let (look, operation) = (self.look, self.operation);
            let at = self.names.parameters.iter().position(|name| *name == method);
            let parameter = at.and_then(|at| operation.parameters.get(at));
            if let (Some(parameter), Some(shown)) = (parameter, arguments.first()) {
                self.judge(shown, &parameter.name, || look.gives(&parameter.pointer));
            }
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Some(id) = self.type_of(call) {
            let facts = self.look.made.cx.facts.objects.get(id.0);
            let asked = facts.map(|facts| facts.asked.clone()).unwrap_or_default();
            for (at, shown) in asked.into_iter().zip(&call.args) {
                self.field(id, at, shown);
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_struct(&mut self, made: &'ast ExprStruct) {
        let ident = made.path.segments.last().map(|segment| segment.ident.to_string());
        if let Some(id) = ident.and_then(|ident| self.types.get(ident.as_str()).copied()) {
            for value in &made.fields {
                let Member::Named(name) = &value.member else { continue };
                if let Some(at) = self.member(id, &name.to_string(), false) {
                    self.field(id, at, &value.expr);
                }
            }
        }
        visit::visit_expr_struct(self, made);
    }
}

/// What the first method sends.
fn content(operation: &Operation) -> Option<&BodyContent> {
    operation.body.as_ref()?.contents.first()
}

/// Whether a value is `"text"`, however it is handed over.
fn is_text(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(literal) => matches!(&literal.lit, Lit::Str(text) if text.value() == "text"),
        Expr::Reference(reference) => is_text(&reference.expr),
        Expr::Paren(inner) => is_text(&inner.expr),
        Expr::Array(list) => list.elems.iter().any(is_text),
        Expr::MethodCall(call) => call.args.is_empty() && is_text(&call.receiver),
        Expr::Call(call) => {
            let wraps = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some"));
            wraps && call.args.iter().any(is_text)
        }
        _ => false,
    }
}
