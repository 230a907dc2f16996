//! Answers: `schema`, `examples` and `produces` → content.

use crate::{
    load::{Made, Node},
    normalise::{
        read::{
            self,
            fields::{MISPLACED_REFERENCE, MISSING_FIELD},
        },
        version::Dialect,
    },
};

use super::{
    Converter, Fields, copied, entries, extensions,
    media::{JSON, OCTETS, Of, is_json},
    object,
    references::is_in_other_file,
    text, whole,
};

impl<'d> Converter<'d> {
    /// A shared answer.
    pub(super) fn shared_response(&mut self, node: Node<'d>) -> Made {
        let produces = self.produces.clone();
        self.response(node, produces.as_deref(), Of::Answer)
    }

    /// An answer of an operation that produces these media types.
    pub(super) fn response(
        &mut self,
        mut node: Node<'d>,
        produces: Option<&[String]>,
        of: Of,
    ) -> Made {
        if node.get("$ref").is_some() {
            if let Some(target) = self.elsewhere(node) {
                return self.response(target, produces, of);
            }
            let target = self.followed(node);
            if let ["definitions", _] = target.pointer().tokens()[..]
                && !is_in_other_file(target)
            {
                return self.schema_alone(node, produces, of);
            }
            // A shared answer comes in the media types that the document says, not in those of an operation.
            let differs = target.get("schema").is_some_and(|schema| {
                let (shared, _) = self.able(self.produces.as_deref(), Some(schema), Of::Answer);
                self.able(produces, Some(schema), of).0 != shared
            });
            if !differs {
                return whole(node);
            }
            node = target;
        }
        let Some(map) = node.as_map() else { return whole(node) };
        let mut response = copied(node, |key| key == "description");
        if let Some(headers) = map.get("headers") {
            response.insert("headers".into(), self.each(headers, Self::header));
        }
        let content = match map.get("content") {
            Some(content) => whole(content),
            None => Made::map(self.content(node, produces, of), node),
        };
        response.insert("content".into(), content);
        response.extend(extensions(node));
        Made::map(response, node)
    }

    /// A reference to a schema where an answer belongs: the answer holds it.
    fn schema_alone(&mut self, node: Node<'d>, produces: Option<&[String]>, of: Of) -> Made {
        let at = node.get("$ref").unwrap_or(node);
        let message = "the reference leads to a schema, not to an answer";
        let help = "put it into `schema` of the answer; it is read as if it were there";
        self.report_with(&MISPLACED_REFERENCE, at, message, help);
        let names = self.able(produces, Some(node), of).0.into_iter();
        let content = names.map(|name| (name, object([("schema", whole(node))], node)));
        object([("content", Made::map(content.collect(), node))], node)
    }

    fn content(&mut self, node: Node<'d>, produces: Option<&[String]>, of: Of) -> Fields {
        let schema = node.get("schema").filter(|schema| !schema.is_null());
        let examples = node.get("examples").filter(|examples| entries(*examples).next().is_some());
        let names = match schema {
            Some(schema) if is_file(schema) => file_types(produces),
            // Where nobody says, the examples do.
            Some(_) if produces.is_none() => shown_types(examples),
            Some(_) => self.carrying(produces, schema, of),
            // Nothing comes; an example says otherwise, but not of what type it is.
            None => Vec::new(),
        };
        if let Some(examples) = examples.filter(|_| schema.is_none()) {
            let message = "an example, but no `schema`: nothing is read of the answer";
            let help = "say in `schema` what the answer holds";
            self.report_with(&MISSING_FIELD, examples, message, help);
        }
        let content = names.into_iter().map(|name| {
            let example = examples.and_then(|examples| examples.get(&name));
            let fields = [("schema", schema), ("example", example)];
            let fields = fields.into_iter().filter_map(|(key, node)| Some((key, whole(node?))));
            (name, object(fields, node))
        });
        content.collect()
    }
}

/// Whether a schema is that of a file.
pub(super) fn is_file(schema: Node<'_>) -> bool {
    let has_properties = schema.get("properties").is_some();
    read::is_file(|key| text(schema, key), has_properties, Dialect::V20)
}

/// The media types of a file: JSON is said of all bodies and answers, and not meant.
pub(super) fn file_types(produces: Option<&[String]>) -> Vec<String> {
    let names: Vec<String> =
        produces.into_iter().flatten().filter(|name| !is_json(name)).cloned().collect();
    if names.is_empty() { vec![OCTETS.to_owned()] } else { names }
}

/// The media types that examples are given for.
fn shown_types(examples: Option<Node<'_>>) -> Vec<String> {
    let names = examples.into_iter().flat_map(entries).map(|(name, _)| name.to_owned());
    let names: Vec<String> = names.filter(|name| name.contains('/')).collect();
    if names.is_empty() { vec![JSON.to_owned()] } else { names }
}
