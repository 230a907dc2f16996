//! What a text holds, by `contentEncoding` and `contentMediaType`.

use crate::{
    diagnostic::Code,
    load::Map,
    model::{ContentFormat, Schema},
};

use super::Reader;

pub(crate) static CONTENT_ENCODING: Code = Code::warning(
    "content-encoding",
    "a text whose encoding the client leaves to its caller",
    "`contentEncoding` other than base64 and base64url. The field holds the text as it is sent, and \
     the caller encodes and decodes it.",
);

impl<'d> Reader<'d> {
    /// Says which encoding of a text the client does not know.
    pub(super) fn content_encoding(&mut self, schema: &Schema, map: Map<'d>) {
        let Some(ContentFormat::Unknown(other)) = schema.content_format() else { return };
        let message = format!("text in `{other}` is not decoded");
        let help = "the value is the text as it is sent: encode and decode it yourself";
        let at = map.get("contentEncoding").unwrap_or(map.node());
        self.report_with(&CONTENT_ENCODING, at, message, help);
    }
}
