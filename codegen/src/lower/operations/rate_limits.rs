//! `x-rate-limit` at the root of a document: how many requests the vendor takes, one limit or a list of them.

use serde_json::{Map, Value};

use crate::{
    diagnostic::{Finding, Pointer},
    ir::{Period, RateLimit},
    lower::{context::Context, extensions::EXTENSION_WRONG},
};

const KEY: &str = "x-rate-limit";

/// What a limit can say.
const FIELDS: [&str; 7] = ["requests", "per", "of", "scope", "headers", "notes", "x-evidence"];

/// The limits that can be read; a finding for what cannot.
pub(in crate::lower) fn lower(cx: &mut Context<'_>) -> Vec<RateLimit> {
    let Some(value) = cx.model.extensions.get(KEY) else { return Vec::new() };
    let at = Pointer::root().join(KEY);
    match value {
        Value::Array(limits) => {
            let limits = limits.iter().enumerate();
            limits.filter_map(|(index, limit)| one(cx, limit, &at.item(index))).collect()
        }
        limit => one(cx, limit, &at).into_iter().collect(),
    }
}

fn one(cx: &mut Context<'_>, value: &Value, at: &Pointer) -> Option<RateLimit> {
    let Value::Object(fields) = value else {
        let help = "a limit is an object of `requests`, `per` and more, or a list of such objects";
        wrong(cx, at, "this is no limit", help);
        return None;
    };
    for name in fields.keys().filter(|name| !FIELDS.contains(&name.as_str())) {
        let help = format!("a limit has `{}`", FIELDS.join("`, `"));
        wrong(cx, &at.join(name), format!("a limit has no `{name}`"), help);
    }
    let limit = RateLimit {
        requests: requests(cx, fields, at)?,
        per: period(cx, fields, at)?,
        of: text(cx, fields, "of", at),
        scope: text(cx, fields, "scope", at),
        headers: headers(cx, fields, at),
        notes: text(cx, fields, "notes", at),
    };
    Some(limit)
}

fn requests(cx: &mut Context<'_>, fields: &Map<String, Value>, at: &Pointer) -> Option<u64> {
    let value = fields.get("requests");
    let count = value.and_then(Value::as_u64).filter(|count| *count > 0);
    if count.is_none() {
        let at = value.map_or_else(|| at.clone(), |_| at.join("requests"));
        wrong(cx, &at, "a limit needs a number of `requests`", LEFT_OUT);
    }
    count
}

fn period(cx: &mut Context<'_>, fields: &Map<String, Value>, at: &Pointer) -> Option<Period> {
    let value = fields.get("per");
    let period = match value.and_then(Value::as_str) {
        Some("second") => Some(Period::Second),
        Some("minute") => Some(Period::Minute),
        Some("hour") => Some(Period::Hour),
        Some("day") => Some(Period::Day),
        _ => None,
    };
    if period.is_none() {
        let at = value.map_or_else(|| at.clone(), |_| at.join("per"));
        let help = "it is `second`, `minute`, `hour` or `day`";
        wrong(cx, &at, "a limit needs to say `per` what time it is", help);
    }
    period
}

fn text(
    cx: &mut Context<'_>,
    fields: &Map<String, Value>,
    key: &str,
    at: &Pointer,
) -> Option<String> {
    let value = fields.get(key)?;
    let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
    if text.is_none() {
        wrong(cx, &at.join(key), format!("`{key}` of a limit is a text"), IGNORED);
    }
    text.map(str::to_owned)
}

fn headers(cx: &mut Context<'_>, fields: &Map<String, Value>, at: &Pointer) -> Vec<String> {
    let Some(value) = fields.get("headers") else { return Vec::new() };
    let at = at.join("headers");
    let Value::Array(names) = value else {
        wrong(cx, &at, "`headers` of a limit is a list of names", IGNORED);
        return Vec::new();
    };
    let mut headers = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        match name.as_str().filter(|name| !name.is_empty()) {
            Some(name) => headers.push(name.to_owned()),
            None => wrong(cx, &at.item(index), "this is no name of a header", IGNORED),
        }
    }
    headers
}

const LEFT_OUT: &str = "the limit is left out of the documentation";
const IGNORED: &str = "it is left out of the documentation";

fn wrong(cx: &mut Context<'_>, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
    cx.say(Finding::new(&EXTENSION_WRONG, at, message).help(help));
}
