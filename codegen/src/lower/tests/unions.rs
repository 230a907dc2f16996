//! `oneOf`, `anyOf`, `allOf` and discriminators.

use super::*;

const ANIMALS: &str = "Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}, lives: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog, puppy]}}}
Fish: {type: object, properties: {depth: {type: number}}}
";

fn animals(text: &str) -> Lowered {
    schemas(&format!("{ANIMALS}{text}"))
}

#[test]
fn a_discriminator_gives_tags() {
    let lowered = animals(
        "Mapped:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Fish'}]
  discriminator: {propertyName: kind, mapping: {c: Cat, kitten: '#/components/schemas/Cat', f: Fish, x: Dog}}
Constant:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind}
Implicit:
  anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Fish'}]
  discriminator: {propertyName: kind}
Outer:
  oneOf: [{$ref: '#/components/schemas/Constant'}, {$ref: '#/components/schemas/Fish'}]
  discriminator: {propertyName: kind, mapping: {fish: Fish}}",
    );
    assert_eq!(lowered.variants("Mapped"), "c, kitten => Cat\nf, +tag => Fish");
    assert_eq!(lowered.union("Mapped").tag.as_ref().unwrap().property, "kind");
    assert_eq!(lowered.variants("Constant"), "cat => Cat\ndog, puppy => Dog");
    // Fish has no `kind`, so no name can stand there.
    assert!(lowered.union("Implicit").tag.is_none());
    assert_eq!(lowered.variants("Outer"), "cat => Cat\ndog, puppy => Dog\nfish, +tag => Fish");
    assert_eq!(lowered.codes(), ["discriminator-mapping", "discriminator-unusable"]);
}

#[test]
fn without_a_discriminator_the_shape_tells() {
    let lowered = animals(
        "Scalars: {oneOf: [{type: number}, {type: string}, {type: integer}, {type: string, format: date}, {type: array, items: {type: string}}]}
Inferred: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
Objects:
  oneOf:
    - {$ref: '#/components/schemas/Fish'}
    - {type: object}
    - {type: object, required: [a], properties: {a: {type: string}}}
    - {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}
    - {$ref: '#/components/schemas/Cat'}",
    );
    assert_eq!(
        lowered.variants("Scalars"),
        "integer => I64\nnumber => F64\nstring => Date\nstring => String\narray => [String]"
    );
    assert_eq!(lowered.variants("Inferred"), "cat => Cat\ndog, puppy => Dog");
    assert_eq!(
        lowered.variants("Objects"),
        "object, kind is cat => Cat
object, has a, has b => Objects.b
object, has a => Objects.a
object => Fish
object => {Any}"
    );
}

#[test]
fn numbers_and_annotated_references_tell_branches_apart() {
    let lowered = schemas(
        "Row: {type: object, required: [type], properties: {type: {type: integer, enum: [1]}}}
Cell: {type: object, required: [type], properties: {type: {type: integer, enum: [2, 3]}}}
Part: {oneOf: [{$ref: '#/components/schemas/Row'}, {$ref: '#/components/schemas/Cell'}]}
Any: {oneOf: [{allOf: [{$ref: '#/components/schemas/Part'}], description: A part.}, {$ref: '#/components/schemas/Gone'}]}
Gone: {type: object, required: [id, gone], properties: {id: {type: string}, gone: {type: boolean, enum: [true]}}}
Alike: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]}
One: {type: object, properties: {a: {type: string}}}
Two: {type: object, properties: {b: {type: string}}}
Shared:
  oneOf:
    - {type: object, required: [kind], properties: {kind: {type: string, enum: [x]}}}
    - {type: object, required: [kind, a], properties: {kind: {type: string, enum: [x]}, a: {type: string}}}
    - {type: object, required: [kind], properties: {kind: {type: string, enum: [y]}}}",
    );
    assert_eq!(lowered.variants("Part"), "1 => Row\n2, 3 => Cell");
    assert_eq!(
        lowered.variants("Any"),
        "object, has id, gone is true => Gone\nobject, type is 1 => Row\nobject, type is 2|3 => Cell"
    );
    assert_eq!(
        lowered.variants("Shared"),
        "object, has a, kind is x => Shared.a\nobject, kind is x => Shared.kind\nobject, kind is y => Shared.y"
    );
    assert_eq!(lowered.codes(), ["union-ambiguous"]);
}

