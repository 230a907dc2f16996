//! `securityDefinitions` → security schemes.

use serde_json::{Map, Value, json};

use super::{At, Converter, copied, extensions};

impl<'d> Converter<'d> {
    /// A security scheme.
    pub(super) fn security_scheme(&mut self, value: &'d Value, at: &At) -> Value {
        let Value::Object(map) = value else { return value.clone() };
        let mut scheme = copied(map, &["description"]);
        match map.get("type").and_then(Value::as_str) {
            Some("basic") => {
                scheme.insert("type".into(), "http".into());
                scheme.insert("scheme".into(), "basic".into());
            }
            Some("oauth2") if !map.contains_key("flows") => {
                scheme.insert("type".into(), "oauth2".into());
                scheme.insert("flows".into(), self.flows(map, at));
            }
            // An API key is written alike; other types are for the reader to complain about.
            _ => return value.clone(),
        }
        scheme.extend(extensions(map));
        Value::Object(scheme)
    }

    /// The one flow that a scheme has.
    fn flows(&mut self, map: &Map<String, Value>, at: &At) -> Value {
        let Some(name) = map.get("flow").and_then(Value::as_str) else { return json!({}) };
        let name = match name {
            "application" => "clientCredentials",
            "accessCode" => "authorizationCode",
            other => other,
        };
        let at = at.under("flows").under(name);
        self.made(&at);
        let flow = copied(map, &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"]);
        json!({ name: flow })
    }
}
