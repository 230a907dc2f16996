//! The model: a document in the one normal form that every version is brought into. Plain data, in the words of
//! `OpenAPI`.
//!
//! Documents are large, so what is rare takes little room where it is absent: a path item holds the operations that it
//! has, and a schema keeps the keywords of one kind of value together, aside.

mod components;
mod kind;
mod operations;
mod schema;
mod security;

use std::fmt;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::Pointer;

pub use components::{Component, Components, Section};
pub use kind::{Kind, Types};
pub use operations::{
    Content, Encoding, Example, Header, MediaType, Method, Operation, Parameter, ParameterData,
    ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, RequestBody, Response, Responses,
    StatusCode,
};
pub(crate) use schema::uniform;
pub use schema::{
    AdditionalProperties, ArrayKeywords, ContentFormat, Discriminator, NumberKeywords,
    ObjectKeywords, Patterns, Properties, Rest, Schema, SchemaId, StringKeywords,
};
pub use security::{ApiKeyLocation, ClientCredentials, SecurityRequirement, SecurityScheme};

/// A whole document.
#[derive(Debug, Clone, Default)]
pub struct OpenApi {
    /// The version that the document says it is written in.
    pub openapi: String,
    /// What the API is called, and what there is to say of it.
    pub info: Info,
    /// Where the API is.
    pub servers: Vec<Server>,
    /// The path items, by path.
    pub paths: IndexMap<String, PathItem>,
    /// The webhooks by name, below the key that they are written under.
    pub webhooks: IndexMap<&'static str, IndexMap<String, PathItem>>,
    /// What the rest refers to.
    pub components: Components,
    /// What every operation needs, unless it says otherwise.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The tags that are described.
    pub tags: Vec<Tag>,
    /// The address of further documentation.
    pub external_docs: Option<String>,
    /// What the document says of values that no client checks.
    pub unchecked: Vec<Unchecked>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// Something that a document says of values and that the client does not check.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unchecked {
    /// Where it is said.
    pub at: Pointer,
    /// What becomes of it: a phrase.
    pub message: String,
}

impl OpenApi {
    /// The operations of all paths, in the document's order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.paths.values().flat_map(|item| &item.operations).map(|(_, operation)| operation)
    }
}

/// What an API is called, and what there is to say of it.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// The API's name.
    pub title: String,
    /// What it does.
    pub description: Option<String>,
    /// The version of the document.
    pub version: String,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// A tag that the document describes.
#[derive(Debug, Clone, Default)]
pub struct Tag {
    /// The tag.
    pub name: String,
    /// What its operations are, in a few words.
    pub summary: Option<String>,
    /// What its operations have in common.
    pub description: Option<String>,
    /// The tag that it is a part of.
    pub parent: Option<String>,
    /// What the tag is for: `nav`, `badge`, `audience`.
    pub kind: Option<String>,
}

/// Where an API is.
#[derive(Debug, Clone, Default)]
pub struct Server {
    /// Its address, with variables in braces.
    pub url: String,
    /// What it is called.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// What can stand for the variables.
    pub variables: Option<IndexMap<String, ServerVariable>>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// What can stand for a variable of an address.
#[derive(Debug, Clone, Default)]
pub struct ServerVariable {
    /// The values that it can have; any where there are none.
    pub enumeration: Vec<String>,
    /// The value that it has unless told otherwise.
    pub default: String,
    /// What it means.
    pub description: Option<String>,
}

/// Something, or a reference to it.
#[derive(Debug, Clone, PartialEq)]
pub enum ReferenceOr<T> {
    /// A reference.
    Reference {
        /// The text under `$ref`.
        reference: String,
    },
    /// The thing itself.
    Item(T),
}

impl<T> ReferenceOr<T> {
    /// The thing, where it is written here.
    pub fn as_item(&self) -> Option<&T> {
        match self {
            Self::Reference { .. } => None,
            Self::Item(item) => Some(item),
        }
    }
}

/// The fields of an object that begin with `x-`, in the document's order. Most objects have none.
#[derive(Clone, Default, PartialEq)]
pub struct Extensions(Option<Box<IndexMap<String, Value>>>);

impl Extensions {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.as_ref()?.get(key)
    }

    /// Whether there is a field.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The fields.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter().flat_map(|fields| fields.iter())
    }
}

impl FromIterator<(String, Value)> for Extensions {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        let fields: IndexMap<String, Value> = fields.into_iter().collect();
        Self((!fields.is_empty()).then(|| Box::new(fields)))
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
