//! Types that another type of the crate equals in structure.
//!
//! Equal are two types of the same kind with the same parts: of an object the keys, their types, whether they are
//! required, nullable and go one way only, their constants and rules, and what becomes of other keys; of an enum the
//! values; of a union the property that tells, the values that mean a variant, and what the variants hold. The order
//! of keys and of values does not matter, nor do names, prose, examples, defaults and advice against something. Types
//! that they hold are compared in the same way, circles too: classes are parted until all members of one hold members
//! of the same ones. An alias makes no type of its own: it is followed, and its rules count where it is used;
//! only one that would have no end is a struct.
//!
//! Counted are, of all types but aliases, those that equal another and have no reason of their own to be there
//! ([`super::reasons`]): as many as could go.

use std::collections::HashMap;

use vetted_codegen::{
    emit::Context,
    ir::{Additional, Constant, EnumWire, Field, Type, TypeDef, TypeId, TypeKind, Union},
};

use super::{Look, Measure, Style, reasons};

/// As many classes as are listed.
const LISTED: usize = 10;

/// As many names of a class as are shown.
const NAMES: usize = 6;

/// Types that are equal: one that the others could be, and those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// How many they are.
    pub count: usize,
    /// What some of them are called.
    pub names: Vec<String>,
}

pub(super) fn take(look: Look<'_>, style: &mut Style) {
    let cx = look.made.cx;
    let mut classes: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, class) in classes_of(cx).into_iter().enumerate() {
        if let Some(class) = class {
            classes.entry(class).or_default().push(index);
        }
    }
    let name = |index: &usize| cx.names.types.get(*index).map(|names| names.ident.clone());
    let all: usize = classes.values().map(Vec::len).sum();
    let mut equal = Vec::new();
    for members in classes.into_values().filter(|members| members.len() > 1) {
        let reasons = reasons::of_class(cx, &members);
        for (_, reason) in &reasons {
            *style.reasons.entry(*reason).or_default() += 1;
        }
        let alone = reasons.into_iter().filter(|(_, reason)| !reason.is_good());
        let alone: Vec<usize> = alone.map(|(index, _)| index).collect();
        // One that the others could be stands before them.
        let first = members.iter().find(|index| !alone.contains(index));
        let names = first.into_iter().chain(&alone).take(NAMES).filter_map(name).collect();
        if !alone.is_empty() {
            equal.push(Class { count: alone.len() + 1, names });
        }
    }
    let mut classes = equal;
    classes.sort_by(|one, other| {
        other.count.cmp(&one.count).then_with(|| one.names.cmp(&other.names))
    });
    let count = classes.iter().map(|class| class.count - 1).sum();
    style.set(Measure::Duplicates, count, all);
    classes.truncate(LISTED);
    let shown = classes.iter().take(super::SHOWN).map(Class::line).collect();
    style.shown.insert(Measure::Duplicates, shown);
    style.classes = classes;
}

impl Class {
    /// In one line.
    #[must_use]
    pub fn line(&self) -> String {
        let more = if self.count > self.names.len() { ", …" } else { "" };
        format!("{} × {}{more}", self.count, self.names.join(", "))
    }
}

/// What a type is by itself, and the named types that it holds, each in its place.
struct Shape {
    own: String,
    held: Vec<TypeId>,
}

/// The class of each type. None for aliases, and for types that a person has put another in the place of.
fn classes_of(cx: Context<'_>) -> Vec<Option<usize>> {
    let types = cx.api.types.iter().enumerate();
    let shapes: Vec<Option<Shape>> =
        types.map(|(index, def)| shape(cx, TypeId(index), def)).collect();
    let mut known = HashMap::new();
    let mut classes: Vec<Option<usize>> = shapes
        .iter()
        .map(|shape| shape.as_ref().map(|shape| class_of(&mut known, shape.own.as_str())))
        .collect();
    let mut count = known.len();
    // Each round parts a class at least, or is the last.
    for _ in 0..shapes.len() {
        let mut known = HashMap::new();
        let next: Vec<Option<usize>> = shapes
            .iter()
            .zip(&classes)
            .map(|(shape, class)| {
                let held = &shape.as_ref()?.held;
                let held: Vec<Option<usize>> =
                    held.iter().map(|id| classes.get(id.0).copied().flatten()).collect();
                Some(class_of(&mut known, (*class, held)))
            })
            .collect();
        classes = next;
        if known.len() == count {
            break;
        }
        count = known.len();
    }
    classes
}

