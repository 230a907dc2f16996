//! Parameters and headers.

use serde_json::Value;

use super::{Fields, Reader, Trail, reference::Kind};
use crate::model::{
    Header, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
    Schema,
};

const PATH_STYLES: [(&str, PathStyle); 3] =
    [("simple", PathStyle::Simple), ("label", PathStyle::Label), ("matrix", PathStyle::Matrix)];

pub(super) const QUERY_STYLES: [(&str, QueryStyle); 4] = [
    ("form", QueryStyle::Form),
    ("spaceDelimited", QueryStyle::SpaceDelimited),
    ("pipeDelimited", QueryStyle::PipeDelimited),
    ("deepObject", QueryStyle::DeepObject),
];

impl Reader<'_> {
    /// The parameters of an operation or a path. `None` when one cannot be read: a call might need it.
    pub(super) fn parameters(
        &mut self,
        fields: &mut Fields,
        at: &Trail<'_>,
    ) -> Option<Vec<ReferenceOr<Parameter>>> {
        let list = self.list(fields, "parameters", at);
        let at = &at.key("parameters");
        let mut readable = true;
        let mut parameters = Vec::with_capacity(list.len());
        for (index, value) in list.into_iter().enumerate() {
            let at = &at.item(index);
            if value.is_null() {
                self.wrong_type(&value, at, "a parameter");
                continue;
            }
            match self.reference_or(Kind::Parameter, value, at, Self::parameter) {
                Some(parameter) => parameters.push(parameter),
                None => readable = false,
            }
        }
        readable.then_some(parameters)
    }

    /// A parameter. `None` when it does not say where it stands or what it is called.
    pub(super) fn parameter(&mut self, value: Value, at: &Trail<'_>) -> Option<Parameter> {
        let mut fields = self.object(value, at)?;
        let f = &mut fields;
        let location = self.required_text(f, "in", at);
        let name = self.required_text(f, "name", at);
        if name.is_empty() || location.is_empty() {
            return None;
        }
        let description = self.text(f, "description", at);
        let required = self.flag(f, "required", at).unwrap_or_default();
        let deprecated = self.flag(f, "deprecated", at);
        let format = self.schema_or_content(f, at);
        let example = f.take_any("example");
        let examples = self.examples(f, at);
        let explode = self.flag(f, "explode", at);
        let allow_reserved = self.flag(f, "allowReserved", at).unwrap_or_default();
        self.flag(f, "allowEmptyValue", at);
        let data = |required: bool, fields: Fields| ParameterData {
            name,
            description,
            required,
            deprecated,
            format,
            example,
            examples,
            explode,
            extensions: fields.extensions(),
        };
        match location.as_str() {
            "query" => {
                let style = self.word(f, "style", at, QUERY_STYLES).unwrap_or_default();
                let parameter_data = data(required, fields);
                Some(Parameter::Query { parameter_data, allow_reserved, style })
            }
            "header" => {
                self.word(f, "style", at, [("simple", ())]);
                Some(Parameter::Header { parameter_data: data(required, fields) })
            }
            "path" => {
                let style = self.word(f, "style", at, PATH_STYLES).unwrap_or_default();
                if !required {
                    let message = "a path parameter is always required";
                    self.warn_with(
                        "optional-path-parameter",
                        at,
                        message,
                        "write `required: true`",
                    );
                }
                // 3.2 has `allowReserved` for paths too, and documents had it before.
                let parameter_data = data(true, fields);
                Some(Parameter::Path { parameter_data, allow_reserved, style })
            }
            "cookie" => {
                self.word(f, "style", at, [("form", ())]);
                Some(Parameter::Cookie { parameter_data: data(required, fields) })
            }
            other => {
                let message = format!("a parameter cannot stand in `{other}`");
                let help = "it can stand in `path`, `query`, `header` or `cookie`";
                self.warn_with("unknown-value", &at.key("in"), message, help);
                None
            }
        }
    }

    /// A header of an answer or of a part of a body.
    pub(super) fn header(&mut self, value: Value, at: &Trail<'_>) -> Option<Header> {
        let mut fields = self.object(value, at)?;
        let f = &mut fields;
        for key in ["name", "in"] {
            if f.take(key).is_some() {
                let message = format!("`{key}` has no place in a header: its key is its name");
                self.warn("superfluous-field", &at.key(key), message);
            }
        }
        let description = self.text(f, "description", at);
        self.word(f, "style", at, [("simple", ())]);
        let required = self.flag(f, "required", at).unwrap_or_default();
        self.flag(f, "deprecated", at);
        let format = self.schema_or_content(f, at);
        let examples = self.examples(f, at);
        Some(Header { description, required, format, examples })
    }

    fn schema_or_content(
        &mut self,
        fields: &mut Fields,
        at: &Trail<'_>,
    ) -> ParameterSchemaOrContent {
        let schema = fields.take("schema");
        let content = self.content(fields, at);
        match schema {
            Some(schema) => {
                if !content.is_empty() {
                    let message = "both `schema` and `content`: `content` is not read";
                    self.warn("schema-and-content", at, message);
                }
                let at = &at.key("schema");
                ParameterSchemaOrContent::Schema(self.schema(schema, at))
            }
            None if content.is_empty() => {
                let message = "neither `schema` nor `content` says what the values are";
                self.warn_with("missing-field", at, message, "any value is taken");
                ParameterSchemaOrContent::Schema(ReferenceOr::Item(Schema::default()))
            }
            None => ParameterSchemaOrContent::Content(content),
        }
    }
}
