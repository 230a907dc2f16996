//! An object: the struct and its table.

use quote::quote;

use super::{constants, constructor, multipart, rules, type_docs};
use crate::{
    analyse::Presence,
    emit::{
        Context, Item, Row, Struct, Table, docs,
        literal::literal,
        rust::{Imports, tokens},
        scalars::adapter,
    },
    ir::{Additional, Field, Object, Type, TypeId},
};

/// How a field may be missing, as the tables write it.
pub(super) fn presence_word(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::List => "list",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::Maybe => "maybe",
    }
}

pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let names = &cx.names.types[id.0];
    let sent = cx.facts.in_requests.contains(&id);

    let mut fields: Vec<Row> = Vec::with_capacity(object.fields.len());
    let mut rows: Vec<Row> = Vec::with_capacity(object.fields.len());
    for (index, field) in object.fields.iter().enumerate() {
        let name = &names.members[index];
        let inner = held_type(cx, id, index, field, imports);
        let presence = cx.facts.objects[id.0].presence[index];
        let whole = match presence {
            Presence::Required | Presence::List => inner.clone(),
            Presence::Nullable | Presence::Optional => {
                format!("{}<{inner}>", imports.prelude("Option"))
            }
            Presence::Maybe => format!("{}<{inner}>", imports.runtime("Maybe")),
        };
        fields.push(Row {
            docs: field_docs(cx, id, index, field),
            text: format!("{}pub {name}: {whole},", deprecated(field)),
        });
        let (wire, word) = (literal(&field.wire), presence_word(presence));
        rows.push(format!("{wire} => {name}: {inner}, {word}{};", adapter(&field.ty)).into());
    }
    if !object.constants.is_empty() {
        let (name, ty) = (&names.constants, imports.runtime("Constants"));
        fields.push(Row { docs: constants::docs(object), text: format!("pub {name}: {ty},") });
        rows.splice(0..0, constants::rows(name, object));
    }
    if let Some(ty) = object.additional.kept() {
        let name = &names.additional;
        let value = imports.ty(ty);
        let map = imports.ty(&Type::Map(Box::new(ty.clone())));
        fields.push(Row {
            docs: vec!["The keys that the document does not list.".to_owned()],
            text: format!("pub {name}: {map},"),
        });
        rows.push(format!(".. => {name}: {value}{};", undeclared(&object.additional)).into());
    }

    let facts = &cx.facts.objects[id.0];
    let optional_only = sent && facts.is_default;
    let derives = if optional_only {
        "#[derive(Debug, Clone, PartialEq, Default)]"
    } else {
        "#[derive(Debug, Clone, PartialEq)]"
    };
    let mut items = vec![
        Item::Struct(Struct {
            docs: type_docs(cx, id),
            attributes: vec![derives.to_owned(), "#[non_exhaustive]".to_owned()],
            name: names.ident.clone(),
            fields,
        }),
        Item::Table(Table { name: "object", head: names.ident.clone(), rows }),
    ];
    if cx.facts.multipart.contains(&id) {
        items.push(multipart::object_parts(cx, id, object, imports));
    }
    items.extend(rules::object_rules(cx, id, object));
    if sent {
        items.push(constructor::generate(cx, id, object, optional_only, imports));
        if facts.asked.is_empty() && !optional_only {
            let ident = tokens(&names.ident);
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

/// What the table says of other keys that are kept though the document does not declare them.
fn undeclared(additional: &Additional) -> String {
    match additional {
        Additional::KeepUnknown { tags } if tags.is_empty() => ", undeclared".to_owned(),
        Additional::KeepUnknown { tags } => {
            let tags: Vec<String> = tags.iter().map(|tag| literal(tag)).collect();
            format!(", undeclared but {}", tags.join(" | "))
        }
        Additional::Keep(_) | Additional::Ignore => String::new(),
    }
}

/// The type of a field without the layers that say how it may be missing.
pub(super) fn held_type(
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

/// The attribute of a field that the document advises against, on a line of its own.
fn deprecated(field: &Field) -> &'static str {
    if field.deprecated { "#[deprecated]\n" } else { "" }
}

fn field_docs(cx: Context<'_>, id: TypeId, index: usize, field: &Field) -> Vec<String> {
    let mut lines = field.description.as_deref().map(docs::prose).unwrap_or_default();
    if lines.is_empty() {
        lines.push(match field.wire.as_str() {
            "" => "The key without a name.".to_owned(),
            wire => format!("{}.", docs::code(wire)),
        });
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
