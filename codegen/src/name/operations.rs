//! The names of groups, operations and parameters.

use super::{
    GroupNames, OperationNames, ident,
    scope::{DERIVES, Scope},
};
use crate::ir::{Api, BodyContent, BodyKind, Operation};

/// Modules of an emitted crate that no group may take; the last ones would hide a crate that `lib.rs` names.
const MODULES: &[&str] = &[
    "types",
    "client",
    "runtime",
    "servers",
    "schemes",
    "lib",
    "main",
    "builder",
    "from_env",
    "request",
    "std",
    "core",
    "alloc",
    "vetted_runtime",
];

/// What a group's file imports or defines for itself.
const ITEMS: &[&str] = &[
    "Base64",
    "Body",
    "Chunks",
    "Encoding",
    "Events",
    "Lines",
    "RawEvents",
    "Secret",
    "Sequence",
    "WholeEvents",
    "Binary",
    "Box",
    "BTreeMap",
    "ByStatus",
    "Bytes",
    "CivilDateTime",
    "Client",
    "Core",
    "Date",
    "DateTime",
    "Empty",
    "Fields",
    "File",
    "Json",
    "Only",
    "OrEmpty",
    "Operation",
    "Option",
    "Paging",
    "Request",
    "Result",
    "Rule",
    "Send",
    "String",
    "Style",
    "Sync",
    "Text",
    "Uuid",
    "Value",
    "Vec",
    "Into",
];

/// Methods that every request has, now or by a later runtime.
const REQUEST_METHODS: &[&str] = &[
    "header",
    "timeout",
    "attempt_timeout",
    "max_response_items",
    "retries",
    "send",
    "send_raw",
    "send_bytes",
    "send_stream",
    "send_chunks",
    "send_blocking",
    "send_raw_blocking",
    "send_bytes_blocking",
    "send_stream_blocking",
    "send_chunks_blocking",
    "attempt_timeout",
    "max_response_items",
    "retries",
    "repeatable",
    "body",
    "pages",
    "items",
    "retry",
    "idempotency_key",
    "clone",
    "into",
];

/// Names the groups.
pub(super) fn name_groups(api: &Api) -> Vec<GroupNames> {
    let mut modules = Scope::reserving(MODULES);
    let mut handles = Scope::reserving(ITEMS).and(&DERIVES);
    api.groups
        .iter()
        .map(|group| {
            let module = ident::module(&group.name);
            let handle = ident::camel(&group.name);
            GroupNames {
                module: modules
                    .take(&[module.clone(), format!("{}_api", module.trim_end_matches('_'))]),
                handle: handles.take(&[handle.clone(), format!("{handle}Api")]),
                files: Vec::new(),
            }
        })
        .collect()
}

/// Names the operations, group by group.
pub(super) fn name_operations(api: &Api) -> Vec<OperationNames> {
    let handles = name_groups(api);
    let short: Vec<String> =
        api.operations.iter().map(|operation| short_name(api, operation)).collect();
    let mut methods: Vec<Scope> = api.groups.iter().map(|_| Scope::default()).collect();
    let mut items: Vec<Scope> = handles
        .iter()
        .map(|group| {
            let mut scope = Scope::reserving(ITEMS).and(&DERIVES);
            scope.take(std::slice::from_ref(&group.handle));
            scope
        })
        .collect();
    api.operations
        .iter()
        .zip(&short)
        .map(|(operation, short)| {
            let group = operation.group.0;
            name_operation(operation, short, &mut methods[group], &mut items[group])
        })
        .collect()
}

