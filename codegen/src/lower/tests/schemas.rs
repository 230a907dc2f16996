//! Objects, scalars, lists of values.

use super::*;
use crate::ir::{Additional, Rule};

#[test]
fn fields_have_the_types_that_formats_ask_for() {
    let lowered = schemas(
        "Pet:
  type: object
  required: [id, name, gone, id]
  properties:
    id: {type: integer, format: int64, readOnly: true}
    small: {type: integer, format: int32}
    name: {type: string, minLength: 1, maxLength: 20}
    born: {type: string, format: date}
    seen: {type: string, format: date-time, nullable: true}
    chip: {type: string, format: uuid}
    photo: {type: string, format: byte}
    weight: {type: number, minimum: 0, exclusiveMinimum: true}
    big: {type: integer, maximum: 18446744073709551615, minimum: 0}
    tags: {type: array, items: {type: string}, maxItems: 3}
    free: {type: object}
    counts: {type: object, additionalProperties: {type: integer}}
    owner: {type: object, properties: {name: {type: string}}}
    walks: {type: array, items: {type: object, properties: {km: {type: number}}}}
    anything: {}
    parent: {$ref: '#/components/schemas/Pet'}",
    );
    assert_eq!(
        lowered.fields("Pet"),
        "id: I64
small?: I32
name: String
born?: Date
seen?: DateTime or null
chip?: Uuid
photo?: Base64
weight?: F64
big?: U64
tags?: [String]
free?: {Any}
counts?: {I64}
owner?: Pet.owner
walks?: [Pet.walk]
anything?: Any
parent?: Pet
gone?: Any"
    );
    let fields = &lowered.object("Pet").fields;
    assert!(fields[0].read_only);
    assert_eq!(fields[2].rules, [Rule::MinLength(1), Rule::MaxLength(20)]);
    assert_eq!(fields[7].rules, [Rule::Above(0.into())]);
    assert_eq!(fields[8].rules, []);
    assert_eq!(fields[9].rules, [Rule::MaxItems(3)]);
    assert_eq!(fields[12].pointer.to_string(), "/components/schemas/Pet/properties/owner");
    assert!(lowered.def("Pet").component && !lowered.def("Pet.owner").component);
    assert_eq!(lowered.codes(), ["untyped", "required-unknown"]);
}

