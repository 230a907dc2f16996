//! What an overlay says: its actions, each with what is wrong with it.

use serde_json_path::JsonPath;

use crate::{
    diagnostic::{At, Code, Finding},
    load::{Document, Map, Node},
};

pub(crate) static OVERLAY: Code = Code::warning(
    "overlay",
    "an overlay is wrong, or an action of it cannot be done",
    "Something in an overlay is not as the Overlay Specification has it, or an action does not fit what \
     it names. The action is not done at all; the others are.",
);

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

/// Those of an action that others refer to: each of them has its own target.
const FIELDS: [&str; 4] = ["description", "update", "remove", "copy"];

/// The keys of an overlay.
const ROOT: [&str; 6] = ["overlay", "$self", "info", "extends", "actions", "components"];

const INFO: [&str; 3] = ["title", "version", "description"];

/// How deep the brackets of a `JSONPath` may stand in each other. Reading it takes twice as long for each filter in a
/// filter.
const MAX_BRACKETS: usize = 12;

pub(super) fn warn(node: Node<'_>, message: impl Into<String>) -> Finding {
    Finding::new(&OVERLAY, &node.pointer(), message)
}

/// The actions of an overlay that can be done.
pub(super) fn actions<'o>(overlay: &'o Document, findings: &mut Vec<Finding>) -> Vec<Action<'o>> {
    let Some(root) = overlay.root() else { return Vec::new() };
    let Some(map) = root.as_map() else {
        findings.push(warn(root, "an overlay is an object"));
        return Vec::new();
    };
    about(map, findings);
    components(map, findings);
    let Some(actions) = map.get("actions").and_then(Node::as_list).filter(|it| !it.is_empty())
    else {
        let at = map.get("actions").unwrap_or(root);
        findings.push(warn(at, "an overlay has a list of `actions`"));
        return Vec::new();
    };
    actions.items().filter_map(|node| action(overlay, node, findings)).collect()
}

/// What is said of the overlay itself.
fn about(map: Map<'_>, findings: &mut Vec<Finding>) {
    unknown_keys(map, &ROOT, findings);
    version(map, findings);
    let info = map.get("info");
    if let Some(info) = info.and_then(Node::as_map) {
        unknown_keys(info, &INFO, findings);
    }
    for key in ["title", "version"] {
        if info.is_none_or(|info| info.get(key).and_then(Node::as_str).is_none()) {
            let at = At::Value(info.unwrap_or(map.node()).pointer());
            let message = format!("an overlay says its `{key}` in `info`");
            findings.push(Finding::new(&OVERLAY, at, message).into_note());
        }
    }
    for key in ["$self", "extends"] {
        if let Some(node) = map.get(key)
            && node.as_str().is_none_or(|text| text.contains('#'))
        {
            let message = format!("`{key}` is the address of a document, without a fragment");
            findings.push(warn(node, message));
        }
    }
}

fn version(map: Map<'_>, findings: &mut Vec<Finding>) {
    let version = map.get("overlay");
    let message = match version.map(|node| (node, node.as_str())) {
        None => "an overlay says its version in `overlay`".to_owned(),
        // YAML reads `1.0` as a number.
        Some((_, None)) => "the version of an overlay is text of three numbers".to_owned(),
        Some((_, Some(text))) => {
            let is_known = ["1.0", "1.1", "1.2"].iter().any(|known| {
                let rest = text.strip_prefix(known);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            if is_known {
                return;
            }
            format!("Overlay `{text}` is not known; it is read as 1.2")
        }
    };
    let help = "an overlay begins with `overlay: 1.0.0`";
    findings.push(warn(version.unwrap_or(map.node()), message).help(help));
}

/// The actions that others refer to, whether any does or not.
fn components(map: Map<'_>, findings: &mut Vec<Finding>) {
    let Some(components) = map.get("components").and_then(Node::as_map) else { return };
    unknown_keys(components, &["actions"], findings);
    let reusable = components.get("actions").and_then(Node::as_map);
    for action in reusable.into_iter().flat_map(Map::values).filter_map(Node::as_map) {
        unknown_keys(action, &["description", "fields"], findings);
        if let Some(fields) = action.get("fields").and_then(Node::as_map) {
            unknown_keys(fields, &FIELDS, findings);
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
fn action<'o>(
    overlay: &'o Document,
    node: Node<'o>,
    findings: &mut Vec<Finding>,
) -> Option<Action<'o>> {
    let Some(own) = node.as_map() else {
        findings.push(warn(node, "an action is an object"));
        return None;
    };
    unknown_keys(own, &KEYS, findings);
    let fields = match own.get("$ref") {
        None => own,
        Some(reference) => {
            let Some(fields) = reusable(overlay, reference) else {
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
    let remove = field("remove");
    if let Some(remove) = remove.filter(|remove| remove.as_bool().is_none()) {
        findings.push(warn(remove, "`remove` is true or false").help("the action is left out"));
        return None;
    }
    let what = match (remove.and_then(Node::as_bool) == Some(true), field("update"), field("copy"))
    {
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
fn reusable<'o>(overlay: &'o Document, reference: Node<'o>) -> Option<Map<'o>> {
    let text = reference.as_str().filter(|text| text.starts_with("#/components/actions/"))?;
    let action = overlay.target(text, &reference.file()).ok()?;
    overlay.get(&action)?.get("fields")?.as_map()
}

fn path(at: Node<'_>, findings: &mut Vec<Finding>) -> Option<JsonPath> {
    let Some(text) = at.as_str() else {
        findings.push(warn(at, "a JSONPath is text"));
        return None;
    };
    if brackets(text) > MAX_BRACKETS {
        let message = format!("the brackets of this JSONPath are more than {MAX_BRACKETS} deep");
        findings.push(warn(at, message).help("the action is left out"));
        return None;
    }
    match JsonPath::parse(text) {
        Ok(path) => Some(path),
        Err(err) => {
            let message = format!("this is no JSONPath: {}", err.message());
            findings.push(warn(at, message).help("the action is left out"));
            None
        }
    }
}

/// How deep the brackets of a text stand in each other at most. Those in quotes count too: a filter has few of them.
fn brackets(text: &str) -> usize {
    let mut deepest = 0;
    let mut depth: usize = 0;
    for c in text.chars() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
