//! The styles of paging, found from parameters and the shape of the answer. In doubt there is none: a wrong guess would
//! lose items.

use crate::ir::{Field, PageFact, PageFactKind, PageStep, PagingStyle, Parameter, Rule, Type};

use super::{
    query::Query,
    shape::{Place, Shape, is_number, is_text, is_token, is_yes_or_no, object, settled, speaks_of},
    words::{
        AFTER_LAST, CLEAR_CURSORS, COUNTED_FROM_ZERO, CURSORS, LAST, MORE, NEXT_CURSORS,
        NEXT_CURSORS_WITHIN, NEXT_OFFSETS, NEXT_PAGES, NEXT_URLS, NUMBERS, OFFSETS, PAGE_COUNTS,
        PAGES, SIZES, TOTALS, UNCLEAR_OFFSETS, VAGUE_OFFSETS, squeezed,
    },
};

/// A style, and what pages say.
pub(super) type Found = (PagingStyle, Vec<PageFact>);

/// The style of an operation.
pub(super) fn find(query: &Query<'_>, shape: &Shape<'_>, links: bool) -> Option<Found> {
    cursor(query, shape)
        .or_else(|| counted(query, shape))
        .or_else(|| next_link(shape))
        .or_else(|| next_number(query, shape))
        .or_else(|| link_header(query, links))
        .or_else(|| offset(query, shape))
        .or_else(|| page(query, shape))
}

/// Counting, where the page may have a link to the next one but need not: a link that is not there is no end then.
fn counted(query: &Query<'_>, shape: &Shape<'_>) -> Option<Found> {
    let place = next_url(shape)?;
    let found = offset(query, shape).or_else(|| page(query, shape))?;
    let counts = found.1.iter().any(|fact| matches!(fact.kind, PageFactKind::Total));
    (!place.field.required && counts).then_some(found)
}

/// A cursor in the page, or the id of its last item.
fn cursor(query: &Query<'_>, shape: &Shape<'_>) -> Option<Found> {
    let more = more(shape);
    let named = query.0.iter().filter(|(word, _, ty)| {
        let is_named = |place: &Place<'_>| is_within_next(place) && place.word == *word;
        let is_size = SIZES.contains(&word.as_str());
        is_token(ty) && !is_size && shape.places.iter().any(is_named)
    });
    let named = named.map(|(word, parameter, _)| (word.as_str(), *parameter));
    named.chain(query.cursors()).find_map(|(word, parameter)| {
        let steps = match next_cursor(shape, word) {
            Some(place) => place.steps.clone(),
            None => last_item(shape, word, parameter).filter(|_| !more.is_empty())?,
        };
        let mut facts = vec![PageFact { kind: PageFactKind::Next, steps }];
        facts.extend(more.clone());
        Some((PagingStyle::Cursor { parameter: parameter.name.clone() }, facts))
    })
}

/// The field that holds the cursor of the next page.
pub(super) fn next_cursor<'s, 'a>(shape: &'s Shape<'a>, parameter: &str) -> Option<&'s Place<'a>> {
    let is_cursor = |place: &Place<'_>| is_token(place.ty) && !is_url(place);
    let within = || {
        shape.places.iter().find(|place| {
            let around = (place.above.as_str(), place.word.as_str());
            let of_next = is_within_next(place) && place.word == parameter;
            (of_next || NEXT_CURSORS_WITHIN.contains(&around)) && is_cursor(place)
        })
    };
    // A field of the parameter's own name can be what was sent as well.
    let same = || {
        let plain = parameter.strip_prefix("page").unwrap_or(parameter);
        let back = ["prev", "previous"].map(|before| format!("{before}{plain}"));
        let has_back = shape.places.iter().any(|place| back.contains(&place.word));
        shape.find(&[parameter, plain], |place| {
            let forth = has_back || place.speaks_of(&["next", "following", "subsequent", "more "]);
            is_cursor(place) && forth
        })
    };
    let vague = || {
        shape.find(&["next", "nextpage", "nextid", "nextkey"], |place| {
            is_cursor(place) && place.speaks_of(&["cursor", "token"])
        })
    };
    shape.find(NEXT_CURSORS, is_cursor).or_else(within).or_else(same).or_else(vague)
}

