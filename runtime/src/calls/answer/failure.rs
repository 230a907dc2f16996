//! Why an answer could not be read.

use std::{borrow::Cow, error, fmt};

use http::HeaderMap;

use super::media_type;
use crate::{
    calls::call::one_line,
    wire::{Misfit, MisfitField, TOO_DEEP, has_more_items, misfit, take_misfit_field, value_at},
};

const NO_JSON: &str = "is no JSON";
const OTHERWISE: &str = "is not what the document says";

/// Why an answer could not be read.
#[derive(Debug)]
pub struct DecodeFailure {
    message: Cow<'static, str>,
    place: String,
    near: String,
    /// The type and the field that it did not fit.
    misfit_field: Option<Box<MisfitField>>,
    source: Option<Box<Misread>>,
}

impl DecodeFailure {
    /// A failure of the answer as a whole. The message completes "the 200 answer …".
    #[must_use]
    pub const fn new(message: &'static str) -> Self {
        Self::whole(Cow::Borrowed(message))
    }

    pub(super) const fn whole(message: Cow<'static, str>) -> Self {
        Self {
            message,
            place: String::new(),
            near: String::new(),
            misfit_field: None,
            source: None,
        }
    }

    /// That a text has more items than it may.
    pub(crate) fn too_many(text: &[u8], most: Option<u64>) -> Option<Self> {
        let most = most.filter(|most| has_more_items(text, *most))?;
        Some(Self::whole(Cow::Owned(format!(
            "has more than {most} items in its lists and objects"
        ))))
    }

    /// A status that [`answers!`](crate::answers) has no row for.
    #[must_use]
    pub const fn undocumented() -> Self {
        Self::new("is not in the document")
    }

    /// What a JSON decoder said about `body`.
    pub(crate) fn json(body: &[u8], err: &serde_json::Error) -> Self {
        let Misfit { place, message: mut source, near, .. } = misfit(body, err);
        let message = match err.is_data() {
            _ if source == TOO_DEEP => TOO_DEEP,
            true => OTHERWISE,
            false => NO_JSON,
        };
        let misfit_field = take_misfit_field().filter(|_| err.is_data());
        let way = misfit_field.as_ref().and_then(|misfit_field| misfit_field.way(body, &place));
        // `invalid type: …` says it.
        if !near.is_empty() && !source.starts_with("invalid ") {
            source.push_str(&format!("; found {near}"));
        }
        let source = Some(Box::new(Misread { message: source, way }));
        let misfit_field = misfit_field.map(Box::new);
        Self { message: Cow::Borrowed(message), place, near, misfit_field, source }
    }

    /// The same of an answer with these headers: where they say that it is something else, that is what went wrong.
    pub(crate) fn headed(self, headers: &HeaderMap) -> Self {
        match media_type(headers) {
            Some(media_type) if self.message == NO_JSON && !media_type.ends_with("json") => {
                Self { message: Cow::Owned(format!("is `{media_type}`, no JSON")), ..self }
            }
            _ => self,
        }
    }

    /// The same of the answer to a call that can be made again for its bytes: that helps where no setting does.
    pub(crate) fn of_answer(mut self) -> Self {
        if let (Some(_), Some(source)) = (&self.misfit_field, &mut self.source) {
            let undecoded = || "`.send_bytes()` gives the answer undecoded".to_owned();
            source.way.get_or_insert_with(undecoded);
        }
        self
    }

    /// An answer that is certainly no stream, by its media type.
    pub(crate) fn no_stream(media_type: &str) -> Self {
        Self::whole(Cow::Owned(format!("is `{media_type}`, no stream")))
    }

    /// The same of an item of a stream.
    pub(crate) fn of_item(mut self) -> Self {
        self.message = match self.message.as_ref() {
            NO_JSON => Cow::Borrowed("has an item that is no JSON"),
            OTHERWISE => Cow::Borrowed("has an item that is not what the document says"),
            TOO_DEEP => Cow::Borrowed("has an item that is nested deeper than 127 levels"),
            _ => self.message,
        };
        self
    }

    /// Where in the body, `items[3].id`. Empty for the body as a whole.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The type and the field that it did not fit, as the settings of the crate name it: `UserSimple.avatar`.
    #[must_use]
    pub fn field(&self) -> Option<String> {
        self.misfit_field.as_ref().map(|misfit_field| misfit_field.name())
    }

    /// What stands there, in a few words and without its text.
    #[must_use]
    pub fn near(&self) -> Option<&str> {
        Some(self.near.as_str()).filter(|near| !near.is_empty())
    }

    /// The value at the place, read from the body again.
    pub(crate) fn value(&self, body: &[u8]) -> Option<String> {
        let message = &self.source.as_ref()?.message;
        value_at(body, &self.place, message)
    }
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.place.is_empty() {
            write!(f, " at `{}`", one_line(&self.place))?;
        }
        match &self.misfit_field {
            Some(misfit_field) => write!(f, " (`{}`)", one_line(&misfit_field.name())),
            None => Ok(()),
        }
    }
}

/// What the decoder said, without the place.
#[derive(Debug)]
struct Misread {
    message: String,
    /// What helps.
    way: Option<String>,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.message))?;
        match &self.way {
            Some(way) => write!(f, "; {}", one_line(way)),
            None => Ok(()),
        }
    }
}

impl error::Error for Misread {}

impl error::Error for DecodeFailure {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
