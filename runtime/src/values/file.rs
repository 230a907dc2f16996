//! Files for multipart bodies.

use std::fmt;

use bytes::Bytes;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
    ser::Error as _,
};

use super::Body;

/// A file for a multipart body: what is in it, the name that the server is told, and a media type.
///
/// Bytes in memory are shared, so that a clone costs nothing. What is large is streamed: see [`Body`]. Nothing is read
/// from disk: where the bytes come from is the caller's affair.
///
/// ```
/// use vetted_runtime::{Body, File};
///
/// let file = File::new("photo.png", [0x89, b'P', b'N', b'G']).content_type("image/png");
/// assert_eq!(file.name(), Some("photo.png"));
/// assert_eq!(file.body().size(), Some(4));
///
/// let streamed = File::new("log.txt", Body::reader(&b"line\n"[..]).sized(5));
/// assert_eq!(streamed.body().size(), Some(5));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    body: Body,
}

impl File {
    /// A file of this name.
    #[must_use]
    pub fn new(name: impl Into<String>, body: impl Into<Body>) -> Self {
        Self { name: Some(name.into()), ..Self::from(body.into()) }
    }

    /// Sets the media type. Without it the file goes out as the one that the document names, if it names just one, or
    /// as `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The name that the server is told.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type, if one was set.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What is in it.
    #[must_use]
    pub const fn body(&self) -> &Body {
        &self.body
    }
}

/// A file without a name.
impl From<Body> for File {
    fn from(body: Body) -> Self {
        Self { name: None, content_type: None, body }
    }
}

/// Bytes without a name.
impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Body::from(bytes).into()
    }
}

/// Bytes without a name.
impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Body::from(bytes).into()
    }
}

/// A text in the place of a file: without a name, as `text/plain`.
impl From<String> for File {
    fn from(text: String) -> Self {
        Self::from(Body::from(text)).content_type("text/plain")
    }
}

/// A text in the place of a file: without a name, as `text/plain`.
impl From<&str> for File {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Says how long the file is, not what is in it.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("body", &self.body)
            .finish()
    }
}

/// As text, for a type that is sent as JSON too. What is no text in UTF-8, or is streamed, has no place there.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.body.bytes().map(|bytes| std::str::from_utf8(bytes)) {
            Some(Ok(text)) => serializer.serialize_str(text),
            _ => Err(S::Error::custom("a file that is no text stands only in a multipart body")),
        }
    }
}

/// Takes a text, without a name.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FileVisitor)
    }
}

struct FileVisitor;

impl Visitor<'_> for FileVisitor {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<File, E> {
        Ok(text.into())
    }
}
