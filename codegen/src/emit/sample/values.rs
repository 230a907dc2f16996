//! Values of examples, as expressions that compile: the document's where it shows one, else one that the name suggests.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{scalars, words};
use crate::{
    emit::{
        Context,
        literal::literal,
        scalars::{Taken, parameter_taken},
    },
    ir::{EnumType, EnumWire, Field, Object, Scalar, Type, TypeId, TypeKind, Union, Variant},
};

/// How deep the items of lists are shown.
const DEPTH: usize = 4;

/// How deep an example can go: what is required in a type that holds itself has an end, by a list or an alternative.
const DEEPEST: usize = 16;

/// As many values are tried for one example.
const TRIES: usize = 1000;

/// How many optional fields are tried for one that can be shown.
const TRIED: usize = 3;

/// Names that an import would hide.
const HIDDEN: [&str; 8] = ["Box", "Err", "None", "Ok", "Option", "Some", "String", "Vec"];

/// What the document says of a value: the name it has, and a value that it shows.
#[derive(Clone, Copy)]
pub(super) struct Shown<'v> {
    pub(super) name: &'v str,
    pub(super) value: Option<&'v Value>,
}

impl Shown<'_> {
    /// The first item of a list. A list is often shown by one item.
    fn first(self) -> Self {
        let value = self.value.and_then(|value| match value {
            Value::Array(items) => items.first(),
            Value::Null | Value::Object(_) => None,
            one => Some(one),
        });
        Self { value, ..self }
    }

    fn unknown(self) -> Self {
        Self { value: None, ..self }
    }
}

/// The values of one example, and the types that it imports for them.
pub(super) struct Values<'a> {
    pub(super) cx: Context<'a>,
    pub(super) types: BTreeSet<&'a str>,
    /// How many more values are tried: alternatives in alternatives are many.
    left: usize,
}

impl<'a> Values<'a> {
    /// None so far.
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self { cx, types: BTreeSet::new(), left: TRIES }
    }
}

