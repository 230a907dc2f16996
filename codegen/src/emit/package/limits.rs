//! The vendor's limits, as sentences for readers.

use crate::{
    emit::{Context, docs},
    ir::{Period, RateLimit},
};

/// A list item a limit, in lines. Empty where the document names none.
pub(super) fn items(cx: Context<'_>) -> Vec<String> {
    let sentences = cx.api.info.rate_limits.iter().map(sentence);
    let item = |(at, line): (usize, String)| {
        if at == 0 { format!("- {line}") } else { format!("  {line}") }
    };
    sentences.flat_map(|text| docs::own(&text).into_iter().enumerate().map(item)).collect()
}

fn sentence(limit: &RateLimit) -> String {
    let of = limit.of.as_deref().map(|of| format!("{} ", docs::line(of))).unwrap_or_default();
    let noun = if limit.requests == 1 { "request" } else { "requests" };
    let per = match limit.per {
        Period::Second => "a second",
        Period::Minute => "a minute",
        Period::Hour => "an hour",
        Period::Day => "a day",
    };
    let mut text = format!("{} {of}{noun} {per}", limit.requests);
    if let Some(scope) = &limit.scope {
        text.push_str(&format!(" for each {}", docs::line(scope)));
    }
    text.push('.');
    if !limit.headers.is_empty() {
        let names: Vec<String> = limit.headers.iter().map(|name| docs::code(name)).collect();
        text.push_str(&format!(" Answers tell by {}.", names.join(", ")));
    }
    if let Some(notes) = &limit.notes {
        text.push_str(&format!(" {}", docs::sentence(&docs::line(notes))));
    }
    text
}
