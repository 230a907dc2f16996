//! `x-pagination`: what a document says of its pages.
//!
//! `style` is `cursor`, `offset`, `page`, `next-link`, `link-header` or `none`, alone or in an object with `parameter`
//! and `size`, the names of query parameters; `first`, the number of the first page or item; and JSON pointers into the
//! answer: `items`, `next`, `more`, `last`, `number`, `total`, `pages`. `last-item` is one into the last item, in the
//! place of `next`. What is left out is found as it is in a document that says nothing.

use serde_json::{Map, Value};

use crate::{
    diagnostic::{Code, Finding, Pointer},
    ir::{
        Api, Location, Operation, PageFact, PageFactKind, PageSize, PageStep, Paging, PagingStyle,
        Parameter, Type,
    },
};

use super::{
    query::Query,
    shape::{List, Shape, is_number, is_token, is_yes_or_no, most, object, settled},
    styles,
    words::squeezed,
};

pub(crate) static PAGINATION: Code = Code::warning(
    "pagination",
    "`x-pagination` that is wrong, or does not fit its operation",
    "`x-pagination` says how a list goes on. Its words are wrong here, or name what the operation \
     does not have, so the client has no stream of pages for it.",
);

/// A style, as it is written.
#[derive(Debug, Clone, Copy)]
enum StyleWord {
    Cursor,
    Offset,
    Page,
    NextLink,
    LinkHeader,
}

/// The words of the styles; the last is that of none.
const STYLES: [(&str, Option<StyleWord>); 6] = [
    ("cursor", Some(StyleWord::Cursor)),
    ("offset", Some(StyleWord::Offset)),
    ("page", Some(StyleWord::Page)),
    ("next-link", Some(StyleWord::NextLink)),
    ("link-header", Some(StyleWord::LinkHeader)),
    ("none", None),
];

/// The keys, as they are written.
const KEYS: [&str; 12] = [
    "style",
    "parameter",
    "size",
    "first",
    "items",
    "next",
    "last-item",
    "more",
    "last",
    "number",
    "total",
    "pages",
];

/// What is said.
pub(super) enum Said {
    /// Nothing, or nothing that can be used.
    Nothing,
    /// There are no pages.
    None,
    /// How the list goes on.
    This(Statement),
}

