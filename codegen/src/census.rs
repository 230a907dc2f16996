//! A census: how much of a document the client has, and how much of that is typed.

use std::{fmt, ops::Add};

use crate::{
    diagnostic::Pointer,
    ir::{
        Answer, AnswerBody, Api, Body, BodyKind, Method, Operation, Type, TypeDef, TypeId,
        TypeKind, Untyped, Webhooks,
    },
    load::{Document, Map, Node},
};

/// What a generated client has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Census {
    /// Operations that can be called.
    pub operations: usize,
    /// Operations of the document that cannot.
    pub left_out: usize,
    /// Operations that can be called, but give a body or an answer as raw text, bytes or JSON where the document gives
    /// it a type.
    pub raw: usize,
    /// Operations that give pages of a list.
    pub paged: usize,
    /// Types with a name.
    pub types: usize,
    /// Places where a value stands: fields of objects and their other keys, parameters, bodies, answers and events.
    pub fields: usize,
    /// Fields that are raw JSON, whole or in part, because the document gives no type.
    pub untyped: usize,
    /// Fields that are raw JSON, whole or in part, though the document gives a type.
    pub given_up: usize,
}

impl Census {
    /// The census of a document that gives no client.
    pub(crate) fn without_client(document: &Document) -> Self {
        Self { left_out: operations(document), ..Self::default() }
    }

    /// Counts a client.
    pub(crate) fn of(document: &Document, api: &Api) -> Self {
        let mut census = Self {
            operations: api.operations.len(),
            left_out: operations(document).saturating_sub(api.operations.len()),
            raw: api.operations.iter().filter(|operation| is_raw(api, operation)).count(),
            paged: api.operations.iter().filter(|operation| operation.paging.is_some()).count(),
            types: api.types.len(),
            fields: constants(api),
            ..Self::default()
        };
        let mut looks = Looks { api, seen: vec![0; api.types.len()], look: 0 };
        let fields_of_calls = api.operations.iter().flat_map(fields_of_operation);
        let events = api.webhooks.iter().flat_map(Webhooks::types);
        for ty in fields_of_types(api).chain(fields_of_calls).chain(events) {
            census.fields += 1;
            match looks.untyped(ty) {
                Some(Untyped::ByDocument) => census.untyped += 1,
                Some(Untyped::GivenUp) => census.given_up += 1,
                // Null is a type too.
                Some(Untyped::OnlyNull) | None => {}
            }
        }
        census
    }
}

/// In one line.
impl fmt::Display for Census {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operations, left_out, raw, paged: _, types, fields, untyped, given_up } = self;
        write!(
            f,
            "{operations} operations ({left_out} left out, {raw} raw), {types} types, {fields} fields \
             ({untyped} without a type in the document, {given_up} given up)"
        )
    }
}

impl Add for Census {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            operations: self.operations + other.operations,
            left_out: self.left_out + other.left_out,
            raw: self.raw + other.raw,
            paged: self.paged + other.paged,
            types: self.types + other.types,
            fields: self.fields + other.fields,
            untyped: self.untyped + other.untyped,
            given_up: self.given_up + other.given_up,
        }
    }
}

/// The operations that stand in a document. A path that is a reference has those of what it leads to.
fn operations(document: &Document) -> usize {
    let paths = document.root().and_then(|root| root.get("paths")?.as_map());
    let items = paths.into_iter().flat_map(Map::entries);
    items
        .filter(|(path, _)| !path.starts_with("x-"))
        .filter_map(|(_, item)| behind(document, item)?.as_map())
        .map(|item| {
            let others = item.get(Method::OTHERS).and_then(Node::as_map);
            item.keys().filter_map(Method::of_key).count() + others.map_or(0, Map::len)
        })
        .sum()
}

fn behind<'d>(document: &'d Document, item: Node<'d>) -> Option<Node<'d>> {
    match item.get("$ref").and_then(Node::as_str) {
        Some(reference) => document.get(&document.target(reference, &Pointer::root()).ok()?),
        None => Some(item),
    }
}

