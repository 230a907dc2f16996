//! Values that are neither objects nor lists.

/// A value that is neither object nor array.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scalar {
    /// Text.
    String,
    /// `true` or `false`.
    Bool,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed. An integer without a format is this.
    I64,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
    /// Double precision, whatever the format: single precision loses digits of what stands in JSON.
    F64,
    /// A date and a time (RFC 3339).
    DateTime,
    /// A date.
    Date,
    /// A UUID.
    Uuid,
    /// Text that must not show (`format: password`).
    Secret,
    /// Bytes as base64 text.
    Base64,
    /// Raw bytes: a part of a multipart body.
    File,
    /// `x-wire: integer`: an integer that stands as text (a number is read too).
    IntegerText,
    /// `x-wire: flag`: `"0"` or `"1"`.
    Flag,
    /// `x-wire: comma-separated`: strings in one string.
    CommaStrings,
    /// `x-wire: comma-separated` with `x-wire-items: integer`.
    CommaIntegers,
    /// `x-wire: local-date-time`: `YYYY-MM-DD HH:MM:SS` without a zone.
    LocalDateTime,
    /// `x-wire-otherwise: text`: text that should mean this, and is kept where it does not.
    TextOf(Meaning),
    /// The same for the items of `x-wire: comma-separated` with `x-wire-items: integer`.
    CommaTexts,
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
    pub fn scalar(self) -> Scalar {
        match self {
            Self::Integer => Scalar::IntegerText,
            Self::Flag => Scalar::Flag,
            Self::LocalDateTime => Scalar::LocalDateTime,
            Self::Uuid => Scalar::Uuid,
        }
    }
}