impl Values<'_> {
    /// A value as a method takes it: text and lists bare, what is copied by value, the rest by reference.
    pub(super) fn argument(&mut self, ty: &Type, shown: Shown<'_>) -> Option<String> {
        if let Type::Nullable(_) = ty {
            return Some("None".to_owned());
        }
        match (parameter_taken(self.cx, ty), ty) {
            (Taken::Str, _) => Some(text(shown)),
            (Taken::Texts, Type::List(_)) => Some(format!("[{}]", text(shown.first()))),
            (Taken::Integers, _) => {
                let shown = shown.first().value.and_then(Value::as_i64);
                Some(format!("&[{}]", shown.unwrap_or(1)))
            }
            (_, Type::List(item)) => Some(format!("&[{}]", self.element(item, shown.first(), 0)?)),
            (Taken::Texts | Taken::FlagNumber, _) => self.owned(ty, shown, 0),
            (Taken::Value, _) if self.cx.facts.is_copy(self.cx.api, ty) => self.owned(ty, shown, 0),
            (Taken::Value, _) => Some(format!("&{}", self.owned(ty, shown, 0)?)),
        }
    }

    /// A value as a constructor takes it.
    fn owned(&mut self, ty: &Type, shown: Shown<'_>, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        let krate = &self.cx.names.krate;
        if let Type::Nullable(_) = ty {
            return Some("None".to_owned());
        }
        if self.cx.facts.is_string(self.cx.api, ty) {
            return Some(text(shown));
        }
        match ty {
            Type::Any(_) => Some(match shown.value {
                Some(value @ (Value::String(_) | Value::Bool(_))) => {
                    format!("{krate}::Value::from({})", plain(value)?)
                }
                _ => format!("{krate}::Value::Null"),
            }),
            Type::List(item) => match &**item {
                Type::Scalar(Scalar::String) => Some(format!("[{}]", text(shown.first()))),
                item if depth > DEPTH && !self.cx.facts.is_string(self.cx.api, item) => {
                    Some("Vec::new()".to_owned())
                }
                item => Some(format!("vec![{}]", self.element(item, shown.first(), depth + 1)?)),
            },
            Type::Map(_) => Some("std::collections::BTreeMap::new()".to_owned()),
            Type::Nullable(_) => None,
            Type::Only(item) => {
                let item = self.element(item, shown.first(), depth + 1)?;
                Some(format!("{krate}::Only({item})"))
            }
            Type::OrEmpty(inner) => {
                let value = self.element(inner, shown, depth + 1)?;
                Some(format!("{krate}::OrEmpty::from({value})"))
            }
            Type::Tuple(items) => {
                let items: Option<Vec<String>> = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| {
                        let value = shown.value.and_then(|value| value.get(index));
                        self.element(item, Shown { value, ..shown }, depth + 1)
                    })
                    .collect();
                Some(format!("({})", items?.join(", ")))
            }
            Type::Scalar(scalar) => scalars::value(krate, *scalar, shown),
            Type::Named(id) => self.named(*id, shown, depth),
        }
    }

    /// A value as `new` or a setter takes it for a field.
    fn of_field(&mut self, field: &Field, shown: Shown<'_>, depth: usize) -> Option<String> {
        let shown = of_field(field, shown);
        match field.ty.split_null().0 {
            // They take the value itself.
            Type::OrEmpty(inner) => self.element(inner, shown, depth + 1),
            ty => self.owned(ty, shown, depth + 1),
        }
    }

    /// A value as a list holds it: nothing turns a literal into a `String` there.
    fn element(&mut self, ty: &Type, shown: Shown<'_>, depth: usize) -> Option<String> {
        let value = self.owned(ty, shown, depth)?;
        if value.starts_with('[') {
            return Some(format!("{value}.map(String::from).to_vec()"));
        }
        let bare = self.cx.facts.is_string(self.cx.api, ty) && !matches!(ty, Type::Nullable(_));
        Some(if bare { format!("{value}.to_owned()") } else { value })
    }

    fn named(&mut self, id: TypeId, shown: Shown<'_>, depth: usize) -> Option<String> {
        let def = self.cx.api.type_def(id);
        if def.replaced_by.is_some() {
            return None;
        }
        match &def.kind {
            TypeKind::Alias { target, .. } if self.cx.facts.wrapped.contains(&id) => {
                // Such an alias holds itself.
                let held = match target {
                    Type::List(_) => "Vec::new()".to_owned(),
                    target => self.element(target, shown, depth + 1)?,
                };
                Some(format!("{}({held})", self.path(id)))
            }
            TypeKind::Alias { target, .. } => match target {
                // A constructor that takes an alias takes it as it is, and no iterator of texts.
                Type::List(item) if self.cx.facts.is_string(self.cx.api, item) => {
                    Some("Vec::new()".to_owned())
                }
                target => self.owned(target, shown, depth + 1),
            },
            TypeKind::Enum(listed) => self.listed(id, listed, shown),
            TypeKind::Object(object) if self.cx.facts.in_requests.contains(&id) => {
                self.object(id, object, shown, depth)
            }
            TypeKind::Object(_) => None,
            TypeKind::Union(union) => self.variant(id, union, shown, depth),
        }
    }

    /// The name of a type, imported unless it would hide another.
    fn path(&mut self, id: TypeId) -> String {
        let ident = self.cx.names.types[id.0].ident.as_str();
        if HIDDEN.contains(&ident) {
            return format!("{}::types::{ident}", self.cx.names.krate);
        }
        self.types.insert(ident);
        ident.to_owned()
    }

    fn listed(&mut self, id: TypeId, listed: &EnumType, shown: Shown<'_>) -> Option<String> {
        let value = shown.value;
        let wanted = |wire: &EnumWire| match (wire, value) {
            (EnumWire::String(text), Some(Value::String(shown))) => text == shown,
            (EnumWire::Integer(number), Some(shown)) => shown.as_i64() == Some(*number),
            _ => false,
        };
        let at = listed.values.iter().position(|value| wanted(&value.wire)).unwrap_or(0);
        let variant = self.cx.names.types[id.0].members.get(at)?;
        Some(format!("{}::{variant}", self.path(id)))
    }

    fn object(
        &mut self,
        id: TypeId,
        object: &Object,
        shown: Shown<'_>,
        depth: usize,
    ) -> Option<String> {
        let facts = &self.cx.facts.objects[id.0];
        let mut arguments = Vec::new();
        for &index in &facts.asked {
            let field = object.fields.get(index)?;
            arguments.push(match &field.ty {
                Type::Nullable(_) => "None".to_owned(),
                _ => self.of_field(field, shown, depth)?,
            });
        }
        let mut value = format!("{}::new({})", self.path(id), arguments.join(", "));
        if let Some(call) = self.optional(id, object, shown, depth) {
            value.push_str(&call);
        }
        Some(value)
    }

    /// The setter of an optional field: one that the document shows a value of, or any where nothing else would be set.
    fn optional(
        &mut self,
        id: TypeId,
        object: &Object,
        shown: Shown<'_>,
        depth: usize,
    ) -> Option<String> {
        let facts = &self.cx.facts.objects[id.0];
        let known = |index: &usize| facts.known.contains_key(index);
        let open: Vec<(usize, &Field)> = object
            .fields
            .iter()
            .enumerate()
            .filter(|(index, field)| {
                facts.asked.binary_search(index).is_err() && !known(index) && !field.deprecated
            })
            .collect();
        let plain = |value: &Value| match value {
            Value::String(text) => !text.is_empty(),
            Value::Number(_) | Value::Bool(_) => true,
            _ => false,
        };
        // To set the default shows nothing.
        let is_shown = |field: &Field| {
            let whole = shown.value.and_then(|value| value.get(&field.wire));
            whole.or(field.example.as_ref()).is_some_and(plain)
        };
        let documented = open.iter().filter(|(_, field)| is_shown(field)).take(TRIED);
        // Deep inside, a value that nobody asks for is no help.
        let any = if facts.asked.is_empty() && depth < 2 { TRIED } else { 0 };
        let candidates: Vec<(usize, &Field)> =
            documented.chain(open.iter().take(any)).copied().collect();
        candidates.into_iter().find_map(|(index, field)| {
            let imported = self.types.clone();
            let value = self.of_field(field, shown, depth);
            if value.is_none() {
                self.types = imported;
            }
            Some(format!(".{}({})", self.cx.names.types[id.0].setters.get(index)?, value?))
        })
    }

    fn variant(
        &mut self,
        id: TypeId,
        union: &Union,
        shown: Shown<'_>,
        depth: usize,
    ) -> Option<String> {
        // One in a box holds the union itself, or much else.
        let boxed = |at: usize| self.cx.facts.boxed.contains(&(id, at));
        let all = || union.variants.iter().enumerate();
        let order: Vec<(usize, &Variant)> =
            all().filter(|(at, _)| !boxed(*at)).chain(all().filter(|(at, _)| boxed(*at))).collect();
        let imported = self.types.clone();
        order.into_iter().find_map(|(at, variant)| {
            let made = self.of_variant(id, (at, variant), shown, depth);
            if made.is_none() {
                self.types.clone_from(&imported);
            }
            made
        })
    }

    fn of_variant(
        &mut self,
        id: TypeId,
        (at, variant): (usize, &Variant),
        shown: Shown<'_>,
        depth: usize,
    ) -> Option<String> {
        // The example may be of another variant, for all that is known.
        let is_string = self.cx.facts.is_string(self.cx.api, &variant.ty);
        let fits = is_string && shown.value.is_some_and(Value::is_string);
        let shown = if fits { shown } else { shown.unknown() };
        let held = self.owned(&variant.ty, shown, depth + 1)?;
        let held = if is_string { format!("{held}.to_owned()") } else { held };
        let held =
            if held.starts_with('[') { format!("{held}.map(String::from).to_vec()") } else { held };
        let is_boxed = self.cx.facts.boxed.contains(&(id, at));
        let held = if is_boxed { format!("Box::new({held})") } else { held };
        let member = self.cx.names.types[id.0].members.get(at)?;
        Some(format!("{}::{member}({held})", self.path(id)))
    }
}

/// What is shown of a field: by the whole object's example, by its own, by its default.
fn of_field<'v>(field: &'v Field, whole: Shown<'v>) -> Shown<'v> {
    let own = field.example.as_ref().or(field.default.as_ref());
    let value = whole.value.and_then(|value| value.get(&field.wire)).or(own);
    Shown { name: &field.wire, value }
}

/// A text, short enough for an example.
pub(super) fn text(shown: Shown<'_>) -> String {
    let short = |text: &str| text.chars().count() <= 60 && !text.contains('\n');
    match shown.value {
        Some(Value::String(text)) if short(text) => literal(text),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => literal(&value.to_string()),
        _ => literal(&words::text(shown.name)),
    }
}

/// A text or a flag as Rust writes it.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.chars().count() <= 60 => Some(literal(text)),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
