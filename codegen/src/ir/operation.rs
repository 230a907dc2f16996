//! Operations: what is sent, and what is answered.

use serde_json::Value;

use super::{Evidence, Header, Paging, PagingStatement, Requirement, Rule, Type};
use crate::diagnostic::Pointer;
use crate::model::Method;

/// Index into [`Api::groups`](super::Api::groups).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub usize);

/// Operations that belong together: a tag, or, for operations without one, the first word of their path.
#[derive(Debug, Clone)]
pub struct Group {
    /// The tag.
    pub name: String,
    /// The document's prose.
    pub description: Option<String>,
}

/// One call.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`, or one made from the method and the path.
    pub id: String,
    /// The group it stands in.
    pub group: GroupId,
    /// The HTTP method.
    pub method: Method,
    /// The path template, `/pets/{petId}`.
    pub path: String,
    /// The URL that the path stands below, where that is none of the API's servers.
    pub base_url: Option<String>,
    /// The vendor's own title for it.
    pub vendor_title: Option<String>,
    /// How well it is known, and from where.
    pub evidence: Option<Evidence>,
    /// One line of prose.
    pub summary: Option<String>,
    /// More prose.
    pub description: Option<String>,
    /// The page that the facts came from.
    pub docs_url: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// The parameters, path ones first in the order of the template, then as written. Names are unique per location.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Documented answers that are not errors: 2xx and 304. Exact statuses first, each once.
    pub answers: Vec<Answer>,
    /// Documented answers that are errors, `default` last.
    pub errors: Vec<Answer>,
    /// Whether it is safe to repeat, where that is not as its method tells.
    pub repeatable: Option<bool>,
    /// Alternatives; each is a set of schemes needed together. An empty set means that no credential is needed.
    pub security: Vec<Vec<Requirement>>,
    /// How the list goes on that an answer is a page of.
    pub paging: Option<Paging>,
    /// What the document says of its pages.
    pub said_paging: PagingStatement,
    /// Where it is written.
    pub pointer: Pointer,
}

impl Operation {
    /// The header whose value makes a repeated call count once.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.is_idempotency_key)
    }
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it stands.
    pub location: Location,
    /// Whether it must be given. Always true for path parameters.
    pub required: bool,
    /// The type; null is taken off (an absent parameter is one that is not sent).
    pub ty: Type,
    /// How the value is written.
    pub style: Style,
    /// Whether lists and objects are written one name a value.
    pub explode: bool,
    /// Whether reserved characters go out as they are.
    pub allow_reserved: bool,
    /// Whether its value makes a repeated call count once. Never required: the client makes a value where the caller
    /// does not.
    pub is_idempotency_key: bool,
    /// The only value it can have, where it is required and has just one: sent without asking.
    pub constant: Option<Value>,
    /// Whether the document makes it a setting of the client (`x-client-setting`). One that can be none stays here.
    pub is_client_setting: bool,
    /// What the server takes when it is left out.
    pub default: Option<Value>,
    /// An example value.
    pub example: Option<Value>,
    /// What values must hold.
    pub rules: Vec<Rule>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// The document's prose.
    pub description: Option<String>,
    /// Where it is written.
    pub pointer: Pointer,
}

/// A header that goes out with every call of a client, unless a call sets it by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSetting {
    /// The header.
    pub name: String,
    /// What it says unless the client is told otherwise.
    pub default: String,
    /// The document's prose.
    pub description: Option<String>,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// Behind the question mark.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a parameter's value is written (OpenAPI's `style`; `Json` is a parameter with `content`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// JSON text.
    Json,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether it must be given.
    pub required: bool,
    /// The document's prose.
    pub description: Option<String>,
    /// The media types it can have, the preferred one first. Never empty. Each gets a method of its own.
    pub contents: Vec<BodyContent>,
}

