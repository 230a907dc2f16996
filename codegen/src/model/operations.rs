//! Path items, operations, and what goes over the wire.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Extensions, ReferenceOr, Schema, SecurityRequirement, Server};
use crate::diagnostic::Pointer;

/// An HTTP method that a path item can have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY
    Query,
    /// Any other, as it is written among `additionalOperations`.
    Other(String),
}

impl Method {
    /// The methods that are keys of a path item, in the order in which the operations of a path are read.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::Put,
        Self::Post,
        Self::Delete,
        Self::Options,
        Self::Head,
        Self::Patch,
        Self::Trace,
        Self::Query,
    ];

    /// The key of a path item under which the methods stand that are no keys of it.
    pub const OTHERS: &str = "additionalOperations";

    /// The method as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(method) => method,
        }
    }

    /// The key of a path item that its operation stands under; `None` for one among [`Method::OTHERS`].
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
            Self::Query => "query",
            Self::Other(_) => return None,
        })
    }

    /// The method whose operations stand under a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == Some(key))
    }

    /// The way from a path item to its operation.
    #[must_use]
    pub fn way(&self) -> Vec<&str> {
        match self.key() {
            Some(key) => vec![key],
            None => vec![Self::OTHERS, self.as_str()],
        }
    }

    /// Where the operation stands in a path item.
    #[must_use]
    pub fn below(&self, item: &Pointer) -> Pointer {
        self.way().into_iter().fold(item.clone(), |at, key| at.join(key))
    }

    /// Whether HTTP says that sending twice does what sending once does. Of a method that HTTP does not know it does
    /// not.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }
}

/// A path, or a webhook: its operations, and what they share.
#[derive(Debug, Clone, Default)]
pub struct PathItem {
    /// What it is, in one line.
    pub summary: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// The operations that it has, in the order of [`Method::ALL`]; the others behind them, as they are written.
    pub operations: Vec<(Method, Operation)>,
    /// Where its operations are sent, unless they say otherwise.
    pub servers: Vec<Server>,
    /// What all its operations take.
    pub parameters: Vec<ReferenceOr<Parameter>>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// Something that a client can ask for.
#[derive(Debug, Clone, Default)]
pub struct Operation {
    /// What it belongs to.
    pub tags: Vec<String>,
    /// What it does, in one line.
    pub summary: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// The address of further documentation.
    pub external_docs: Option<String>,
    /// Its name.
    pub operation_id: Option<String>,
    /// What it takes.
    pub parameters: Vec<ReferenceOr<Parameter>>,
    /// What is sent.
    pub request_body: Option<ReferenceOr<RequestBody>>,
    /// What comes back.
    pub responses: Responses,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What it needs; what the document says where it is absent.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Where it is sent, unless the path or the document says it.
    pub servers: Vec<Server>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// A status, or a hundred of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusCode {
    /// One status.
    Code(u16),
    /// All that begin with a digit: `2XX`.
    Range(u16),
}

impl std::fmt::Display for StatusCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
        }
    }
}

/// What can come back from an operation.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    /// The answer of every status that is not listed.
    pub default: Option<Box<ReferenceOr<Response>>>,
    /// The answers by status.
    pub responses: IndexMap<StatusCode, ReferenceOr<Response>>,
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// What it means.
    pub description: String,
    /// Its headers.
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// Its body, by media type.
    pub content: Content,
}

/// What is sent.
#[derive(Debug, Clone, Default)]
pub struct RequestBody {
    /// What it is.
    pub description: Option<String>,
    /// The body, by media type.
    pub content: Content,
    /// Whether there has to be one.
    pub required: bool,
}

/// Bodies by media type.
pub type Content = IndexMap<String, MediaType>;

