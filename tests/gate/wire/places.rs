//! The places of an instance where something can be wrong, or new.

use serde_json::{Value, json};
use vetted_contract::document::Document;

use super::shape::{Shape, shape};

/// A changed instance, and where it was changed, as an error should name it: `items[0].id`.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) at: String,
    /// What stands there now.
    pub(super) put: Value,
    /// The whole.
    pub(super) value: Value,
}

/// One instance a listed enum, with a value there that no document lists.
pub(super) fn unheard_of(document: &Document, schema: &Value, instance: &Value) -> Vec<Changed> {
    changes(document, schema, instance, &|shape, _| match shape {
        Shape::Listed(_) => vec![json!("NEVER_HEARD_OF")],
        _ => Vec::new(),
    })
}

/// One instance a place and a way not to fit there.
pub(super) fn misfits(document: &Document, schema: &Value, instance: &Value) -> Vec<Changed> {
    changes(document, schema, instance, &|shape, must_be| {
        let mut wrong = match shape {
            // Any JSON fits, and a union keeps what it does not know.
            Shape::Any | Shape::OneOf(_) => return Vec::new(),
            Shape::Text("uuid" | "date" | "date-time" | "byte") => vec![json!("?"), json!([1])],
            // A list of words is any text.
            Shape::Text(_) | Shape::Listed(_) | Shape::Wire("comma-separated") => {
                vec![json!({"text": 1})]
            }
            Shape::Kept(_) => vec![json!([])],
            Shape::Wire(_) => vec![json!("several"), json!([])],
            Shape::Integer => vec![json!("several"), json!(1.5)],
            Shape::Number | Shape::Bool => vec![json!("several")],
            Shape::Object { .. } | Shape::List(_) => vec![json!("text")],
        };
        // For a list or a map null is an empty one.
        let may_be_null = match shape {
            Shape::List(_) => true,
            Shape::Object { fields, .. } => fields.is_empty(),
            _ => false,
        };
        if must_be && !may_be_null {
            wrong.push(Value::Null);
        }
        wrong
    })
}

/// What to put at a place of this shape; the flag says that a value, and no null, must be there.
type Wrong<'w> = &'w dyn Fn(&Shape<'_>, bool) -> Vec<Value>;

fn changes(
    document: &Document,
    schema: &Value,
    instance: &Value,
    wrong: Wrong<'_>,
) -> Vec<Changed> {
    let mut found = Vec::new();
    let mut walk = Walk { document, whole: instance, wrong, found: &mut found };
    walk.visit(schema, instance, "", "", true);
    found
}

struct Walk<'w> {
    document: &'w Document,
    whole: &'w Value,
    wrong: Wrong<'w>,
    found: &'w mut Vec<Changed>,
}

impl Walk<'_> {
    fn visit(&mut self, schema: &Value, value: &Value, at: &str, pointer: &str, required: bool) {
        let (shape, nullable) = shape(self.document, schema);
        for wrong in (self.wrong)(&shape, required && !nullable) {
            let mut whole = self.whole.clone();
            if let Some(place) = whole.pointer_mut(pointer) {
                place.clone_from(&wrong);
            }
            self.found.push(Changed { at: at.to_owned(), put: wrong, value: whole });
        }
        match (shape, value) {
            (Shape::Object { fields, .. }, Value::Object(object)) => {
                for (name, schema, required) in fields {
                    let Some(value) = object.get(name) else { continue };
                    let dot = if at.is_empty() { "" } else { "." };
                    let at = format!("{at}{dot}{name}");
                    self.visit(schema, value, &at, &format!("{pointer}/{name}"), required);
                }
            }
            // One item stands for all.
            (Shape::List(schema), Value::Array(items)) => {
                if let Some(item) = items.first() {
                    self.visit(schema, item, &format!("{at}[0]"), &format!("{pointer}/0"), true);
                }
            }
            _ => {}
        }
    }
}
