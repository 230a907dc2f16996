//! Edits of a tree of JSON, chosen by the fuzzer's bytes: what stands in it is replaced, removed, doubled, moved,
//! renamed, wrapped, made hostile, or pointed at.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

use crate::cases::CASES;

/// A word that stands in hostile text alone. No identifier of Rust is made with these capitals: one that reads so was
/// not made but let through.
pub const MARK: &str = "EviL_x";

/// Text that ends what it stands in, if anything does: lines, comments, literals, doc comments, code in Markdown, TOML.
const HOSTILE: &[&str] = &[
    "\nfn EviL_x() {}\n",
    "\rfn EviL_x() {}\r",
    "\r\n#![EviL_x]\r\n//",
    "\u{2028}fn EviL_x() {}\u{2029}\u{85}",
    "\"; fn EviL_x() {} //",
    "\"#; EviL_x(); r#\"",
    "*/ fn EviL_x() {} /*",
    "\\\" EviL_x \\",
    "\u{202e}EviL_x\u{2066}\u{200b}\u{feff}",
    "```\nEviL_x();\n```",
    "~~~\nEviL_x();\n~~~\n```rust\nEviL_x();\n```",
    "text\n\n    EviL_x();\n\nmore",
    "- item\n\n      EviL_x();\n\n  ```\n  EviL_x();\n  ```",
    "<pre>\n\n    EviL_x();\n</pre>",
    "[EviL_x](EviL_x) [a]: <EviL_x>",
    "\"\nEviL_x = 1\n[EviL_x]\n",
    "'''\nEviL_x = 1\n\"\"\"",
    "{EviL_x} {} {{",
    "\0EviL_x\u{7}\u{1b}[31m",
    "../../EviL_x/..\\..\\EviL_x",
    "r#EviL_x",
    "",
    "Self",
    "\u{1f980}\u{301}\u{928}\u{94d}",
];

/// Words that stages look for.
const WORDS: &[&str] = &[
    "$ref",
    "type",
    "format",
    "enum",
    "const",
    "default",
    "properties",
    "required",
    "items",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "discriminator",
    "mapping",
    "propertyName",
    "nullable",
    "readOnly",
    "writeOnly",
    "pattern",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "title",
    "description",
    "example",
    "deprecated",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "schemas",
    "headers",
    "security",
    "securitySchemes",
    "servers",
    "variables",
    "tags",
    "name",
    "in",
    "style",
    "explode",
    "encoding",
    "paths",
    "components",
    "webhooks",
    "$defs",
    "prefixItems",
    "patternProperties",
    "x-wire",
    "x-vetted-given-up",
    "x-vetted-origins",
    "x-webhook-signature",
    "x-paging",
];

/// Does some edits.
///
/// # Errors
///
/// When the bytes are not enough; what was done until then stays.
pub fn edit(tree: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    for _ in 0..u.int_in_range(1..=8)? {
        one(tree, u)?;
    }
    Ok(())
}

fn one(tree: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    let nodes = count(tree);
    let number = u.choose_index(nodes)?;
    match u.int_in_range(0..=11)? {
        0 => *node(tree, number) = scalar(u)?,
        1 => *node(tree, number) = donor(u)?,
        2 => {
            let other = node(tree, u.choose_index(nodes)?).clone();
            *node(tree, number) = other;
        }
        3 => {
            let other = u.choose_index(nodes)?;
            let kept = node(tree, other).clone();
            let replaced = std::mem::replace(node(tree, number), kept);
            // The edit before may have taken the other place away.
            if other < count(tree) {
                *node(tree, other) = replaced;
            }
        }
        4 => {
            let places = pointers(tree);
            let target = u.choose(&places)?;
            *node(tree, number) = json!({ "$ref": format!("#{target}") });
        }
        5 => wrap(node(tree, number), u)?,
        6 => make_hostile(node(tree, number), u)?,
        _ => inside(node(tree, number), u)?,
    }
    Ok(())
}

