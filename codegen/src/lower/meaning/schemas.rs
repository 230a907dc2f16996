//! The schemas of a document: what references lead to, and what was found out about components, each once.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::{diagnostic::unescaped, lower::site::Site, model::OpenApi, resolve::Resolved};

use super::{Inheritance, Keywords, MAX_DEPTH, Merged, Node};

/// The schemas of a document.
#[derive(Debug)]
pub(in crate::lower) struct Schemas<'a> {
    resolved: &'a Resolved,
    model: &'a OpenApi,
    /// Which components extend others by `allOf`.
    pub(super) inheritance: Inheritance<'a>,
    /// Whether null is allowed by a component, once that is known.
    pub(super) nullable: RefCell<Vec<Option<bool>>>,
    /// What is said of components that are objects, where that was asked.
    pub(super) objects: RefCell<HashMap<usize, Option<Rc<Merged<'a>>>>>,
}

impl<'a> Schemas<'a> {
    pub(in crate::lower) fn of(resolved: &'a Resolved) -> Self {
        let model = &resolved.model;
        let mut schemas = Self {
            resolved,
            model,
            inheritance: Inheritance::default(),
            nullable: RefCell::new(vec![None; model.components.schemas.len()]),
            objects: RefCell::default(),
        };
        schemas.inheritance = Inheritance::of(&schemas);
        schemas
    }

    /// The names of the component schemas, in the document's order.
    pub(in crate::lower) fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.model.components.schemas.keys().map(String::as_str)
    }

    /// The component schemas, in the document's order.
    pub(super) fn components(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.model.components.schemas.values().map(Node::from)
    }

    /// The component schema that a reference names: resolving has seen to it that each that is left names one.
    pub(in crate::lower) fn component(&self, reference: &str) -> Option<usize> {
        self.component_named(&unescaped(reference.strip_prefix("#/components/schemas/")?))
    }

    /// The component schema of a name.
    pub(in crate::lower) fn component_named(&self, name: &str) -> Option<usize> {
        self.model.components.schemas.get_index_of(name)
    }

    /// The name and the schema of a component, by its place among the schemas.
    pub(in crate::lower) fn component_at(&self, index: usize) -> Option<(&'a str, Node<'a>)> {
        let (name, node) = self.model.components.schemas.get_index(index)?;
        Some((name, node.into()))
    }

    /// The component that a node refers to.
    pub(in crate::lower) fn component_name(&self, node: Node<'a>) -> Option<&'a str> {
        let Node::Ref(reference) = node else { return None };
        let (name, _) = self.component_at(self.component(reference)?)?;
        Some(name)
    }

    /// Where a component stands.
    pub(in crate::lower) fn component_site(&self, name: &str) -> Site {
        Site::component(name, self.resolved.schema_origin(name))
    }

    /// The component that a reference leads to in the end, and its name.
    fn end(&self, reference: &str) -> Option<(&'a str, Node<'a>)> {
        let end = self.resolved.schema_behind(self.component(reference)?);
        self.component_at(end).filter(|(_, node)| !matches!(node, Node::Ref(_)))
    }

    /// The schema behind a node, however many references away, and where it stands.
    pub(in crate::lower) fn follow(&self, node: Node<'a>, site: &Site) -> Option<(Node<'a>, Site)> {
        match node {
            Node::Ref(reference) => {
                let (name, node) = self.end(reference)?;
                Some((node, self.component_site(name)))
            }
            written => Some((written, site.clone())),
        }
    }

    /// The node behind a node that is no reference.
    pub(in crate::lower) fn written(&self, node: Node<'a>) -> Option<Node<'a>> {
        match node {
            Node::Ref(reference) => self.end(reference).map(|(_, node)| node),
            written => Some(written),
        }
    }

    /// What is said behind a node, where its place does not matter.
    pub(in crate::lower) fn keywords(&self, node: Node<'a>) -> Option<Keywords<'a>> {
        self.written(node).map(Keywords::of)
    }

    /// What is said behind references and behind `allOf`s that only annotate one member.
    pub(in crate::lower) fn unwrapped(&self, node: Node<'a>) -> Option<Keywords<'a>> {
        let mut said = self.keywords(node)?;
        for _ in 0..MAX_DEPTH {
            if said.all_of.is_empty() || !said.says_nothing_but_all_of() {
                break;
            }
            match said.only_telling() {
                Some(only) => said = self.keywords(only)?,
                None => break,
            }
        }
        Some(said)
    }
}
