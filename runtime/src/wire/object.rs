//! Objects: a struct's fields as a table of keys.

use std::{borrow::Cow, fmt, mem};

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::{
    constants::Constant,
    known_keys, misfit_field,
    misses::{self, Keys},
    stack,
};

/// What a type declares of a JSON object's keys. Implemented by [`object!`](crate::object).
pub trait Declares {
    /// The keys.
    const KEYS: &'static [&'static str];
    /// Whether other keys are kept, as the document wants it.
    const OPEN: bool;
}

impl<T: Declares> Declares for Box<T> {
    const KEYS: &'static [&'static str] = T::KEYS;
    const OPEN: bool = T::OPEN;
}

/// A struct that is a JSON object. Implemented by [`object!`](crate::object).
pub trait Object: Declares + Sized {
    /// The fields seen so far.
    type Draft;
    /// The type's name, for messages.
    const NAME: &'static str;
    /// The keys that have one value.
    const CONSTANTS: &'static [Constant] = &[];

    /// A draft without any field.
    fn draft() -> Self::Draft;

    /// Reads the value that stands under `key`; false, and nothing read, if the table has no such key.
    fn put<'de, A: MapAccess<'de>>(
        draft: &mut Self::Draft,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error>;

    /// Reads the value that stands under a key that the table does not have; true, if the document means it.
    fn put_rest<'de, A: MapAccess<'de>>(
        _: &mut Self::Draft,
        _: Cow<'_, str>,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        misses::note(1);
        map.next_value::<IgnoredAny>().map(|_| false)
    }

    /// Completes the draft; the error is the key of a required field that did not come.
    fn finish(draft: Self::Draft) -> Result<Self, &'static str>;
}

/// Reads an object, one key at a time. The one visitor that all objects share.
///
/// Objects stand in objects, so a level must not take much of the stack, without optimisation either. That is why the
/// object does not go through the decoder's hands, which would keep copies of it, and why what is needed only when all
/// is read is in functions of their own.
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let _level = stack::level().map_err(D::Error::custom)?;
    let mut object = None;
    deserializer.deserialize_map(Fields(&mut object))?;
    taken(&mut object)
}

/// What was read. A decoder that does not ask the visitor reads nothing.
pub(super) fn taken<T, E: Error>(read: &mut Option<T>) -> Result<T, E> {
    read.take().ok_or_else(|| E::custom("nothing was read"))
}

struct Fields<'o, T>(&'o mut Option<T>);

impl<'de, T: Object> Visitor<'de> for Fields<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut draft = T::draft();
        read_fields::<T, A>(&mut draft, map)?;
        finish(&mut draft, self.0).map_err(|key| {
            misfit_field::note(T::NAME, key, true);
            A::Error::missing_field(key)
        })
    }
}

fn read_fields<'de, T: Object, A: MapAccess<'de>>(
    draft: &mut T::Draft,
    mut map: A,
) -> Result<(), A::Error> {
    let (mut declared, mut others) = (0, 0);
    let mut is_known = false;
    while let Some(Key(key)) = map.next_key()? {
        match T::put(draft, &key, &mut map) {
            Ok(true) => declared += 1,
            Ok(false) => {
                others += 1;
                is_known |= T::put_rest(draft, key, &mut map)?;
            }
            Err(err) => {
                misfit_field::note(T::NAME, &key, false);
                return Err(err);
            }
        }
    }
    known_keys::note(is_known || declared > 0);
    let kept = if T::OPEN { others } else { 0 };
    misses::note_object(Keys { kept, absent: T::KEYS.len().saturating_sub(declared) });
    Ok(())
}

fn finish<T: Object>(draft: &mut T::Draft, object: &mut Option<T>) -> Result<(), &'static str> {
    *object = Some(T::finish(mem::replace(draft, T::draft()))?);
    Ok(())
}

/// A key, borrowed from the input where that is possible.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }

    fn visit_string<E>(self, key: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key)))
    }
}

