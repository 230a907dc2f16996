//! `union!`, `integer_enum!` and `newtype!` on tables that look like generated ones, under the lints of a strict user.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

use serde_json::json;
use vetted_runtime::{UnknownInteger, UnknownValue, Value, wire::decode};

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// One.
    One,
    /// Less than nothing.
    Minus1,
    /// An integer that the document does not list.
    Unknown(UnknownInteger),
}

vetted_runtime::integer_enum! {
    Level {
        1 => One;
        -1 => Minus1;
    }
}

/// A circle.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Circle {
    /// From the middle to the edge.
    pub radius: i64,
    /// What is in it.
    pub inner: Option<Vec<Shape>>,
}

vetted_runtime::object! {
    Circle {
        "radius" => radius: i64, required;
        "inner" => inner: Vec<Shape>, optional;
    }
}

/// A square that writes its own tag.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Square {
    /// What it is called.
    pub kind: String,
}

vetted_runtime::object! { Square { "kind" => kind: String, required; } }

/// A shape.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// A circle.
    Circle(Circle),
    /// A square.
    Square(Box<Square>),
    /// A value that fits none of the others.
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Shape by "kind" {
        "circle" => Circle(Circle), adds "circle";
        "square" | "sq" => Square(Box<Square>);
    }
}

/// Told apart by its looks.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Id {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// Another number.
    Float(f64),
    /// Yes or no.
    Flag(bool),
    /// Has both.
    Both(Value),
    /// Says what it is.
    Named(Value),
    /// Has it, and says so.
    Certain(Value),
    /// Many.
    List(Vec<Id>),
    /// A value that fits none of the others.
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Id {
        string => Text(String);
        integer => Number(i64);
        number => Float(f64);
        boolean => Flag(bool);
        object has("c") is("kind", "x") => Certain(Value);
        object has("a", "b") => Both(Value);
        object is("kind", "x" | "y") => Named(Value);
        array => List(Vec<Id>);
    }
}

/// Takes all.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Open {
    /// Whatever.
    Rest(Value),
    /// Never.
    Unknown(UnknownValue),
}

vetted_runtime::union! { Open { any => Rest(Value); } }

/// A tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree(
    /// The trees in it.
    pub Vec<Tree>,
);

vetted_runtime::newtype! { Tree(Vec<Tree>) }

fn id(text: &str) -> Id {
    serde_json::from_str(text).unwrap()
}

#[test]
fn integers_are_read_however_json_writes_them() {
    assert_eq!(
        serde_json::from_str::<Vec<Level>>("[1, 1.0, -1, -1e0]").unwrap(),
        [Level::One, Level::One, Level::Minus1, Level::Minus1]
    );
    let level: Level = serde_json::from_str("9").unwrap();
    assert_eq!((level.as_i64(), level.to_string()), (9, "9".to_owned()));
    assert_eq!(serde_json::to_string(&level).unwrap(), "9");
    assert!(serde_json::from_str::<Level>("1.5").is_err());
    assert!(serde_json::from_str::<Level>("18446744073709551615").is_err());
}

#[test]
fn a_tag_decides_and_is_written_again() {
    let value = json!([
        { "kind": "circle", "radius": 2, "inner": [{ "kind": "sq" }] },
        { "kind": "square" },
        { "kind": "ring", "radius": 1 },
        { "kind": 3 },
        { "radius": 1 },
        "circle",
    ]);
    let text = value.to_string();
    let from_text: Vec<Shape> = serde_json::from_str(&text).unwrap();
    let from_reader: Vec<Shape> = serde_json::from_reader(text.as_bytes()).unwrap();
    let from_value: Vec<Shape> = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(from_text, from_reader);
    assert_eq!(from_text, from_value);
    assert_eq!(serde_json::to_value(&from_text).unwrap(), value);
    assert_eq!(serde_json::to_string(&from_text).unwrap(), text);
    for shape in &from_text[2..] {
        assert!(matches!(shape, Shape::Unknown(_)), "{shape:?}");
    }
    let Shape::Unknown(unknown) = &from_text[3] else { panic!() };
    assert_eq!(unknown.as_value(), &json!({ "kind": 3 }));
}

