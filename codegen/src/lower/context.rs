//! What lowering carries along: the model, the types and findings so far, and what was worked out before.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    diagnostic::{Code, Finding, Findings, Pointer},
    ir::{Type, TypeDef, TypeId, TypeKind},
    model::{OpenApi, Unchecked},
    resolve::Resolved,
};

use super::{
    meaning::{NodeId, Schemas},
    site::Site,
};

/// As many objects as are made of fields with alternatives beside them. A document needs some dozens; alternatives that
/// have alternatives beside their fields again can multiply without end.
const MAX_DISTRIBUTIONS: usize = 10_000;

/// The state of one lowering. Maps by id and by text are looked up, never walked.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) resolved: &'a Resolved,
    pub(super) model: &'a OpenApi,
    /// What the document's schemas mean.
    pub(super) schemas: Schemas<'a>,
    pub(super) findings: Findings,
    /// What the client does not check.
    pub(super) unchecked: Vec<Unchecked>,
    pub(super) types: Vec<TypeDef>,
    /// The types made from schemas inside others: a schema met again (through `allOf`, or a shared parameter) is not
    /// made twice.
    pub(super) inline: HashMap<NodeId, Inline>,
    /// The types of components that others extend, as what they are themselves.
    pub(super) bases: HashMap<usize, TypeId>,
    /// The types of properties that several members of `allOf` describe, by what those say.
    pub(super) together: HashMap<Vec<Meant<'a>>, TypeId>,
    /// Patterns in the form that the runtime's engine reads; `None` when it reads none.
    pub(super) patterns: HashMap<&'a str, Option<String>>,
    /// Schemas that are a whole multipart body.
    pub(super) multipart: HashSet<NodeId>,
    /// Security schemes that are not there and were spoken of.
    pub(super) unknown_schemes: BTreeSet<String>,
    /// The component that is being lowered.
    pub(super) component: Option<usize>,
    /// How many schemas are open.
    pub(super) depth: usize,
    /// How many more objects may be made of fields with alternatives beside them.
    pub(super) distributions: usize,
}

/// A schema, or a reference to one.
pub(super) type Meant<'a> = Result<NodeId, &'a str>;

/// What is known of a schema that stands inside another.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    /// It is being lowered; the id is there once something inside points back at it.
    Open(Option<TypeId>),
    /// It is this type.
    Done(TypeId),
}

impl<'a> Context<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        let model = &resolved.model;
        Self {
            resolved,
            model,
            schemas: Schemas::of(resolved),
            findings: Findings::default(),
            unchecked: model.unchecked.clone(),
            types: Vec::new(),
            inline: HashMap::new(),
            bases: HashMap::new(),
            together: HashMap::new(),
            patterns: HashMap::new(),
            multipart: HashSet::new(),
            unknown_schemes: BTreeSet::new(),
            component: None,
            depth: 0,
            distributions: MAX_DISTRIBUTIONS,
        }
    }

    /// Something to say. A schema that is merged into several others is looked at as often; what is wrong with it is
    /// said once.
    pub(super) fn say(&mut self, finding: Finding) {
        self.findings.say(finding);
    }

    /// Something to say about a value.
    pub(super) fn report(&mut self, code: &'static Code, at: &Pointer, message: impl Into<String>) {
        self.findings.report(code, at, message);
    }

    /// The same, with what to do about it or what comes of it.
    pub(super) fn report_with(
        &mut self,
        code: &'static Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.report_with(code, at, message, help);
    }

    /// Makes room for a type that is lowered later.
    pub(super) fn reserve(&mut self, site: &Site, component: bool) -> TypeId {
        self.types.push(TypeDef {
            path: site.words(),
            component,
            pointer: site.at.clone(),
            description: None,
            deprecated: false,
            kind: TypeKind::Alias { target: Type::GIVEN_UP, rules: Vec::new() },
            replaced_by: None,
            twin_of: None,
        });
        TypeId(self.types.len() - 1)
    }

    /// Says what a reserved type is.
    pub(super) fn fill(
        &mut self,
        id: TypeId,
        kind: TypeKind,
        description: Option<String>,
        deprecated: bool,
    ) {
        if let Some(def) = self.types.get_mut(id.0) {
            def.kind = kind;
            def.description = description;
            def.deprecated = deprecated;
        }
    }

    /// Adds a type that stands inside another value.
    pub(super) fn define(
        &mut self,
        site: &Site,
        kind: TypeKind,
        description: Option<String>,
        deprecated: bool,
    ) -> Type {
        let id = self.reserve(site, false);
        self.fill(id, kind, description, deprecated);
        Type::Named(id)
    }
}
