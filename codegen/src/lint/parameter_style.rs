//! Parameter styles that say nothing about values of the parameter's type.

use crate::{
    diagnostic::{Code, Finding, Severity},
    model::{
        Kind, OpenApi, Parameter, ParameterSchemaOrContent, QueryStyle, ReferenceOr, Schema,
        Section,
    },
};

use super::{Rule, walk};

pub(crate) static PARAMETER_STYLE: Code = Code::warning(
    "parameter-style",
    "a parameter whose style does not know values of its type",
    "OpenAPI defines what each `style` makes of values, lists and objects, and leaves some pairs \
     undefined. The client writes the value in the nearest way that is defined.",
);

pub(super) const RULE: Rule = Rule {
    codes: &[&PARAMETER_STYLE],
    summary: "a parameter whose style does not know values of its type",
    check,
};

fn check(model: &OpenApi, findings: &mut Vec<Finding>) {
    // Later versions write objects in these styles, too.
    let lists_alone = model.openapi.starts_with("3.0") || model.openapi.starts_with('2');
    for (at, parameter) in walk::parameters(model) {
        let data = parameter.data();
        let ParameterSchemaOrContent::Schema(schema) = &data.format else { continue };
        let shapes = shapes(model, schema, 0);
        let (severity, fault, help) = match parameter {
            // What many servers read so, and what goes out: worth knowing, and no more.
            Parameter::Query { style: QueryStyle::DeepObject, .. } if shapes.array => (
                Severity::Note,
                "`deepObject` says nothing of lists",
                "a list is sent as `name[]=a&name[]=b`",
            ),
            Parameter::Query { style: QueryStyle::DeepObject, .. } if !shapes.object => (
                Severity::Warning,
                "`deepObject` is for objects only",
                "a single value is sent as `name=value`",
            ),
            Parameter::Query {
                style: QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited,
                ..
            } if !(shapes.array || shapes.object && !lists_alone) => (
                Severity::Warning,
                "`spaceDelimited` and `pipeDelimited` are for lists only",
                "a single value is sent as `name=value`",
            ),
            Parameter::Cookie { .. }
                if data.explode != Some(false) && (shapes.object || shapes.array) =>
            {
                (
                    Severity::Warning,
                    "a cookie cannot hold an exploded list or object",
                    "write `explode: false`; each item is sent as a cookie of its own",
                )
            }
            _ => continue,
        };
        if !shapes.any {
            let finding = Finding::new(&PARAMETER_STYLE, &at, fault).help(help);
            findings.push(Finding { severity, ..finding });
        }
    }
}

/// What the values of a schema can be, as far as styles tell them apart.
#[derive(Clone, Copy, Default)]
struct Shapes {
    array: bool,
    object: bool,
    /// Nothing is known.
    any: bool,
}

/// How far references and combinations are followed.
const MAX_DEPTH: usize = 8;

fn shapes(model: &OpenApi, schema: &ReferenceOr<Schema>, depth: usize) -> Shapes {
    let any = Shapes { any: true, ..Shapes::default() };
    if depth > MAX_DEPTH {
        return any;
    }
    let schema = match schema {
        ReferenceOr::Item(schema) => schema,
        ReferenceOr::Reference { reference } => {
            let target = behind(model, reference);
            return target.map_or(any, |target| shapes(model, target, depth + 1));
        }
    };
    if !schema.types.is_empty() {
        let is = |kind: Kind| schema.types.iter().any(|other| other == kind);
        return Shapes { array: is(Kind::Array), object: is(Kind::Object), any: false };
    }
    let target = schema.reference.as_deref().map(|target| behind(model, target));
    let parts = [&schema.one_of, &schema.any_of, &schema.all_of].into_iter().flatten();
    let parts = parts.filter(|part| !part.as_item().is_some_and(Schema::is_null)).map(Some);
    let mut parts = parts.chain(target).peekable();
    if parts.peek().is_none() {
        return any;
    }
    parts.fold(Shapes::default(), |known, part| {
        let more = part.map_or(any, |part| shapes(model, part, depth + 1));
        Shapes {
            array: known.array || more.array,
            object: known.object || more.object,
            any: known.any || more.any,
        }
    })
}

/// The component that a reference names.
fn behind<'m>(model: &'m OpenApi, reference: &str) -> Option<&'m ReferenceOr<Schema>> {
    model.components.schemas.get(&Section::Schemas.name_of(reference)?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn styles_fit_types() {
        let said = super::super::said(
            "paths:
  /a:
    get:
      parameters:
        - {name: a, in: query, style: deepObject, schema: {type: array, items: {}}}
        - {name: b, in: query, style: deepObject, schema: {type: object}}
        - {name: c, in: query, style: spaceDelimited, schema: {anyOf: [{type: object}]}}
        - {name: d, in: cookie, schema: {allOf: [{type: array}]}}
        - {name: e, in: query, style: pipeDelimited, schema: {}}
      responses: {'200': {description: d}}
",
        );
        assert_eq!(said, ["parameter-style 7:11", "parameter-style 9:11", "parameter-style 10:11"]);
    }
}
