//! Values that a stage makes of those of documents. Each remembers the value that it was taken from, so that findings
//! about it point there.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{Document, Files, Node, Value, build};

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
    /// A value of a document, which is the layer of this number.
    pub(crate) fn of(node: Node<'_>, layer: u32) -> Self {
        let origin = Origin { layer, index: node.index() };
        let content = match node.value() {
            Value::List(list) => {
                Content::List(list.items().map(|it| Self::of(it, layer)).collect())
            }
            Value::Map(map) => {
                let entries = map.entries().map(|(key, it)| (key.to_owned(), Self::of(it, layer)));
                Content::Map(entries.collect())
            }
            _ => Content::Scalar(node.to_json()),
        };
        Self { origin, content }
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
        Self { path, findings: Vec::new(), tree, files: Files::default() }
    }
}
