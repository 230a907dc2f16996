//! Lists of so many items, each of a type of its own.
//!
//! serde reads a tuple item by item, and each as its type says, which is not how JSON means numbers. Which items need
//! care cannot be told by a trait, since any type can be an item; so the types themselves are asked.

use std::{
    any::{Any, TypeId},
    collections::BTreeMap,
    fmt,
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, IgnoredAny, SeqAccess, Visitor},
};
use serde_json::Value;

use super::{
    careful::{Careful, holds_raw_json, of_text},
    raw,
};

/// An item of a tuple, read with care where its type needs that.
struct Item<T>(T);

impl<'de, T: DeserializeOwned + 'static> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        macro_rules! with_care {
            ($($ty:ty),+) => {
                $(if TypeId::of::<T>() == TypeId::of::<$ty>() {
                    return same(<$ty>::read(deserializer)?);
                })+
            };
        }
        macro_rules! with_those_of {
            ($($ty:ty),+) => {
                $(with_care!(
                    $ty, Option<$ty>, Vec<$ty>, Vec<Option<$ty>>, Option<Vec<$ty>>,
                    BTreeMap<String, $ty>, Option<BTreeMap<String, $ty>>
                );)+
            };
        }
        with_those_of!(i32, i64, u32, u64, Value);
        if holds_raw_json::<T>() {
            return of_text(raw::read_or(deserializer)?).map(Self);
        }
        T::deserialize(deserializer).map(Self)
    }
}

/// A value as the type that it is of.
fn same<T: 'static, U: 'static, E: Error>(value: T) -> Result<Item<U>, E> {
    let value: Box<dyn Any> = Box::new(value);
    let same = value.downcast().map_err(|_| E::custom("a value of another type"))?;
    Ok(Item(*same))
}

struct Items<T>(PhantomData<T>);

macro_rules! tuples {
    ($($count:literal: $($item:ident)+;)+) => {
        $(impl<$($item: DeserializeOwned + 'static),+> Careful for ($($item,)+) {
            fn read<'de, De: Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
                deserializer.deserialize_tuple($count, Items::<Self>(PhantomData))
            }
        }

        impl<'de, $($item: DeserializeOwned + 'static),+> Visitor<'de> for Items<($($item,)+)> {
            type Value = ($($item,)+);

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!("a list of ", $count, " items"))
            }

            fn visit_seq<Se: SeqAccess<'de>>(self, mut list: Se) -> Result<Self::Value, Se::Error> {
                let mut read = 0;
                let items = ($({
                    let Some(Item(item)) = list.next_element::<Item<$item>>()? else {
                        return Err(Se::Error::invalid_length(read, &self));
                    };
                    read += 1;
                    item
                },)+);
                match list.next_element::<IgnoredAny>()? {
                    Some(_) => Err(Se::Error::invalid_length(read + 1, &self)),
                    None => Ok(items),
                }
            }
        })+
    };
}

tuples! {
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
    7: A B C D E F G;
    8: A B C D E F G H;
    9: A B C D E F G H I;
    10: A B C D E F G H I J;
    11: A B C D E F G H I J K;
    12: A B C D E F G H I J K L;
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::wire::{careful::WithCare, place};

    #[test]
    fn items_are_read_as_json_means_them() {
        type Read = WithCare<(String, i64, Option<u32>, Vec<i32>)>;
        let WithCare(read) = serde_json::from_str::<Read>(r#"["a", 2.0, null, [1.0]]"#).unwrap();
        assert_eq!(read, ("a".to_owned(), 2, None, vec![1]));
        for wrong in [r#"["a", 2.5, 1, []]"#, r#"["a", 2, 1]"#, r#"["a", 2, 1, [], 0]"#, "null"] {
            assert!(serde_json::from_str::<Read>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn raw_json_in_an_item_keeps_its_digits_or_is_an_error() {
        let long = "[123456789012345678901234567890, true]";
        assert!(serde_json::from_str::<WithCare<(Value, bool)>>(long).is_err());
        assert!(place::read::<(Value, bool)>(long.as_bytes()).is_err());
        let inner = format!("[{long}, 1]");
        assert!(serde_json::from_str::<WithCare<((Value, bool), i64)>>(&inner).is_err());
        let WithCare((raw, _)) =
            serde_json::from_str::<WithCare<(Value, bool)>>("[18446744073709551615, true]")
                .unwrap();
        assert_eq!(raw, Value::from(u64::MAX));
    }
}
