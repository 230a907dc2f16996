//! A request body: what the method takes, and the line that hands it to the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{
        Context,
        rust::{Imports, is_copy, is_string, is_wrapped, literal, tokens},
        types::is_nested,
    },
    ir::{BodyContent, BodyKind, Scalar, Type},
};

/// The type of the argument and the calls on the request.
pub(super) fn argument(
    cx: Context<'_>,
    content: &BodyContent,
    imports: &mut Imports<'_>,
) -> (TokenStream, TokenStream) {
    let media_type = tokens(&literal(&content.media_type));
    match &content.kind {
        BodyKind::Json(ty) => {
            let usual =
                matches!(content.media_type.as_str(), "application/json" | "*/*" | "application/*");
            let (argument, body) = taken(cx, ty, imports);
            let check = check(cx, ty, &body);
            let call =
                if usual { quote!(.json(#body)) } else { quote!(.json_as(#body, #media_type)) };
            (argument, quote!(#check #call))
        }
        BodyKind::Form(ty) => {
            let (argument, body) = taken(cx, ty, imports);
            let check = check(cx, ty, &body);
            (argument, quote!(#check.form(#body)))
        }
        BodyKind::Multipart(ty) => {
            let (argument, body) = taken(cx, ty, imports);
            let check = check(cx, ty, &body);
            let call = if has_parts(cx, ty) {
                quote!(.multipart(#body))
            } else {
                let fields = tokens(&imports.runtime("Fields"));
                quote!(.multipart(&#fields(#body)))
            };
            (argument, quote!(#check #call))
        }
        BodyKind::Text => (quote!(&str), quote!(.text(body, #media_type))),
        BodyKind::Bytes => {
            let concrete = if content.media_type.contains('*') {
                quote!("application/octet-stream")
            } else {
                quote!(#media_type)
            };
            (quote!(impl Into<Vec<u8>>), quote!(.bytes(body.into(), #concrete)))
        }
    }
}

/// Whether the type says itself which parts it is: an object with a table of parts, or a map of files.
fn has_parts(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.behind(ty) {
        Type::Named(id) => cx.facts.multipart.contains(id) && !is_wrapped(cx, ty),
        Type::Map(value) => matches!(**value, Type::Scalar(Scalar::File)),
        _ => false,
    }
}

fn check(cx: Context<'_>, ty: &Type, body: &TokenStream) -> TokenStream {
    if is_nested(cx, ty) { quote!(.check_body(#body)) } else { TokenStream::new() }
}

/// What the method takes, and what it hands on: as parameters do, text as `&str`, what is copied by value.
fn taken(cx: Context<'_>, ty: &Type, imports: &mut Imports<'_>) -> (TokenStream, TokenStream) {
    match ty {
        Type::Nullable(inner) => {
            let inner = reference(cx, inner, imports);
            (quote!(Option<#inner>), quote!(&body))
        }
        Type::List(item) if is_string(cx, item) && !matches!(**item, Type::Nullable(_)) => (
            quote!(impl IntoIterator<Item = impl Into<String>>),
            quote!(&body.into_iter().map(Into::into).collect::<Vec<String>>()),
        ),
        _ if is_copy(cx, ty) => (reference(cx, ty, imports), quote!(&body)),
        _ => (reference(cx, ty, imports), quote!(body)),
    }
}

fn reference(cx: Context<'_>, ty: &Type, imports: &mut Imports<'_>) -> TokenStream {
    if is_string(cx, ty) {
        return quote!(&str);
    }
    if let Type::List(item) = ty {
        let item = tokens(&imports.ty(item));
        return quote!(&[#item]);
    }
    let by_value = is_copy(cx, ty);
    let ty = tokens(&imports.ty(ty));
    if by_value { ty } else { quote!(&#ty) }
}
