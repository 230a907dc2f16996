//! Resolve: model → model whose references are checked. Afterwards every `$ref` that is left names a component of the
//! right kind, and following it comes to an end.
//!
//! What points nowhere costs what needs it, and a finding: a schema becomes any value, a parameter or a request body
//! takes its operation along, an answer becomes one of unknown content, the rest is left out.

mod check;
pub(crate) mod components;

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Finding, Pointer},
    model::{
        Component, Example, Header, OpenApi, Parameter, ReferenceOr, RequestBody, Response,
        Section, SecurityScheme,
    },
};

use components::Ends;

/// A model in which every `$ref` that is left points at something that is there.
#[derive(Debug)]
pub struct Resolved {
    /// The model.
    pub model: OpenApi,
    origins: Origins,
    ends: Ends,
}

/// Where components that the document does not have were written, by `schemas/Name`.
type Origins = BTreeMap<String, Pointer>;

/// Checks all references. What points nowhere is cut out, with a finding.
#[must_use]
pub fn resolve(mut model: OpenApi) -> (Resolved, Vec<Finding>) {
    let origins = std::mem::take(&mut model.components.origins);
    let mut findings = Vec::new();
    let names = components::check(&mut model, &origins, &mut findings);
    check::check(&mut model, &names, &origins, &mut findings);
    let ends = Ends::of(&model);
    (Resolved { model, origins, ends }, findings)
}

fn origin(origins: &Origins, section: Section, name: &str) -> Pointer {
    origins
        .get(&format!("{}/{name}", section.key()))
        .cloned()
        .unwrap_or_else(|| Pointer::root().join("components").join(section.key()).join(name))
}

/// Follows references. `at` is where the reference stands; what comes back is where its target does.
impl Resolved {
    /// The parameter behind a reference.
    #[must_use]
    pub fn parameter<'a>(
        &'a self,
        parameter: &'a ReferenceOr<Parameter>,
        at: &Pointer,
    ) -> Option<(&'a Parameter, Pointer)> {
        self.follow(parameter, at)
    }

    /// The answer behind a reference.
    #[must_use]
    pub fn response<'a>(
        &'a self,
        response: &'a ReferenceOr<Response>,
        at: &Pointer,
    ) -> Option<(&'a Response, Pointer)> {
        self.follow(response, at)
    }

    /// The request body behind a reference.
    #[must_use]
    pub fn request_body<'a>(
        &'a self,
        body: &'a ReferenceOr<RequestBody>,
        at: &Pointer,
    ) -> Option<(&'a RequestBody, Pointer)> {
        self.follow(body, at)
    }

    /// The header behind a reference.
    #[must_use]
    pub fn header<'a>(
        &'a self,
        header: &'a ReferenceOr<Header>,
        at: &Pointer,
    ) -> Option<(&'a Header, Pointer)> {
        self.follow(header, at)
    }

    /// The example behind a reference.
    #[must_use]
    pub fn example<'a>(
        &'a self,
        example: &'a ReferenceOr<Example>,
        at: &Pointer,
    ) -> Option<(&'a Example, Pointer)> {
        self.follow(example, at)
    }

    /// The security scheme of a name.
    #[must_use]
    pub fn security_scheme(&self, name: &str) -> Option<(&SecurityScheme, Pointer)> {
        self.named(name)
    }

    /// The place among the component schemas of the one that another leads to, which is no reference.
    pub(crate) fn schema_behind(&self, index: usize) -> usize {
        self.ends.of_component(Section::Schemas, index)
    }

    /// Where a component of this name was written: elsewhere, where the document refers into the middle of something.
    #[must_use]
    pub fn schema_origin(&self, name: &str) -> Pointer {
        origin(&self.origins, Section::Schemas, name)
    }

    fn follow<'a, T: Component>(
        &'a self,
        from: &'a ReferenceOr<T>,
        at: &Pointer,
    ) -> Option<(&'a T, Pointer)> {
        match from {
            ReferenceOr::Reference { reference } => self.named(&T::SECTION.name_of(reference)?),
            ReferenceOr::Item(item) => Some((item, at.clone())),
        }
    }

    /// The component of a name, or what it leads to.
    fn named<T: Component>(&self, name: &str) -> Option<(&T, Pointer)> {
        let all = T::among(&self.model.components);
        let index = self.ends.of_component(T::SECTION, all.get_index_of(name)?);
        let (name, end) = all.get_index(index)?;
        Some((end.as_item()?, origin(&self.origins, T::SECTION, name)))
    }
}

#[cfg(test)]
mod tests;