/// How a list goes on, as written.
pub(super) struct Statement {
    style: StyleWord,
    texts: Vec<(&'static str, String)>,
    first: Option<u64>,
}

impl Statement {
    fn text(&self, key: &str) -> Option<&str> {
        self.texts.iter().find(|(it, _)| *it == key).map(|(_, text)| text.as_str())
    }
}

/// Reads what is written, without looking at an operation.
pub(super) fn read(value: &Value, at: &Pointer, findings: &mut Vec<Finding>) -> Said {
    let empty = Map::new();
    let (style, keys) = match value {
        Value::Bool(false) => return Said::None,
        Value::String(style) => (Some(style.as_str()), &empty),
        Value::Object(keys) => (keys.get("style").and_then(Value::as_str), keys),
        _ => (None, &empty),
    };
    let mut wrong = |at: &Pointer, message: String, help: String| {
        findings.push(Finding::new(&PAGINATION, at, message).help(help));
        Said::Nothing
    };
    let Some((_, style)) = STYLES.iter().find(|(word, _)| style == Some(word)) else {
        let known = STYLES.map(|(word, _)| format!("`{word}`")).join(", ");
        let message = "`x-pagination` has no style that is known".to_owned();
        return wrong(at, message, format!("known are {known}"));
    };
    let Some(style) = *style else { return Said::None };
    let mut statement = Statement { style, texts: Vec::new(), first: None };
    for (key, value) in keys {
        let Some(known) = KEYS.iter().find(|known| *known == key) else {
            let known = KEYS.map(|key| format!("`{key}`")).join(", ");
            let message = format!("`{key}` is no key of `x-pagination`");
            return wrong(&at.join(key), message, format!("known are {known}"));
        };
        match (*known, value) {
            ("first", Value::Number(number)) if number.is_u64() => {
                statement.first = number.as_u64();
            }
            ("first", _) => {
                let help = "it is the number of the first page, or of the first item";
                return wrong(&at.join(key), "`first` is no number".to_owned(), help.to_owned());
            }
            (known, Value::String(text)) => statement.texts.push((known, text.clone())),
            (known, _) => {
                let help = match known {
                    "parameter" | "size" => "it is the name of a query parameter",
                    _ => "it is a JSON pointer into the answer",
                };
                return wrong(&at.join(key), format!("`{known}` is no text"), help.to_owned());
            }
        }
    }
    Said::This(statement)
}

/// What is said, applied to an operation.
pub(super) fn paging(
    api: &Api,
    operation: &Operation,
    said: &Statement,
    at: &Pointer,
) -> Result<Paging, Finding> {
    let shape = Shape::of(api, operation).ok_or_else(|| {
        Finding::new(
            &PAGINATION,
            at,
            "the operation has not just one answer, in JSON, to be a page",
        )
    })?;
    let list = match said.text("items") {
        Some(pointer) => list_at(&shape, pointer)
            .ok_or_else(|| misplaced(at, "items", pointer, "no list of the answer"))?,
        None => shape.list.clone().ok_or_else(|| missing(at, "the list of the page", "items"))?,
    };
    let query = Query::of(api, operation);
    let mut facts = facts(&shape, &list, said, at)?;
    let style = style(operation, &query, &shape, said, at, &mut facts)?;
    let mut paging = super::paging(&query, &shape, &list, style, facts);
    if let Some(size) = parameter(operation, said, "size", at)? {
        paging.size = Some(PageSize { parameter: size.name.clone(), most: most(&size.rules) });
    }
    Ok(paging)
}

fn style(
    operation: &Operation,
    query: &Query<'_>,
    shape: &Shape<'_>,
    said: &Statement,
    at: &Pointer,
    facts: &mut Vec<PageFact>,
) -> Result<PagingStyle, Finding> {
    let named = parameter(operation, said, "parameter", at)?;
    let says_next = facts.iter().any(|fact| fact.kind == PageFactKind::Next);
    Ok(match said.style {
        StyleWord::Cursor => {
            let found = named.or_else(|| query.clear_cursor());
            let found = found
                .ok_or_else(|| missing(at, "the parameter that takes the cursor", "parameter"))?;
            if !says_next {
                let next = styles::next_cursor(shape, &squeezed(&found.name))
                    .ok_or_else(|| missing(at, "the cursor of the next page", "next"))?;
                facts.push(next.fact(PageFactKind::Next));
            }
            complete(facts, styles::more(shape));
            PagingStyle::Cursor { parameter: found.name.clone() }
        }
        StyleWord::NextLink => {
            if !says_next {
                let (_, found) = styles::next_link(shape)
                    .ok_or_else(|| missing(at, "the link to the next page", "next"))?;
                facts.extend(found);
            }
            PagingStyle::NextLink
        }
        StyleWord::LinkHeader => PagingStyle::LinkHeader,
        StyleWord::Offset => {
            let found = named.or_else(|| query.offset());
            let found =
                found.ok_or_else(|| missing(at, "the parameter that counts items", "parameter"))?;
            complete(facts, styles::offset_facts(shape, found));
            let first = said.first.or(styles::start(found)).unwrap_or(0);
            PagingStyle::Offset { parameter: found.name.clone(), first }
        }
        StyleWord::Page => {
            let found = named.or_else(|| query.page());
            let found =
                found.ok_or_else(|| missing(at, "the parameter that counts pages", "parameter"))?;
            complete(facts, styles::page_facts(shape));
            let first = said.first.or(styles::first_page(found)).unwrap_or(1);
            PagingStyle::Page { parameter: found.name.clone(), first }
        }
    })
}

/// Adds what was found to what was said.
fn complete(facts: &mut Vec<PageFact>, found: Vec<PageFact>) {
    for fact in found {
        if !facts.iter().any(|said| said.kind == fact.kind) {
            facts.push(fact);
        }
    }
}

/// The query parameter that is named.
fn parameter<'a>(
    operation: &'a Operation,
    said: &Statement,
    key: &str,
    at: &Pointer,
) -> Result<Option<&'a Parameter>, Finding> {
    let Some(name) = said.text(key) else { return Ok(None) };
    let mut query = operation.parameters.iter().filter(|it| it.location == Location::Query);
    let found = query.find(|it| it.name == name);
    found.map(Some).ok_or_else(|| misplaced(at, key, name, "no query parameter of the operation"))
}

