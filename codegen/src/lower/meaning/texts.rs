//! The texts of schemas: their prose, what properties can be, and the words that tell objects apart by that.

use std::rc::Rc;

use serde_json::Value;

use super::{Keywords, Kind, Merged, Node, Schemas};

impl Keywords<'_> {
    /// The prose of the schema: its title, where that says more than the name, and its description.
    pub(in crate::lower) fn prose(&self, name: Option<&str>) -> Option<String> {
        let clean = |text: Option<&str>| {
            text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let title = clean(self.title).filter(|title| !name.is_some_and(|name| same(title, name)));
        match (title, clean(self.description)) {
            (Some(title), Some(description)) if !description.starts_with(&title) => {
                Some(format!("{title}\n\n{description}"))
            }
            (title, description) => description.or(title),
        }
    }
}

/// Whether a title is the name in words: `User Id` for `user_id`.
fn same(title: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    title == name || (!letters(name).is_empty() && letters(title) == letters(name))
}

impl<'a> Schemas<'a> {
    /// What lists a property's values: its own schema, or the first member of its `allOf` that does.
    pub(in crate::lower) fn listing(&self, said: Keywords<'a>) -> Option<Keywords<'a>> {
        if said.is_enumerated() {
            return Some(said);
        }
        let mut members = said.all_of.iter();
        members.find_map(|member| self.keywords(member).filter(Keywords::is_enumerated))
    }

    /// The texts that a property can be, where they are listed: strings, or integers and booleans as JSON writes them.
    pub(in crate::lower) fn texts(&self, node: Node<'a>) -> Option<Vec<String>> {
        let said = self.listing(self.keywords(node)?)?;
        let values = said.values();
        let listed: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
        let kind = said.kind;
        let fits = |value: &&Value| match value {
            Value::String(_) => matches!(kind, None | Some(Kind::String)),
            Value::Number(number) => {
                number.is_i64() && matches!(kind, None | Some(Kind::Integer | Kind::Number))
            }
            Value::Bool(_) => matches!(kind, None | Some(Kind::Boolean)),
            _ => false,
        };
        let text = |value: &&Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (!listed.is_empty() && listed.iter().all(fits)).then(|| listed.iter().map(text).collect())
    }

    /// The text that all of some objects have under the same key.
    pub(in crate::lower) fn common_text(&self, objects: &[Rc<Merged<'a>>]) -> Option<String> {
        let text = |object: &Merged<'a>, key: &str| {
            let texts = self.texts(object.properties.get(key)?.node)?;
            (texts.len() == 1).then(|| texts.into_iter().next()).flatten()
        };
        let (first, others) = objects.split_first()?;
        first.properties.keys().find_map(|key| {
            let found = text(first, key)?;
            others.iter().all(|other| text(other, key).as_ref() == Some(&found)).then_some(found)
        })
    }
}
