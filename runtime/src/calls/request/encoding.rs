//! How the fields of a form or of a multipart body are written: the document's `encoding`.

use super::style::Style;

/// How a field of a form or of a multipart body is written, where it is not as usual.
///
/// ```
/// use vetted_runtime::{Encoding, Style};
///
/// const META: Encoding = Encoding::new("meta").content_type("application/json");
/// const EXPAND: Encoding = Encoding::new("expand").style(Style::DeepObject);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    /// None for every field that has no encoding of its own.
    pub(super) name: Option<&'static str>,
    pub(super) content_type: Option<&'static str>,
    pub(super) style: Option<Style>,
    pub(super) reserved: bool,
}

impl Encoding {
    /// That of the field of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name: Some(name), content_type: None, style: None, reserved: false }
    }

    /// That of all fields that have none of their own.
    #[must_use]
    pub const fn all() -> Self {
        Self { name: None, content_type: None, style: None, reserved: false }
    }

    /// The media type of the part. A list or an object is one value of a JSON type. A file's own type comes first.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// The style of lists and objects, as of a query parameter.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// In a form: reserved characters go out as they are, but for those that would end the value (`allowReserved`).
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// The encoding of a field.
    pub(super) fn for_field<'a>(list: &'a [Self], name: &str) -> Option<&'a Self> {
        let named = list.iter().find(|encoding| encoding.name == Some(name));
        named.or_else(|| list.iter().find(|encoding| encoding.name.is_none()))
    }

    /// Whether values are JSON, whatever they are.
    pub(super) fn is_json(&self) -> bool {
        self.content_type.is_some_and(|name| {
            let essence = name.split(';').next().unwrap_or_default().trim();
            essence == "application/json" || essence.ends_with("+json")
        })
    }
}
