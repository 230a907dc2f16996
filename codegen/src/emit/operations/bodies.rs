//! A request body: what the method takes, and the line that hands it to the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::encodings;
use crate::{
    emit::{
        Context,
        literal::literal_token,
        rust::{Imports, tokens},
    },
    ir::{BodyContent, BodyKind, Type},
};

/// What the method takes, and the calls on the request.
pub(super) fn argument(
    cx: Context<'_>,
    content: &BodyContent,
    imports: &mut Imports<'_>,
) -> (TokenStream, TokenStream) {
    let named = content.is_named_by_caller();
    let media_type = if named { quote!(content_type) } else { literal_token(&content.media_type) };
    let also = named.then(|| quote!(, content_type: &str));
    match &content.kind {
        BodyKind::Json(ty) => {
            let (ty, body, check) = body_taken(cx, ty, imports);
            let usual = content.media_type == "application/json";
            let call =
                if usual { quote!(.json(#body)) } else { quote!(.json_as(#body, #media_type)) };
            (quote!(body: #ty), quote!(#check #call))
        }
        BodyKind::Form(ty) => {
            let encodings = encodings::encoding_list(cx, content, imports);
            let (ty, body, check) = body_taken(cx, ty, imports);
            let call = if let Some(list) = encodings {
                quote!(.form_as(#body, &[#list]))
            } else {
                quote!(.form(#body))
            };
            (quote!(body: #ty), quote!(#check #call))
        }
        BodyKind::Multipart(ty) => {
            let encodings = encodings::encoding_list(cx, content, imports);
            let own = cx.facts.has_parts(cx.api, ty);
            let (ty, body, check) = body_taken(cx, ty, imports);
            let parts = if own {
                body
            } else {
                let fields = tokens(&imports.runtime("Fields"));
                quote!(&#fields(#body))
            };
            let call = if let Some(list) = encodings {
                quote!(.multipart_as(#parts, &[#list]))
            } else {
                quote!(.multipart(#parts))
            };
            (quote!(body: #ty), quote!(#check #call))
        }
        BodyKind::Text => (quote!(body: &str #also), quote!(.text(body, #media_type))),
        BodyKind::Bytes => {
            let body = tokens(&imports.runtime("Body"));
            (quote!(body: impl Into<#body> #also), quote!(.bytes(body, #media_type)))
        }
    }
}

/// What the method takes, what it hands on, and the call that checks it: as parameters do, text as `&str`, what is
/// copied by value.
fn body_taken(
    cx: Context<'_>,
    ty: &Type,
    imports: &mut Imports<'_>,
) -> (TokenStream, TokenStream, Option<TokenStream>) {
    let (argument, body) = match ty {
        Type::Nullable(inner) => {
            let inner = reference(cx, inner, imports);
            (quote!(Option<#inner>), quote!(&body))
        }
        Type::List(item)
            if cx.facts.is_string(cx.api, item) && !matches!(**item, Type::Nullable(_)) =>
        {
            (
                quote!(impl IntoIterator<Item = impl Into<String>>),
                quote!(&body.into_iter().map(Into::into).collect::<Vec<String>>()),
            )
        }
        _ if cx.facts.is_copy(cx.api, ty) => (reference(cx, ty, imports), quote!(&body)),
        _ => (reference(cx, ty, imports), quote!(body)),
    };
    let check = cx.facts.holds_checked(cx.api, ty).then(|| quote!(.check_body(#body)));
    (argument, body, check)
}

fn reference(cx: Context<'_>, ty: &Type, imports: &mut Imports<'_>) -> TokenStream {
    if cx.facts.is_string(cx.api, ty) {
        return quote!(&str);
    }
    if let Type::List(item) = ty {
        let item = tokens(&imports.ty(item));
        return quote!(&[#item]);
    }
    let by_value = cx.facts.is_copy(cx.api, ty);
    let ty = tokens(&imports.ty(ty));
    if by_value { ty } else { quote!(&#ty) }
}
