//! Parameters and headers.

use crate::{
    diagnostic::Code,
    load::Node,
    model::{
        Header, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
        ReferenceOr, Schema,
    },
    normalise::version::Dialect,
};

use super::{
    Fields, Reader,
    fields::{MISSING_FIELD, UNKNOWN_VALUE},
};

pub(crate) static OPTIONAL_PATH_PARAMETER: Code = Code::warning(
    "optional-path-parameter",
    "a path parameter that is not said to be required",
    "A path without one of its parts is another path. The parameter is required, whatever the \
     document says.",
);

pub(crate) static SCHEMA_AND_CONTENT: Code = Code::warning(
    "schema-and-content",
    "a parameter has both `schema` and `content`",
    "OpenAPI wants one of them in a parameter or a header. `schema` counts.",
);

pub(crate) static SUPERFLUOUS_FIELD: Code = Code::warning(
    "superfluous-field",
    "a key that says nothing there",
    "OpenAPI has no such key in this place, and what it says is said otherwise. It is not read.",
);

const PATH_STYLES: [(&str, PathStyle); 3] =
    [("simple", PathStyle::Simple), ("label", PathStyle::Label), ("matrix", PathStyle::Matrix)];

pub(super) const QUERY_STYLES: [(&str, QueryStyle); 4] = [
    ("form", QueryStyle::Form),
    ("spaceDelimited", QueryStyle::SpaceDelimited),
    ("pipeDelimited", QueryStyle::PipeDelimited),
    ("deepObject", QueryStyle::DeepObject),
];

impl<'d> Reader<'d> {
    /// The parameters of an operation or a path. `None` when one cannot be read: a call might need it.
    pub(super) fn parameters(&mut self, fields: Fields<'d>) -> Option<Vec<ReferenceOr<Parameter>>> {
        let list = self.list(fields, "parameters");
        let mut readable = true;
        let mut parameters = Vec::with_capacity(list.len());
        for node in list {
            if node.is_null() {
                self.wrong_type(node, "a parameter");
                continue;
            }
            match self.reference_or(node, Self::parameter) {
                Some(parameter) => parameters.push(parameter),
                None => readable = false,
            }
        }
        readable.then_some(parameters)
    }

    /// A parameter. `None` when it does not say where it stands or what it is called.
    pub(super) fn parameter(&mut self, node: Node<'d>) -> Option<Parameter> {
        let f = self.object(node)?;
        let location = self.required_text(f, "in");
        // The whole query has no name on the wire.
        let name = if location == "querystring" {
            self.text(f, "name").unwrap_or_else(|| "query".to_owned())
        } else {
            self.required_text(f, "name")
        };
        if name.is_empty() || location.is_empty() {
            return None;
        }
        let description = self.text(f, "description");
        let required = self.flag(f, "required").unwrap_or_default();
        let deprecated = self.flag(f, "deprecated");
        let format = self.schema_or_content(f);
        let example = f.get_any("example").map(Node::to_json);
        let examples = self.examples(f);
        let explode = self.flag(f, "explode");
        let allow_reserved = self.flag(f, "allowReserved").unwrap_or_default();
        self.flag(f, "allowEmptyValue");
        let data = |required: bool| ParameterData {
            name,
            description,
            required,
            deprecated,
            format,
            example,
            examples,
            explode,
            extensions: f.extensions(),
        };
        match location.as_str() {
            "query" => {
                let style = self.word(f, "style", QUERY_STYLES).unwrap_or_default();
                let parameter_data = data(required);
                Some(Parameter::Query { parameter_data, allow_reserved, style })
            }
            "header" => {
                self.word(f, "style", [("simple", ())]);
                Some(Parameter::Header { parameter_data: data(required) })
            }
            "path" => {
                let style = self.word(f, "style", PATH_STYLES).unwrap_or_default();
                if !required {
                    let message = "a path parameter is always required";
                    let help = "write `required: true`";
                    self.report_with(&OPTIONAL_PATH_PARAMETER, node, message, help);
                }
                // 3.2 has `allowReserved` for paths too, and documents had it before.
                let parameter_data = data(true);
                Some(Parameter::Path { parameter_data, allow_reserved, style })
            }
            "cookie" => {
                let written = f.get("style").filter(|style| style.as_str() == Some("cookie"));
                match written {
                    // The pairs as the header has them, with nothing escaped: this is how cookies are sent in any case.
                    Some(style) => {
                        self.newer(Dialect::V32, style, "the style `cookie` came with OpenAPI 3.2");
                    }
                    None => _ = self.word(f, "style", [("form", ())]),
                }
                Some(Parameter::Cookie { parameter_data: data(required) })
            }
            "querystring" => {
                let at = f.get("in").unwrap_or(node);
                self.newer(Dialect::V32, at, "`in: querystring` came with OpenAPI 3.2");
                Some(Parameter::QueryString { parameter_data: data(required) })
            }
            other => {
                let message = format!("a parameter cannot stand in `{other}`");
                let help = "it can stand in `path`, `query`, `querystring`, `header` or `cookie`";
                self.report_with(&UNKNOWN_VALUE, f.get("in").unwrap_or(node), message, help);
                None
            }
        }
    }

    /// A header of an answer or of a part of a body.
    pub(super) fn header(&mut self, node: Node<'d>) -> Option<Header> {
        let f = self.object(node)?;
        for key in ["name", "in"] {
            if let Some(node) = f.get(key) {
                let message = format!("`{key}` has no place in a header: its key is its name");
                self.report(&SUPERFLUOUS_FIELD, node, message);
            }
        }
        let description = self.text(f, "description");
        self.word(f, "style", [("simple", ())]);
        let required = self.flag(f, "required").unwrap_or_default();
        self.flag(f, "deprecated");
        let format = self.schema_or_content(f);
        let examples = self.examples(f);
        Some(Header { description, required, format, examples })
    }

    fn schema_or_content(&mut self, fields: Fields<'d>) -> ParameterSchemaOrContent {
        let schema = fields.get("schema");
        let content = self.content(fields);
        match schema {
            Some(schema) => {
                if !content.is_empty() {
                    let message = "both `schema` and `content`: `content` is not read";
                    self.report(&SCHEMA_AND_CONTENT, fields.node(), message);
                }
                ParameterSchemaOrContent::Schema(Box::new(self.schema(schema)))
            }
            None if content.is_empty() => {
                let message = "neither `schema` nor `content` says what the values are";
                self.report_with(&MISSING_FIELD, fields.node(), message, "any value is taken");
                ParameterSchemaOrContent::Schema(Box::new(ReferenceOr::Item(Schema::default())))
            }
            None => ParameterSchemaOrContent::Content(content),
        }
    }
}
