//! The encodings of a form or of a multipart body, as the runtime takes them.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameters::style_word;
use crate::{
    emit::{
        Context,
        literal::literal_token,
        rust::{Imports, tokens},
    },
    ir::{BodyContent, BodyKind, Field, FieldEncoding, Style, Type, TypeKind},
};

/// The encodings of a body that change something; None if there are none.
pub(super) fn list(
    cx: Context<'_>,
    content: &BodyContent,
    ty: &Type,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let fields = fields(cx, ty);
    let multipart = matches!(content.kind, BodyKind::Multipart(_));
    let kept: Vec<FieldEncoding> = content
        .encodings
        .iter()
        .filter_map(|encoding| {
            let field = fields.iter().find(|field| field.wire == encoding.field);
            telling(cx, encoding, field.map(|field| &field.ty), multipart)
        })
        .collect();
    if kept.is_empty() {
        return None;
    }
    let ty = tokens(&imports.runtime("Encoding"));
    if let Some(style) = shared(cx, fields, &kept) {
        let style = self::style(style, imports);
        return Some(quote!(#ty::all() #style));
    }
    let each = kept.iter().map(|encoding| {
        let name = literal_token(&encoding.field);
        let content_type = encoding.content_type.as_deref().map(|content_type| {
            let content_type = literal_token(content_type);
            quote!(.content_type(#content_type))
        });
        let style = encoding.style.map(|style| self::style(style, imports));
        let reserved = encoding.allow_reserved.then(|| quote!(.reserved()));
        quote!(#ty::new(#name) #content_type #style #reserved)
    });
    Some(quote!(#(#each),*))
}

/// The fields of a body, where it is an object.
fn fields<'a>(cx: Context<'a>, ty: &'a Type) -> &'a [Field] {
    match cx.api.behind(ty) {
        Type::Named(id) => match &cx.api.type_def(*id).kind {
            TypeKind::Object(object) => &object.fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// What of an encoding makes a difference.
fn telling(
    cx: Context<'_>,
    encoding: &FieldEncoding,
    ty: Option<&Type>,
    multipart: bool,
) -> Option<FieldEncoding> {
    let mut encoding = encoding.clone();
    let scalar = ty.is_some_and(|ty| is_scalar(cx, ty));
    // A style is about lists and objects, and the default one is what is done in any case, but to an object in a form.
    let usual = multipart || ty.is_some_and(|ty| matches!(cx.api.behind(ty), Type::List(_)));
    if scalar || usual && encoding.style == Some((Style::Form, true)) {
        encoding.style = None;
    }
    encoding.allow_reserved &= !multipart;
    // A form has no parts: a media type is about what would be taken apart.
    if scalar && !multipart {
        encoding.content_type = None;
    }
    // Objects are JSON in any case.
    let usual = ty.is_some_and(|ty| is_object(cx, ty));
    if usual && encoding.content_type.as_deref() == Some("application/json") {
        encoding.content_type = None;
    }
    let tells =
        encoding.content_type.is_some() || encoding.style.is_some() || encoding.allow_reserved;
    tells.then_some(encoding)
}

fn is_scalar(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.behind(ty) {
        Type::Scalar(_) => true,
        Type::Named(id) => matches!(cx.api.type_def(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

fn is_object(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.behind(ty) {
        Type::Map(_) => true,
        Type::Named(id) => matches!(cx.api.type_def(*id).kind, TypeKind::Object(_)),
        _ => false,
    }
}

/// The style that all fields have which could have another.
fn shared(cx: Context<'_>, fields: &[Field], kept: &[FieldEncoding]) -> Option<(Style, bool)> {
    let first = kept.first()?.style?;
    let alike = |encoding: &FieldEncoding| {
        encoding.style == Some(first) && encoding.content_type.is_none() && !encoding.allow_reserved
    };
    let covered = |field: &Field| {
        is_scalar(cx, field.ty.split_null().0) || kept.iter().any(|it| it.field == field.wire)
    };
    (kept.len() > 1 && kept.iter().all(alike) && fields.iter().all(covered)).then_some(first)
}

fn style((style, explode): (Style, bool), imports: &mut Imports<'_>) -> TokenStream {
    let (ty, word) = (tokens(&imports.runtime("Style")), tokens(style_word(style, explode)));
    quote!(.style(#ty::#word))
}
