//! Each measure, on the smallest document that has one of what it counts.

use std::path::PathBuf;

use vetted_codegen::{
    Insight, emit::Context, generate_and_look, load::Document, name::Names, write::File,
};

use super::{Measure, Reason, Share, Style};
use crate::corpus::{documents::Source, generating::settings};

/// The style of the crate of a document that has these paths and schemas.
fn style(paths: &str, schemas: &str) -> Style {
    changed(paths, schemas, &[], |_| ())
}

/// The same of a crate that is worse than those that are made: some of its texts and its names are others.
fn changed(
    paths: &str,
    schemas: &str,
    texts: &[(&str, &str)],
    rename: impl Fn(&mut Names),
) -> Style {
    let text = format!(
        "{{openapi: 3.0.3, info: {{title: t, version: v}}, paths: {{{paths}}}, \
         components: {{schemas: {{{schemas}}}}}}}"
    );
    let document = Document::parse("pets.yaml", text).expect("the document can be read");
    let source = Source {
        name: "pets.yaml".to_owned(),
        path: PathBuf::from("pets.yaml"),
        package: "pets".to_owned(),
        size: 0,
    };
    let settings = settings(&source, "runtime");
    let (_, style) = generate_and_look(&document, &settings, |made| {
        let replaced = |file: &File| {
            let text =
                texts.iter().fold(file.text.clone(), |text, (from, to)| text.replace(from, to));
            File { path: file.path.clone(), text }
        };
        let files: Vec<File> = made.files.iter().map(replaced).collect();
        let mut names = made.cx.names.clone();
        rename(&mut names);
        let cx = Context { names: &names, ..made.cx };
        Style::of(&document, Insight { cx, files: &files, ..made })
    });
    style.expect("there is a crate")
}

fn share(part: usize, whole: usize) -> Share {
    Share { part, whole }
}

/// An operation with what more there is to say of it.
fn operation(id: &str, more: &str) -> String {
    let answers = "responses: {'200': {description: ''}}";
    format!("/{id}: {{post: {{tags: [pets], operationId: {id}, {more} {answers}}}}}")
}

/// How many types are equal to another, whatever keeps them apart.
fn equal(style: &Style) -> usize {
    style.reasons.values().sum()
}

#[test]
fn types_are_equal_by_their_structure_alone() {
    let twins = "A: {type: object, description: one, \
                 properties: {n: {$ref: '#/components/schemas/A'}, x: {$ref: '#/components/schemas/Text'}}}, \
                 B: {type: object, properties: {x: {type: string}, n: {$ref: '#/components/schemas/B'}}}, \
                 Text: {type: string}";
    let style = style("", twins);
    assert_eq!(style.reasons, [(Reason::Component, 1)].into());
    assert_eq!(style.share(Measure::Duplicates), share(0, 2));
}

#[test]
fn a_type_that_is_called_otherwise_has_no_reason() {
    let zoo = |cat: &str, dog: &str| {
        format!(
            "Zoo: {{type: object, properties: {{cat: {{{cat} type: object, properties: {{x: {{type: string}}}}}}, \
             dog: {{{dog} type: object, properties: {{x: {{type: string}}}}}}}}}}"
        )
    };
    let alike = style("", &zoo("", ""));
    assert_eq!(alike.reasons, [(Reason::Words, 1)].into());
    assert_eq!(alike.share(Measure::Duplicates), share(1, 3));
    assert_eq!(alike.classes[0].line(), "2 × ZooCat, ZooDog");
    let other = style("", &zoo("", "description: A dog.,"));
    assert_eq!(other.reasons, [(Reason::Prose, 1)].into());
    let beside = "A: {anyOf: [{title: One, type: object, properties: {x: {type: string}}}, \
                  {title: Two, type: object, properties: {x: {type: string}}}]}";
    let beside = style("", beside).reasons;
    assert!(!beside.contains_key(&Reason::Words) && !beside.is_empty(), "{beside:?}");
}

#[test]
fn types_that_differ_in_a_part_are_not_equal() {
    let plain = "{type: object, properties: {x: {type: string}}}";
    for other in [
        "{type: object, properties: {y: {type: string}}}",
        "{type: object, properties: {x: {type: integer}}}",
        "{type: object, properties: {x: {type: string, nullable: true}}}",
        "{type: object, properties: {x: {type: string, maxLength: 3}}}",
        "{type: object, required: [x], properties: {x: {type: string}}}",
        "{type: object, properties: {x: {type: string}}, additionalProperties: {type: string}}",
        "{type: object, properties: {x: {type: array, items: {type: string}}}}",
        "{type: string, enum: [x]}",
    ] {
        let style = style("", &format!("A: {plain}, B: {other}"));
        assert_eq!(equal(&style), 0, "{other}");
    }
    // What is held differs two types further.
    let chain = "A: {type: object, properties: {n: {$ref: '#/components/schemas/B'}}}, \
                 B: {type: object, properties: {n: {$ref: '#/components/schemas/C'}}}, \
                 C: {type: object, properties: {n: {type: string}}}";
    assert_eq!(equal(&style("", chain)), 0);
}

