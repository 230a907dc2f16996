//! One field of an object: how it is read, completed and written, for each word of [`object!`](crate::object).
//!
//! The words are names of functions (and, in [`slot`], of types), so that the macro needs no arm for any of them.

#![allow(
    missing_docs,
    missing_debug_implementations,
    reason = "hidden from users; the words are described at `object!`"
)]
#![allow(clippy::option_option, clippy::ref_option, reason = "the fields are what they are")]

use std::{borrow::Cow, collections::BTreeMap, marker::PhantomData};

use serde::{Deserialize, Serialize, de::MapAccess, ser::SerializeMap};

use super::{
    Maybe,
    adapters::{Adapter, Reading, Writing},
};

/// What a draft holds for a field. `None` always stands for "did not come".
#[allow(non_camel_case_types, reason = "named by the words of the table")]
pub mod slot {
    use super::Maybe;

    pub type required<T> = Option<T>;
    pub type nullable<T> = Option<Option<T>>;
    pub type optional<T> = Option<T>;
    pub type maybe<T> = Option<Maybe<T>>;
}

/// From a draft's slot to the struct's field; the error is the key of a field that did not come.
pub mod finish {
    use super::Maybe;

    pub fn required<T>(slot: Option<T>, key: &'static str) -> Result<T, &'static str> {
        slot.ok_or(key)
    }

    pub fn nullable<T>(
        slot: Option<Option<T>>,
        key: &'static str,
    ) -> Result<Option<T>, &'static str> {
        slot.ok_or(key)
    }

    pub fn optional<T>(slot: Option<T>, _: &'static str) -> Result<Option<T>, &'static str> {
        Ok(slot)
    }

    pub fn maybe<T>(slot: Option<Maybe<T>>, _: &'static str) -> Result<Maybe<T>, &'static str> {
        Ok(slot.unwrap_or_default())
    }
}

/// The type's own form on the wire.
pub struct Plain;

/// The form that the adapter `A` gives it.
pub struct Adapt<A>(PhantomData<A>);

/// Reads the value of a field into its slot.
pub struct Read<F = Plain>(PhantomData<F>);

impl Read<Plain> {
    pub fn required<'de, T, A>(map: &mut A) -> Result<Option<T>, A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        map.next_value().map(Some)
    }

    pub fn nullable<'de, T, A>(map: &mut A) -> Result<Option<Option<T>>, A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        map.next_value().map(Some)
    }

    pub fn optional<'de, T, A>(map: &mut A) -> Result<Option<T>, A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        map.next_value()
    }

    pub fn maybe<'de, T, A>(map: &mut A) -> Result<Option<Maybe<T>>, A::Error>
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        map.next_value().map(Some)
    }
}

impl<F> Read<Adapt<F>> {
    pub fn required<'de, T, A>(map: &mut A) -> Result<Option<T>, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        Ok(map.next_value::<Reading<F, T>>()?.or_empty())
    }

    pub fn nullable<'de, T, A>(map: &mut A) -> Result<Option<Option<T>>, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        Self::optional(map).map(Some)
    }

    pub fn optional<'de, T, A>(map: &mut A) -> Result<Option<T>, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        Ok(map.next_value::<Option<Reading<F, T>>>()?.and_then(Reading::into_value))
    }

    pub fn maybe<'de, T, A>(map: &mut A) -> Result<Option<Maybe<T>>, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        Ok(map
            .next_value::<Option<Reading<F, T>>>()?
            .map_or(Some(Maybe::Null), |reading| reading.into_value().map(Maybe::Value)))
    }
}

/// Writes a field.
pub struct Write<F = Plain>(PhantomData<F>);

impl Write<Plain> {
    pub fn required<T: Serialize, M: SerializeMap>(
        map: &mut M,
        key: &'static str,
        field: &T,
    ) -> Result<(), M::Error> {
        map.serialize_entry(key, field)
    }

    pub fn nullable<T: Serialize, M: SerializeMap>(
        map: &mut M,
        key: &'static str,
        field: &Option<T>,
    ) -> Result<(), M::Error> {
        map.serialize_entry(key, field)
    }

    pub fn optional<T: Serialize, M: SerializeMap>(
        map: &mut M,
        key: &'static str,
        field: &Option<T>,
    ) -> Result<(), M::Error> {
        field.as_ref().map_or(Ok(()), |value| map.serialize_entry(key, value))
    }

    pub fn maybe<T: Serialize, M: SerializeMap>(
        map: &mut M,
        key: &'static str,
        field: &Maybe<T>,
    ) -> Result<(), M::Error> {
        if field.is_absent() { Ok(()) } else { map.serialize_entry(key, field) }
    }
}

impl<F> Write<Adapt<F>> {
    pub fn required<T, M>(map: &mut M, key: &'static str, field: &T) -> Result<(), M::Error>
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        map.serialize_entry(key, &Writing::<F, T>::new(field))
    }

    pub fn nullable<T, M>(map: &mut M, key: &'static str, field: &Option<T>) -> Result<(), M::Error>
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        map.serialize_entry(key, &field.as_ref().map(Writing::<F, T>::new))
    }

    pub fn optional<T, M>(map: &mut M, key: &'static str, field: &Option<T>) -> Result<(), M::Error>
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        field.as_ref().map_or(Ok(()), |value| Self::required(map, key, value))
    }

    pub fn maybe<T, M>(map: &mut M, key: &'static str, field: &Maybe<T>) -> Result<(), M::Error>
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        match field {
            Maybe::Absent => Ok(()),
            Maybe::Null => map.serialize_entry(key, &()),
            Maybe::Value(value) => Self::required(map, key, value),
        }
    }
}

/// Keeps a key that the table does not list.
pub fn keep<'de, T, A>(
    rest: &mut BTreeMap<String, T>,
    key: Cow<'_, str>,
    map: &mut A,
) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    let value = map.next_value()?;
    rest.insert(key.into_owned(), value);
    Ok(())
}

/// Writes the keys that the table does not list.
pub fn write_rest<T: Serialize, M: SerializeMap>(
    map: &mut M,
    rest: &BTreeMap<String, T>,
) -> Result<(), M::Error> {
    rest.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))
}
