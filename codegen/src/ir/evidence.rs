//! How well the facts of a document are known, where it says so.

/// How well an operation is known, and from where (`x-evidence`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The level, as the document writes it.
    pub level: String,
    /// Where the facts come from, in the document's order.
    pub sources: Vec<EvidenceSource>,
    /// More prose.
    pub notes: Option<String>,
}

/// Where facts come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceSource {
    /// What is named.
    pub place: EvidencePlace,
    /// The day when it was seen, as the document writes it.
    pub seen: Option<String>,
}

/// What a source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidencePlace {
    /// A page.
    Url(String),
    /// A file that the work on the document began with.
    Seed(String),
    /// A place in a repository.
    Repository(String),
}

/// An operation that the vendor names without saying enough to call it (`x-named-only`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOnly {
    /// The vendor's name for it.
    pub name: String,
    /// The group that the vendor lists it in.
    pub group: Option<String>,
    /// The HTTP method, where it is known.
    pub method: Option<String>,
}
