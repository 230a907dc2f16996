//! Values that are neither objects nor lists: the table of them, and what the stages ask of each.
//!
//! A format that gets a type of its own is a row here, and one in the table of Rust's words, `emit/scalars.rs`. The
//! compiler asks for whatever is missing in a row.

use super::{JsonType, Type};

/// What the stages ask of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScalarFacts {
    /// The JSON type that it stands as.
    pub json: JsonType,
    /// The formats of that type that mean it.
    pub formats: &'static [&'static str],
    /// What its values are.
    pub values: Values,
    /// A word for it in the name of a union's variant.
    pub word: &'static str,
    /// Whether a copy of it costs nothing.
    pub is_copy: bool,
    /// About how many bytes it takes.
    pub size: usize,
    /// How free it is among the scalars of its JSON type: what takes more values is tried later in a union. The least
    /// free is 0, what takes any value 8.
    pub freedom: u8,
    /// Whether an id can stand there, a UUID or a page's cursor.
    pub is_id: bool,
    /// Whether it is read from a header; else the header is text.
    pub in_headers: bool,
}

/// What the values of a scalar are, as far as rules and pages ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Any text: it can have a pattern and lengths.
    Text,
    /// Text of one form. Rules of texts are not looked at.
    Formatted,
    /// Integers, which can have bounds.
    Integer {
        /// The least of them.
        least: i128,
        /// The greatest of them.
        most: i128,
    },
    /// Numbers of any kind, which can have bounds.
    Number,
    /// Yes or no.
    Flag,
    /// Several items in one text, whose number can have bounds.
    List,
    /// Raw bytes.
    Bytes,
}

impl Values {
    /// Whether they are numbers.
    #[must_use]
    pub const fn are_numbers(self) -> bool {
        matches!(self, Self::Integer { .. } | Self::Number)
    }
}

const SIGNED_32: Values = Values::Integer { least: -(1 << 31), most: (1 << 31) - 1 };
const SIGNED_64: Values = Values::Integer { least: -(1 << 63), most: (1 << 63) - 1 };
const UNSIGNED_32: Values = Values::Integer { least: 0, most: (1 << 32) - 1 };
const UNSIGNED_64: Values = Values::Integer { least: 0, most: (1 << 64) - 1 };

/// What fits a pointer, and so does its absence.
const SMALL: usize = 8;
/// A text or a list, and all that is not smaller.
const BUFFER: usize = 24;
/// A file with its name and its media type.
const LARGE: usize = 72;

/// A row of the table: its columns but those that are yes or no.
const fn row(
    json: JsonType,
    word: &'static str,
    formats: &'static [&'static str],
    values: Values,
    size: usize,
    freedom: u8,
) -> ScalarFacts {
    let (is_copy, is_id, in_headers) = (false, false, false);
    ScalarFacts { json, formats, values, word, is_copy, size, freedom, is_id, in_headers }
}

impl ScalarFacts {
    const fn copied(self) -> Self {
        Self { is_copy: true, ..self }
    }

    const fn id(self) -> Self {
        Self { is_id: true, ..self }
    }

    const fn header(self) -> Self {
        Self { in_headers: true, ..self }
    }
}

macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident => $facts:expr;)*) => {
        /// A value that is neither object nor array.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Scalar {
            $($(#[$doc])* $name,)*
            /// `x-wire-otherwise: text`: text that should mean this, and is kept where it does not.
            TextOf(Meaning),
        }

        impl Scalar {
            /// Those of which a document can ask by a format.
            const PLAIN: &[Self] = &[$(Self::$name),*];

            /// What the stages ask of it.
            #[must_use]
            pub const fn facts(self) -> ScalarFacts {
                use JsonType::{Boolean, Integer, Number, String};
                use Values::{Bytes, Flag, Formatted, List, Text};
                match self {
                    $(Self::$name => $facts,)*
                    Self::TextOf(meaning) => row(String, meaning.scalar().facts().word, &[], Formatted, BUFFER, 5),
                }
            }
        }
    };
}