fn name_operation(
    operation: &Operation,
    short: &str,
    methods: &mut Scope,
    items: &mut Scope,
) -> OperationNames {
    let mut names = OperationNames::default();
    let whole = ident::words(&operation.id).join("_");
    let method = methods.take(&[ident::snake(short), ident::snake(&whole)]);
    let plain = method.strip_prefix("r#").unwrap_or(&method).to_owned();
    let camel = ident::camel(&plain);
    names.constant = items.take(&[ident::shouty(&plain)]);
    names.request = items.take(&[format!("{camel}Request")]);
    names.answer = items.take(&[format!("{camel}Answer")]);
    names.error = items.take(&[format!("{camel}Error")]);
    let headers = operation.headers();
    if !headers.is_empty() {
        names.headers = items.take(&[format!("{camel}Headers")]);
        let mut fields = Scope::default();
        let words = headers.iter().map(|header| ident::snake(&header.name));
        names.header_fields = words.map(|word| fields.take(&[word])).collect();
    }
    names.methods.push(method);

    let mut parameters = Scope::reserving(REQUEST_METHODS);
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    if contents.clone().any(BodyContent::is_named_by_caller) {
        parameters.take(&["content_type".to_owned()]);
    }
    for parameter in &operation.parameters {
        // One word for all APIs, whatever the header is called; it is reserved, so nothing else has it.
        if parameter.is_idempotency_key {
            names.parameters.push("idempotency_key".to_owned());
            continue;
        }
        let name = ident::snake(&parameter.name);
        let plain = name.strip_prefix("r#").unwrap_or(&name);
        // `self` is `self_` in Rust.
        let plain = plain.trim_end_matches('_');
        let located = format!("{plain}_{}", location_word(parameter.location));
        names.parameters.push(parameters.take(&[name.clone(), located]));
    }
    if let Some(body) = &operation.body {
        for (index, content) in body.contents.iter().enumerate() {
            let kind = body_word(content);
            if index > 0 && body.required {
                names.methods.push(methods.take(&[format!("{plain}_{kind}")]));
            }
            if !body.required {
                let setter = if index == 0 { "body".to_owned() } else { format!("body_{kind}") };
                let setter = if index == 0 && !parameters.has("body_json") {
                    setter
                } else {
                    parameters.take(&[setter])
                };
                names.body_setters.push(setter);
            }
        }
    }
    names
}

/// The operation's words less those of its group: `createApplicant` of `Applicants` is `create`.
fn short_name(api: &Api, operation: &Operation) -> String {
    let words = ident::words(&operation.id);
    let group: Vec<String> = ident::words(&api.group(operation.group).name)
        .iter()
        .map(|word| ident::singular(word))
        .collect();
    let found = words.windows(group.len().max(1)).position(|window| {
        window.iter().map(|word| ident::singular(word)).eq(group.iter().cloned())
    });
    let short = match found {
        Some(at) => words[..at].iter().chain(&words[at + group.len()..]).cloned().collect(),
        None => words.clone(),
    };
    // `list_` of nothing, or a name that says nothing: keep the whole.
    let kept = if short.is_empty()
        || short.iter().all(|word| matches!(word.as_str(), "by" | "for" | "of" | "to"))
    {
        words
    } else {
        short
    };
    if kept.is_empty() { "call".to_owned() } else { kept.join("_") }
}

fn location_word(location: crate::ir::Location) -> &'static str {
    match location {
        crate::ir::Location::Path => "path",
        crate::ir::Location::Query => "query",
        crate::ir::Location::Header => "header",
        crate::ir::Location::Cookie => "cookie",
    }
}

/// A media type as a word: the subtype, without what says nothing to a reader. Each has its own, whatever stands beside
/// it, so that another media type renames no method.
fn body_word(content: &BodyContent) -> String {
    let name = content.media_type.split(';').next().unwrap_or_default().trim();
    let (family, subtype) = name.split_once('/').unwrap_or(("", name));
    let plain = match (&content.kind, family, subtype) {
        (BodyKind::Form(_), ..) => "form",
        (BodyKind::Multipart(_), ..) => "multipart",
        (BodyKind::Json(_), _, "json") => "json",
        (BodyKind::Text, "text", "plain") | (BodyKind::Text, _, "*") => "text",
        (BodyKind::Bytes, "application" | "*", "octet-stream" | "*") => "bytes",
        (BodyKind::Bytes, family, "*") => family,
        (_, _, subtype) => {
            let json = matches!(content.kind, BodyKind::Json(_));
            let word = subtype.strip_suffix("+json").filter(|_| json).unwrap_or(subtype);
            let mut word = word;
            for prefix in ["vnd.", "prs.", "x-", "x."] {
                word = word.strip_prefix(prefix).unwrap_or(word);
            }
            word
        }
    };
    let words = ident::words(plain).join("_");
    if words.is_empty() { "bytes".to_owned() } else { words }
}
