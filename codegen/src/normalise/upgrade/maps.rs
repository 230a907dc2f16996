//! Objects whose properties are not simply listed: by pattern, by what is left over, under a condition.

use crate::diagnostic::Code;

use super::{Keywords, Remark, Said};

pub(crate) static CONDITIONAL_PROPERTIES: Code = Code::note(
    "conditional-properties",
    "properties that an object has under a condition alone",
    "`if`, `then`, `else`, `dependentSchemas` and the like name properties that the object has under \
     a condition. They are optional fields of the object; the condition is not checked.",
);

pub(crate) static PATTERN_PROPERTIES: Code = Code::warning(
    "pattern-properties",
    "keys whose patterns have different types",
    "`patternProperties` gives the types of keys by patterns. With several types the client reads the \
     value of each key as one of them, without a look at the key.",
);

/// `patternProperties` → `additionalProperties`.
pub(super) fn patterns(map: &mut Keywords<'_>, remarks: &mut Vec<Remark>) {
    let patterns = map.remove("patternProperties").and_then(|said| said.as_keywords());
    let Some(patterns) = patterns else { return };
    let mut schemas: Vec<Said<'_>> = Vec::with_capacity(patterns.len());
    let additional = map.remove("additionalProperties");
    let additional = match additional.as_ref().and_then(Said::as_bool) {
        // That anything else may come is said of every object; the patterns are what is meant.
        Some(false) => None,
        Some(true) => Some(Said::Schema(Keywords::none(map.at()))),
        None => additional,
    };
    for schema in patterns.into_iter().map(|(_, schema)| schema).chain(additional) {
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }
    if schemas.len() > 1 {
        let message = "which key holds which type is not told apart";
        let help = "the value of every key is read as one of them";
        remarks.push(Remark::new(&PATTERN_PROPERTIES, "patternProperties", message).help(help));
    }
    let schema = match schemas.len() {
        0 => return,
        1 => schemas.swap_remove(0),
        _ => Said::Schema(Keywords::one(map.at(), "anyOf", Said::List(schemas))),
    };
    map.insert("additionalProperties", schema);
}

/// What is left over when all is counted that members of `allOf` name too. A client takes more than it knows in any
/// case, so only a schema says something.
pub(super) fn unevaluated(map: &mut Keywords<'_>) {
    for (key, meant) in
        [("unevaluatedProperties", "additionalProperties"), ("unevaluatedItems", "items")]
    {
        if let Some(schema) = map.remove(key).filter(|said| said.as_keywords().is_some()) {
            map.or_insert(meant, schema);
        }
    }
}

/// Properties that an object has under a condition are optional ones. A schema that lists no properties itself, or
/// takes some from others, may say no more of them than what a condition asks: nothing is read there.
pub(super) fn conditional_properties(map: &mut Keywords<'_>, remarks: &mut Vec<Remark>) {
    let conditions = ["then", "else", "dependentSchemas"].iter().any(|key| map.has(key));
    if !conditions || map.has("allOf") {
        return;
    }
    let Some(mut listed) = map.get("properties").and_then(Said::as_keywords) else { return };
    let mut found: Vec<(&'static str, &str, Said<'_>)> = Vec::new();
    for key in ["then", "else"] {
        if let Some(schema) = map.get(key) {
            found.extend(properties(schema).map(|(name, schema)| (key, name, schema)));
        }
    }
    let dependent = map.get("dependentSchemas").and_then(Said::as_keywords);
    for (_, schema) in dependent.into_iter().flatten() {
        let all = properties(&schema);
        found.extend(all.map(|(name, schema)| ("dependentSchemas", name, schema)));
    }
    found.retain(|(_, name, schema)| {
        let has_type =
            ["type", "$ref", "enum", "const"].iter().any(|key| schema.get(key).is_some());
        has_type && !listed.has(name)
    });
    let Some((key, ..)) = found.first() else { return };
    let message = "properties that an object has under a condition alone are read as optional";
    remarks.push(Remark::new(&CONDITIONAL_PROPERTIES, key, message));
    for (_, name, schema) in found {
        match listed.get(name).cloned() {
            None => listed.insert(name, schema),
            Some(there) if there == schema => {}
            // One under this condition, another under that.
            Some(there) => {
                let both = Said::List(vec![there, schema]);
                let both = Keywords::one(map.at(), "anyOf", both);
                listed.insert(name, Said::Schema(both));
            }
        }
    }
    map.insert("properties", Said::Schema(listed));
}

/// The properties that a schema lists.
fn properties<'d>(schema: &Said<'d>) -> impl Iterator<Item = (&'d str, Said<'d>)> {
    let properties = schema.get("properties").and_then(|said| said.as_keywords());
    properties.into_iter().flatten()
}
