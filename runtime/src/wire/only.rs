//! A list that always holds one item.

use std::{fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
    ser::SerializeSeq,
};

/// The one item of a list that, as documented, always holds exactly one. Use it as the item.
///
/// Reads `[item]`, and, when the item is an object, the item without the list: some servers answer either. An empty
/// list, or one of several items, is an error. Writes `[item]`.
///
/// ```
/// use vetted_runtime::Only;
///
/// let only: Only<i64> = vetted_runtime::serde_json::from_str("[7]")?;
/// assert_eq!(*only + 1, 8);
/// assert_eq!(only.into_inner(), 7);
/// # Ok::<(), vetted_runtime::serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Only<T>(pub T);

impl<T> Only<T> {
    /// The item.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Only<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Only<T> {
    fn from(item: T) -> Self {
        Self(item)
    }
}

impl<T: Serialize> Serialize for Only<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(1))?;
        list.serialize_element(&self.0)?;
        list.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Only<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneItem(PhantomData))
    }
}

struct OneItem<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OneItem<T> {
    type Value = Only<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of one item")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Only<T>, A::Error> {
        let item = list.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        if list.next_element::<serde::de::IgnoredAny>()?.is_some() {
            return Err(A::Error::invalid_length(2, &self));
        }
        Ok(Only(item))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Only<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Only)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Only;

    #[test]
    fn one_item_with_or_without_its_list() {
        type Item = Only<BTreeMap<String, i64>>;
        let listed: Item = serde_json::from_str(r#"[{"a": 1}]"#).unwrap();
        let bare: Item = serde_json::from_str(r#"{"a": 1}"#).unwrap();
        assert_eq!(listed, bare);
        assert_eq!(serde_json::to_string(&bare).unwrap(), r#"[{"a":1}]"#);
        for wrong in ["[]", r#"[{"a": 1}, {"a": 2}]"#, "7"] {
            assert!(serde_json::from_str::<Item>(wrong).is_err(), "{wrong}");
        }
    }
}
