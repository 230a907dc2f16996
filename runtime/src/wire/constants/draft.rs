//! How constants are read: of their kind, and compared with what they must be.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, Unexpected, Visitor},
};
use serde_json::Value;

use super::{Constant, Constants, Fixed};
use crate::wire::{integer_enum::whole, misses};

/// What came of the constants so far: a bit a row, and those that are not as documented.
#[allow(missing_docs, reason = "hidden from users")]
#[derive(Debug, Default)]
pub struct ConstantsDraft {
    came: u64,
    constants: Constants,
}

#[allow(missing_docs, reason = "hidden from users")]
impl ConstantsDraft {
    /// Reads the value that stands under `key`; false, and nothing read, if no row has such a key.
    pub fn put<'de, A: MapAccess<'de>>(
        &mut self,
        rows: &'static [Constant],
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        let Some((at, row)) = rows.iter().enumerate().find(|(_, row)| row.key == key) else {
            return Ok(false);
        };
        self.came |= bit(at);
        self.constants.forget(row.key);
        match map.next_value_seed(Expected(row))? {
            Read::Constant => {}
            Read::Null => self.constants.keep(row.key, None),
            Read::Other(value) => {
                misses::note(1);
                self.constants.keep(row.key, Some(value));
            }
        }
        Ok(true)
    }

    /// The error is the key of one that did not come and must.
    pub fn finish(mut self, rows: &'static [Constant]) -> Result<Constants, &'static str> {
        for (at, row) in rows.iter().enumerate() {
            if self.came & bit(at) == 0 {
                if row.is_required {
                    return Err(row.key);
                }
                self.constants.keep(row.key, None);
            }
        }
        Ok(self.constants)
    }
}

/// No generated table has more than 64 rows.
fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0)
}

/// Reads a value of the constant's kind. Null is as good as nothing where the key may be missing.
struct Expected(&'static Constant);

enum Read {
    Constant,
    Null,
    Other(Value),
}

impl Read {
    fn of(is_constant: bool, value: impl Into<Value>) -> Self {
        if is_constant { Self::Constant } else { Self::Other(value.into()) }
    }
}

impl<'de> DeserializeSeed<'de> for Expected {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        if self.0.is_required {
            self.visit_some(deserializer)
        } else {
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de> Visitor<'de> for Expected {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.value {
            Fixed::Text(_) => "a string",
            Fixed::Integer(_) => "an integer",
            Fixed::Number(_) => "a number",
            Fixed::Flag(_) => "a boolean",
        })
    }

    fn visit_none<E>(self) -> Result<Read, E> {
        Ok(Read::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Read, E> {
        if self.0.is_required {
            return Err(E::invalid_type(Unexpected::Unit, &self));
        }
        Ok(Read::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        match self.0.value {
            Fixed::Text(_) => deserializer.deserialize_str(self),
            Fixed::Integer(_) => deserializer.deserialize_i64(self),
            Fixed::Number(_) => deserializer.deserialize_f64(self),
            Fixed::Flag(_) => deserializer.deserialize_bool(self),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Read, E> {
        match self.0.value {
            Fixed::Text(constant) => Ok(Read::of(text == constant, text)),
            _ => Err(E::invalid_type(Unexpected::Str(text), &self)),
        }
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Read, E> {
        match self.0.value {
            Fixed::Flag(constant) => Ok(Read::of(flag == constant, flag)),
            _ => Err(E::invalid_type(Unexpected::Bool(flag), &self)),
        }
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<Read, E> {
        match self.0.value {
            Fixed::Integer(constant) => Ok(Read::of(integer == constant, integer)),
            // What a float cannot tell from others is another value, and keeps its digits.
            Fixed::Number(constant) => {
                let number = i32::try_from(integer).map(f64::from);
                let is_constant = number.is_ok_and(|number| number.total_cmp(&constant).is_eq());
                Ok(Read::of(is_constant, integer))
            }
            _ => Err(E::invalid_type(Unexpected::Signed(integer), &self)),
        }
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<Read, E> {
        match (self.0.value, i64::try_from(integer)) {
            (_, Ok(integer)) => self.visit_i64(integer),
            (Fixed::Integer(_) | Fixed::Number(_), Err(_)) => Ok(Read::Other(integer.into())),
            _ => Err(E::invalid_type(Unexpected::Unsigned(integer), &self)),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Read, E> {
        match self.0.value {
            Fixed::Number(constant) => Ok(Read::of(number.total_cmp(&constant).is_eq(), number)),
            Fixed::Integer(_) => {
                let integer = whole(number).inspect(|_| misses::note(1));
                let integer =
                    integer.ok_or_else(|| E::invalid_type(Unexpected::Float(number), &self))?;
                self.visit_i64(integer)
            }
            _ => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }
}
