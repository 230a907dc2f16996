//! Lists that come in pages: found from the parameters and the answer's shape, or said by `x-pagination`.

pub(super) mod extension;
mod query;
mod shape;
mod styles;
mod words;

use serde_json::Value;

use crate::{
    diagnostic::{At, Code, Finding, Pointer},
    ir::{Api, Method, Operation, PageFact, Paging, PagingStyle},
    model::{self, OpenApi},
};

use self::{
    extension::Said,
    query::Query,
    shape::{List, Shape},
};

pub(crate) static PAGINATION_UNKNOWN: Code = Code::note(
    "pagination-unknown",
    "a parameter for pages, and an answer that does not say the next one",
    "A parameter looks like one that asks for a page, but nothing in the answer says where the next \
     one begins. A call gives one page. `x-pagination` can say how the list goes on.",
);

/// The extension by which a document says how a list goes on.
const EXTENSION: &str = "x-pagination";

/// Finds out which operations give pages.
pub(super) fn find(api: &mut Api, model: &OpenApi, findings: &mut Vec<Finding>) {
    let root = Pointer::root().join(EXTENSION);
    let general = match model.extensions.get(EXTENSION) {
        Some(value) => extension::read(value, &root, findings),
        None => Said::Nothing,
    };
    let found: Vec<Option<Paging>> = api
        .operations
        .iter()
        .map(|operation| of_operation(api, model, operation, &general, findings))
        .collect();
    for (operation, paging) in api.operations.iter_mut().zip(found) {
        operation.paging = paging;
    }
}

fn of_operation(
    api: &Api,
    model: &OpenApi,
    operation: &Operation,
    general: &Said,
    findings: &mut Vec<Finding>,
) -> Option<Paging> {
    let at = operation.pointer.join(EXTENSION);
    if let Some(value) = extension(model, operation) {
        return match extension::read(value, &at, findings) {
            Said::Nothing | Said::None => None,
            Said::This(said) => extension::paging(api, operation, &said, &at)
                .map_err(|finding| findings.push(finding))
                .ok(),
        };
    }
    if said_to_end(model, operation) {
        return None;
    }
    // What the document says of all lists holds for those that it fits.
    if operation.method != Method::Get || matches!(general, Said::None) {
        return None;
    }
    if let Said::This(said) = general
        && let Ok(paging) = extension::paging(api, operation, said, &at)
    {
        return Some(paging);
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
        findings.push(finding.help(help));
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

/// Whether `x-ms-pageable` says that no link leads to another page, whatever the answer seems to hold.
fn said_to_end(model: &OpenApi, operation: &Operation) -> bool {
    let pageable = written(model, operation).and_then(|it| it.extensions.get("x-ms-pageable"));
    pageable.and_then(|pageable| pageable.get("nextLinkName")).is_some_and(Value::is_null)
}

/// What the document says at an operation.
fn extension<'m>(model: &'m OpenApi, operation: &Operation) -> Option<&'m Value> {
    written(model, operation)?.extensions.get(EXTENSION)
}

/// The operation as it is written.
fn written<'m>(model: &'m OpenApi, operation: &Operation) -> Option<&'m model::Operation> {
    // The operation's own path may lack a query that the document writes there.
    let ["paths", path, _] = operation.pointer.tokens()[..] else { return None };
    let mut operations = model.paths.get(path)?.operations.iter();
    operations.find(|(method, _)| *method == operation.method).map(|(_, written)| written)
}