/// Whether a field stands in an object that describes the next page.
fn is_within_next(place: &Place<'_>) -> bool {
    matches!(place.above.as_str(), "next" | "nextpage")
}

/// The id of the last item, in a field for it or in the item.
fn last_item(shape: &Shape<'_>, word: &str, parameter: &Parameter) -> Option<Vec<PageStep>> {
    let about_ids =
        word != "after" || speaks_of(parameter.description.as_deref(), &["id", "object"]);
    if !AFTER_LAST.contains(&word) || !about_ids {
        return None;
    }
    if let Some(place) = shape.find(&["lastid"], |place| is_token(place.ty)) {
        return Some(place.steps.clone());
    }
    let list = shape.list.as_ref()?;
    let id = object(shape.api, list.item)?.fields.iter().find(|field| field.wire == "id")?;
    let said =
        id.required && settled(shape.api, &id.ty).is_some_and(|ty| is_text(ty) || is_number(ty));
    said.then(|| {
        let inner = [PageStep::LastItem, PageStep::Field(id.wire.clone())];
        list.steps.iter().cloned().chain(inner).collect()
    })
}

/// The URL of the next page.
pub(super) fn next_link(shape: &Shape<'_>) -> Option<Found> {
    let place = next_url(shape)?;
    Some((PagingStyle::NextLink, vec![place.fact(PageFactKind::Next)]))
}

fn next_url<'s, 'a>(shape: &'s Shape<'a>) -> Option<&'s Place<'a>> {
    shape
        .find(NEXT_URLS, |place| is_text(place.ty))
        .or_else(|| shape.find(&["next", "nextpage"], |place| is_text(place.ty) && is_url(place)))
        .or_else(|| {
            let within = ["href", "url", "uri"];
            shape.find(&within, |place| is_within_next(place) && is_text(place.ty))
        })
}

/// Whether a field holds a URL.
fn is_url(place: &Place<'_>) -> bool {
    let shown = match place.field.example.as_ref() {
        Some(serde_json::Value::String(text)) => {
            text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/')
        }
        _ => false,
    };
    place.field.url
        || shown
        || NEXT_URLS.contains(&place.word.as_str())
        || matches!(place.above.as_str(), "links" | "link")
        || place.speaks_of(&["url", "uri ", "link", "href"])
}

/// The number of the next page, or the next offset: a cursor that is a number, and null on the last page.
fn next_number(query: &Query<'_>, shape: &Shape<'_>) -> Option<Found> {
    let can_end = |field: &Field| !field.required || matches!(field.ty, Type::Nullable(_));
    [(PAGES, NEXT_PAGES), (OFFSETS, NEXT_OFFSETS)].into_iter().find_map(|(parameters, fields)| {
        let parameter = query.find(parameters, is_number)?;
        let place = shape.find(fields, |place| is_number(place.ty) && can_end(place.field))?;
        let mut facts = vec![place.fact(PageFactKind::Next)];
        facts.extend(more(shape));
        Some((PagingStyle::Cursor { parameter: parameter.name.clone() }, facts))
    })
}

/// The header `Link`, beside a parameter that has to do with pages.
fn link_header(query: &Query<'_>, links: bool) -> Option<Found> {
    let paged = query.0.iter().any(|(name, ..)| {
        [PAGES, OFFSETS, SIZES, CLEAR_CURSORS, CURSORS].iter().any(|it| it.contains(&name.as_str()))
    });
    (links && paged).then_some((PagingStyle::LinkHeader, Vec::new()))
}

/// The number of the first item of the page.
fn offset(query: &Query<'_>, shape: &Shape<'_>) -> Option<Found> {
    let parameter = query.offset()?;
    let vague = VAGUE_OFFSETS.contains(&squeezed(&parameter.name).as_str());
    let says = |words: &[&str]| speaks_of(parameter.description.as_deref(), words);
    if says(&["pages to skip", "page number", "page offset", "number of pages"])
        || (vague && !says(&["index", "offset", "skip", "position", "first"]))
    {
        return None;
    }
    let facts = offset_facts(shape, parameter);
    if facts.is_empty() && query.size().is_none() {
        return None;
    }
    if is_echo(query, shape, parameter, &facts) {
        return None;
    }
    let unclear = UNCLEAR_OFFSETS.contains(&squeezed(&parameter.name).as_str());
    let says_itself = facts.iter().any(|fact| fact.kind == PageFactKind::Number);
    let first = start(parameter).or((!unclear || says_itself).then_some(0))?;
    Some((PagingStyle::Offset { parameter: parameter.name.clone(), first }, facts))
}

