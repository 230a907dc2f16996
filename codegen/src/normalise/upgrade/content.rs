//! What a text holds: `contentEncoding` and `contentMediaType` → `format`.

use crate::diagnostic::Code;

use super::{Keywords, Remark, Said};

pub(crate) static CONTENT_ENCODING: Code = Code::warning(
    "content-encoding",
    "a text whose encoding the client leaves to its caller",
    "`contentEncoding` other than base64 and base64url. The field holds the text as it is sent, and \
     the caller encodes and decodes it.",
);

/// Base64 is bytes as they stand in JSON; bytes that are not encoded are binary. Any other text stays what it is on the
/// wire, JSON in a text too.
pub(super) fn encoding(map: &mut Keywords<'_>, remarks: &mut Vec<Remark>) {
    let encoding = map.remove("contentEncoding");
    let media_type = map.remove("contentMediaType");
    if map.has("format") {
        return;
    }
    let encoding = encoding.as_ref().and_then(Said::as_str).map(str::to_ascii_lowercase);
    let media_type = media_type.as_ref().and_then(Said::as_str);
    let format = match (encoding.as_deref(), media_type) {
        (Some("base64"), _) => "byte",
        (Some("binary"), _) => "binary",
        (Some("7bit" | "8bit"), _) => return,
        (Some(other), _) => {
            let message = format!("text in `{other}` is not decoded");
            let help = "the value is the text as it is sent: encode and decode it yourself";
            remarks.push(Remark::new(&CONTENT_ENCODING, "contentEncoding", message).help(help));
            return;
        }
        (None, Some(media_type)) if is_binary(media_type) => "binary",
        (None, _) => return,
    };
    map.insert("format", format);
    map.or_insert("type", "string");
}

/// Whether a media type is bytes that are no text.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kinds = ["image/", "audio/", "video/", "font/"];
    let whole =
        ["application/octet-stream", "application/pdf", "application/zip", "application/gzip"];
    kinds.iter().any(|kind| essence.starts_with(kind)) && !essence.ends_with("+xml")
        || whole.contains(&essence.as_str())
}
