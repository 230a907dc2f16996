//! Fields that say nothing, since they have one possible value: the document gives a constant, a union knows the
//! object by the value, or the type is an enum of one value. The value may be an enum's, a text, a number or a flag.
//!
//! Counted are those that stand as public fields in the struct that is emitted, of all fields that objects have. A
//! type is there for a constant only if it is an enum of one value; the whole is all types but aliases.

use std::collections::HashSet;

use vetted_codegen::{
    emit::Context,
    ir::{Field, Type, TypeId, TypeKind},
    write::File,
};

use super::{Look, Measure, Style};

pub(super) fn take(look: Look<'_>, style: &mut Style) {
    let cx = look.made.cx;
    let public = public_fields(look.sources());
    for (index, (def, names)) in cx.api.types.iter().zip(&cx.names.types).enumerate() {
        let lone = matches!(&def.kind, TypeKind::Enum(listed) if listed.values.len() == 1);
        if !matches!(def.kind, TypeKind::Alias { .. }) {
            style.count(Measure::ConstantTypes, lone, || names.ident.clone());
        }
        let TypeKind::Object(object) = &def.kind else { continue };
        for _ in &object.constants {
            style.count(Measure::ConstantFields, false, String::new);
        }
        for (at, (field, name)) in object.fields.iter().zip(&names.members).enumerate() {
            let constant = has_one_value(cx, TypeId(index), at, field)
                && public.contains(&(names.ident.as_str(), name.as_str()));
            style.count(Measure::ConstantFields, constant, || format!("{}.{name}", names.ident));
        }
    }
}

fn has_one_value(cx: Context<'_>, id: TypeId, at: usize, field: &Field) -> bool {
    let lone = |ty: &Type| match cx.api.behind(ty) {
        Type::Named(id) => {
            matches!(&cx.api.type_def(*id).kind, TypeKind::Enum(listed) if listed.values.len() == 1)
        }
        _ => false,
    };
    field.constant.is_some() || cx.facts.tags.contains_key(&(id, at)) || lone(&field.ty)
}

/// The public fields of all structs, each with its struct.
fn public_fields<'a>(files: impl Iterator<Item = &'a File>) -> HashSet<(&'a str, &'a str)> {
    let mut found = HashSet::new();
    for file in files {
        let mut inside = None;
        for line in file.text.lines() {
            if let Some(head) = line.strip_prefix("pub struct ") {
                inside = head.split(|c: char| !c.is_alphanumeric() && c != '_').next();
            }
            if line.starts_with('}') || line.ends_with(';') {
                inside = None;
            }
            let field =
                line.trim_start().strip_prefix("pub ").and_then(|rest| rest.split_once(": "));
            if let (Some(ident), Some((name, _))) = (inside, field) {
                found.insert((ident, name));
            }
        }
    }
    found
}