/// Whether an answer only repeats what was asked: the offset and the size beside a list of plain values, which is no
/// more than a parameter too, and nothing that counts or ends.
fn is_echo(query: &Query<'_>, shape: &Shape<'_>, offset: &Parameter, facts: &[PageFact]) -> bool {
    let Some((list, size)) = shape.list.as_ref().zip(query.size()) else { return false };
    let repeats = |name: &str| {
        shape.places.iter().any(|place| place.steps.len() == 1 && place.word == squeezed(name))
    };
    let plain = matches!(settled(shape.api, list.item), Some(Type::Scalar(_)));
    let says_more = facts.iter().any(|fact| fact.kind != PageFactKind::Number);
    plain && !says_more && repeats(&offset.name) && repeats(&size.parameter)
}

/// The number of the page.
fn page(query: &Query<'_>, shape: &Shape<'_>) -> Option<Found> {
    let parameter = query.page()?;
    let facts = page_facts(shape);
    if facts.is_empty() && query.size().is_none() {
        return None;
    }
    let says_itself = facts.iter().any(|fact| fact.kind == PageFactKind::Number);
    // An index can begin with either number.
    let unclear = squeezed(&parameter.name) == "pageindex" && !says_itself;
    let first = first_page(parameter).or((!unclear).then_some(1))?;
    Some((PagingStyle::Page { parameter: parameter.name.clone(), first }, facts))
}

/// Where the document says that pages begin.
pub(super) fn first_page(parameter: &Parameter) -> Option<u64> {
    let zero = speaks_of(parameter.description.as_deref(), COUNTED_FROM_ZERO);
    start(parameter).or(zero.then_some(0))
}

/// Where the document says that a number begins: 0 or 1.
pub(super) fn start(parameter: &Parameter) -> Option<u64> {
    let least = parameter.rules.iter().find_map(|rule| match rule {
        Rule::Min(least) => least.as_u64(),
        Rule::Above(least) => least.as_u64().map(|least| least.saturating_add(1)),
        _ => None,
    });
    let default = parameter.default.as_ref().and_then(serde_json::Value::as_u64);
    default.or(least).filter(|first| *first <= 1)
}

/// What a page says that has a number.
pub(super) fn page_facts(shape: &Shape<'_>) -> Vec<PageFact> {
    let number = shape.find(NUMBERS, |place| is_number(place.ty));
    let pages = shape.find(PAGE_COUNTS, |place| is_number(place.ty));
    more(shape)
        .into_iter()
        .chain(number.map(|place| place.fact(PageFactKind::Number)))
        .chain(total(shape))
        .chain(pages.map(|place| place.fact(PageFactKind::Pages)))
        .collect()
}

/// Whether there is more.
pub(super) fn more(shape: &Shape<'_>) -> Vec<PageFact> {
    let more = shape.find(MORE, |place| is_yes_or_no(place.ty));
    let last = shape.find(LAST, |place| is_yes_or_no(place.ty));
    match (more, last) {
        (Some(more), _) => vec![more.fact(PageFactKind::More)],
        (None, Some(last)) => vec![last.fact(PageFactKind::Last)],
        (None, None) => Vec::new(),
    }
}

/// What a page says that counts items.
pub(super) fn offset_facts(shape: &Shape<'_>, parameter: &Parameter) -> Vec<PageFact> {
    let word = squeezed(&parameter.name);
    let unclear = UNCLEAR_OFFSETS.contains(&word.as_str());
    let number = shape.find(&[&word], |place| unclear && is_number(place.ty));
    let number = number.map(|place| place.fact(PageFactKind::Number));
    more(shape).into_iter().chain(number).chain(total(shape)).collect()
}

/// How many items there are in all.
fn total(shape: &Shape<'_>) -> Option<PageFact> {
    let of_page = ["this page", "current page", "per page", "returned", "number of pages"];
    let place = shape.find(TOTALS, |place| is_number(place.ty) && !place.speaks_of(&of_page))?;
    Some(place.fact(PageFactKind::Total))
}
