//! Paths into a JSON text, `items[3].id`, read back into their steps.

/// A step of a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PathSegment {
    Key(String),
    Index(usize),
}

/// The steps of a path as `place` writes it.
pub(super) fn segments(place: &str) -> Vec<PathSegment> {
    let mut steps = Vec::new();
    let mut rest = place;
    while !rest.is_empty() {
        let (step, after) = if let Some(inside) = rest.strip_prefix('[') {
            bracketed(inside)
        } else {
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let (key, after) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
            (PathSegment::Key(key.to_owned()), after)
        };
        steps.push(step);
        rest = after;
    }
    steps
}

/// Whether the last step of a path is this key.
pub(super) fn ends_with_key(place: &str, key: &str) -> bool {
    matches!(segments(place).last(), Some(PathSegment::Key(last)) if last == key)
}

/// What stands after a bracket: an index, or a key in quotes.
fn bracketed(inside: &str) -> (PathSegment, &str) {
    let mut keys = serde_json::Deserializer::from_str(inside).into_iter::<String>();
    if inside.starts_with('"')
        && let Some(Ok(key)) = keys.next()
    {
        let after = inside.get(keys.byte_offset()..).unwrap_or_default();
        return (PathSegment::Key(key), after.strip_prefix(']').unwrap_or_default());
    }
    let (index, after) = inside.split_once(']').unwrap_or((inside, ""));
    (PathSegment::Index(index.parse().unwrap_or(usize::MAX)), after)
}

#[cfg(test)]
mod tests {
    use super::{PathSegment, segments};

    #[test]
    fn paths_are_read_back() {
        let key = |key: &str| PathSegment::Key(key.to_owned());
        assert_eq!(
            segments(r#"items[3].id["a\"b].c"][0]"#),
            [key("items"), PathSegment::Index(3), key("id"), key("a\"b].c"), PathSegment::Index(0)]
        );
        assert_eq!(segments("[1][x]"), [PathSegment::Index(1), PathSegment::Index(usize::MAX)]);
        assert!(segments("").is_empty() && segments("[\"").len() == 1);
    }
}
