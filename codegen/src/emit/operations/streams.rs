//! What an operation gives, whole or as it comes: the kinds in a request's table.

use crate::{
    emit::{Context, literal::literal, output::Output, rust::Imports},
    ir::{AnswerBody, BodyKind, Items, Operation, Scalar, Type, TypeKind},
};

/// The field by which a body says that the answer shall come item by item, as all servers that have one call it.
const FIELD: &str = "stream";

/// The field of the JSON body that says whether the answer comes item by item, if both can be.
pub(super) fn field(cx: Context<'_>, operation: &Operation) -> Option<&'static str> {
    let streams = operation.answers.iter().any(|answer| answer.stream.is_some());
    let contents = operation.body.iter().filter(|_| streams).flat_map(|body| &body.contents);
    let mut bodies = contents.filter_map(|content| match &content.kind {
        BodyKind::Json(ty) => Some(ty),
        _ => None,
    });
    bodies.any(|ty| has_flag(cx, ty, 0)).then_some(FIELD)
}

/// Whether each object that can stand there has the field, as a flag.
fn has_flag(cx: Context<'_>, ty: &Type, depth: usize) -> bool {
    let Type::Named(id) = cx.api.behind(ty).split_null().0 else { return false };
    let is_flag = |ty: &Type| {
        let ty = cx.api.behind(ty).split_null().0;
        matches!(cx.api.behind(ty), Type::Scalar(Scalar::Bool))
    };
    match &cx.api.type_def(*id).kind {
        TypeKind::Object(object) => {
            object.fields.iter().any(|field| field.wire == FIELD && is_flag(&field.ty))
        }
        TypeKind::Union(union) => {
            !union.variants.is_empty()
                && depth < 8
                && union.variants.iter().all(|variant| has_flag(cx, &variant.ty, depth + 1))
        }
        TypeKind::Enum(_) | TypeKind::Alias { .. } => false,
    }
}

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

fn of(kind: &str, item: &str) -> String {
    format!("{kind}<{item}>")
}
