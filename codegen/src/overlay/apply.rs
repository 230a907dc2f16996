//! Actions → the values as they are after them. An action is done as a whole or not at all.

use crate::{
    diagnostic::{Code, Finding},
    load::{Document, MAX_ALIASED, MAX_DEPTH, Made, Node},
};

use super::{
    action::{Action, What, actions, warn},
    values::{Place, Values},
};

pub(crate) static OVERLAY_UNMATCHED: Code = Code::warning(
    "overlay-unmatched",
    "an action of an overlay names nothing in the document",
    "An action whose JSONPath names nothing changes nothing. The path is looked up in the document as \
     the actions before it leave it.",
);

/// Does all actions of an overlay, which is the layer of this number. `names`: what the document can be called by
/// `extends`.
pub(super) fn apply(
    values: &mut Values,
    overlay: &Document,
    layer: u32,
    names: &[String],
    findings: &mut Vec<Finding>,
) {
    let Some(root) = overlay.root() else { return };
    extends(root, names, findings);
    // As few as an alias may stand for: an action can copy the whole document into each of its values.
    let mut left = MAX_ALIASED;
    for action in actions(overlay, findings) {
        one(values, &action, layer, &mut left, findings);
    }
}

/// An overlay that was written for another document.
fn extends(root: Node<'_>, names: &[String], findings: &mut Vec<Finding>) {
    let Some(node) = root.get("extends") else { return };
    let Some(text) = node.as_str().map(|text| text.split('#').next().unwrap_or(text)) else {
        return;
    };
    let last = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let is_meant = names.iter().any(|name| name == text || last(name) == last(text));
    if !is_meant {
        let applied = names.first().map(String::as_str).unwrap_or_default();
        let message = format!("the overlay is for `{text}`, and is applied to `{applied}`");
        findings.push(warn(node, message).help("say the document's file name, or nothing"));
    }
}

fn one(
    values: &mut Values,
    action: &Action<'_>,
    layer: u32,
    left: &mut usize,
    findings: &mut Vec<Finding>,
) {
    let places = values.places(&action.target);
    if places.is_empty() {
        let message = "the action names nothing in the document";
        let at = action.target_at.pointer();
        let help = "its JSONPath is looked up in the document as the actions above leave it";
        findings.push(Finding::new(&OVERLAY_UNMATCHED, &at, message).help(help));
        return;
    }
    let (update, at) = match &action.what {
        What::Remove => return remove(values, places, action, findings),
        What::Update(node) => (Made::of(*node, layer), *node),
        What::Copy(path, node) => match values.places(path).as_slice() {
            [place] => match values.get(place) {
                Some(made) => (made.clone(), *node),
                None => return,
            },
            several => {
                let message = format!("`copy` names {} values; it must name one", several.len());
                findings.push(warn(*node, message));
                return;
            }
        },
    };
    let kind = |place: &Place| values.get(place).map(|made| std::mem::discriminant(&made.content));
    if places.iter().any(|place| kind(place) != places.first().and_then(kind)) {
        let message = "the target names values of several kinds: objects, lists, others";
        findings.push(warn(action.target_at, message).help("write an action for each kind"));
        return;
    }
    let (count, height) = update.measure();
    let deepest = places.iter().map(Vec::len).max().unwrap_or_default();
    let new = count.saturating_mul(places.len());
    if deepest + height > MAX_DEPTH || new > *left {
        let message = "the action adds too much: too many values, or too deep in each other";
        let help = format!(
            "an overlay may add {MAX_ALIASED} values, and a document stands {MAX_DEPTH} deep at most"
        );
        findings.push(warn(at, message).help(help));
        return;
    }
    *left -= new;
    if let Err(key) = values.merge(&places, &update) {
        let message = match key.as_str() {
            "" => "what is merged is of another kind than the target".to_owned(),
            key => format!("`{key}` is of another kind than in the target"),
        };
        findings.push(warn(at, message).help("an object goes into an object, and so on"));
    }
}

/// Removes values, the last one first: what stands behind another in a list keeps its place until then.
fn remove(
    values: &mut Values,
    mut places: Vec<Place>,
    action: &Action<'_>,
    findings: &mut Vec<Finding>,
) {
    places.sort();
    for place in places.iter().rev() {
        if place.is_empty() {
            findings.push(warn(action.node, "the whole document cannot be removed"));
        }
        values.remove(place);
    }
}
