//! One field of an object: how it is read and written, for each word of [`object!`](crate::object).
//!
//! The words are names of functions (and, in [`slot`], of types), so that the macro needs no arm for any of
//! them. The macro's expansion has no `?` in it either: what `?` expands to took a third of a generated crate's
//! checking time.

#![allow(
    missing_docs,
    missing_debug_implementations,
    reason = "hidden from users; the words are described at `object!`"
)]
#![allow(clippy::option_option, clippy::ref_option, reason = "the fields are what they are")]

use std::{borrow::Cow, collections::BTreeMap, marker::PhantomData};

use serde::{Deserialize, Serialize, Serializer, de::MapAccess, ser::SerializeMap};

use super::{
    Maybe,
    adapters::{Adapted, Adapter},
    careful::{Careful, WithCare},
    constants::{Constant, Constants},
    misses,
};

/// What a draft holds for a field. `None` always stands for "did not come".
#[allow(non_camel_case_types, reason = "named by the words of the table")]
pub mod slot {
    use super::Maybe;

    pub type required<T> = Option<T>;
    pub type list<T> = Option<T>;
    pub type nullable<T> = Option<Option<T>>;
    pub type optional<T> = Option<T>;
    pub type maybe<T> = Option<Maybe<T>>;
}

/// The type's own form on the wire.
pub struct Plain;

/// The form that the adapter `A` gives it.
pub struct Adapt<A>(PhantomData<A>);

/// Reads the value of a field of type `T` into its slot.
pub struct Read<T, F = Plain>(PhantomData<(T, F)>);

/// How a field is read that has neither an adapter nor a reader of its own. What a type implements itself goes before
/// what it has from a trait, so the macro names either by the same path.
pub trait ReadPlain {
    type Value;

    fn required<'de, A>(slot: &mut Option<Self::Value>, map: &mut A) -> Result<bool, A::Error>
    where
        Self::Value: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = Some(map.next_value()?);
        Ok(true)
    }

    fn list<'de, A>(slot: &mut Option<Self::Value>, map: &mut A) -> Result<bool, A::Error>
    where
        Self::Value: Deserialize<'de> + Default,
        A: MapAccess<'de>,
    {
        *slot = Some(map.next_value::<Option<Self::Value>>()?.unwrap_or_else(empty));
        Ok(true)
    }

    fn nullable<'de, A>(
        slot: &mut Option<Option<Self::Value>>,
        map: &mut A,
    ) -> Result<bool, A::Error>
    where
        Self::Value: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = Some(map.next_value()?);
        Ok(true)
    }

    fn optional<'de, A>(slot: &mut Option<Self::Value>, map: &mut A) -> Result<bool, A::Error>
    where
        Self::Value: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = map.next_value()?;
        Ok(true)
    }

    fn maybe<'de, A>(slot: &mut Option<Maybe<Self::Value>>, map: &mut A) -> Result<bool, A::Error>
    where
        Self::Value: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        *slot = Some(map.next_value()?);
        Ok(true)
    }

    /// Keeps a key that the table does not list.
    fn keep<'de, A>(
        rest: &mut BTreeMap<String, Self::Value>,
        key: Cow<'_, str>,
        map: &mut A,
    ) -> Result<bool, A::Error>
    where
        Self::Value: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        rest.insert(key.into_owned(), map.next_value()?);
        Ok(true)
    }
}

impl<T> ReadPlain for Read<T> {
    type Value = T;
}

/// What null stands for where a list or a map must be. A variant of a union that takes null as it is fits better.
fn empty<T: Default>() -> T {
    misses::note(1);
    T::default()
}

impl<T: Careful> Read<T> {
    pub fn required<'de, A: MapAccess<'de>>(
        slot: &mut Option<T>,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        *slot = Some(map.next_value::<WithCare<T>>()?.0);
        Ok(true)
    }

    pub fn list<'de, A: MapAccess<'de>>(slot: &mut Option<T>, map: &mut A) -> Result<bool, A::Error>
    where
        T: Default,
    {
        let value = map.next_value::<Option<WithCare<T>>>()?;
        *slot = Some(value.map_or_else(empty, |WithCare(value)| value));
        Ok(true)
    }

    pub fn nullable<'de, A: MapAccess<'de>>(
        slot: &mut Option<Option<T>>,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        Self::optional(slot.insert(None), map)
    }

    pub fn optional<'de, A: MapAccess<'de>>(
        slot: &mut Option<T>,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        *slot = map.next_value::<Option<WithCare<T>>>()?.map(|WithCare(value)| value);
        Ok(true)
    }

    pub fn maybe<'de, A: MapAccess<'de>>(
        slot: &mut Option<Maybe<T>>,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        let value = map.next_value::<Option<WithCare<T>>>()?;
        *slot = Some(value.map_or(Maybe::Null, |WithCare(value)| Maybe::Value(value)));
        Ok(true)
    }

