//! A field that tells absent, null and a value apart.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field that may be absent, null or a value, where the three mean different things.
///
/// A PATCH is the usual case: absent leaves a field as it is, null clears it, a value sets it.
///
/// ```
/// use vetted_runtime::Maybe;
///
/// let nickname: Maybe<String> = "Ada".to_owned().into();
/// assert_eq!(nickname.value().map(String::as_str), Some("Ada"));
/// assert!(Maybe::<String>::Null.is_null());
/// assert!(Maybe::<String>::default().is_absent());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Maybe<T> {
    /// The field is not there.
    #[default]
    Absent,
    /// The field is there and null.
    Null,
    /// The field is there and has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the field is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is there and null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one, to change it.
    #[must_use]
    pub const fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// Reads null as [`Maybe::Null`] and all else as a value. Whether the field is there at all is for the object to say.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

/// Writes null for both [`Maybe::Absent`] and [`Maybe::Null`]; an object leaves the absent field out.
impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
