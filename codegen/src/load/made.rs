//! Values that a stage makes of those of documents. Each remembers the value that it was taken from, so that findings
//! about it point there.

use std::{collections::HashMap, sync::Arc};

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{Document, Files, Id, Node, Value, build};
use crate::diagnostic::{At, Finding};

/// A value that was made, or taken over.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// The value that it was taken from.
    pub(crate) origin: Origin,
    pub(crate) content: Content,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// No list and no map.
    Scalar(Json),
    List(Vec<Made>),
    Map(IndexMap<String, Made>),
}

/// A value of a layer: a document that others were made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(super) layer: u32,
    pub(super) index: u32,
}

impl Made {
    /// A value of a document, with all that is inside it; the document's files come behind as many other layers.
    pub(crate) fn of(node: Node<'_>, first: u32) -> Self {
        let mut origin = node.as_origin();
        origin.layer += first;
        let content = match node.value() {
            Value::List(list) => {
                Content::List(list.items().map(|it| Self::of(it, first)).collect())
            }
            Value::Map(map) => {
                let entries = map.entries().map(|(key, it)| (key.to_owned(), Self::of(it, first)));
                Content::Map(entries.collect())
            }
            _ => Content::Scalar(node.to_json()),
        };
        Self { origin, content }
    }

    /// A map of values, in the place of another.
    pub(crate) fn map(entries: IndexMap<String, Self>, instead: Node<'_>) -> Self {
        Self { origin: instead.as_origin(), content: Content::Map(entries) }
    }

    /// A list of values, in the place of another.
    pub(crate) fn list(items: Vec<Self>, instead: Node<'_>) -> Self {
        Self { origin: instead.as_origin(), content: Content::List(items) }
    }

    /// A value that was made in the place of another.
    pub(crate) fn scalar(value: impl Into<Json>, instead: Node<'_>) -> Self {
        Self { origin: instead.as_origin(), content: Content::Scalar(value.into()) }
    }

    /// How many values it holds, itself among them, and how deep they stand in each other.
    pub(crate) fn measure(&self) -> (usize, usize) {
        let inside: Vec<(usize, usize)> = match &self.content {
            Content::Scalar(_) => return (1, 0),
            Content::List(list) => list.iter().map(Self::measure).collect(),
            Content::Map(map) => map.values().map(Self::measure).collect(),
        };
        let count: usize = inside.iter().map(|(count, _)| count).sum();
        let height = inside.iter().map(|(_, height)| *height).max().unwrap_or_default();
        (count + 1, height + 1)
    }

    /// The same value, apart from where it was taken from.
    pub(crate) fn to_json(&self) -> Json {
        match &self.content {
            Content::Scalar(value) => value.clone(),
            Content::List(list) => list.iter().map(Self::to_json).collect(),
            Content::Map(map) => {
                map.iter().map(|(key, value)| (key.clone(), value.to_json())).collect()
            }
        }
    }
}

impl Document {
    /// The document that values make which were taken from layers; the first of those is the document as it was. It has
    /// no findings: those of the layers are about their own values.
    pub(crate) fn made(layers: Vec<Self>, values: &Made) -> Self {
        let path = layers.first().map(|layer| layer.path.clone()).unwrap_or_default();
        let mut tree = build::made(values);
        tree.layers = layers;
        Self { path, findings: Vec::new(), tree: Arc::new(tree), files: Files::default() }
    }

    /// The document and its files, as layers that values are taken from.
    pub(crate) fn as_layers(&self) -> Vec<Self> {
        let others = self.files.read.iter().map(|file| &file.document);
        let layer = |document: &Self| Self {
            path: document.path.clone(),
            findings: Vec::new(),
            tree: Arc::clone(&document.tree),
            files: Files::default(),
        };
        std::iter::once(self).chain(others).map(layer).collect()
    }

    /// The values, each where it stands first, by what they were taken from.
    pub(crate) fn by_origin(&self) -> HashMap<Id, Node<'_>> {
        let mut found = HashMap::new();
        for node in
            (0..build::small(self.tree.origins.len())).map(|index| Node::of(&self.tree, index))
        {
            if let Some(taken) = node.origin() {
                found.entry(taken.node.id()).or_insert(node);
            }
        }
        found
    }

    /// Makes findings about values that were taken from another document point there.
    #[must_use]
    pub fn restored(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        for finding in &mut findings {
            if let At::Value(at) | At::Key(at) = &mut finding.at
                && at.file_name().is_none()
                && let (Some(node), rest) = self.nearest(at)
                && let Some(taken) = node.origin()
            {
                *at = taken.node.pointer().join_all(rest);
            }
        }
        findings
    }
}
