//! How a value of an object is made where a request can hold it: `new`, and a setter for each field that `new` does not
//! ask for.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::object::{Presence, held, presence};
use crate::{
    emit::{
        Context, docs,
        literal::{literal_token, plain_token},
        rust::{Imports, is_string, tokens},
    },
    ir::{Additional, EnumValue, EnumWire, Field, Object, Scalar, Type, TypeId, TypeKind},
};

/// The fields that a caller must give to make a value: required, and not known from the start.
pub(in crate::emit) fn constructor_fields(cx: Context<'_>, id: TypeId) -> Vec<usize> {
    let TypeKind::Object(object) = &cx.api.type_def(id).kind else { return Vec::new() };
    let needed = |index: usize, field: &Field| {
        matches!(presence(cx, id, field), Presence::Required | Presence::Nullable)
            && only_value(cx, id, index, field).is_none()
    };
    object
        .fields
        .iter()
        .enumerate()
        .filter(|(index, field)| needed(*index, field))
        .map(|(index, _)| index)
        .collect()
}

/// A value that is known from the start, so that nobody needs to be asked for it.
enum OnlyValue<'a> {
    /// A variant of an enum.
    Variant(TypeId, &'a str),
    /// A text.
    Text(&'a str),
    /// True or false, or a number.
    Plain(&'a Value),
}

/// The only value that a field can have: its schema lists no other, or a union knows the object by it.
///
/// A field that may be left out and that no union tells by has it only if the server takes the same then. Without such a
/// default it says something by being there.
fn only_value<'a>(
    cx: Context<'a>,
    id: TypeId,
    index: usize,
    field: &'a Field,
) -> Option<OnlyValue<'a>> {
    if !matches!(presence(cx, id, field), Presence::Required | Presence::Optional) {
        return None;
    }
    let tag = cx.facts.tags.get(&(id, index));
    let told = cx.facts.told.contains(&(id, index));
    let constant = field
        .constant
        .as_ref()
        .filter(|constant| field.required || told || field.default.as_ref() == Some(*constant));
    match &field.ty {
        Type::Scalar(Scalar::String) => {
            tag.map(String::as_str).or_else(|| constant?.as_str()).map(OnlyValue::Text)
        }
        Type::Scalar(Scalar::Bool) => constant.filter(|it| it.is_boolean()).map(OnlyValue::Plain),
        Type::Scalar(Scalar::F64) => constant.filter(|it| it.is_f64()).map(OnlyValue::Plain),
        Type::Named(kind) => {
            let def = cx.api.type_def(*kind);
            let TypeKind::Enum(listed) = &def.kind else { return None };
            let wire = |value: &EnumValue| match &value.wire {
                EnumWire::String(text) => text.clone(),
                EnumWire::Integer(number) => number.to_string(),
            };
            let means = |value: &EnumValue| tag.is_some_and(|tag| wire(value) == *tag);
            let lone = constant.filter(|_| listed.values.len() == 1).map(|_| 0);
            let at = listed.values.iter().position(means).or(lone)?;
            let name =
                cx.names.types[kind.0].members.get(at).filter(|_| def.replaced_by.is_none())?;
            Some(OnlyValue::Variant(*kind, name))
        }
        _ => None,
    }
}

/// Whether a new object holds nothing but what its caller gives.
pub(super) fn starts_empty(cx: Context<'_>, id: TypeId, object: &Object) -> bool {
    let mut fields = object.fields.iter().enumerate();
    fields.all(|(index, field)| only_value(cx, id, index, field).is_none())
}

