//! Parameters in `formData` → a request body whose fields they are.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Pointer};

use super::{At, Converter, collection::Sent, media::essence, parameters::Written};

pub(crate) static FORM_MEDIA_TYPE: Code = Code::warning(
    "form-media-type",
    "a form of Swagger 2.0 in a media type that forms do not have",
    "Parameters in `formData` are sent as a form, and `consumes` names no media type of forms. A form \
     with files is sent as `multipart/form-data`, another as `application/x-www-form-urlencoded`.",
);

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'d> Converter<'d> {
    /// A form. `to`: where the body will stand.
    pub(super) fn form(
        &mut self,
        fields: &[Written<'d>],
        consumes: Option<&[String]>,
        to: &Pointer,
    ) -> Value {
        let at = match fields.first() {
            Some(field) => At::of(to.clone(), field.from.clone()),
            None => At::of(to.clone(), to.clone()),
        };
        self.made(&at);
        let mut content = Map::new();
        for name in self.form_types(fields, consumes, &at) {
            let at = at.under("content").under(&name);
            let media = self.form_content(fields, essence(&name) == MULTIPART, &at);
            content.insert(name, media);
        }
        let required = fields.iter().any(|field| is_required(field));
        json!({ "content": content, "required": required })
    }

    /// The media types that the form comes in.
    fn form_types(
        &mut self,
        fields: &[Written<'d>],
        consumes: Option<&[String]>,
        at: &At,
    ) -> Vec<String> {
        let has_file = fields.iter().any(|field| is_file(field.map));
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

    fn form_content(&mut self, fields: &[Written<'d>], is_multipart: bool, at: &At) -> Value {
        let (mut properties, mut encoding, mut required) = (Map::new(), Map::new(), Vec::new());
        let location = if is_multipart { "multipart" } else { "form" };
        for field in fields {
            let name = field.name();
            let at = At::of(at.to.join("schema").join("properties").join(name), field.from.clone());
            self.made(&at);
            let sent = self.sent(field.map, location, &at);
            let mut schema = match field.map.get("schema") {
                Some(schema) => schema.clone(),
                None => self.schema(field.map, &sent, &at),
            };
            if let Value::Object(schema) = &mut schema {
                for (from, to) in [("description", "description"), ("x-example", "example")] {
                    if let Some(value) = field.map.get(from) {
                        schema.entry(to).or_insert_with(|| value.clone());
                    }
                }
            }
            properties.insert(name.to_owned(), self.rebased(schema, &field.from));
            if let Sent::Styled(style, explode) = sent {
                encoding.insert(name.to_owned(), json!({ "style": style, "explode": explode }));
            }
            if is_required(field) {
                required.push(Value::from(name));
            }
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if let (Value::Object(schema), false) = (&mut schema, required.is_empty()) {
            schema.insert("required".into(), required.into());
        }
        let mut media = Map::new();
        media.insert("schema".into(), schema);
        if !encoding.is_empty() {
            media.insert("encoding".into(), Value::Object(encoding));
        }
        Value::Object(media)
    }
}

fn is_required(field: &Written<'_>) -> bool {
    field.map.get("required").is_some_and(|flag| flag == true)
}

/// Whether the field is a file, or a list of them.
fn is_file(map: &Map<String, Value>) -> bool {
    let says = |value: &Value| value.get("type").is_some_and(|typ| typ == "file");
    map.get("type").is_some_and(|typ| typ == "file") || map.get("items").is_some_and(says)
}
