//! `type`.

use serde_json::Value;

/// The word under `type`: a type of JSON, `null` aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

    /// The type of a value; none of null.
    #[must_use]
    pub fn of_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::Bool(_) => Some(Self::Boolean),
            Value::Number(number) if number.is_f64() => Some(Self::Number),
            Value::Number(_) => Some(Self::Integer),
            Value::String(_) => Some(Self::String),
            Value::Array(_) => Some(Self::Array),
            Value::Object(_) => Some(Self::Object),
        }
    }

    /// Whether its values are neither lists nor objects.
    #[must_use]
    pub fn is_scalar(self) -> bool {
        matches!(self, Self::String | Self::Integer | Self::Number | Self::Boolean)
    }
}

/// The words under `type`, each once, in the document's order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Types([Option<Kind>; Kind::ALL.len()]);

impl Types {
    /// Adds a word.
    pub fn insert(&mut self, kind: Kind) {
        if self.iter().all(|other| other != kind)
            && let Some(free) = self.0.iter_mut().find(|slot| slot.is_none())
        {
            *free = Some(kind);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// The word, where there is one alone.
    #[must_use]
    pub fn only(self) -> Option<Kind> {
        let mut all = self.iter();
        all.next().filter(|_| all.next().is_none())
    }

    /// All words. Every integer is a number.
    pub fn iter(self) -> impl Iterator<Item = Kind> + Clone {
        let numbers = self.0.contains(&Some(Kind::Number));
        self.0.into_iter().flatten().filter(move |kind| !numbers || *kind != Kind::Integer)
    }
}
