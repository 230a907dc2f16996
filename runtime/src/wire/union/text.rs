//! The text of one value, looked at before it is decided what it is.

use std::{borrow::Cow, cell::RefCell, fmt};

use serde::{
    Deserializer,
    de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

use crate::wire::{
    Misfit, UnknownValue,
    careful::loses_digits,
    integer_enum::whole,
    misses,
    object::Key,
    place::{misfit, nested},
    raw, reading,
    redaction::{LONG_INTEGER, NULL},
};

/// The text of one JSON value.
///
/// Decoding goes through [`serde_json::from_slice`], as that of an answer does, so that a type has one decoder.
#[allow(missing_debug_implementations, reason = "hidden from users")]
pub struct UnionText<'t> {
    text: Cow<'t, str>,
    /// The key that was asked for last, and what stands there: several lines ask for the same one.
    asked: RefCell<Option<(&'static str, Under)>>,
}

/// What stands under a key.
#[derive(Debug, Clone)]
enum Under {
    /// A text, or an integer or a boolean as one: some unions are told apart by numbers.
    Text(String),
    /// Nothing, or null.
    Nothing,
    /// Any other value.
    Other,
}

impl<'t> UnionText<'t> {
    /// Reads any value without looking into it.
    pub(super) fn read<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        raw::read(deserializer).map(Self::new)
    }

    /// The text of a value.
    pub(super) fn from_json(value: &Value) -> Self {
        Self::new(Cow::Owned(value.to_string()))
    }

    fn new(text: Cow<'t, str>) -> Self {
        Self { text, asked: RefCell::new(None) }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// What the error of a union says. An attempt's goes nowhere: to look for its place at each level would be in vain.
    pub(super) fn say(&self, name: &str, err: &serde_json::Error) -> String {
        if reading::is_attempt() {
            return String::new();
        }
        let Misfit { place, message, .. } = misfit(self.as_bytes(), err);
        nested(name, &place, &message)
    }

    /// Reads the value as a `T`.
    pub(super) fn decode<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        if loses_digits::<T>(self.as_bytes()) {
            return Err(serde_json::Error::custom(LONG_INTEGER));
        }
        serde_json::from_slice(self.as_bytes()).or_else(|err| match self.whole() {
            // `2.0` is an integer in JSON, but serde does not read it as one.
            Some(integer) => {
                misses::note(usize::from(!self.is_digits()));
                serde_json::from_slice(integer.to_string().as_bytes()).map_err(|_| err)
            }
            None => Err(err),
        })
    }

    /// Reads the value as a `T` and makes a variant of it.
    ///
    /// A function of its own, so that a union of many large types has no place on its stack for each of them.
    pub fn variant<T: DeserializeOwned, U>(
        &self,
        variant: fn(T) -> U,
        union: &mut Option<U>,
    ) -> Result<(), serde_json::Error> {
        self.decode_apart().map(|value| put(union, value, variant))
    }

    /// Reads the value as a `T`, and holds it elsewhere than on the stack: large types stand in one another.
    pub(super) fn decode_apart<T: DeserializeOwned>(&self) -> Result<Box<T>, serde_json::Error> {
        self.decode()
    }

    /// The value as one of no variant.
    pub(super) fn unknown(&self) -> Result<UnknownValue, serde_json::Error> {
        if self.first() == b'n' {
            return Err(serde_json::Error::custom(NULL));
        }
        self.decode().map(UnknownValue::from_wire)
    }

    /// Any value.
    #[must_use]
    pub fn any(&self) -> bool {
        true
    }

    /// A string.
    #[must_use]
    pub fn string(&self) -> bool {
        self.first() == b'"'
    }

    /// A number, an integer as well.
    #[must_use]
    pub fn number(&self) -> bool {
        matches!(self.first(), b'-' | b'0'..=b'9')
    }

    /// A number with no fraction, or with a fraction of nothing.
    #[must_use]
    pub fn integer(&self) -> bool {
        self.number() && (self.is_digits() || self.whole().is_some())
    }

    /// A number without a fraction or an exponent.
    fn is_digits(&self) -> bool {
        self.text.bytes().all(|b| b == b'-' || b.is_ascii_digit())
    }

    /// True or false.
    #[must_use]
    pub fn boolean(&self) -> bool {
        matches!(self.first(), b't' | b'f')
    }

    /// A list.
    #[must_use]
    pub fn array(&self) -> bool {
        self.first() == b'['
    }

    /// An object.
    #[must_use]
    pub fn object(&self) -> bool {
        self.first() == b'{'
    }

    /// An object of any keys.
    #[must_use]
    pub fn map(&self) -> bool {
        self.object()
    }

    /// An object that has these keys.
    #[must_use]
    pub fn has(&self, keys: &[&str]) -> bool {
        let mut found = vec![None; keys.len()];
        find(&self.text, keys, &mut found);
        found.iter().all(Option::is_some)
    }

    /// An object whose `key` is one of these texts.
    #[must_use]
    pub fn is(&self, key: &'static str, texts: &[&str]) -> bool {
        self.asked(key, |under| matches!(under, Under::Text(text) if texts.contains(&&**text)))
    }

    /// An object whose `key` is one of these texts, if it has it.
    #[must_use]
    pub fn may(&self, key: &'static str, texts: &[&str]) -> bool {
        self.asked(key, |under| match under {
            Under::Text(text) => texts.contains(&&**text),
            Under::Nothing => true,
            Under::Other => false,
        })
    }

    fn asked(&self, key: &'static str, holds: impl FnOnce(&Under) -> bool) -> bool {
        let mut asked = self.asked.borrow_mut();
        if asked.as_ref().is_none_or(|(before, _)| *before != key) {
            *asked = Some((key, self.under(&[key])));
        }
        asked.as_ref().is_some_and(|(_, under)| holds(under))
    }

    /// The text that stands under `keys`, each inside the one before, if there are objects that have one there.
    pub(super) fn text_at(&self, keys: &[&str]) -> Option<String> {
        match self.under(keys) {
            Under::Text(text) => Some(text),
            Under::Nothing | Under::Other => None,
        }
    }

    fn under(&self, keys: &[&str]) -> Under {
        let value = keys.iter().try_fold(&*self.text, |object, key| {
            let mut found = [None];
            find(object, &[key], &mut found);
            let [value] = found;
            value.map(RawValue::get)
        });
        match value.map(serde_json::from_str) {
            None | Some(Ok(Value::Null)) => Under::Nothing,
            Some(Ok(Value::String(text))) => Under::Text(text),
            Some(Ok(Value::Bool(bool))) => Under::Text(bool.to_string()),
            Some(Ok(Value::Number(number))) => {
                number.as_i64().map_or(Under::Other, |integer| Under::Text(integer.to_string()))
            }
            Some(_) => Under::Other,
        }
    }

    /// The keys of an object, each once.
    pub(super) fn keys(&self) -> Vec<Cow<'_, str>> {
        let mut keys = Vec::new();
        if self.object() {
            let mut deserializer = serde_json::Deserializer::from_str(&self.text);
            drop(deserializer.deserialize_map(KeysVisitor(&mut keys)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The integer that a number which is not written as one is.
    fn whole(&self) -> Option<i64> {
        let text = &*self.text;
        // serde reads `-0` as a float, too.
        let other = self.number() && (text.contains(['.', 'e', 'E']) || text == "-0");
        other.then(|| text.parse().ok().and_then(whole)).flatten()
    }

    fn first(&self) -> u8 {
        self.as_bytes().first().copied().unwrap_or_default()
    }
}

/// Makes a variant of a value.
#[allow(clippy::boxed_local, reason = "so it takes no stack while it is read")]
pub(super) fn put<T, U>(union: &mut Option<U>, value: Box<T>, variant: fn(T) -> U) {
    *union = Some(variant(*value));
}

/// Looks for the values of `keys`; stops as soon as all are found.
fn find<'t>(object: &'t str, keys: &[&str], found: &mut [Option<&'t RawValue>]) {
    if object.starts_with('{') {
        // The text is known to be JSON: the only error is that there is nothing left to look for.
        let mut deserializer = serde_json::Deserializer::from_str(object);
        drop(deserializer.deserialize_map(Find { keys, found }));
    }
}

struct Find<'t, 'k> {
    keys: &'k [&'k str],
    found: &'k mut [Option<&'t RawValue>],
}

impl<'t> Visitor<'t> for Find<'t, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let mut missing = self.found.len();
        while let Some(Key(key)) = map.next_key()? {
            let slot = self.keys.iter().zip(&mut *self.found).find(|(k, _)| **k == key);
            match slot {
                Some((_, slot @ None)) => {
                    *slot = Some(map.next_value()?);
                    missing -= 1;
                    if missing == 0 {
                        return Err(A::Error::custom("all found"));
                    }
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

struct KeysVisitor<'t, 'k>(&'k mut Vec<Cow<'t, str>>);

impl<'t> Visitor<'t> for KeysVisitor<'t, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((Key(key), IgnoredAny)) = map.next_entry()? {
            self.0.push(key);
        }
        Ok(())
    }
}
