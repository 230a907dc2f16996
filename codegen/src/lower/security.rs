//! Security: the schemes in use, and what each operation asks for.

use std::collections::{BTreeSet, HashMap};

use crate::{
    diagnostic::{Code, Finding, Pointer},
    ir::{KeyLocation, Requirement, Scheme, SchemeId, SchemeKind, SecurityGaps},
    model::{ApiKeyLocation, ClientCredentials, Operation, SecurityRequirement, SecurityScheme},
};

use super::context::Context;

pub(crate) static SECURITY_NONE: Code = Code::note(
    "security-none",
    "nothing is said of credentials",
    "The document has no `securitySchemes` and no `security`. The client sends no credentials by \
     itself; its builder takes headers for all calls.",
);

pub(crate) static SECURITY_UNDECLARED: Code = Code::note(
    "security-undeclared",
    "operations that declare no security although schemes exist",
    "The document has schemes, and these operations ask for none of them. No credentials are sent \
     with them. If they need some, say `security = \"everywhere\"` in the settings.",
);

pub(crate) static SECURITY_UNKNOWN: Code = Code::warning(
    "security-unknown",
    "a security scheme that is not there",
    "`security` names a scheme that is not under `securitySchemes`. That alternative is left out; if \
     it was the only one, the operation is called without credentials.",
);

pub(crate) static SECURITY_UNSUPPORTED: Code = Code::warning(
    "security-unsupported",
    "a security scheme that the client does not know",
    "The client does HTTP basic and bearer, keys in headers, queries and cookies, and OAuth2's client \
     credentials. Credentials of another kind are the caller's business.",
);

pub(crate) static SECURITY_UNUSED: Code = Code::warning(
    "security-unused",
    "a security scheme that no operation asks for",
    "A scheme that no operation names is sent with no call, although users may expect it. Name it in \
     `security`, or use `.credentials_everywhere()`.",
);

pub(crate) static TOKEN_URL_RELATIVE: Code = Code::note(
    "token-url-relative",
    "a token URL that is not absolute",
    "A relative `tokenUrl` is looked for at the server that the client calls.",
);

/// The schemes that the document describes.
#[derive(Debug, Default)]
pub(super) struct Schemes {
    /// In the document's order.
    pub(super) list: Vec<Scheme>,
    /// The place of each in the list.
    by_key: HashMap<String, usize>,
    /// The names of schemes that the client cannot do.
    unsupported: BTreeSet<String>,
}

/// Lowers all schemes, those that no operation names too: a document can forget to say where they are needed.
pub(super) fn schemes(cx: &mut Context<'_>) -> Schemes {
    let model = cx.model;
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let operations = model.operations().filter_map(|operation| operation.security.as_ref());
    for requirement in operations.chain(&model.security).flatten() {
        used.extend(requirement.keys().map(String::as_str));
    }
    let mut schemes = Schemes::default();
    let root = Pointer::root().join("components").join("securitySchemes");
    for key in model.components.security_schemes.keys() {
        let at = root.join(key);
        let found = cx.resolved.security_scheme(key).map(|(scheme, _)| scheme);
        let (kind, wrong) = found.map(|scheme| kind(scheme, &at)).unwrap_or_default();
        if used.contains(key.as_str()) {
            if let Some(finding) = wrong {
                cx.say(finding);
            }
        } else {
            // Nobody misses what the client cannot do with a scheme that nothing names.
            let message = format!("no operation asks for `{key}`: by itself no call sends it");
            let help = "name it in `security`; `.credentials_everywhere()` on the builder sends it with every call";
            cx.report_with(&SECURITY_UNUSED, &at, message, help);
        }
        match (found, kind) {
            (Some(scheme), Some(kind)) => {
                schemes.by_key.insert(key.clone(), schemes.list.len());
                schemes.list.push(Scheme {
                    key: key.clone(),
                    description: description(scheme).filter(|text| !text.trim().is_empty()),
                    kind,
                });
            }
            _ => {
                schemes.unsupported.insert(key.clone());
            }
        }
    }
    schemes
}

/// What the client can do with a scheme, and what is wrong with it for whoever needs it.
fn kind(scheme: &SecurityScheme, at: &Pointer) -> (Option<SchemeKind>, Option<Finding>) {
    let kind = match scheme {
        SecurityScheme::ApiKey { location, name, .. } => Some(SchemeKind::ApiKey {
            name: name.clone(),
            location: match location {
                ApiKeyLocation::Query => KeyLocation::Query,
                ApiKeyLocation::Header => KeyLocation::Header,
                ApiKeyLocation::Cookie => KeyLocation::Cookie,
            },
        }),
        // Said where it was read.
        SecurityScheme::GivenUp => None,
        SecurityScheme::Http { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(SchemeKind::Bearer),
            "basic" => Some(SchemeKind::Basic),
            other => {
                let message = format!(
                    "the client cannot do `{other}` authentication; operations can be called without it"
                );
                return (None, Some(Finding::new(&SECURITY_UNSUPPORTED, at, message)));
            }
        },
        SecurityScheme::OAuth2 { client_credentials, .. } => {
            return oauth2(client_credentials.as_ref(), at);
        }
        SecurityScheme::OpenIdConnect { .. } => Some(SchemeKind::Bearer),
    };
    (kind, None)
}

