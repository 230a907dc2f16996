//! Which types are equal.

use std::{
    collections::HashMap,
    fmt::{self, Write as _},
};

use crate::ir::{
    Additional, EnumType, EnumValue, Field, Object, Tag, Type, TypeDef, TypeKind, Union, Variant,
};

/// For each type the number of its class: equal types have one number. A type that a person has put in the place of
/// another is equal to none.
pub(super) fn of(types: &[TypeDef]) -> Vec<usize> {
    // What a type says itself, and which types it holds, in that order.
    let said: Vec<(usize, Vec<usize>)> = {
        let mut numbers = HashMap::new();
        let mut text = String::new();
        let each = types.iter().enumerate().map(|(index, def)| {
            text.clear();
            let mut written = Written { text: &mut text, held: Vec::new() };
            let done = match def.replaced_by {
                Some(_) => write!(written.text, "{index}"),
                None => written.def(def),
            };
            // Writing into a text does not fail; were it to, the type would be equal to none.
            if done.is_err() {
                written.text.push_str(&index.to_string());
            }
            let held = written.held;
            let next = numbers.len();
            let number = match numbers.get(text.as_str()) {
                Some(number) => *number,
                None => *numbers.entry(text.clone()).or_insert(next),
            };
            (number, held)
        });
        each.collect()
    };
    let mut classes: Vec<usize> = said.iter().map(|(number, _)| *number).collect();
    let mut count = 0;
    // Types are taken for equal until what they hold tells them apart, so that circles can be equal.
    loop {
        let mut numbers: HashMap<(usize, Vec<usize>), usize> = HashMap::new();
        let next: Vec<usize> = said
            .iter()
            .map(|(own, held)| {
                let held = held.iter().map(|id| classes.get(*id).copied().unwrap_or(*id)).collect();
                let number = numbers.len();
                *numbers.entry((*own, held)).or_insert(number)
            })
            .collect();
        classes = next;
        if numbers.len() == count {
            return classes;
        }
        count = numbers.len();
    }
}

/// What a type says, as text that is the same for equal types alone, the types that it holds aside.
struct Written<'t> {
    text: &'t mut String,
    held: Vec<usize>,
}

impl Written<'_> {
    fn def(&mut self, def: &TypeDef) -> fmt::Result {
        let TypeDef {
            path: _,
            places: _,
            component: _,
            pointer: _,
            description: _,
            deprecated,
            kind,
            replaced_by: _,
            twin_of,
        } = def;
        write!(self.text, "{deprecated} {}", twin_of.is_some())?;
        self.held.extend(twin_of.map(|twin| twin.0));
        match kind {
            TypeKind::Object(object) => self.object(object),
            TypeKind::Enum(EnumType { values }) => {
                self.text.push_str(" enum");
                values.iter().try_for_each(|EnumValue { wire, name, description }| {
                    write!(self.text, " {wire:?} {name:?} {description:?}")
                })
            }
            TypeKind::Union(union) => self.union(union),
            TypeKind::Alias { target, rules } => {
                write!(self.text, " alias {rules:?}")?;
                self.ty(target)
            }
        }
    }

    fn object(&mut self, object: &Object) -> fmt::Result {
        let Object { fields, additional } = object;
        self.text.push_str(" object");
        for field in fields {
            let Field {
                wire,
                ty,
                required,
                is_asked_for,
                url,
                read_only,
                write_only,
                deprecated,
                description,
                default,
                constant,
                example,
                rules,
                pointer: _,
            } = field;
            write!(
                self.text,
                " {wire:?} {required} {is_asked_for} {url} {read_only} {write_only} {deprecated}"
            )?;
            write!(self.text, " {description:?} {default:?} {constant:?} {example:?} {rules:?}")?;
            self.ty(ty)?;
        }
        match additional {
            Additional::Ignore => {}
            Additional::Keep(ty) => {
                self.text.push_str(" keep");
                self.ty(ty)?;
            }
            Additional::KeepUnknown { tags } => write!(self.text, " unknown {tags:?}")?,
        }
        Ok(())
    }

    fn union(&mut self, union: &Union) -> fmt::Result {
        let Union { tag, variants } = union;
        let tag = tag.as_ref().map(|Tag { property }| property);
        write!(self.text, " union {tag:?}")?;
        for Variant { ty, hint, tags, adds_tag, guard, description } in variants {
            write!(self.text, " {hint:?} {tags:?} {adds_tag:?} {guard:?} {description:?}")?;
            self.ty(ty)?;
        }
        Ok(())
    }

    fn ty(&mut self, ty: &Type) -> fmt::Result {
        match ty {
            Type::Named(id) => {
                self.held.push(id.0);
                self.text.push_str(" #");
                return Ok(());
            }
            Type::Scalar(scalar) => return write!(self.text, " {scalar:?}"),
            Type::Any(untyped) => return write!(self.text, " {untyped:?}"),
            Type::List(_) => self.text.push_str(" ["),
            Type::Only(_) => self.text.push_str(" one["),
            Type::Tuple(_) => self.text.push_str(" tuple["),
            Type::Map(_) => self.text.push_str(" map["),
            Type::Nullable(_) => self.text.push_str(" null["),
        }
        for held in ty.held() {
            self.ty(held)?;
        }
        self.text.push(']');
        Ok(())
    }
}
