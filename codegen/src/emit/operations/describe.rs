//! The static that describes an operation to the runtime.

use crate::{
    analyse::STREAM_FIELD,
    emit::{
        Context,
        literal::literal,
        rust::{Imports, chained},
    },
    ir::{Operation, Status},
};

/// `static GET: Operation = …;`, broken like a person would.
pub(super) fn operation(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<String> {
    let constant = &cx.names.operations[index].constant;
    let ty = imports.runtime("Operation");
    let mut calls = Vec::new();
    let alternatives: Vec<String> = operation
        .security
        .iter()
        .map(|set| {
            let set: Vec<String> = set
                .iter()
                .map(|requirement| {
                    imports.note_schemes();
                    format!("&schemes::{}", cx.names.schemes[requirement.scheme.0].constant)
                })
                .collect();
            format!("&[{}]", set.join(", "))
        })
        .collect();
    if !alternatives.is_empty() {
        calls.push(format!(".security(&[{}])", alternatives.join(", ")));
    }
    let unusual: Vec<String> = operation
        .answers
        .iter()
        .filter_map(|answer| match answer.status {
            Status::Exact(code) if !(200..300).contains(&code) => Some(code.to_string()),
            _ => None,
        })
        .collect();
    if !unusual.is_empty() {
        calls.push(format!(".answers(&[{}])", unusual.join(", ")));
    }
    if let Some(key) = operation.idempotency_key() {
        calls.push(format!(".idempotency_key({})", literal(&key.name)));
    }
    if let Some(repeatable) = operation.repeatable {
        calls.push(format!(".repeatable({repeatable})"));
    }
    if cx.facts.stream_fields.contains(&index) {
        calls.push(format!(".streams_by({})", literal(STREAM_FIELD)));
    }
    if let Some(url) = &operation.base_url {
        calls.push(format!(".at({})", literal(url)));
    }
    let head = format!(
        "static {constant}: {ty} = {ty}::new({}, {}, {})",
        literal(&operation.id),
        literal(operation.method.as_str()),
        literal(&operation.path),
    );
    chained(head, calls)
}