/// Changes what an object or a list holds.
fn inside(node: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    match node {
        Value::Object(fields) if !fields.is_empty() => {
            let index = u.choose_index(fields.len())?;
            let key = fields.keys().nth(index).cloned().unwrap_or_default();
            match u.int_in_range(0..=3)? {
                0 => drop(fields.shift_remove(&key)),
                1 => rename(fields, index, word(u)?),
                2 => {
                    let hostile = hostile(u)?;
                    rename(
                        fields,
                        index,
                        if u.arbitrary()? { key + hostile } else { hostile.to_owned() },
                    );
                }
                _ => drop(fields.insert(word(u)?, donor(u)?)),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let index = u.choose_index(items.len())?;
            match u.int_in_range(0..=3)? {
                0 => drop(items.remove(index)),
                1 => items.insert(index, items[index].clone()),
                2 => items.reverse(),
                _ => items.insert(index, donor(u)?),
            }
        }
        Value::Object(fields) => drop(fields.insert(word(u)?, donor(u)?)),
        Value::Array(items) => items.push(donor(u)?),
        scalar => make_hostile(scalar, u)?,
    }
    Ok(())
}

fn rename(fields: &mut Map<String, Value>, index: usize, name: String) {
    let renamed = std::mem::take(fields)
        .into_iter()
        .enumerate()
        .map(|(at, (key, value))| (if at == index { name.clone() } else { key }, value));
    *fields = renamed.collect();
}

/// Text gets hostile text into it; what is none becomes that.
fn make_hostile(node: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    let hostile = hostile(u)?;
    *node = match node {
        Value::String(text) => match u.int_in_range(0..=2)? {
            0 => format!("{text}{hostile}"),
            1 => format!("{hostile}{text}"),
            _ => hostile.to_owned(),
        },
        _ => hostile.to_owned(),
    }
    .into();
    Ok(())
}

/// Puts a node deep into others.
fn wrap(node: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    let kind = u.int_in_range(0..=4)?;
    for _ in 0..u.int_in_range(1..=60)? {
        let inner = node.take();
        *node = match kind {
            0 => json!({ "items": inner, "type": "array" }),
            1 => json!({ "properties": { "a": inner } }),
            2 => json!({ "allOf": [inner] }),
            3 => json!({ "oneOf": [inner, { "type": "string" }] }),
            _ => json!([inner]),
        };
    }
    Ok(())
}

/// A value that is not of the kind that stood there.
fn scalar(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match u.int_in_range(0..=9)? {
        0 => Value::Null,
        1 => Value::Bool(u.arbitrary()?),
        2 => json!(u.arbitrary::<i64>()?),
        3 => json!(u.arbitrary::<u64>()?),
        4 => json!(u.arbitrary::<f64>()?),
        5 => json!({}),
        6 => json!([]),
        7 => json!([word(u)?, word(u)?]),
        8 => hostile(u)?.into(),
        _ => word(u)?.into(),
    })
}

/// A node of a case.
fn donor(u: &mut Unstructured<'_>) -> Result<Value> {
    if u.ratio(1, 4)? {
        return scalar(u);
    }
    let case = u.choose(&CASES)?;
    let mut value = &case.value;
    // Down from the root, so that small parts are as likely as large ones.
    for _ in 0..u.int_in_range(1..=9)? {
        let next = match value {
            Value::Object(fields) if !fields.is_empty() => {
                fields.values().nth(u.choose_index(fields.len())?)
            }
            Value::Array(items) if !items.is_empty() => items.get(u.choose_index(items.len())?),
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
    }
    Ok(value.clone())
}

fn word(u: &mut Unstructured<'_>) -> Result<String> {
    u.choose(WORDS).map(|word| (*word).to_owned())
}

/// Text that means harm.
///
/// # Errors
///
/// When the bytes are not enough.
pub fn hostile(u: &mut Unstructured<'_>) -> Result<&'static str> {
    u.choose(HOSTILE).copied()
}

fn count(node: &Value) -> usize {
    1 + match node {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// The node of a number below [`count`], in the order of the text.
fn node(tree: &mut Value, number: usize) -> &mut Value {
    fn find<'t>(node: &'t mut Value, left: &mut usize) -> Option<&'t mut Value> {
        if *left == 0 {
            return Some(node);
        }
        *left -= 1;
        match node {
            Value::Object(fields) => fields.values_mut().find_map(|value| find(value, left)),
            Value::Array(items) => items.iter_mut().find_map(|value| find(value, left)),
            _ => None,
        }
    }
    find(tree, &mut { number }).expect("there are as many nodes as were counted")
}

/// Where the nodes stand.
fn pointers(tree: &Value) -> Vec<String> {
    fn add(node: &Value, at: String, all: &mut Vec<String>) {
        match node {
            Value::Object(fields) => {
                for (key, value) in fields {
                    add(value, format!("{at}/{}", vetted_codegen::diagnostic::escaped(key)), all);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    add(value, format!("{at}/{index}"), all);
                }
            }
            _ => {}
        }
        all.push(at);
    }
    let mut all = Vec::new();
    add(tree, String::new(), &mut all);
    all
}