#[test]
fn a_variant_that_does_not_fit_its_tag_is_an_error_that_names_the_place() {
    let places = [
        (r#"[{"kind":"circle"}]"#, "[0]", "missing field `radius`"),
        (
            r#"[{"kind":"sq"}, {"kind":"circle","radius":null}, {"kind":"sq"}]"#,
            "[1].radius",
            "null",
        ),
        (
            r#"[{"kind":"circle","radius":1,"inner":[{"kind":"sq"},{"kind":"circle","radius":"x"} ] } ]"#,
            "[0].inner[1].radius",
            "invalid type: a string of 1 character, expected i64",
        ),
        (r#"[{"kind":"sq"}, null]"#, "[1]", "invalid type: null"),
    ];
    for (text, place, message) in places {
        let misfit = decode::<Vec<Shape>>(text.as_bytes()).unwrap_err();
        assert_eq!(misfit.place, place, "{text}");
        assert!(misfit.message.contains(message), "{misfit}");
    }
    let circle = r#"{"inner":[{"kind":"circle"},{"kind":"sq"}],"radius":1}"#;
    assert_eq!(decode::<Circle>(circle.as_bytes()).unwrap_err().place, "inner[0]");
    let err = serde_json::from_str::<Circle>(circle).unwrap_err().to_string();
    assert!(err.starts_with("does not fit Shape: missing field `radius`"), "{err}");
}

#[test]
fn looks_decide_where_no_tag_does() {
    assert_eq!(id(r#""x""#), Id::Text("x".to_owned()));
    assert_eq!(id("2"), Id::Number(2));
    // Beside a number an integer is what has neither a fraction nor an exponent.
    assert_eq!(id("2.0"), Id::Float(2.0));
    assert_eq!(id("-0"), Id::Number(0));
    assert_eq!(id("-2e1"), Id::Float(-20.0));
    assert_eq!(id("2.5"), Id::Float(2.5));
    assert_eq!(id("18446744073709551615"), Id::Float(18_446_744_073_709_552_000.0));
    assert_eq!(id("true"), Id::Flag(true));
    assert!(matches!(id(r#"{"a":1,"z":[{"c":1}],"b":null}"#), Id::Both(_)));
    assert!(matches!(id(r#"{"kind":"y"}"#), Id::Named(_)));
    assert!(matches!(id(r#"{"kind":"\u0078","c":1}"#), Id::Certain(_)));
    assert!(matches!(id(r#"{"kind":"z","c":1}"#), Id::Unknown(_)));
    assert_eq!(
        id(r#"[1,["a"]]"#),
        Id::List(vec![Id::Number(1), Id::List(vec![Id::Text("a".to_owned())])])
    );
    assert!(serde_json::from_str::<Id>("null").is_err());
    assert_eq!(serde_json::from_str::<Open>("null").unwrap(), Open::Rest(Value::Null));
    let value = json!([1, "a", { "a": 1, "b": 2 }, { "other": true }]);
    let ids: Vec<Id> = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(ids).unwrap(), value);
}

#[test]
fn a_newtype_is_the_value_that_it_holds() {
    let tree: Tree = serde_json::from_str("[[],[[]]]").unwrap();
    assert_eq!(serde_json::to_string(&tree).unwrap(), "[[],[[]]]");
}

#[derive(Debug, Clone, PartialEq)]
struct Row {
    kind: i64,
}

vetted_runtime::object! { Row { "kind" => kind: i64, required; } }

#[derive(Debug, Clone, PartialEq)]
enum Component {
    Row(Row),
    Unknown(UnknownValue),
}

vetted_runtime::union! { Component by "kind" { "1" | "2" => Row(Row); } }

#[derive(Debug, Clone, PartialEq)]
enum Guarded {
    Row(Row),
    Unknown(UnknownValue),
}

vetted_runtime::union! { Guarded { object is("kind", "1") is("live", "true") => Row(Row); } }

#[test]
fn integers_and_booleans_tell_variants_apart_as_texts_do() {
    let component = |text| serde_json::from_str::<Component>(text).unwrap();
    assert_eq!(component(r#"{"kind":2}"#), Component::Row(Row { kind: 2 }));
    assert!(matches!(component(r#"{"kind":3}"#), Component::Unknown(_)));
    assert!(matches!(component(r#"{"kind":[1]}"#), Component::Unknown(_)));
    let guarded = |text| serde_json::from_str::<Guarded>(text).unwrap();
    assert_eq!(guarded(r#"{"kind":1,"live":true}"#), Guarded::Row(Row { kind: 1 }));
    assert!(matches!(guarded(r#"{"kind":1,"live":false}"#), Guarded::Unknown(_)));
}

#[derive(Debug, Clone, PartialEq)]
struct Named {
    name: Option<String>,
}

vetted_runtime::object! { Named { "name" => name: String, optional; } }

#[derive(Debug, Clone, PartialEq)]
struct Sized {
    size: Option<i64>,
    inner: Option<Box<Sized>>,
}

vetted_runtime::object! {
    Sized { "size" => size: i64, optional; "inner" => inner: Box<Sized>, optional; }
}

#[derive(Debug, Clone, PartialEq)]
enum Either {
    Named(Named),
    Sized(Sized),
    Unknown(UnknownValue),
}

vetted_runtime::union! { Either { object => Named(Named); object => Sized(Sized); } }

#[derive(Debug, Clone, PartialEq)]
enum Outer {
    First(Vec<Named>),
    Second(Vec<Either>),
    Unknown(UnknownValue),
}

vetted_runtime::union! { Outer { array => First(Vec<Named>); array => Second(Vec<Either>); } }

#[test]
fn the_variant_that_leaves_out_the_fewest_keys_is_meant() {
    let either = |text| serde_json::from_str::<Either>(text).unwrap();
    assert!(matches!(either(r#"{"name":"a"}"#), Either::Named(_)));
    assert!(matches!(either(r#"{"size":1}"#), Either::Sized(_)));
    assert!(matches!(either(r#"{"inner":{"size":1}}"#), Either::Sized(_)));
    assert!(matches!(either("{}"), Either::Named(_)));
    // What none knows tells nothing: the first counts. What cannot be read is no variant at all.
    assert!(matches!(either(r#"{"new":1}"#), Either::Named(_)));
    assert!(matches!(either(r#"{"new":1,"size":1}"#), Either::Sized(_)));
    assert!(matches!(either(r#"{"new":1,"name":"a","size":"no"}"#), Either::Named(_)));

    let outer = |text| serde_json::from_str::<Outer>(text).unwrap();
    assert!(matches!(outer(r#"[{"name":"a"}]"#), Outer::First(_)));
    assert!(matches!(outer(r#"[{"name":"a"},{"size":1}]"#), Outer::Second(_)));
}
