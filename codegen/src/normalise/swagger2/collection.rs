//! `collectionFormat` → `style` and `explode`. Where 3.0 has no words for how a list is joined, the list becomes the
//! text that goes over the wire, and a finding says how to join it.

use serde_json::{Map, Value, json};

use crate::{diagnostic::Code, normalise::read::fields::UNKNOWN_VALUE};

use super::{At, Converter};

pub(crate) static COLLECTION_FORMAT: Code = Code::warning(
    "collection-format",
    "a list of Swagger 2.0 that nothing in OpenAPI 3 writes in that way",
    "Swagger 2.0 can join items in ways that no style of OpenAPI 3 has. The parameter, or the item, \
     is text, and the caller joins it.",
);

/// How a list is sent.
pub(super) enum Sent {
    /// As 3.0 does by itself.
    Plain,
    /// In a style, exploded or not.
    Styled(&'static str, bool),
    /// As text that the caller joins with this.
    Joined(&'static str),
}

/// What the items of a list are joined with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Ssv,
    Tsv,
    Pipes,
    Multi,
}

impl Converter<'_> {
    /// How a list in a place is sent. `location`: `query`, `form` (a form body), `multipart`, or any other.
    pub(super) fn sent(&mut self, map: &Map<String, Value>, location: &str, at: &At) -> Sent {
        if map.get("type").is_none_or(|typ| typ != "array") {
            return Sent::Plain;
        }
        let at = &at.key("collectionFormat");
        let is_file =
            map.get("items").and_then(|items| items.get("type")).is_some_and(|typ| typ == "file");
        let format = match map.get("collectionFormat").and_then(Value::as_str) {
            None | Some("") if is_file => Format::Multi,
            None | Some("" | "csv") => Format::Csv,
            Some("ssv") => Format::Ssv,
            Some("tsv") => Format::Tsv,
            Some("pipes") => Format::Pipes,
            Some("multi") => Format::Multi,
            Some(other) => {
                let message = format!("there is no collection format `{other}`");
                self.report_with(&UNKNOWN_VALUE, at, message, "it is read as `csv`");
                Format::Csv
            }
        };
        match (location, format) {
            ("query" | "form", Format::Csv) => Sent::Styled("form", false),
            ("query" | "form", Format::Ssv) => Sent::Styled("spaceDelimited", false),
            ("query" | "form", Format::Pipes) => Sent::Styled("pipeDelimited", false),
            ("query" | "form", Format::Multi) => Sent::Styled("form", true),
            ("multipart", Format::Multi) => Sent::Plain,
            ("multipart", _) | (_, Format::Ssv | Format::Tsv | Format::Pipes) => {
                Sent::Joined(format.words())
            }
            (_, Format::Csv) => Sent::Plain,
            (_, Format::Multi) => {
                let message =
                    "only query and form parameters can be sent once for each item".to_owned();
                self.report_with(&UNKNOWN_VALUE, at, message, "it is read as `csv`");
                Sent::Plain
            }
        }
    }

    /// The schema of a parameter or of a header: those keywords of it that say what its values are.
    pub(super) fn schema(&mut self, map: &Map<String, Value>, sent: &Sent, at: &At) -> Value {
        let mut schema: Map<String, Value> = map
            .iter()
            .filter(|(key, _)| !NOT_OF_THE_SCHEMA.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if let Sent::Joined(words) = sent {
            let message =
                format!("OpenAPI has no style for lists whose items are joined by {words}");
            let help = "the parameter is text: join the items before it is set";
            self.report_with(&COLLECTION_FORMAT, &at.key("collectionFormat"), message, help);
            return as_text(&schema);
        }
        if let Some(items) = schema.get_mut("items")
            && items.get("type").is_some_and(|typ| typ == "array")
        {
            let message = "OpenAPI has no style for lists inside a list".to_owned();
            let help = "the items are text: join what is inside them before they are set";
            self.report_with(&COLLECTION_FORMAT, &at.key("items"), message, help);
            *items = json!({ "type": "string" });
        }
        Value::Object(schema)
    }
}

impl Format {
    fn words(self) -> &'static str {
        match self {
            Self::Csv | Self::Multi => "commas",
            Self::Ssv => "spaces",
            Self::Tsv => "tabs",
            Self::Pipes => "`|`",
        }
    }
}

/// The text that a list is on the wire. Rules about the list say nothing about it.
fn as_text(schema: &Map<String, Value>) -> Value {
    let kept = schema.iter().filter(|(key, _)| *key == "description" || key.starts_with("x-"));
    let mut text: Map<String, Value> =
        kept.map(|(key, value)| (key.clone(), value.clone())).collect();
    text.insert("type".into(), "string".into());
    Value::Object(text)
}

/// What a parameter says of itself rather than of its values.
const NOT_OF_THE_SCHEMA: [&str; 10] = [
    "name",
    "in",
    "description",
    "required",
    "allowEmptyValue",
    "collectionFormat",
    "example",
    "examples",
    "x-example",
    "x-examples",
];
