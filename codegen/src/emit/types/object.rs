//! An object: the struct and its table.

use quote::quote;

use super::{
    constructor::{self, constructor_fields, starts_empty},
    multipart, rules, type_docs,
};
use crate::{
    emit::{
        Context, Item, Row, Table, docs,
        literal::literal,
        rust::{Imports, adapter, tokens},
    },
    ir::{Additional, Field, Object, Type, TypeId},
};

/// How a field may be missing: the word of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::emit) enum Presence {
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
pub(in crate::emit) fn presence(cx: Context<'_>, id: TypeId, field: &Field) -> Presence {
    let sent = cx.facts.in_requests.contains(&id);
    let nullable = matches!(field.ty, Type::Nullable(_));
    match (field.required, nullable) {
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
            (docs::attributes(&field_docs(cx, id, index, field)), tokens(name), tokens(&whole));
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

    let doc = docs::attributes(&type_docs(cx, id));
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
        items.push(Item::Rust(constructor::generate(cx, id, object, optional_only, imports)));
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

/// Whether each field's own default is what a new value holds.
fn defaults_are_empty(cx: Context<'_>, id: TypeId, object: &Object) -> bool {
    object
        .fields
        .iter()
        .all(|field| matches!(presence(cx, id, field), Presence::Optional | Presence::Maybe))
        && starts_empty(cx, id, object)
}

fn field_docs(cx: Context<'_>, id: TypeId, index: usize, field: &Field) -> Vec<String> {
    let mut lines = field.description.as_deref().map(docs::prose).unwrap_or_default();
    if lines.is_empty() {
        lines.push(match field.wire.as_str() {
            "" => "The key without a name.".to_owned(),
            wire => format!("{}.", docs::code(wire)),
        });
    }
    if field.deprecated {
        lines.push(String::new());
        lines.push("Deprecated.".to_owned());
    }
    // What a union tells by is always written, and nobody leaves out a part of an answer.
    let can_be_left_out = !field.required
        && cx.facts.in_requests.contains(&id)
        && !cx.facts.told.contains(&(id, index));
    if let Some(default) = field.default.as_ref().filter(|_| can_be_left_out) {
        let text = default.to_string();
        if text.len() <= 80 {
            lines.push(String::new());
            lines.push(format!("When left out, the server takes {}.", docs::code(&text)));
        }
    }
    lines
}
