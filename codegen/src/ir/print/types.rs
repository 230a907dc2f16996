//! Types, and what values must hold.

use crate::{
    diagnostic::Pointer,
    ir::{
        Additional, Constant, EnumType, EnumValue, EnumWire, Field, Guard, JsonType, Object, Rule,
        Tag, Tell, Type, TypeDef, TypeId, TypeKind, Union, Untyped, Variant,
    },
};

use super::{
    Printer, label,
    lines::{Lines, more, word, words},
};

impl Printer<'_> {
    pub(super) fn type_def(&self, lines: &mut Lines, id: TypeId, def: &TypeDef) {
        let TypeDef {
            path,
            places,
            component,
            pointer,
            description: _,
            deprecated,
            kind,
            replaced_by,
            twin_of,
        } = def;
        let component_at = |name| Pointer::root().join("components").join("schemas").join(name);
        let usual = path.first().filter(|_| *component).map(component_at);
        lines.line(format_args!("type {}", self.label(id)));
        lines.inside(|lines| {
            lines.flag("component", *component);
            lines.place(pointer, &usual.unwrap_or_default());
            for place in places {
                lines.line(format_args!("also {}", label(place)));
            }
            lines.flag("deprecated", *deprecated);
            lines.text("replaced by", replaced_by.as_ref());
            lines.maybe("in requests; answers hold", twin_of.map(|twin| self.label(twin)));
            match kind {
                TypeKind::Object(object) => self.object(lines, object, pointer),
                TypeKind::Enum(EnumType { values }) => {
                    lines.line("enum");
                    lines.inside(|lines| {
                        for value in values {
                            print_value(lines, value);
                        }
                    });
                }
                TypeKind::Union(union) => self.union(lines, union),
                TypeKind::Alias { target, rules } => {
                    lines.line(format_args!("alias of {}", self.ty(target)));
                    lines.inside(|lines| print_rules(lines, rules));
                }
            }
        });
    }

    fn object(&self, lines: &mut Lines, object: &Object, at: &Pointer) {
        let Object { constants, fields, additional } = object;
        match additional {
            Additional::Ignore => lines.line("object"),
            Additional::Keep(ty) => {
                lines.line(format_args!("object, other keys kept: {}", self.ty(ty)));
            }
            Additional::KeepUnknown { tags } if tags.is_empty() => {
                lines.line("object, unknown keys kept");
            }
            Additional::KeepUnknown { tags } => {
                lines.line(format_args!("object, unknown keys kept but {}", words(tags)));
            }
        }
        lines.inside(|lines| {
            for Constant { wire, value, required, description: _, pointer } in constants {
                let need = if *required { "required" } else { "optional" };
                lines.line(format_args!("{} = {value}, {need}", word(wire)));
                let usual = at.join("properties").join(wire);
                lines.inside(|lines| lines.place(pointer, &usual));
            }
            for field in fields {
                self.field(lines, field, &at.join("properties").join(&field.wire));
            }
        });
    }

    fn field(&self, lines: &mut Lines, field: &Field, usual: &Pointer) {
        let Field {
            wire,
            ty,
            required,
            is_asked_for,
            url,
            read_only,
            write_only,
            deprecated,
            description: _,
            default,
            constant,
            example,
            rules,
            pointer,
        } = field;
        let need = if *required { "required" } else { "optional" };
        lines.line(format_args!("{}: {}, {need}", word(wire), self.ty(ty)));
        lines.inside(|lines| {
            lines.place(pointer, usual);
            lines.flag("asked for by other keys", *is_asked_for);
            lines.flag("URL", *url);
            lines.flag("read only", *read_only);
            lines.flag("write only", *write_only);
            lines.flag("deprecated", *deprecated);
            lines.maybe("default", default.as_ref());
            lines.maybe("constant", constant.as_ref());
            lines.maybe("example", example.as_ref());
            print_rules(lines, rules);
        });
    }

    fn union(&self, lines: &mut Lines, union: &Union) {
        let Union { tag, variants } = union;
        match tag {
            Some(Tag { property }) => lines.line(format_args!("union by {}", word(property))),
            None => lines.line("union"),
        }
        lines.inside(|lines| {
            for variant in variants {
                self.variant(lines, "variant", variant);
            }
        });
    }

    /// A variant of a union, or an event.
    pub(super) fn variant(&self, lines: &mut Lines, what: &str, variant: &Variant) {
        let Variant { ty, hint, tags, adds_tag, guard, description: _ } = variant;
        let Guard { json_type, free, has, tells } = guard;
        lines.line(format_args!("{what} {}", self.ty(ty)));
        lines.inside(|lines| {
            lines.text("called", hint.as_ref());
            lines.texts("tag", tags);
            lines.maybe("adds tag", adds_tag.as_ref());
            lines.maybe("if JSON", json_type.map(json_word));
            lines.flag("if nothing else is meant", *free);
            lines.texts("if it has", has);
            for Tell { key, texts, required } in tells {
                let missing = if *required { "" } else { ", or missing" };
                lines.line(format_args!("if {} is {}{missing}", word(key), words(texts)));
            }
        });
    }

    /// A use of a type.
    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.label(*id).to_owned(),
            Type::List(item) => format!("[{}]", self.ty(item)),
            Type::Only(item) => format!("[{}; 1]", self.ty(item)),
            Type::OrEmpty(inner) => format!("{} or \"\"", self.ty(inner)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                format!("({})", items.join(", "))
            }
            Type::Map(value) => format!("{{{}}}", self.ty(value)),
            Type::Nullable(inner) => format!("{} or null", self.ty(inner)),
            // A scalar has nothing but its name, and another meaning of it.
            Type::Scalar(scalar) => format!("{scalar:?}"),
            Type::Any(Untyped::ByDocument) => "any".to_owned(),
            Type::Any(Untyped::GivenUp) => "any (given up)".to_owned(),
            Type::Any(Untyped::OnlyNull) => "null".to_owned(),
        }
    }
}

fn json_word(ty: JsonType) -> &'static str {
    match ty {
        JsonType::String => "string",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::Boolean => "boolean",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}

fn print_value(lines: &mut Lines, value: &EnumValue) {
    let EnumValue { wire, name, description: _ } = value;
    let name = more("called ", name.as_ref().map(|name| word(name)));
    match wire {
        EnumWire::String(text) => lines.line(format_args!("{text:?}{name}")),
        EnumWire::Integer(number) => lines.line(format_args!("{number}{name}")),
    }
}

pub(super) fn print_rules(lines: &mut Lines, rules: &[Rule]) {
    for rule in rules {
        match rule {
            Rule::Pattern(pattern) => lines.line(format_args!("pattern {pattern:?}")),
            Rule::MinLength(least) => lines.line(format_args!("min length {least}")),
            Rule::MaxLength(most) => lines.line(format_args!("max length {most}")),
            Rule::Min(least) => lines.line(format_args!("min {least}")),
            Rule::Max(most) => lines.line(format_args!("max {most}")),
            Rule::Above(bound) => lines.line(format_args!("above {bound}")),
            Rule::Below(bound) => lines.line(format_args!("below {bound}")),
            Rule::MinItems(least) => lines.line(format_args!("min items {least}")),
            Rule::MaxItems(most) => lines.line(format_args!("max items {most}")),
        }
    }
}
