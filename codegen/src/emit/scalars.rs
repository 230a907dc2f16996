//! The table of scalars in Rust's words: a row a scalar, beside what `ir::Scalar` says of each.

use super::{Context, rust::Imports};
use crate::ir::{Meaning, Scalar, Type};

/// How Rust's code names, takes and shows a scalar.
#[derive(Debug, Clone, Copy)]
pub(super) struct RustScalar {
    /// Its type.
    pub(super) path: Path,
    /// The adapter of the runtime that says how a field stands on the wire, where it is not as its type does.
    pub(super) adapter: Option<&'static str>,
    /// What a method takes for a parameter.
    pub(super) parameter: Taken,
    /// Whether `new` and setters take what can become one.
    pub(super) is_into: bool,
    /// A value in an example.
    pub(super) sample: Sample,
}

/// Where a type's name is from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path {
    /// A primitive type.
    Primitive(&'static str),
    /// Rust's prelude.
    Prelude(&'static str),
    /// The runtime.
    Runtime(&'static str),
    /// A list of a scalar.
    VecOf(Scalar),
    /// A text that should be a scalar.
    TextOf(Scalar),
}

/// What a method takes for a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The value, or a reference to it where a copy costs something.
    Value,
    /// `&str`.
    Str,
    /// Anything that gives texts.
    Texts,
    /// `&[i64]`.
    Integers,
    /// `bool`, which goes out as a number.
    FlagNumber,
}

/// A value in an example.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sample {
    /// The document's text.
    Text,
    /// The document's integer.
    Integer,
    /// An expression.
    Code(&'static str),
    /// What comes behind the crate's name.
    OfCrate(&'static str),
    /// None: the example is left out.
    None,
}

impl RustScalar {
    /// One that stands on the wire as its type does, and is taken as it is.
    const fn plain(path: Path, sample: Sample) -> Self {
        Self { path, adapter: None, parameter: Taken::Value, is_into: false, sample }
    }

    const fn by_adapter(self, adapter: &'static str) -> Self {
        Self { adapter: Some(adapter), ..self }
    }

    const fn taken_as(self, parameter: Taken) -> Self {
        Self { parameter, ..self }
    }

    const fn taken_into(self) -> Self {
        Self { is_into: true, ..self }
    }

    /// The row of a scalar.
    pub(super) const fn of(scalar: Scalar) -> Self {
        use Path::{Prelude, Primitive, Runtime, TextOf, VecOf};
        use Sample::{Code, Integer, OfCrate, Text};
        match scalar {
            Scalar::String => Self::plain(Prelude("String"), Text).taken_as(Taken::Str),
            Scalar::Bool => Self::plain(Primitive("bool"), Code("true")),
            Scalar::I32 => Self::plain(Primitive("i32"), Integer),
            Scalar::I64 => Self::plain(Primitive("i64"), Integer),
            Scalar::U32 => Self::plain(Primitive("u32"), Integer),
            Scalar::U64 => Self::plain(Primitive("u64"), Integer),
            Scalar::F64 => Self::plain(Primitive("f64"), Code("1.0")),
            // Examples write these as the document shows them.
            Scalar::DateTime => Self::plain(Runtime("DateTime"), Sample::None),
            Scalar::Date => Self::plain(Runtime("Date"), OfCrate("Date::constant(2026, 1, 1)")),
            Scalar::Uuid => Self::plain(Runtime("Uuid"), OfCrate("Uuid::nil()")),
            Scalar::Base64 => Self::plain(Runtime("Base64"), OfCrate("Base64::from(vec![0])")),
            Scalar::Secret => Self::plain(Runtime("Secret"), OfCrate("Secret::from(\"secret\")"))
                .taken_as(Taken::Str)
                .taken_into(),
            Scalar::File => {
                Self::plain(Runtime("File"), OfCrate("File::new(\"file.txt\", \"Hello\")"))
            }
            Scalar::IntegerText => Self::plain(Primitive("i64"), Integer).by_adapter("IntegerText"),
            Scalar::Flag => Self::plain(Primitive("bool"), Code("true"))
                .by_adapter("Flag")
                .taken_as(Taken::FlagNumber),
            Scalar::CommaStrings => Self::plain(VecOf(Scalar::String), Code("[\"one\"]"))
                .by_adapter("CommaSeparated")
                .taken_as(Taken::Texts),
            Scalar::CommaIntegers => Self::plain(VecOf(Scalar::I64), Code("vec![1]"))
                .by_adapter("CommaSeparated")
                .taken_as(Taken::Integers),
            Scalar::CommaTexts => {
                let item = Scalar::TextOf(Meaning::Integer);
                Self::plain(VecOf(item), Code("vec![1.into()]")).by_adapter("CommaSeparated")
            }
            Scalar::LocalDateTime => {
                Self::plain(Runtime("CivilDateTime"), Sample::None).by_adapter("LocalDateTime")
            }
            // What takes such a text takes its meaning as well.
            Scalar::TextOf(meaning) => {
                Self::plain(TextOf(meaning.scalar()), Self::of(meaning.scalar()).sample)
                    .taken_into()
            }
        }
    }
}

impl Path {
    /// The type, as a file with these imports writes it.
    pub(super) fn text(self, imports: &mut Imports<'_>) -> String {
        let of = |scalar| RustScalar::of(scalar).path;
        match self {
            Self::Primitive(name) => name.to_owned(),
            Self::Prelude(name) => imports.prelude(name),
            Self::Runtime(name) => imports.runtime(name),
            Self::VecOf(item) => format!("{}<{}>", imports.prelude("Vec"), of(item).text(imports)),
            Self::TextOf(meant) => {
                format!("{}<{}>", imports.runtime("TextOf"), of(meant).text(imports))
            }
        }
    }
}

/// What a method takes for a parameter of the type. Lists of texts, and texts behind aliases, are taken as such.
pub(super) fn parameter_taken(cx: Context<'_>, ty: &Type) -> Taken {
    match ty {
        Type::Scalar(scalar) => RustScalar::of(*scalar).parameter,
        Type::List(item) if cx.facts.is_string(cx.api, item) => Taken::Texts,
        _ if cx.facts.is_string(cx.api, ty) => Taken::Str,
        _ => Taken::Value,
    }
}

/// The adapter that says how a field stands on the wire, as its tables write it; empty where its type says it.
pub(super) fn adapter(ty: &Type) -> String {
    let Type::Scalar(scalar) = ty.split_null().0 else { return String::new() };
    RustScalar::of(*scalar).adapter.map(|it| format!(" as {it}")).unwrap_or_default()
}
