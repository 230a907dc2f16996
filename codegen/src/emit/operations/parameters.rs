//! A parameter: what the method or the setter takes, and the line that hands it to the request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::{
    emit::{
        Context,
        literal::literal_token,
        rust::{Imports, tokens},
        scalars::{Taken, parameter_taken},
        types::long_integer,
    },
    ir::{Location, Parameter, Rule, Style, Type, Values},
};

/// A parameter, ready to be written.
pub(super) struct Argument {
    /// What the method takes.
    pub(super) ty: TokenStream,
    /// A statement before the call, where the value must be turned into another first.
    pub(super) prepare: TokenStream,
    /// The calls on the request.
    pub(super) calls: TokenStream,
}

/// A parameter that the caller gives.
pub(super) fn argument(
    cx: Context<'_>,
    parameter: &Parameter,
    name: &str,
    imports: &mut Imports<'_>,
) -> Argument {
    let ident = tokens(name);
    let ty = &parameter.ty;
    let mut prepare = TokenStream::new();
    let (arg, value) = match parameter_taken(cx, ty) {
        Taken::Str => (quote!(&str), quote!(#ident)),
        Taken::Texts => {
            prepare = quote! { let #ident: Vec<String> = #ident.into_iter().map(|it| it.to_string()).collect(); };
            (quote!(impl IntoIterator<Item = impl ToString>), quote!(&#ident))
        }
        Taken::Integers => (quote!(&[i64]), quote!(#ident)),
        Taken::FlagNumber => (quote!(bool), quote!(&u8::from(#ident))),
        Taken::Value => {
            let by_value = cx.facts.is_copy(cx.api, ty);
            let ty = match ty {
                Type::List(item) => format!("[{}]", imports.ty(item)),
                ty => imports.ty(ty),
            };
            let ty = tokens(&ty);
            if by_value { (ty, quote!(&#ident)) } else { (quote!(&#ty), quote!(#ident)) }
        }
    };
    let mut calls = TokenStream::new();
    let rules: Vec<TokenStream> =
        cx.facts.applicable(cx.api, ty, &parameter.rules).map(rule_constructor).collect();
    if !rules.is_empty() {
        imports.runtime("Rule");
        let wire = literal_token(&parameter.name);
        calls.extend(quote! { .check(#wire, #value, &[#(#rules),*]) });
    }
    calls.extend(set_parameter(parameter, &value, imports));
    Argument { ty: arg, prepare, calls }
}

/// A parameter that has just one value, which nobody is asked for.
pub(super) fn constant(parameter: &Parameter, imports: &mut Imports<'_>) -> TokenStream {
    let value = match &parameter.constant {
        Some(serde_json::Value::String(text)) => literal_token(text),
        Some(other) => literal_token(&other.to_string()),
        None => return TokenStream::new(),
    };
    set_parameter(parameter, &value, imports)
}

/// The call that sets a parameter.
fn set_parameter(
    parameter: &Parameter,
    value: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let wire = literal_token(&parameter.name);
    let style = parameter_style(parameter);
    let mut styled = |call: &str| {
        let (call, ty, style) = (tokens(call), tokens(&imports.runtime("Style")), tokens(style));
        quote! { .#call(#wire, #value, #ty::#style) }
    };
    match (parameter.location, style) {
        (Location::Path, _) if parameter.allow_reserved => styled("path_reserved"),
        (Location::Path, "Simple") => quote! { .path(#wire, #value) },
        (Location::Path, _) => styled("path_as"),
        (Location::Query, _) if parameter.allow_reserved => styled("query_reserved"),
        (Location::Query, "Form") => quote! { .query(#wire, #value) },
        (Location::Query, _) => styled("query_as"),
        (Location::Header, "Simple") => quote! { .header_param(#wire, #value) },
        (Location::Header, _) => styled("header_param_as"),
        (Location::Cookie, "Form") => quote! { .cookie(#wire, #value) },
        (Location::Cookie, _) => styled("cookie_as"),
    }
}

/// The runtime's word for the parameter's style.
fn parameter_style(parameter: &Parameter) -> &'static str {
    // The list is one text with commas, whatever the document says of lists.
    if parameter.ty.scalar_facts().is_some_and(|facts| facts.values == Values::List) {
        return if parameter.location == Location::Query { "FormJoined" } else { "Simple" };
    }
    let (style, explode) = (parameter.style, parameter.explode);
    // Only objects are written differently when exploded.
    if style == Style::Simple && matches!(parameter.ty, Type::Scalar(_) | Type::List(_)) {
        return "Simple";
    }
    // A single value has nothing to be joined.
    if style == Style::Form && matches!(parameter.ty, Type::Scalar(_)) {
        return "Form";
    }
    style_word(style, explode)
}

/// The runtime's word for a style.
pub(super) fn style_word(style: Style, explode: bool) -> &'static str {
    match (style, explode) {
        (Style::Simple, false) => "Simple",
        (Style::Simple, true) => "SimpleExploded",
        (Style::Label, false) => "Label",
        (Style::Label, true) => "LabelExploded",
        (Style::Matrix, false) => "Matrix",
        (Style::Matrix, true) => "MatrixExploded",
        (Style::Form | Style::SpaceDelimited | Style::PipeDelimited, true) => "Form",
        (Style::Form, false) => "FormJoined",
        (Style::SpaceDelimited, false) => "Space",
        (Style::PipeDelimited, false) => "Pipe",
        (Style::DeepObject, _) => "DeepObject",
        (Style::Json, _) => "Json",
    }
}

/// A rule, as the runtime's constructor.
fn rule_constructor(rule: &Rule) -> TokenStream {
    let whole = |word: &str, n: u64| {
        let (word, n) = (tokens(word), Literal::u64_unsuffixed(n));
        quote!(Rule::#word(#n))
    };
    let float = |word: &str, n: &serde_json::Number| {
        if let Some(integer) = long_integer(n) {
            let word = tokens(&format!("{word}Integer"));
            let sign = (integer < 0).then(|| quote!(-));
            let n = Literal::u128_unsuffixed(integer.unsigned_abs());
            return quote!(Rule::#word(#sign #n));
        }
        let (word, n) = (tokens(word), n.as_f64().unwrap_or_default());
        // A literal has no sign of its own.
        let sign = n.is_sign_negative().then(|| quote!(-));
        let n = Literal::f64_unsuffixed(n.abs());
        quote!(Rule::#word(#sign #n))
    };
    match rule {
        Rule::Pattern(pattern) => {
            let pattern = literal_token(pattern);
            quote!(Rule::Pattern(#pattern))
        }
        Rule::MinLength(n) => whole("MinLength", *n),
        Rule::MaxLength(n) => whole("MaxLength", *n),
        Rule::Min(n) => float("AtLeast", n),
        Rule::Max(n) => float("AtMost", n),
        Rule::Above(n) => float("Above", n),
        Rule::Below(n) => float("Below", n),
        Rule::MinItems(n) => whole("MinItems", *n),
        Rule::MaxItems(n) => whole("MaxItems", *n),
    }
}
