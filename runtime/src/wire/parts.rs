//! Multipart bodies: which parts a struct is. How parts become bytes is not known here.

use serde::Serialize;
use serde_json::Value;

use super::adapters::Adapter;
use super::constants::{Constant, Constants};
use super::field::{Adapt, Plain};
use crate::{File, Maybe};

/// A field of a multipart body.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// What is in it.
    pub content: PartContent,
}

/// What a field of a multipart body holds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PartContent {
    /// A file, which is one part.
    File(File),
    /// A value: a scalar is a part of text, a list a part an item, an object a part of JSON. Null is no part.
    Value(Value),
}

/// A type that a multipart body can be made of. Implemented by [`multipart!`](crate::multipart).
pub trait Parts {
    /// The parts, in the order of the table.
    ///
    /// # Errors
    /// A field cannot be written as JSON.
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error>;
}

/// Those of what is in the box.
impl<T: Parts + ?Sized> Parts for Box<T> {
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error> {
        (**self).parts()
    }
}

/// A part a file, each under its key.
impl Parts for std::collections::BTreeMap<String, File> {
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error> {
        let mut parts = Vec::with_capacity(self.len());
        for (name, file) in self {
            Source(file).add(name, &mut parts)?;
        }
        Ok(parts)
    }
}

/// A body made of any value that is an object in JSON: a part a key. For types that have no table of their own.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use vetted_runtime::wire::{Fields, Parts};
///
/// let fields = BTreeMap::from([("name", "Rex"), ("kind", "dog")]);
/// assert_eq!(Fields(&fields).parts()?.len(), 2);
/// # Ok::<(), vetted_runtime::serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Parts for Fields<'_, T> {
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error> {
        let Value::Object(fields) = serde_json::to_value(self.0)? else {
            return Err(serde::ser::Error::custom("a multipart body is made of an object"));
        };
        let mut parts = Vec::with_capacity(fields.len());
        for (name, value) in &fields {
            (&Source(value)).add(name, &mut parts)?;
        }
        Ok(parts)
    }
}

/// The value of a field, if it has one: a function for each word of the table.
#[allow(missing_docs, reason = "hidden from users")]
#[allow(clippy::ref_option, reason = "the fields are what they are")]
pub mod present {
    use super::Maybe;

    #[must_use]
    pub const fn required<T>(field: &T) -> Option<&T> {
        Some(field)
    }

    #[must_use]
    pub const fn nullable<T>(field: &Option<T>) -> Option<&T> {
        field.as_ref()
    }

    #[must_use]
    pub const fn optional<T>(field: &Option<T>) -> Option<&T> {
        field.as_ref()
    }

    #[must_use]
    pub const fn maybe<T>(field: &Maybe<T>) -> Option<&T> {
        field.value()
    }
}

/// The source of a field's parts. The macro asks for them by `(&Form::source_of(value)).add(..)`: method lookup takes
/// [`AddFiles`] for files, and otherwise, one reference further, [`AddValue`].
#[derive(Debug)]
pub struct Source<T>(T);

/// The form in which a field is a source.
#[derive(Debug)]
pub struct Form<F = Plain>(std::marker::PhantomData<F>);

#[allow(missing_docs, reason = "hidden from users")]
impl Form<Plain> {
    pub const fn source_of<T>(value: &T) -> Source<&T> {
        Source(value)
    }
}

#[allow(missing_docs, reason = "hidden from users")]
impl<A> Form<Adapt<A>> {
    pub fn source_of<T>(value: &T) -> Source<std::borrow::Cow<'_, str>>
    where
        A: Adapter<T>,
    {
        Source(A::text(value))
    }
}

/// Adds files.
pub trait AddFiles {
    /// Adds a part a file.
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error>;
}

impl AddFiles for Source<&File> {
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error> {
        let content = PartContent::File(self.0.clone());
        parts.push(Part { name: name.to_owned(), content });
        Ok(())
    }
}

impl AddFiles for Source<&Vec<File>> {
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error> {
        self.0.iter().try_for_each(|file| Source(file).add(name, parts))
    }
}

/// Adds what serde can write.
pub trait AddValue {
    /// Adds a value, unless it is null.
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error>;
}

impl<T: Serialize> AddValue for &Source<T> {
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error> {
        let value = serde_json::to_value(&self.0)?;
        if !value.is_null() {
            parts.push(Part { name: name.to_owned(), content: PartContent::Value(value) });
        }
        Ok(())
    }
}

/// Adds the keys that have one value.
#[doc(hidden)]
pub fn add_constants(
    constants: &Constants,
    rows: &'static [Constant],
    parts: &mut Vec<Part>,
) -> Result<(), serde_json::Error> {
    constants.values(rows).try_for_each(|(key, value)| (&Source(value)).add(key, parts))
}

