//! What an operation gives, whole or as it comes: the kinds in a request's table.

use crate::{
    emit::{literal::literal, output::Output, rust::Imports},
    ir::{AnswerBody, Items, Operation},
};

/// The kinds of an operation's answer. `output`: the kind of a whole one.
pub(super) fn kinds(operation: &Operation, output: String, imports: &mut Imports<'_>) -> String {
    let whole = Output::of(operation) != Output::One(&AnswerBody::Stream);
    let mut kinds = if whole { vec![output] } else { Vec::new() };
    let streamed = operation.answers.iter().find_map(|it| Some((it, it.stream.as_ref()?)));
    if let Some((answer, stream)) = streamed {
        let (kind, usual) = match &stream.items {
            Items::Events(ty) => (of(&imports.runtime("Events"), &imports.ty(ty)), true),
            Items::WholeEvents(ty) => (of(&imports.runtime("WholeEvents"), &imports.ty(ty)), true),
            Items::RawEvents => (imports.runtime("RawEvents"), true),
            Items::Lines(ty) => (of(&imports.runtime("Lines"), &imports.ty(ty)), false),
            Items::Sequence(ty) => {
                let usual = stream.accept == "application/json-seq";
                (of(&imports.runtime("Sequence"), &imports.ty(ty)), usual)
            }
        };
        // What the method asks for is the whole answer.
        let asks = !usual || answer.accept.is_some();
        let asked = if asks { format!(" as {}", literal(&stream.accept)) } else { String::new() };
        kinds.push(format!("stream {kind}{asked}"));
    }
    if let Some(names) = operation.answers.iter().find_map(|answer| answer.bytes.as_ref()) {
        kinds.push(format!("chunks as {}", literal(names)));
    } else if Output::of(operation) == Output::ByStatus
        && operation.answers.iter().any(|answer| answer.body == AnswerBody::Bytes)
    {
        kinds.push("chunks".to_owned());
    }
    kinds.join(", ")
}

fn of(kind: &str, item: &str) -> String {
    format!("{kind}<{item}>")
}
