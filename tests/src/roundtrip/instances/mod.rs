//! Values of a component's schema: made from it, so that each branch, value, length and bound is met, and those that
//! the document shows.

mod declared;
mod discriminator;
mod documented;
mod flat;
mod maker;
mod numbers;
mod pattern;
mod pick;
mod strings;

use std::collections::HashSet;

use serde_json::Value;

use super::schemas::Schemas;
use flat::Flat;
use maker::{Fill, Maker};
use pick::Pick;

pub(super) use documented::Documented;
pub(super) use maker::UNDECLARED;

/// As many as are made of one schema.
const MOST: usize = 60;

/// As many of them as have one optional property alone.
const MOST_ALONE: usize = 16;

/// As many picks in a row as may give nothing new before there is nothing new.
const PATIENCE: usize = 12;

/// The values that the document shows of a component, as far as its schema describes them.
pub(super) fn shown(
    schemas: Schemas<'_>,
    documented: &Documented<'_>,
    name: &str,
    schema: &Value,
) -> Vec<Value> {
    let json_type = Flat::of(schemas, &[schema], None, &mut Pick(0)).json_type(&mut Pick(0));
    let shown = documented.component(name).iter().filter(|value| {
        // Properties without a type are those of an object, though anything else is valid too.
        json_type != Some("object") || value.is_object()
    });
    let mut shown: Vec<Value> = shown.map(|value| (*value).clone()).collect();
    for value in &mut shown {
        declared::keep_declared(schemas, &[schema], value);
    }
    shown
}

/// Values of a component, each once. Not all of them need to be valid: what a schema says can be more than what is
/// looked at here.
pub(super) fn made<'d>(schemas: Schemas<'d>, name: &'d str, schema: &'d Value) -> Vec<Value> {
    let mut made = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |fill, pick| {
        let value = Maker::component(schemas, name, schema, fill, Pick(pick));
        // Null is looked at where components are used: a named type holds none itself.
        let new = value.filter(|value| !value.is_null() && seen.insert(value.to_string()));
        let is_new = new.is_some();
        made.extend(new);
        is_new
    };
    add(Fill::All, 0);
    add(Fill::Required, 0);
    let properties = Flat::of(schemas, &[schema], Some(name), &mut Pick(0)).properties.len();
    let alone = properties.min(MOST_ALONE);
    for property in 0..alone {
        add(Fill::And(property), property);
    }
    let mut in_vain = 0;
    for pick in 1..MOST - alone {
        let new = add(if pick % 8 == 7 { Fill::Required } else { Fill::All }, pick);
        in_vain = if new { 0 } else { in_vain + 1 };
        if in_vain > PATIENCE {
            break;
        }
    }
    made
}
