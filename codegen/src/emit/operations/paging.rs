//! The table of a request whose answer is a page, and what there is to say about it.

use crate::{
    emit::{
        Context, Row, Table,
        literal::literal,
        rust::Imports,
        sample,
        types::{Presence, presence},
    },
    ir::{Operation, PageStep, Paging, PagingStyle, Type, TypeId, TypeKind},
};

/// Whether the request of an operation has `pages()` and `items()`.
pub(in crate::emit) fn is_paged(cx: Context<'_>, operation: &Operation) -> bool {
    operation.paging.as_ref().and_then(|paging| places(cx, paging)).is_some()
}

/// The table.
pub(super) fn table(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<Table> {
    let paging = operation.paging.as_ref()?;
    let places = places(cx, paging)?;
    let mut rows = vec![
        format!("page: {};", imports.ty(&paging.page)),
        format!("item: {};", imports.ty(&paging.item)),
        format!("by: {};", style(paging, imports)),
    ];
    let words = paging.facts.iter().map(|fact| fact.kind.word());
    for (word, place) in ["items"].into_iter().chain(words).zip(places) {
        rows.push(format!("{word}: |page| {place};"));
    }
    Some(Table {
        name: "pages",
        head: cx.names.operations[index].request.clone(),
        rows: rows.into_iter().map(Row::from).collect(),
    })
}

fn style(paging: &Paging, imports: &mut Imports<'_>) -> String {
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
pub(super) fn docs(cx: Context<'_>, index: usize) -> Vec<String> {
    if !is_paged(cx, &cx.api.operations[index]) {
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

/// Where in a page its list stands, and each of its facts, as expressions. None if Rust has no way there.
fn places(cx: Context<'_>, paging: &Paging) -> Option<Vec<String>> {
    let mut places = vec![list(cx, paging)?];
    for fact in &paging.facts {
        let walk = Walk::new(cx, &paging.page, Access::Shared)?.along(&fact.steps)?;
        places.push(walk.text);
    }
    Some(places)
}

fn list(cx: Context<'_>, paging: &Paging) -> Option<String> {
    let walk = Walk::new(cx, &paging.page, Access::Mutable)?.along(&paging.items)?;
    let is_list = matches!(walk.ty, Type::List(_)) && walk.layers.len() <= 1;
    // The page itself is there as a reference.
    let text = if paging.items.is_empty() { format!("*{}", walk.text) } else { walk.text };
    is_list.then_some(text)
}

/// How a value is looked at.
#[derive(Clone, Copy)]
enum Access {
    Shared,
    Mutable,
}

/// A layer around a value that may be missing.
#[derive(Clone, Copy)]
enum Layer {
    Option,
    Maybe,
}

/// A walk from a page to a value inside.
struct Walk<'a> {
    cx: Context<'a>,
    access: Access,
    /// The expression so far.
    text: String,
    /// What it gives: a type within layers, the outermost first.
    ty: &'a Type,
    layers: Vec<Layer>,
}

impl<'a> Walk<'a> {
    fn new(cx: Context<'a>, page: &'a Type, access: Access) -> Option<Self> {
        let (ty, layers) = peel(cx, page)?;
        Some(Self { cx, access, text: "page".to_owned(), ty, layers })
    }

    fn along(mut self, steps: &[PageStep]) -> Option<Self> {
        for step in steps {
            for layer in std::mem::take(&mut self.layers) {
                self.text.push_str(match (layer, self.access) {
                    (Layer::Option, Access::Shared) => ".as_ref()?",
                    (Layer::Option, Access::Mutable) => ".as_mut()?",
                    (Layer::Maybe, Access::Shared) => ".value()?",
                    (Layer::Maybe, Access::Mutable) => ".value_mut()?",
                });
            }
            match step {
                PageStep::Field(wire) => self.field(wire)?,
                PageStep::LastItem => self.last_item()?,
            }
        }
        Some(self)
    }

    fn field(&mut self, wire: &str) -> Option<()> {
        let Type::Named(id) = self.ty else { return None };
        let TypeKind::Object(object) = &self.cx.api.type_def(*id).kind else { return None };
        let index = object.fields.iter().position(|field| field.wire == wire)?;
        let (field, name) = (object.fields.get(index)?, self.member(*id, index)?);
        self.text = format!("{}.{name}", self.text);
        let (ty, inner) = peel(self.cx, field.ty.split_null().0)?;
        self.ty = ty;
        self.layers.extend(match presence(self.cx, *id, field) {
            Presence::Required | Presence::List => None,
            Presence::Nullable | Presence::Optional => Some(Layer::Option),
            Presence::Maybe => Some(Layer::Maybe),
        });
        self.layers.extend(inner);
        Some(())
    }

    fn member(&self, id: TypeId, index: usize) -> Option<&'a str> {
        let names = self.cx.names.types.get(id.0)?;
        names.members.get(index).map(String::as_str)
    }

    fn last_item(&mut self) -> Option<()> {
        let Type::List(item) = self.ty else { return None };
        self.text.push_str(".last()?");
        (self.ty, self.layers) = peel(self.cx, item)?;
        Some(())
    }
}

/// A type without aliases, and the layers that these and null put around it.
fn peel<'a>(cx: Context<'a>, ty: &'a Type) -> Option<(&'a Type, Vec<Layer>)> {
    let (mut ty, mut layers) = (ty, Vec::new());
    // An alias circle cannot be followed to an end: stop after as many steps as there are types.
    for _ in 0..=cx.api.types.len() {
        match ty {
            Type::Nullable(inner) => {
                layers.push(Layer::Option);
                ty = inner;
            }
            Type::Named(id) => {
                let def = cx.api.type_def(*id);
                if def.replaced_by.is_some() || cx.facts.wrapped.contains(id) {
                    return None;
                }
                let TypeKind::Alias { target, .. } = &def.kind else { return Some((ty, layers)) };
                ty = target;
            }
            _ => return Some((ty, layers)),
        }
    }
    None
}