/// A request body in one media type.
#[derive(Debug, Clone)]
pub struct BodyContent {
    /// The media type as the document writes it. For text and bytes it can be a range, `image/*`.
    pub media_type: String,
    /// What is sent.
    pub kind: BodyKind,
    /// How fields of a form or of a multipart body are written, where it is not as usual.
    pub encodings: Vec<FieldEncoding>,
    /// Whether the document gives a type that is lost in `kind`: text or bytes are sent in its place, and there is no
    /// JSON to send instead.
    pub raw: bool,
    /// A whole example.
    pub example: Option<Value>,
    /// Where it is written.
    pub pointer: Pointer,
}

impl BodyContent {
    /// Whether only the caller can say which media type it is: the document gives a range of them, or one that needs a
    /// boundary.
    #[must_use]
    pub fn is_named_by_caller(&self) -> bool {
        let boundary = self.media_type.starts_with("multipart/");
        matches!(self.kind, BodyKind::Text | BodyKind::Bytes)
            && (boundary || self.media_type.contains('*'))
    }
}

/// How a field of a form or of a multipart body is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEncoding {
    /// The field's name on the wire.
    pub field: String,
    /// The media type, if there is just one.
    pub content_type: Option<String>,
    /// The style, and whether lists and objects are written one name a value.
    pub style: Option<(Style, bool)>,
    /// Whether reserved characters go out as they are.
    pub allow_reserved: bool,
}

/// How a request body is written.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BodyKind {
    /// JSON.
    Json(Type),
    /// `application/x-www-form-urlencoded`.
    Form(Type),
    /// `multipart/form-data`, from an object type.
    Multipart(Type),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

impl BodyKind {
    /// The type of what is sent, where it has one.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Form(ty) | Self::Multipart(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }

    /// The same, to change it.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) | Self::Form(ty) | Self::Multipart(ty) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }
}

/// A documented answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status it answers to.
    pub status: Status,
    /// The document's prose.
    pub description: String,
    /// What comes.
    pub body: AnswerBody,
    /// What else can come, item by item.
    pub stream: Option<AnswerStream>,
    /// The media types of bytes that can come in the place of JSON.
    pub bytes: Option<String>,
    /// Whether the document gives a type that is lost in `body`: text or bytes are given in its place.
    pub raw: bool,
    /// The media types to ask for, where they are not plain JSON's.
    pub accept: Option<String>,
    /// The headers that the document promises.
    pub headers: Vec<Header>,
    /// A whole example of the body.
    pub example: Option<Value>,
    /// Where it is written.
    pub pointer: Pointer,
}

/// The status that an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Just this one.
    Exact(u16),
    /// A hundred of them: `2` for `2XX`.
    Range(u8),
    /// Every status that is not listed.
    Default,
}

/// What an answer carries.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum AnswerBody {
    /// Nothing.
    Empty,
    /// JSON.
    Json(Type),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Nothing but the stream of the answer.
    Stream,
}

/// An answer that comes item by item.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerStream {
    /// How items are told apart, and what they are.
    pub items: Items,
    /// The media type to ask for.
    pub accept: String,
}

/// The items of a stream.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Items {
    /// Server-sent events whose data is JSON.
    Events(Type),
    /// Server-sent events, each as an object with `event` and `data`.
    WholeEvents(Type),
    /// Server-sent events that hold nobody knows what.
    RawEvents,
    /// Lines of JSON.
    Lines(Type),
    /// JSON texts behind record separators.
    Sequence(Type),
}

impl Items {
    /// The type of an item, where it has one.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Events(ty) | Self::WholeEvents(ty) | Self::Lines(ty) | Self::Sequence(ty) => {
                Some(ty)
            }
            Self::RawEvents => None,
        }
    }
}

impl Answer {
    /// The types of what comes.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let items = self.stream.as_ref().and_then(|stream| stream.items.ty());
        self.body.ty().into_iter().chain(items)
    }
}

impl AnswerBody {
    /// The type of what comes, where it has one.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => None,
        }
    }
}
