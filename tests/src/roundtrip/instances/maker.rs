//! Makes values of schemas. Which of the many is a matter of a [`Pick`].

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{flat::Flat, numbers, pattern, pick::Pick, strings};
use crate::roundtrip::schemas::{Schemas, is_nullable, list};

/// The value of a property that must be there but that no schema describes. Types keep nothing of it.
pub(in crate::roundtrip) const UNDECLARED: &str = "undeclared";

/// Below this, objects hold only what they must.
const FULL_DEPTH: usize = 5;

/// Below this, every branch is tried for one that comes to an end.
const ANXIOUS_DEPTH: usize = 8;

/// Below this, no value is made.
const MAX_DEPTH: usize = 20;

/// As many values as an instance may hold before its objects hold only what they must.
const FULL_SIZE: usize = 300;

/// As many as one may hold at all.
const MAX_SIZE: usize = 3_000;

/// As many choices of branches as are tried for one that does not contradict itself.
const MOST_CHOICES: usize = 64;

/// Which properties an object has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// All of them.
    All,
    /// Only those that it must have.
    Required,
    /// Those, and the one at this place.
    And(usize),
}

/// Makes one value.
pub(super) struct Maker<'d> {
    schemas: Schemas<'d>,
    /// How many values there are so far.
    size: usize,
}

impl<'d> Maker<'d> {
    /// A value of a component; `None` if none comes to an end.
    pub(super) fn component(
        schemas: Schemas<'d>,
        name: &'d str,
        schema: &'d Value,
        fill: Fill,
        pick: Pick,
    ) -> Option<Value> {
        let mut maker = Self { schemas, size: 0 };
        let (flat, pick) = maker.flat(&[schema], Some(name), pick)?;
        maker.of_flat(&flat, Some(fill), pick, 0)
    }

