//! The values of a document while actions change them: as they were made, and as JSON, in which a `JSONPath` is looked
//! up. Both change together: to make one of the other for each action would cost the whole document each time.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use serde_json_path::{JsonPath, PathElement};

use super::merge;
use crate::load::{Made, MadeContent};

/// The values.
pub(super) struct Values {
    made: Made,
    json: Json,
}

/// The way from the root to a value.
pub(super) type Place = Vec<Step>;

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Values {
    pub(super) fn of(made: Made) -> Self {
        let json = made.to_json();
        Self { made, json }
    }

    pub(super) fn made(&self) -> &Made {
        &self.made
    }

    /// The places that a path names, each once.
    pub(super) fn places(&self, path: &JsonPath) -> Vec<Place> {
        let mut seen = BTreeSet::new();
        let located = path.query_located(&self.json);
        let places = located.locations().map(|location| {
            let steps = location.iter().map(|element| match element {
                PathElement::Name(name) => Step::Key((*name).to_owned()),
                PathElement::Index(index) => Step::Index(*index),
            });
            steps.collect::<Place>()
        });
        places.filter(|place| seen.insert(place.clone())).collect()
    }

    pub(super) fn get(&self, place: &[Step]) -> Option<&Made> {
        place.iter().try_fold(&self.made, |made, step| match (&made.content, step) {
            (MadeContent::Map(map), Step::Key(key)) => map.get(key),
            (MadeContent::List(list), Step::Index(index)) => list.get(*index),
            _ => None,
        })
    }

    fn get_mut(&mut self, place: &[Step]) -> Option<&mut Made> {
        place.iter().try_fold(&mut self.made, |made, step| match (&mut made.content, step) {
            (MadeContent::Map(map), Step::Key(key)) => map.get_mut(key),
            (MadeContent::List(list), Step::Index(index)) => list.get_mut(*index),
            _ => None,
        })
    }

    fn json_mut(&mut self, place: &[Step]) -> Option<&mut Json> {
        place.iter().try_fold(&mut self.json, |json, step| match step {
            Step::Key(key) => json.get_mut(key),
            Step::Index(index) => json.get_mut(*index),
        })
    }

    /// Merges into the values at all places, or into none: `Err` is the way to what does not fit, its keys joined by
    /// dots.
    pub(super) fn merge(&mut self, places: &[Place], update: &Made) -> Result<(), String> {
        let mut before = Vec::new();
        for place in places {
            let Some(target) = self.get_mut(place) else { continue };
            if places.len() > 1 {
                before.push((place, target.clone()));
            }
            if let Err(way) = merge::target(target, update) {
                // The last one first: a place can stand in another.
                for (place, before) in before.into_iter().rev() {
                    if let Some(target) = self.get_mut(place) {
                        *target = before;
                    }
                }
                return Err(way);
            }
        }
        for place in places {
            let mut json = self.json_mut(place).map(Json::take).unwrap_or_default();
            if let Some(made) = self.get(place) {
                take_over(&mut json, made, update);
            }
            if let Some(there) = self.json_mut(place) {
                *there = json;
            }
        }
        Ok(())
    }

    /// Removes a value from the one around it. One that is gone already is none; the root stays.
    pub(super) fn remove(&mut self, place: &[Step]) {
        let Some((step, around)) = place.split_last() else { return };
        match (self.get_mut(around).map(|made| &mut made.content), step) {
            (Some(MadeContent::Map(map)), Step::Key(key)) => _ = map.shift_remove(key),
            (Some(MadeContent::List(list)), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
            }
            _ => return,
        }
        match (self.json_mut(around), step) {
            (Some(Json::Object(map)), Step::Key(key)) => _ = map.shift_remove(key),
            (Some(Json::Array(list)), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
            }
            _ => {}
        }
    }
}

/// Makes JSON what a value has become by a merge. Only what the update names has changed.
fn take_over(json: &mut Json, made: &Made, update: &Made) {
    match (&mut *json, &made.content, &update.content) {
        (Json::Object(map), MadeContent::Map(made), MadeContent::Map(update)) => {
            for (key, update) in update {
                match (map.get_mut(key), made.get(key)) {
                    (Some(json), Some(made)) => take_over(json, made, update),
                    (None, Some(made)) => _ = map.insert(key.clone(), made.to_json()),
                    (_, None) => {}
                }
            }
        }
        _ => *json = made.to_json(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Document;

    fn document(text: &str) -> Document {
        Document::parse("d.yaml", text.to_owned()).unwrap()
    }

    /// Many orders of changes, some of which fit nowhere; the JSON is what the values are after each.
    #[test]
    fn what_paths_see_is_what_there_is() {
        const PATHS: [&str; 8] =
            ["$", "$.a", "$..x", "$..l", "$.a.*", "$..[?@.x]", "$.l[1]", "$..l[?@ == 1]"];
        const UPDATES: [&str; 8] = [
            "{a: {x: {m: 2}}}",
            "{x: {x: {x: 1}}}",
            "1",
            "[1, {x: {l: []}}]",
            "{l: [1]}",
            "{x: , a: {l: }}",
            "{x: 7, l: [[2]]}",
            "null",
        ];
        let base = document("{a: {x: {x: {}}, l: [1, 2]}, l: [1, {x: {}}]}");
        let updates = UPDATES.map(|update| document(&format!("{{u: {update}}}")));
        let (mut merged, mut refused) = (0, 0);
        for seed in 0..2_000_usize {
            let mut values = Values::of(Made::of(base.root().unwrap(), 0));
            let mut number = seed.wrapping_mul(0x9e37_79b9) + 1;
            let mut pick = |of: usize| {
                number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (number >> 33) % of
            };
            for _ in 0..4 {
                let places = values.places(&JsonPath::parse(PATHS[pick(8)]).unwrap());
                if pick(4) == 0 {
                    places.iter().rev().for_each(|place| values.remove(place));
                } else {
                    let before = values.json.clone();
                    let update = updates[pick(8)].root().unwrap().get("u").unwrap();
                    let update = Made::of(update, 1);
                    if values.merge(&places, &update).is_ok() {
                        merged += 1;
                    } else {
                        refused += 1;
                        assert_eq!(values.json, before, "{seed}");
                    }
                }
                assert_eq!(values.json, values.made.to_json(), "{seed}");
            }
        }
        assert!(merged > 500 && refused > 500, "{merged} and {refused}");
    }
}
