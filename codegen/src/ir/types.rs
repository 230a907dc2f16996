//! Types, as they stand on the wire.

use std::hash::{Hash, Hasher};

use serde_json::Value;

use crate::diagnostic::Pointer;

use super::{JsonType, Scalar};

/// Index into [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type that needs a name of its own.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Words to name it by: a component's name alone, or, for an inline schema, the words of the place it stands in
    /// (`["Pet", "owner"]`, `["listPets", "response"]`).
    pub path: Vec<String>,
    /// The other places where it stands, each as words like `path`, where equal inline schemas are this one type.
    pub places: Vec<Vec<String>>,
    /// Whether it stands under `components.schemas`, and so keeps its name before inline ones.
    pub component: bool,
    /// Where it is written.
    pub pointer: Pointer,
    /// The document's prose (title and description).
    pub description: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// What it is.
    pub kind: TypeKind,
    /// The Rust path that the settings put in this type's place.
    pub replaced_by: Option<String>,
    /// The type that answers hold in this one's place, where the two differ by fields that go only one way.
    pub twin_of: Option<TypeId>,
}

/// The words in a path that are no document's: those of places that it has no word for, and of twins.
pub(crate) const PLACES: [&str; 8] =
    ["body", "response", "item", "value", "object", "map", "event", "input"];

/// What a named type is.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// A JSON object with known fields.
    Object(Object),
    /// One of a list of values.
    Enum(EnumType),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias {
        /// What it stands for.
        target: Type,
        /// What values must hold.
        rules: Vec<Rule>,
    },
}

/// A use of a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// A type with a name.
    Named(TypeId),
    /// A JSON array.
    List(Box<Type>),
    /// A JSON array that always holds exactly one item.
    Only(Box<Type>),
    /// The type, or the empty text, which takes the place of none.
    OrEmpty(Box<Type>),
    /// A JSON array that always holds as many items as there are types here, each of its own.
    Tuple(Vec<Type>),
    /// A JSON object whose keys are not known.
    Map(Box<Type>),
    /// The type, or null. Never stands directly inside another `Nullable`.
    Nullable(Box<Type>),
    /// A value with a Rust type of its own.
    Scalar(Scalar),
    /// Any JSON value.
    Any(Untyped),
}

/// Why there is no type. It makes no other type: all raw JSON is the same.
#[derive(Debug, Clone, Copy)]
pub enum Untyped {
    /// The document gives none.
    ByDocument,
    /// The document gives one, and this generator cannot say it.
    GivenUp,
    /// Null is the only value: that it is there is all that it says.
    OnlyNull,
}

impl PartialEq for Untyped {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Untyped {}

impl Hash for Untyped {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Type {
    /// Raw JSON where the document gives no type.
    pub const UNTYPED: Self = Self::Any(Untyped::ByDocument);

    /// Null and nothing else.
    pub const ONLY_NULL: Self = Self::Any(Untyped::OnlyNull);

    /// Raw JSON in the place of a type that the document gives.
    pub const GIVEN_UP: Self = Self::Any(Untyped::GivenUp);

