//! What a header can hold.

use http::{HeaderName, HeaderValue, header};

/// A header from text. `content-length` and the like would make the request lie about its own frame.
pub(crate) fn header_line(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let shown = name.escape_debug();
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{shown}` is no header name"))?;
    if header == header::CONTENT_LENGTH || header == header::TRANSFER_ENCODING {
        return Err(format!("the header `{header}` is set by the client itself"));
    }
    let value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the header `{header}` has a control character in its value"))?;
    Ok((header, value))
}
