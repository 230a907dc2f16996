//! The encodings of a form or of a multipart body, as the runtime takes them.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameters::style_word;
use crate::{
    analyse::{Encodings, encodings},
    emit::{
        Context,
        literal::literal_token,
        rust::{Imports, tokens},
    },
    ir::{BodyContent, Style},
};

/// The encodings of a body that change something; None if there are none.
pub(super) fn encoding_list(
    cx: Context<'_>,
    content: &BodyContent,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let encodings = encodings(cx.api, content)?;
    let ty = tokens(&imports.runtime("Encoding"));
    let each = match encodings {
        Encodings::Shared(style) => {
            let style = style_call(style, imports);
            return Some(quote!(#ty::all() #style));
        }
        Encodings::Each(each) => each,
    };
    let each = each.iter().map(|encoding| {
        let name = literal_token(&encoding.field);
        let content_type = encoding.content_type.as_deref().map(|content_type| {
            let content_type = literal_token(content_type);
            quote!(.content_type(#content_type))
        });
        let style = encoding.style.map(|style| style_call(style, imports));
        let reserved = encoding.allow_reserved.then(|| quote!(.reserved()));
        quote!(#ty::new(#name) #content_type #style #reserved)
    });
    Some(quote!(#(#each),*))
}

fn style_call((style, explode): (Style, bool), imports: &mut Imports<'_>) -> TokenStream {
    let (ty, word) = (tokens(&imports.runtime("Style")), tokens(style_word(style, explode)));
    quote!(.style(#ty::#word))
}
