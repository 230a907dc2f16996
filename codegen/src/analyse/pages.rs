//! Pages: the ways from a page to its list and to what it says of the next one, as Rust goes them.

use crate::ir::{Api, PageStep, Paging, Type, TypeId, TypeKind};

use super::{Facts, Presence};

/// The ways inside a page. Operations whose answer is a page have them, if Rust can go there.
#[derive(Debug, Clone)]
pub struct PageWays {
    /// To the list.
    pub list: Vec<PageWay>,
    /// To each fact of [`Paging::facts`].
    pub facts: Vec<Vec<PageWay>>,
}

/// A part of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageWay {
    /// Into an `Option`.
    Option,
    /// Into a `Maybe`.
    Maybe,
    /// To a field of an object.
    Field(TypeId, usize),
    /// To the last item of a list.
    LastItem,
}

/// The ways of each operation, by its place.
pub(super) fn ways_inside_pages(api: &Api, facts: &Facts) -> Vec<Option<PageWays>> {
    let ways = |paging| page_ways(api, facts, paging);
    api.operations.iter().map(|it| it.paging.as_ref().and_then(ways)).collect()
}

fn page_ways(api: &Api, facts: &Facts, paging: &Paging) -> Option<PageWays> {
    let start = Walk::new(api, facts, &paging.page)?;
    let walk = start.clone().along(&paging.items)?;
    let is_list = matches!(walk.ty, Type::List(_)) && walk.layers.len() <= 1;
    let said = paging.facts.iter().map(|fact| Some(start.clone().along(&fact.steps)?.way));
    let said = said.collect::<Option<_>>()?;
    is_list.then_some(PageWays { list: walk.way, facts: said })
}

/// A walk from a page to a value inside.
#[derive(Clone)]
struct Walk<'a> {
    api: &'a Api,
    facts: &'a Facts,
    way: Vec<PageWay>,
    /// What it leads to: a type within layers that may be missing, the outermost first.
    ty: &'a Type,
    layers: Vec<PageWay>,
}

impl<'a> Walk<'a> {
    fn new(api: &'a Api, facts: &'a Facts, page: &'a Type) -> Option<Self> {
        let (ty, layers) = peel(api, facts, page)?;
        Some(Self { api, facts, way: Vec::new(), ty, layers })
    }

    fn along(mut self, steps: &[PageStep]) -> Option<Self> {
        for step in steps {
            self.way.append(&mut self.layers);
            match step {
                PageStep::Field(wire) => self.field(wire)?,
                PageStep::LastItem => {
                    let Type::List(item) = self.ty else { return None };
                    self.way.push(PageWay::LastItem);
                    (self.ty, self.layers) = peel(self.api, self.facts, item)?;
                }
            }
        }
        Some(self)
    }

    fn field(&mut self, wire: &str) -> Option<()> {
        let Type::Named(id) = self.ty else { return None };
        let TypeKind::Object(object) = &self.api.type_def(*id).kind else { return None };
        let index = object.fields.iter().position(|field| field.wire == wire)?;
        self.way.push(PageWay::Field(*id, index));
        let (ty, inner) = peel(self.api, self.facts, object.fields.get(index)?.ty.split_null().0)?;
        self.ty = ty;
        self.layers.extend(match self.facts.objects[id.0].presence[index] {
            Presence::Required | Presence::List => None,
            Presence::Nullable | Presence::Optional => Some(PageWay::Option),
            Presence::Maybe => Some(PageWay::Maybe),
        });
        self.layers.extend(inner);
        Some(())
    }
}

/// A type without aliases, and the layers that these and null put around it.
fn peel<'a>(api: &'a Api, facts: &Facts, ty: &'a Type) -> Option<(&'a Type, Vec<PageWay>)> {
    // What has an end is followed there.
    facts.settled(api, ty)?;
    let (mut ty, mut layers) = (ty, Vec::new());
    loop {
        ty = match ty {
            Type::Nullable(inner) => {
                layers.push(PageWay::Option);
                inner
            }
            Type::Named(id) => match &api.type_def(*id).kind {
                TypeKind::Alias { target, .. } => target,
                _ => return Some((ty, layers)),
            },
            _ => return Some((ty, layers)),
        };
    }
}
