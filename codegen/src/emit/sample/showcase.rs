//! Which call a crate shows first.

use super::{Context, Values, arguments};
use crate::ir::{AnswerBody, Evidence, Method, Operation, Type};

/// The operation that shows best what calling looks like. It reads, so that nothing changes where somebody runs it; it
/// lists what the first tag is about, since a document names first what matters most; it needs little.
pub(in crate::emit) fn showcase(cx: Context<'_>) -> Option<usize> {
    let callable = |index: &usize| {
        let mut values = Values::new(cx);
        arguments(&mut values, &cx.api.operations[*index]).is_some()
    };
    let effort = |index: &usize| {
        let operation = &cx.api.operations[*index];
        let asked =
            operation.parameters.iter().filter(|it| it.required && it.constant.is_none()).count();
        let doubt = doubt(operation.evidence.as_ref());
        let reads = operation.method == Method::Get;
        let kind = if lists(operation) {
            0
        } else if gives_a_type(operation) {
            1
        } else {
            2
        };
        (!reads, operation.deprecated, doubt, kind, operation.group, asked, *index)
    };
    (0..cx.api.operations.len()).filter(callable).min_by_key(effort)
}

/// Whether an operation gives a list, or a page of one.
fn lists(operation: &Operation) -> bool {
    let is_list = |body: &AnswerBody| matches!(body, AnswerBody::Json(Type::List(_)));
    operation.paging.is_some() || operation.answers.iter().any(|answer| is_list(&answer.body))
}

/// Whether an operation gives a type that has a name.
fn gives_a_type(operation: &Operation) -> bool {
    let named = |body: &AnswerBody| matches!(body, AnswerBody::Json(ty) if is_named(ty));
    operation.answers.iter().any(|answer| named(&answer.body))
}

/// Whether a type has a name, or holds one item that has.
fn is_named(ty: &Type) -> bool {
    match ty {
        Type::Named(_) => true,
        Type::Only(item) | Type::OrEmpty(item) => is_named(item),
        _ => false,
    }
}

/// How weak the evidence for an operation is, where the document tells.
fn doubt(evidence: Option<&Evidence>) -> usize {
    let levels = ["documented", "partial", "third-party"];
    evidence.map_or(0, |evidence| {
        levels.iter().position(|level| *level == evidence.level).unwrap_or(levels.len())
    })
}
