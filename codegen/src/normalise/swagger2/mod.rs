//! Swagger 2.0 → the same document as `OpenAPI` 3.0 would write it. Only what stands elsewhere or is said differently
//! in 3.0 is touched: schemas move as they are, and the reader knows how Swagger writes them. Each value remembers the
//! one that it was taken from.

pub(super) mod bodies;
pub(super) mod collection;
pub(super) mod forms;
pub(super) mod media;
mod operations;
mod parameters;
mod references;
mod responses;
mod security;
mod servers;

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, Finding},
    load::{Document, Made, MadeContent, Map, Node},
};

use super::read::NEWER_KEYWORD;

/// Converts a document. What could not be said in 3.0 is a finding, at places of the file.
pub(super) fn convert(
    document: &Document,
    root: Node<'_>,
    findings: &mut Vec<Finding>,
) -> Document {
    let consumes = media::list(root.get("consumes"));
    let produces = media::list(root.get("produces"));
    let mut converter = Converter { document, root, findings, consumes, produces };
    Document::made(document.as_layers(), &converter.document())
}

/// What all parts of the conversion need.
struct Converter<'d> {
    document: &'d Document,
    root: Node<'d>,
    findings: &'d mut Vec<Finding>,
    /// The media types of bodies, where an operation says nothing else.
    consumes: Option<Vec<String>>,
    /// The media types of answers, where an operation says nothing else.
    produces: Option<Vec<String>>,
}

/// The fields of an object.
type Fields = IndexMap<String, Made>;

impl<'d> Converter<'d> {
    fn document(&mut self) -> Made {
        let root = self.root;
        let mut document = Fields::new();
        document.insert("openapi".into(), Made::scalar("3.0.3", root));
        let mut components = self.newer_components();
        for (key, node) in entries(root) {
            match key {
                "swagger" | "host" | "basePath" | "schemes" | "consumes" | "produces"
                | "components" => {}
                "paths" => {
                    document.insert(key.to_owned(), self.each(node, Self::path_item));
                }
                "definitions" => extend(&mut components, "schemas", whole(node)),
                "parameters" => self.shared_parameters(node, &mut components),
                "responses" => {
                    let responses = self.each(node, Self::shared_response);
                    extend(&mut components, "responses", responses);
                }
                "securityDefinitions" => {
                    let schemes = self.each(node, |_, node| security::security_scheme(node));
                    extend(&mut components, "securitySchemes", schemes);
                }
                _ => {
                    document.insert(key.to_owned(), whole(node));
                }
            }
        }
        if let Some(servers) = self.servers() {
            document.insert("servers".into(), servers);
        }
        // They come first: what is written there and copied elsewhere stands here for references.
        document.shift_insert(0, "components".into(), Made::map(components, root));
        Made::map(document, root)
    }

    /// Components in a document that calls itself 2.0: somebody brought half of it to 3.0.
    fn newer_components(&mut self) -> Fields {
        let Some(node) = self.root.get("components").filter(|node| node.as_map().is_some()) else {
            return Fields::new();
        };
        self.report(&NEWER_KEYWORD, node, "`components` came with OpenAPI 3.0");
        entries(node).map(|(key, node)| (key.to_owned(), whole(node))).collect()
    }

    /// Every entry of an object. What is no object stays, for the reader to complain about.
    fn each(&mut self, node: Node<'d>, convert: impl Fn(&mut Self, Node<'d>) -> Made) -> Made {
        let Some(map) = node.as_map() else { return whole(node) };
        let entries = map.entries().map(|(key, node)| {
            // `paths` and `responses` may carry extensions.
            let made = if key.starts_with("x-") { whole(node) } else { convert(self, node) };
            (key.to_owned(), made)
        });
        Made::map(entries.collect(), node)
    }

    fn report(&mut self, code: &'static Code, at: Node<'d>, message: impl Into<String>) {
        self.findings.push(Finding::new(code, &at.pointer(), message));
    }

    fn report_with(
        &mut self,
        code: &'static Code,
        at: Node<'d>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(Finding::new(code, &at.pointer(), message).help(help));
    }
}

/// Adds to a section that may hold something already; what was there stays.
fn extend(components: &mut Fields, section: &str, made: Made) {
    match (components.get_mut(section).map(|made| &mut made.content), made) {
        (Some(MadeContent::Map(there)), Made { content: MadeContent::Map(more), .. }) => {
            for (key, made) in more {
                there.entry(key).or_insert(made);
            }
        }
        (_, made) => {
            components.insert(section.to_owned(), made);
        }
    }
}

/// A value as it is.
fn whole(node: Node<'_>) -> Made {
    Made::of(node, 0)
}

/// The entries of what may be an object.
fn entries(node: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    node.as_map().into_iter().flat_map(Map::entries)
}

/// The fields of an object that are taken over as they are.
fn copied(node: Node<'_>, is_taken: impl Fn(&str) -> bool) -> Fields {
    let fields = entries(node).filter(|(key, _)| is_taken(key));
    fields.map(|(key, node)| (key.to_owned(), whole(node))).collect()
}

/// The extensions of an object.
fn extensions(node: Node<'_>) -> Fields {
    copied(node, |key| key.starts_with("x-"))
}

/// An object that is made in the place of a value.
fn object<'k>(fields: impl IntoIterator<Item = (&'k str, Made)>, instead: Node<'_>) -> Made {
    let fields = fields.into_iter().map(|(key, made)| (key.to_owned(), made));
    Made::map(fields.collect(), instead)
}

/// The text under a key.
fn text<'d>(node: Node<'d>, key: &str) -> Option<&'d str> {
    node.get(key)?.as_str()
}