/// What pages say, where it is said that they do.
fn facts(
    shape: &Shape<'_>,
    list: &List<'_>,
    said: &Statement,
    at: &Pointer,
) -> Result<Vec<PageFact>, Finding> {
    use PageFactKind::{Last, More, Next, Number, Pages, Total};
    let mut facts = Vec::new();
    for (kind, fits) in [
        (Next, is_token as fn(&Type) -> bool),
        (More, is_yes_or_no),
        (Last, is_yes_or_no),
        (Number, is_number),
        (Total, is_number),
        (Pages, is_number),
    ] {
        let Some(pointer) = said.text(kind.word()) else { continue };
        let steps = steps(shape.api, shape.page, pointer, fits);
        let steps = steps.ok_or_else(|| misplaced(at, kind.word(), pointer, UNFIT))?;
        facts.push(PageFact { kind, steps });
    }
    if let Some(pointer) = said.text("last-item") {
        let inner = steps(shape.api, list.item, pointer, is_token);
        let inner = inner.ok_or_else(|| misplaced(at, "last-item", pointer, UNFIT))?;
        let way = list.steps.iter().cloned().chain([PageStep::LastItem]).chain(inner);
        facts.retain(|fact| fact.kind != Next);
        facts.push(PageFact { kind: Next, steps: way.collect() });
    }
    Ok(facts)
}

const UNFIT: &str = "no value of the answer, or none of a fitting type";

/// The list that a pointer leads to.
fn list_at<'a>(shape: &Shape<'a>, pointer: &str) -> Option<List<'a>> {
    let (steps, ty) = walk(shape.api, shape.page, pointer)?;
    match settled(shape.api, ty)? {
        Type::List(item) => Some(List { steps, item }),
        _ => None,
    }
}

/// The way to a value that fits.
fn steps(
    api: &Api,
    from: &Type,
    pointer: &str,
    fits: impl Fn(&Type) -> bool,
) -> Option<Vec<PageStep>> {
    let (steps, ty) = walk(api, from, pointer)?;
    (!steps.is_empty() && fits(settled(api, ty)?)).then_some(steps)
}

/// Follows a JSON pointer through objects.
fn walk<'a>(api: &'a Api, from: &'a Type, pointer: &str) -> Option<(Vec<PageStep>, &'a Type)> {
    if pointer.is_empty() {
        return Some((Vec::new(), from));
    }
    let (mut steps, mut ty) = (Vec::new(), from);
    for token in pointer.strip_prefix('/')?.split('/') {
        let name = token.replace("~1", "/").replace("~0", "~");
        ty = &object(api, ty)?.fields.iter().find(|field| field.wire == name)?.ty;
        steps.push(PageStep::Field(name));
    }
    Some((steps, ty))
}

fn misplaced(at: &Pointer, key: &str, text: &str, what: &str) -> Finding {
    Finding::new(&PAGINATION, &at.join(key), format!("`{text}` is {what}"))
        .help("the operation gives one page a call")
}

fn missing(at: &Pointer, what: &str, key: &str) -> Finding {
    Finding::new(&PAGINATION, at, format!("{what} cannot be found"))
        .help(format!("the operation gives one page a call; `{key}` can say where it is"))
}
