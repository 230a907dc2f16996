//! What an overlay says: its actions, each with what is wrong with it.

use serde_json_path::JsonPath;

use crate::{
    diagnostic::{Finding, Severity},
    load::{Map, Node},
};

/// The code of findings about an overlay that is wrong.
pub(super) const WRONG: &str = "overlay";

/// What is done with the values that a path names.
pub(super) struct Action<'o> {
    /// Where the action stands.
    pub(super) node: Node<'o>,
    /// Where its target is written.
    pub(super) target_at: Node<'o>,
    pub(super) target: JsonPath,
    pub(super) what: What<'o>,
}

/// What is done.
pub(super) enum What<'o> {
    Remove,
    /// Something is merged into each.
    Update(Node<'o>),
    /// A value of the document is merged into each.
    Copy(JsonPath, Node<'o>),
}

/// The keys of an action.
const KEYS: [&str; 6] = ["target", "description", "update", "remove", "copy", "$ref"];

/// The keys of an overlay.
const ROOT: [&str; 6] = ["overlay", "$self", "info", "extends", "actions", "components"];

pub(super) fn warn(node: Node<'_>, message: impl Into<String>) -> Finding {
    Finding::warning(WRONG, &node.pointer(), message)
}

/// The actions of an overlay that can be done.
pub(super) fn actions<'o>(root: Node<'o>, findings: &mut Vec<Finding>) -> Vec<Action<'o>> {
    let Some(map) = root.as_map() else {
        findings.push(warn(root, "an overlay is an object"));
        return Vec::new();
    };
    about(map, findings);
    let Some(actions) = map.get("actions").and_then(Node::as_list) else {
        findings.push(warn(root, "an overlay has a list of `actions`"));
        return Vec::new();
    };
    actions.items().filter_map(|node| action(root, node, findings)).collect()
}

/// What is said of the overlay itself.
fn about(map: Map<'_>, findings: &mut Vec<Finding>) {
    unknown_keys(map, &ROOT, findings);
    let version = map.get("overlay");
    let text = version.and_then(Node::as_str).unwrap_or_default();
    if !["1.0", "1.1", "1.2"].iter().any(|known| {
        text.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }) {
        let message = format!("Overlay `{text}` is not known; it is read as 1.2");
        let help = "an overlay begins with `overlay: 1.0.0`";
        findings.push(warn(version.unwrap_or(map.node()), message).help(help));
    }
    let info = map.get("info");
    for key in ["title", "version"] {
        if info.is_none_or(|info| info.get(key).and_then(Node::as_str).is_none()) {
            let at = info.unwrap_or(map.node());
            let message = format!("an overlay says its `{key}` in `info`");
            let at = crate::diagnostic::At::Value(at.pointer());
            findings.push(Finding::new(WRONG, Severity::Note, at, message));
        }
    }
}

fn unknown_keys(map: Map<'_>, known: &[&str], findings: &mut Vec<Finding>) {
    for (key, node) in map.entries() {
        if !known.contains(&key) && !key.starts_with("x-") {
            findings.push(warn(node, format!("`{key}` means nothing here")));
        }
    }
}

/// An action; `None` for one that cannot be done.
fn action<'o>(root: Node<'o>, node: Node<'o>, findings: &mut Vec<Finding>) -> Option<Action<'o>> {
    let Some(own) = node.as_map() else {
        findings.push(warn(node, "an action is an object"));
        return None;
    };
    unknown_keys(own, &KEYS, findings);
    let fields = match own.get("$ref") {
        None => own,
        Some(reference) => {
            let Some(fields) = reusable(root, reference) else {
                let message = "this leads to no action of the overlay's components";
                let help =
                    "a reference is `#/components/actions/NAME`, and the action has `fields`";
                findings.push(warn(reference, message).help(help));
                return None;
            };
            fields
        }
    };
    let Some(target_at) = own.get("target") else {
        findings.push(warn(node, "an action needs a `target`"));
        return None;
    };
    let target = path(target_at, findings)?;
    let field = |key: &str| own.get(key).or_else(|| fields.get(key));
    let remove = field("remove").and_then(Node::as_bool) == Some(true);
    let what = match (remove, field("update"), field("copy")) {
        (true, ..) => What::Remove,
        (false, Some(update), None) => What::Update(update),
        (false, None, Some(copy)) => What::Copy(path(copy, findings)?, copy),
        (false, Some(_), Some(copy)) => {
            findings.push(warn(copy, "`update` and `copy` exclude each other; nothing is done"));
            return None;
        }
        (false, None, None) => {
            findings.push(warn(
                node,
                "the action does nothing: it has no `update`, `remove` or `copy`",
            ));
            return None;
        }
    };
    Some(Action { node, target_at, target, what })
}

/// The fields of an action among the overlay's components.
fn reusable<'o>(root: Node<'o>, reference: Node<'o>) -> Option<Map<'o>> {
    let name = reference.as_str()?.strip_prefix("#/components/actions/")?;
    let name = name.replace("~1", "/").replace("~0", "~");
    root.get("components")?.get("actions")?.get(&name)?.get("fields")?.as_map()
}

fn path(at: Node<'_>, findings: &mut Vec<Finding>) -> Option<JsonPath> {
    let Some(text) = at.as_str() else {
        findings.push(warn(at, "a JSONPath is text"));
        return None;
    };
    match JsonPath::parse(text) {
        Ok(path) => Some(path),
        Err(err) => {
            let message = format!("this is no JSONPath: {}", err.message());
            findings.push(warn(at, message).help("the action is left out"));
            None
        }
    }
}
