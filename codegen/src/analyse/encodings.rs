//! Encodings: what a document says of the fields of a form or of a multipart body, as far as it changes something.

use crate::ir::{
    Api, BodyContent, BodyKind, Field, FieldEncoding, Object, Scalar, Style, Type, TypeKind,
};

/// The encodings of a body that change something.
#[derive(Debug, Clone, PartialEq)]
pub enum Encodings {
    /// One style, which all fields have that could have another.
    Shared((Style, bool)),
    /// One a field.
    Each(Vec<FieldEncoding>),
}

/// The encodings of a body that change something; None if there are none.
#[must_use]
pub fn encodings(api: &Api, content: &BodyContent) -> Option<Encodings> {
    let object = content.kind.ty().and_then(|ty| object(api, ty));
    let fields = object.map(|object| object.fields.as_slice()).unwrap_or_default();
    let constants = object.map(|object| object.constants.as_slice()).unwrap_or_default();
    let multipart = matches!(content.kind, BodyKind::Multipart(_));
    let kept: Vec<FieldEncoding> = content
        .encodings
        .iter()
        .filter_map(|encoding| {
            let field = fields.iter().find(|field| field.wire == encoding.field);
            let text = Type::Scalar(Scalar::String);
            let is_constant = constants.iter().any(|it| it.wire == encoding.field);
            let ty = field.map(|field| &field.ty).or(is_constant.then_some(&text));
            telling(api, encoding, ty, multipart)
        })
        .collect();
    if let Some(style) = shared(api, fields, &kept) {
        return Some(Encodings::Shared(style));
    }
    (!kept.is_empty()).then_some(Encodings::Each(kept))
}

/// What a body is, where it is an object.
fn object<'a>(api: &'a Api, ty: &Type) -> Option<&'a Object> {
    match api.behind(ty) {
        Type::Named(id) => match &api.types.get(id.0)?.kind {
            TypeKind::Object(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// What of an encoding makes a difference.
fn telling(
    api: &Api,
    encoding: &FieldEncoding,
    ty: Option<&Type>,
    multipart: bool,
) -> Option<FieldEncoding> {
    let mut encoding = encoding.clone();
    let scalar = ty.is_some_and(|ty| is_scalar(api, ty));
    // A style is about lists and objects, and the default one is what is done in any case, but to an object in a form.
    let usual = multipart || ty.is_some_and(|ty| matches!(api.behind(ty), Type::List(_)));
    if scalar || usual && encoding.style == Some((Style::Form, true)) {
        encoding.style = None;
    }
    encoding.allow_reserved &= !multipart;
    // A form has no parts: a media type is about what would be taken apart.
    if scalar && !multipart {
        encoding.content_type = None;
    }
    // Objects are JSON in any case.
    let usual = ty.is_some_and(|ty| is_object(api, ty));
    if usual && encoding.content_type.as_deref() == Some("application/json") {
        encoding.content_type = None;
    }
    let tells =
        encoding.content_type.is_some() || encoding.style.is_some() || encoding.allow_reserved;
    tells.then_some(encoding)
}

fn is_scalar(api: &Api, ty: &Type) -> bool {
    match api.behind(ty) {
        Type::Scalar(_) => true,
        Type::Named(id) => matches!(api.type_def(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

fn is_object(api: &Api, ty: &Type) -> bool {
    match api.behind(ty) {
        Type::Map(_) => true,
        Type::Named(id) => matches!(api.type_def(*id).kind, TypeKind::Object(_)),
        _ => false,
    }
}

/// The style that all fields have which could have another.
fn shared(api: &Api, fields: &[Field], kept: &[FieldEncoding]) -> Option<(Style, bool)> {
    let first = kept.first()?.style?;
    let alike = |encoding: &FieldEncoding| {
        encoding.style == Some(first) && encoding.content_type.is_none() && !encoding.allow_reserved
    };
    let covered =
        |field: &Field| is_scalar(api, &field.ty) || kept.iter().any(|it| it.field == field.wire);
    (kept.len() > 1 && kept.iter().all(alike) && fields.iter().all(covered)).then_some(first)
}
