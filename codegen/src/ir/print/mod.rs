//! The API as text, for people who compare two of them: what a document means, apart from how Rust says it.
//!
//! A fact has a line of its own where that shows more of a change, and stands inside what it belongs to. A type is
//! named by its words and not by its number, so that a new one changes no other line. Prose is left out: it means
//! nothing on the wire. Every struct is taken apart by all of its fields, so that a new fact does not compile until it
//! is decided how it is printed.

mod lines;
mod operations;
mod types;

use std::collections::BTreeMap;

use super::{
    Api, ClientSetting, Evidence, EvidencePlace, EvidenceSource, Group, Info, KeyLocation,
    NamedOnly, Period, RateLimit, Requirement, Scheme, SchemeKind, SecurityGaps, Server,
    ServerVariable, Signature, SignatureEncoding, TypeDef, TypeId, Unchecked, Webhooks,
};
use lines::{Lines, more, place, word, words};

/// The API as text. The same API always gives the same text.
#[must_use]
pub fn print(api: &Api) -> String {
    let Api {
        info,
        servers,
        relative_server,
        schemes,
        security_gaps,
        groups,
        operations,
        paging,
        settings,
        named_only,
        webhooks,
        types,
        unchecked,
    } = api;
    let printer = Printer { api, labels: labels(types) };
    let mut lines = Lines::default();
    print_info(&mut lines, info);
    for server in servers {
        print_server(&mut lines, server);
    }
    lines.text("server below an address of the caller's:", relative_server.as_ref());
    for scheme in schemes {
        print_scheme(&mut lines, scheme);
    }
    print_gaps(&mut lines, security_gaps);
    for Group { name, description: _ } in groups {
        lines.line(format_args!("group {}", word(name)));
    }
    operations::print_statement(&mut lines, paging);
    for ClientSetting { name, default, description: _ } in settings {
        lines.line(format_args!("setting {}: {}", word(name), word(default)));
    }
    for NamedOnly { name, group, method } in named_only {
        lines.line(format_args!("named only: {}", word(name)));
        lines.inside(|lines| {
            lines.text("group", group.as_ref());
            lines.text("method", method.as_ref());
        });
    }
    for operation in operations {
        lines.part();
        printer.operation(&mut lines, operation);
    }
    if let Some(webhooks) = webhooks {
        lines.part();
        printer.webhooks(&mut lines, webhooks);
    }
    for (index, def) in types.iter().enumerate() {
        lines.part();
        printer.type_def(&mut lines, TypeId(index), def);
    }
    if !unchecked.is_empty() {
        lines.part();
        lines.line("not checked");
        lines.inside(|lines| {
            for Unchecked { at, message } in unchecked {
                lines.line(format_args!("{}: {message}", place(at)));
            }
        });
    }
    lines.into_text()
}

/// What is needed to say what something refers to.
struct Printer<'a> {
    api: &'a Api,
    /// What each type is called, by its number.
    labels: Vec<String>,
}

impl Printer<'_> {
    /// What a type is called.
    fn label(&self, id: TypeId) -> &str {
        self.labels.get(id.0).map_or("#?", String::as_str)
    }

    /// The schemes that are needed together.
    fn requirements(&self, together: &[Requirement]) -> String {
        let scheme = |Requirement { scheme, scopes }: &Requirement| {
            let key = word(&self.api.scheme(*scheme).key);
            if scopes.is_empty() { key } else { format!("{key} ({})", words(scopes)) }
        };
        match together {
            [] => "none".to_owned(),
            some => some.iter().map(scheme).collect::<Vec<_>>().join(" + "),
        }
    }

    fn webhooks(&self, lines: &mut Lines, webhooks: &Webhooks) {
        let Webhooks { tag, events, places, signature } = webhooks;
        lines.line("webhooks");
        lines.inside(|lines| {
            if !tag.is_empty() {
                lines.line(format_args!("told by {}", words(tag)));
            }
            for event in events {
                self.variant(lines, "event", event);
            }
            for at in places {
                lines.line(format_args!("body at {}", place(at)));
            }
            if let Some(signature) = signature {
                print_signature(lines, signature);
            }
        });
    }
}

/// What each type is called: its words behind a `#`, which tells it from a scalar. Of several with the same words all
/// but the first have a number.
fn labels(types: &[TypeDef]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let label = |def: &TypeDef| {
        let words: Vec<String> = def.path.iter().map(|word| part(word)).collect();
        let label = format!("#{}", words.join("/"));
        let count = seen.entry(label.clone()).or_default();
        *count += 1;
        if *count == 1 { label } else { format!("{label}~{count}") }
    };
    types.iter().map(label).collect()
}

