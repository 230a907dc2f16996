//! An object or a union that is a whole multipart body: a second table, by parts.

use super::object::{Presence, held, presence};
use crate::{
    emit::{
        Context, Item, Table,
        literal::literal,
        rust::{Imports, adapter, is_wrapped},
    },
    ir::{Object, Scalar, Type, TypeId, Union},
};

pub(super) fn table(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    imports: &mut Imports<'_>,
) -> Item {
    let names = &cx.names.types[id.0];
    let mut rows = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let inner = held(cx, id, index, field, imports);
        let via = adapter(&field.ty).map(|it| format!(" as {it}")).unwrap_or_default();
        let word = match presence(cx, id, field) {
            // A part is written, never read.
            Presence::List => Presence::Required.word(),
            presence => presence.word(),
        };
        rows.push(
            format!("{} => {}: {inner}, {word}{via};", literal(&field.wire), names.members[index])
                .into(),
        );
    }
    if let Some(ty) = object.additional.kept() {
        rows.push(format!(".. => {}: {};", names.additional, imports.ty(ty)).into());
    }
    Item::Table(Table { name: "multipart", head: names.ident.clone(), rows })
}

/// A union has the parts of what it holds.
pub(super) fn of_union(cx: Context<'_>, id: TypeId, union: &Union) -> Item {
    let names = &cx.names.types[id.0];
    let rows = union.variants.iter().zip(&names.members).map(|(variant, name)| {
        let how = if has_parts(cx, &variant.ty) { "parts" } else { "fields" };
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

/// Whether a type says itself which parts it is: one that has a table of parts, or a map of files.
pub(in crate::emit) fn has_parts(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.behind(ty) {
        Type::Named(id) => cx.facts.multipart.contains(id) && !is_wrapped(cx, ty),
        Type::Map(value) => matches!(**value, Type::Scalar(Scalar::File)),
        _ => false,
    }
}
