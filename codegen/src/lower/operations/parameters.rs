//! Parameters: those of the path item and those of the operation, as one list.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::{
    diagnostic::{Code, Pointer},
    ir::{Location, Parameter, Rule, Scalar, Style, Type},
    lower::{
        context::Context,
        examples,
        extensions::CLIENT_SETTING,
        meaning::Node,
        schemas::{
            references::{self, UNSUPPORTED_REF},
            schema::{Use, use_of},
            x_wire,
        },
        servers::template_names,
        site::Site,
    },
    model::{self, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr},
};

use super::{
    idempotency,
    media_types::{Family, family},
};

pub(crate) static HEADER_PARAMETER_IGNORED: Code = Code::note(
    "header-parameter-ignored",
    "a header that is no parameter by OpenAPI's rules",
    "OpenAPI says that `Accept`, `Content-Type` and `Authorization` are no parameters. The client \
     sets them from media types and credentials.",
);

pub(crate) static PARAMETER_CONTENT: Code = Code::note(
    "parameter-content",
    "a parameter in a media type that the client writes as text",
    "`content` gives the media type of a parameter. The client writes JSON; in another media type the \
     parameter is text, sent as it is given.",
);

pub(crate) static PARAMETER_LEFT_OUT: Code = Code::warning(
    "parameter-left-out",
    "a parameter that the client cannot send",
    "The client has no way to send a parameter of this kind. It is left out of the method; the \
     message says how a call can be made all the same.",
);

pub(crate) static PARAMETER_REPEATED: Code = Code::warning(
    "parameter-repeated",
    "a parameter stands twice",
    "A parameter is told by its name and its place (`in`), and the two have both in common. The first \
     one counts.",
);

pub(crate) static PATH_PARAMETER_EMPTY: Code = Code::warning(
    "path-parameter-empty",
    "a path parameter whose only value is empty: no call can be sent",
    "A path cannot hold an empty part, and the only value that is listed is empty. Every call is an \
     error, and nothing is sent.",
);

pub(crate) static PATH_PARAMETER_OPTIONAL: Code = Code::note(
    "path-parameter-optional",
    "a path parameter that is not required",
    "Null, or `required: false`, on a parameter of the path. A path without one of its parts is \
     another path: the parameter is required.",
);

pub(crate) static PATH_PARAMETER_UNDEFINED: Code = Code::warning(
    "path-parameter-undefined",
    "a variable of a path that no parameter defines",
    "The path has `{name}`, and no parameter of the operation or the path says what that is. It is \
     taken as text.",
);

pub(crate) static PATH_PARAMETER_UNUSED: Code = Code::warning(
    "path-parameter-unused",
    "a path parameter that does not stand in the path",
    "The operation defines a parameter of the path that the path does not have. It is left out.",
);

/// A list of parameters, and where it stands.
pub(in crate::lower) type Written<'a> = (&'a [ReferenceOr<model::Parameter>], Pointer);

/// A parameter, where it is written, and the words that a type inside it is named by.
struct Found<'a> {
    parameter: &'a model::Parameter,
    location: Location,
    site: Site,
}

/// All that were found so far, each once.
#[derive(Default)]
struct AllFound<'a> {
    list: Vec<Found<'a>>,
    /// The place of each, by where it is sent and its name; headers have one name however they are written.
    places: HashMap<(Location, String), usize>,
    /// Whether the header `content-type` is one of them.
    says_type: bool,
}

impl Found<'_> {
    fn key(&self) -> (Location, String) {
        let name = &self.parameter.data().name;
        let is_header = self.location == Location::Header;
        (self.location, if is_header { name.to_ascii_lowercase() } else { name.clone() })
    }
}