/// A word of a type's name.
fn part(text: &str) -> String {
    if text.contains(['/', '~']) { format!("{text:?}") } else { word(text) }
}

fn print_info(lines: &mut Lines, info: &Info) {
    let Info { title, version, description: _, deprecated, rate_limits, docs_url } = info;
    lines.line(format_args!("api {} {}", word(title), word(version)));
    lines.inside(|lines| {
        lines.text("deprecated", deprecated.as_ref());
        lines.text("docs", docs_url.as_ref());
        for RateLimit { requests, per, of, scope, headers, notes: _ } in rate_limits {
            let per = match per {
                Period::Second => "second",
                Period::Minute => "minute",
                Period::Hour => "hour",
                Period::Day => "day",
            };
            lines.line(format_args!("rate limit: {requests} a {per}"));
            lines.inside(|lines| {
                lines.text("of", of.as_ref());
                lines.text("scope", scope.as_ref());
                lines.texts("header", headers);
            });
        }
    });
}

fn print_server(lines: &mut Lines, server: &Server) {
    let Server { url, name, description: _, variables, token_url } = server;
    lines.line(format_args!("server {}", word(url)));
    lines.inside(|lines| {
        lines.text("name", name.as_ref());
        for ServerVariable { name, default, allowed, description: _ } in variables {
            lines.line(format_args!("variable {}: {}", word(name), word(default)));
            lines.inside(|lines| lines.texts("allowed", allowed));
        }
        lines.text("token URL", token_url.as_ref());
    });
}

fn print_scheme(lines: &mut Lines, scheme: &Scheme) {
    let Scheme { key, description: _, kind } = scheme;
    let key = word(key);
    match kind {
        SchemeKind::ApiKey { name, location } => {
            let location = match location {
                KeyLocation::Header => "header",
                KeyLocation::Query => "query parameter",
                KeyLocation::Cookie => "cookie",
            };
            lines.line(format_args!("scheme {key}: {location} {}", word(name)));
        }
        SchemeKind::Bearer => lines.line(format_args!("scheme {key}: bearer")),
        SchemeKind::Basic => lines.line(format_args!("scheme {key}: basic")),
        SchemeKind::ClientCredentials { token_url, scopes } => {
            lines.line(format_args!("scheme {key}: client credentials"));
            lines.inside(|lines| {
                lines.text("token URL", Some(token_url));
                lines.texts("scope", scopes);
            });
        }
    }
}

fn print_gaps(lines: &mut Lines, gaps: &SecurityGaps) {
    let SecurityGaps { unknown, silent, operations } = gaps;
    lines.texts("scheme without a description:", unknown);
    if *silent > 0 {
        lines.line(format_args!("security not said of {silent} of {operations} operations"));
    }
}

fn print_evidence(lines: &mut Lines, evidence: &Evidence) {
    let Evidence { level, sources, notes: _ } = evidence;
    lines.line(format_args!("evidence {}", word(level)));
    lines.inside(|lines| {
        for EvidenceSource { place, seen } in sources {
            let (what, name) = match place {
                EvidencePlace::Url(name) => ("page", name),
                EvidencePlace::Seed(name) => ("seed", name),
                EvidencePlace::Repository(name) => ("repository", name),
            };
            let seen = more("seen ", seen.as_ref().map(|day| word(day)));
            lines.line(format_args!("{what} {}{seen}", word(name)));
        }
    });
}

fn print_signature(lines: &mut Lines, signature: &Signature) {
    let Signature {
        header,
        encoding,
        prefix,
        separator,
        signed,
        timestamp,
        base64_secret,
        description: _,
    } = signature;
    let encoding = match encoding {
        SignatureEncoding::Hex => "hex",
        SignatureEncoding::Base64 => "base64",
        SignatureEncoding::Base64Url => "base64url",
    };
    lines.line(format_args!("signature in {}: {encoding}", word(header)));
    lines.inside(|lines| {
        lines.text("prefix", prefix.as_ref());
        lines.text("separator", separator.as_ref());
        lines.text("of", signed.as_ref());
        if let Some((header, tolerance)) = timestamp {
            lines.line(format_args!("time in {}, off by {tolerance} s at most", word(header)));
        }
        lines.text("secret is base64 behind", base64_secret.as_ref());
    });
}
