//! Two paths that differ only in the names of their variables: a server cannot tell them apart.

use std::collections::HashMap;

use crate::{
    diagnostic::{At, Code, Finding},
    model::OpenApi,
};

use super::{Rule, walk};

pub(crate) static AMBIGUOUS_PATHS: Code = Code::warning(
    "ambiguous-paths",
    "two paths differ only in the names of their variables",
    "OpenAPI takes two such paths for one, and a server cannot tell them apart. The client has the \
     operations of both. Write one path with all operations.",
);

pub(super) const RULE: Rule = Rule {
    codes: &[&AMBIGUOUS_PATHS],
    summary: "two paths that differ only in the names of their variables",
    check,
};

fn check(model: &OpenApi, findings: &mut Vec<Finding>) {
    let mut seen = HashMap::new();
    for (at, path, _) in walk::path_items(model) {
        if let Some(other) = seen.insert(shape(path), path) {
            let message = format!("this is the path `{other}` with other names for its variables");
            let finding = Finding::new(&AMBIGUOUS_PATHS, At::Key(at), message);
            findings.push(
                finding.help("OpenAPI takes both for one path: write one, with all operations"),
            );
        }
    }
}

/// The path with the names of its variables left out.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = inside && c != '}';
        if !inside {
            shape.push(c);
        }
        inside = inside || c == '{';
    }
    shape
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_are_compared_without_names() {
        let said = super::super::said("paths:\n  /a/{x}: {}\n  /a/{y}: {}\n  /a/{y}/b: {}\n");
        assert_eq!(said, ["ambiguous-paths 5:3"]);
    }
}
