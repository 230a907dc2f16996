//! Schemas: what values can be.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::{Extensions, ReferenceOr, Types};

/// As many items has a list at most that is a tuple: Rust says what is true of all types up to there.
const MAX_TUPLE: usize = 12;

/// What values can be, in the words of JSON Schema 2020-12. What is not written is absent or empty.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword")]
pub struct Schema {
    /// Which schema of the document this is.
    pub id: SchemaId,
    /// `$ref`, where other keywords stand beside it.
    pub reference: Option<Box<str>>,
    /// A name for people.
    pub title: Option<String>,
    /// What the values mean.
    pub description: Option<String>,
    /// `nullable`
    pub nullable: bool,
    /// Whether values come from the server alone.
    pub read_only: bool,
    /// Whether values go to the server alone.
    pub write_only: bool,
    /// Whether they should not be used any more.
    pub deprecated: bool,
    /// Whether this took the place of a schema that could not be read; a finding says why.
    pub given_up: bool,
    /// `type`, null aside.
    pub types: Types,
    /// Whether null is among the types.
    pub null: bool,
    /// `format`
    pub format: Option<String>,
    /// `enum`
    pub enumeration: Vec<Value>,
    /// `const`
    pub constant: Option<Box<Value>>,
    /// The only listed value as the document writes it, where another writes the same number otherwise: `1.10`.
    pub written: Option<Box<str>>,
    /// Keywords that bind texts.
    pub string: Option<Box<StringKeywords>>,
    /// Keywords that bind numbers.
    pub number: Option<Box<NumberKeywords>>,
    /// Keywords that bind lists.
    pub array: Option<Box<ArrayKeywords>>,
    /// Keywords that bind objects.
    pub object: Option<Box<ObjectKeywords>>,
    /// `oneOf`
    pub one_of: Vec<ReferenceOr<Schema>>,
    /// `anyOf`
    pub any_of: Vec<ReferenceOr<Schema>>,
    /// `allOf`
    pub all_of: Vec<ReferenceOr<Schema>>,
    /// `not`
    pub not: Option<Box<ReferenceOr<Schema>>>,
    /// `discriminator`
    pub discriminator: Option<Box<Discriminator>>,
    /// `default`
    pub default: Option<Box<Value>>,
    /// `example`, else the first of `examples`.
    pub example: Option<Box<Value>>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

impl Schema {
    /// Whether it says nothing but that the value is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let lists_null = match (self.constant.as_deref(), self.enumeration.as_slice()) {
            (Some(value), []) | (None, [value]) => value.is_null(),
            (None, []) => self.null && self.types.is_empty(),
            _ => false,
        };
        lists_null && self.reference.is_none() && !self.binds_more() && !self.has_parts()
    }

    /// The items of a list that has just as many as `prefixItems` says.
    #[must_use]
    pub fn tuple(&self) -> Option<&[ReferenceOr<Self>]> {
        let array = self.array.as_deref()?;
        let count = array.prefix_items.len();
        let closed =
            array.items.as_deref().and_then(ReferenceOr::as_item).is_some_and(Self::is_never);
        let ends = closed || array.max_items.is_some_and(|most| most <= count);
        let begins = array.min_items.is_some_and(|least| least >= count);
        ((2..=MAX_TUPLE).contains(&count) && begins && ends).then_some(&array.prefix_items)
    }

    /// The types of items by their places, and of those behind, where a prefix gives them.
    #[must_use]
    pub fn positions(&self) -> Option<(&[ReferenceOr<Self>], Rest<'_>)> {
        let array = self.array.as_deref().filter(|array| !array.prefix_items.is_empty())?;
        // Nothing behind the prefix, or anything: the prefix is what is known.
        let is_boolean = |items: &ReferenceOr<Self>| items.as_item().is_some_and(Self::is_boolean);
        let rest = array.items.as_deref().filter(|items| !is_boolean(items));
        Some((&array.prefix_items, rest))
    }

    /// The types of the values of keys by their patterns, and of the other keys, where patterns give them.
    #[must_use]
    pub fn patterns(&self) -> Option<(&Patterns, Rest<'_>)> {
        let object = self.object.as_deref()?;
        let rest = match &object.additional {
            // That anything else may come is said of every object; the patterns are what is meant.
            None | Some(AdditionalProperties::Any(_)) => None,
            Some(AdditionalProperties::Schema(schema)) => Some(schema.as_ref()),
        };
        Some((object.patterns.as_deref()?, rest))
    }

    /// Whether it is `true` or `false`.
    fn is_boolean(&self) -> bool {
        *self == Self::default() || self.is_never()
    }

    /// Whether it is `false`.
    fn is_never(&self) -> bool {
        let not = self.not.as_deref().and_then(ReferenceOr::as_item);
        not.is_some_and(|not| *not == Self::default())
            && *self == Self { not: self.not.clone(), ..Self::default() }
    }

    /// The format that `contentEncoding` and `contentMediaType` mean, where `format` says none.
    #[must_use]
    pub fn content_format(&self) -> Option<ContentFormat<'_>> {
        let string = self.string.as_deref().filter(|_| self.format.is_none())?;
        let encoding = string.content_encoding.as_deref();
        match (
            encoding.map(str::to_ascii_lowercase).as_deref(),
            string.content_media_type.as_deref(),
        ) {
            (Some("base64"), _) => Some(ContentFormat::Known("byte")),
            (Some("binary"), _) => Some(ContentFormat::Known("binary")),
            (Some("7bit" | "8bit"), _) => None,
            (Some(_), _) => encoding.map(ContentFormat::Unknown),
            (None, Some(media_type)) if is_binary(media_type) => {
                Some(ContentFormat::Known("binary"))
            }
            (None, _) => None,
        }
    }

    /// Whether something bounds the values, beside a `$ref`.
    #[must_use]
    pub fn constrains(&self) -> bool {
        !self.types.is_empty() || self.null || self.binds_values() || self.has_parts()
    }

    /// Whether there are keywords for some values, `type` and those that hold other schemas aside.
    #[must_use]
    pub fn binds_values(&self) -> bool {
        !self.enumeration.is_empty() || self.constant.is_some() || self.binds_more()
    }

    /// The same, listed values aside.
    fn binds_more(&self) -> bool {
        self.format.is_some()
            || self.string.is_some()
            || self.number.is_some()
            || self.array.is_some()
            || self.object.is_some()
            || self.not.is_some()
            || self.discriminator.is_some()
    }

    /// Whether it is made of others.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        [&self.one_of, &self.any_of, &self.all_of].into_iter().any(|parts| !parts.is_empty())
    }
}

