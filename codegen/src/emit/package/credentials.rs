//! Credentials: how a builder takes them, and how a client exchanges one.

use proc_macro2::TokenStream;
use quote::quote;

use super::environment::fetches_tokens;
use crate::{
    emit::{
        Context,
        docs::{self, code},
        rust::tokens,
    },
    ir::{Scheme, SchemeKind},
    name::SchemeNames,
};

/// One way to give the credential of a scheme.
struct CredentialSetter {
    /// The builder's method.
    setter: String,
    /// Its first line of documentation.
    what: String,
    /// What another credential is, in a sentence.
    another: String,
    arguments: TokenStream,
    credential: TokenStream,
}

/// The builder's methods.
pub(super) fn builder_methods(cx: Context<'_>) -> Vec<TokenStream> {
    let mut methods = Vec::new();
    for (scheme, names) in cx.api.schemes.iter().zip(&cx.names.schemes) {
        let constant = tokens(&names.constant);
        let prose = scheme.description.as_deref().map(docs::prose).unwrap_or_default();
        for (index, way) in credential_setters(scheme, names).into_iter().enumerate() {
            let CredentialSetter { setter, what, arguments, credential, .. } = way;
            let mut lines = docs::own(&what);
            if index == 0 && !prose.is_empty() {
                lines.push(String::new());
                lines.extend(prose.iter().cloned());
            }
            let (doc, method) = (docs::attributes(&lines), tokens(&setter));
            methods.push(quote! {
                #doc
                pub fn #method(mut self, #arguments) -> Self {
                    self.config = self.config.credential(&schemes::#constant, #credential);
                    self
                }
            });
        }
    }
    if fetches_tokens(cx) {
        methods.push(token_settings());
    }
    methods
}

/// The client's methods: the same connections with another credential.
pub(super) fn client_methods(cx: Context<'_>) -> Vec<TokenStream> {
    let mut methods = Vec::new();
    for (scheme, names) in cx.api.schemes.iter().zip(&cx.names.schemes) {
        let constant = tokens(&names.constant);
        for CredentialSetter { setter, another, arguments, credential, .. } in
            credential_setters(scheme, names)
        {
            let method = tokens(&format!("with_{}", setter.trim_start_matches("r#")));
            let doc = docs::own(&format!("A client on the same connections with {another}."));
            let doc = docs::attributes(&doc);
            methods.push(quote! {
                #doc
                #[must_use]
                pub fn #method(&self, #arguments) -> Self {
                    Self { core: self.core.with_credential(&schemes::#constant, #credential) }
                }
            });
        }
    }
    methods
}

/// What the document leaves open about credentials, and the ways round it, as a section of the README.
pub(super) fn section(cx: Context<'_>) -> String {
    let gaps = &cx.api.security_gaps;
    let mut items = Vec::new();
    if !gaps.unknown.is_empty() {
        let names: Vec<String> = gaps.unknown.iter().map(|name| code(&docs::line(name))).collect();
        items.push(format!(
            "The document asks for {} without describing it. {BY_HEADER}",
            names.join(", ")
        ));
    }
    let (silent, all) = (gaps.silent, gaps.operations);
    if silent > 0 && cx.api.schemes.is_empty() {
        items.push(format!(
            "The document says nothing of credentials for {silent} of {all} operations. {BY_HEADER}"
        ));
    } else if silent > 0 {
        let way = if cx.settings.ways.credentials_everywhere {
            "This client sends every credential that is set with them too."
        } else {
            "`Client::builder().credentials_everywhere()` sends every credential that is set with them too; \
             `security = \"everywhere\"` in the settings makes that the rule."
        };
        items.push(format!(
            "{silent} of {all} operations declare no security although schemes exist. {way}"
        ));
    }
    if items.is_empty() {
        return String::new();
    }
    format!("\n## Credentials\n\n- {}\n", items.join("\n- "))
}

/// What helps where no scheme does.
const BY_HEADER: &str = "If the server wants one, `Client::builder().header(name, Secret::from(..))` sends it with every call.";

/// The ways to give a scheme's credential, the usual one first.
fn credential_setters(scheme: &Scheme, names: &SchemeNames) -> Vec<CredentialSetter> {
    let key = code(&scheme.key);
    let token = |setter: &str, what: String, another: String| CredentialSetter {
        setter: setter.to_owned(),
        what,
        another,
        arguments: quote!(value: impl Into<Secret>),
        credential: quote!(Credential::token(value)),
    };
    let setter = names.setter.as_str();
    let mut ways = match &scheme.kind {
        SchemeKind::ApiKey { name, .. } => {
            let what = format!("Sends this key as {}.", code(name));
            vec![token(setter, what, format!("another {key}"))]
        }
        SchemeKind::Bearer => {
            let what = "Sends this token in `Authorization: Bearer`.";
            vec![token(setter, what.to_owned(), format!("another {key}"))]
        }
        SchemeKind::Basic => vec![CredentialSetter {
            setter: setter.to_owned(),
            what: "Sends a user and a password in `Authorization: Basic`.".to_owned(),
            another: format!("another user for {key}"),
            arguments: quote!(user: impl Into<String>, password: impl Into<Secret>),
            credential: quote!(Credential::basic(user, password)),
        }],
        SchemeKind::ClientCredentials { .. } => {
            let client = CredentialSetter {
                setter: setter.to_owned(),
                what: "Fetches tokens with this id and secret, and renews them before they end."
                    .to_owned(),
                another: format!("the id and secret of another client for {key}"),
                arguments: quote!(client_id: impl Into<String>, client_secret: impl Into<Secret>),
                credential: quote!(Credential::client(client_id, client_secret)),
            };
            let own = names.token_setter.as_deref().map(|own| {
                let what = "Sends this token, fetched by the caller, in place of ones that the \
                            client would fetch.";
                token(own, what.to_owned(), format!("another token for {key}"))
            });
            [client].into_iter().chain(own).collect()
        }
    };
    ways.extend(names.provider_setter.as_deref().map(|setter| CredentialSetter {
        setter: setter.to_owned(),
        what: "Asks this provider before every attempt what to send: for keys that come from a vault, say.".to_owned(),
        another: format!("another provider for {key}"),
        arguments: quote!(provider: impl TokenProvider),
        credential: quote!(Credential::provider(provider)),
    }));
    ways
}

/// What can be set where tokens are fetched.
fn token_settings() -> TokenStream {
    quote! {
        #[doc = " Fetches `OAuth2` tokens here."]
        pub fn token_url(mut self, url: impl Into<String>) -> Self {
            self.config = self.config.token_url(url);
            self
        }
        #[doc = " Asks for these scopes instead of all that the document lists."]
        pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
            self.config = self.config.scopes(scopes);
            self
        }
    }
}