/// How many fields have one value, which has a type whatever it is.
fn constants(api: &Api) -> usize {
    let of = |def: &TypeDef| match &def.kind {
        TypeKind::Object(object) if def.replaced_by.is_none() => object.constants.len(),
        _ => 0,
    };
    api.types.iter().map(of).sum()
}

fn fields_of_types(api: &Api) -> impl Iterator<Item = &Type> {
    let objects = api.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Object(object) if def.replaced_by.is_none() => Some(object),
        _ => None,
    });
    objects.flat_map(|object| {
        object.fields.iter().map(|field| &field.ty).chain(object.additional.kept())
    })
}

fn fields_of_operation(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let contents = contents.filter_map(|content| match &content.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty) | BodyKind::Multipart(ty) => Some(ty),
        BodyKind::Text | BodyKind::Bytes => None,
    });
    let answers = operation.answers.iter().chain(&operation.errors);
    parameters.chain(contents).chain(answers.flat_map(Answer::types))
}

/// Whether a body or an answer loses the type that the document gives.
fn is_raw(api: &Api, operation: &Operation) -> bool {
    let given_up = |ty: &Type| matches!(api.behind(ty), Type::Any(Untyped::GivenUp));
    let raw_body = |body: &Body| {
        let typed = |kind: &BodyKind| match kind {
            BodyKind::Json(ty) => !given_up(ty),
            BodyKind::Form(_) | BodyKind::Multipart(_) => true,
            BodyKind::Text | BodyKind::Bytes => false,
        };
        let lost = |kind: &BodyKind| matches!(kind, BodyKind::Json(ty) if given_up(ty));
        // One typed way to send it is enough.
        !body.contents.iter().any(|content| typed(&content.kind))
            && body.contents.iter().any(|content| content.raw || lost(&content.kind))
    };
    let raw_answer = |answer: &Answer| {
        answer.raw || matches!(&answer.body, AnswerBody::Json(ty) if given_up(ty))
    };
    operation.body.as_ref().is_some_and(raw_body)
        || operation.answers.iter().chain(&operation.errors).any(raw_answer)
}

/// Looks for raw JSON in types, one after the other.
struct Looks<'a> {
    api: &'a Api,
    /// The last look that met a type.
    seen: Vec<usize>,
    look: usize,
}

impl<'a> Looks<'a> {
    /// Why a part of a type is raw JSON; the generator's own fault before the document's. Objects have fields of their
    /// own, which are counted there.
    fn untyped(&mut self, ty: &'a Type) -> Option<Untyped> {
        self.look += 1;
        let mut worst = None;
        // By hand rather than by recursion: a document may chain as many types as it likes.
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            match ty {
                Type::Any(Untyped::GivenUp) => return Some(Untyped::GivenUp),
                Type::List(_)
                | Type::Only(_)
                | Type::OrEmpty(_)
                | Type::Tuple(_)
                | Type::Map(_)
                | Type::Nullable(_) => open.extend(ty.held()),
                Type::Named(id) => self.enter(*id, &mut open),
                Type::Scalar(_) | Type::Any(Untyped::OnlyNull) => {}
                Type::Any(by_document) => worst = Some(*by_document),
            }
        }
        worst
    }

    fn enter(&mut self, id: TypeId, open: &mut Vec<&'a Type>) {
        let Some(seen) = self.seen.get_mut(id.0) else { return };
        if std::mem::replace(seen, self.look) == self.look {
            return;
        }
        let def = self.api.type_def(id);
        match &def.kind {
            _ if def.replaced_by.is_some() => {}
            TypeKind::Alias { target, .. } => open.push(target),
            TypeKind::Union(union) => open.extend(union.variants.iter().map(|variant| &variant.ty)),
            TypeKind::Object(_) | TypeKind::Enum(_) => {}
        }
    }
}
