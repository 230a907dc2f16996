//! The keywords of a schema, as the document has them or as they were rewritten.

use crate::load::{Map, Node, Value};

/// What a keyword says.
#[derive(Debug, Clone)]
pub(in crate::normalise) enum Said<'d> {
    /// A value of the document.
    At(Node<'d>),
    Null,
    Bool(bool),
    Text(&'static str),
    /// A reference that means what another one says.
    Reference(String),
    List(Vec<Said<'d>>),
    Schema(Keywords<'d>),
}

/// A schema object: its keywords, in the document's order.
#[derive(Debug, Clone)]
pub(in crate::normalise) struct Keywords<'d> {
    /// The schema of the document that they are taken from.
    at: Node<'d>,
    all: Vec<(&'d str, Said<'d>)>,
}

impl<'d> Said<'d> {
    /// The value of the document.
    pub(in crate::normalise) fn node(&self) -> Option<Node<'d>> {
        match self {
            Self::At(node) => Some(*node),
            _ => None,
        }
    }

    pub(in crate::normalise) fn as_str(&self) -> Option<&str> {
        match self {
            Self::At(node) => node.as_str(),
            Self::Text(text) => Some(text),
            Self::Reference(text) => Some(text),
            _ => None,
        }
    }

    pub(in crate::normalise) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::At(node) => node.as_bool(),
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    pub(in crate::normalise) fn as_f64(&self) -> Option<f64> {
        match self {
            Self::At(node) => match node.value() {
                Value::Number(number) => number.as_f64(),
                _ => None,
            },
            _ => None,
        }
    }

    pub(in crate::normalise) fn is_null(&self) -> bool {
        match self {
            Self::At(node) => node.is_null(),
            other => matches!(other, Self::Null),
        }
    }

    /// The items of a list.
    pub(in crate::normalise) fn as_list(&self) -> Option<Vec<Self>> {
        match self {
            Self::At(node) => Some(node.as_list()?.items().map(Self::At).collect()),
            Self::List(list) => Some(list.clone()),
            _ => None,
        }
    }

    /// Whether it is a list.
    pub(in crate::normalise) fn is_list(&self) -> bool {
        match self {
            Self::At(node) => node.as_list().is_some(),
            other => matches!(other, Self::List(_)),
        }
    }

    /// The keywords of an object.
    pub(in crate::normalise) fn as_keywords(&self) -> Option<Keywords<'d>> {
        match self {
            Self::At(node) => node.as_map().map(Keywords::of),
            Self::Schema(keywords) => Some(keywords.clone()),
            _ => None,
        }
    }

    /// What an object says under a key.
    pub(in crate::normalise) fn get(&self, key: &str) -> Option<Self> {
        match self {
            Self::At(node) => node.get(key).map(Self::At),
            Self::Schema(keywords) => keywords.get(key).cloned(),
            _ => None,
        }
    }

    /// The same, apart from the document.
    pub(in crate::normalise) fn to_json(&self) -> serde_json::Value {
        match self {
            Self::At(node) => node.to_json(),
            Self::Null => serde_json::Value::Null,
            Self::Bool(flag) => (*flag).into(),
            Self::Text(text) => (*text).into(),
            Self::Reference(text) => text.as_str().into(),
            Self::List(list) => list.iter().map(Self::to_json).collect(),
            Self::Schema(keywords) => {
                let all = keywords.all.iter();
                all.map(|(key, said)| ((*key).to_owned(), said.to_json())).collect()
            }
        }
    }
}

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::At(one), Self::At(other)) => one == other,
            _ => self.to_json() == other.to_json(),
        }
    }
}

impl From<bool> for Said<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<&'static str> for Said<'_> {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl<'d> Keywords<'d> {
    /// Those of an object.
    pub(in crate::normalise) fn of(map: Map<'d>) -> Self {
        let all = map.entries().map(|(key, node)| (key, Said::At(node)));
        Self { at: map.node(), all: all.collect() }
    }

    /// None yet. `at`: what they are taken from.
    pub(in crate::normalise) fn none(at: Node<'d>) -> Self {
        Self { at, all: Vec::new() }
    }

    /// One alone.
    pub(in crate::normalise) fn one(at: Node<'d>, key: &'d str, said: Said<'d>) -> Self {
        Self { at, all: vec![(key, said)] }
    }

    /// The schema of the document that they are taken from.
    pub(in crate::normalise) fn at(&self) -> Node<'d> {
        self.at
    }

    pub(in crate::normalise) fn len(&self) -> usize {
        self.all.len()
    }

    pub(in crate::normalise) fn get(&self, key: &str) -> Option<&Said<'d>> {
        self.all.iter().find(|(other, _)| *other == key).map(|(_, said)| said)
    }

    pub(in crate::normalise) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(in crate::normalise) fn keys(&self) -> impl Iterator<Item = &'d str> {
        self.all.iter().map(|(key, _)| *key)
    }

    /// Takes a keyword out.
    pub(in crate::normalise) fn remove(&mut self, key: &str) -> Option<Said<'d>> {
        let found = self.all.iter().position(|(other, _)| *other == key)?;
        Some(self.all.remove(found).1)
    }

    /// Says something else under a keyword, which keeps its place.
    pub(in crate::normalise) fn insert(&mut self, key: &'d str, said: impl Into<Said<'d>>) {
        let said = said.into();
        match self.all.iter_mut().find(|(other, _)| *other == key) {
            Some((_, there)) => *there = said,
            None => self.all.push((key, said)),
        }
    }

    /// Says something under a keyword that is not there yet.
    pub(in crate::normalise) fn or_insert(&mut self, key: &'d str, said: impl Into<Said<'d>>) {
        if !self.has(key) {
            self.all.push((key, said.into()));
        }
    }
}

impl<'d> IntoIterator for Keywords<'d> {
    type Item = (&'d str, Said<'d>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}