#[test]
fn enums_and_unions_are_equal_by_what_they_hold() {
    let union = "{anyOf: [{type: string}, {type: integer}]}";
    let twins = format!(
        "A: {{type: string, enum: [a, b]}}, B: {{type: string, enum: [b, a]}}, C: {union}, D: {union}"
    );
    assert_eq!(equal(&style("", &twins)), 2);
}

#[test]
fn aliases_without_an_end_are_types() {
    let lists = "A: {type: array, items: {$ref: '#/components/schemas/A'}}, \
                 B: {type: array, items: {$ref: '#/components/schemas/B'}}";
    assert_eq!(equal(&style("", lists)), 1);
}

#[test]
fn a_number_counts_that_the_document_does_not_have() {
    let twins = "Pet: {type: object}, pet: {type: object}, OAuth2: {type: object}";
    let counted = style("", twins);
    let numbers = counted.share(Measure::CountedTypes);
    // Both say how they are written.
    assert_eq!(numbers, share(0, 3), "{:?}", counted.shown(Measure::CountedTypes));
    let alike = style("", &format!("{twins}, a-b: {{type: object}}, a--b: {{type: object}}"));
    assert_eq!(alike.share(Measure::CountedTypes), share(2, 5));
    assert_eq!(alike.shown(Measure::CountedTypes), ["ABDashed3", "ABDashed2"]);
}

#[test]
fn a_number_behind_the_name_of_another_type_counts_though_the_document_has_it() {
    let twins =
        "a-b: {type: object}, a--b: {type: object, title: ABDashed2}, aBDashed: {type: object}";
    assert_eq!(style("", twins).shown(Measure::CountedTypes), ["ABDashed3", "ABDashed2"]);
    let own = "Pet: {type: object}, Pet2: {type: object}";
    assert_eq!(style("", own).share(Measure::CountedTypes).part, 0);
}

#[test]
fn unions_that_count_their_variants() {
    let counted = "A: {anyOf: [{type: object, required: [x], properties: {x: {type: array, items: {}}}}, \
                   {type: object, required: [x], properties: {x: {type: object}}}]}";
    let style_of = style("", counted);
    assert_eq!(style_of.share(Measure::CountedUnions), share(1, 1));
    let named = "A: {anyOf: [{type: string}, {type: integer}]}";
    assert_eq!(style("", named).share(Measure::CountedUnions), share(0, 1));
}

#[test]
fn variants_named_as_their_whole_payload() {
    let pets = |one: &str, other: &str| {
        format!(
            "U: {{oneOf: [{{$ref: '#/components/schemas/{one}'}}, {{$ref: '#/components/schemas/{other}'}}]}}, \
             {one}: {{type: object, required: [a], properties: {{a: {{type: string}}}}}}, \
             {other}: {{type: object, required: [b], properties: {{b: {{type: string}}}}}}"
        )
    };
    let whole = |one, other| style("", &pets(one, other)).share(Measure::WholePayloads);
    for (one, other) in [("CatPet", "DogPet"), ("PetCat", "PetDog"), ("Cat", "Dog")] {
        assert_eq!(whole(one, other), share(0, 2), "{one}");
        let rename = |names: &mut Names| {
            let union = names.types.iter_mut().find(|names| names.ident == "U");
            union.expect("the union").members = vec![one.to_owned(), other.to_owned()];
        };
        let whole = changed("", &pets(one, other), &[], rename).share(Measure::WholePayloads);
        // What shares no word is called by nothing but the whole.
        assert_eq!(whole, if one == "Cat" { share(0, 2) } else { share(2, 2) }, "{one}");
    }
}

#[test]
fn names_that_are_too_long() {
    let name = |length: usize| "A".to_owned() + &"b".repeat(length - 1);
    let schemas = [40, 41, 60, 61].map(|length| format!("{}: {{type: object}}", name(length)));
    let types = style("", &schemas.join(", "));
    assert_eq!(types.share(Measure::LongTypes), share(3, 4));
    assert_eq!(types.share(Measure::LongestTypes), share(1, 4));
    let paths = [40, 41].map(|length| operation(&name(length).to_lowercase(), ""));
    assert_eq!(style(&paths.join(", "), "").share(Measure::LongMethods), share(1, 2));
}

#[test]
fn methods_that_say_what_is_said() {
    // The group is taken off once.
    let paths =
        [operation("feedPetOfPets", ""), operation("feedAll", ""), operation("feedTheCat", "")];
    let style = style(&paths.join(", "), "");
    assert_eq!(style.share(Measure::EchoingMethods), share(1, 3));
    assert_eq!(style.share(Measure::WhollyEchoingMethods), share(1, 3));
    assert_eq!(style.share(Measure::MethodsWithArticle), share(1, 3));
    assert_eq!(style.shown(Measure::MethodsWithArticle), ["pets().feed_the_cat"]);
}

