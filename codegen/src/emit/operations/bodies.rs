//! A request body: what the method takes, and the line that hands it to the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{
        Context,
        rust::{Imports, is_string, is_wrapped, literal, tokens},
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
            let check = check(cx, ty);
            let usual =
                matches!(content.media_type.as_str(), "application/json" | "*/*" | "application/*");
            let call =
                if usual { quote!(.json(body)) } else { quote!(.json_as(body, #media_type)) };
            (reference(cx, ty, imports), quote!(#check #call))
        }
        BodyKind::Form(ty) => {
            let check = check(cx, ty);
            (reference(cx, ty, imports), quote!(#check.form(body)))
        }
        BodyKind::Multipart(ty) => {
            let check = check(cx, ty);
            let call = if has_parts(cx, ty) {
                quote!(.multipart(body))
            } else {
                let fields = tokens(&imports.runtime("Fields"));
                quote!(.multipart(&#fields(body)))
            };
            (reference(cx, ty, imports), quote!(#check #call))
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

fn check(cx: Context<'_>, ty: &Type) -> TokenStream {
    if is_nested(cx, ty) { quote!(.check_body(body)) } else { TokenStream::new() }
}

fn reference(cx: Context<'_>, ty: &Type, imports: &mut Imports<'_>) -> TokenStream {
    if is_string(cx, ty) && matches!(ty, Type::Scalar(_)) {
        return quote!(&str);
    }
    if let Type::List(item) = ty {
        let item = tokens(&imports.ty(item));
        return quote!(&[#item]);
    }
    let ty = tokens(&imports.ty(ty));
    quote!(&#ty)
}
