//! Instances of a schema, for answers that the document shows no example of, and beside those it does.

use serde_json::{Map, Value, json};
use vetted_contract::document::{Document, text};

use super::shape::{Shape, shape};

/// How deep an instance goes before optional fields are left out.
const DEPTH: usize = 6;

/// Which of a schema's instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All optional fields, and the n-th choice wherever there is one (beginning anew after the last).
    Full(usize),
    /// Required fields only, null where it may stand, lists empty.
    Least,
}

/// All kinds that differ: as many full ones as the widest choice has values.
pub(super) fn all(document: &Document, schema: &Value) -> Vec<Value> {
    let mut kinds = vec![Kind::Least];
    kinds.extend((0..widest(document, schema, DEPTH).max(1)).map(Kind::Full));
    kinds.into_iter().map(|kind| instance(document, schema, kind)).collect()
}

/// One instance.
pub(super) fn instance(document: &Document, schema: &Value, kind: Kind) -> Value {
    Sampler { document, kind }.value(schema, DEPTH)
}

struct Sampler<'d> {
    document: &'d Document,
    kind: Kind,
}

impl Sampler<'_> {
    fn value(&self, schema: &Value, depth: usize) -> Value {
        let (shape, nullable) = shape(self.document, schema);
        if nullable && self.kind == Kind::Least {
            return Value::Null;
        }
        let round = if let Kind::Full(round) = self.kind { round } else { 0 };
        let own = self.document.resolve(schema);
        match shape {
            Shape::Object { fields, rest } => self.object(&fields, rest, depth),
            Shape::List(item) => match self.kind {
                Kind::Least if own["minItems"].as_u64().unwrap_or(0) == 0 => json!([]),
                _ if depth == 0 => json!([]),
                _ => json!([self.value(item, depth - 1)]),
            },
            Shape::OneOf(choices) => match choices.get(round % choices.len().max(1)) {
                Some(choice) => self.value(choice, depth),
                None => Value::Null,
            },
            Shape::Listed(values) => json!(values.get(round % values.len().max(1))),
            shape => match own.get("example") {
                Some(example) if round == 0 => example.clone(),
                _ => match shape {
                    Shape::Kept(word) => scalar(&Shape::Wire(word), own),
                    shape => scalar(&shape, own),
                },
            },
        }
    }

    fn object(&self, fields: &[(&str, &Value, bool)], rest: Option<&Value>, depth: usize) -> Value {
        let mut object = Map::new();
        for (name, schema, required) in fields {
            if *required || (self.kind != Kind::Least && depth > 0) {
                object.insert((*name).to_owned(), self.value(schema, depth.saturating_sub(1)));
            }
        }
        if let Some(rest) = rest.filter(|it| **it != false && self.kind != Kind::Least) {
            let value = if rest.is_object() { self.value(rest, depth - 1) } else { json!("any") };
            object.insert("not_listed".to_owned(), value);
        }
        Value::Object(object)
    }
}

fn scalar(shape: &Shape<'_>, schema: &Value) -> Value {
    match shape {
        Shape::Wire("flag") => json!("1"),
        Shape::Wire("integer") => json!("7"),
        Shape::Wire("comma-separated") if text(&schema["x-wire-items"]) == "integer" => {
            json!("7,11")
        }
        Shape::Wire("comma-separated") => json!("one,two"),
        Shape::Wire("uuid") | Shape::Text("uuid") => json!("01931edf-04b6-7391-8a5c-93ac4b395316"),
        Shape::Wire("local-date-time") => json!("2026-02-01 03:04:05"),
        Shape::Wire(other) => panic!("the harness does not know x-wire: {other}"),
        Shape::Text("date-time") => json!("2026-02-01T03:04:05Z"),
        Shape::Text("date") => json!("2026-02-01"),
        Shape::Text("byte") => json!("AAEC"),
        Shape::Text("email") => json!("user@example.com"),
        Shape::Text("uri") => json!("https://example.com/text"),
        Shape::Integer => json!(7),
        Shape::Number => json!(1.5),
        Shape::Bool => json!(true),
        _ => json!("text"),
    }
}

/// How many values the widest choice below a schema has.
fn widest(document: &Document, schema: &Value, depth: usize) -> usize {
    if depth == 0 {
        return 1;
    }
    let below = |schema: &Value| widest(document, schema, depth - 1);
    match shape(document, schema).0 {
        Shape::Object { fields, .. } => {
            fields.iter().map(|(_, schema, _)| below(schema)).max().unwrap_or(1)
        }
        Shape::List(item) => below(item),
        Shape::OneOf(choices) => {
            choices.iter().map(|it| below(it)).max().unwrap_or(1).max(choices.len())
        }
        Shape::Listed(values) => values.len(),
        _ => 1,
    }
}
