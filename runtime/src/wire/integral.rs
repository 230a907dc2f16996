//! Integers in fields. JSON holds `2.0` to be an integer; serde's own decoders of integers refuse it.

use std::{any::type_name, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

use super::integer_enum::whole;

/// A type that may be written with a fraction of nothing: an integer, or a list of integers.
pub trait Integral: Sized {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! integers {
    ($($ty:ident $deserialize:ident),*) => {
        $(impl Integral for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$deserialize(Integer(PhantomData))
            }
        })*
    };
}

integers!(i32 deserialize_i32, i64 deserialize_i64, u32 deserialize_u32, u64 deserialize_u64);

impl<T: Integral> Integral for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// An integral value, for the places that ask for a type to decode.
pub(super) struct Lenient<T>(pub(super) T);

impl<'de, T: Integral> Deserialize<'de> for Lenient<T> {
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
        integer.ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: Integral> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(Lenient(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}
