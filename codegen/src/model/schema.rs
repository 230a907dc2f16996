//! Schemas: what values can be.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::{Extensions, ReferenceOr};

/// What values can be. What is not written is absent or empty.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword")]
pub struct Schema {
    /// A name for people.
    pub title: Option<String>,
    /// What the values mean.
    pub description: Option<String>,
    /// Whether null is a value too.
    pub nullable: bool,
    /// Whether values come from the server alone.
    pub read_only: bool,
    /// Whether values go to the server alone.
    pub write_only: bool,
    /// Whether they should not be used any more.
    pub deprecated: bool,
    /// Whether this took the place of a schema that could not be read; a finding says why.
    pub given_up: bool,
    /// `type`
    pub kind: Option<Kind>,
    /// `format`
    pub format: Option<String>,
    /// `enum`
    pub enumeration: Vec<Value>,
    /// The only listed value as the document writes it, where another writes the same number otherwise: `1.10`.
    pub written: Option<String>,
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
    /// `example`
    pub example: Option<Box<Value>>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// The word under `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::String, Self::Number, Self::Integer, Self::Boolean, Self::Object, Self::Array];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Whether its values are neither lists nor objects.
    #[must_use]
    pub fn is_scalar(self) -> bool {
        matches!(self, Self::String | Self::Integer | Self::Number | Self::Boolean)
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
}

/// Keywords that bind numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberKeywords {
    /// `minimum`
    pub minimum: Option<Number>,
    /// `maximum`
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: bool,
    /// `exclusiveMaximum`
    pub exclusive_maximum: bool,
}

/// Keywords that bind lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArrayKeywords {
    /// `items`
    pub items: Option<ReferenceOr<Box<Schema>>>,
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
    /// `additionalProperties`
    pub additional: Option<AdditionalProperties>,
}

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
