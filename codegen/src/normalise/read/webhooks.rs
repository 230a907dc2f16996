//! Webhooks: calls that the API makes to its users. They stand under `webhooks` since 3.1, and under `x-webhooks` before.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Fields, Reader, Trail};
use crate::{
    model::PathItem,
    normalise::{WEBHOOKS, version::Dialect},
};

impl Reader<'_> {
    /// All webhooks, by the key of the document that they stand under.
    pub(super) fn webhooks(
        &mut self,
        fields: &mut Fields,
        paths: &IndexMap<String, PathItem>,
        at: &Trail<'_>,
    ) -> IndexMap<&'static str, IndexMap<String, PathItem>> {
        let mut read = IndexMap::new();
        // The bodies of 2.0 are parameters: nothing there is a webhook as anybody writes them.
        if self.dialect == Dialect::V20 {
            return read;
        }
        let mut ids: BTreeSet<String> = operation_ids(paths.values()).collect();
        for key in WEBHOOKS {
            if !fields.has(key) {
                continue;
            }
            let items = self.map(fields, key, at);
            let at = &at.key(key);
            if self.dialect == Dialect::V30 && key == "webhooks" {
                let message = "`webhooks` came with OpenAPI 3.1";
                let help = "they are read as there; write `openapi: 3.1.0`, or `x-webhooks`";
                self.warn_with("newer-keyword", at, message, help);
            }
            let mut webhooks = IndexMap::new();
            for (name, value) in items.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
                let at = &at.key(&name);
                let Some(item) = self.path_item(value, at) else { continue };
                self.repeated_ids(&item, &mut ids, at);
                webhooks.insert(name, item);
            }
            if !webhooks.is_empty() {
                read.insert(key, webhooks);
            }
        }
        read
    }

    /// An `operationId` names one operation of a document, and a webhook is one.
    fn repeated_ids(&mut self, item: &PathItem, ids: &mut BTreeSet<String>, at: &Trail<'_>) {
        for (method, operation) in &item.operations {
            let Some(id) = &operation.operation_id else { continue };
            if !ids.insert(id.clone()) {
                let message = format!("`{id}` is the name of another operation");
                let at = at.key(method.key());
                self.warn("operation-id-repeated", &at.key("operationId"), message);
            }
        }
    }
}

fn operation_ids<'p>(items: impl Iterator<Item = &'p PathItem>) -> impl Iterator<Item = String> {
    let operations = items.flat_map(|item| &item.operations);
    operations.filter_map(|(_, operation)| operation.operation_id.clone())
}
