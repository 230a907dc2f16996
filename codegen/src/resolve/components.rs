//! Components that are references themselves: followed to their ends, circles cut.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, CodeFamily, Finding, Pointer},
    model::{
        Component, Components, Example, Header, OpenApi, Parameter, ReferenceOr, RequestBody,
        Response, Schema, Section, SecurityScheme,
    },
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

/// The components that references may lead to.
pub(super) type Names = HashSet<(Section, String)>;

/// Checks the components that are references. Schemas among them that lead nowhere become any value, others go.
pub(super) fn check(model: &mut OpenApi, origins: &Origins, findings: &mut Vec<Finding>) -> Names {
    let mut names = Names::new();
    let mut checker = Checker { origins, findings, names: &mut names };
    let components = &mut model.components;
    checker.section::<Schema>(components, || Some(ReferenceOr::Item(given_up())));
    checker.section::<Response>(components, || None);
    checker.section::<Parameter>(components, || None);
    checker.section::<Example>(components, || None);
    checker.section::<RequestBody>(components, || None);
    checker.section::<Header>(components, || None);
    checker.section::<SecurityScheme>(components, || None);
    names
}

struct Checker<'a> {
    origins: &'a Origins,
    findings: &'a mut Vec<Finding>,
    names: &'a mut Names,
}

impl Checker<'_> {
    fn section<T: Component>(
        &mut self,
        components: &mut Components,
        instead: fn() -> Option<ReferenceOr<T>>,
    ) {
        let all = T::among_mut(components);
        let ends = ends(all);
        let broken: Vec<(usize, Option<Finding>)> = ends
            .into_iter()
            .enumerate()
            .filter(|(_, end)| !matches!(end, End::Item(_)))
            .map(|(index, end)| (index, self.wrong(all, index, end)))
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
        self.names.extend(all.keys().map(|name| (T::SECTION, name.clone())));
    }

    /// What is wrong with a component that comes to no good end, if that has not been said.
    fn wrong<T: Component>(
        &self,
        all: &IndexMap<String, ReferenceOr<T>>,
        index: usize,
        end: End,
    ) -> Option<Finding> {
        let at = || {
            let name = all.get_index(index).map_or("", |(name, _)| name);
            origin(self.origins, T::SECTION, name).join("$ref")
        };
        match end {
            End::Item(_) => None,
            End::Nowhere(last) => {
                let last = all.get_index(last).and_then(|(_, last)| text_of(last));
                Some(dangling(T::SECTION, last.unwrap_or_default(), &at()))
            }
            End::Circle => {
                let message = format!("the {} refers to nothing but itself", T::SECTION.noun());
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
fn ends<T: Component>(all: &IndexMap<String, ReferenceOr<T>>) -> Vec<End> {
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
            let next = T::SECTION.name_of(reference).and_then(|name| all.get_index_of(&name));
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
        of.add::<Schema>(model);
        of.add::<Response>(model);
        of.add::<Parameter>(model);
        of.add::<Example>(model);
        of.add::<RequestBody>(model);
        of.add::<Header>(model);
        of.add::<SecurityScheme>(model);
        of
    }

    fn add<T: Component>(&mut self, model: &OpenApi) {
        let all = T::among(&model.components);
        if !all.values().any(|it| text_of(it).is_some()) {
            return;
        }
        let ends = ends(all).into_iter().enumerate();
        let elsewhere = ends.filter_map(|(index, end)| match end {
            End::Item(item) if item != index => Some((index, item)),
            _ => None,
        });
        self.0.insert(T::SECTION, elsewhere.collect());
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