    /// The type with null allowed; once is enough.
    #[must_use]
    pub fn or_null(self) -> Self {
        match self {
            already @ (Self::Nullable(_) | Self::Any(_)) => already,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The types that it holds directly: of its items, its values, or itself where it is not null.
    #[must_use]
    pub fn held(&self) -> &[Self] {
        match self {
            Self::List(held)
            | Self::Only(held)
            | Self::OrEmpty(held)
            | Self::Map(held)
            | Self::Nullable(held) => std::slice::from_ref(held),
            Self::Tuple(items) => items,
            Self::Named(_) | Self::Scalar(_) | Self::Any(_) => &[],
        }
    }

    /// The same, to change them.
    pub fn held_mut(&mut self) -> &mut [Self] {
        match self {
            Self::List(held)
            | Self::Only(held)
            | Self::OrEmpty(held)
            | Self::Map(held)
            | Self::Nullable(held) => std::slice::from_mut(held),
            Self::Tuple(items) => items,
            Self::Named(_) | Self::Scalar(_) | Self::Any(_) => &mut [],
        }
    }

    /// The type without its outer null, and whether null was allowed.
    #[must_use]
    pub fn split_null(&self) -> (&Self, bool) {
        match self {
            Self::Nullable(inner) => (inner, true),
            other => (other, false),
        }
    }
}

/// A JSON object with known fields.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// The keys that have one value, and so no field.
    pub constants: Vec<Constant>,
    /// The fields, in the document's order.
    pub fields: Vec<Field>,
    /// What becomes of keys that are not listed.
    pub additional: Additional,
}

/// A key of an object that has one value.
#[derive(Debug, Clone)]
pub struct Constant {
    /// The key on the wire.
    pub wire: String,
    /// The value: a text, a number or a flag.
    pub value: Value,
    /// Whether the key must be there.
    pub required: bool,
    /// The document's prose.
    pub description: Option<String>,
    /// Where it is written.
    pub pointer: Pointer,
}

/// What becomes of keys that an object does not list.
#[derive(Debug, Clone, Default)]
pub enum Additional {
    /// They are read and dropped: the document does not speak of them, or forbids them.
    #[default]
    Ignore,
    /// They are kept, with values of this type.
    Keep(Type),
    /// They are kept as raw JSON because the settings want it. They still speak against the object where a union looks
    /// for its variant.
    KeepUnknown {
        /// Keys by which a union tells the object. They are not kept: the union writes them.
        tags: Vec<String>,
    },
}

impl Additional {
    /// What the values of the keys are that are kept; nothing where none are.
    #[must_use]
    pub fn kept(&self) -> Option<&Type> {
        static RAW: Type = Type::UNTYPED;
        match self {
            Self::Ignore => None,
            Self::Keep(ty) => Some(ty),
            Self::KeepUnknown { .. } => Some(&RAW),
        }
    }
}

/// A field of an object.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key on the wire.
    pub wire: String,
    /// The type; `Nullable` outside where null may come.
    pub ty: Type,
    /// Whether the key must be there.
    pub required: bool,
    /// Whether what is said of other keys asks for this one: that it is there says something then, null or not.
    pub is_asked_for: bool,
    /// Whether the text is a URL (`format: uri`).
    pub url: bool,
    /// Only in answers. No type that is sent has such a field, unless a union tells by it.
    pub read_only: bool,
    /// Only in requests. No type that is answered has such a field.
    pub write_only: bool,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// The document's prose.
    pub description: Option<String>,
    /// What the server takes when it is left out.
    pub default: Option<Value>,
    /// The only value that the document allows, null aside.
    pub constant: Option<Value>,
    /// An example value.
    pub example: Option<Value>,
    /// What values must hold.
    pub rules: Vec<Rule>,
    /// Where it is written.
    pub pointer: Pointer,
}

/// Something that a value must hold, checked before a request leaves.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// A regular expression that the text must match somewhere. Only those that the runtime's engine can read.
    Pattern(String),
    /// The fewest characters.
    MinLength(u64),
    /// The most characters.
    MaxLength(u64),
    /// The least number.
    Min(serde_json::Number),
    /// The greatest number.
    Max(serde_json::Number),
    /// What the number must be above.
    Above(serde_json::Number),
    /// What the number must be below.
    Below(serde_json::Number),
    /// The fewest items.
    MinItems(u64),
    /// The most items.
    MaxItems(u64),
}

/// One of a list of values. Always open: a value that is not listed is kept.
#[derive(Debug, Clone)]
pub struct EnumType {
    /// The values, in the document's order, without null and without repetitions. All of one kind.
    pub values: Vec<EnumValue>,
}

/// One listed value.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// As it stands on the wire.
    pub wire: EnumWire,
    /// The document's own name for it (`x-enum-varnames`).
    pub name: Option<String>,
    /// What it means.
    pub description: Option<String>,
}

/// A listed value, as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EnumWire {
    /// Text.
    String(String),
    /// A whole number.
    Integer(i64),
}

/// One of several types. Always open: what fits none is kept as it came.
#[derive(Debug, Clone)]
pub struct Union {
    /// The property that tells which, where there is one.
    pub tag: Option<Tag>,
    /// The alternatives, in the order in which they are tried.
    pub variants: Vec<Variant>,
}

/// The property that tells the alternatives of a union apart.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The key on the wire.
    pub property: String,
}

/// One alternative of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// What it holds.
    pub ty: Type,
    /// Words to name it by, where the type gives none.
    pub hint: Option<String>,
    /// With a tag: the values that mean this alternative. Empty otherwise. An integer or a boolean that stands there
    /// counts as its JSON text.
    pub tags: Vec<String>,
    /// With a tag: what the union writes under the tag's key where the held type does not, or not always.
    pub adds_tag: Option<Value>,
    /// Without a tag: what a value must look like to be tried.
    pub guard: Guard,
    /// The document's prose.
    pub description: Option<String>,
}

/// What a value must look like to be tried as an alternative.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guard {
    /// The JSON type; `None` for any.
    pub json_type: Option<JsonType>,
    /// Whether it takes objects of any keys: it is meant only where nothing else is.
    pub free: bool,
    /// Keys that an object must have.
    pub has: Vec<String>,
    /// Keys whose values tell it from others.
    pub tells: Vec<Tell>,
}

/// A key whose value tells an alternative from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tell {
    /// The key on the wire.
    pub key: String,
    /// The texts one of which must stand there. An integer or a boolean counts as its JSON text.
    pub texts: Vec<String>,
    /// Whether the key must be there.
    pub required: bool,
}
