//! Discriminators.

use indexmap::IndexMap;

use crate::{load::Node, model::Discriminator, normalise::version::Dialect};

use super::{Fields, Reader, WRONG_TYPE};

impl<'d> Reader<'d> {
    pub(super) fn discriminator(&mut self, node: Node<'d>) -> Option<Discriminator> {
        // Swagger 2.0 writes the property's name alone.
        if let Some(property_name) = node.as_str() {
            if self.dialect != Dialect::V20 {
                self.note(&WRONG_TYPE, node, "expected an object, found the property's name");
            }
            let property_name = property_name.to_owned();
            return Some(Discriminator { property_name, ..Discriminator::default() });
        }
        let fields: Fields<'d> = self.object(node)?;
        let property_name = self.required_text(fields, "propertyName");
        let mut mapping = IndexMap::new();
        for (tag, node) in self.map(fields, "mapping") {
            if let Some(target) = self.as_text(node) {
                mapping.insert(tag.to_owned(), self.schema_name(target, node));
            }
        }
        let default_mapping = fields.get("defaultMapping").and_then(|node| {
            self.newer(Dialect::V32, node, "`defaultMapping` came with OpenAPI 3.2");
            let target = self.as_text(node)?;
            Some(self.schema_name(target, node))
        });
        let read = Discriminator { property_name, mapping, default_mapping };
        (!read.property_name.is_empty()).then_some(read)
    }
}