/// Adds the tag that a union writes for a variant whose own type does not, or not always.
#[doc(hidden)]
#[must_use]
pub fn tag(name: &str, value: &str, mut parts: Vec<Part>) -> Vec<Part> {
    if parts.iter().any(|part| part.name == name) {
        return parts;
    }
    parts.insert(0, Part { name: name.to_owned(), content: PartContent::Value(value.into()) });
    parts
}

/// States which parts of a multipart body a struct is: one line a field, in the words of [`object!`](crate::object).
///
/// A scalar is a part of text, a list a part an item, an object a part of `application/json`, and a
/// [`File`] a part with its own name and media type. What is absent or null is no part.
///
/// ```
/// use vetted_runtime::{File, wire::Parts};
///
/// pub struct Upload {
///     pub file: File,
///     pub tags: Option<Vec<String>>,
/// }
///
/// vetted_runtime::multipart! {
///     Upload {
///         "file" => file: File, required;
///         "tags" => tags: Vec<String>, optional;
///     }
/// }
///
/// let upload = Upload {
///     file: File::new("a.txt", "hello").content_type("text/plain"),
///     tags: Some(vec!["x".to_owned(), "y".to_owned()]),
/// };
/// let parts = upload.parts()?;
/// assert_eq!(parts.len(), 2);
/// assert_eq!(parts[1].name, "tags");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Keys that have one value stand in a first block, as in [`object!`](crate::object).
///
/// A union has the parts of what it holds, and those of its tag where the variant's own type does not write it:
///
/// ```
/// # use vetted_runtime::{File, UnknownValue, Value};
/// # pub struct Picture { pub file: File }
/// # vetted_runtime::multipart! { Picture { "file" => file: File, required; } }
/// pub enum Upload {
///     Picture(Picture),
///     Remote(Value),
///     Unknown(UnknownValue),
/// }
///
/// vetted_runtime::multipart! {
///     union Upload {
///         Picture => parts, adds "kind" = "picture";
///         Remote => fields;
///     }
/// }
/// ```
#[macro_export]
macro_rules! multipart {
    (union $name:ident {
        $($variant:ident => $how:ident $(, adds $tag:literal = $value:literal)?;)*
    }) => {
        impl $crate::wire::Parts for $name {
            fn parts(
                &self,
            ) -> ::core::result::Result<::std::vec::Vec<$crate::wire::Part>, $crate::serde_json::Error> {
                match self {
                    $(Self::$variant(value) => {
                        let parts = $crate::__parts!($how, value)?;
                        $(let parts = $crate::wire::private::tag($tag, $value, parts);)?
                        ::core::result::Result::Ok(parts)
                    })*
                    Self::Unknown(value) => $crate::wire::Parts::parts(&$crate::wire::Fields(value.as_value())),
                }
            }
        }
    };
    ($name:ident {
        $($constants:ident {
            $($constant:literal = $kind:ident $value:literal, $need:ident;)+
        })?
        $($key:literal => $field:ident: $ty:ty, $how:ident $(as $adapter:ident)?;)*
        $(.. => $rest:ident: $rest_ty:ty;)?
    }) => {
        #[allow(deprecated, reason = "what a document advises against is sent too")]
        impl $crate::wire::Parts for $name {
            fn parts(
                &self,
            ) -> ::core::result::Result<::std::vec::Vec<$crate::wire::Part>, $crate::serde_json::Error> {
                #[allow(unused_imports)]
                use $crate::wire::private::{AddFiles as _, AddValue as _};
                #[allow(unused_mut)]
                let mut parts = ::std::vec::Vec::new();
                #[allow(unused_variables)]
                let listed: &[&str] = &[$($($constant,)+)? $($key),*];
                $(
                    const CONSTANTS: &[$crate::wire::private::Constant] = &[
                        $($crate::wire::private::Constant::$need(
                            $constant,
                            $crate::wire::private::Fixed::$kind($value),
                        ),)+
                    ];
                    $crate::wire::private::add_constants(&self.$constants, CONSTANTS, &mut parts)?;
                )?
                $(if let ::core::option::Option::Some(value) =
                    $crate::wire::private::present::$how::<$ty>(&self.$field)
                {
                    (&<$crate::wire::private::Form
                        $(<$crate::wire::private::Adapt<$crate::wire::adapters::$adapter>>)?
                    >::source_of(value)).add($key, &mut parts)?;
                })*
                $(for (key, value) in &self.$rest {
                    // One that the table lists has a field: it must not be a part twice.
                    if !listed.contains(&key.as_str()) {
                        (&<$crate::wire::private::Form>::source_of(value)).add(key, &mut parts)?;
                    }
                })?
                ::core::result::Result::Ok(parts)
            }
        }
    };
}

/// The parts of what a variant holds: its own, or those of its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __parts {
    (parts, $value:ident) => {
        $crate::wire::Parts::parts($value)
    };
    (fields, $value:ident) => {
        $crate::wire::Parts::parts(&$crate::wire::Fields($value))
    };
}
