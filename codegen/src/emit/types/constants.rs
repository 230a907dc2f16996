//! The keys of an object that have one value: the first block of its table, and the field for what came in their
//! places.

use serde_json::Value;

use crate::{
    emit::{Row, docs, literal::literal},
    ir::{Constant, Object},
};

/// The block of the table, a row a line. `name`: the field.
pub(super) fn rows(name: &str, object: &Object) -> Vec<Row> {
    let row = |Constant { wire, value, required, .. }: &Constant| {
        let need = if *required { "required" } else { "optional" };
        let (kind, value) = match value {
            Value::String(text) => ("text", literal(text)),
            Value::Bool(flag) => ("flag", flag.to_string()),
            whole if whole.is_i64() => ("integer", whole.to_string()),
            other => ("number", other.to_string()),
        };
        format!("    {} = {kind} {value}, {need};", literal(wire))
    };
    let inside = object.constants.iter().map(row);
    let rows = [format!("{name} {{")].into_iter().chain(inside).chain(["}".to_owned()]);
    rows.map(Row::from).collect()
}

/// What the field's documentation says: which keys there are, and what of each.
pub(super) fn docs(object: &Object) -> Vec<String> {
    let mut lines = vec![
        "What the document fixes. It is written by itself; another value that came is kept here:"
            .to_owned(),
        String::new(),
    ];
    for Constant { wire, value, description, .. } in &object.constants {
        let key =
            if wire.is_empty() { "the key without a name".to_owned() } else { docs::code(wire) };
        let said = description.as_deref().map(docs::prose).unwrap_or_default();
        // A heading or a list has no place in a line.
        let is_plain = |line: &String| line.starts_with(|c: char| c.is_alphanumeric() || c == '[');
        let is_plain = said.first().is_some_and(is_plain);
        let mut said = said.into_iter().take_while(|line| is_plain && !line.is_empty());
        let end = said.next().map_or_else(|| ".".to_owned(), |first| format!(": {first}"));
        lines.push(format!("- {key} is {}{end}", docs::code(&value.to_string())));
        lines.extend(said.map(|line| format!("  {line}")));
    }
    lines
}
