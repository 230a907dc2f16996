//! A branch of a union, and what is known of it.

use std::rc::Rc;

use crate::{
    ir::{Guard, JsonType, Type, Variant},
    lower::{
        context::Context,
        meaning::{Merged, Node},
        site::Site,
    },
};

/// A branch of a union.
#[derive(Debug)]
pub(in crate::lower) struct Branch<'a> {
    /// What it holds, null aside.
    pub(in crate::lower) ty: Type,
    /// The component that it is.
    pub(in crate::lower) component: Option<&'a str>,
    /// What is said of it, where it is an object with fields.
    pub(in crate::lower) object: Option<Rc<Merged<'a>>>,
    /// The JSON type; `None` where several can come.
    pub(in crate::lower) json: Option<JsonType>,
    /// Words to name it by, where the type gives none.
    pub(in crate::lower) hint: Option<String>,
    /// The tag of the union that it is, and the values under it.
    pub(in crate::lower) nested: Option<(String, Vec<String>)>,
    /// What is said of each of its own branches, where it is a union of objects.
    pub(in crate::lower) parts: Vec<Rc<Merged<'a>>>,
    /// The document's prose.
    pub(in crate::lower) description: Option<String>,
}

impl<'a> Branch<'a> {
    /// A branch of which no more than the type is known.
    pub(in crate::lower) fn of_type(ty: Type, json: Option<JsonType>) -> Self {
        Self {
            ty,
            component: None,
            object: None,
            json,
            hint: None,
            nested: None,
            parts: Vec::new(),
            description: None,
        }
    }

    /// An object that is lowered already.
    pub(in crate::lower) fn of_object(
        cx: &mut Context<'a>,
        ty: Type,
        node: Node<'a>,
        home: &Site,
    ) -> Self {
        let object = cx.schemas.object(node, home);
        Self { object, ..Self::of_type(ty, Some(JsonType::Object)) }
    }

    /// The variant, its tags and guard still empty.
    pub(in crate::lower) fn into_variant(self) -> Variant {
        Variant {
            ty: self.ty,
            hint: self.hint,
            tags: Vec::new(),
            adds_tag: None,
            guard: Guard::default(),
            description: self.description,
        }
    }
}

/// How free a type is among those of its JSON type: what takes more values is tried later.
pub(in crate::lower) fn freedom(ty: &Type) -> u8 {
    match ty {
        Type::Scalar(scalar) => scalar.facts().freedom,
        Type::Tuple(_) => 5,
        Type::Named(_) => 6,
        Type::Nullable(inner) | Type::List(inner) | Type::Only(inner) | Type::OrEmpty(inner) => {
            freedom(inner)
        }
        Type::Map(_) => 9,
        Type::Any(_) => 10,
    }
}