scalars! {
    /// Text.
    String => row(String, "Text", &[], Text, BUFFER, 8).id().header();
    /// `true` or `false`.
    Bool => row(Boolean, "Bool", &[], Flag, SMALL, 5).copied().header();
    /// 32 bits, signed.
    I32 => row(Integer, "Integer", &["int8", "int16", "int32"], SIGNED_32, SMALL, 3).copied().header();
    /// 64 bits, signed. An integer without a format is this.
    I64 => row(Integer, "Integer", &["int64"], SIGNED_64, BUFFER, 4).copied().header();
    /// 32 bits, unsigned.
    U32 => row(Integer, "Integer", &["uint8", "uint16", "uint32"], UNSIGNED_32, SMALL, 3).copied().header();
    /// 64 bits, unsigned.
    U64 => row(Integer, "Integer", &["uint", "uint64"], UNSIGNED_64, BUFFER, 4).copied().header();
    /// Double precision, whatever the format: single precision loses digits of what stands in JSON.
    F64 => row(Number, "Number", &[], Values::Number, BUFFER, 8).copied().header();
    /// A date and a time (RFC 3339).
    DateTime => row(String, "DateTime", &["date-time"], Formatted, BUFFER, 1).header();
    /// A date.
    Date => row(String, "Date", &["date"], Formatted, SMALL, 2).copied().header();
    /// A UUID.
    Uuid => row(String, "Uuid", &["uuid"], Formatted, BUFFER, 0).copied().id().header();
    /// Text that must not show.
    Secret => row(String, "Secret", &["password"], Formatted, BUFFER, 8);
    /// Bytes as base64 text.
    Base64 => row(String, "Base64", &["byte"], Formatted, BUFFER, 8);
    /// Raw bytes: a part of a multipart body, the one place where `format: binary` is not text.
    File => row(String, "File", &[], Bytes, LARGE, 5);
    /// `x-wire: integer`: an integer that stands as text (a number is read too).
    IntegerText => row(String, "Integer", &[], SIGNED_64, BUFFER, 5).copied();
    /// `x-wire: flag`: `"0"` or `"1"`.
    Flag => row(String, "Bool", &[], Flag, SMALL, 5).copied();
    /// `x-wire: comma-separated`: strings in one string.
    CommaStrings => row(String, "List", &[], List, BUFFER, 5);
    /// `x-wire: comma-separated` with `x-wire-items: integer`.
    CommaIntegers => row(String, "List", &[], List, BUFFER, 5);
    /// The same with `x-wire-otherwise: text`: items that are no integers are kept.
    CommaTexts => row(String, "List", &[], List, BUFFER, 5);
    /// `x-wire: local-date-time`: `YYYY-MM-DD HH:MM:SS` without a zone.
    LocalDateTime => row(String, "DateTime", &[], Formatted, BUFFER, 5).copied();
}

impl Scalar {
    /// The scalar that a format of a JSON type means; None if it means none.
    #[must_use]
    pub fn of_format(json: JsonType, format: &str) -> Option<Self> {
        let mut plain = Self::PLAIN.iter().copied();
        plain.find(|it| it.facts().json == json && it.facts().formats.contains(&format))
    }
}

/// What a text should mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Meaning {
    /// As [`Scalar::IntegerText`].
    Integer,
    /// As [`Scalar::Flag`].
    Flag,
    /// As [`Scalar::LocalDateTime`].
    LocalDateTime,
    /// As [`Scalar::Uuid`].
    Uuid,
}

impl Meaning {
    /// The type of what is meant.
    #[must_use]
    pub const fn scalar(self) -> Scalar {
        match self {
            Self::Integer => Scalar::IntegerText,
            Self::Flag => Scalar::Flag,
            Self::LocalDateTime => Scalar::LocalDateTime,
            Self::Uuid => Scalar::Uuid,
        }
    }
}

impl Type {
    /// What there is to know of the scalar that the type itself is.
    #[must_use]
    pub fn scalar_facts(&self) -> Option<ScalarFacts> {
        match self {
            Self::Scalar(scalar) => Some(scalar.facts()),
            _ => None,
        }
    }
}
