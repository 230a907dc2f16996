//! Stands in for the wire types until they land; goes away with the merge.
#![allow(missing_docs, missing_debug_implementations)]

pub struct Part {
    pub name: String,
    pub file_name: Option<String>,
    pub content_type: Option<String>,
    pub body: Vec<u8>,
}

pub trait Parts {
    fn parts(&self) -> Result<Vec<Part>, serde_json::Error>;
}

#[derive(Default)]
pub struct Place(());

#[derive(Debug)]
pub struct Violation;

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a rule is broken")
    }
}

pub trait Check {
    fn check(&self, at: &mut Place) -> Result<(), Violation>;
}

#[derive(Debug, Clone, Copy)]
pub enum Rule {
    Pattern(&'static str),
    MinLength(u64),
    MaxLength(u64),
    AtLeast(f64),
    AtMost(f64),
    Above(f64),
    Below(f64),
    MinItems(u64),
    MaxItems(u64),
}
