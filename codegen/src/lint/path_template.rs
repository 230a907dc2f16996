//! Paths that are no templates: braces that do not match, a variable without a name or twice, a query.

use crate::{
    diagnostic::{At, Code, Finding},
    model::OpenApi,
};

use super::{Rule, walk};

pub(crate) static PATH_TEMPLATE: Code = Code::warning(
    "path-template",
    "a path whose braces do not match, or with a variable twice, or with a query",
    "A path is text with names in braces, each name once. What comes after `?` belongs to the \
     parameters.",
);

pub(super) const RULE: Rule = Rule {
    codes: &[&PATH_TEMPLATE],
    summary: "a path with braces that do not match, a variable twice, or a query",
    check,
};

fn check(model: &OpenApi, findings: &mut Vec<Finding>) {
    for (at, path, _) in walk::path_items(model) {
        if let Some(message) = fault(path) {
            findings.push(Finding::new(&PATH_TEMPLATE, At::Key(at), message));
        }
    }
}

fn fault(path: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some(start) = rest.find(['{', '}']) {
        let (_, from) = rest.split_at(start);
        let Some(inside) = from.strip_prefix('{') else {
            return Some("a brace is closed that was not opened".to_owned());
        };
        let Some((name, after)) = inside.split_once('}').filter(|(name, _)| !name.contains('{'))
        else {
            return Some("a brace is opened and not closed".to_owned());
        };
        if name.is_empty() {
            return Some("a variable has no name".to_owned());
        }
        if names.contains(&name) {
            return Some(format!("the variable `{name}` stands here twice"));
        }
        names.push(name);
        rest = after;
    }
    let fixed = |c| path.split_once('{').map_or(path, |(fixed, _)| fixed).contains(c);
    if fixed('?') || fixed('#') {
        return Some("a path holds no query and no fragment".to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn templates_are_checked() {
        for good in ["/", "/a/{b}", "/a/{b}-{c}.json", "/a/:b"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in ["/{a", "/a}", "/{}", "/{a}/{a}", "/{a{b}}", "/a?b={c}", "/a#b"] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