    pub fn keep<'de, A: MapAccess<'de>>(
        rest: &mut BTreeMap<String, T>,
        key: Cow<'_, str>,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        rest.insert(key.into_owned(), map.next_value::<WithCare<T>>()?.0);
        Ok(true)
    }
}

impl<T, F> Read<T, Adapt<F>> {
    pub fn required<'de, A>(slot: &mut Option<T>, map: &mut A) -> Result<bool, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        *slot = map.next_value::<Adapted<F, T>>()?.or_empty();
        Ok(true)
    }

    pub fn nullable<'de, A>(slot: &mut Option<Option<T>>, map: &mut A) -> Result<bool, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        Self::optional(slot.insert(None), map)
    }

    pub fn optional<'de, A>(slot: &mut Option<T>, map: &mut A) -> Result<bool, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        *slot = map.next_value::<Option<Adapted<F, T>>>()?.and_then(Adapted::into_value);
        Ok(true)
    }

    pub fn maybe<'de, A>(slot: &mut Option<Maybe<T>>, map: &mut A) -> Result<bool, A::Error>
    where
        F: Adapter<T>,
        A: MapAccess<'de>,
    {
        *slot = map
            .next_value::<Option<Adapted<F, T>>>()?
            .map_or(Some(Maybe::Null), |reading| reading.into_value().map(Maybe::Value));
        Ok(true)
    }
}

/// An object on its way out. It keeps the first error, so that the macro needs no `?` for a field.
pub struct Writing<M: SerializeMap> {
    map: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Writing<M> {
    pub fn start<S: Serializer<SerializeMap = M, Error = M::Error>>(
        serializer: S,
    ) -> Result<Self, S::Error> {
        Ok(Self { map: serializer.serialize_map(None)?, result: Ok(()) })
    }

    fn entry<K: Serialize + ?Sized, T: Serialize + ?Sized>(&mut self, key: &K, value: &T) {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(key, value);
        }
    }

    /// Writes the keys that have one value.
    pub fn constants(&mut self, constants: &Constants, rows: &'static [Constant]) {
        for (key, value) in constants.values(rows) {
            self.entry(key, &value);
        }
    }

    /// Writes the keys that the table does not list. One that it lists has a field: it must not stand there twice.
    pub fn rest<T: Serialize>(&mut self, rest: &BTreeMap<String, T>, listed: &[&str]) {
        for (key, value) in rest {
            if !listed.contains(&key.as_str()) {
                self.entry(key, value);
            }
        }
    }

    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.result?;
        self.map.end()
    }
}

/// Writes a field.
pub struct Write<F = Plain>(PhantomData<F>);

impl Write<Plain> {
    pub fn required<T: Serialize, M: SerializeMap>(
        out: &mut Writing<M>,
        key: &'static str,
        field: &T,
    ) {
        out.entry(key, field);
    }

    pub fn list<T: Serialize, M: SerializeMap>(out: &mut Writing<M>, key: &'static str, field: &T) {
        out.entry(key, field);
    }

    pub fn nullable<T: Serialize, M: SerializeMap>(
        out: &mut Writing<M>,
        key: &'static str,
        field: &Option<T>,
    ) {
        out.entry(key, field);
    }

    pub fn optional<T: Serialize, M: SerializeMap>(
        out: &mut Writing<M>,
        key: &'static str,
        field: &Option<T>,
    ) {
        if let Some(value) = field {
            out.entry(key, value);
        }
    }

    pub fn maybe<T: Serialize, M: SerializeMap>(
        out: &mut Writing<M>,
        key: &'static str,
        field: &Maybe<T>,
    ) {
        if !field.is_absent() {
            out.entry(key, field);
        }
    }
}

impl<F> Write<Adapt<F>> {
    pub fn required<T, M>(out: &mut Writing<M>, key: &'static str, field: &T)
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        out.entry(key, &F::text(field));
    }

    pub fn nullable<T, M>(out: &mut Writing<M>, key: &'static str, field: &Option<T>)
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        out.entry(key, &field.as_ref().map(F::text));
    }

    pub fn optional<T, M>(out: &mut Writing<M>, key: &'static str, field: &Option<T>)
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        if let Some(value) = field {
            Self::required(out, key, value);
        }
    }

    pub fn maybe<T, M>(out: &mut Writing<M>, key: &'static str, field: &Maybe<T>)
    where
        F: Adapter<T>,
        M: SerializeMap,
    {
        match field {
            Maybe::Absent => {}
            Maybe::Null => out.entry(key, &()),
            Maybe::Value(value) => Self::required(out, key, value),
        }
    }
}
