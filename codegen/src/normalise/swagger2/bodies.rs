//! Parameters in `body` → request bodies.

use crate::{diagnostic::Code, load::Made};

use super::{
    Converter, Fields, copied, extensions,
    media::Of,
    parameters::Written,
    references::is_in_other_file,
    responses::{file_types, is_file},
    whole,
};

pub(crate) static SECOND_BODY: Code = Code::warning(
    "second-body",
    "a second body parameter of Swagger 2.0",
    "A request has one body: one parameter in `body`, or any number in `formData`. The first counts.",
);

impl<'d> Converter<'d> {
    /// The request body of an operation, from the parameters that are one.
    pub(super) fn request_body(
        &mut self,
        parameters: &[Written<'d>],
        consumes: Option<&[String]>,
    ) -> Option<Made> {
        let Some(body) = parameters.iter().find(|parameter| !parameter.in_form) else {
            return Some(self.form(parameters.first()?.node, parameters, consumes));
        };
        for other in parameters.iter().filter(|other| other.node.id() != body.node.id()) {
            let message = format!("a request has one body: `{}` is left out", other.name());
            let help = "a request has one parameter in `body`, or any number in `formData`";
            self.report_with(&SECOND_BODY, other.node, message, help);
        }
        // A shared body comes in the media types that the document says, not in those of an operation.
        let is_shared = !is_in_other_file(body.node) && consumes == self.consumes.as_deref();
        if let Some(node) = body.reference.filter(|_| is_shared) {
            return Some(Made::map(copied(node, |key| key == "$ref"), node));
        }
        Some(self.body(body, consumes))
    }

    /// One body.
    pub(super) fn body(&mut self, body: &Written<'d>, consumes: Option<&[String]>) -> Made {
        let node = body.node;
        let mut request = copied(node, |key| ["description", "required"].contains(&key));
        let schema = node.get("schema");
        let names = if schema.is_some_and(is_file) {
            file_types(consumes)
        } else {
            self.carrying(consumes, schema, Of::Body)
        };
        let content = names.into_iter().map(|name| {
            let mut media = Fields::new();
            media.extend(schema.map(|schema| ("schema".to_owned(), whole(schema))));
            let example = node.get("x-examples").and_then(|examples| examples.get(&name));
            let example = example.or_else(|| node.get("x-example")).or_else(|| node.get("example"));
            media.extend(example.map(|example| ("example".to_owned(), whole(example))));
            (name, Made::map(media, node))
        });
        request.insert("content".into(), Made::map(content.collect(), node));
        request.extend(extensions(node));
        Made::map(request, node)
    }
}
