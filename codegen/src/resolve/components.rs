//! Components that are references themselves: followed to their ends, circles cut.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, CodeFamily, Finding, Pointer, unescaped},
    model::{OpenApi, ReferenceOr},
    normalise::{DANGLING_REFERENCE, given_up},
};

use super::{Origins, origin};

pub(crate) static REFERENCE_CYCLE: Code = Code::warning(
    "reference-cycle",
    "a reference leads to nothing but itself",
    "Following the references leads back to where they began, and nothing is said on the way. Any \
     value is taken, or the part is left out.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static WRONG_REFERENCE: Code = Code::warning(
    "wrong-reference",
    "a reference leads to a component of another kind",
    "The reference leads to a component of another kind than what belongs here. What needs it is left \
     out or becomes raw JSON.",
)
.of_family(CodeFamily::GivenUp);

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
    Some(unescaped(name).into_owned())
}

/// Checks the components that are references. Schemas among them that lead nowhere become any value, others go.
pub(super) fn check(model: &mut OpenApi, origins: &Origins, findings: &mut Vec<Finding>) -> Names {
    let mut names = Names::new();
    let components = &mut model.components;
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
        let ends = ends(section, all);
        let broken: Vec<(usize, Option<Finding>)> = ends
            .into_iter()
            .enumerate()
            .filter(|(_, end)| !matches!(end, End::Item(_)))
            .map(|(index, end)| (index, self.wrong(section, all, index, end)))
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

    /// What is wrong with a component that comes to no good end, if that has not been said.
    fn wrong<T>(
        &self,
        section: Section,
        all: &IndexMap<String, ReferenceOr<T>>,
        index: usize,
        end: End,
    ) -> Option<Finding> {
        let at = || {
            let name = all.get_index(index).map_or("", |(name, _)| name);
            origin(self.origins, section, name).join("$ref")
        };
        match end {
            End::Item(_) => None,
            End::Nowhere(last) => {
                let last = all.get_index(last).and_then(|(_, last)| text_of(last));
                Some(dangling(section, last.unwrap_or_default(), &at()))
            }
            End::Circle => {
                let message = format!("the {} refers to nothing but itself", section.noun());
                Some(Finding::new(&REFERENCE_CYCLE, &at(), message))
            }
        }
    }
}

/// Where a component leads that is a reference, however many references away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// To this component, which is no reference.
    Item(usize),
    /// Nowhere, by the reference of this component.
    Nowhere(usize),
    /// Into a circle.
    Circle,
}

/// Where each component of a section leads. Each is looked at once, however many references lead through it.
fn ends<T>(section: Section, all: &IndexMap<String, ReferenceOr<T>>) -> Vec<End> {
    let mut ends: Vec<Option<End>> = vec![None; all.len()];
    // The component from which each was looked at last: what is met again from there closes a circle.
    let mut seen_from: Vec<Option<usize>> = vec![None; all.len()];
    for start in 0..all.len() {
        let mut way = Vec::new();
        let mut at = start;
        let end = loop {
            if let Some(known) = ends.get(at).copied().flatten() {
                break known;
            }
            if seen_from.get(at) == Some(&Some(start)) {
                break End::Circle;
            }
            if let Some(seen) = seen_from.get_mut(at) {
                *seen = Some(start);
            }
            way.push(at);
            let Some(reference) = all.get_index(at).and_then(|(_, it)| text_of(it)) else {
                break End::Item(at);
            };
            let next = name_of(section, reference).and_then(|name| all.get_index_of(&name));
            match next {
                Some(next) => at = next,
                None => break End::Nowhere(at),
            }
        };
        for index in way {
            if let Some(slot) = ends.get_mut(index) {
                *slot = Some(end);
            }
        }
    }
    ends.into_iter().map(|end| end.unwrap_or(End::Circle)).collect()
}

/// For each section, the component that each component leads to, where that is another.
#[derive(Debug, Default)]
pub(super) struct Ends(HashMap<Section, HashMap<usize, usize>>);

impl Ends {
    /// Those of a model whose components all come to a good end.
    pub(super) fn of(model: &OpenApi) -> Self {
        let mut of = Self::default();
        let components = &model.components;
        of.add(Section::Schemas, &components.schemas);
        of.add(Section::Responses, &components.responses);
        of.add(Section::Parameters, &components.parameters);
        of.add(Section::Examples, &components.examples);
        of.add(Section::RequestBodies, &components.request_bodies);
        of.add(Section::Headers, &components.headers);
        of.add(Section::SecuritySchemes, &components.security_schemes);
        of
    }

    fn add<T>(&mut self, section: Section, all: &IndexMap<String, ReferenceOr<T>>) {
        if !all.values().any(|it| text_of(it).is_some()) {
            return;
        }
        let ends = ends(section, all).into_iter().enumerate();
        let elsewhere = ends.filter_map(|(index, end)| match end {
            End::Item(item) if item != index => Some((index, item)),
            _ => None,
        });
        self.0.insert(section, elsewhere.collect());
    }

    /// The component that a component leads to; itself where it is no reference.
    pub(super) fn of_component(&self, section: Section, index: usize) -> usize {
        self.0.get(&section).and_then(|ends| ends.get(&index)).copied().unwrap_or(index)
    }
}

/// The text of what is a reference.
fn text_of<T>(component: &ReferenceOr<T>) -> Option<&str> {
    match component {
        ReferenceOr::Reference { reference } => Some(reference),
        ReferenceOr::Item(_) => None,
    }
}

/// An error, unless the user takes it for less: the rest of the document can still become a client.
fn nowhere(at: &Pointer, message: impl Into<String>) -> Finding {
    let help = "correct the document; with `dangling-reference` set to `warn`, what needs it is left out or becomes raw JSON";
    Finding::new(&DANGLING_REFERENCE, at, message).help(help)
}

/// The finding for a reference that leads nowhere, by what it looks like.
pub(super) fn dangling(section: Section, reference: &str, at: &Pointer) -> Finding {
    let noun = section.noun();
    if let Some((_, fragment)) = reference.split_once('#') {
        let tokens = Pointer::parse(fragment);
        if let ["components", other, _] = tokens.tokens()[..]
            && other != section.key()
        {
            let message = format!("`{reference}` should lead to a {noun}");
            return Finding::new(&WRONG_REFERENCE, at, message);
        }
    }
    if reference.is_empty() || reference.chars().any(char::is_control) {
        return nowhere(at, "this is no reference");
    }
    nowhere(at, format!("`{reference}` leads to no {noun}"))
}