/// States how a struct stands on the wire: one line a field, in the order in which they are written.
///
/// ```
/// use vetted_runtime::Maybe;
///
/// #[derive(Debug, PartialEq)]
/// struct Candidate {
///     id: String,
///     remote_id: Option<String>,
///     email: Option<String>,
///     nickname: Maybe<String>,
///     archived: Option<bool>,
/// }
///
/// vetted_runtime::object! {
///     Candidate {
///         "id" => id: String, required;
///         "remote_id" => remote_id: String, nullable;
///         "email" => email: String, optional;
///         "nickname" => nickname: String, maybe;
///         "archived" => archived: bool, optional as Flag;
///     }
/// }
///
/// let text = r#"{"id":"1","remote_id":null,"nickname":null,"archived":"1"}"#;
/// let candidate: Candidate = serde_json::from_str(text)?;
/// assert_eq!(candidate.archived, Some(true));
/// assert_eq!(serde_json::to_string(&candidate)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// | word | the field's type | absent | null |
/// |---|---|---|---|
/// | `required` | `T` | an error | an error, unless `T` reads null |
/// | `list` | `T`, a list or a map | an error | empty, as some servers write it |
/// | `nullable` | `Option<T>` | an error | `None`, and written for it |
/// | `optional` | `Option<T>` | `None`, and not written for it | `None` |
/// | `maybe` | [`Maybe<T>`](crate::Maybe) | `Absent` | `Null` |
///
/// `as` names one of the [adapters](crate::wire::adapters). A last line `.. => field: T;` keeps the keys that the
/// table does not list in a `BTreeMap<String, T>`; without it they are skipped. Of a key that comes twice the last
/// value counts. A key that the table lists is written for its own field alone.
///
/// A first block, `constants { … }`, has the keys that have one value by the document: its kind (`text`, `integer`,
/// `number` or `flag`), the value, and whether the key must come. They are written before the others, and read into the
/// field that the block is called by, of type [`Constants`](crate::Constants).
///
/// `.. => field: Value, undeclared;` keeps keys of which the document says nothing. They still count against the type
/// where a union looks for its variant, as those that are skipped do. `undeclared but "kind" | "type"` skips these: a
/// union around the object tells by them, and writes them itself.
#[macro_export]
macro_rules! object {
    ($name:ident {
        $($constants:ident {
            $($constant:literal = $kind:ident $value:literal, $need:ident;)+
        })?
        $($key:literal => $field:ident: $ty:ty, $how:ident $(as $adapter:ident)?;)*
        $(.. => $rest:ident: $rest_ty:ty $(, $undeclared:ident $(but $($tag:literal)|+)?)?;)?
    }) => {
        #[allow(deprecated, reason = "what a document advises against is read and written too")]
        const _: () = {
            use $crate::wire::private::ReadPlain as _;

            pub struct __Draft {
                $($constants: $crate::wire::private::ConstantsDraft,)?
                $($field: $crate::wire::private::slot::$how<$ty>,)*
                $($rest: ::std::collections::BTreeMap<::std::string::String, $rest_ty>,)?
            }

            impl $crate::wire::private::Declares for $name {
                const KEYS: &'static [&'static str] = &[$($($constant,)+)? $($key),*];
                const OPEN: bool = $crate::object!(@open $($rest $($undeclared)?)?);
            }

            impl $crate::wire::private::Object for $name {
                type Draft = __Draft;
                const NAME: &'static str = ::core::stringify!($name);
                $(const CONSTANTS: &'static [$crate::wire::private::Constant] = &[
                    $($crate::wire::private::Constant::$need(
                        $constant,
                        $crate::wire::private::Fixed::$kind($value),
                    ),)+
                ];)?

                fn draft() -> __Draft {
                    __Draft {
                        $($constants: ::core::default::Default::default(),)?
                        $($field: ::core::option::Option::None,)*
                        $($rest: ::std::collections::BTreeMap::new(),)?
                    }
                }

                // A document may call a type `A`.
                fn put<'de, __A: $crate::serde::de::MapAccess<'de>>(
                    draft: &mut __Draft,
                    key: &str,
                    map: &mut __A,
                ) -> ::core::result::Result<bool, __A::Error> {
                    match key {
                        $($key => <$crate::wire::private::Read<
                            $ty $(, $crate::wire::private::Adapt<$crate::wire::adapters::$adapter>)?
                        >>::$how(&mut draft.$field, map),)*
                        _ => $crate::object!(@other $(draft.$constants,)? key, map),
                    }
                }

                $(fn put_rest<'de, __A: $crate::serde::de::MapAccess<'de>>(
                    draft: &mut __Draft,
                    key: ::std::borrow::Cow<'_, str>,
                    map: &mut __A,
                ) -> ::core::result::Result<bool, __A::Error> {
                    $crate::object!(
                        @keep draft.$rest, key, map, $rest_ty $(, $undeclared [$($($tag),+)?])?
                    )
                })?

                fn finish(draft: __Draft) -> ::core::result::Result<Self, &'static str> {
                    ::core::result::Result::Ok(Self {
                        $($constants: match draft.$constants.finish(
                            <Self as $crate::wire::private::Object>::CONSTANTS,
                        ) {
                            ::core::result::Result::Ok(constants) => constants,
                            ::core::result::Result::Err(key) => {
                                return ::core::result::Result::Err(key);
                            }
                        },)?
                        $($field: $crate::object!(@$how draft.$field, $key),)*
                        $($rest: draft.$rest,)?
                    })
                }
            }

            impl<'de> $crate::serde::Deserialize<'de> for $name {
                fn deserialize<D: $crate::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    $crate::wire::private::read_object(deserializer)
                }
            }

            impl $crate::serde::Serialize for $name {
                fn serialize<S: $crate::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    let mut out = $crate::wire::private::Writing::start(serializer)?;
                    $(out.constants(
                        &self.$constants,
                        <Self as $crate::wire::private::Object>::CONSTANTS,
                    );)?
                    $(<$crate::wire::private::Write
                        $(<$crate::wire::private::Adapt<$crate::wire::adapters::$adapter>>)?
                    >::$how(&mut out, $key, &self.$field);)*
                    $(out.rest(&self.$rest, <Self as $crate::wire::private::Declares>::KEYS);)?
                    out.end()
                }
            }
        };
    };
    (@other $key:ident, $map:ident) => { ::core::result::Result::Ok(false) };
    (@other $constants:expr, $key:ident, $map:ident) => {
        $constants.put(<Self as $crate::wire::private::Object>::CONSTANTS, $key, $map)
    };
    (@open) => { false };
    (@open $rest:ident) => { true };
    (@open $rest:ident undeclared) => { false };
    (@keep $rest:expr, $key:ident, $map:ident, $ty:ty) => {
        <$crate::wire::private::Read<$ty>>::keep(&mut $rest, $key, $map)
    };
    (@keep $rest:expr, $key:ident, $map:ident, $ty:ty, undeclared [$($tag:literal),*]) => {
        $crate::wire::private::keep_undeclared(&mut $rest, $key, &[$($tag),*], $map)
    };
    (@required $slot:expr, $key:literal) => {
        match $slot {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => return ::core::result::Result::Err($key),
        }
    };
    (@list $slot:expr, $key:literal) => { $crate::object!(@required $slot, $key) };
    (@nullable $slot:expr, $key:literal) => { $crate::object!(@required $slot, $key) };
    (@optional $slot:expr, $key:literal) => { $slot };
    (@maybe $slot:expr, $key:literal) => { $slot.unwrap_or_default() };
}
