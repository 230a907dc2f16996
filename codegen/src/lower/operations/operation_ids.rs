//! Names for operations: `operationId`, or one made from the method and the path; each once.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::{Code, Pointer},
    ir::Method,
    lower::context::Context,
    model::Operation,
    normalise::OPERATION_ID_REPEATED,
};

pub(crate) static OPERATION_ID_MISSING: Code = Code::note(
    "operation-id-missing",
    "an operation without an `operationId`",
    "The name of a method comes from its `operationId`. Without one it is made of the HTTP method and \
     the path. Write one, so that the name does not move with the path.",
);

/// The names given so far.
#[derive(Debug, Default)]
pub(in crate::lower) struct OperationIds {
    taken: HashSet<String>,
    /// The number to try next behind a name that is taken.
    next: HashMap<String, usize>,
}

impl OperationIds {
    /// The name of an operation.
    pub(in crate::lower) fn name(
        &mut self,
        cx: &mut Context<'_>,
        operation: &Operation,
        method: &Method,
        path: &str,
        at: &Pointer,
    ) -> String {
        let written = operation.operation_id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let wanted = if let Some(id) = written {
            id.to_owned()
        } else {
            let made = made(method, path);
            cx.report(
                &OPERATION_ID_MISSING,
                at,
                format!("the operation has no `operationId`; it is called `{made}`"),
            );
            made
        };
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let next = self.next.entry(wanted.clone()).or_insert(2);
        let unique = loop {
            let candidate = format!("{wanted}_{next}");
            *next += 1;
            if self.taken.insert(candidate.clone()) {
                break candidate;
            }
        };
        if written.is_some() {
            cx.report(
                &OPERATION_ID_REPEATED,
                at,
                format!(
                    "`{wanted}` is the name of another operation; this one is called `{unique}`"
                ),
            );
        }
        unique
    }
}

/// `get_pets_by_petId` for `GET /pets/{petId}`.
fn made(method: &Method, path: &str) -> String {
    let mut words = vec![method.as_str().to_ascii_lowercase()];
    for segment in path.split(['/', '?', '&', '=', '#', ':', '.']).filter(|part| !part.is_empty()) {
        let is_name = segment.starts_with('{');
        let word = segment.replace(['{', '}'], "");
        if is_name && !word.is_empty() {
            words.push("by".to_owned());
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words.join("_")
}
