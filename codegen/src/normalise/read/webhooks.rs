//! Webhooks: calls to the caller, which a client does not make. Only their names are looked at: an `operationId` names one
//! operation of a document, and a webhook is one.

use std::collections::BTreeSet;

use openapiv3::{PathItem, Paths};
use serde_json::Value;

use super::{Reader, Trail};

impl Reader<'_> {
    /// Says that there are webhooks, and which of their names are taken.
    pub(super) fn webhooks(&mut self, webhooks: &Value, paths: &Paths, at: &Trail<'_>) {
        self.note("webhooks", at, "webhooks are calls to you: a client has none of them");
        let items = paths.paths.values().filter_map(|item| item.as_item());
        let mut ids: BTreeSet<&str> = items
            .flat_map(PathItem::iter)
            .filter_map(|(_, operation)| operation.operation_id.as_deref())
            .collect();
        for (name, item) in webhooks.as_object().into_iter().flatten() {
            let at = &at.key(name);
            for (method, operation) in item.as_object().into_iter().flatten() {
                let Some(Value::String(id)) = operation.get("operationId") else { continue };
                if !ids.insert(id) {
                    let message = format!("`{id}` is the name of another operation");
                    let at = at.key(method);
                    self.warn("operation-id-repeated", &at.key("operationId"), message);
                }
            }
        }
    }
}