#[test]
fn a_word_of_a_group_is_not_the_whole_group() {
    let path = operation("listShopCats", "").replace("tags: [pets]", "tags: [pet shops]");
    let style = style(&path, "");
    assert_eq!(style.share(Measure::EchoingMethods), share(1, 1));
    assert_eq!(style.share(Measure::WhollyEchoingMethods), share(0, 1));
}

#[test]
fn descriptions_that_are_on_the_page() {
    let of = |texts: &[(&str, &str)]| {
        let more = "parameters: [{name: id, in: query, required: true, schema: {type: string}, \
             description: 'The <b>id</b> of the pet, which you know.'}], \
             requestBody: {required: true, description: What it eats, \
             content: {application/json: {schema: {type: string}}}},";
        let path = operation("feed", more).replace("description: ''", "description: Its thanks");
        changed(&path, "", texts, |_| ())
    };
    let measures = [Measure::ParametersSaid, Measure::BodiesSaid, Measure::AnswersSaid];
    let all = of(&[]);
    assert_eq!(measures.map(|measure| all.share(measure)), [share(1, 1); 3]);
    let none = of(&[("of the pet", "of it"), ("What it eats", "Food"), ("Its thanks", "Thanks")]);
    assert_eq!(measures.map(|measure| none.share(measure)), [share(0, 1); 3]);
    assert_eq!(none.shown(Measure::ParametersSaid), ["POST /feed: id"]);
}

#[test]
fn what_is_not_described_cannot_be_said() {
    let style = style(&operation("feed", ""), "");
    assert_eq!(style.share(Measure::AnswersSaid), share(0, 0));
    assert_eq!(style.share(Measure::ParametersSaid), share(0, 0));
}

#[test]
fn examples_that_show_less_than_the_document() {
    let of = |schema: &str, texts: &[(&str, &str)]| {
        let parameter = format!("{{name: id, in: query, required: true, schema: {schema}}}");
        let path = operation("feed", &format!("parameters: [{parameter}],"));
        changed(&path, "", texts, |_| ())
    };
    let poor = [("\"bella\"", "\"text\"")];
    for schema in ["{type: string}", "{type: string, format: hostname}"] {
        let style = of(schema, &poor);
        assert_eq!(style.share(Measure::Examples), share(1, 1), "{schema}");
        assert_eq!(style.share(Measure::PoorExamples), share(0, 1), "{schema}");
    }
    for schema in ["{type: string, example: bella}", "{type: string, default: bella}"] {
        assert_eq!(of(schema, &[]).share(Measure::PoorExamples), share(0, 1), "{schema}");
        assert_eq!(of(schema, &poor).share(Measure::PoorExamples), share(1, 1), "{schema}");
    }
}

#[test]
fn examples_that_show_less_in_a_body() {
    let of = |texts: &[(&str, &str)]| {
        let body = "requestBody: {required: true, \
                    content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}},";
        let pet = "Pet: {type: object, required: [name], \
                   properties: {name: {type: string, default: bella}}}";
        changed(&operation("feed", body), pet, texts, |_| ())
    };
    assert_eq!(of(&[]).share(Measure::PoorExamples), share(0, 1));
    let poor = of(&[("\"bella\"", "\"text\"")]);
    assert_eq!(poor.share(Measure::PoorExamples), share(1, 1));
    assert_eq!(poor.shown(Measure::PoorExamples), ["POST /feed: name"]);
}

#[test]
fn an_operation_without_an_example() {
    // No value of an object that asks for another of its kind has an end.
    let body = "requestBody: {required: true, \
                content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}},";
    let deep =
        "A: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}";
    assert_eq!(style(&operation("feed", body), deep).share(Measure::Examples), share(0, 1));
}

#[test]
fn fields_and_types_for_a_constant() {
    // What must be there is no field, and has no type.
    let pet = "Pet: {type: object, required: [object], properties: {object: {type: string, enum: [p]}, \
               kind: {type: string, enum: [pet]}, name: {type: string}}}";
    let style = style("", pet);
    assert_eq!(style.share(Measure::ConstantFields), share(1, 3));
    assert_eq!(style.shown(Measure::ConstantFields), ["Pet.kind"]);
    assert_eq!(style.share(Measure::ConstantTypes), share(1, 2));
}

#[test]
fn lines_and_files() {
    let small = style(&operation("feed", ""), "");
    let large =
        style(&operation("feed", ""), "Pet: {type: object}, Cat: {type: string, enum: [a, b]}");
    assert_eq!(small.share(Measure::Lines).whole, 1);
    assert!(small.share(Measure::Lines).part < large.share(Measure::Lines).part);
    assert!(small.share(Measure::Files).part < large.share(Measure::Files).part);
}
