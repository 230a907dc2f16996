//! Unions: enums whose variants hold values of other types.

mod best;
mod or_empty;
mod text;

use serde::{Deserializer, Serialize, Serializer, de, ser};
use serde_json::{Map, Value};

pub use self::{
    best::{Best, Line, Probe, ProbeAny},
    or_empty::OrEmpty,
    text::UnionText,
};
use super::{UnknownValue, misses, object::taken, place::nested, reading};

/// An enum whose variants hold values of other types. Implemented by [`union!`](crate::union).
pub trait Union: Sized + 'static {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// Reads the variant that the text is; nothing if it is none that the document lists.
    fn variant(text: &UnionText<'_>, union: &mut Option<Self>) -> Result<(), serde_json::Error>;

    /// A value that is no variant that the document lists.
    fn unknown(value: UnknownValue) -> Self;
}

/// Reads a union.
///
/// Like objects, unions stand in one another: so that a level takes little of the stack, the value goes straight from
/// the variant's reader to here.
pub fn read_union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut union = None;
    from_text(&UnionText::read(deserializer)?, &mut union).map_err(de::Error::custom)?;
    taken(&mut union)
}

/// Apart from [`read_union`], so that it is compiled once whatever the text comes from.
fn from_text<T: Union>(text: &UnionText<'_>, union: &mut Option<T>) -> Result<(), String> {
    let under_way = reading::begin(text.as_bytes());
    let _under_way = under_way.map_err(|message| nested(T::NAME, "", message))?;
    let read = T::variant(text, union);
    reading::goes_on().map_err(|message| nested(T::NAME, "", message))?;
    let read = match union {
        None => read.and_then(|()| unknown(text, union)),
        Some(_) => read,
    };
    read.map_err(|err| text.say(T::NAME, &err))
}

fn unknown<T: Union>(text: &UnionText<'_>, union: &mut Option<T>) -> Result<(), serde_json::Error> {
    *union = Some(T::unknown(text.unknown()?));
    misses::note(1);
    Ok(())
}

/// The variant that a value is; if it is none, or does not fit the one that its tag names, a value of none.
#[must_use]
pub fn from_value<T: Union>(value: Value) -> T {
    let mut union = None;
    match from_text(&UnionText::from_json(&value), &mut union) {
        Ok(()) => union.unwrap_or_else(|| T::unknown(UnknownValue::from_wire(value))),
        Err(_) => T::unknown(UnknownValue::from_wire(value)),
    }
}

/// Writes a variant whose own type does not write the tag, or not always.
pub fn write_tagged<T: Serialize, S: Serializer>(
    value: &T,
    key: &str,
    tag: impl Into<Value>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = serde_json::to_value(value).map_err(ser::Error::custom)?;
    add_tag(value, key, tag.into()).map_err(ser::Error::custom)?.serialize(serializer)
}

fn add_tag(value: Value, key: &str, tag: Value) -> Result<Value, &'static str> {
    let Value::Object(mut fields) = value else {
        return Err("a union told apart by a key holds a value that is no object");
    };
    if fields.get(key).is_some_and(|written| !written.is_null()) {
        return Ok(Value::Object(fields));
    }
    fields.remove(key);
    let mut tagged = Map::with_capacity(fields.len() + 1);
    tagged.insert(key.to_owned(), tag);
    tagged.extend(fields);
    Ok(Value::Object(tagged))
}

