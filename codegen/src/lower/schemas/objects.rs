//! Objects: fields, and what becomes of other keys.

use serde_json::Value;

use crate::{
    diagnostic::Code,
    ir::{Additional, Field, Object, Type, TypeKind},
    lower::{
        context::Context,
        meaning::{Keywords, Merged, Node, Others, Property},
    },
};

use super::{
    file_parts,
    schema::{self, Shape, Use, use_of},
    shared_properties, x_wire,
};

pub(crate) static REQUIRED_UNKNOWN: Code = Code::warning(
    "required-unknown",
    "a required name is not among the properties",
    "A name in `required` that `properties` does not describe. The key may hold anything: the field \
     is raw JSON that may be missing. Often it is a spelling mistake.",
);

/// What an object is: one with fields, or a map. `multipart`: its fields are the parts of a body, and can be files.
pub(in crate::lower) fn shape<'a>(
    cx: &mut Context<'a>,
    merged: &Merged<'a>,
    multipart: bool,
) -> Shape {
    if merged.properties.is_empty() {
        return match &merged.additional {
            Some((Others::Any(false), _)) => schema::empty_object(),
            Some((Others::Schema(node), site)) => {
                let file = multipart.then(|| file_parts::part(cx, *node)).flatten();
                let value =
                    file.unwrap_or_else(|| schema::type_inside(cx, *node, site, "map values"));
                Shape::Type(Type::Map(Box::new(value)))
            }
            _ => schema::free_form(),
        };
    }
    let mut fields: Vec<Field> = merged
        .properties
        .iter()
        .map(|(name, property)| Field {
            is_asked_for: merged.asked.contains(name),
            ..field(cx, name, property, merged.requires(name), multipart)
        })
        .collect();
    let additional = match &merged.additional {
        None | Some((Others::Any(false), _)) => Additional::Ignore,
        Some((Others::Any(true), _)) => Additional::Keep(Type::UNTYPED),
        Some((Others::Schema(node), site)) => {
            let file = multipart.then(|| file_parts::part(cx, *node)).flatten();
            Additional::Keep(
                file.unwrap_or_else(|| schema::type_inside(cx, *node, site, "map values")),
            )
        }
    };
    if matches!(additional, Additional::Ignore) {
        fields.extend(required_only(cx, merged));
    }
    Shape::Def(TypeKind::Object(Object { constants: Vec::new(), fields, additional }))
}

/// The names that are required but not described: fields that hold anything. Not required ones, since as often as not
/// the document means another name.
fn required_only(cx: &mut Context<'_>, merged: &Merged<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    for (name, site) in &merged.required {
        if merged.properties.contains_key(name) {
            continue;
        }
        let message = format!(
            "`{name}` is required but is not among the properties; it is raw JSON that may be missing"
        );
        cx.report(&REQUIRED_UNKNOWN, &site.at, message);
        fields.push(Field {
            wire: (*name).to_owned(),
            ty: Type::UNTYPED,
            required: false,
            is_asked_for: merged.asked.contains(name),
            url: false,
            read_only: false,
            write_only: false,
            deprecated: false,
            description: None,
            default: None,
            constant: None,
            example: None,
            rules: Vec::new(),
            pointer: site.at.clone(),
        });
    }
    fields
}

fn field<'a>(
    cx: &mut Context<'a>,
    name: &str,
    property: &Property<'a>,
    required: bool,
    multipart: bool,
) -> Field {
    let Property { node, site, .. } = property;
    // A reference has no annotations of its own; those that bear on the field are taken from what it points at.
    let data = cx.schemas.keywords(*node);
    let own = data.as_ref().filter(|_| !matches!(node, Node::Ref(_)));
    let behind = cx.schemas.unwrapped(*node);
    let special = (behind.as_ref().and_then(|said| x_wire::field(cx, *node, said)))
        .or_else(|| multipart.then(|| file_parts::part(cx, *node)).flatten())
        .or_else(|| shared_properties::type_of(cx, property))
        .map(|ty| Use { ty, rules: Vec::new() });
    let Use { ty, rules } = special.unwrap_or_else(|| use_of(cx, *node, site));
    Field {
        wire: name.to_owned(),
        ty,
        required,
        is_asked_for: false,
        url: behind.and_then(|said| said.format).is_some_and(is_url),
        read_only: data.as_ref().is_some_and(|data| data.read_only),
        write_only: data.as_ref().is_some_and(|data| data.write_only),
        deprecated: data.as_ref().is_some_and(|data| data.deprecated),
        description: own.and_then(|own| own.prose(Some(name))),
        default: data.as_ref().and_then(|data| data.default.cloned()),
        example: own.and_then(|own| own.example.cloned()),
        constant: data.and_then(|data| constant(cx, data)),
        rules,
        pointer: site.at.clone(),
    }
}

/// The only value that a schema lists, null aside.
fn constant<'a>(cx: &Context<'a>, said: Keywords<'a>) -> Option<Value> {
    let values = cx.schemas.listing(said)?.values();
    let mut listed = values.iter().filter(|value| !value.is_null());
    listed.next().filter(|_| listed.next().is_none()).cloned()
}

/// Whether a format is that of a URL.
fn is_url(format: &str) -> bool {
    matches!(format, "uri" | "url" | "uri-reference" | "iri" | "iri-reference")
}
