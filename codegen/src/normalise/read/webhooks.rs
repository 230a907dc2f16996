//! Webhooks: calls that the API makes to its users. They stand under `webhooks` since 3.1, and under `x-webhooks`
//! before.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, Finding},
    load::Node,
    model::PathItem,
    normalise::{WEBHOOKS, version::Dialect},
};

use super::{Fields, NEWER_KEYWORD, Reader};

pub(crate) static OPERATION_ID_REPEATED: Code = Code::warning(
    "operation-id-repeated",
    "an `operationId` that another operation has",
    "An `operationId` names one operation. The second one gets another name, which the message says.",
);

impl<'d> Reader<'d> {
    /// All webhooks, by the key of the document that they stand under.
    pub(super) fn webhooks(
        &mut self,
        fields: Fields<'d>,
        paths: &IndexMap<String, PathItem>,
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
            let items = self.map(fields, key);
            if self.dialect == Dialect::V30 && key == "webhooks" {
                let message = "`webhooks` came with OpenAPI 3.1";
                let help = "they are read as there; write `openapi: 3.1.0`, or `x-webhooks`";
                let at = fields.get_any(key).unwrap_or(fields.node());
                let finding = Finding::new(&NEWER_KEYWORD, &at.pointer(), message).help(help);
                self.findings.push(finding.into_warning());
            }
            let mut webhooks = IndexMap::new();
            for (name, node) in items.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
                let Some(item) = self.path_item(node) else { continue };
                self.repeated_ids(&item, &mut ids, node);
                webhooks.insert(name.to_owned(), item);
            }
            if !webhooks.is_empty() {
                read.insert(key, webhooks);
            }
        }
        read
    }

    /// An `operationId` names one operation of a document, and a webhook is one.
    fn repeated_ids(&mut self, item: &PathItem, ids: &mut BTreeSet<String>, node: Node<'d>) {
        for (method, operation) in &item.operations {
            let Some(id) = &operation.operation_id else { continue };
            if !ids.insert(id.clone()) {
                let message = format!("`{id}` is the name of another operation");
                let operation = method.way().into_iter().try_fold(node, Node::get);
                let operation = operation.unwrap_or(node);
                let at = operation.get("operationId").unwrap_or(operation);
                self.report(&OPERATION_ID_REPEATED, at, message);
            }
        }
    }
}

fn operation_ids<'p>(items: impl Iterator<Item = &'p PathItem>) -> impl Iterator<Item = String> {
    let operations = items.flat_map(|item| &item.operations);
    operations.filter_map(|(_, operation)| operation.operation_id.clone())
}
