//! Actions → the values as they are after them. An action is done as a whole or not at all.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use serde_json_path::{JsonPath, PathElement};

use super::{
    action::{Action, What, actions, warn},
    merge,
};
use crate::{
    diagnostic::Finding,
    load::{Document, MAX_ALIASED, MAX_DEPTH, Made, MadeContent, Node},
};

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Index(usize),
}

/// Does all actions of an overlay, which is the layer of this number. `names`: what the document can be called by
/// `extends`.
pub(super) fn apply(
    values: &mut Made,
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
    values: &mut Made,
    action: &Action<'_>,
    layer: u32,
    left: &mut usize,
    findings: &mut Vec<Finding>,
) {
    let json = values.to_json();
    let places = places(&json, &action.target);
    if places.is_empty() {
        let message = "the action names nothing in the document";
        let at = action.target_at.pointer();
        let help = "its JSONPath is looked up in the document as the actions above leave it";
        findings.push(Finding::warning("overlay-unmatched", &at, message).help(help));
        return;
    }
    let (update, at) = match &action.what {
        What::Remove => return remove(values, places, action, findings),
        What::Update(node) => (Made::of(*node, layer), *node),
        What::Copy(path, node) => match self::places(&json, path).as_slice() {
            [place] => match found(values, place) {
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
    let kind =
        |place: &Vec<Step>| found(values, place).map(|made| std::mem::discriminant(&made.content));
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
    if let Err(key) = merge_all(values, &places, &update) {
        let message = match key.as_str() {
            "" => "what is merged is of another kind than the target".to_owned(),
            key => format!("`{key}` is of another kind than in the target"),
        };
        findings.push(warn(at, message).help("an object goes into an object, and so on"));
    }
}

/// Merges into the values at all places, or into none: `Err` is the way to what does not fit.
fn merge_all(values: &mut Made, places: &[Vec<Step>], update: &Made) -> Result<(), String> {
    let mut before = Vec::new();
    for place in places {
        let Some(target) = found_mut(values, place) else { continue };
        before.push((place, target.clone()));
        if let Err(key) = merge::target(target, update) {
            // The last one first: a place can stand in another.
            for (place, before) in before.into_iter().rev() {
                if let Some(target) = found_mut(values, place) {
                    *target = before;
                }
            }
            return Err(key);
        }
    }
    Ok(())
}

/// The places that a path names, each once.
fn places(json: &Json, path: &JsonPath) -> Vec<Vec<Step>> {
    let mut seen = BTreeSet::new();
    let located = path.query_located(json);
    let places = located.locations().map(|location| {
        let steps = location.iter().map(|element| match element {
            PathElement::Name(name) => Step::Key((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        });
        steps.collect::<Vec<Step>>()
    });
    places.filter(|place| seen.insert(place.clone())).collect()
}

fn found<'m>(values: &'m Made, place: &[Step]) -> Option<&'m Made> {
    place.iter().try_fold(values, |made, step| match (&made.content, step) {
        (MadeContent::Map(map), Step::Key(key)) => map.get(key),
        (MadeContent::List(list), Step::Index(index)) => list.get(*index),
        _ => None,
    })
}

fn found_mut<'m>(values: &'m mut Made, place: &[Step]) -> Option<&'m mut Made> {
    place.iter().try_fold(values, |made, step| match (&mut made.content, step) {
        (MadeContent::Map(map), Step::Key(key)) => map.get_mut(key),
        (MadeContent::List(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    })
}

/// Removes values, the last one first: what stands behind another in a list keeps its place until then.
fn remove(
    values: &mut Made,
    mut places: Vec<Vec<Step>>,
    action: &Action<'_>,
    findings: &mut Vec<Finding>,
) {
    places.sort();
    for place in places.iter().rev() {
        let Some((step, around)) = place.split_last() else {
            findings.push(warn(action.node, "the whole document cannot be removed"));
            continue;
        };
        match (found_mut(values, around).map(|made| &mut made.content), step) {
            (Some(MadeContent::Map(map)), Step::Key(key)) => _ = map.shift_remove(key),
            (Some(MadeContent::List(list)), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
            }
            // What stood around it is gone already.
            _ => {}
        }
    }
}
