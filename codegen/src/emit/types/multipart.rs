//! An object that is a whole multipart body: a second table, by parts.

use super::object::{held, presence};
use crate::{
    emit::{
        Context, Item, Table,
        rust::{Imports, adapter, literal},
    },
    ir::{Additional, Object, TypeId},
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
        let word = presence(cx, id, field).word();
        rows.push(
            format!("{} => {}: {inner}, {word}{via};", literal(&field.wire), names.members[index])
                .into(),
        );
    }
    if let Additional::Keep(ty) = &object.additional {
        rows.push(format!(".. => {}: {};", names.additional, imports.ty(ty)).into());
    }
    Item::Table(Table { name: "multipart", head: names.ident.clone(), rows })
}
