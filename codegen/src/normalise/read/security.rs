//! Security schemes.

use indexmap::IndexMap;

use crate::{
    diagnostic::Code,
    load::Node,
    model::{ApiKeyLocation, ClientCredentials, SecurityScheme},
    normalise::version::Dialect,
};

use super::{
    Fields, Reader,
    fields::{MISSING_FIELD, UNKNOWN_VALUE},
};

pub(crate) static BAD_URL: Code = Code::warning(
    "bad-url",
    "what should be a URL is none",
    "The text is no URL by RFC 3986. It stays in the documentation as it is, and nothing is called by \
     it.",
);

pub(crate) static MUTUAL_TLS: Code = Code::note(
    "mutual-tls",
    "client certificates, which are the connection's business",
    "The scheme `mutualTLS` is settled when a connection is made, before any call. Give the HTTP \
     client that you pass in its certificate.",
);

impl<'d> Reader<'d> {
    /// A security scheme. One that no client can use as it is written is given up, but there: what stands beside it in
    /// a requirement still counts.
    #[expect(clippy::unnecessary_wraps, reason = "one reader of components among others")]
    pub(super) fn security_scheme(&mut self, node: Node<'d>) -> Option<SecurityScheme> {
        Some(self.usable_scheme(node).unwrap_or(SecurityScheme::GivenUp))
    }

    fn usable_scheme(&mut self, node: Node<'d>) -> Option<SecurityScheme> {
        let f = self.object(node)?;
        let kind = self.required_text(f, "type");
        let description = self.text(f, "description");
        match kind.as_str() {
            "apiKey" => {
                let location = self.key_location(f)?;
                let name = self.required_text(f, "name");
                Some(SecurityScheme::ApiKey { location, name, description })
            }
            "http" => {
                let scheme = self.required_text(f, "scheme");
                self.text(f, "bearerFormat");
                Some(SecurityScheme::Http { scheme, description })
            }
            "oauth2" => {
                let client_credentials = self.flows(f);
                self.text(f, "oauth2MetadataUrl");
                Some(SecurityScheme::OAuth2 { client_credentials, description })
            }
            "openIdConnect" => {
                self.required_text(f, "openIdConnectUrl");
                Some(SecurityScheme::OpenIdConnect { description })
            }
            "mutualTLS" => {
                self.report(&MUTUAL_TLS, node, "client certificates are the connection's business");
                None
            }
            other => {
                let message = format!("there is no security scheme of type `{other}`");
                let help = "the types are `apiKey`, `http`, `oauth2` and `openIdConnect`";
                self.report_with(&UNKNOWN_VALUE, f.get("type").unwrap_or(node), message, help);
                None
            }
        }
    }

    fn key_location(&mut self, fields: Fields<'d>) -> Option<ApiKeyLocation> {
        let text = self.required_text(fields, "in");
        match text.as_str() {
            "query" => Some(ApiKeyLocation::Query),
            "header" => Some(ApiKeyLocation::Header),
            "cookie" => Some(ApiKeyLocation::Cookie),
            "" => None,
            other => {
                let message = format!("an API key cannot stand in `{other}`");
                let help = "it can stand in `query`, `header` or `cookie`";
                let at = fields.get("in").unwrap_or(fields.node());
                self.report_with(&UNKNOWN_VALUE, at, message, help);
                None
            }
        }
    }

    /// The flow that a client can go by itself. Of the others, what is wrong is said.
    fn flows(&mut self, fields: Fields<'d>) -> Option<ClientCredentials> {
        let map = self.map(fields, "flows");
        if map.is_empty() {
            self.report(&MISSING_FIELD, fields.node(), "an OAuth2 scheme needs `flows`");
        }
        let mut client_credentials = None;
        for (name, node) in map {
            if name.starts_with("x-") || node.is_null() {
                continue;
            }
            let Some(f) = self.object(node) else { continue };
            self.text(f, "refreshUrl");
            let scopes = self.scopes(f);
            match name {
                "implicit" => {
                    self.url(f, "authorizationUrl");
                }
                "password" => {
                    self.url(f, "tokenUrl");
                }
                "clientCredentials" | "application" => {
                    let token_url = self.url(f, "tokenUrl");
                    client_credentials = Some(ClientCredentials { token_url, scopes });
                }
                "deviceAuthorization" => {
                    self.newer(
                        Dialect::V32,
                        node,
                        "the flow `deviceAuthorization` came with OpenAPI 3.2",
                    );
                    self.url(f, "deviceAuthorizationUrl");
                    self.url(f, "tokenUrl");
                }
                "authorizationCode" | "accessCode" => {
                    self.url(f, "authorizationUrl");
                    self.url(f, "tokenUrl");
                }
                other => {
                    self.report(&UNKNOWN_VALUE, node, format!("there is no OAuth2 flow `{other}`"));
                }
            }
        }
        client_credentials
    }

    fn scopes(&mut self, fields: Fields<'d>) -> IndexMap<String, String> {
        let map = self.map(fields, "scopes");
        let scopes = map.into_iter().map(|(name, node)| {
            let text = if node.is_null() { None } else { self.as_text(node) };
            (name.to_owned(), text.unwrap_or_default())
        });
        scopes.collect()
    }

    /// A URL that has to be there: absolute, or a path on the server.
    fn url(&mut self, fields: Fields<'d>, key: &str) -> String {
        let url = self.required_text(fields, key);
        if !url.is_empty() && !url.contains("://") && !url.starts_with(['/', '{', '.']) {
            let at = fields.get(key).unwrap_or(fields.node());
            self.report(&BAD_URL, at, format!("`{url}` is no URL"));
        }
        url
    }
}
