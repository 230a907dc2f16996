//! How a value of an object is made where a request can hold it: `new`, and a setter for each field that `new` does not
//! ask for.

use super::object::held_type;
use crate::{
    analyse::{OnlyValue, Presence},
    emit::{
        Context, Function, Item, Member,
        literal::literal,
        rust::{Imports, LITERAL, SIGNATURE, bare, listed},
        scalars::RustScalar,
    },
    ir::{Field, Object, Type, TypeId},
};

/// `new` and a setter for each field that `new` does not ask for.
pub(super) fn generate(
    cx: Context<'_>,
    id: TypeId,
    object: &Object,
    derived: bool,
    imports: &mut Imports<'_>,
) -> Item {
    let names = &cx.names.types[id.0];
    let facts = &cx.facts.objects[id.0];
    let mut arguments = Vec::with_capacity(facts.asked.len());
    let mut values = Vec::with_capacity(object.fields.len());
    let mut setters = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let name = &names.members[index];
        let presence = cx.facts.objects[id.0].presence[index];
        if facts.asked.binary_search(&index).is_ok() {
            let (ty, value) = argument(cx, id, index, field, imports);
            let (ty, value) = match presence {
                Presence::Nullable => (field_option(cx, id, index, field, imports), name.clone()),
                _ => (ty, value),
            };
            arguments.push(format!("{name}: {ty}"));
            values.push(if value == *name { value } else { format!("{name}: {value}") });
            continue;
        }
        let fixed = facts.known.get(&index).map(|value| match value {
            OnlyValue::Variant(kind, at) => {
                format!("{}::{}", imports.named(*kind), cx.names.types[kind.0].members[*at])
            }
            OnlyValue::Text(text) => format!("{}.to_owned()", literal(text)),
            OnlyValue::Plain(value) => value.to_string(),
        });
        match &fixed {
            Some(value) => {
                let boxed = cx.facts.boxed.contains(&(id, index));
                let value = if boxed { format!("Box::new({value})") } else { value.clone() };
                values.push(if presence == Presence::Optional {
                    format!("{name}: Some({value})")
                } else {
                    format!("{name}: {value}")
                });
            }
            None if presence == Presence::Maybe => {
                values.push(format!("{name}: {}::Absent", imports.runtime("Maybe")));
            }
            None => values.push(format!("{name}: None")),
        }
        if fixed.is_none() || presence == Presence::Optional {
            setters.extend(setter(cx, id, index, field, imports));
        }
    }
    if !object.constants.is_empty() {
        let path = imports.runtime("Constants");
        values.push(format!("{}: {path}::default()", names.constants));
    }
    if object.additional.kept().is_some() {
        values.push(format!("{}: {}::new()", names.additional, imports.map()));
    }
    let doc = match facts.asked.len() {
        0 if facts.known.is_empty() => format!("A `{}` with nothing set.", names.ident),
        _ => format!("A `{}` with what it must have; the rest is not set.", names.ident),
    };
    let mut lines = vec!["#[must_use]".to_owned()];
    if !derived && object.fields.iter().any(|field| field.deprecated) {
        lines.push(r#"#[expect(deprecated, reason = "every field is set")]"#.to_owned());
    }
    lines.extend(listed("", "pub fn new(", &arguments, ") -> Self {", SIGNATURE));
    if derived {
        lines.push("    Self::default()".to_owned());
    } else {
        lines.extend(listed("    ", "Self {", &values, "}", LITERAL));
    }
    lines.push("}".to_owned());
    let functions = std::iter::once(Function { docs: vec![doc], lines }).chain(setters);
    let functions = functions.map(Member::Laid).collect();
    Item::Impl { name: names.ident.clone(), functions }
}

/// The setter of a field; for one that tells null from absent, a second one that sets null.
fn setter(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    field: &Field,
    imports: &mut Imports<'_>,
) -> Vec<Function> {
    let names = &cx.names.types[id.0];
    let (name, set) = (&names.members[index], &names.setters[index]);
    let (ty, value) = argument(cx, id, index, field, imports);
    let shown = bare(name);
    let function = |docs: String, head: String, value: String| {
        let mut lines = vec!["#[must_use]".to_owned()];
        if field.deprecated {
            lines.push("#[deprecated]".to_owned());
            lines.push(r#"#[expect(deprecated, reason = "so is the field")]"#.to_owned());
        }
        lines.push(format!("pub fn {head} -> Self {{"));
        lines.push(format!("    self.{name} = {value};"));
        lines.extend(["    self", "}"].map(str::to_owned));
        Function { docs: vec![docs], lines }
    };
    let sets = format!("Sets [`Self::{shown}`](field@Self::{shown})");
    let head = format!("{set}(mut self, {name}: {ty})");
    if cx.facts.objects[id.0].presence[index] != Presence::Maybe {
        return vec![function(format!("{sets}."), head, format!("Some({value})"))];
    }
    let maybe = imports.runtime("Maybe");
    let mut out = vec![function(format!("{sets}."), head, format!("{maybe}::Value({value})"))];
    // `self` is `self_` in Rust.
    let null = format!("{}_null", shown.trim_end_matches('_'));
    if !names.setters.contains(&null) {
        let head = format!("{null}(mut self)");
        out.push(function(format!("{sets} to null."), head, format!("{maybe}::Null")));
    }
    out
}

/// What a constructor or a setter takes for a field, and how that becomes the field's value.
fn argument(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    field: &Field,
    imports: &mut Imports<'_>,
) -> (String, String) {
    let name = &cx.names.types[id.0].members[index];
    let ty = field.ty.split_null().0;
    let (string, into) = (imports.prelude("String"), imports.prelude("Into"));
    let is_string = |ty| cx.facts.is_string(cx.api, ty);
    let (arg, value) = if is_string(ty) {
        (format!("impl {into}<{string}>"), format!("{name}.into()"))
    } else if matches!(ty, Type::Scalar(scalar) if RustScalar::of(*scalar).is_into) {
        (format!("impl {into}<{}>", imports.ty(ty)), format!("{name}.into()"))
    } else if let Type::OrEmpty(_) = ty {
        (format!("impl {into}<{}>", imports.ty(ty)), format!("{name}.into()"))
    } else if let Type::List(item) = ty
        && is_string(item)
        && matches!(**item, Type::Scalar(_))
    {
        (
            format!("impl IntoIterator<Item = impl {into}<{string}>>"),
            format!("{name}.into_iter().map(Into::into).collect()"),
        )
    } else if let Type::List(item) = ty {
        let item = imports.ty(item);
        (format!("impl IntoIterator<Item = {item}>"), format!("{name}.into_iter().collect()"))
    } else {
        (imports.ty(ty), name.clone())
    };
    if cx.facts.boxed.contains(&(id, index)) {
        let path = imports.prelude("Box");
        return (arg, format!("{path}::new({value})"));
    }
    (arg, value)
}

fn field_option(
    cx: Context<'_>,
    id: TypeId,
    index: usize,
    field: &Field,
    imports: &mut Imports<'_>,
) -> String {
    let inner = held_type(cx, id, index, field, imports);
    format!("{}<{inner}>", imports.prelude("Option"))
}
