//! Paths and path items. References between path items are followed here, so that the model holds none.

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, Finding, Pointer},
    load::{Map, Node, Stray},
    model::{Method, PathItem},
    normalise::version::Dialect,
};

use super::{
    Fields, NEWER_KEYWORD, Reader, operation::OPERATION_LEFT_OUT, reference::DANGLING_REFERENCE,
};

pub(crate) static DUPLICATE_PATH: Code = Code::warning(
    "duplicate-path",
    "a path stands twice",
    "Two keys name one path. The first is read, and the other is left out with its operations. Join \
     them.",
);

pub(crate) static MISPLACED_METHOD: Code = Code::warning(
    "misplaced-method",
    "a method among `additionalOperations` that is a key of the path itself",
    "`additionalOperations` holds methods that have no key of their own. This one has, so OpenAPI \
     wants it there. It is read as if it stood there, unless one does already.",
);

pub(crate) static PATH_WITHOUT_SLASH: Code = Code::warning(
    "path-without-slash",
    "a path that does not begin with a slash",
    "A path is appended to the server's URL, and begins with `/`. This one is read as if it did.",
);

/// A path item that is referred to.
type Target<'d> = (Pointer, Map<'d>);

impl<'d> Reader<'d> {
    /// All paths.
    pub(super) fn paths(&mut self, fields: Fields<'d>) -> IndexMap<String, PathItem> {
        let map = self.map(fields, "paths");
        let mut paths = IndexMap::with_capacity(map.len());
        for (path, node) in map {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.path_item(node) else { continue };
            let key = if path.starts_with('/') {
                path.to_owned()
            } else {
                let message = format!("the path `{path}` does not start with `/`");
                self.report_with(&PATH_WITHOUT_SLASH, node, message, "it is read as if it did");
                format!("/{path}")
            };
            if paths.contains_key(&key) {
                self.report(&DUPLICATE_PATH, node, format!("the path `{key}` stands here twice"));
                continue;
            }
            paths.insert(key, item);
        }
        paths
    }

    /// A path, or a webhook.
    pub(super) fn path_item(&mut self, node: Node<'d>) -> Option<PathItem> {
        let fields = self.object(node)?;
        let Some(reference) = self.text(fields, "$ref") else {
            return Some(self.path_item_fields(fields));
        };
        let at = fields.get("$ref").unwrap_or(node);
        let (pointer, target) = match self.path_item_target(&reference, at) {
            Ok(Some(found)) => found,
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "the path is left out");
                return None;
            }
            Ok(None) | Err(Stray::NoPointer) => {
                let shown = reference.escape_debug();
                let message = format!("`{shown}` leads to no path item; the path is left out");
                self.findings.push(Finding::new(&DANGLING_REFERENCE, &at.pointer(), message));
                return None;
            }
        };
        if !self.reads_elsewhere(&pointer, at) {
            return None;
        }
        if self.dialect == Dialect::V30 && reference.starts_with("#/components/pathItems/") {
            let message = "`components.pathItems` came with OpenAPI 3.1";
            let help = "it is read as there; write `openapi: 3.1.0`, or write the path out";
            let finding = Finding::new(&NEWER_KEYWORD, &at.pointer(), message).help(help);
            self.findings.push(finding.into_warning());
        }
        // What stands beside the reference goes before what it leads to.
        Some(self.path_item_fields(fields.before(target)))
    }

    /// The end of a chain of references between path items.
    fn path_item_target(&self, reference: &str, at: Node<'d>) -> Result<Option<Target<'d>>, Stray> {
        let mut pointer = self.source.target(reference, at)?;
        // A chain that is longer than this goes round in a circle.
        for _ in 0..32 {
            let Some(node) = self.source.value_at(&pointer) else { break };
            let Some(map) = node.as_map() else { break };
            match map.get("$ref").and_then(Node::as_str) {
                Some(next) => pointer = self.source.target(next, node)?,
                None => return Ok(Some((pointer, map))),
            }
        }
        Ok(None)
    }

    fn path_item_fields(&mut self, f: Fields<'d>) -> PathItem {
        let summary = self.text(f, "summary");
        let description = self.text(f, "description");
        let servers = self.servers(f);
        let parameters = self.parameters(f);
        let mut item = PathItem { summary, description, servers, ..PathItem::default() };
        for (method, node) in self.operations_of(f) {
            let Some(operation) = self.operation(node) else { continue };
            if parameters.is_none() {
                self.report(&OPERATION_LEFT_OUT, node, "a parameter of the path cannot be read");
            } else {
                item.operations.push((method, operation));
            }
        }
        item.parameters = parameters.unwrap_or_default();
        item.extensions = f.extensions();
        item
    }

    /// The operations of a path item, in the order in which they are read.
    fn operations_of(&mut self, f: Fields<'d>) -> Vec<(Method, Node<'d>)> {
        let known = Method::ALL.into_iter();
        let own = known.filter_map(|method| {
            let node = f.get(method.key()?)?;
            Some((method, node))
        });
        let mut found: Vec<(Method, Node<'d>)> = own.collect();
        if let Some(node) = f.get("query") {
            self.newer(Dialect::V32, node, "the method `query` came with OpenAPI 3.2");
        }
        let Some(others) = f.get(Method::OTHERS) else { return found };
        self.newer(Dialect::V32, others, "`additionalOperations` came with OpenAPI 3.2");
        let Some(map) = others.as_map() else {
            self.wrong_type(others, "an object");
            return found;
        };
        for (name, node) in map.entries() {
            let own = name.to_ascii_lowercase();
            let method = match Method::of_key(&own) {
                None if !name.is_empty() && name.chars().all(is_token) => {
                    Method::Other(name.to_owned())
                }
                None => {
                    let message = format!("`{}` is no method of HTTP", name.escape_debug());
                    let help =
                        "a method is letters, digits and some signs; the operation is left out";
                    self.report_with(&OPERATION_LEFT_OUT, node, message, help);
                    continue;
                }
                Some(method) => {
                    let message =
                        format!("`{name}` has no place here: it is a key of the path itself");
                    if found.iter().any(|(there, _)| *there == method) {
                        let help = format!("`{own}` is there already; this one is left out");
                        self.report_with(&OPERATION_LEFT_OUT, node, message, help);
                        continue;
                    }
                    let help = format!("write it as `{own}` of the path; it is read so");
                    self.report_with(&MISPLACED_METHOD, node, message, help);
                    method
                }
            };
            found.push((method, node));
        }
        found
    }
}

/// Whether a character can stand in a method (RFC 9110).
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}
