//! The URL of a request: the path template with its values, below the server's URL.

use std::borrow::Cow;

use serde_json::Value;
use url::Url;

use super::style::{self, Encode, Shape, Style};
use crate::calls::{encode, origin};

/// The text of a path parameter. `encode` says whether it can hold more than one segment.
pub(super) fn path_value(
    name: &str,
    value: &Value,
    style: Style,
    encode: Encode,
) -> Result<String, String> {
    let pieces = match Shape::from_json(value) {
        Shape::Nothing => Vec::new(),
        Shape::One(text) => vec![text],
        Shape::List(items) => items,
        Shape::Fields(fields) => fields.into_iter().map(|(_, value)| value).collect(),
    };
    // `;name` stands for an empty value. Without that, a segment would be missing, or be the dot of a label alone.
    let says_empty = matches!(style, Style::Matrix | Style::MatrixExploded);
    if pieces.is_empty() || (!says_empty && pieces.iter().all(|text| text.is_empty())) {
        return Err(format!("`{name}` is empty"));
    }
    // `..%2F` is one segment here, but some servers decode it before they look at the path.
    let climbs = |text: &Cow<'_, str>| {
        text.as_bytes().contains(&b'.') && text.split(['/', '\\']).any(|it| it == "." || it == "..")
    };
    if pieces.iter().any(climbs) {
        return Err(format!("`{name}` has a path segment of dots"));
    }
    let text = style::text(name, value, style, encode);
    text.ok_or_else(|| format!("`{name}` is empty"))
}

/// A template with its values put in: the path, and a query where the template holds one.
pub(super) fn fill<N: AsRef<str>>(
    template: &str,
    values: &[(N, String)],
) -> Result<(String, String), String> {
    // Some documents tell operations on one path apart by a query or a fragment in the template.
    let template = template.split_once('#').map_or(template, |(start, _)| start);
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    Ok((fill_part(path, values)?, fill_part(query, values)?))
}

/// A caller's own path, in which braces are nothing special: the path and the query.
pub(super) fn own(path: &str) -> (String, String) {
    let path = path.split_once('#').map_or(path, |(start, _)| start);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    (encode::literal(path).into_owned(), encode::literal(query).into_owned())
}

fn fill_part<N: AsRef<str>>(template: &str, values: &[(N, String)]) -> Result<String, String> {
    if template.is_empty() {
        return Ok(String::new());
    }
    let length = template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>();
    let mut filled = String::with_capacity(length);
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(&encode::literal(literal));
        let found = values.iter().find(|(it, _)| it.as_ref() == name);
        let (_, value) = found.ok_or_else(|| format!("the path parameter `{name}` is not set"))?;
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(&encode::literal(rest));
    Ok(filled)
}

/// The URL below `base`. Whatever a URL parser would read differently from what is written is refused.
pub(super) fn below(base: &Url, path: &str, query: &str) -> Result<Url, String> {
    let start = base.path().trim_end_matches('/');
    let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
    let path = format!("{start}{slash}{path}");
    let mut url = base.clone();
    url.set_path(&path);
    url.set_query((!query.is_empty()).then_some(query));
    let same = url.path() == path || (path.is_empty() && url.path() == "/");
    if same { Ok(url) } else { Err(format!("the path `{path}` has a segment of dots")) }
}

