//! The request that a document describes, and what the server got instead.

use serde_json::Value;
use vetted_contract::{
    document::{Document, Media, Operation, Parameter, Scheme, entries, items},
    table::Credential,
};
use vetted_tests::server::Request;

use super::sample::{self, Kind};

/// Everything about the request that the document does not say.
pub(super) fn problems(
    document: &Document,
    operation: &Operation<'_>,
    media: Option<&str>,
    everything: bool,
    credentials: &[Credential],
    request: &Request,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, wanted: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        let (wanted, got) = (format!("{wanted:?}"), format!("{got:?}"));
        if wanted != got {
            found.push(format!("{what}: the document says {wanted}, the server got {got}"));
        }
    };
    let sent = |parameter: &&Parameter<'_>| everything || parameter.required;
    let parameters = || operation.parameters.iter().filter(sent);

    differ("method", &operation.method.as_str(), &request.method.as_str());
    differ("path", &path(document, operation), &request.path);

    let mut query: Vec<(String, String)> = parameters()
        .filter(|parameter| parameter.location == "query")
        .flat_map(|parameter| {
            let values = texts(&value(document, parameter));
            values.into_iter().map(|value| (parameter.name.to_owned(), value))
        })
        .collect();
    let mut got = request.query_pairs();
    // The order of parameters means nothing; that of one parameter's values does, and a stable sort keeps it.
    query.sort_by(|a, b| a.0.cmp(&b.0));
    got.sort_by(|a, b| a.0.cmp(&b.0));
    differ("query", &query, &got);

    for parameter in operation.parameters.iter().filter(|it| it.location == "header") {
        let wanted = sent(&parameter).then(|| texts(&value(document, parameter)).join(","));
        differ(parameter.name, &wanted.as_deref(), &request.header(parameter.name));
    }

    let needed = needed_headers(operation, credentials);
    for credential in credentials {
        let wanted = needed.contains(&credential.header).then_some(credential.value);
        differ(credential.header, &wanted, &request.header(credential.header));
    }
    let accept = request.header("accept").unwrap_or_default();
    for name in operation.responses.iter().filter_map(|it| it.media).map(|it| it.name) {
        differ("accept", &name, &if accept.contains("*/*") { name } else { accept });
    }

    let media = match media {
        Some(name) => operation.bodies.iter().find(|body| body.name == name),
        None => operation.bodies.first(),
    };
    differ("content-type", &media.map(|it| it.name), &request.media_type().as_deref());
    match media {
        Some(media) => {
            let wanted = sorted(&body(document, operation, media)).to_string();
            differ("body", &Some(wanted), &sent_body(media.name, request));
        }
        None => differ("body", &"", &String::from_utf8_lossy(&request.body)),
    }
    found
}

/// The headers of the first alternative that the client has all credentials of.
fn needed_headers<'o>(operation: &'o Operation<'_>, credentials: &[Credential]) -> Vec<&'o str> {
    let header = |scheme: &Scheme<'o>| match *scheme {
        Scheme::Bearer => Some("authorization"),
        Scheme::ApiKeyHeader(name) => Some(name),
        // The harness gives no client one; the tests of the credentials themselves do.
        Scheme::ClientCredentials => None,
        Scheme::Other => panic!("the harness does not know a scheme of {}", operation.id),
    };
    let has = |name: &str| credentials.iter().any(|it| it.header == name);
    let alternatives = operation.security.iter();
    let headers = alternatives.filter_map(|it| it.iter().map(header).collect::<Option<Vec<_>>>());
    headers.into_iter().find(|names| names.iter().all(|name| has(name))).unwrap_or_default()
}

fn path(document: &Document, operation: &Operation<'_>) -> String {
    let in_path = operation.parameters.iter().filter(|it| it.location == "path");
    in_path.fold(operation.path.to_owned(), |path, parameter| {
        let value = texts(&value(document, parameter)).join(",");
        path.replace(&format!("{{{}}}", parameter.name), &value)
    })
}

/// The value that a call must set: the parameter's example, else an instance of its schema.
fn value(document: &Document, parameter: &Parameter<'_>) -> Value {
    match parameter.example {
        Some(example) => example.clone(),
        None => sample::instance(document, parameter.schema, Kind::Full(0)),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

/// The body that a call must send: the example, else that of another media type, else an instance of the schema.
fn body(document: &Document, operation: &Operation<'_>, media: &Media<'_>) -> Value {
    let mut shown = operation.bodies.iter().filter(|it| it.schema == media.schema);
    let example = media.example.or_else(|| shown.find_map(|it| it.example));
    match example {
        Some(example) => example.clone(),
        None => sample::instance(document, media.schema, Kind::Full(0)),
    }
}

/// The body as JSON: forms as an object of texts, in their order.
fn sent_body(media: &str, request: &Request) -> Option<String> {
    let object = |pairs: Vec<(String, String)>| {
        let pairs = pairs.into_iter().map(|(name, value)| (name, Value::String(value)));
        Value::Object(pairs.collect())
    };
    let value = match media {
        "application/x-www-form-urlencoded" => object(request.form_pairs()),
        "multipart/form-data" => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let parts = request.parts()?.into_iter();
            object(parts.map(|part| (part.name, text(&part.bytes))).collect())
        }
        _ => request.json()?,
    };
    Some(sorted(&value).to_string())
}

/// The same value with its keys in order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(_) => {
            let mut fields: Vec<(&str, &Value)> = entries(value).collect();
            fields.sort_by_key(|(name, _)| *name);
            Value::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), sorted(v))).collect())
        }
        Value::Array(_) => items(value).map(sorted).collect(),
        other => other.clone(),
    }
}