/// The client fetches tokens itself where that needs no person; else the caller has one.
fn oauth2(flow: Option<&ClientCredentials>, at: &Pointer) -> (Option<SchemeKind>, Option<Finding>) {
    // Where the token URL is missing, which is said there, the caller brings a token.
    let Some(flow) = flow.filter(|flow| !flow.token_url.is_empty()) else {
        return (Some(SchemeKind::Bearer), None);
    };
    let is_absolute =
        flow.token_url.starts_with("https://") || flow.token_url.starts_with("http://");
    let wrong = (!is_absolute).then(|| {
        let at = at.join("flows").join("clientCredentials").join("tokenUrl");
        let message =
            "the token URL is not absolute; the client looks for it at the server that it calls";
        Finding::new(&TOKEN_URL_RELATIVE, &at, message)
    });
    let kind = SchemeKind::ClientCredentials {
        token_url: flow.token_url.clone(),
        scopes: flow.scopes.keys().cloned().collect(),
    };
    (Some(kind), wrong)
}

fn description(scheme: &SecurityScheme) -> Option<String> {
    match scheme {
        SecurityScheme::ApiKey { description, .. }
        | SecurityScheme::Http { description, .. }
        | SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIdConnect { description } => description.clone(),
        SecurityScheme::GivenUp => None,
    }
}

/// What the document leaves open, once all operations are lowered.
pub(super) fn gaps(cx: &mut Context<'_>) -> SecurityGaps {
    let model = cx.model;
    let unknown: Vec<String> = cx.unknown_schemes.iter().cloned().collect();
    let operations = model.operations().count();
    let silent = match model.security {
        Some(_) => 0,
        None => model.operations().filter(|operation| operation.security.is_none()).count(),
    };
    let described = &model.components.security_schemes;
    if silent > 0 && !described.is_empty() {
        cx.report_with(
            &SECURITY_UNDECLARED,
            &Pointer::root().join("components").join("securitySchemes"),
            format!(
                "{silent} of {operations} operations declare no security although schemes exist"
            ),
            "if they need credentials, say `security = \"everywhere\"` in the settings",
        );
    } else if silent > 0 && silent == operations {
        cx.report_with(
            &SECURITY_NONE,
            &Pointer::root(),
            "the document says nothing of credentials",
            "if the server asks for one, the client's builder sends it by `.header(name, secret)`",
        );
    }
    SecurityGaps { unknown, silent, operations }
}

/// The alternatives of an operation: its own, else those of the document.
pub(super) fn of_operation(
    cx: &mut Context<'_>,
    schemes: &Schemes,
    operation: &Operation,
    at: &Pointer,
) -> Vec<Vec<Requirement>> {
    let (alternatives, at) = match (&operation.security, &cx.model.security) {
        (Some(own), _) => (own, at.join("security")),
        (None, Some(root)) => (root, Pointer::root().join("security")),
        (None, None) => return Vec::new(),
    };
    let mut out: Vec<Vec<Requirement>> = Vec::with_capacity(alternatives.len());
    for (index, alternative) in alternatives.iter().enumerate() {
        if let Some(requirements) = alternative_of(cx, schemes, alternative, &at.item(index)) {
            out.push(requirements);
        }
    }
    out
}

fn alternative_of(
    cx: &mut Context<'_>,
    schemes: &Schemes,
    alternative: &SecurityRequirement,
    at: &Pointer,
) -> Option<Vec<Requirement>> {
    let mut requirements = Vec::with_capacity(alternative.len());
    for (key, scopes) in alternative {
        match schemes.by_key.get(key).copied() {
            Some(index) => {
                requirements.push(Requirement { scheme: SchemeId(index), scopes: scopes.clone() });
            }
            // Said where the scheme stands; the operation stays callable.
            None if schemes.unsupported.contains(key) => {}
            None => {
                let message =
                    format!("there is no security scheme `{key}`; the alternative is left out");
                // The document's own requirement is met at every operation, but is one mistake.
                if cx.unknown_schemes.insert(key.clone()) {
                    cx.report(&SECURITY_UNKNOWN, at, message);
                }
                return None;
            }
        }
    }
    Some(requirements)
}