/// The parameters of an operation: path ones in the order of the template, then as written. `says_type`: whether the
/// header `content-type` is a parameter, since no body has one. `site`: the operation.
pub(in crate::lower) fn lower<'a>(
    cx: &mut Context<'a>,
    lists: [Written<'a>; 2],
    path: &str,
    says_type: bool,
    site: &Site,
) -> Vec<Parameter> {
    let mut found = AllFound { says_type, ..AllFound::default() };
    for (list, at) in lists {
        collect(cx, list, &at, site, &mut found);
    }
    let found = found.list;

    // Those of the path, by name, until the template asks for them.
    let mut of_path: HashMap<&str, &Found<'a>> = HashMap::new();
    for found in found.iter().filter(|found| found.location == Location::Path) {
        of_path.entry(found.parameter.data().name.as_str()).or_insert(found);
    }
    let mut asked: HashSet<&str> = HashSet::new();
    let mut out: Vec<Parameter> = Vec::with_capacity(found.len());
    for name in template_names(path) {
        if !asked.insert(name) {
            continue;
        }
        out.push(if let Some(found) = of_path.get(name) {
            one(cx, found)
        } else {
            cx.report(
                &PATH_PARAMETER_UNDEFINED,
                &site.at,
                format!("`{{{name}}}` stands in the path but is not defined; it is taken as text"),
            );
            undefined(name, site)
        });
    }
    for found in &found {
        let name = found.parameter.data().name.as_str();
        if found.location == Location::Path {
            if asked.contains(name) {
                continue;
            }
            cx.report(
                &PATH_PARAMETER_UNUSED,
                &found.site.at,
                format!("the path parameter `{name}` does not stand in the path; it is left out"),
            );
        } else {
            out.push(one(cx, found));
        }
    }
    out
}

/// Adds a list to the parameters found so far. The operation's replace those of the path item.
fn collect<'a>(
    cx: &mut Context<'a>,
    list: &'a [ReferenceOr<model::Parameter>],
    at: &Pointer,
    operation: &Site,
    into: &mut AllFound<'a>,
) {
    let inherited = into.list.len();
    for (index, parameter) in list.iter().enumerate() {
        let at = at.item(index);
        let shared = references::shared_name(parameter);
        let Some((parameter, at)) = cx.resolved.parameter(parameter, &at) else {
            cx.report(&UNSUPPORTED_REF, &at, "the reference leads to no parameter; it is left out");
            continue;
        };
        let name = parameter.data().name.as_str();
        let site = match shared {
            Some(key) => Site::new(at, [&*key]),
            None => operation.at(&at).word(name),
        };
        let location = match parameter {
            model::Parameter::Query { .. } => Location::Query,
            model::Parameter::Header { .. } => Location::Header,
            model::Parameter::Path { .. } => Location::Path,
            model::Parameter::Cookie { .. } => Location::Cookie,
            model::Parameter::QueryString { .. } => {
                let message = format!("the whole query as one value (`{name}`) is not sent");
                let help = "call the operation by `Client::request`, whose `.query(name, value)` adds pairs";
                cx.report_with(&PARAMETER_LEFT_OUT, &site.at, message, help);
                continue;
            }
        };
        // OpenAPI: these headers are said by media types and security schemes.
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header
            && ignored.iter().any(|ignored| name.eq_ignore_ascii_case(ignored))
            && !(into.says_type && name.eq_ignore_ascii_case("content-type"))
        {
            cx.report(
                &HEADER_PARAMETER_IGNORED,
                &site.at,
                format!("the header `{name}` is no parameter; the client sets it where it is due"),
            );
            continue;
        }
        let found = Found { parameter, location, site };
        let key = found.key();
        match into.places.get(&key).copied() {
            Some(before) if before < inherited => {
                if let Some(slot) = into.list.get_mut(before) {
                    *slot = found;
                }
            }
            Some(_) => cx.report(
                &PARAMETER_REPEATED,
                &found.site.at,
                format!("the parameter `{name}` is given twice; the first counts"),
            ),
            None => {
                into.places.insert(key, into.list.len());
                into.list.push(found);
            }
        }
    }
}

