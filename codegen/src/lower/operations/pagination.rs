//! `x-pagination`: what a document says of its pages.
//!
//! `style` is `cursor`, `offset`, `page`, `next-link`, `link-header` or `none`, alone or in an object with `parameter`
//! and `size`, the names of query parameters; `first`, the number of the first page or item; and JSON pointers into the
//! answer: `items`, `next`, `more`, `last`, `number`, `total`, `pages`. `last-item` is one into the last item, in the
//! place of `next`. Whether it fits its operation is seen once all types are there.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    diagnostic::{Code, Finding, Pointer},
    ir::{PageFactKind, PagingStatement, StatedPages, StatedStyle},
    lower::{context::Context, extensions},
    model,
};

pub(crate) static PAGINATION: Code = Code::warning(
    "pagination",
    "`x-pagination` that is wrong, or does not fit its operation",
    "`x-pagination` says how a list goes on. Its words are wrong here, or name what the operation \
     does not have, so the client has no stream of pages for it.",
);

/// The word of no style.
const NONE: &str = "none";

/// A key of the extension.
#[derive(Debug, Clone, Copy)]
enum Key {
    Style,
    Parameter,
    Size,
    First,
    Items,
    LastItem,
    Fact(PageFactKind),
}

/// The keys, as they are written.
const KEYS: [(&str, Key); 12] = [
    ("style", Key::Style),
    ("parameter", Key::Parameter),
    ("size", Key::Size),
    ("first", Key::First),
    ("items", Key::Items),
    ("next", Key::Fact(PageFactKind::Next)),
    ("last-item", Key::LastItem),
    ("more", Key::Fact(PageFactKind::More)),
    ("last", Key::Fact(PageFactKind::Last)),
    ("number", Key::Fact(PageFactKind::Number)),
    ("total", Key::Fact(PageFactKind::Total)),
    ("pages", Key::Fact(PageFactKind::Pages)),
];

/// What the document says of all its lists.
pub(in crate::lower) fn of_document(cx: &mut Context<'_>) -> PagingStatement {
    let at = Pointer::root().join(extensions::PAGINATION);
    let value = cx.model.extensions.get(extensions::PAGINATION);
    let said = value.map_or(Ok(PagingStatement::Unsaid), |value| read(value, &at));
    said.unwrap_or_else(|finding| {
        cx.say(finding);
        PagingStatement::Unsaid
    })
}

/// What it says of an operation's. What is wrong is not replaced by a guess.
pub(in crate::lower) fn of_operation(
    cx: &mut Context<'_>,
    operation: &model::Operation,
    at: &Pointer,
) -> PagingStatement {
    if let Some(value) = operation.extensions.get(extensions::PAGINATION) {
        return read(value, &at.join(extensions::PAGINATION)).unwrap_or_else(|finding| {
            cx.say(finding);
            PagingStatement::NoPages
        });
    }
    // No link leads to another page, whatever the answer seems to hold.
    let pageable = operation.extensions.get("x-ms-pageable");
    match pageable.and_then(|pageable| pageable.get("nextLinkName")) {
        Some(Value::Null) => PagingStatement::NoPages,
        _ => PagingStatement::Unsaid,
    }
}

/// Reads what is written, without looking at an operation.
fn read(value: &Value, at: &Pointer) -> Result<PagingStatement, Finding> {
    let empty = Map::new();
    let (style, keys) = match value {
        Value::Bool(false) => return Ok(PagingStatement::NoPages),
        Value::String(style) => (Some(style.as_str()), &empty),
        Value::Object(keys) => (keys.get("style").and_then(Value::as_str), keys),
        _ => (None, &empty),
    };
    if style == Some(NONE) {
        return Ok(PagingStatement::NoPages);
    }
    let Some(style) = StatedStyle::ALL.into_iter().find(|it| style == Some(it.word())) else {
        let message = "`x-pagination` has no style that is known";
        let words = StatedStyle::ALL.iter().map(|it| it.word()).chain([NONE]);
        return Err(Finding::new(&PAGINATION, at, message).help(known(words)));
    };
    let mut stated = StatedPages {
        style,
        parameter: None,
        size: None,
        first: None,
        items: None,
        last_item: None,
        facts: BTreeMap::new(),
    };
    for (name, value) in keys {
        let at = at.join(name);
        let Some((_, key)) = KEYS.iter().find(|(known, _)| known == name) else {
            let message = format!("`{name}` is no key of `x-pagination`");
            let help = known(KEYS.iter().map(|(it, _)| *it));
            return Err(Finding::new(&PAGINATION, &at, message).help(help));
        };
        let text = |what: &str| {
            let finding = || Finding::new(&PAGINATION, &at, format!("`{name}` is no text"));
            value.as_str().map(str::to_owned).ok_or_else(|| finding().help(what))
        };
        let parameter = "it is the name of a query parameter";
        let pointer = "it is a JSON pointer into the answer";
        match key {
            Key::Style => {}
            Key::Parameter => stated.parameter = Some(text(parameter)?),
            Key::Size => stated.size = Some(text(parameter)?),
            Key::First => {
                let wrong = || Finding::new(&PAGINATION, &at, "`first` is no number");
                let help = "it is the number of the first page, or of the first item";
                stated.first = Some(value.as_u64().ok_or_else(|| wrong().help(help))?);
            }
            Key::Items => stated.items = Some(text(pointer)?),
            Key::LastItem => stated.last_item = Some(text(pointer)?),
            Key::Fact(kind) => {
                stated.facts.insert(*kind, text(pointer)?);
            }
        }
    }
    Ok(PagingStatement::Pages(stated))
}

fn known<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    format!("known are {}", words.join(", "))
}