/// A body of one media type.
#[derive(Debug, Clone, Default)]
pub struct MediaType {
    /// What its values are; of a stream, what all its items are together.
    pub schema: Option<ReferenceOr<Schema>>,
    /// Whether the schema is that of one item of a stream (`itemSchema`).
    pub of_items: bool,
    /// An example.
    pub example: Option<Value>,
    /// Examples by name.
    pub examples: IndexMap<String, ReferenceOr<Example>>,
    /// How properties are written, by name.
    pub encoding: IndexMap<String, Encoding>,
    /// How the first items of a list are written, by their places.
    pub prefix_encoding: Vec<Encoding>,
    /// How all other items of a list are written.
    pub item_encoding: Option<Box<Encoding>>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// How a property of a form is written.
#[derive(Debug, Clone, Default)]
pub struct Encoding {
    /// Its media type.
    pub content_type: Option<String>,
    /// The headers of its part.
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// How lists and objects are written.
    pub style: Option<QueryStyle>,
    /// Whether each item stands alone.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
}

/// An example.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The value itself.
    pub value: Option<Value>,
}

/// Something that a caller gives.
#[derive(Debug, Clone)]
pub enum Parameter {
    /// In the query.
    Query {
        /// What all parameters have.
        parameter_data: ParameterData,
        /// Whether reserved characters are sent as they are.
        allow_reserved: bool,
        /// How lists and objects are written.
        style: QueryStyle,
    },
    /// In a header.
    Header {
        /// What all parameters have.
        parameter_data: ParameterData,
    },
    /// In the path.
    Path {
        /// What all parameters have.
        parameter_data: ParameterData,
        /// Whether reserved characters are sent as they are.
        allow_reserved: bool,
        /// How lists and objects are written.
        style: PathStyle,
    },
    /// In a cookie.
    Cookie {
        /// What all parameters have.
        parameter_data: ParameterData,
    },
    /// The whole query.
    QueryString {
        /// What all parameters have.
        parameter_data: ParameterData,
    },
}

impl Parameter {
    /// What all parameters have.
    #[must_use]
    pub fn data(&self) -> &ParameterData {
        match self {
            Self::Query { parameter_data, .. }
            | Self::Header { parameter_data }
            | Self::Path { parameter_data, .. }
            | Self::Cookie { parameter_data }
            | Self::QueryString { parameter_data } => parameter_data,
        }
    }

    /// The same, to be changed.
    pub fn data_mut(&mut self) -> &mut ParameterData {
        match self {
            Self::Query { parameter_data, .. }
            | Self::Header { parameter_data }
            | Self::Path { parameter_data, .. }
            | Self::Cookie { parameter_data }
            | Self::QueryString { parameter_data } => parameter_data,
        }
    }
}

/// What all parameters have.
#[derive(Debug, Clone)]
pub struct ParameterData {
    /// The name on the wire.
    pub name: String,
    /// What it means.
    pub description: Option<String>,
    /// Whether it has to be given.
    pub required: bool,
    /// Whether it should not be used any more.
    pub deprecated: Option<bool>,
    /// What its values are.
    pub format: ParameterSchemaOrContent,
    /// An example.
    pub example: Option<Value>,
    /// Examples by name.
    pub examples: IndexMap<String, ReferenceOr<Example>>,
    /// Whether each item stands alone.
    pub explode: Option<bool>,
    /// The fields that begin with `x-`.
    pub extensions: Extensions,
}

/// A header of an answer, or of a part of a form.
#[derive(Debug, Clone)]
pub struct Header {
    /// What it means.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// What its values are.
    pub format: ParameterSchemaOrContent,
    /// Examples by name.
    pub examples: IndexMap<String, ReferenceOr<Example>>,
}

/// What the values of a parameter are.
#[derive(Debug, Clone)]
pub enum ParameterSchemaOrContent {
    /// Values that a style writes.
    Schema(Box<ReferenceOr<Schema>>),
    /// Values in a media type.
    Content(Content),
}

/// How lists and objects are written in a path.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PathStyle {
    /// `;a=1;a=2`
    Matrix,
    /// `.1.2`
    Label,
    /// `1,2`
    #[default]
    Simple,
}

/// How lists and objects are written in a query or a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QueryStyle {
    /// `a=1&a=2`
    #[default]
    Form,
    /// `a=1 2`
    SpaceDelimited,
    /// `a=1|2`
    PipeDelimited,
    /// `a[b]=1`
    DeepObject,
}