#[test]
fn what_is_no_union_is_not_made_one() {
    let lowered = animals(
        "Null: {oneOf: [{$ref: '#/components/schemas/Cat'}, {enum: [null]}]}
One: {anyOf: [{type: string}]}
Same: {oneOf: [{type: string, maxLength: 3}, {type: string, pattern: a}]}
Open: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}
Joined: {oneOf: [{type: string, enum: [a, b]}, {type: string, enum: [b, c]}]}
Titled: {type: integer, oneOf: [{title: ROW, enum: [1], description: A row.}, {title: CELL, enum: [2]}]}
Told: {allOf: [{$ref: '#/components/schemas/Titled'}, {description: Which.}, {type: integer}]}
Constrained:
  type: object
  properties: {a: {type: string}, b: {type: string}}
  anyOf: [{required: [a]}, {required: [b]}]
Use: {type: object, properties: {null: {$ref: '#/components/schemas/Null'}}}",
    );
    assert_eq!(lowered.alias("Null"), "Cat");
    assert_eq!(lowered.fields("Use"), "null?: Null or null");
    assert_eq!(lowered.alias("One"), "String");
    assert_eq!(lowered.alias("Same"), "String");
    assert_eq!(lowered.values("Open"), r#""a" "b""#);
    assert_eq!(lowered.values("Joined"), r#""a" "b" "c""#);
    assert_eq!(lowered.values("Titled"), "1 2");
    let TypeKind::Enum(titled) = &lowered.def("Titled").kind else { panic!() };
    assert_eq!(titled.values[0].name.as_deref(), Some("ROW"));
    assert_eq!(titled.values[0].description.as_deref(), Some("A row."));
    assert_eq!(lowered.alias("Told"), "Titled");
    assert_eq!(lowered.fields("Constrained"), "a?: String\nb?: String");
    assert_eq!(lowered.codes(), [""; 0]);
    let unchecked = lowered.api.unchecked.iter().map(|it| it.at.to_string());
    assert!(unchecked.clone().all(|at| at.starts_with("/components/schemas/Same")));
    assert_eq!(unchecked.count(), 2);
}

#[test]
fn members_of_all_of_are_one_object() {
    let lowered = animals(
        "Annotated: {allOf: [{$ref: '#/components/schemas/Cat'}], description: A cat., nullable: true}
Typed: {type: object, allOf: [{$ref: '#/components/schemas/Cat'}, {type: object}, {description: Still a cat.}]}
Lion:
  allOf:
    - {$ref: '#/components/schemas/Cat'}
    - {type: object, properties: {kind: {type: string}, mane: {type: boolean}, lives: {type: string}}}
  required: [mane]
Short: {allOf: [{type: string}, {maxLength: 3}]}
Use: {type: object, properties: {cat: {$ref: '#/components/schemas/Annotated'}, lion: {allOf: [{$ref: '#/components/schemas/Lion'}]}}}",
    );
    assert_eq!(lowered.alias("Annotated"), "Cat");
    assert_eq!(lowered.alias("Typed"), "Cat");
    assert_eq!(lowered.fields("Lion"), "kind: Cat.kind\nlives?: I64\nmane: Bool");
    assert_eq!(lowered.alias("Short"), "String");
    assert_eq!(lowered.fields("Use"), "cat?: Annotated or null\nlion?: Lion");
    assert_eq!(lowered.codes(), ["all-of-conflict"]);
}

#[test]
fn fields_beside_alternatives_belong_to_each() {
    let lowered = animals(
        "Event:
  type: object
  required: [id]
  properties: {id: {type: string}}
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind}
All:
  allOf:
    - {type: object, properties: {id: {type: string}}}
    - oneOf: [{title: Near, type: object, required: [x], properties: {x: {type: string}}}, {$ref: '#/components/schemas/Fish'}]
Loose: {properties: {id: {type: string}}, oneOf: [{type: boolean}, {type: object, properties: {x: {type: string}}}]}
Covered:
  type: object
  properties: {kind: {type: string}}
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
Parent:
  type: object
  properties: {kind: {type: string}}
  oneOf: [{$ref: '#/components/schemas/Child'}, {$ref: '#/components/schemas/Other'}]
Child: {allOf: [{$ref: '#/components/schemas/Parent'}, {type: object, properties: {a: {type: string}}}]}
Other: {allOf: [{$ref: '#/components/schemas/Parent'}, {type: object, required: [b], properties: {b: {type: string}}}]}",
    );
    assert_eq!(lowered.variants("Event"), "cat => Event.Cat\ndog, puppy => Event.Dog");
    assert_eq!(lowered.fields("Event.Cat"), "id: String\nkind: Cat.kind\nlives?: I64");
    assert_eq!(lowered.variants("All"), "object, has x => All.Near\nobject => All.Fish");
    assert_eq!(lowered.variants("Loose"), "boolean => Bool\nobject => Loose.object");
    assert_eq!(lowered.fields("Loose.object"), "id?: String\nx?: String");
    assert_eq!(lowered.variants("Covered"), "cat => Cat\ndog, puppy => Dog");
    assert_eq!(lowered.variants("Parent"), "object, has b => Other\nobject => Child");
    assert_eq!(lowered.fields("Child"), "kind?: String\na?: String");
    assert_eq!(lowered.codes(), [""; 0]);
}