fn one<'a>(cx: &mut Context<'a>, found: &Found<'a>) -> Parameter {
    let Found { parameter, location, site } = found;
    let data = parameter.data();
    let (mut style, explodes, allow_reserved) = style(parameter);
    let (node, inner) = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => {
            (Some(Node::from(schema.as_ref())), site.under("schema"))
        }
        ParameterSchemaOrContent::Content(content) => {
            let first = content.iter().next();
            match first.map(|(name, media)| (name, family(cx, name, media))) {
                Some((_, Family::Json)) => style = Style::Json,
                Some((name, Family::Form | Family::Multipart | Family::Bytes)) => {
                    let message = format!("`{name}` is sent as it is given");
                    cx.report(&PARAMETER_CONTENT, &site.at, message);
                }
                Some((_, Family::Text)) | None => {}
            }
            let node = first.and_then(|(_, media)| media.schema.as_ref()).map(Node::from);
            let at = site.at.join("content").join(first.map_or("", |(name, _)| name.as_str()));
            (node, site.at(&at).under("schema"))
        }
    };
    let required = data.required || *location == Location::Path;
    if !data.required && *location == Location::Path {
        cx.report(&PATH_PARAMETER_OPTIONAL, &site.at, "a path parameter is always required");
    }
    let constant = node.and_then(|node| constant(cx, node)).filter(|_| required);
    if *location == Location::Path && constant.as_ref().is_some_and(|only| only == "") {
        let message =
            format!("the only value of `{}` is empty, and no path has an empty value", data.name);
        cx.report_with(
            &PATH_PARAMETER_EMPTY,
            &site.at,
            message,
            "every call is an error; nothing is sent",
        );
    }
    let Use { ty, rules } = match (node, &constant) {
        // A type with a single value would never be seen.
        (Some(node), Some(value)) if !matches!(node, Node::Ref(_)) => of_constant(value),
        (Some(node), _) => match x_wire::parameter(cx, node, &inner) {
            Some(ty) => Use { ty, rules: Vec::new() },
            None => use_of(cx, node, &inner),
        },
        (None, _) => Use::plain(Type::UNTYPED),
    };
    let ty = ty.split_null().0.clone();
    let said = node.and_then(|node| cx.schemas.keywords(node)).unwrap_or_default();
    let example = examples::first(cx, data.example.as_ref(), &data.examples)
        .or_else(|| said.example.cloned());
    let is_idempotency_key = idempotency::is_key(cx, data, *location, &site.at);
    Parameter {
        name: data.name.clone(),
        location: *location,
        required,
        ty,
        style,
        explode: data.explode.unwrap_or(explodes),
        allow_reserved,
        is_idempotency_key,
        constant,
        is_client_setting: data.extensions.get(CLIENT_SETTING) == Some(&Value::Bool(true)),
        default: said.default.cloned(),
        example,
        rules,
        deprecated: data.deprecated.unwrap_or_default(),
        description: data
            .description
            .clone()
            .or_else(|| said.description.map(str::to_owned))
            .filter(|text| !text.trim().is_empty()),
        pointer: site.at.clone(),
    }
}

/// The style, what `explode` is unless it is given, and whether reserved characters stay.
fn style(parameter: &model::Parameter) -> (Style, bool, bool) {
    match parameter {
        model::Parameter::Query { style, allow_reserved, .. } => match style {
            QueryStyle::Form => (Style::Form, true, *allow_reserved),
            QueryStyle::SpaceDelimited => (Style::SpaceDelimited, false, *allow_reserved),
            QueryStyle::PipeDelimited => (Style::PipeDelimited, false, *allow_reserved),
            QueryStyle::DeepObject => (Style::DeepObject, true, *allow_reserved),
        },
        model::Parameter::Header { .. } => (Style::Simple, false, false),
        // OpenAPI has `allowReserved` for paths since 3.2, but documents use it for whole sub-paths before.
        model::Parameter::Path { style, allow_reserved, .. } => match style {
            PathStyle::Simple => (Style::Simple, false, *allow_reserved),
            PathStyle::Label => (Style::Label, false, *allow_reserved),
            PathStyle::Matrix => (Style::Matrix, false, *allow_reserved),
        },
        model::Parameter::Cookie { .. } | model::Parameter::QueryString { .. } => {
            (Style::Form, true, false)
        }
    }
}

/// The only value that a schema allows.
fn constant<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<Value> {
    let said = cx.schemas.unwrapped(node)?;
    if !said.is_enumerated() || said.nullable {
        return None;
    }
    // The number as it is written, which has more digits or other letters than the same number of ours.
    if let Some(written) = said.written {
        return Some(Value::String(written.to_owned()));
    }
    match said.values().as_ref() {
        [only @ (Value::String(_) | Value::Number(_) | Value::Bool(_))] => Some(only.clone()),
        _ => None,
    }
}

fn of_constant(value: &Value) -> Use {
    let scalar = match value {
        Value::Bool(_) => Scalar::Bool,
        Value::Number(number) if number.is_i64() => Scalar::I64,
        Value::Number(_) => Scalar::F64,
        _ => Scalar::String,
    };
    Use { ty: Type::Scalar(scalar), rules: Vec::new() }
}

/// A parameter that only the template knows.
fn undefined(name: &str, site: &Site) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location: Location::Path,
        required: true,
        ty: Type::Scalar(Scalar::String),
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        is_idempotency_key: false,
        constant: None,
        is_client_setting: false,
        default: None,
        example: None,
        rules: Vec::<Rule>::new(),
        deprecated: false,
        description: None,
        pointer: site.at.clone(),
    }
}