/// `new` and a setter for each field that `new` does not ask for.
pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    derived: bool,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let names = &cx.names.types[id.0];
    let ident = tokens(&names.ident);
    let asked = constructor_fields(cx, id);
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let name = tokens(&names.members[index]);
        let presence = presence(cx, id, field);
        if asked.binary_search(&index).is_ok() {
            let (ty, value) = argument(cx, id, index, object, imports);
            let (ty, value) = match presence {
                Presence::Nullable => (field_option(cx, id, index, field, imports), quote!(#name)),
                _ => (ty, value),
            };
            arguments.push(quote!(#name: #ty));
            values.push(if value.to_string() == name.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
            continue;
        }
        let fixed = only_value(cx, id, index, field).map(|value| match value {
            OnlyValue::Variant(kind, variant) => {
                tokens(&format!("{}::{variant}", imports.named(kind)))
            }
            OnlyValue::Text(text) => {
                let text = literal_token(text);
                quote!(#text.to_owned())
            }
            OnlyValue::Plain(value) => plain_token(value),
        });
        match &fixed {
            Some(value) => {
                let value = if cx.facts.boxed.contains(&(id, index)) {
                    quote!(Box::new(#value))
                } else {
                    value.clone()
                };
                values.push(if presence == Presence::Optional {
                    quote!(#name: Some(#value))
                } else {
                    quote!(#name: #value)
                });
            }
            None if presence == Presence::Maybe => {
                let maybe = tokens(&imports.runtime("Maybe"));
                values.push(quote!(#name: #maybe::Absent));
            }
            None => values.push(quote!(#name: None)),
        }
        if fixed.is_none() || presence == Presence::Optional {
            setters.extend(setter(cx, id, index, object, imports));
        }
    }
    if let Additional::Keep(_) = &object.additional {
        let name = tokens(&names.additional);
        let map = tokens(&imports.map());
        values.push(quote!(#name: #map::new()));
    }
    let doc = match asked.len() {
        0 if starts_empty(cx, id, object) => format!("A `{}` with nothing set.", names.ident),
        _ => format!("A `{}` with what it must have; the rest is not set.", names.ident),
    };
    let doc = docs::attributes(&[doc]);
    let body = if derived { quote!(Self::default()) } else { quote!(Self { #(#values),* }) };
    quote! {
        impl #ident {
            #doc
            #[must_use]
            pub fn new(#(#arguments),*) -> Self { #body }
            #(#setters)*
        }
    }
}

/// The setter of a field; for one that tells null from absent, a second one that sets null.
fn setter(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    object: &Object,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let names = &cx.names.types[id.0];
    let field = &object.fields[index];
    let (name, set) = (tokens(&names.members[index]), tokens(&names.setters[index]));
    let (ty, value) = argument(cx, id, index, object, imports);
    let plain = names.members[index].as_str();
    let shown = plain.strip_prefix("r#").unwrap_or(plain);
    let doc = docs::attributes(&[format!("Sets [`Self::{shown}`](field@Self::{shown}).")]);
    if presence(cx, id, field) != Presence::Maybe {
        return vec![quote! {
            #doc
            #[must_use]
            pub fn #set(mut self, #name: #ty) -> Self {
                self.#name = Some(#value);
                self
            }
        }];
    }
    let maybe = tokens(&imports.runtime("Maybe"));
    let mut out = vec![quote! {
        #doc
        #[must_use]
        pub fn #set(mut self, #name: #ty) -> Self {
            self.#name = #maybe::Value(#value);
            self
        }
    }];
    let null = format!("{shown}_null");
    if !names.setters.contains(&null) {
        let null = tokens(&null);
        let doc = format!("Sets [`Self::{shown}`](field@Self::{shown}) to null.");
        let doc = docs::attributes(&[doc]);
        out.push(quote! {
            #doc
            #[must_use]
            pub fn #null(mut self) -> Self {
                self.#name = #maybe::Null;
                self
            }
        });
    }
    out
}

/// What a constructor or a setter takes for a field, and how that becomes the field's value.
fn argument(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    object: &Object,
    imports: &mut Imports<'_>,
) -> (TokenStream, TokenStream) {
    let field = &object.fields[index];
    let name = tokens(&cx.names.types[id.0].members[index]);
    let ty = field.ty.split_null().0;
    let boxed = cx.facts.boxed.contains(&(id, index));
    let (string, into) = (imports.prelude("String"), imports.prelude("Into"));
    let (arg, value) = if is_string(cx, ty) {
        (tokens(&format!("impl {into}<{string}>")), quote!(#name.into()))
    } else if matches!(ty, Type::Scalar(Scalar::Secret)) {
        (tokens(&format!("impl {into}<{}>", imports.runtime("Secret"))), quote!(#name.into()))
    } else if let Type::List(item) = ty
        && is_string(cx, item)
        && matches!(**item, Type::Scalar(_))
    {
        (
            tokens(&format!("impl IntoIterator<Item = impl {into}<{string}>>")),
            quote!(#name.into_iter().map(Into::into).collect()),
        )
    } else if let Type::List(item) = ty {
        let item = imports.ty(item);
        (tokens(&format!("impl IntoIterator<Item = {item}>")), quote!(#name.into_iter().collect()))
    } else {
        (tokens(&imports.ty(ty)), quote!(#name))
    };
    if boxed {
        let path = tokens(&imports.prelude("Box"));
        return (arg, quote!(#path::new(#value)));
    }
    (arg, value)
}

fn field_option(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    field: &Field,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let inner = held(cx, id, index, field, imports);
    tokens(&format!("{}<{inner}>", imports.prelude("Option")))
}
