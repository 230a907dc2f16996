//! What an operation gives, whole or as it comes: the kinds in a request's table.

use crate::{
    analyse::Output,
    emit::{literal::literal, rust::Imports},
    ir::{AnswerBody, Items, Operation},
};

/// The kinds of an operation's answer. `output`: the kind of a whole one.
pub(super) fn answer_kinds(
    operation: &Operation,
    output: String,
    imports: &mut Imports<'_>,
) -> String {
    let whole = Output::of(operation) != Output::One(&AnswerBody::Stream);
    let mut kinds = if whole { vec![output] } else { Vec::new() };
    let streamed = operation.answers.iter().find_map(|it| Some((it, it.stream.as_ref()?)));
    if let Some((answer, stream)) = streamed {
        let (kind, usual) = match &stream.items {
            Items::Events(_) => ("Events", true),
            Items::WholeEvents(_) => ("WholeEvents", true),
            Items::RawEvents => ("RawEvents", true),
            Items::Lines(_) => ("Lines", false),
            Items::Sequence(_) => ("Sequence", stream.accept == "application/json-seq"),
        };
        let kind = imports.runtime(kind);
        let item = stream.items.ty().map(|ty| format!("<{}>", imports.ty(ty))).unwrap_or_default();
        // What the method asks for is the whole answer.
        let asks = !usual || answer.accept.is_some();
        let asked = if asks { format!(" as {}", literal(&stream.accept)) } else { String::new() };
        kinds.push(format!("stream {kind}{item}{asked}"));
    }
    if let Some(names) = operation.answers.iter().find_map(|answer| answer.bytes.as_ref()) {
        kinds.push(format!("chunks as {}", literal(names)));
    } else if comes_in_chunks(operation) {
        kinds.push("chunks".to_owned());
    }
    kinds.join(", ")
}

/// Whether the answer can be had in chunks by what a whole one is asked for with.
fn comes_in_chunks(operation: &Operation) -> bool {
    match Output::of(operation) {
        Output::One(body) => matches!(body, AnswerBody::Text | AnswerBody::Bytes),
        Output::ByStatus => operation.answers.iter().any(|it| it.body == AnswerBody::Bytes),
    }
}
