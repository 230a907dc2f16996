//! An object or a union that is a whole multipart body: a second table, by parts.

use super::{
    constants,
    object::{held_type, presence_word},
};
use crate::{
    analyse::Presence,
    emit::{Context, Item, Table, literal::literal, rust::Imports, scalars::adapter},
    ir::{Object, TypeId, Union},
};

pub(super) fn object_parts(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    imports: &mut Imports<'_>,
) -> Item {
    let names = &cx.names.types[id.0];
    let mut rows = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let inner = held_type(cx, id, index, field, imports);
        let word = presence_word(match cx.facts.objects[id.0].presence[index] {
            // A part is written, never read.
            Presence::List => Presence::Required,
            presence => presence,
        });
        let (wire, name) = (literal(&field.wire), &names.members[index]);
        rows.push(format!("{wire} => {name}: {inner}, {word}{};", adapter(&field.ty)).into());
    }
    if !object.constants.is_empty() {
        rows.splice(0..0, constants::rows(&names.constants, object));
    }
    if let Some(ty) = object.additional.kept() {
        rows.push(format!(".. => {}: {};", names.additional, imports.ty(ty)).into());
    }
    Item::Table(Table { name: "multipart", head: names.ident.clone(), rows })
}

/// A union has the parts of what it holds.
pub(super) fn union_parts(cx: Context<'_>, id: TypeId, union: &Union) -> Item {
    let names = &cx.names.types[id.0];
    let rows = union.variants.iter().zip(&names.members).map(|(variant, name)| {
        let how = if cx.facts.has_parts(cx.api, &variant.ty) { "parts" } else { "fields" };
        let adds = match (&union.tag, variant.tags.first()) {
            (Some(tag), Some(value)) if variant.adds_tag.is_some() => {
                format!(", adds {} = {}", literal(&tag.property), literal(value))
            }
            _ => String::new(),
        };
        format!("{name} => {how}{adds};").into()
    });
    let head = format!("union {}", names.ident);
    Item::Table(Table { name: "multipart", head, rows: rows.collect() })
}
