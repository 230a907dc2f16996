//! Security schemes.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, SecurityScheme,
};
use serde_json::Value;

use super::{Fields, Reader, Trail};
use crate::diagnostic::GIVEN_UP;

impl Reader<'_> {
    /// A security scheme. One that no client can use as it is written is given up, but there: what stands beside it in a
    /// requirement still counts.
    #[expect(clippy::unnecessary_wraps, reason = "one reader of components among others")]
    pub(super) fn security_scheme(
        &mut self,
        value: Value,
        at: &Trail<'_>,
    ) -> Option<SecurityScheme> {
        Some(self.usable_scheme(value, at).unwrap_or_else(|| SecurityScheme::HTTP {
            scheme: String::new(),
            bearer_format: None,
            description: None,
            extensions: [(GIVEN_UP.to_owned(), Value::Bool(true))].into_iter().collect(),
        }))
    }

    fn usable_scheme(&mut self, value: Value, at: &Trail<'_>) -> Option<SecurityScheme> {
        let mut fields = self.object(value, at)?;
        let f = &mut fields;
        let kind = self.required_text(f, "type", at);
        let description = self.text(f, "description", at);
        match kind.as_str() {
            "apiKey" => {
                let location = self.key_location(f, at)?;
                let name = self.required_text(f, "name", at);
                let extensions = fields.extensions();
                Some(SecurityScheme::APIKey { location, name, description, extensions })
            }
            "http" => {
                let scheme = self.required_text(f, "scheme", at);
                let bearer_format = self.text(f, "bearerFormat", at);
                let extensions = fields.extensions();
                Some(SecurityScheme::HTTP { scheme, bearer_format, description, extensions })
            }
            "oauth2" => {
                let flows = self.flows(f, at);
                Some(SecurityScheme::OAuth2 { flows, description, extensions: fields.extensions() })
            }
            "openIdConnect" => {
                let open_id_connect_url = self.required_text(f, "openIdConnectUrl", at);
                let extensions = fields.extensions();
                Some(SecurityScheme::OpenIDConnect { open_id_connect_url, description, extensions })
            }
            "mutualTLS" => {
                self.note("mutual-tls", at, "client certificates are the connection's business");
                None
            }
            other => {
                let message = format!("there is no security scheme of type `{other}`");
                let help = "the types are `apiKey`, `http`, `oauth2` and `openIdConnect`";
                self.warn_with("unknown-value", &at.key("type"), message, help);
                None
            }
        }
    }

    fn key_location(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Option<APIKeyLocation> {
        let text = self.required_text(fields, "in", at);
        match text.as_str() {
            "query" => Some(APIKeyLocation::Query),
            "header" => Some(APIKeyLocation::Header),
            "cookie" => Some(APIKeyLocation::Cookie),
            "" => None,
            other => {
                let message = format!("an API key cannot stand in `{other}`");
                let help = "it can stand in `query`, `header` or `cookie`";
                self.warn_with("unknown-value", &at.key("in"), message, help);
                None
            }
        }
    }

    fn flows(&mut self, fields: &mut Fields, at: &Trail<'_>) -> OAuth2Flows {
        let map = self.map(fields, "flows", at);
        if map.is_empty() {
            self.warn("missing-field", at, "an OAuth2 scheme needs `flows`");
        }
        let at = &at.key("flows");
        let mut flows = OAuth2Flows::default();
        for (name, value) in map {
            if name.starts_with("x-") {
                flows.extensions.insert(name, value);
                continue;
            }
            let at = &at.key(&name);
            if value.is_null() {
                continue;
            }
            let Some(mut fields) = self.object(value, at) else { continue };
            let f = &mut fields;
            let refresh_url = self.text(f, "refreshUrl", at);
            let scopes = self.scopes(f, at);
            match name.as_str() {
                "implicit" => {
                    let authorization_url = self.url(f, "authorizationUrl", at);
                    let extensions = fields.extensions();
                    flows.implicit = Some(ImplicitOAuth2Flow {
                        authorization_url,
                        refresh_url,
                        scopes,
                        extensions,
                    });
                }
                "password" => {
                    let token_url = self.url(f, "tokenUrl", at);
                    let extensions = fields.extensions();
                    flows.password =
                        Some(PasswordOAuth2Flow { refresh_url, token_url, scopes, extensions });
                }
                "clientCredentials" | "application" => {
                    let token_url = self.url(f, "tokenUrl", at);
                    let extensions = fields.extensions();
                    flows.client_credentials = Some(ClientCredentialsOAuth2Flow {
                        refresh_url,
                        token_url,
                        scopes,
                        extensions,
                    });
                }
                "authorizationCode" | "accessCode" => {
                    let authorization_url = self.url(f, "authorizationUrl", at);
                    let token_url = self.url(f, "tokenUrl", at);
                    let extensions = fields.extensions();
                    flows.authorization_code = Some(AuthorizationCodeOAuth2Flow {
                        authorization_url,
                        token_url,
                        refresh_url,
                        scopes,
                        extensions,
                    });
                }
                other => {
                    self.warn("unknown-value", at, format!("there is no OAuth2 flow `{other}`"));
                }
            }
        }
        flows
    }

    fn scopes(&mut self, fields: &mut Fields, at: &Trail<'_>) -> IndexMap<String, String> {
        let map = self.map(fields, "scopes", at);
        let at = &at.key("scopes");
        let scopes = map.into_iter().map(|(name, value)| {
            let text = if value.is_null() { None } else { self.as_text(value, &at.key(&name)) };
            (name, text.unwrap_or_default())
        });
        scopes.collect()
    }

    /// A URL that has to be there: absolute, or a path on the server.
    fn url(&mut self, fields: &mut Fields, key: &str, at: &Trail<'_>) -> String {
        let url = self.required_text(fields, key, at);
        if !url.is_empty() && !url.contains("://") && !url.starts_with(['/', '{', '.']) {
            self.warn("bad-url", &at.key(key), format!("`{url}` is no URL"));
        }
        url
    }
}
