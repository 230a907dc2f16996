//! The header `Link` (RFC 8288).

use http::{HeaderMap, header};

/// The URL with the relation `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::LINK).iter();
    lines.filter_map(|line| line.to_str().ok()).find_map(next_in).map(str::to_owned)
}

fn next_in(mut line: &str) -> Option<&str> {
    loop {
        let (_, rest) = line.split_once('<')?;
        let (url, rest) = rest.split_once('>')?;
        let (parameters, rest) = until(rest, ',');
        if is_next(parameters) && !url.trim().is_empty() {
            return Some(url.trim());
        }
        line = rest;
    }
}

/// Whether `next` is among the relations.
fn is_next(mut parameters: &str) -> bool {
    while !parameters.is_empty() {
        let (parameter, rest) = until(parameters, ';');
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim().eq_ignore_ascii_case("rel")
        {
            let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
            return relations.any(|relation| relation.eq_ignore_ascii_case("next"));
        }
        parameters = rest;
    }
    false
}

/// What stands before and after a separator that is no part of a quoted text.
fn until(text: &str, separator: char) -> (&str, &str) {
    let (mut quoted, mut escaped) = (false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if character == separator && !quoted => {
                let (before, after) = text.split_at(at);
                return (before, after.strip_prefix(separator).unwrap_or_default());
            }
            _ => {}
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    fn next(lines: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::LINK, HeaderValue::from_static(line));
        }
        super::next(&headers)
    }

    #[test]
    fn next_is_found_among_others() {
        assert_eq!(next(&["<https://a/1>; rel=prev, </2>; rel=\"next\""]).as_deref(), Some("/2"));
        assert_eq!(
            next(&["<a,b>;title=\"x, <y>; rel=next\" , <c>;REL=\"last NEXT\""]).unwrap(),
            "c"
        );
        assert_eq!(next(&["</1>; rel=first", "</2?a=b;c>; rel=next"]).unwrap(), "/2?a=b;c");
        assert_eq!(next(&["</1>; title=\"\\\", \"; rel=next"]).unwrap(), "/1");
        for none in
            ["", "<", "<>; rel=next", "</1>; rel=prev", "</1>; rel=nextish", "</1>, rel=next"]
        {
            assert_eq!(next(&[none]), None, "{none}");
        }
    }
}