/// What a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentFormat<'a> {
    /// What this word under `format` means.
    Known(&'static str),
    /// Something in an encoding of this name.
    Unknown(&'a str),
}

/// The one that all of some schemas are.
pub(crate) fn uniform<'a>(
    mut schemas: impl Iterator<Item = &'a ReferenceOr<Schema>>,
) -> Option<&'a ReferenceOr<Schema>> {
    let first = schemas.next()?;
    schemas.all(|other| other == first).then_some(first)
}

/// Whether a media type is bytes that are no text.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kinds = ["image/", "audio/", "video/", "font/"];
    let whole =
        ["application/octet-stream", "application/pdf", "application/zip", "application/gzip"];
    kinds.iter().any(|kind| essence.starts_with(kind)) && !essence.ends_with("+xml")
        || whole.contains(&essence.as_str())
}

/// Which schema of a document is meant. Two schemas that say the same are equal, although each has its own: so this is
/// equal to every other. [`SchemaId::number`] tells them apart.
#[derive(Debug, Clone, Copy, Default)]
pub struct SchemaId(u32);

impl SchemaId {
    /// The id of a number.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl PartialEq for SchemaId {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Keywords that bind texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StringKeywords {
    /// `pattern`
    pub pattern: Option<String>,
    /// `minLength`
    pub min_length: Option<usize>,
    /// `maxLength`
    pub max_length: Option<usize>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
}

/// Keywords that bind numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberKeywords {
    /// `minimum`
    pub minimum: Option<Number>,
    /// `maximum`
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Number>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Number>,
}

/// Keywords that bind lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArrayKeywords {
    /// `prefixItems`
    pub prefix_items: Vec<ReferenceOr<Schema>>,
    /// `items`, else `unevaluatedItems`: of those behind the prefix.
    pub items: Option<Box<ReferenceOr<Schema>>>,
    /// `minItems`
    pub min_items: Option<usize>,
    /// `maxItems`
    pub max_items: Option<usize>,
}

/// Keywords that bind objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ObjectKeywords {
    /// `properties`
    pub properties: Properties,
    /// `required`
    pub required: Vec<String>,
    /// `additionalProperties`, else `unevaluatedProperties`.
    pub additional: Option<AdditionalProperties>,
    /// `patternProperties`
    pub patterns: Option<Box<Patterns>>,
    /// The properties that `then`, `else` and `dependentSchemas` list and `properties` does not: the object has them
    /// under a condition.
    pub conditional: Option<Box<Properties>>,
}

/// What is said of the items or the keys that nothing else names.
pub type Rest<'a> = Option<&'a ReferenceOr<Schema>>;

/// What the values of keys are, by the patterns of the keys.
pub type Patterns = IndexMap<String, ReferenceOr<Schema>>;

/// The properties of an object.
pub type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// What the properties of an object are that it does not list.
#[derive(Debug, Clone, PartialEq)]
pub enum AdditionalProperties {
    /// Any, or none.
    Any(bool),
    /// What a schema says.
    Schema(Box<ReferenceOr<Schema>>),
}

/// Which property says what an object is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Discriminator {
    /// The property.
    pub property_name: String,
    /// The schemas by the property's value.
    pub mapping: IndexMap<String, String>,
    /// The schema of objects whose property is absent, or has a value that means no other.
    pub default_mapping: Option<String>,
}
