//! Files for multipart bodies.

use std::fmt;

use bytes::Bytes;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
    ser::Error as _,
};

/// A file for a multipart body: its bytes, the name that the server is told, and a media type.
///
/// The bytes are shared, so that a clone costs nothing. Nothing is read from disk: where the bytes come from is the
/// caller's affair.
///
/// ```
/// use vetted_runtime::File;
///
/// let file = File::new("photo.png", [0x89, b'P', b'N', b'G']).content_type("image/png");
/// assert_eq!(file.name(), Some("photo.png"));
/// assert_eq!(file.bytes().len(), 4);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    bytes: Bytes,
}

impl File {
    /// A file of this name.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl AsRef<[u8]> + Into<Vec<u8>>) -> Self {
        Self { name: Some(name.into()), ..Self::from(bytes.into()) }
    }

    /// Sets the media type. Without it the file goes out as `application/octet-stream`.
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

    /// The bytes.
    #[must_use]
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

/// Bytes without a name.
impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self { name: None, content_type: None, bytes }
    }
}

/// Bytes without a name.
impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

/// Says how long the file is, not what is in it.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .finish()
    }
}

/// Always an error: JSON has no place for a file.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("a file stands only in a multipart body"))
    }
}

/// Takes the bytes of a text, without a name.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<File, E> {
        Ok(text.as_bytes().to_vec().into())
    }
}
