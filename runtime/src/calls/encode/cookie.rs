//! What a cookie can hold. It has no encoding: what is not allowed in it cannot be sent.

use serde_json::Value;

/// Refuses what a cookie cannot hold. `pairs`: what the value comes to.
///
/// A list or an object in one cookie has commas between its parts, as its style says, though RFC 6265 has none; a comma
/// inside of a part would make it another value.
pub(crate) fn check_cookie(
    name: &str,
    value: &Value,
    pairs: &[(String, String)],
) -> Result<(), String> {
    if let Some((name, _)) = pairs.iter().find(|(name, _)| !is_token(name)) {
        return Err(format!("`{}` is no name of a cookie", name.escape_debug()));
    }
    let joined = pairs.len() == 1 && (value.is_array() || value.is_object());
    let fits = |text: &str| {
        let text = if joined { &text.replace(',', "") } else { text };
        is_cookie_value(text)
    };
    let parts_fit = match value {
        Value::Array(items) if joined => {
            items.iter().filter_map(Value::as_str).all(is_cookie_value)
        }
        Value::Object(fields) if joined => fields
            .iter()
            .all(|(key, it)| is_cookie_value(key) && it.as_str().is_none_or(is_cookie_value)),
        _ => true,
    };
    if parts_fit && pairs.iter().all(|(_, value)| fits(value)) {
        return Ok(());
    }
    Err(format!("the value of `{name}` cannot stand in a cookie"))
}

/// RFC 6265's `cookie-value`: `cookie-octet`s, in quotes or not.
pub(crate) fn is_cookie_value(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    inner.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

/// RFC 6265's `cookie-name`: a token of HTTP.
fn is_token(name: &str) -> bool {
    let is_char = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_char)
}

#[cfg(test)]
mod tests {
    use super::is_cookie_value;

    #[test]
    fn a_cookie_holds_what_the_standard_says() {
        for good in ["", "a=b/c+d%2F:@?#[]{}<>()!'*~|^`", "\"quoted\"", "eyJ.x==", "s:a.b"] {
            assert!(is_cookie_value(good), "{good}");
        }
        for bad in ["a b", "a;b", "a,b", "a\"b", "\"", "a\\b", "é", "a\tb", "a\n", "\u{7f}"] {
            assert!(!is_cookie_value(bad), "{bad}");
        }
    }
}