/// Where a link to the next page leads, seen from `url`. Never to another origin: it would get the credentials, and
/// would have to be trusted with saying what stands on the list.
pub(super) fn linked(url: &Url, link: &str) -> Result<Url, String> {
    let next =
        url.join(link).map_err(|_| "the server's link to the next page is no URL".to_owned())?;
    if !origin::is_same(url, &next) {
        let elsewhere = next.origin().ascii_serialization();
        return Err(format!("the server's link to the next page leads elsewhere: {elsewhere}"));
    }
    Ok(origin::cleaned(next))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use url::Url;

    use super::{Style, below, encode, fill, linked, path_value};

    fn url(base: &str, template: &str, value: &str) -> Result<String, String> {
        let value = path_value("id", &json!(value), Style::Simple, encode::value)?;
        let (path, query) = fill(template, &[("id", value)])?;
        below(&Url::parse(base).unwrap(), &path, &query).map(String::from)
    }

    #[test]
    fn values_stay_in_their_segment() {
        for (value, text) in [
            ("a/b", "a%2Fb"),
            ("?x=1", "%3Fx%3D1"),
            ("#x", "%23x"),
            ("%2F", "%252F"),
            ("%2e%2e", "%252e%252e"),
            ("a\r\nb", "a%0D%0Ab"),
            ("a\\b", "a%5Cb"),
            ("é ", "%C3%A9%20"),
            ("...", "..."),
            ("@evil.com", "%40evil.com"),
        ] {
            let expected = format!("https://h/v1/pets/{text}/toys");
            assert_eq!(url("https://h/v1/", "/pets/{id}/toys", value), Ok(expected), "{value}");
        }
    }

    #[test]
    fn dots_and_nothing_are_refused() {
        for value in ["", ".", "..", "../admin", "a/../b", "..\\x", "a/.."] {
            assert!(url("https://h", "/pets/{id}", value).is_err(), "{value}");
        }
        // Dots that only the template makes a segment.
        assert!(url("https://h", "/pets/{id}{id}", "x").is_ok());
        assert!(below(&Url::parse("https://h").unwrap(), "/a/../b", "").is_err());
        assert!(below(&Url::parse("https://h").unwrap(), "/a/%2E%2e/b", "").is_err());
    }

    #[test]
    fn only_a_matrix_has_a_word_for_nothing() {
        let empty = |style| path_value("id", &json!(""), style, encode::value).ok();
        assert_eq!(empty(Style::Matrix).as_deref(), Some(";id"));
        assert_eq!(empty(Style::MatrixExploded).as_deref(), Some(";id"));
        for style in [Style::Simple, Style::SimpleExploded, Style::Label, Style::LabelExploded] {
            assert_eq!(empty(style), None, "{style:?}");
        }
        let two = path_value("id", &json!(["", ""]), Style::LabelExploded, encode::value);
        assert!(two.is_err(), "{two:?} would climb");
        assert!(path_value("id", &json!([]), Style::Matrix, encode::value).is_err());
    }

    #[test]
    fn reserved_characters_stay_but_never_leave_the_path() {
        let reserved =
            |value: &str| path_value("id", &json!(value), Style::Simple, encode::reserved_in_path);
        assert_eq!(reserved("a/b:c@d,e;f=g").unwrap(), "a/b:c@d,e;f=g");
        assert_eq!(reserved("a?b#c%2F d").unwrap(), "a%3Fb%23c%252F%20d");
        assert!(reserved("a/../b").is_err());
        assert!(reserved("./a").is_err());
    }

    #[test]
    fn paths_start_below_the_server() {
        assert_eq!(url("https://h", "{id}", "x").unwrap(), "https://h/x");
        assert_eq!(url("https://h", "//{id}", "x").unwrap(), "https://h//x");
        assert_eq!(url("https://h/a", "@evil.com/{id}", "x").unwrap(), "https://h/a/@evil.com/x");
        assert_eq!(url("https://h/a", "/t?b={id}#c", "&").unwrap(), "https://h/a/t?b=%26");
        assert!(fill("/{a}/{b}", &[("a", String::new())]).unwrap_err().contains("`b`"));
    }

    fn link(link: &str) -> Result<String, String> {
        let url = Url::parse("https://a.com/v1/things?key=1").unwrap();
        linked(&url, link).map(String::from)
    }

    #[test]
    fn a_link_stays_with_its_origin() {
        assert_eq!(link("https://u:p@A.com:443/x?y#z").unwrap(), "https://a.com/x?y");
        assert_eq!(link("?page=2").unwrap(), "https://a.com/v1/things?page=2");
        assert_eq!(link("more").unwrap(), "https://a.com/v1/more");
        for elsewhere in ["//b.com/x", "http://a.com/", "https://a.com:8443/", "data:x", "https://"]
        {
            assert!(link(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
