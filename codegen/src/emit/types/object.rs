//! An object: the struct, its table, and, where a request can hold it, a constructor and setters.

use quote::quote;

use super::{multipart, rules, type_docs};
use crate::{
    emit::{
        Context, Item, Row, Table, docs,
        rust::{Imports, adapter, is_string, literal, tokens},
    },
    ir::{Additional, EnumValue, EnumWire, Field, Object, Scalar, Type, TypeId, TypeKind},
};

/// How a field may be missing: the word of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, maybe null.
    Nullable,
    /// Maybe not there.
    Optional,
    /// Not there, null and a value are three different things.
    Maybe,
}

impl Presence {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Nullable => "nullable",
            Self::Optional => "optional",
            Self::Maybe => "maybe",
        }
    }
}

/// How a field of the type may be missing.
pub(super) fn presence(cx: Context<'_>, id: TypeId, field: &Field) -> Presence {
    let sent = cx.facts.in_requests.contains(&id);
    let nullable = matches!(field.ty, Type::Nullable(_));
    // Who writes a request does not know what only the server sets, and who reads an answer does not get what only the
    // client sends.
    let one_way =
        (sent && field.read_only) || (cx.facts.in_answers.contains(&id) && field.write_only);
    match (field.required && !one_way, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, true) if sent => Presence::Maybe,
        (false, _) => Presence::Optional,
    }
}

pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.types[id.0];
    let def = cx.api.type_def(id);
    let ident = tokens(&names.ident);
    let sent = cx.facts.in_requests.contains(&id);

    let mut fields = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let name = &names.members[index];
        let inner = held(cx, id, index, field, imports);
        let presence = presence(cx, id, field);
        let whole = match presence {
            Presence::Required => inner.clone(),
            Presence::Nullable | Presence::Optional => {
                format!("{}<{inner}>", imports.prelude("Option"))
            }
            Presence::Maybe => format!("{}<{inner}>", imports.runtime("Maybe")),
        };
        let (doc, name_tokens, ty) =
            (docs::attributes(&field_docs(field)), tokens(name), tokens(&whole));
        fields.push(quote! { #doc pub #name_tokens: #ty, });
        let via = adapter(&field.ty).map(|it| format!(" as {it}")).unwrap_or_default();
        rows.push(
            format!("{} => {name}: {inner}, {}{via};", literal(&field.wire), presence.word())
                .into(),
        );
    }
    if let Additional::Keep(ty) = &object.additional {
        let name = tokens(&names.additional);
        let value = imports.ty(ty);
        let map = tokens(&imports.ty(&Type::Map(Box::new(ty.clone()))));
        fields.push(quote! {
            #[doc = " The keys that the document does not list."]
            pub #name: #map,
        });
        rows.push(format!(".. => {}: {value};", names.additional).into());
    }

    let doc = docs::attributes(&type_docs(def, &format!("`{}`.", def.path.join(" "))));
    let optional_only =
        constructor_fields(cx, id).is_empty() && sent && defaults_are_empty(cx, id, object);
    let derives = if optional_only {
        quote!(Debug, Clone, PartialEq, Default)
    } else {
        quote!(Debug, Clone, PartialEq)
    };
    let mut items = vec![
        Item::Rust(quote! {
            #doc
            #[derive(#derives)]
            #[non_exhaustive]
            pub struct #ident { #(#fields)* }
        }),
        Item::Table(Table { name: "object", head: names.ident.clone(), rows }),
    ];
    if cx.facts.multipart.contains(&id) {
        items.push(multipart::table(cx, id, object, imports));
    }
    items.extend(rules::of_object(cx, id, object));
    if sent {
        items.push(Item::Rust(constructors(cx, id, object, optional_only, imports)));
        if constructor_fields(cx, id).is_empty() && !optional_only {
            let default = tokens(&imports.prelude("Default"));
            items.push(Item::Rust(quote! {
                impl #default for #ident {
                    fn default() -> Self { Self::new() }
                }
            }));
        }
    }
    items
}

/// The type of a field without the layers that say how it may be missing.
pub(super) fn held(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    field: &Field,
    imports: &mut Imports<'_>,
) -> String {
    let inner = imports.ty(field.ty.split_null().0);
    if cx.facts.boxed.contains(&(id, index)) {
        format!("{}<{inner}>", imports.prelude("Box"))
    } else {
        inner
    }
}

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
}

