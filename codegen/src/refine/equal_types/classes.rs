//! Which types are equal.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::{self, Write as _},
};

use crate::ir::{
    Additional, Constant, EnumType, EnumValue, Field, Object, Tag, Type, TypeDef, TypeKind, Union,
    Variant,
};

/// For each type the number of its class: equal types have one number. A type that a person has put in the place of
/// another is equal to none.
///
/// Types are taken for equal until what they hold tells them apart, so that circles can be equal. Of a class that falls
/// apart the largest part keeps the number, so that each type changes it a few times at most.
pub(super) fn of(types: &[TypeDef]) -> Vec<usize> {
    let (mut classes, held) = said(types);
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    for (index, held) in held.iter().enumerate() {
        for id in held {
            if let Some(holders) = holders.get_mut(*id) {
                holders.push(index);
            }
        }
    }
    let mut members: Vec<BTreeSet<usize>> = Vec::new();
    for (index, class) in classes.iter().enumerate() {
        if members.len() <= *class {
            members.resize(class + 1, BTreeSet::new());
        }
        members[*class].insert(index);
    }
    // Those of which something that they hold has another number than before.
    let mut changed: BTreeSet<usize> =
        (0..types.len()).filter(|index| !held[*index].is_empty()).collect();
    while !changed.is_empty() {
        let mut parts: BTreeMap<usize, BTreeMap<Vec<usize>, Vec<usize>>> = BTreeMap::new();
        for index in std::mem::take(&mut changed) {
            let now = held[index].iter().map(|id| classes[*id]).collect();
            let of_class = parts.entry(classes[index]).or_default();
            of_class.entry(now).or_default().push(index);
        }
        for (class, parts) in parts {
            for part in leaving(&members[class], parts.into_values().collect()) {
                for index in &part {
                    members[class].remove(index);
                    classes[*index] = members.len();
                    changed.extend(&holders[*index]);
                }
                members.push(part.into_iter().collect());
            }
        }
    }
    classes
}

/// Which parts of a class leave it: all but the largest. What is in none of the parts is one, too.
fn leaving(class: &BTreeSet<usize>, mut parts: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let rest = class.len() - parts.iter().map(Vec::len).sum::<usize>();
    let Some((at, largest)) = parts.iter().map(Vec::len).enumerate().max_by_key(|(_, it)| *it)
    else {
        return parts;
    };
    if rest < largest {
        let stay = parts.swap_remove(at);
        if rest > 0 {
            let elsewhere: BTreeSet<usize> =
                parts.iter().chain([&stay]).flatten().copied().collect();
            parts.push(class.difference(&elsewhere).copied().collect());
        }
    }
    parts
}

/// For each type: a number for what it says itself, which is the same for equal texts, and the types that it holds.
fn said(types: &[TypeDef]) -> (Vec<usize>, Vec<Vec<usize>>) {
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
    each.unzip()
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
        let Object { constants, fields, additional } = object;
        self.text.push_str(" object");
        // The order in which keys are listed says nothing.
        let mut constants: Vec<&Constant> = constants.iter().collect();
        constants.sort_by(|left, right| left.wire.cmp(&right.wire));
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by(|left, right| left.wire.cmp(&right.wire));
        for Constant { wire, value, required, description, pointer: _ } in constants {
            write!(self.text, " const {wire:?} {value} {required} {description:?}")?;
        }
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
            Type::OrEmpty(_) => self.text.push_str(" or empty["),
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
