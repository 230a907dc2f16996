//! What a schema says once references are followed, `allOf` is merged, and a branch of each `oneOf` and `anyOf` is
//! chosen: one schema without combinators.

use serde_json::{Map, Value};

use super::{
    discriminator::{Discriminator, children},
    pick::Pick,
};
use crate::roundtrip::schemas::{Schemas, Version, component_name, count, flag, is_null, list};

/// A schema without combinators.
#[derive(Debug, Default)]
pub(super) struct Flat<'d> {
    /// The JSON types that all members allow; `None` if none says.
    pub(super) types: Option<Vec<&'d str>>,
    /// The values that all members list.
    pub(super) values: Option<Vec<&'d Value>>,
    /// The properties, with the schemas that all hold for it.
    pub(super) properties: Vec<(&'d str, Vec<&'d Value>)>,
    pub(super) required: Vec<&'d str>,
    pub(super) pattern_properties: Vec<(&'d str, &'d Value)>,
    /// What keys that are not listed may hold: schemas that all hold.
    pub(super) additional: Vec<&'d Value>,
    /// Whether some member says that keys that are not listed may be there.
    pub(super) open: bool,
    /// Whether some member says that there are none.
    pub(super) closed: bool,
    pub(super) property_names: Option<&'d Value>,
    pub(super) items: Vec<&'d Value>,
    pub(super) prefix_items: &'d [Value],
    pub(super) min_items: usize,
    pub(super) max_items: Option<usize>,
    pub(super) min_properties: usize,
    pub(super) max_properties: Option<usize>,
    pub(super) min_length: usize,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<&'d str>,
    pub(super) format: Option<&'d str>,
    /// `x-wire`, and `x-wire-items`.
    pub(super) wire: Option<(&'d str, Option<&'d str>)>,
    /// The bounds, and whether each is excluded.
    pub(super) minimum: Option<(&'d Value, bool)>,
    pub(super) maximum: Option<(&'d Value, bool)>,
    pub(super) multiple_of: Option<f64>,
    /// Values that the document shows.
    pub(super) examples: Vec<&'d Value>,
    /// The properties that tell which branch was chosen, and what must stand there.
    pub(super) tags: Vec<(&'d str, String)>,
}

/// Whose schema is looked at.
#[derive(Debug, Clone, Copy)]
struct Origin<'d> {
    /// The component that the value is made for.
    name: Option<&'d str>,
    /// Whether the schema is a member of that component's `allOf`: a parent of it.
    inherited: bool,
}

impl<'d> Origin<'d> {
    fn own(name: Option<&'d str>) -> Self {
        Self { name, inherited: false }
    }
}

/// How deep members may nest in one another.
const MAX_DEPTH: usize = 32;

impl<'d> Flat<'d> {
    /// What `nodes` say together. `name` is the component that they stand for.
    pub(super) fn of(
        schemas: Schemas<'d>,
        nodes: &[&'d Value],
        name: Option<&'d str>,
        pick: &mut Pick,
    ) -> Self {
        let mut flat = Self::default();
        for node in nodes {
            flat.add(schemas, node, Origin::own(name), pick, 0);
        }
        flat
    }

    fn add(
        &mut self,
        schemas: Schemas<'d>,
        node: &'d Value,
        origin: Origin<'d>,
        pick: &mut Pick,
        depth: usize,
    ) {
        let Value::Object(map) = node else {
            if node == &Value::Bool(false) {
                self.values = Some(Vec::new());
            }
            return;
        };
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(reference) = Schemas::reference(node) {
            if let Some(target) = schemas.target(reference) {
                let name = component_name(reference).filter(|_| !origin.inherited);
                let origin = Origin { name: name.or(origin.name), ..origin };
                self.add(schemas, target, origin, pick, depth + 1);
            }
            if schemas.version == Version::Before31 {
                return;
            }
        }
        self.keywords(map);
        for member in list(map, "allOf") {
            self.add(schemas, member, Origin { inherited: true, ..origin }, pick, depth + 1);
        }
        let discriminator = Discriminator::of(map);
        let mut chose = false;
        for keyword in ["oneOf", "anyOf"] {
            let branches = list(map, keyword);
            // A parent that lists its children has been asked for one of them.
            let lists = |branch| Schemas::reference(branch).and_then(component_name);
            if origin.inherited
                && branches.iter().any(|it| lists(it).is_some_and(|it| Some(it) == origin.name))
            {
                continue;
            }
            if let Some(branch) = pick.from(branches) {
                chose = true;
                let target = Schemas::reference(branch);
                let tag = discriminator.as_ref().zip(target.and_then(component_name));
                if let Some((discriminator, target)) = tag {
                    self.tags.push((discriminator.property, discriminator.value(target, pick)));
                }
                if branch.as_object().is_some_and(is_null) {
                    self.types = Some(vec!["null"]);
                    continue;
                }
                self.add(schemas, branch, Origin::own(None), pick, depth + 1);
            }
        }
        if let (Some(discriminator), Some(name), false) = (discriminator, origin.name, chose) {
            if origin.inherited {
                // On a parent it tells the children apart.
                self.tags.push((discriminator.property, discriminator.value(name, pick)));
            } else {
                self.heir(schemas, &discriminator, name, pick, depth);
            }
        }
    }

    /// Where a component is asked for that others extend, and that a discriminator tells apart, one of those may come.
    fn heir(
        &mut self,
        schemas: Schemas<'d>,
        discriminator: &Discriminator<'d>,
        parent: &str,
        pick: &mut Pick,
        depth: usize,
    ) {
        let children = children(schemas, parent);
        if children.is_empty() {
            return;
        }
        // The parent itself may come only where it may be called so.
        let own = discriminator.value(parent, &mut Pick(0));
        let mut nodes = self.properties.iter().filter(|(name, _)| *name == discriminator.property);
        let listed =
            nodes.next().and_then(|(_, nodes)| Self::of(schemas, nodes, None, &mut Pick(0)).values);
        let allowed = listed.is_none_or(|values| values.iter().any(|value| *value == own.as_str()));
        let chosen = pick.choose(children.len() + usize::from(allowed));
        match chosen.checked_sub(usize::from(allowed)).and_then(|chosen| children.get(chosen)) {
            Some((name, child)) => {
                self.add(schemas, child, Origin::own(Some(name)), pick, depth + 1);
            }
            None => self.tags.push((discriminator.property, own)),
        }
    }

    /// Whether nothing can be all that was found: another branch may do.
    pub(super) fn is_contradictory(&self) -> bool {
        self.values.as_ref().is_some_and(Vec::is_empty)
            || self.types.as_ref().is_some_and(Vec::is_empty)
    }

    fn keywords(&mut self, map: &'d Map<String, Value>) {
        self.narrow_types(map);
        let listed = map.get("enum").and_then(Value::as_array).map(|list| list.iter().collect());
        let only = map.get("const").map(|value| vec![value]);
        for values in [listed, only].into_iter().flatten() {
            self.values = Some(match self.values.take() {
                Some(before) => before.into_iter().filter(|it| values.contains(it)).collect(),
                None => values,
            });
        }
        self.object_keywords(map);
        match map.get("items") {
            Some(Value::Array(positions)) => self.prefix_items = positions,
            Some(items) => self.items.push(items),
            None => {}
        }
        if let Some(Value::Array(positions)) = map.get("prefixItems") {
            self.prefix_items = positions;
        }
        at_least(&mut self.min_items, count(map, "minItems"));
        at_most(&mut self.max_items, count(map, "maxItems"));
        at_least(&mut self.min_length, count(map, "minLength"));
        at_most(&mut self.max_length, count(map, "maxLength"));
        let text = |keyword| map.get(keyword).and_then(Value::as_str);
        self.pattern = text("pattern").or(self.pattern);
        // Bytes in a text are a format by another name.
        let bytes = text("contentEncoding").filter(|it| it.starts_with("base64")).map(|_| "byte");
        self.format = text("format").or(bytes).or(self.format);
        self.wire = text("x-wire").map(|wire| (wire, text("x-wire-items"))).or(self.wire);
        self.minimum = bound(map, "minimum", "exclusiveMinimum").or(self.minimum);
        self.maximum = bound(map, "maximum", "exclusiveMaximum").or(self.maximum);
        self.multiple_of = map.get("multipleOf").and_then(Value::as_f64).or(self.multiple_of);
        self.examples.extend(list(map, "examples"));
        self.examples.extend(["example", "default"].iter().filter_map(|keyword| map.get(*keyword)));
    }

    fn narrow_types(&mut self, map: &'d Map<String, Value>) {
        let types: Vec<&str> = match map.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        self.types = Some(match self.types.take() {
            Some(before) => both(&before, &types),
            None => types,
        });
    }

    fn object_keywords(&mut self, map: &'d Map<String, Value>) {
        for (name, schema) in map.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            match self.properties.iter_mut().find(|(known, _)| *known == name.as_str()) {
                // A parent is met again by way of its child.
                Some((_, schemas)) if schemas.iter().any(|it| std::ptr::eq(*it, schema)) => {}
                Some((_, schemas)) => schemas.push(schema),
                None => self.properties.push((name, vec![schema])),
            }
            if schema.as_object().is_some_and(|schema| flag(schema, "required")) {
                self.required.push(name);
            }
        }
        self.required.extend(list(map, "required").iter().filter_map(Value::as_str));
        for (pattern, schema) in
            map.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
        {
            self.pattern_properties.push((pattern, schema));
        }
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            match map.get(keyword) {
                Some(Value::Bool(false)) => self.closed = true,
                Some(schema) => {
                    self.open = true;
                    self.additional.push(schema);
                }
                None => {}
            }
        }
        self.property_names = map.get("propertyNames").or(self.property_names);
        at_least(&mut self.min_properties, count(map, "minProperties"));
        at_most(&mut self.max_properties, count(map, "maxProperties"));
    }

    /// The JSON type of the values to make; `None` if any fits.
    pub(super) fn json_type(&self, pick: &mut Pick) -> Option<&'d str> {
        if let Some(types) = &self.types {
            return pick.from(types).copied();
        }
        if !self.properties.is_empty() || !self.required.is_empty() || self.open {
            Some("object")
        } else if !self.items.is_empty() || !self.prefix_items.is_empty() {
            Some("array")
        } else if self.minimum.is_some() || self.maximum.is_some() {
            Some("number")
        } else if self.pattern.is_some() || self.format.is_some() || self.wire.is_some() {
            Some("string")
        } else {
            None
        }
    }
}

/// The JSON types that two lists have in common. An integer is a number.
fn both<'d>(types: &[&'d str], others: &[&'d str]) -> Vec<&'d str> {
    let narrower = |one: &'d str| match one {
        "number" if !others.contains(&one) && others.contains(&"integer") => Some("integer"),
        "integer" if others.contains(&"number") => Some(one),
        _ => others.contains(&one).then_some(one),
    };
    types.iter().filter_map(|one| narrower(one)).collect()
}

/// A bound, and whether it is excluded: said by a flag before 3.1, by the number's own keyword since.
fn bound<'d>(
    map: &'d Map<String, Value>,
    including: &str,
    excluding: &str,
) -> Option<(&'d Value, bool)> {
    let excluded = map.get(excluding).filter(|bound| bound.is_number()).map(|bound| (bound, true));
    let included = map.get(including).filter(|bound| bound.is_number());
    excluded.or_else(|| included.map(|bound| (bound, flag(map, excluding))))
}

fn at_least(known: &mut usize, more: Option<usize>) {
    *known = (*known).max(more.unwrap_or(0));
}

fn at_most(known: &mut Option<usize>, less: Option<usize>) {
    *known = match (*known, less) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
}
