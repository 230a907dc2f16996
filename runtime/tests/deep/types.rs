//! Types that stand in themselves, as a document's may.

use std::{cell::Cell, collections::BTreeMap};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vetted_runtime::UnknownValue;

/// Told apart by a tag.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    And(And),
    Leaf(Leaf),
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Expr by "op" {
        "and" => And(And);
        "leaf" => Leaf(Leaf);
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct And {
    pub op: String,
    pub args: Vec<Expr>,
}

vetted_runtime::object! {
    And {
        "op" => op: String, required;
        "args" => args: Vec<Expr>, required;
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    pub op: String,
    pub value: Option<i64>,
}

vetted_runtime::object! {
    Leaf {
        "op" => op: String, required;
        "value" => value: i64, optional;
    }
}

/// Told apart by trying.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Na(Na),
    Nb(Nb),
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Node {
        object => Na(Na);
        object => Nb(Nb);
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Na {
    pub child: Option<Box<Node>>,
    pub a: Option<String>,
}

vetted_runtime::object! {
    Na {
        "child" => child: Box<Node>, optional;
        "a" => a: String, optional;
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Nb {
    pub child: Option<Box<Node>>,
    pub b: Option<Counted>,
}

vetted_runtime::object! {
    Nb {
        "child" => child: Box<Node>, optional;
        "b" => b: Counted, optional;
    }
}

thread_local! {
    /// How often a [`Counted`] was read.
    pub static COUNTED: Cell<usize> = const { Cell::new(0) };
}

/// A text that counts how often it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted(pub String);

impl Serialize for Counted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        COUNTED.set(COUNTED.get() + 1);
        String::deserialize(deserializer).map(Self)
    }
}

/// Told apart by looks, with lists that stand in lists.
#[derive(Debug, Clone, PartialEq)]
pub enum Nested {
    Number(i64),
    List(Vec<Nested>),
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Nested {
        integer => Number(i64);
        array => List(Vec<Nested>);
    }
}

/// An object alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub child: Option<Box<Tree>>,
}

vetted_runtime::object! { Tree { "child" => child: Box<Tree>, optional; } }

#[derive(Debug, Clone, PartialEq)]
pub struct List(pub Vec<List>);

vetted_runtime::newtype! { List(Vec<List>) }

#[derive(Debug, Clone, PartialEq)]
pub struct Map(pub BTreeMap<String, Map>);

vetted_runtime::newtype! { Map(BTreeMap<String, Map>) }
