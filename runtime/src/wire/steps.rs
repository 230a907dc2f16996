//! Paths into a JSON text, `items[3].id`, read back into their steps.

/// A step of a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The steps of a path as `place` writes it.
pub(super) fn steps(place: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = place;
    while !rest.is_empty() {
        let (step, after) = if let Some(inside) = rest.strip_prefix('[') {
            bracketed(inside)
        } else {
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let (key, after) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
            (Step::Key(key.to_owned()), after)
        };
        steps.push(step);
        rest = after;
    }
    steps
}

/// Whether the last step of a path is this key.
pub(super) fn ends_with_key(place: &str, key: &str) -> bool {
    matches!(steps(place).last(), Some(Step::Key(last)) if last == key)
}

/// What stands after a bracket: an index, or a key in quotes.
fn bracketed(inside: &str) -> (Step, &str) {
    let mut keys = serde_json::Deserializer::from_str(inside).into_iter::<String>();
    if inside.starts_with('"')
        && let Some(Ok(key)) = keys.next()
    {
        let after = inside.get(keys.byte_offset()..).unwrap_or_default();
        return (Step::Key(key), after.strip_prefix(']').unwrap_or_default());
    }
    let (index, after) = inside.split_once(']').unwrap_or((inside, ""));
    (Step::Index(index.parse().unwrap_or(usize::MAX)), after)
}

#[cfg(test)]
mod tests {
    use super::{Step, steps};

    #[test]
    fn paths_are_read_back() {
        let key = |key: &str| Step::Key(key.to_owned());
        assert_eq!(
            steps(r#"items[3].id["a\"b].c"][0]"#),
            [key("items"), Step::Index(3), key("id"), key("a\"b].c"), Step::Index(0)]
        );
        assert_eq!(steps("[1][x]"), [Step::Index(1), Step::Index(usize::MAX)]);
        assert!(steps("").is_empty() && steps("[\"").len() == 1);
    }
}
