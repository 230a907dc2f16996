//! How a value of an object is made where a request can hold it: `new`, and a setter for each field that `new` does not
//! ask for.

use serde_json::Value;

use super::object::{Presence, held, presence};
use crate::{
    emit::{
        Context, Function, Item, Member,
        literal::literal,
        rust::{Imports, LITERAL, SIGNATURE, is_string, listed},
    },
    ir::{EnumValue, EnumWire, Field, Object, Scalar, Type, TypeId, TypeKind},
};

/// The fields that a caller must give to make a value: required, and not known from the start.
pub(in crate::emit) fn constructor_fields(cx: Context<'_>, id: TypeId) -> Vec<usize> {
    let TypeKind::Object(object) = &cx.api.type_def(id).kind else { return Vec::new() };
    let needed = |index: usize, field: &Field| {
        matches!(presence(cx, id, field), Presence::Required | Presence::List | Presence::Nullable)
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
/// A field that may be left out and that no union tells by has it only if the server takes the same then. Without such
/// a default it says something by being there.
fn only_value<'a>(
    cx: Context<'a>,
    id: TypeId,
    index: usize,
    field: &'a Field,
) -> Option<OnlyValue<'a>> {
    if !matches!(presence(cx, id, field), Presence::Required | Presence::List | Presence::Optional)
    {
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
) -> Item {
    let names = &cx.names.types[id.0];
    let asked = constructor_fields(cx, id);
    let mut arguments = Vec::with_capacity(asked.len());
    let mut values = Vec::with_capacity(object.fields.len());
    let mut setters = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        let name = &names.members[index];
        let presence = presence(cx, id, field);
        if asked.binary_search(&index).is_ok() {
            let (ty, value) = argument(cx, id, index, object, imports);
            let (ty, value) = match presence {
                Presence::Nullable => (field_option(cx, id, index, field, imports), name.clone()),
                _ => (ty, value),
            };
            arguments.push(format!("{name}: {ty}"));
            values.push(if value == *name { value } else { format!("{name}: {value}") });
            continue;
        }
        let fixed = only_value(cx, id, index, field).map(|value| match value {
            OnlyValue::Variant(kind, variant) => format!("{}::{variant}", imports.named(kind)),
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
            setters.extend(setter(cx, id, index, object, imports));
        }
    }
    if object.additional.kept().is_some() {
        values.push(format!("{}: {}::new()", names.additional, imports.map()));
    }
    let doc = match asked.len() {
        0 if starts_empty(cx, id, object) => format!("A `{}` with nothing set.", names.ident),
        _ => format!("A `{}` with what it must have; the rest is not set.", names.ident),
    };
    let mut lines = vec!["#[must_use]".to_owned()];
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
    object: &Object,
    imports: &mut Imports<'_>,
) -> Vec<Function> {
    let names = &cx.names.types[id.0];
    let field = &object.fields[index];
    let (name, set) = (&names.members[index], &names.setters[index]);
    let (ty, value) = argument(cx, id, index, object, imports);
    let shown = name.strip_prefix("r#").unwrap_or(name);
    let function = |docs: String, head: String, value: String| Function {
        docs: vec![docs],
        lines: vec![
            "#[must_use]".to_owned(),
            format!("pub fn {head} -> Self {{"),
            format!("    self.{name} = {value};"),
            "    self".to_owned(),
            "}".to_owned(),
        ],
    };
    let sets = format!("Sets [`Self::{shown}`](field@Self::{shown})");
    let head = format!("{set}(mut self, {name}: {ty})");
    if presence(cx, id, field) != Presence::Maybe {
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
    object: &Object,
    imports: &mut Imports<'_>,
) -> (String, String) {
    let field = &object.fields[index];
    let name = &cx.names.types[id.0].members[index];
    let ty = field.ty.split_null().0;
    let (string, into) = (imports.prelude("String"), imports.prelude("Into"));
    let (arg, value) = if is_string(cx, ty) {
        (format!("impl {into}<{string}>"), format!("{name}.into()"))
    } else if matches!(ty, Type::Scalar(Scalar::Secret)) {
        (format!("impl {into}<{}>", imports.runtime("Secret")), format!("{name}.into()"))
    } else if matches!(ty, Type::Scalar(Scalar::TextOf(_))) {
        (format!("impl {into}<{}>", imports.ty(ty)), format!("{name}.into()"))
    } else if let Type::List(item) = ty
        && is_string(cx, item)
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
    let inner = held(cx, id, index, field, imports);
    format!("{}<{inner}>", imports.prelude("Option"))
}
