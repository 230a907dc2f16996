//! Parameters in `formData` → a request body whose fields they are.

use crate::{
    diagnostic::Code,
    load::{Made, MadeContent, Node},
};

use super::{Converter, Fields, media::essence, object, parameters::Written, text, whole};

pub(crate) static FORM_MEDIA_TYPE: Code = Code::warning(
    "form-media-type",
    "a form of Swagger 2.0 in a media type that forms do not have",
    "Parameters in `formData` are sent as a form, and `consumes` names no media type of forms. A form \
     with files is sent as `multipart/form-data`, another as `application/x-www-form-urlencoded`.",
);

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'d> Converter<'d> {
    /// A form, which stands where its first field is written.
    pub(super) fn form(
        &mut self,
        at: Node<'d>,
        fields: &[Written<'d>],
        consumes: Option<&[String]>,
    ) -> Made {
        let names = self.form_types(fields, consumes, at);
        let content = names.into_iter().map(|name| {
            let media = self.form_content(fields, essence(&name) == MULTIPART, at);
            (name, media)
        });
        let content = Made::map(content.collect(), at);
        let required = Made::scalar(fields.iter().any(is_required), at);
        object([("content", content), ("required", required)], at)
    }

    /// The media types that the form comes in.
    fn form_types(
        &mut self,
        fields: &[Written<'d>],
        consumes: Option<&[String]>,
        at: Node<'d>,
    ) -> Vec<String> {
        let has_file = fields.iter().any(|field| is_file(field.node));
        let carries = |name: &&String| match essence(name).as_str() {
            FORM => !has_file,
            MULTIPART => true,
            _ => false,
        };
        let names: Vec<String> = consumes.into_iter().flatten().filter(carries).cloned().collect();
        if !names.is_empty() {
            return names;
        }
        let name = if has_file { MULTIPART } else { FORM };
        let said = consumes.into_iter().flatten().any(|name| {
            let essence = essence(name);
            essence == FORM || essence.starts_with("multipart/")
        });
        if said || consumes != self.consumes.as_deref() {
            let message = "`consumes` names no media type that carries this form".to_owned();
            self.report_with(
                &FORM_MEDIA_TYPE,
                at,
                message,
                "a form with a file is sent as \
                `multipart/form-data`, another as `application/x-www-form-urlencoded`",
            );
        }
        vec![name.to_owned()]
    }

    fn form_content(&mut self, fields: &[Written<'d>], is_multipart: bool, at: Node<'d>) -> Made {
        let (mut properties, mut encoding) = (Fields::new(), Fields::new());
        let location = if is_multipart { "multipart" } else { "form" };
        for field in fields {
            let (name, node) = (field.name(), field.node);
            let sent = self.sent(node, location);
            let mut schema = match node.get("schema") {
                Some(schema) => whole(schema),
                None => self.schema(node, &sent),
            };
            if let MadeContent::Map(schema) = &mut schema.content {
                for (from, to) in [("description", "description"), ("x-example", "example")] {
                    if let Some(node) = node.get(from) {
                        schema.entry(to.to_owned()).or_insert_with(|| whole(node));
                    }
                }
            }
            // What is wrong with a field as a whole is said where it is written.
            schema.origin = node.as_origin();
            properties.insert(name.to_owned(), schema);
            let style = sent.fields(node);
            if !style.is_empty() {
                encoding.insert(name.to_owned(), Made::map(style, node));
            }
        }
        let required = fields.iter().filter(|field| is_required(field));
        let required: Vec<Made> =
            required.map(|field| Made::scalar(field.name(), field.node)).collect();
        let mut schema =
            vec![("type", Made::scalar("object", at)), ("properties", Made::map(properties, at))];
        if !required.is_empty() {
            schema.push(("required", Made::list(required, at)));
        }
        let mut media = vec![("schema", object(schema, at))];
        if !encoding.is_empty() {
            media.push(("encoding", Made::map(encoding, at)));
        }
        object(media, at)
    }
}

fn is_required(field: &Written<'_>) -> bool {
    field.node.get("required").and_then(Node::as_bool) == Some(true)
}

/// Whether the field is a file, or a list of them.
fn is_file(node: Node<'_>) -> bool {
    let says = |node| text(node, "type") == Some("file");
    says(node) || node.get("items").is_some_and(says)
}
