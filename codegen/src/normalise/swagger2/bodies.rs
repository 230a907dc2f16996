//! Parameters in `body` → request bodies.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Pointer};

use super::{
    At, Converter, copied, extensions,
    media::Of,
    parameters::Written,
    responses::{file_types, is_file},
};

pub(crate) static SECOND_BODY: Code = Code::warning(
    "second-body",
    "a second body parameter of Swagger 2.0",
    "A request has one body: one parameter in `body`, or any number in `formData`. The first counts.",
);

impl<'d> Converter<'d> {
    /// The request body of an operation, from the parameters that are one. `to`: where it will stand.
    pub(super) fn request_body(
        &mut self,
        parameters: &[Written<'d>],
        consumes: Option<&[String]>,
        to: &Pointer,
    ) -> Option<Value> {
        let Some(body) = parameters.iter().find(|parameter| !parameter.in_form) else {
            return (!parameters.is_empty()).then(|| self.form(parameters, consumes, to));
        };
        for other in parameters.iter().filter(|other| other.from != body.from) {
            let at = At::of(to.clone(), other.from.clone());
            let message = format!("a request has one body: `{}` is left out", other.name());
            let help = "a request has one parameter in `body`, or any number in `formData`";
            self.report_with(&SECOND_BODY, &at, message, help);
        }
        // A shared body comes in the media types that the document says, not in those of an operation.
        if let Some(reference) = body.reference
            && body.from.file_name().is_none()
            && consumes == self.consumes.as_deref()
        {
            return Some(Value::Object(
                [("$ref".to_owned(), reference.into())].into_iter().collect(),
            ));
        }
        let request = self.body(body, consumes, to);
        Some(self.rebased(request, &body.from))
    }

    /// One body.
    pub(super) fn body(
        &mut self,
        body: &Written<'d>,
        consumes: Option<&[String]>,
        to: &Pointer,
    ) -> Value {
        let is_copy = body.reference.is_some();
        let at = At { to: to.clone(), from: body.from.clone(), is_copy };
        self.moved(&at);
        let mut request = copied(body.map, &["description", "required"]);
        let schema = body.map.get("schema");
        let mut content = Map::new();
        let names = if schema.is_some_and(is_file) {
            file_types(consumes)
        } else {
            let carrying = self.carrying(consumes, schema.unwrap_or(&Value::Null), Of::Body);
            self.note_inferred(&carrying, &at.key("schema"));
            carrying.names
        };
        for name in names {
            let at = at.under("content").under(&name);
            let mut media = Map::new();
            if let Some(schema) = schema {
                self.moved(&at.key("schema"));
                media.insert("schema".into(), schema.clone());
            }
            let examples = body.map.get("x-examples").and_then(|examples| examples.get(&name));
            let one = body.map.get("x-example").or_else(|| body.map.get("example"));
            if let Some(example) = examples.or(one) {
                media.insert("example".into(), example.clone());
            }
            content.insert(name, Value::Object(media));
        }
        request.insert("content".into(), Value::Object(content));
        request.extend(extensions(body.map));
        Value::Object(request)
    }
}
