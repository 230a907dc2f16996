//! The property that tells which branch, or which child, a value is.

use serde_json::{Map, Value};

use super::pick::Pick;
use crate::roundtrip::schemas::{Schemas, component_name, list};

/// The property that tells branches apart.
pub(super) struct Discriminator<'d> {
    pub(super) property: &'d str,
    mapping: Vec<(&'d str, &'d str)>,
}

impl<'d> Discriminator<'d> {
    pub(super) fn of(map: &'d Map<String, Value>) -> Option<Self> {
        match map.get("discriminator")? {
            Value::String(property) => Some(Self { property, mapping: Vec::new() }),
            discriminator => {
                let mapping = discriminator.get("mapping").and_then(Value::as_object);
                let mapping = mapping.into_iter().flatten();
                Some(Self {
                    property: discriminator.get("propertyName")?.as_str()?,
                    mapping: mapping.filter_map(|(tag, to)| Some((&**tag, to.as_str()?))).collect(),
                })
            }
        }
    }

    /// What stands there for a component: what the mapping says, or its name.
    pub(super) fn value(&self, component: &str, pick: &mut Pick) -> String {
        let mapped: Vec<&str> = self
            .mapping
            .iter()
            .filter(|(_, target)| component_name(target).unwrap_or(target) == component)
            .map(|(tag, _)| *tag)
            .collect();
        pick.from(&mapped).map_or_else(|| component.to_owned(), |tag| (*tag).to_owned())
    }
}

/// The components that extend one by naming it in their `allOf`.
pub(super) fn children<'d>(schemas: Schemas<'d>, parent: &str) -> Vec<(&'d str, &'d Value)> {
    let extends = |(_, schema): &(&str, &'d Value)| {
        schema.as_object().is_some_and(|schema| {
            let mut members = list(schema, "allOf").iter().filter_map(Schemas::reference);
            members.any(|member| component_name(member) == Some(parent))
        })
    };
    schemas.components().filter(extends).collect()
}
