//! The codes of all findings, from the stages that make them.

use std::sync::LazyLock;

use crate::{
    diagnostic::{self, Code, CodeFamily},
    lint, load, lower, mend, normalise, overlay, refine, resolve, settings,
};

/// All codes, in alphabetical order.
#[must_use]
pub fn all() -> &'static [&'static Code] {
    static ALL: LazyLock<Vec<&'static Code>> = LazyLock::new(|| {
        let of_rules = lint::RULES.iter().flat_map(|rule| rule.codes);
        let of_stages = [
            load::codes::CODES,
            normalise::codes::CODES,
            lower::codes::CODES,
            refine::codes::CODES,
        ];
        let mut all: Vec<_> = of_stages.into_iter().flatten().chain(of_rules).copied().collect();
        all.extend([
            &overlay::action::OVERLAY,
            &overlay::apply::OVERLAY_UNMATCHED,
            &resolve::components::REFERENCE_CYCLE,
            &resolve::components::WRONG_REFERENCE,
            &mend::fields::SETTINGS_UNUSED,
            &lint::NOT_PLAIN,
            &settings::SETTINGS,
            &diagnostic::NOT_CHECKED,
        ]);
        all.sort_by_key(|code| code.name);
        all
    });
    &ALL
}

/// The code of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Code> {
    let index = all().binary_search_by(|code| code.name.cmp(name)).ok()?;
    all().get(index).copied()
}

/// Whether findings have such a code, or there is such a family of codes.
///
/// # Errors
///
/// Why not.
pub fn code_or_family(name: &str) -> Result<String, String> {
    if named(name).is_some() || CodeFamily::ALL.iter().any(|family| family.as_str() == name) {
        Ok(name.to_owned())
    } else {
        Err(format!("no finding has the code `{name}`; docs/findings.md lists all codes"))
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::{all, code_or_family, named};

    #[test]
    fn codes_stand_in_order_and_once() {
        assert!(all().windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(all().iter().all(|code| named(code.name) == Some(code)));
    }

    #[test]
    fn a_code_that_no_finding_has_is_refused() {
        assert!(code_or_family("untyped").is_ok());
        assert!(code_or_family("given-up").is_ok());
        assert!(code_or_family("untypd").is_err());
    }

    #[test]
    fn every_code_of_the_sources_is_listed() {
        let mut written = BTreeSet::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut written);
        let listed: BTreeSet<String> =
            all().iter().map(|code| code.name.replace('-', "_").to_uppercase()).collect();
        assert_eq!(written, listed);
    }

    /// The names of the statics of type `Code` in a folder.
    fn gather(folder: &Path, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, names);
                continue;
            }
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            names.extend(file.items.into_iter().filter_map(|item| match item {
                syn::Item::Static(item) if is_code(&item.ty) => Some(item.ident.to_string()),
                _ => None,
            }));
        }
    }

    fn is_code(ty: &syn::Type) -> bool {
        matches!(ty, syn::Type::Path(path) if path.path.is_ident("Code"))
    }
}