#[test]
fn a_component_that_allows_null_does_so_at_each_use() {
    let lowered = schemas(
        "Pet: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}, sizes: {type: array, items: {$ref: '#/components/schemas/Also'}}}}
Size: {type: string, nullable: true, enum: [s, l, null]}
Also: {$ref: '#/components/schemas/Size'}
Note: {type: string, nullable: true, maxLength: 5}",
    );
    assert_eq!(lowered.fields("Pet"), "size?: Size or null\nsizes?: [Also or null]");
    assert_eq!(lowered.values("Size"), r#""s" "l""#);
    assert_eq!(lowered.alias("Also"), "Size");
    assert_eq!(lowered.alias("Note"), "String");
}

#[test]
fn other_keys_are_kept_where_the_document_speaks_of_them() {
    let lowered = schemas(
        "Open: {type: object, additionalProperties: true, properties: {a: {type: string}}}
Typed: {additionalProperties: {type: integer}, properties: {a: {type: string}}}
Strict: {type: object, additionalProperties: false, properties: {a: {type: string}}}
Nothing: {type: object, additionalProperties: false}
Map: {type: object, additionalProperties: {type: string, nullable: true}}",
    );
    assert!(matches!(lowered.object("Open").additional, Additional::Keep(Type::Any(_))));
    assert!(matches!(lowered.object("Typed").additional, Additional::Keep(Type::Scalar(_))));
    assert!(matches!(lowered.object("Strict").additional, Additional::Ignore));
    assert!(lowered.object("Nothing").fields.is_empty());
    assert_eq!(lowered.alias("Map"), "{String or null}");
}

#[test]
fn lists_of_values_are_enums() {
    let lowered = schemas(
        "Texts: {type: string, enum: [a, b, a], x-enum-varnames: [First, Second, Third], x-enum-descriptions: {b: The second.}}
Numbers: {type: integer, enum: [1, -1]}
Quoted: {type: string, enum: [1, 2.5, yes]}
Wrong: {type: integer, enum: [low, high]}
Whole: {type: number, enum: [1.0, 2]}
Floats: {type: number, enum: [1.5, 2]}
Flag: {type: boolean, enum: [true]}
Bare: {enum: [x, null]}
Mixed: {enum: [x, 1]}
Use: {type: object, properties: {bare: {$ref: '#/components/schemas/Bare'}}}",
    );
    assert_eq!(lowered.values("Texts"), r#""a" "b""#);
    let TypeKind::Enum(texts) = &lowered.def("Texts").kind else { panic!() };
    assert_eq!(texts.values[1].name.as_deref(), Some("Second"));
    assert_eq!(texts.values[1].description.as_deref(), Some("The second."));
    assert_eq!(lowered.values("Numbers"), "1 -1");
    assert_eq!(lowered.values("Quoted"), r#""1" "2.5" "yes""#);
    assert_eq!(lowered.values("Wrong"), r#""low" "high""#);
    assert_eq!(lowered.values("Whole"), "1 2");
    assert_eq!(lowered.alias("Floats"), "F64");
    assert_eq!(lowered.alias("Flag"), "Bool");
    assert_eq!(lowered.values("Bare"), r#""x""#);
    assert_eq!(lowered.values("Mixed.text"), r#""x""#);
    assert_eq!(lowered.values("Mixed.integer"), "1");
    assert_eq!(lowered.fields("Use"), "bare?: Bare or null");
    assert_eq!(lowered.codes(), ["enum-repeated", "enum-mistyped", "enum-ignored"]);
}

#[test]
fn wire_formats_are_for_fields() {
    let lowered = schemas(
        "Course:
  type: object
  properties:
    id: {type: string, x-wire: integer}
    either: {oneOf: [{type: string}, {type: integer}], x-wire: integer}
    live: {$ref: '#/components/schemas/Flag'}
    names: {type: string, x-wire: comma-separated}
    ids: {type: string, nullable: true, x-wire: comma-separated, x-wire-items: integer}
    at: {type: string, x-wire: local-date-time}
    told: {allOf: [{$ref: '#/components/schemas/Flag'}], description: Told.}
    list: {type: array, items: {type: string, x-wire: flag}}
    number: {type: integer, x-wire: flag}
Flag: {type: string, x-wire: flag}",
    );
    assert_eq!(
        lowered.fields("Course"),
        "id?: IntegerText
either?: IntegerText
live?: Flag
names?: CommaStrings
ids?: CommaIntegers or null
at?: LocalDateTime
told?: Flag
list?: [String]
number?: I64"
    );
    assert_eq!(lowered.alias("Flag"), "String");
    assert_eq!(lowered.codes(), ["wire-format-ignored", "wire-format-ignored"]);
}

#[test]
fn circles_come_to_an_end() {
    let lowered = schemas(
        "A: {$ref: '#/components/schemas/B'}
B: {$ref: '#/components/schemas/A'}
Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
Self: {allOf: [{$ref: '#/components/schemas/Self'}, {type: object, properties: {a: {type: string}}}]}
Only: {allOf: [{$ref: '#/components/schemas/Only'}]}
Twice: {allOf: [{$ref: '#/components/schemas/Twice'}, {$ref: '#/components/schemas/Twice'}]}
Both: {oneOf: [{$ref: '#/components/schemas/Twice'}, {$ref: '#/components/schemas/Both'}, {type: string}]}
Either: {oneOf: [{type: string}, {$ref: '#/components/schemas/Either'}]}
Base: {type: object, properties: {next: {allOf: [{$ref: '#/components/schemas/Derived'}, {type: object, properties: {x: {type: string}}}]}}}
Derived: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {y: {type: string}}}]}",
    );
    assert_eq!(lowered.alias("Tree"), "[Tree]");
    assert_eq!(lowered.fields("Self"), "a?: String");
    assert_eq!(lowered.fields("Base"), "next?: Base.next");
    assert_eq!(lowered.fields("Base.next"), "next?: Base.next\ny?: String\nx?: String");
    assert_eq!(lowered.fields("Derived"), "next?: Base.next\ny?: String");
}

#[test]
fn alternatives_that_multiply_come_to_an_end() {
    let text = (0..24).map(|number| {
        let later =
            (number + 1..24).map(|next| format!("{{$ref: '#/components/schemas/N{next}'}}"));
        let later = later.collect::<Vec<_>>().join(", ");
        let fields = format!("type: object, properties: {{n{number}: {{type: string}}}}");
        format!("N{number}: {{{fields}, oneOf: [{later}]}}")
    });
    let lowered = schemas(&text.collect::<Vec<_>>().join("\n"));
    assert!(lowered.api.types.len() < 20_000);
    assert!(lowered.codes().contains(&"too-many-alternatives"));
}
