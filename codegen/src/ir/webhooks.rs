//! What an API sends by itself.

use super::{Type, Variant};
use crate::diagnostic::Pointer;

/// The events that an API sends to its users, and how it signs them.
#[derive(Debug, Clone, Default)]
pub struct Webhooks {
    /// The keys, each inside the one before, under which an event says which one it is. Empty where only its shape
    /// does.
    pub tag: Vec<String>,
    /// The events: without a tag, in the order in which they are tried.
    pub events: Vec<Variant>,
    /// Where the events' bodies are written.
    pub places: Vec<Pointer>,
    /// How events are signed, where the document says it.
    pub signature: Option<Signature>,
}

impl Webhooks {
    /// The types of the events.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.events.iter().map(|event| &event.ty)
    }
}

/// How events are signed: HMAC with SHA-256, in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The header.
    pub header: String,
    /// How its bytes are written.
    pub encoding: SignatureEncoding,
    /// What stands before each signature.
    pub prefix: Option<String>,
    /// What stands between signatures, where there can be several.
    pub separator: Option<String>,
    /// What is signed, where it is not the body alone: text with `{body}`, `{timestamp}` and names of headers in
    /// braces.
    pub signed: Option<String>,
    /// The header that holds the time of signing, and by how many seconds that may differ from now.
    pub timestamp: Option<(String, u64)>,
    /// The prefix of a secret that is base64; `None` for one whose text is the key.
    pub base64_secret: Option<String>,
    /// The document's prose.
    pub description: Option<String>,
}

/// How the bytes of a signature are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureEncoding {
    /// Two digits a byte.
    Hex,
    /// Base64 in the standard alphabet.
    Base64,
    /// Base64 in the alphabet for URLs.
    Base64Url,
}
