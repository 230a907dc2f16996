//! The names of groups, operations and parameters.

use super::{
    GroupNames, OperationNames, ident,
    scope::{DERIVES, Scope},
    settle::by_spelling,
};
use crate::ir::{Api, BodyContent, BodyKind, Operation, Parameter};

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
    let called = |index: usize| api.groups.get(index).map_or("", |group| group.name.as_str());
    let key = |index: usize| called(index).to_owned();
    let modules = modules.settle(
        api.groups.len(),
        |index, place| {
            let module = ident::module(called(index));
            match place {
                0 => Some(module),
                1 => Some(ident::joined_snake(&module, "api")),
                2 => Some(ident::joined_snake(&module, ident::style(called(index)))),
                _ => None,
            }
        },
        key,
    );
    let handles = handles.settle(
        api.groups.len(),
        |index, place| {
            let handle = ident::camel(called(index));
            match place {
                0 => Some(handle),
                1 => Some(format!("{handle}Api")),
                2 => Some(format!("{handle}{}", ident::camel(ident::style(called(index))))),
                _ => None,
            }
        },
        key,
    );
    let named = modules.into_iter().zip(handles);
    named.map(|(module, handle)| GroupNames { module, handle, files: Vec::new() }).collect()
}

/// Names the operations, group by group.
pub(super) fn name_operations(api: &Api, groups: &[GroupNames]) -> Vec<OperationNames> {
    let short: Vec<String> =
        api.operations.iter().map(|operation| short_name(api, operation)).collect();
    let mut of_groups: Vec<Vec<usize>> = vec![Vec::new(); api.groups.len()];
    for (index, operation) in api.operations.iter().enumerate() {
        of_groups[operation.group.0].push(index);
    }
    let mut methods: Vec<Scope> = api.groups.iter().map(|_| Scope::default()).collect();
    let mut first_methods = vec![String::new(); api.operations.len()];
    for (indexes, scope) in of_groups.iter().zip(&mut methods) {
        let operations: Vec<(&Operation, &str)> =
            indexes.iter().map(|&index| (&api.operations[index], short[index].as_str())).collect();
        for (&index, method) in indexes.iter().zip(name_methods(&operations, scope)) {
            first_methods[index] = method;
        }
    }
    let mut items: Vec<Scope> = groups
        .iter()
        .map(|group| {
            let mut scope = Scope::reserving(ITEMS).and(&DERIVES);
            scope.take(std::slice::from_ref(&group.handle));
            scope
        })
        .collect();
    api.operations
        .iter()
        .zip(first_methods)
        .map(|(operation, method)| {
            let group = operation.group.0;
            name_operation(operation, method, &mut methods[group], &mut items[group])
        })
        .collect()
}

/// The first method of each operation of a group: by the words of its id that are not the group's, by all of them, and
/// with its HTTP method.
fn name_methods(operations: &[(&Operation, &str)], scope: &mut Scope) -> Vec<String> {
    let whole = |operation: &Operation| ident::snake(&ident::words(&operation.id).join("_"));
    let candidate = |index: usize, place: usize| {
        let (operation, short) = operations.get(index)?;
        match place {
            0 => Some(ident::snake(short)),
            1 => Some(whole(operation)),
            2 => Some(ident::joined_snake(
                &whole(operation),
                &operation.method.as_str().to_lowercase(),
            )),
            3 => Some(ident::joined_snake(&whole(operation), ident::style(&operation.id))),
            _ => None,
        }
    };
    let key = |index: usize| {
        let operation = operations.get(index).map(|(operation, _)| operation);
        operation.map(|it| format!("{} {}", it.id, it.path)).unwrap_or_default()
    };
    scope.settle(operations.len(), candidate, key)
}

/// What a request's setters and arguments are called: as its parameters, and where several would be called alike, with
/// where they stand.
fn name_parameters(operation: &Operation, scope: &mut Scope) -> Vec<String> {
    let plain = |parameter: &Parameter| ident::snake(&parameter.name);
    // One word for all APIs, whatever the header is called; it is reserved, so nothing else has it.
    let others: Vec<&Parameter> =
        operation.parameters.iter().filter(|parameter| !parameter.is_idempotency_key).collect();
    let candidate = |index: usize, place: usize| {
        let parameter = others.get(index)?;
        let word = location_word(parameter.location);
        let located = || ident::joined_snake(&plain(parameter), word);
        match place {
            0 => Some(plain(parameter)),
            1 => Some(located()),
            2 => Some(ident::joined_snake(&located(), ident::style(&parameter.name))),
            _ => None,
        }
    };
    let key = |index: usize| {
        let parameter = others.get(index);
        parameter
            .map(|it| format!("{} {}", it.name, location_word(it.location)))
            .unwrap_or_default()
    };
    let mut names = scope.settle(others.len(), candidate, key).into_iter();
    let is_key = operation.parameters.iter().map(|parameter| parameter.is_idempotency_key);
    let name = |is_key| if is_key { Some("idempotency_key".to_owned()) } else { names.next() };
    is_key.filter_map(name).collect()
}

fn name_operation(
    operation: &Operation,
    method: String,
    methods: &mut Scope,
    items: &mut Scope,
) -> OperationNames {
    let mut names = OperationNames::default();
    let plain = method.strip_prefix("r#").unwrap_or(&method).to_owned();
    let camel = ident::camel(&plain);
    names.constant = items.take(&[ident::shouty(&plain)]);
    names.request = items.take(&[format!("{camel}Request")]);
    names.answer = items.take(&[format!("{camel}Answer")]);
    names.error = items.take(&[format!("{camel}Error")]);
    let headers = operation.headers();
    if !headers.is_empty() {
        names.headers = items.take(&[format!("{camel}Headers")]);
        let words: Vec<&str> = headers.iter().map(|header| header.name.as_str()).collect();
        let field = |index: usize| ident::snake(words.get(index).copied().unwrap_or_default());
        names.header_fields = by_spelling(&words, &[], field, |_| Vec::new(), ident::joined_snake);
    }
    names.methods.push(method);

    let mut parameters = Scope::reserving(REQUEST_METHODS);
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    if contents.clone().any(BodyContent::is_named_by_caller) {
        parameters.take(&["content_type".to_owned()]);
    }
    names.parameters = name_parameters(operation, &mut parameters);
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
