//! What an API is, free of OpenAPI's words and of Rust's.
//!
//! Plain data. Lowering makes it, the later stages read it. No identifier stands here (the name stage makes those), and
//! no token: a type is known by its [`TypeId`], a field or a parameter by its name on the wire.

mod evidence;
pub(crate) mod graph;
mod headers;
mod operation;
mod paging;
mod print;
mod scalar;
mod security;
pub(crate) mod tags;
mod types;
mod webhooks;

pub use crate::model::{Kind as JsonType, Method, Unchecked};
pub use evidence::{Evidence, EvidencePlace, EvidenceSource, NamedOnly};
pub use headers::Header;
pub use operation::{
    Answer, AnswerBody, AnswerStream, Body, BodyContent, BodyKind, ClientSetting, FieldEncoding,
    Group, GroupId, Items, Location, Operation, Parameter, Status, Style,
};
pub use paging::{
    PageFact, PageFactKind, PageSize, PageStep, Paging, PagingStatement, PagingStyle, StatedPages,
    StatedStyle,
};
pub use print::print;
pub use scalar::{Meaning, Scalar, ScalarFacts, Values};
pub use security::{
    KeyLocation, Requirement, Scheme, SchemeId, SchemeKind, SecurityGaps, Server, ServerVariable,
};
pub(crate) use types::PLACES;
pub use types::{
    Additional, Constant, EnumType, EnumValue, EnumWire, Field, Guard, Object, Rule, Tag, Tell,
    Type, TypeDef, TypeId, TypeKind, Union, Untyped, Variant,
};
pub use webhooks::{Signature, SignatureEncoding, Webhooks};

/// A whole API, ready to be named and emitted.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// Title, version and prose.
    pub info: Info,
    /// Where the API can be reached, the default one first.
    pub servers: Vec<Server>,
    /// The path that the document gives in the place of a server: it stands below an address that only the caller
    /// knows.
    pub relative_server: Option<String>,
    /// The ways to prove who calls. Indexed by [`SchemeId`].
    pub schemes: Vec<Scheme>,
    /// What the document leaves open about them.
    pub security_gaps: SecurityGaps,
    /// The groups that operations stand in, in the document's order. Indexed by [`GroupId`].
    pub groups: Vec<Group>,
    /// Every operation that can be called, in the document's order.
    pub operations: Vec<Operation>,
    /// What the document says of the pages of all lists.
    pub paging: PagingStatement,
    /// The headers that go out with every call of a client.
    pub settings: Vec<ClientSetting>,
    /// What the vendor names without saying enough to call it.
    pub named_only: Vec<NamedOnly>,
    /// What it sends by itself, if it sends anything.
    pub webhooks: Option<Webhooks>,
    /// Every type that needs a name. Indexed by [`TypeId`].
    pub types: Vec<TypeDef>,
    /// What the document says of values that the client does not check, in answers too.
    pub unchecked: Vec<Unchecked>,
}

impl Api {
    /// The definition behind an id.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The scheme behind an id.
    #[must_use]
    pub fn scheme(&self, id: SchemeId) -> &Scheme {
        &self.schemes[id.0]
    }

    /// The group behind an id.
    #[must_use]
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0]
    }

    /// Follows aliases from `ty` until something else comes. `Nullable` layers on the way are kept off the result.
    #[must_use]
    pub fn behind<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        // An alias cycle cannot be followed to an end: stop after as many steps as there are types.
        for _ in 0..=self.types.len() {
            match ty {
                Type::Nullable(inner) => ty = inner,
                Type::Named(id) => match &self.type_def(*id).kind {
                    TypeKind::Alias { target, .. } => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// The type behind aliases and null. None if a person has put another one in its place, or what stops is on the
    /// way.
    #[must_use]
    pub fn settled<'a>(
        &'a self,
        mut ty: &'a Type,
        stops: impl Fn(TypeId) -> bool,
    ) -> Option<&'a Type> {
        // An alias circle cannot be followed to an end: stop after as many steps as there are types.
        for _ in 0..=self.types.len() {
            ty = match ty {
                Type::Nullable(inner) => inner,
                Type::Named(id) => match self.type_def(*id) {
                    def if def.replaced_by.is_some() || stops(*id) => return None,
                    TypeDef { kind: TypeKind::Alias { target, .. }, .. } => target,
                    _ => return Some(ty),
                },
                _ => return Some(ty),
            };
        }
        None
    }
}

/// What the document says of itself.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The API's version, as the document writes it.
    pub version: String,
    /// What the API is for.
    pub description: Option<String>,
    /// Why the vendor advises against the API (`info.x-deprecated`).
    pub deprecated: Option<String>,
    /// How many requests the vendor takes.
    pub rate_limits: Vec<RateLimit>,
    /// The vendor's documentation.
    pub docs_url: Option<String>,
}

/// How many requests the vendor takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    /// The number of requests.
    pub requests: u64,
    /// The time that they are counted in.
    pub per: Period,
    /// The kind of requests that are counted ("reading"); all where it says none.
    pub of: Option<String>,
    /// What has a count of its own ("account").
    pub scope: Option<String>,
    /// The headers by which answers tell what is left.
    pub headers: Vec<String>,
    /// More prose.
    pub notes: Option<String>,
}

/// A time in which requests are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// One second.
    Second,
    /// One minute.
    Minute,
    /// One hour.
    Hour,
    /// One day.
    Day,
}
