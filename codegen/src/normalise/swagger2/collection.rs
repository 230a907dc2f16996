//! `collectionFormat` → `style` and `explode`. Where 3.0 has no words for how a list is joined, the list becomes the
//! text that goes over the wire, and a finding says how to join it.

use crate::{
    diagnostic::Code,
    load::{Made, Node},
    normalise::read::fields::UNKNOWN_VALUE,
};

use super::{Converter, Fields, copied, text};

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

impl<'d> Converter<'d> {
    /// How a list in a place is sent. `location`: `query`, `form` (a form body), `multipart`, or any other.
    pub(super) fn sent(&mut self, node: Node<'d>, location: &str) -> Sent {
        if text(node, "type") != Some("array") {
            return Sent::Plain;
        }
        let at = node.get("collectionFormat").unwrap_or(node);
        let is_file = node.get("items").and_then(|items| text(items, "type")) == Some("file");
        let format = match text(node, "collectionFormat") {
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
    pub(super) fn schema(&mut self, node: Node<'d>, sent: &Sent) -> Made {
        if let Sent::Joined(words) = sent {
            let message =
                format!("OpenAPI has no style for lists whose items are joined by {words}");
            let help = "the parameter is text: join the items before it is set";
            let at = node.get("collectionFormat").unwrap_or(node);
            self.report_with(&COLLECTION_FORMAT, at, message, help);
            // Rules about the list say nothing about the text that it is on the wire.
            return as_text(copied(node, |key| key.starts_with("x-") && is_of_schema(key)), node);
        }
        let mut schema = copied(node, is_of_schema);
        if let Some(items) = node.get("items")
            && text(items, "type") == Some("array")
        {
            let message = "OpenAPI has no style for lists inside a list";
            let help = "the items are text: join what is inside them before they are set";
            self.report_with(&COLLECTION_FORMAT, items, message, help);
            schema.insert("items".into(), as_text(Fields::new(), items));
        }
        Made::map(schema, node)
    }
}

impl Sent {
    /// The fields of a parameter, or of an encoding, that say so.
    pub(super) fn fields(&self, instead: Node<'_>) -> Fields {
        let Self::Styled(style, explode) = *self else { return Fields::new() };
        let style = ("style".to_owned(), Made::scalar(style, instead));
        Fields::from_iter([style, ("explode".to_owned(), Made::scalar(explode, instead))])
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

/// A schema of text.
fn as_text(mut schema: Fields, instead: Node<'_>) -> Made {
    schema.insert("type".into(), Made::scalar("string", instead));
    Made::map(schema, instead)
}

/// Whether a field of a parameter says what its values are.
fn is_of_schema(key: &str) -> bool {
    !NOT_OF_THE_SCHEMA.contains(&key)
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