    /// What the schemas say together; the first choice of branches that does not contradict itself.
    fn flat(
        &self,
        nodes: &[&'d Value],
        name: Option<&'d str>,
        pick: Pick,
    ) -> Option<(Flat<'d>, Pick)> {
        (0..MOST_CHOICES).find_map(|more| {
            let mut pick = Pick(pick.0 + more);
            let flat = Flat::of(self.schemas, nodes, name, &mut pick);
            (!flat.is_contradictory()).then_some((flat, pick))
        })
    }

    /// A value that all of the schemas allow.
    fn value(&mut self, nodes: &[&'d Value], pick: Pick, depth: usize) -> Option<Value> {
        let tries = if depth > ANXIOUS_DEPTH { 8 } else { 1 };
        (0..tries).find_map(|more| {
            let mut pick = Pick(pick.0 + more);
            if depth > MAX_DEPTH || self.size > MAX_SIZE {
                return None;
            }
            self.size += 1;
            if nodes.iter().all(|node| self.allows_null(node, 0)) && pick.choose(3) == 2 {
                return Some(Value::Null);
            }
            let (flat, pick) = self.flat(nodes, None, pick)?;
            self.of_flat(&flat, None, pick, depth)
        })
    }

    fn of_flat(
        &mut self,
        flat: &Flat<'d>,
        fill: Option<Fill>,
        pick: Pick,
        depth: usize,
    ) -> Option<Value> {
        let mut pick = pick;
        if let Some(values) = &flat.values {
            let values: Vec<_> = values.iter().filter(|value| !value.is_null()).collect();
            return pick.from(&values).map(|value| (**value).clone());
        }
        if flat.wire.is_some() {
            return strings::string(flat, &mut pick);
        }
        match flat.json_type(&mut pick) {
            Some("object") => self.object(flat, fill, pick, depth),
            Some("array") => self.array(flat, pick, depth),
            // Swagger 2.0 calls a text that is a file so.
            Some("string" | "file") => strings::string(flat, &mut pick),
            Some("integer") => numbers::integer(flat, &mut pick),
            Some("number") => numbers::number(flat, &mut pick),
            Some("boolean") => Some(Value::Bool(pick.choose(2) == 0)),
            Some("null") => Some(Value::Null),
            // An unknown word for a type allows anything, as does none.
            _ => Some(any(pick)),
        }
    }

    fn object(
        &mut self,
        flat: &Flat<'d>,
        fill: Option<Fill>,
        pick: Pick,
        depth: usize,
    ) -> Option<Value> {
        let mut pick = pick;
        let fill = match fill {
            Some(fill) => fill,
            None if depth > FULL_DEPTH || self.size > FULL_SIZE => Fill::Required,
            None if pick.choose(3) == 1 => Fill::Required,
            None => Fill::All,
        };
        let mut out = Map::new();
        let most = flat.max_properties.unwrap_or(usize::MAX);
        for (position, (name, schemas)) in flat.properties.iter().enumerate() {
            let required = flat.required.contains(name);
            let wanted = match fill {
                Fill::All => out.len() < most,
                Fill::Required => false,
                Fill::And(one) => one == position,
            };
            if !required && !wanted {
                continue;
            }
            match self.property(flat, name, schemas, pick.beside(position), depth) {
                Some(value) => drop(out.insert((*name).to_owned(), value)),
                None if required => return None,
                None => {}
            }
        }
        for &name in &flat.required {
            if !out.contains_key(name) {
                let value = match flat.additional.as_slice() {
                    _ if flat.tags.iter().any(|(tag, _)| *tag == name) => {
                        self.property(flat, name, &[], pick, depth)?
                    }
                    [] => UNDECLARED.into(),
                    schemas => self.value(schemas, pick, depth + 1)?,
                };
                out.insert(name.to_owned(), value);
            }
        }
        if fill != Fill::Required || out.len() < flat.min_properties {
            self.more_keys(flat, &mut out, pick, depth);
        }
        Some(Value::Object(out))
    }

    /// A property; the one that tells branches apart says which was chosen, unless it allows something else only.
    fn property(
        &mut self,
        flat: &Flat<'d>,
        name: &str,
        schemas: &[&'d Value],
        pick: Pick,
        depth: usize,
    ) -> Option<Value> {
        if let Some((_, tag)) = flat.tags.iter().rev().find(|(property, _)| *property == name) {
            let property = Flat::of(self.schemas, schemas, None, &mut Pick(0));
            let fits = |value: &&Value| value.as_str() == Some(tag.as_str());
            if property.values.is_none_or(|values| values.iter().any(fits)) {
                return Some(Value::String(tag.clone()));
            }
        }
        self.value(schemas, pick, depth + 1)
    }

    /// Keys that the schema does not list but allows.
    fn more_keys(
        &mut self,
        flat: &Flat<'d>,
        out: &mut Map<String, Value>,
        pick: Pick,
        depth: usize,
    ) {
        let most = flat.max_properties.unwrap_or(usize::MAX);
        let small = depth > FULL_DEPTH || self.size > FULL_SIZE;
        for (position, (pattern, schema)) in flat.pattern_properties.iter().enumerate() {
            let keys = pattern::matching(pattern, &(0..=usize::MAX));
            let key = keys.into_iter().find(|key| !key.is_empty() && !out.contains_key(key));
            if let (Some(key), false) = (key, small)
                && out.len() < most
                && let Some(value) = self.value(&[*schema], pick.beside(position), depth + 1)
            {
                out.insert(key, value);
            }
        }
        let free_form = flat.properties.is_empty() && flat.pattern_properties.is_empty();
        if flat.closed || !(flat.open || free_form) {
            return;
        }
        let mut pick = pick;
        let wanted = if free_form { [2, 0, 3][pick.choose(3)] } else { 1 };
        let wanted = if small { 0 } else { wanted };
        let wanted = wanted.max(flat.min_properties.saturating_sub(out.len()));
        for (position, key) in self.keys(flat, wanted).into_iter().enumerate() {
            if out.len() < most
                && !out.contains_key(&key)
                && let Some(value) = self.value(&flat.additional, pick.beside(position), depth + 1)
            {
                out.insert(key, value);
            }
        }
    }

    /// Names for keys that are not listed.
    fn keys(&self, flat: &Flat<'d>, wanted: usize) -> Vec<String> {
        if let Some(names) = flat.property_names {
            let names = Flat::of(self.schemas, &[names], None, &mut Pick(0));
            let candidates = (0..wanted.saturating_mul(4)).filter_map(|pick| {
                let listed = names.values.as_ref().and_then(|values| values.get(pick)?.as_str());
                let made = || strings::string(&names, &mut Pick(pick))?.as_str().map(str::to_owned);
                listed.map(str::to_owned).or_else(made)
            });
            let mut seen = HashSet::new();
            return candidates.filter(|key| seen.insert(key.clone())).take(wanted).collect();
        }
        let ordinary = ["key", "Schlüssel 鍵", "", "a.b/c~d"].map(str::to_owned);
        ordinary
            .into_iter()
            .chain((4..).map(|number| format!("key{number}")))
            .take(wanted)
            .collect()
    }

    fn array(&mut self, flat: &Flat<'d>, pick: Pick, depth: usize) -> Option<Value> {
        let mut pick = pick;
        let small = depth > FULL_DEPTH || self.size > FULL_SIZE;
        let wanted = if small { 0 } else { [1, 3, 0][pick.choose(3)] };
        let most = flat.max_items.unwrap_or(usize::MAX);
        // Behind the items that have a place of their own, others are of no known kind.
        let no_more = flat.items.is_empty() && !flat.prefix_items.is_empty()
            || flat.items.contains(&&Value::Bool(false));
        let most = if no_more { most.min(flat.prefix_items.len()) } else { most };
        let wanted = wanted.max(flat.min_items).max(flat.prefix_items.len()).min(most);
        let mut out = Vec::new();
        for position in 0..wanted {
            let nodes = flat
                .prefix_items
                .get(position)
                .map_or_else(|| flat.items.clone(), |node| vec![node]);
            let value = self.value(&nodes, Pick(pick.0 + position), depth + 1);
            match value {
                Some(value) => out.push(value),
                None if out.len() < flat.min_items => return None,
                None => break,
            }
        }
        Some(Value::Array(out))
    }

    /// Whether a schema allows null beside other values.
    fn allows_null(&self, node: &'d Value, depth: usize) -> bool {
        let Value::Object(map) = node else { return false };
        if depth > MAX_DEPTH || is_nullable(map) {
            return is_nullable(map);
        }
        if let Some(reference) = Schemas::reference(node) {
            let target = self.schemas.target(reference);
            return target.is_some_and(|target| self.allows_null(target, depth + 1));
        }
        let has_null = |keyword: &str| list(map, keyword).iter().any(Value::is_null);
        let named = list(map, "type").iter().any(|name| name == "null");
        let members = list(map, "allOf");
        named
            || has_null("enum")
            || (!members.is_empty()
                && members.iter().all(|member| self.allows_null(member, depth + 1)))
    }
}

/// Any JSON value.
fn any(mut pick: Pick) -> Value {
    let values = [
        json!("text"),
        json!({"key": [1, null, {"deep": true}], "": 1.5}),
        json!([1, "two", null]),
        json!(7),
        json!(-0.25),
        json!(false),
    ];
    pick.from(&values).cloned().unwrap_or_default()
}
