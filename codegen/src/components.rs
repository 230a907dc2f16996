//! What became of the document's component schemas: for whoever wants to find a type by its schema.

use crate::{
    analyse::Facts,
    ir::{Api, TypeDef, TypeId},
    name::Names,
};

/// A type that a schema under `components.schemas` became. One that differs by direction became two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The schema's name in the document.
    pub schema: String,
    /// Which way values of the type go.
    pub direction: Direction,
    /// What it became.
    pub became: Became,
}

/// Which way values of a type go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// An answer can hold them. If the schema became one type only, so can a request.
    Answered,
    /// Only a request can hold them.
    Sent,
    /// No operation holds them.
    Unused,
}

/// What became of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// This type of the crate's module `types`.
    Type(String),
    /// The settings put a type of their own in its place.
    Replaced,
    /// A type that holds files, and so stands only in a multipart body.
    Multipart,
}

/// The components, in the order of their types.
#[must_use]
pub fn components(api: &Api, facts: &Facts, names: &Names) -> Vec<Component> {
    let types = api.types.iter().zip(&names.types).enumerate();
    let components = types.filter_map(|(index, (def, names))| {
        let id = TypeId(index);
        let became = if def.replaced_by.is_some() {
            Became::Replaced
        } else if facts.with_files.contains(&id) {
            Became::Multipart
        } else {
            Became::Type(names.ident.clone())
        };
        let schema = component(api, def)?.path.concat();
        Some(Component { schema, direction: direction(facts, id, def), became })
    });
    components.collect()
}

/// The component that a type stands for: the type itself, or the one that it is a twin of.
fn component<'a>(api: &'a Api, def: &'a TypeDef) -> Option<&'a TypeDef> {
    let twin = def.twin_of.and_then(|twin| api.types.get(twin.0));
    Some(twin.unwrap_or(def)).filter(|def| def.component)
}

fn direction(facts: &Facts, id: TypeId, def: &TypeDef) -> Direction {
    if facts.in_answers.contains(&id) {
        Direction::Answered
    } else if def.twin_of.is_some() || facts.in_requests.contains(&id) {
        Direction::Sent
    } else {
        Direction::Unused
    }
}
