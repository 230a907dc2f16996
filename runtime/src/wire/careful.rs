//! Fields of types that serde's decoders do not read as JSON means them: JSON holds `2.0` to be an integer, which they
//! refuse; and an integer of more than 64 bits in raw JSON they read as a float, with other digits.

use std::{any::type_name, collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, MapAccess, SeqAccess, Unexpected, Visitor},
};
use serde_json::Value;

use super::{
    integer_enum::whole,
    misses,
    nesting::has_long_integer,
    place::{self, misfit, nested},
    raw,
};

/// An integer, which may be written with a fraction of nothing; raw JSON, whose integers must not lose digits; and
/// lists, maps and tuples of them, with null or without.
pub trait Careful: Sized {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! integers {
    ($($ty:ident $deserialize:ident),*) => {
        $(impl Careful for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$deserialize(Integer(PhantomData))
            }
        })*
    };
}

integers!(i32 deserialize_i32, i64 deserialize_i64, u32 deserialize_u32, u64 deserialize_u64);

impl<T: Careful> Careful for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<WithCare<T>>::deserialize(deserializer)?;
        Ok(read.map(|WithCare(value)| value))
    }
}

impl<T: Careful> Careful for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(List(PhantomData))
    }
}

impl<T: Careful> Careful for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Map(PhantomData))
    }
}

impl Careful for Value {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        of_text(raw::read_or(deserializer)?)
    }
}

/// A value of its text.
pub(super) fn of_text<T: DeserializeOwned, E: Error>(found: raw::Found<'_>) -> Result<T, E> {
    let text = match found {
        raw::Found::Text(text) => text,
        // Not from JSON, or from JSON that was read before: there is no text to look at.
        raw::Found::Other(value) => return T::deserialize(value).map_err(E::custom),
    };
    // As for a union: the text was read before it was looked at, so the error must say that it belongs to the whole.
    place::read(text.as_bytes()).map_err(|err| {
        let misfit = misfit(text.as_bytes(), &err);
        E::custom(nested("JSON", &misfit.place, &misfit.message))
    })
}

/// Whether a type is raw JSON, and its text holds an integer that it would change.
pub(crate) fn loses_digits<T>(text: &[u8]) -> bool {
    holds_raw_json::<T>() && has_long_integer(text)
}

/// Whether a type is raw JSON, or a list, a map or a tuple with raw JSON in it.
pub(super) fn holds_raw_json<T>() -> bool {
    type_name::<T>().contains(type_name::<Value>())
}

/// A value that is read with care, for the places that ask for a type to decode.
pub(super) struct WithCare<T>(pub(super) T);

impl<'de, T: Careful> Deserialize<'de> for WithCare<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

struct Integer<T>(PhantomData<T>);

impl<T: TryFrom<i64> + TryFrom<u64>> Visitor<'_> for Integer<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(type_name::<T>())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        value.try_into().map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        value.try_into().map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        let integer = whole(value).and_then(|integer| integer.try_into().ok());
        integer
            .inspect(|_| misses::note(1))
            .ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: Careful> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(WithCare(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}

struct Map<T>(PhantomData<T>);

impl<'de, T: Careful> Visitor<'de> for Map<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, WithCare(value))) = entries.next_entry()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}
