//! What the document says of an operation's pages, applied to it. What it leaves out is found as where it says nothing.

use crate::{
    diagnostic::{Finding, Pointer, unescaped},
    ir::{
        Api, Location, Operation, PageFact, PageFactKind, PageSize, PageStep, Paging, PagingStyle,
        Parameter, StatedPages, StatedStyle, Type,
    },
    lower::PAGINATION,
};

use super::{
    query::Query,
    shape::{List, Shape, is_number, is_token, is_yes_or_no, most, object, settled},
    styles,
    words::squeezed,
};

/// What is said, applied to an operation.
pub(super) fn paging(
    api: &Api,
    operation: &Operation,
    said: &StatedPages,
    at: &Pointer,
) -> Result<Paging, Finding> {
    let shape = Shape::of(api, operation).ok_or_else(|| {
        Finding::new(
            &PAGINATION,
            at,
            "the operation has not just one answer, in JSON, to be a page",
        )
    })?;
    let list = match said.items.as_deref() {
        Some(pointer) => list_at(&shape, pointer)
            .ok_or_else(|| misplaced(at, "items", pointer, "no list of the answer"))?,
        None => shape.list.clone().ok_or_else(|| missing(at, "the list of the page", "items"))?,
    };
    let query = Query::of(api, operation);
    let mut facts = facts(&shape, &list, said, at)?;
    let style = style(operation, &query, &shape, said, at, &mut facts)?;
    let mut paging = super::paging(&query, &shape, &list, style, facts);
    if let Some(size) = parameter(operation, "size", said.size.as_deref(), at)? {
        paging.size = Some(PageSize { parameter: size.name.clone(), most: most(&size.rules) });
    }
    Ok(paging)
}

fn style(
    operation: &Operation,
    query: &Query<'_>,
    shape: &Shape<'_>,
    said: &StatedPages,
    at: &Pointer,
    facts: &mut Vec<PageFact>,
) -> Result<PagingStyle, Finding> {
    let named = parameter(operation, "parameter", said.parameter.as_deref(), at)?;
    let says_next = facts.iter().any(|fact| fact.kind == PageFactKind::Next);
    Ok(match said.style {
        StatedStyle::Cursor => {
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
        StatedStyle::NextLink => {
            if !says_next {
                let (_, found) = styles::next_link(shape)
                    .ok_or_else(|| missing(at, "the link to the next page", "next"))?;
                facts.extend(found);
            }
            PagingStyle::NextLink
        }
        StatedStyle::LinkHeader => PagingStyle::LinkHeader,
        StatedStyle::Offset => {
            let found = named.or_else(|| query.offset());
            let found =
                found.ok_or_else(|| missing(at, "the parameter that counts items", "parameter"))?;
            complete(facts, styles::offset_facts(shape, found));
            let first = said.first.or(styles::start(found)).unwrap_or(0);
            PagingStyle::Offset { parameter: found.name.clone(), first }
        }
        StatedStyle::Page => {
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
    key: &str,
    name: Option<&str>,
    at: &Pointer,
) -> Result<Option<&'a Parameter>, Finding> {
    let Some(name) = name else { return Ok(None) };
    let mut query = operation.parameters.iter().filter(|it| it.location == Location::Query);
    let found = query.find(|it| it.name == name);
    found.map(Some).ok_or_else(|| misplaced(at, key, name, "no query parameter of the operation"))
}

/// What pages say, where it is said that they do.
fn facts(
    shape: &Shape<'_>,
    list: &List<'_>,
    said: &StatedPages,
    at: &Pointer,
) -> Result<Vec<PageFact>, Finding> {
    let mut facts = Vec::new();
    for (&kind, pointer) in &said.facts {
        let fits = match kind {
            PageFactKind::Next => is_token,
            PageFactKind::More | PageFactKind::Last => is_yes_or_no,
            PageFactKind::Number | PageFactKind::Total | PageFactKind::Pages => is_number,
        };
        let steps = steps(shape.api, shape.page, pointer, fits);
        let steps = steps.ok_or_else(|| misplaced(at, kind.word(), pointer, UNFIT))?;
        facts.push(PageFact { kind, steps });
    }
    if let Some(pointer) = said.last_item.as_deref() {
        let inner = steps(shape.api, list.item, pointer, is_token);
        let inner = inner.ok_or_else(|| misplaced(at, "last-item", pointer, UNFIT))?;
        let way = list.steps.iter().cloned().chain([PageStep::LastItem]).chain(inner);
        facts.retain(|fact| fact.kind != PageFactKind::Next);
        facts.push(PageFact { kind: PageFactKind::Next, steps: way.collect() });
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
        let name = unescaped(token).into_owned();
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
