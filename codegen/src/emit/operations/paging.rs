//! The table of a request whose answer is a page, and what there is to say about it.

use crate::{
    analyse::PageWay,
    emit::{Context, Row, Table, literal::literal, rust::Imports, sample},
    ir::{Operation, Paging, PagingStyle},
};

/// The table.
pub(super) fn page_table(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<Table> {
    let paging = operation.paging.as_ref()?;
    let ways = cx.facts.pages[index].as_ref()?;
    let mut rows = vec![
        format!("page: {};", imports.ty(&paging.page)),
        format!("item: {};", imports.ty(&paging.item)),
        format!("by: {};", paging_style(paging, imports)),
    ];
    // The page itself is there as a reference.
    let itself = if ways.list.is_empty() { "*" } else { "" };
    rows.push(format!("items: |page| {itself}{};", place_in_page(cx, &ways.list, Access::Mutable)));
    for (fact, way) in paging.facts.iter().zip(&ways.facts) {
        rows.push(format!(
            "{}: |page| {};",
            fact.kind.word(),
            place_in_page(cx, way, Access::Shared)
        ));
    }
    Some(Table {
        name: "pages",
        head: cx.names.operations[index].request.clone(),
        rows: rows.into_iter().map(Row::from).collect(),
    })
}

fn paging_style(paging: &Paging, imports: &mut Imports<'_>) -> String {
    let ty = imports.runtime("Paging");
    let style = match &paging.style {
        PagingStyle::Cursor { parameter } => format!("cursor({})", literal(parameter)),
        PagingStyle::Offset { parameter, first: 0 } => format!("offset({})", literal(parameter)),
        PagingStyle::Offset { parameter, first } => {
            format!("offset_from({}, {first})", literal(parameter))
        }
        PagingStyle::Page { parameter, first } => format!("page({}, {first})", literal(parameter)),
        PagingStyle::NextLink => "next_link()".to_owned(),
        PagingStyle::LinkHeader => "link_header()".to_owned(),
    };
    let size = paging.size.as_ref().map(|size| {
        let most = size.most.map_or("None".to_owned(), |most| format!("Some({most})"));
        format!(".size({}, {most})", literal(&size.parameter))
    });
    format!("{ty}::{style}{}", size.unwrap_or_default())
}

/// What the method's documentation says of the pages.
pub(super) fn page_docs(cx: Context<'_>, index: usize) -> Vec<String> {
    if cx.facts.pages[index].is_none() {
        return Vec::new();
    }
    let request = &cx.names.operations[index].request;
    let mut lines = vec![
        "# Pages".to_owned(),
        String::new(),
        format!(
            "An answer is one page of the list. [`{request}::items`] gives the items of all pages, and"
        ),
        format!("[`{request}::pages`] the pages; each is asked for when it is needed."),
    ];
    if let Some(example) = sample::items(cx, index) {
        lines.push(String::new());
        lines.extend(sample::block(cx, example));
    }
    lines
}

/// Where in a page something stands, as an expression.
fn place_in_page(cx: Context<'_>, way: &[PageWay], access: Access) -> String {
    let step = |step: &PageWay| {
        let text = match (step, access) {
            (PageWay::Option, Access::Shared) => ".as_ref()?",
            (PageWay::Option, Access::Mutable) => ".as_mut()?",
            (PageWay::Maybe, Access::Shared) => ".value()?",
            (PageWay::Maybe, Access::Mutable) => ".value_mut()?",
            (PageWay::LastItem, _) => ".last()?",
            (PageWay::Field(id, index), _) => {
                return format!(".{}", cx.names.types[id.0].members[*index]);
            }
        };
        text.to_owned()
    };
    format!("page{}", way.iter().map(step).collect::<String>())
}

/// How a value is looked at.
#[derive(Clone, Copy)]
enum Access {
    Shared,
    Mutable,
}
