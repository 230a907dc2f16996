//! Paths and path items. References between path items are followed here, so that the model holds none.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::{Fields, Reader, Trail};
use crate::{
    diagnostic::{Finding, Pointer},
    load::Stray,
    model::{Method, PathItem},
    normalise::version::Dialect,
};

/// The methods that are keys of a path item.
pub(super) const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A path item that is referred to.
type Target<'d> = (Pointer, &'d Map<String, Value>);

impl<'d> Reader<'d> {
    /// All paths.
    pub(super) fn paths(
        &mut self,
        fields: &mut Fields,
        at: &Trail<'_>,
    ) -> IndexMap<String, PathItem> {
        let map = self.map(fields, "paths", at);
        let mut paths = IndexMap::with_capacity(map.len());
        let at = &at.key("paths");
        for (path, value) in map {
            if path.starts_with("x-") {
                continue;
            }
            let at = &at.key(&path);
            let value = self.source.copied(value, &["paths", &path]);
            let Some(item) = self.path_item(value, at) else { continue };
            let key = if path.starts_with('/') {
                path.clone()
            } else {
                let message = format!("the path `{path}` does not start with `/`");
                self.warn_with("path-without-slash", at, message, "it is read as if it did");
                format!("/{path}")
            };
            if paths.contains_key(&key) {
                self.warn("duplicate-path", at, format!("the path `{key}` stands here twice"));
                continue;
            }
            paths.insert(key, item);
        }
        paths
    }

    /// A path, or a webhook.
    pub(super) fn path_item(&mut self, value: Value, at: &Trail<'_>) -> Option<PathItem> {
        let mut fields = self.object(value, at)?;
        let Some(reference) = self.text(&mut fields, "$ref", at) else {
            return Some(self.path_item_fields(fields, at));
        };
        let (pointer, mut target) = match self.path_item_target(&reference, at) {
            Ok(Some((pointer, target))) => (pointer, target.clone()),
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, &at.key("$ref"), "the path is left out");
                return None;
            }
            Ok(None) | Err(Stray::NoPointer) => {
                let shown = reference.escape_debug();
                let message = format!("`{shown}` leads to no path item; the path is left out");
                let at = at.key("$ref").pointer();
                self.findings.push(Finding::error("dangling-reference", &at, message));
                return None;
            }
        };
        if !self.reads_elsewhere(&pointer, &at.key("$ref")) {
            return None;
        }
        if self.dialect == Dialect::V30 && reference.starts_with("#/components/pathItems/") {
            let message = "`components.pathItems` came with OpenAPI 3.1";
            let help = "it is read as there; write `openapi: 3.1.0`, or write the path out";
            self.warn_with("newer-keyword", &at.key("$ref"), message, help);
        }
        // What stands beside the reference goes before what it leads to.
        let beside = fields.into_map();
        if beside.iter().all(|(_, value)| value.is_null()) {
            let at = Trail::from(&pointer);
            return Some(self.path_item_fields(Fields::of(Value::Object(target))?, &at));
        }
        self.source.rebase(target.values_mut(), &pointer, at.start());
        target.extend(beside.into_iter().filter(|(_, value)| !value.is_null()));
        Some(self.path_item_fields(Fields::of(Value::Object(target))?, at))
    }

    /// The end of a chain of references between path items.
    fn path_item_target(
        &self,
        reference: &str,
        at: &Trail<'_>,
    ) -> Result<Option<Target<'d>>, Stray> {
        let mut pointer = self.source.target(reference, at.start())?;
        // A chain that is longer than this goes round in a circle.
        for _ in 0..32 {
            let Some(Value::Object(map)) = self.source.value_at(&pointer) else { break };
            match map.get("$ref").and_then(Value::as_str) {
                Some(next) => pointer = self.source.target(next, &pointer)?,
                None => return Ok(Some((pointer, map))),
            }
        }
        Ok(None)
    }

    fn path_item_fields(&mut self, mut fields: Fields, at: &Trail<'_>) -> PathItem {
        let f = &mut fields;
        let summary = self.text(f, "summary", at);
        let description = self.text(f, "description", at);
        let servers = self.servers(f, at);
        let parameters = self.parameters(f, at);
        let mut item = PathItem { summary, description, servers, ..PathItem::default() };
        for method in Method::ALL {
            let Some(value) = f.take(method.key()) else { continue };
            let at = &at.key(method.key());
            let Some(operation) = self.operation(value, at) else { continue };
            if parameters.is_none() {
                self.warn("operation-left-out", at, "a parameter of the path cannot be read");
            } else {
                item.operations.push((method, operation));
            }
        }
        item.parameters = parameters.unwrap_or_default();
        if f.take("query").is_some() {
            let message =
                "the method QUERY is not known before OpenAPI 3.2; the operation is left out";
            self.warn("operation-left-out", &at.key("query"), message);
        }
        if let Some(operations) = f.take("additionalOperations") {
            self.additional_operations(&operations, &at.key("additionalOperations"));
        }
        item.extensions = fields.extensions();
        item
    }
    /// Operations of methods that have no key of their own, which came with 3.2.
    fn additional_operations(&mut self, operations: &Value, at: &Trail<'_>) {
        let message = "`additionalOperations` came with OpenAPI 3.2 and is not read; its operations are left out";
        self.warn("operation-left-out", at, message);
        for method in operations.as_object().into_iter().flat_map(Map::keys) {
            let own = method.to_ascii_lowercase();
            if METHODS.contains(&own.as_str()) {
                let message =
                    format!("`{method}` has no place here: it is a key of the path itself");
                let help = format!("move it out of `additionalOperations`, as `{own}`");
                self.warn_with("operation-left-out", &at.key(method), message, help);
            }
        }
    }
}
