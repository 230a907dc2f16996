//! Tuples that hold one another. A name in Rust is what it stands for: tuples in tuples multiply, and one that holds
//! itself has no end.

use crate::{
    diagnostic::{Finding, Findings},
    ir::{
        Api, Type, TypeDef, TypeId, TypeKind,
        graph::{has_tuple, uses},
    },
    load::TOO_DEEP,
};

/// As many values as a tuple may hold, those of tuples inside it counted.
const MAX_VALUES: usize = 64;

/// As deep as tuples may stand in each other.
const MAX_DEPTH: usize = 8;

/// How much a type holds where it stands.
#[derive(Debug, Clone, Copy)]
struct Extent {
    values: usize,
    depth: usize,
}

/// What is known of an alias.
#[derive(Debug, Clone, Copy)]
enum State {
    New,
    /// It is on the way: what leads back to it has no end.
    Open,
    Known(Extent),
}

enum Visit {
    Enter(TypeId),
    Leave(TypeId),
}

/// One value.
const ONE: Extent = Extent { values: 1, depth: 0 };

/// Makes raw JSON of aliases that hold too much, or themselves. Looks at each type once.
pub(super) fn limit(api: &mut Api, findings: &mut Findings) {
    if !api.types.iter().flat_map(uses).any(|(_, ty)| has_tuple(ty)) {
        return;
    }
    let mut states = vec![State::New; api.types.len()];
    // By hand rather than by recursion: a document may chain as many types as it likes.
    let mut open: Vec<Visit> = (0..states.len()).rev().map(|it| Visit::Enter(TypeId(it))).collect();
    while let Some(visit) = open.pop() {
        match visit {
            Visit::Enter(id) => {
                let Some(state @ State::New) = states.get_mut(id.0) else { continue };
                let Some(target) = alias(&api.types, id) else {
                    *state = State::Known(ONE);
                    continue;
                };
                *state = State::Open;
                open.push(Visit::Leave(id));
                enter(target, &mut open);
            }
            Visit::Leave(id) => {
                let found = alias(&api.types, id).and_then(|target| extent(target, &states));
                let fits = |found: &Extent| found.values <= MAX_VALUES && found.depth <= MAX_DEPTH;
                let found = found.filter(fits);
                if found.is_none()
                    && let Some(def) = api.types.get_mut(id.0)
                {
                    def.kind = TypeKind::Alias { target: Type::GIVEN_UP, rules: Vec::new() };
                    let message = "lists of so many items hold one another without end, or too \
                                   many; this one becomes raw JSON";
                    let finding = Finding::new(&TOO_DEEP, &def.pointer, message);
                    findings.say(finding.into_warning());
                }
                if let Some(state) = states.get_mut(id.0) {
                    *state = State::Known(found.unwrap_or(ONE));
                }
            }
        }
    }
}

/// What an alias stands for.
fn alias(types: &[TypeDef], id: TypeId) -> Option<&Type> {
    match types.get(id.0)? {
        TypeDef { kind: TypeKind::Alias { target, .. }, replaced_by: None, .. } => Some(target),
        _ => None,
    }
}

/// Has the named types visited that a type holds by value.
fn enter(ty: &Type, open: &mut Vec<Visit>) {
    match ty {
        Type::Named(id) => open.push(Visit::Enter(*id)),
        Type::Nullable(_) | Type::Only(_) | Type::OrEmpty(_) | Type::Tuple(_) => {
            ty.held().iter().for_each(|held| enter(held, open));
        }
        Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any(_) => {}
    }
}

/// How much a type holds; nothing where it has no end.
fn extent(ty: &Type, states: &[State]) -> Option<Extent> {
    match ty {
        Type::Named(id) => match states.get(id.0) {
            Some(State::Known(found)) => Some(*found),
            _ => None,
        },
        Type::Tuple(items) => items.iter().try_fold(Extent { values: 0, depth: 1 }, |all, item| {
            let found = extent(item, states)?;
            let values = all.values.saturating_add(found.values);
            Some(Extent { values, depth: all.depth.max(found.depth + 1) })
        }),
        Type::Nullable(inner) | Type::Only(inner) | Type::OrEmpty(inner) => extent(inner, states),
        Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any(_) => Some(ONE),
    }
}
