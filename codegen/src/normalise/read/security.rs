//! Security schemes.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Fields, Reader, Trail};
use crate::model::{ApiKeyLocation, ClientCredentials, SecurityScheme};

impl Reader<'_> {
    /// A security scheme. One that no client can use as it is written is given up, but there: what stands beside it in a
    /// requirement still counts.
    #[expect(clippy::unnecessary_wraps, reason = "one reader of components among others")]
    pub(super) fn security_scheme(
        &mut self,
        value: Value,
        at: &Trail<'_>,
    ) -> Option<SecurityScheme> {
        Some(self.usable_scheme(value, at).unwrap_or(SecurityScheme::GivenUp))
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
                Some(SecurityScheme::ApiKey { location, name, description })
            }
            "http" => {
                let scheme = self.required_text(f, "scheme", at);
                self.text(f, "bearerFormat", at);
                Some(SecurityScheme::Http { scheme, description })
            }
            "oauth2" => {
                let client_credentials = self.flows(f, at);
                Some(SecurityScheme::OAuth2 { client_credentials, description })
            }
            "openIdConnect" => {
                self.required_text(f, "openIdConnectUrl", at);
                Some(SecurityScheme::OpenIdConnect { description })
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

    fn key_location(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Option<ApiKeyLocation> {
        let text = self.required_text(fields, "in", at);
        match text.as_str() {
            "query" => Some(ApiKeyLocation::Query),
            "header" => Some(ApiKeyLocation::Header),
            "cookie" => Some(ApiKeyLocation::Cookie),
            "" => None,
            other => {
                let message = format!("an API key cannot stand in `{other}`");
                let help = "it can stand in `query`, `header` or `cookie`";
                self.warn_with("unknown-value", &at.key("in"), message, help);
                None
            }
        }
    }

    /// The flow that a client can go by itself. Of the others, what is wrong is said.
    fn flows(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Option<ClientCredentials> {
        let map = self.map(fields, "flows", at);
        if map.is_empty() {
            self.warn("missing-field", at, "an OAuth2 scheme needs `flows`");
        }
        let at = &at.key("flows");
        let mut client_credentials = None;
        for (name, value) in map {
            if name.starts_with("x-") || value.is_null() {
                continue;
            }
            let at = &at.key(&name);
            let Some(mut fields) = self.object(value, at) else { continue };
            let f = &mut fields;
            self.text(f, "refreshUrl", at);
            let scopes = self.scopes(f, at);
            match name.as_str() {
                "implicit" => {
                    self.url(f, "authorizationUrl", at);
                }
                "password" => {
                    self.url(f, "tokenUrl", at);
                }
                "clientCredentials" | "application" => {
                    let token_url = self.url(f, "tokenUrl", at);
                    client_credentials = Some(ClientCredentials { token_url, scopes });
                }
                "authorizationCode" | "accessCode" => {
                    self.url(f, "authorizationUrl", at);
                    self.url(f, "tokenUrl", at);
                }
                other => {
                    self.warn("unknown-value", at, format!("there is no OAuth2 flow `{other}`"));
                }
            }
        }
        client_credentials
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
