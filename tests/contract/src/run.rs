//! The calls of an API, and what Prism had to say about each.

use std::path::Path;

use serde_json::Value;
use vetted_contract::{
    document::{self, Document, items, text},
    table::{Answered, Call, Subject},
};
use vetted_runtime::{Error, HeaderMap, StatusCode};

use crate::{
    prism::Prism,
    report::{Outcome, Row},
};

/// Starts Prism on the document, and makes every call once.
///
/// # Errors
///
/// Prism does not start, or dies; the document cannot be read.
pub(crate) fn run<C>(subject: &Subject<C>, script: &Path) -> Result<Outcome, String> {
    let document = Document::read(subject.api)?;
    let mut prism = Prism::start(script, &document::path(subject.api))
        .map_err(|why| format!("{}: {why}", subject.api))?;
    let client = (subject.connect)(prism.url())
        .map_err(|err| format!("{}: {}", subject.api, chain(&err)))?;
    // The sockets of a client live in the runtime that they were opened in: one for all calls.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|err| format!("no runtime: {err}"))?;
    let mut outcome = Outcome { uncalled: subject.differences(&document), rows: Vec::new() };
    for operation in document.operations() {
        for call in subject.calls.iter().filter(|call| call.id == operation.id) {
            let (status, violations) = runtime.block_on(one(call, &client));
            if let Some(why) = prism.died() {
                return Err(format!("{}: {}: {why}", subject.api, call.id));
            }
            outcome.rows.push(Row {
                api: subject.api,
                operation: match call.media {
                    Some(media) => format!("{} ({media})", call.id),
                    None => call.id.to_owned(),
                },
                method: operation.method.clone(),
                path: operation.path.to_owned(),
                status,
                violations,
            });
        }
    }
    Ok(outcome)
}

/// Makes a call with all its parameters. Prism sends the document's examples back.
async fn one<C>(call: &Call<C>, client: &C) -> (Option<StatusCode>, Vec<String>) {
    match (call.full)(client).await {
        Ok(Answered { status, headers, .. }) => (Some(status), listed(&headers)),
        Err(err) => (err.status(), refused(&err)),
    }
}

/// Why a call failed: what Prism lists, else what it says in the answer, else what the client says.
fn refused(err: &Error) -> Vec<String> {
    let mut found = err.headers().map(listed).unwrap_or_default();
    if let (Error::Api(api), true) = (err, found.is_empty())
        && let Ok(problem) = api.json::<Value>()
    {
        found.extend(items(&problem["validation"]).map(violation));
        if found.is_empty() {
            found.extend(problem["detail"].as_str().map(str::to_owned));
        }
    }
    if found.is_empty() {
        found.push(chain(err));
    }
    found
}

/// What Prism found wrong with the request, or with its own answer: it says so in a header.
fn listed(headers: &HeaderMap) -> Vec<String> {
    let Some(header) = headers.get("sl-violations") else { return Vec::new() };
    match serde_json::from_slice(header.as_bytes()) {
        Ok(Value::Array(all)) => all.iter().map(violation).collect(),
        // A list that is too long for a header is cut off.
        _ => vec![String::from_utf8_lossy(header.as_bytes()).into_owned()],
    }
}

/// `request.body.email: must be string`.
fn violation(found: &Value) -> String {
    let location: Vec<&str> = items(&found["location"]).map(text).collect();
    format!("{}: {}", location.join("."), text(&found["message"]))
}

/// An error with what caused it.
fn chain(err: &dyn std::error::Error) -> String {
    match err.source() {
        Some(source) => format!("{err}: {}", chain(source)),
        None => err.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use vetted_runtime::HeaderMap;

    use super::listed;

    fn header(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("sl-violations", value.parse().expect("a header"));
        headers
    }

    #[test]
    fn violations_are_read_from_the_header() {
        let two = json!([
            {"location": ["request", "body", "id"], "severity": "Error", "message": "must be integer"},
            {"location": ["request", "query"], "severity": "Error", "message": "must be there"},
        ]);
        assert_eq!(
            listed(&header(&two.to_string())),
            ["request.body.id: must be integer", "request.query: must be there"]
        );
        assert_eq!(listed(&HeaderMap::new()), [""; 0]);
    }

    #[test]
    fn a_list_that_was_cut_off_is_shown_as_it_is() {
        let text = "Too many violations! [{\"location\":";
        assert_eq!(listed(&header(text)), [text]);
    }
}