fn class_of<K: std::hash::Hash + Eq>(known: &mut HashMap<K, usize>, key: K) -> usize {
    let next = known.len();
    *known.entry(key).or_insert(next)
}

fn shape(cx: Context<'_>, id: TypeId, def: &TypeDef) -> Option<Shape> {
    if def.replaced_by.is_some() {
        return None;
    }
    let mut shape = Shape { own: String::new(), held: Vec::new() };
    match &def.kind {
        // A struct is around what would have no end else.
        TypeKind::Alias { target, rules } if cx.facts.wrapped.contains(&id) => {
            shape.say(&format!("around {rules:?}"));
            shape.hold(cx, target);
        }
        TypeKind::Alias { .. } => return None,
        TypeKind::Object(object) => {
            let mut fields: Vec<&Field> = object.fields.iter().collect();
            fields.sort_by_key(|field| &field.wire);
            shape.say("object");
            match &object.additional {
                Additional::Ignore => {}
                Additional::Keep(ty) => {
                    shape.say("keeps");
                    shape.hold(cx, ty);
                }
                Additional::KeepUnknown { tags } => shape.say(&format!("unknown {tags:?}")),
            }
            let mut constants: Vec<&Constant> = object.constants.iter().collect();
            constants.sort_by_key(|constant| &constant.wire);
            for Constant { wire, value, required, .. } in constants {
                shape.say(&format!("const {wire:?} {value} {required}"));
            }
            for field in fields {
                let Field { wire, required, is_asked_for, read_only, write_only, .. } = field;
                let Field { constant, rules, .. } = field;
                let flags = [required, is_asked_for, read_only, write_only];
                shape.say(&format!("{wire:?} {flags:?} {constant:?} {rules:?}"));
                shape.hold(cx, &field.ty);
            }
        }
        TypeKind::Enum(listed) => {
            let mut wires: Vec<String> = (listed.values.iter())
                .map(|value| match &value.wire {
                    EnumWire::String(text) => format!("{text:?}"),
                    EnumWire::Integer(number) => number.to_string(),
                })
                .collect();
            wires.sort();
            shape.say(&format!("enum {}", wires.join(" ")));
        }
        TypeKind::Union(union) => shape.union(cx, union),
    }
    Some(shape)
}

impl Shape {
    fn say(&mut self, what: &str) {
        self.own.push_str(what);
        self.own.push('\n');
    }

    /// What tells variants is said by their types where there is no tag.
    fn union(&mut self, cx: Context<'_>, union: &Union) {
        self.say(&format!("union {:?}", union.tag.as_ref().map(|tag| &tag.property)));
        for variant in &union.variants {
            self.say(&format!("{:?} {:?}", variant.tags, variant.adds_tag));
            self.hold(cx, &variant.ty);
        }
    }

    /// Says a type, aliases followed.
    fn hold(&mut self, cx: Context<'_>, ty: &Type) {
        let mut ty = ty;
        // An alias circle has no end: stop after as many steps as there are types.
        for _ in 0..=cx.api.types.len() {
            let Type::Named(id) = ty else { break };
            let def = cx.api.type_def(*id);
            match &def.kind {
                TypeKind::Alias { target, rules } if is_followed(cx, *id) => {
                    if !rules.is_empty() {
                        self.say(&format!("{rules:?}"));
                    }
                    ty = target;
                }
                _ => break,
            }
        }
        match ty {
            Type::Named(id) => {
                if let Some(path) = &cx.api.type_def(*id).replaced_by {
                    self.say(path);
                } else {
                    self.say("type");
                    self.held.push(*id);
                }
            }
            Type::Scalar(scalar) => self.say(&format!("{scalar:?}")),
            Type::Any(_) => self.say("any"),
            Type::List(_) => self.around("list", cx, ty),
            Type::Only(_) => self.around("only", cx, ty),
            Type::OrEmpty(_) => self.around("or empty", cx, ty),
            Type::Map(_) => self.around("map", cx, ty),
            Type::Nullable(_) => self.around("nullable", cx, ty),
            Type::Tuple(items) => self.around(&format!("tuple {}", items.len()), cx, ty),
        }
    }

    fn around(&mut self, what: &str, cx: Context<'_>, ty: &Type) {
        self.say(what);
        for held in ty.held() {
            self.hold(cx, held);
        }
    }
}

/// Whether an alias is what it stands for.
fn is_followed(cx: Context<'_>, id: TypeId) -> bool {
    cx.api.type_def(id).replaced_by.is_none() && !cx.facts.wrapped.contains(&id)
}
