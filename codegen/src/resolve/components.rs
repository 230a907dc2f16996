//! Components that are references themselves: followed to their ends, circles cut.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr};

use super::{Origins, origin};
use crate::{
    diagnostic::{Finding, Pointer, UNREAD},
    normalise::given_up,
};

/// The sections of the components that references lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Section {
    Schemas,
    Responses,
    Parameters,
    Examples,
    RequestBodies,
    Headers,
    SecuritySchemes,
}

impl Section {
    /// Its key under `components`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Schemas => "schemas",
            Self::Responses => "responses",
            Self::Parameters => "parameters",
            Self::Examples => "examples",
            Self::RequestBodies => "requestBodies",
            Self::Headers => "headers",
            Self::SecuritySchemes => "securitySchemes",
        }
    }

    /// What stands in it, for messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Schemas => "schema",
            Self::Responses => "response",
            Self::Parameters => "parameter",
            Self::Examples => "example",
            Self::RequestBodies => "request body",
            Self::Headers => "header",
            Self::SecuritySchemes => "security scheme",
        }
    }
}

/// The components that references may lead to.
pub(super) type Names = HashSet<(Section, String)>;

/// The name of the component that a reference names, in the spelling that normalising gives it.
pub(super) fn name_of(section: Section, reference: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/")?.strip_prefix(section.key())?;
    let name = name.strip_prefix('/').filter(|name| !name.contains('/'))?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// Checks the components that are references. Schemas among them that lead nowhere become any value, others go.
pub(super) fn check(model: &mut OpenAPI, origins: &Origins, findings: &mut Vec<Finding>) -> Names {
    let mut names = Names::new();
    let Some(components) = &mut model.components else { return names };
    let mut checker = Checker { origins, findings, names: &mut names };
    checker
        .section(Section::Schemas, &mut components.schemas, || Some(ReferenceOr::Item(given_up())));
    checker.section(Section::Responses, &mut components.responses, || None);
    checker.section(Section::Parameters, &mut components.parameters, || None);
    checker.section(Section::Examples, &mut components.examples, || None);
    checker.section(Section::RequestBodies, &mut components.request_bodies, || None);
    checker.section(Section::Headers, &mut components.headers, || None);
    checker.section(Section::SecuritySchemes, &mut components.security_schemes, || None);
    names
}

struct Checker<'a> {
    origins: &'a Origins,
    findings: &'a mut Vec<Finding>,
    names: &'a mut Names,
}

impl Checker<'_> {
    fn section<T>(
        &mut self,
        section: Section,
        all: &mut IndexMap<String, ReferenceOr<T>>,
        instead: fn() -> Option<ReferenceOr<T>>,
    ) {
        let broken: Vec<(usize, Option<Finding>)> = (0..all.len())
            .filter_map(|index| Some((index, self.check(section, all, index).err()?)))
            .collect();
        for (index, finding) in broken.into_iter().rev() {
            self.findings.extend(finding);
            match (instead(), all.get_index_mut(index)) {
                (Some(instead), Some((_, slot))) => *slot = instead,
                _ => {
                    all.shift_remove_index(index);
                }
            }
        }
        self.names.extend(all.keys().map(|name| (section, name.clone())));
    }

    /// Follows a component that is a reference to its end. The error is what is wrong, if that has not been said.
    fn check<T>(
        &self,
        section: Section,
        all: &IndexMap<String, ReferenceOr<T>>,
        index: usize,
    ) -> Result<(), Option<Finding>> {
        let Some((first, mut item)) = all.get_index(index) else { return Ok(()) };
        let mut seen = HashSet::from([first.clone()]);
        loop {
            let ReferenceOr::Reference { reference } = item else { return Ok(()) };
            let at = origin(self.origins, section, first).join("$ref");
            let Some((name, next)) = name_of(section, reference).and_then(|name| {
                let next = all.get(&name)?;
                Some((name, next))
            }) else {
                return Err(dangling(section, reference, &at));
            };
            item = next;
            if !seen.insert(name) {
                let message = format!("the {} refers to nothing but itself", section.noun());
                return Err(Some(Finding::warning("reference-cycle", &at, message)));
            }
        }
    }
}

/// An error, unless the user takes it for less: the rest of the document can still become a client.
fn nowhere(at: &Pointer, message: impl Into<String>) -> Finding {
    let help = "correct the document; with `dangling-reference` set to `warn`, what needs it is left out or becomes raw JSON";
    Finding::error("dangling-reference", at, message).help(help)
}

/// The finding for a reference that leads nowhere, by what it looks like. `None` where it has been made already.
pub(super) fn dangling(section: Section, reference: &str, at: &Pointer) -> Option<Finding> {
    if reference == UNREAD {
        return None;
    }
    let noun = section.noun();
    if let Some((_, fragment)) = reference.split_once('#') {
        let tokens = Pointer::parse(fragment);
        if let ["components", other, _] = tokens.tokens()[..]
            && other != section.key()
        {
            let message = format!("`{reference}` should lead to a {noun}");
            return Some(Finding::warning("wrong-reference", at, message));
        }
    }
    if reference.is_empty() || reference.chars().any(char::is_control) {
        return Some(nowhere(at, "this is no reference"));
    }
    Some(nowhere(at, format!("`{reference}` leads to no {noun}")))
}
