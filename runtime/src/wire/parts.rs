//! Multipart bodies: which parts a struct is. How parts become bytes is not known here.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::adapters::Adapter;
use super::field::{Adapt, Plain};
use crate::{File, Maybe};

/// One part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// The name of the file, if it is one that has a name.
    pub file_name: Option<String>,
    /// The media type; without one a part is a text.
    pub content_type: Option<String>,
    /// What is in it.
    pub body: Bytes,
}

/// A type that a multipart body can be made of. Implemented by [`multipart!`](crate::multipart).
pub trait Parts {
    /// The parts, in the order of the table.
    ///
    /// # Errors
    /// A field cannot be written as JSON.
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error>;
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

/// The source of a field's parts. The macro asks for them by `(&Source::of(value)).add(..)`: method lookup takes
/// [`AddFiles`] for files, and otherwise, one reference further, [`AddValue`].
#[derive(Debug)]
pub struct Source<T>(T);

/// The form in which a field is a source.
#[derive(Debug)]
pub struct Form<F = Plain>(std::marker::PhantomData<F>);

#[allow(missing_docs, reason = "hidden from users")]
impl Form<Plain> {
    pub const fn of<T>(value: &T) -> Source<&T> {
        Source(value)
    }
}

#[allow(missing_docs, reason = "hidden from users")]
impl<A> Form<Adapt<A>> {
    pub fn of<T>(value: &T) -> Source<std::borrow::Cow<'_, str>>
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
        let Self(file) = self;
        parts.push(Part {
            name: name.to_owned(),
            file_name: file.name().map(str::to_owned),
            content_type: Some(file.media_type().unwrap_or("application/octet-stream").to_owned()),
            body: file.bytes().clone(),
        });
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
    /// Adds a text a scalar, a part an item of a list, and a part of JSON an object.
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error>;
}

impl<T: Serialize> AddValue for &Source<T> {
    fn add(&self, name: &str, parts: &mut Vec<Part>) -> Result<(), serde_json::Error> {
        match serde_json::to_value(&self.0)? {
            Value::Null => {}
            Value::Array(items) => parts.extend(items.iter().map(|item| part(name, item))),
            value => parts.push(part(name, &value)),
        }
        Ok(())
    }
}

fn part(name: &str, value: &Value) -> Part {
    let json = matches!(value, Value::Object(_) | Value::Array(_));
    Part {
        name: name.to_owned(),
        file_name: None,
        content_type: json.then(|| "application/json".to_owned()),
        body: match value {
            Value::String(text) => text.clone().into(),
            other => other.to_string().into(),
        },
    }
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
/// assert_eq!(parts.len(), 3);
/// assert_eq!(parts[0].file_name.as_deref(), Some("a.txt"));
/// assert_eq!(parts[2].body, "y");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! multipart {
    ($name:ident {
        $($key:literal => $field:ident: $ty:ty, $how:ident $(as $adapter:ident)?;)*
        $(.. => $rest:ident: $rest_ty:ty;)?
    }) => {
        impl $crate::wire::Parts for $name {
            fn parts(
                &self,
            ) -> ::core::result::Result<::std::vec::Vec<$crate::wire::Part>, $crate::serde_json::Error> {
                #[allow(unused_imports)]
                use $crate::wire::private::{AddFiles as _, AddValue as _};
                #[allow(unused_mut)]
                let mut parts = ::std::vec::Vec::new();
                $(if let ::core::option::Option::Some(value) =
                    $crate::wire::private::present::$how::<$ty>(&self.$field)
                {
                    (&<$crate::wire::private::Form
                        $(<$crate::wire::private::Adapt<$crate::wire::adapters::$adapter>>)?
                    >::of(value)).add($key, &mut parts)?;
                })*
                $(for (key, value) in &self.$rest {
                    (&<$crate::wire::private::Form>::of(value)).add(key, &mut parts)?;
                })?
                ::core::result::Result::Ok(parts)
            }
        }
    };
}