/// The only value that a required field can have: its enum lists no other, or a union knows the object by it.
fn only_value<'a>(
    cx: Context<'a>,
    id: TypeId,
    index: usize,
    field: &Field,
) -> Option<OnlyValue<'a>> {
    if presence(cx, id, field) != Presence::Required {
        return None;
    }
    let tag = cx.facts.tags.get(&(id, index));
    match &field.ty {
        Type::Scalar(Scalar::String) => tag.map(|text| OnlyValue::Text(text)),
        Type::Named(kind) => {
            let def = cx.api.type_def(*kind);
            let TypeKind::Enum(listed) = &def.kind else { return None };
            let listed = &listed.values;
            let means = |value: &EnumValue| matches!((&value.wire, tag), (EnumWire::String(text), Some(tag)) if text == tag);
            let at = listed.iter().position(means).or((listed.len() == 1).then_some(0))?;
            let name =
                cx.names.types[kind.0].members.get(at).filter(|_| def.replaced_by.is_none())?;
            Some(OnlyValue::Variant(*kind, name))
        }
        _ => None,
    }
}

/// Whether each field's own default is what a new value holds.
fn defaults_are_empty(cx: Context<'_>, id: TypeId, object: &Object) -> bool {
    object
        .fields
        .iter()
        .all(|field| matches!(presence(cx, id, field), Presence::Optional | Presence::Maybe))
}

fn field_docs(field: &Field) -> Vec<String> {
    let mut lines = field.description.as_deref().map(docs::prose).unwrap_or_default();
    if lines.is_empty() {
        lines.push(match field.wire.as_str() {
            "" => "The key without a name.".to_owned(),
            wire => format!("`{}`.", wire.replace('`', "'")),
        });
    }
    if field.deprecated {
        lines.push(String::new());
        lines.push("Deprecated.".to_owned());
    }
    if let Some(default) = field.default.as_ref().filter(|_| !field.required) {
        let text = default.to_string();
        if text.len() <= 80 && !text.contains('`') {
            lines.push(String::new());
            lines.push(format!("When left out, the server takes `{text}`."));
        }
    }
    lines
}

/// `new` and a setter for each field that `new` does not ask for.
fn constructors(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    derived: bool,
    imports: &mut Imports<'_>,
) -> proc_macro2::TokenStream {
    let names = &cx.names.types[id.0];
    let ident = tokens(&names.ident);
    let asked = constructor_fields(cx, id);
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let name = tokens(&names.members[index]);
        let presence = presence(cx, id, field);
        if asked.contains(&index) {
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
            OnlyValue::Variant(kind, variant) => format!("{}::{variant}", imports.named(kind)),
            OnlyValue::Text(text) => format!("{}.to_owned()", literal(text)),
        });
        match &fixed {
            Some(value) => {
                let value = tokens(value);
                let value = if cx.facts.boxed.contains(&(id, index)) {
                    quote!(Box::new(#value))
                } else {
                    value
                };
                values.push(quote!(#name: #value));
            }
            None if presence == Presence::Maybe => {
                let maybe = tokens(&imports.runtime("Maybe"));
                values.push(quote!(#name: #maybe::Absent));
            }
            None => values.push(quote!(#name: None)),
        }
        if fixed.is_none() && !field.read_only {
            setters.extend(setter(cx, id, index, object, imports));
        }
    }
    if let Additional::Keep(_) = &object.additional {
        let name = tokens(&names.additional);
        let map = tokens(&imports.map());
        values.push(quote!(#name: #map::new()));
    }
    let doc = match asked.len() {
        0 => format!(" A `{}` with nothing set.", names.ident),
        _ => format!(" A `{}` with what it must have; the rest is not set.", names.ident),
    };
    let body = if derived { quote!(Self::default()) } else { quote!(Self { #(#values),* }) };
    quote! {
        impl #ident {
            #[doc = #doc]
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
) -> Vec<proc_macro2::TokenStream> {
    let names = &cx.names.types[id.0];
    let field = &object.fields[index];
    let (name, set) = (tokens(&names.members[index]), tokens(&names.setters[index]));
    let (ty, value) = argument(cx, id, index, object, imports);
    let plain = names.members[index].as_str();
    let shown = plain.strip_prefix("r#").unwrap_or(plain);
    let doc = format!(" Sets [`Self::{shown}`](field@Self::{shown}).");
    if presence(cx, id, field) != Presence::Maybe {
        return vec![quote! {
            #[doc = #doc]
            #[must_use]
            pub fn #set(mut self, #name: #ty) -> Self {
                self.#name = Some(#value);
                self
            }
        }];
    }
    let maybe = tokens(&imports.runtime("Maybe"));
    let mut out = vec![quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #set(mut self, #name: #ty) -> Self {
            self.#name = #maybe::Value(#value);
            self
        }
    }];
    let null = format!("{shown}_null");
    if !names.setters.contains(&null) {
        let (null, doc) =
            (tokens(&null), format!(" Sets [`Self::{shown}`](field@Self::{shown}) to null."));
        out.push(quote! {
            #[doc = #doc]
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
) -> (proc_macro2::TokenStream, proc_macro2::TokenStream) {
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
) -> proc_macro2::TokenStream {
    let inner = held(cx, id, index, field, imports);
    tokens(&format!("{}<{inner}>", imports.prelude("Option")))
}