/// Reads a union that is told apart by the text under one key, or under keys inside one another.
pub fn by_tag(
    text: &UnionText<'_>,
    keys: &[&str],
    variant: impl FnOnce(&str, &UnionText<'_>) -> Result<(), serde_json::Error>,
) -> Result<(), serde_json::Error> {
    text.text_at(keys).map_or(Ok(()), |tag| variant(&tag, text))
}

/// States how a union stands on the wire.
///
/// With a key that tells the variants apart, one line for the texts under it:
///
/// ```
/// use vetted_runtime::UnknownValue;
///
/// # #[derive(Debug, Clone, PartialEq)]
/// # pub struct Circle { pub radius: i64 }
/// # vetted_runtime::object! { Circle { "radius" => radius: i64, required; } }
/// # #[derive(Debug, Clone, PartialEq)]
/// # pub struct Square { pub kind: String }
/// # vetted_runtime::object! { Square { "kind" => kind: String, required; } }
/// #[derive(Debug, Clone, PartialEq)]
/// #[non_exhaustive]
/// pub enum Shape {
///     Circle(Circle),
///     Square(Square),
///     /// A value that fits none of the others.
///     Unknown(UnknownValue),
/// }
///
/// vetted_runtime::union! {
///     Shape by "kind" {
///         "circle" => Circle(Circle), adds "circle";
///         "square" | "sq" => Square(Square);
///     }
/// }
///
/// let text = r#"{"kind":"circle","radius":2}"#;
/// let shape: Shape = serde_json::from_str(text)?;
/// assert_eq!(shape, Shape::Circle(Circle { radius: 2 }));
/// assert_eq!(serde_json::to_string(&shape)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// The text can stand deeper, `Event by "webhook"."event"`.
///
/// `adds` is for a type that does not write the key itself, or not always. A text that no line lists, or none at all,
/// makes an `Unknown`; a value that does not fit the variant that its text names is an error.
///
/// Without such a key, one line for what the value looks like: `string`, `integer`, `number`, `boolean`, `array`,
/// `object`, `map` or `any`; an object may be asked for the keys that it `has`, for the texts that one of its keys
/// `is`, and for those that one `may` be, if it is there and not null (an integer or a boolean counts as its text, here
/// and as a tag):
///
/// ```
/// # use vetted_runtime::{UnknownValue, Value};
/// # #[derive(Debug, Clone, PartialEq)]
/// # pub struct Money { pub amount: i64 }
/// # vetted_runtime::object! { Money { "amount" => amount: i64, required; } }
/// # #[derive(Debug, Clone, PartialEq)]
/// # #[non_exhaustive]
/// # pub enum Price { Text(String), Cents(i64), Money(Money), Free(Value), Unknown(UnknownValue) }
/// vetted_runtime::union! {
///     Price {
///         string => Text(String);
///         integer => Cents(i64);
///         object has("amount") => Money(Money);
///         object is("kind", "free" | "gratis") => Free(Value);
///     }
/// }
///
/// assert_eq!(serde_json::from_str::<Price>("2.0")?, Price::Cents(2));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// The lines that fit are tried in their order. The one that misses least counts: a miss is a key that its type leaves
/// out or keeps as `undeclared`, a text or an integer that an enum does not list, a value of another union that is none
/// of its variants, and `2.0` read as an integer. Of equals it is the one that keeps the fewest keys by its document
/// without declaring them, then the one with the fewest declared keys absent, then the first; `map` and `any` come
/// last. If there is none, the value is an `Unknown`; null is an error unless a line takes `any`.
///
/// A union is made [`From`] a JSON value as well: of one that fits no variant it makes an `Unknown`, which is sent as
/// it is.
#[macro_export]
macro_rules! union {
    ($name:ident by $key:literal $(. $inner:literal)* {
        $($($tag:literal)|+ => $variant:ident($ty:ty) $(, adds $adds:literal)?;)*
    }) => {
        $crate::union! { @impl $name text union
            {
                $crate::wire::private::by_tag(text, &[$key $(, $inner)*], |tag, text| {
                    match tag {
                        $($($tag)|+ => text.variant(Self::$variant, union),)*
                        _ => ::core::result::Result::Ok(()),
                    }
                })
            }
            serializer { $($variant value { $crate::union!(@write value, serializer $(, $key, $adds)?) })* }
        }
    };
    ($name:ident {
        $($kind:ident $($test:ident($($args:tt)+))* => $variant:ident($ty:ty);)*
    }) => {
        $crate::union! { @impl $name text union
            {
                use $crate::wire::private::ProbeAny as _;
                let mut best = $crate::wire::private::Best::new(text, union);
                let _: bool = false $(|| (
                    text.$kind()
                        $(&& $crate::union!(@test text $test $($args)+))*
                        && best.attempt($crate::union!(@line $kind $ty), Self::$variant)
                ))*;
                best.end();
                ::core::result::Result::Ok(())
            }
            serializer { $($variant value { $crate::union!(@write value, serializer) })* }
        }
    };
    (@impl $name:ident $text:ident $union:ident $read:block
        $serializer:ident { $($variant:ident $value:ident $write:block)* }
    ) => {
        impl $crate::wire::private::Union for $name {
            const NAME: &'static str = ::core::stringify!($name);

            fn variant(
                $text: &$crate::wire::private::UnionText<'_>,
                $union: &mut ::core::option::Option<Self>,
            ) -> ::core::result::Result<(), $crate::serde_json::Error> $read

            fn unknown(value: $crate::UnknownValue) -> Self {
                Self::Unknown(value)
            }
        }

        impl ::core::convert::From<$crate::Value> for $name {
            fn from(value: $crate::Value) -> Self {
                $crate::wire::private::from_value(value)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::private::read_union(deserializer)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                $serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant($value) => $write)*
                    Self::Unknown(value) => {
                        $crate::serde::Serialize::serialize(value.as_value(), $serializer)
                    }
                }
            }
        }
    };
    (@write $value:ident, $serializer:ident) => {
        $crate::serde::Serialize::serialize($value, $serializer)
    };
    (@write $value:ident, $serializer:ident, $key:literal, $tag:literal) => {
        $crate::wire::private::write_tagged($value, $key, $tag, $serializer)
    };
    (@line any $ty:ty) => { $crate::wire::private::Line::Free };
    (@line map $ty:ty) => { $crate::wire::private::Line::Free };
    (@line $kind:ident $ty:ty) => { <$crate::wire::private::Probe<$ty>>::LINE };
    (@test $text:ident has $($key:literal),+) => { $text.has(&[$($key),+]) };
    (@test $text:ident is $key:literal, $($tag:literal)|+) => { $text.is($key, &[$($tag),+]) };
    (@test $text:ident may $key:literal, $($tag:literal)|+) => { $text.may($key, &[$($tag),+]) };
}
