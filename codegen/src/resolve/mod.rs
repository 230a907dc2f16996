//! Resolve: model → model whose references are checked. Afterwards every `$ref` that is left names a component of the
//! right kind, and following it comes to an end.
//!
//! What points nowhere costs what needs it, and a finding: a schema becomes any value, a parameter or a request body takes
//! its operation along, an answer becomes one of unknown content, the rest is left out.

mod check;
mod components;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{
    Example, Header, OpenAPI, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};
use serde_json::Value;

use crate::diagnostic::{Finding, ORIGINS, Pointer};

use components::{Ends, Section, name_of};

/// A model in which every `$ref` that is left points at something that is there.
#[derive(Debug)]
pub struct Resolved {
    /// The model.
    pub model: OpenAPI,
    origins: Origins,
    ends: Ends,
}

/// Where components that the document does not have were written, by `schemas/Name`.
type Origins = BTreeMap<String, Pointer>;

/// Checks all references. What points nowhere is cut out, with a finding.
#[must_use]
pub fn resolve(mut model: OpenAPI) -> (Resolved, Vec<Finding>) {
    let origins = take_origins(&mut model);
    let mut findings = Vec::new();
    let names = components::check(&mut model, &origins, &mut findings);
    check::check(&mut model, &names, &origins, &mut findings);
    let ends = Ends::of(&model);
    (Resolved { model, origins, ends }, findings)
}

fn take_origins(model: &mut OpenAPI) -> Origins {
    let origins = model.components.as_mut().and_then(|c| c.extensions.shift_remove(ORIGINS));
    let Some(Value::Object(origins)) = origins else { return Origins::new() };
    let pointer = |value: Value| value.as_str().map(Pointer::parse);
    origins.into_iter().filter_map(|(name, value)| Some((name, pointer(value)?))).collect()
}

fn origin(origins: &Origins, section: Section, name: &str) -> Pointer {
    origins
        .get(&format!("{}/{name}", section.key()))
        .cloned()
        .unwrap_or_else(|| Pointer::root().join("components").join(section.key()).join(name))
}

/// Follows references. `at` is where the reference stands; what comes back is where its target does.
impl Resolved {
    /// The schema behind a reference.
    #[must_use]
    pub fn schema<'a>(
        &'a self,
        schema: &'a ReferenceOr<Schema>,
        at: &Pointer,
    ) -> Option<(&'a Schema, Pointer)> {
        self.follow(Section::Schemas, &self.model.components.as_ref()?.schemas, schema, at)
    }

    /// The schema behind a reference, where the model keeps it in a box.
    #[must_use]
    pub fn boxed_schema<'a>(
        &'a self,
        schema: &'a ReferenceOr<Box<Schema>>,
        at: &Pointer,
    ) -> Option<(&'a Schema, Pointer)> {
        match schema {
            ReferenceOr::Item(schema) => Some((schema, at.clone())),
            ReferenceOr::Reference { reference } => self.schema_named(reference),
        }
    }

    /// The schema that a reference's text or a discriminator's mapping names.
    #[must_use]
    pub fn schema_named(&self, reference: &str) -> Option<(&Schema, Pointer)> {
        let schemas = &self.model.components.as_ref()?.schemas;
        let name = name_of(Section::Schemas, reference)?;
        let at = origin(&self.origins, Section::Schemas, &name);
        self.follow(Section::Schemas, schemas, schemas.get(&name)?, &at)
    }

    /// The parameter behind a reference.
    #[must_use]
    pub fn parameter<'a>(
        &'a self,
        parameter: &'a ReferenceOr<Parameter>,
        at: &Pointer,
    ) -> Option<(&'a Parameter, Pointer)> {
        self.follow(Section::Parameters, &self.model.components.as_ref()?.parameters, parameter, at)
    }

    /// The answer behind a reference.
    #[must_use]
    pub fn response<'a>(
        &'a self,
        response: &'a ReferenceOr<Response>,
        at: &Pointer,
    ) -> Option<(&'a Response, Pointer)> {
        self.follow(Section::Responses, &self.model.components.as_ref()?.responses, response, at)
    }

    /// The request body behind a reference.
    #[must_use]
    pub fn request_body<'a>(
        &'a self,
        body: &'a ReferenceOr<RequestBody>,
        at: &Pointer,
    ) -> Option<(&'a RequestBody, Pointer)> {
        self.follow(
            Section::RequestBodies,
            &self.model.components.as_ref()?.request_bodies,
            body,
            at,
        )
    }

    /// The header behind a reference.
    #[must_use]
    pub fn header<'a>(
        &'a self,
        header: &'a ReferenceOr<Header>,
        at: &Pointer,
    ) -> Option<(&'a Header, Pointer)> {
        self.follow(Section::Headers, &self.model.components.as_ref()?.headers, header, at)
    }

    /// The example behind a reference.
    #[must_use]
    pub fn example<'a>(
        &'a self,
        example: &'a ReferenceOr<Example>,
        at: &Pointer,
    ) -> Option<(&'a Example, Pointer)> {
        self.follow(Section::Examples, &self.model.components.as_ref()?.examples, example, at)
    }

    /// The security scheme of a name.
    #[must_use]
    pub fn security_scheme(&self, name: &str) -> Option<(&SecurityScheme, Pointer)> {
        let schemes = &self.model.components.as_ref()?.security_schemes;
        let at = origin(&self.origins, Section::SecuritySchemes, name);
        self.follow(Section::SecuritySchemes, schemes, schemes.get(name)?, &at)
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

    fn follow<'a, T>(
        &self,
        section: Section,
        all: &'a IndexMap<String, ReferenceOr<T>>,
        from: &'a ReferenceOr<T>,
        at: &Pointer,
    ) -> Option<(&'a T, Pointer)> {
        let ReferenceOr::Reference { reference } = from else {
            return Some((from.as_item()?, at.clone()));
        };
        let index = all.get_index_of(&name_of(section, reference)?)?;
        let (name, end) = all.get_index(self.ends.of_component(section, index))?;
        Some((end.as_item()?, origin(&self.origins, section, name)))
    }
}

#[cfg(test)]
mod tests;
