//! Lists that come in pages: found from the parameters and the answer's shape, or said by `x-pagination`.

mod query;
mod shape;
mod stated;
mod styles;
mod words;

use crate::{
    diagnostic::{At, Code, Finding, Findings},
    ir::{Api, Method, Operation, PageFact, Paging, PagingStatement, PagingStyle},
    lower::extensions,
};

use self::{
    query::Query,
    shape::{List, Shape},
};

pub(crate) static PAGINATION_UNKNOWN: Code = Code::note(
    "pagination-unknown",
    "a parameter for pages, and an answer that does not say the next one",
    "A parameter looks like one that asks for a page, but nothing in the answer says where the next \
     one begins. A call gives one page. `x-pagination` can say how the list goes on.",
);

/// Finds out which operations give pages.
pub(super) fn find(api: &mut Api, findings: &mut Findings) {
    let found: Vec<Option<Paging>> =
        api.operations.iter().map(|operation| of_operation(api, operation, findings)).collect();
    for (operation, paging) in api.operations.iter_mut().zip(found) {
        operation.paging = paging;
    }
}

fn of_operation(api: &Api, operation: &Operation, findings: &mut Findings) -> Option<Paging> {
    let at = operation.pointer.join(extensions::PAGINATION);
    match &operation.said_paging {
        PagingStatement::Pages(said) => {
            let found = stated::paging(api, operation, said, &at);
            return found.map_err(|finding| findings.say(finding)).ok();
        }
        PagingStatement::NoPages => return None,
        PagingStatement::Unsaid => {}
    }
    // What the document says of all lists holds for those that it fits.
    if operation.method != Method::Get {
        return None;
    }
    match &api.paging {
        PagingStatement::Pages(said) => {
            if let Ok(paging) = stated::paging(api, operation, said, &at) {
                return Some(paging);
            }
        }
        PagingStatement::NoPages => return None,
        PagingStatement::Unsaid => {}
    }
    let shape = Shape::of(api, operation)?;
    let list = shape.list.clone()?;
    let query = Query::of(api, operation);
    let found = styles::find(&query, &shape, has_links(operation));
    if let (None, Some(parameter)) = (&found, query.clear_cursor()) {
        let name = &parameter.name;
        let message = format!(
            "`{name}` seems to ask for a page, but the answer does not say where the next one begins"
        );
        let at = At::Value(parameter.pointer.clone());
        let finding = Finding::new(&PAGINATION_UNKNOWN, at, message);
        let help =
            "the operation gives one page a call; `x-pagination` can say how the list goes on";
        findings.say(finding.help(help));
    }
    found.map(|(style, facts)| paging(&query, &shape, &list, style, facts))
}

fn paging(
    query: &Query<'_>,
    shape: &Shape<'_>,
    list: &List<'_>,
    style: PagingStyle,
    mut facts: Vec<PageFact>,
) -> Paging {
    facts.sort_by_key(|fact| fact.kind);
    let counts = matches!(style, PagingStyle::Offset { .. } | PagingStyle::Page { .. });
    Paging {
        style,
        size: query.size().filter(|_| counts),
        page: shape.page.clone(),
        item: list.item.clone(),
        items: list.steps.clone(),
        facts,
    }
}

/// Whether an answer documents the header `Link`.
fn has_links(operation: &Operation) -> bool {
    let mut headers = operation.answers.iter().flat_map(|answer| &answer.headers);
    headers.any(|header| header.name.eq_ignore_ascii_case("link"))
}
