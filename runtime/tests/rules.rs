//! `rules!` and `multipart!` on tables that look like generated ones, under the lints of a strict user.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

use std::collections::BTreeMap;

use vetted_runtime::{
    Check, CivilDateTime, File, Maybe, PartContent, Parts, Place, UnknownValue, Value,
};

/// An address.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Address {
    /// The number of the place.
    pub zip: Option<String>,
    /// A word of Rust's.
    pub r#type: Maybe<String>,
}

vetted_runtime::object! {
    Address {
        "zip" => zip: String, optional;
        "type" => r#type: String, maybe;
    }
}

vetted_runtime::rules! {
    Address {
        zip: pattern(r"^\d+$"), max_length(5);
        r#type: min_length(1);
    }
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// A place.
    Address(Box<Address>),
    /// Another.
    Other(Value),
    /// A value that fits none of the others.
    Unknown(UnknownValue),
}

vetted_runtime::rules! { Shape { Address: variant; } }

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines(
    /// The lines.
    pub Vec<Address>,
);

vetted_runtime::rules! { Lines { 0: max_items(2), nested; } }

/// Has rules of all kinds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// In years.
    pub age: Option<i64>,
    /// From nothing to one.
    pub share: f64,
    /// Where it lives.
    pub address: Option<Box<Address>>,
    /// Other places.
    pub more: BTreeMap<String, Shape>,
    /// Lines.
    pub lines: Maybe<Lines>,
}

vetted_runtime::rules! {
    Person {
        age: at_least(-1), at_most(150), below(9_000_000_000.0);
        share: above(0.0), below(1);
        address: nested;
        more: min_items(1), nested;
        lines: nested;
    }
}

/// Demands nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Free;

vetted_runtime::rules! { Free {} }

fn person() -> Person {
    let more = BTreeMap::from([("a b".to_owned(), Shape::Other(Value::Null))]);
    Person { age: Some(3), share: 0.5, address: None, more, lines: Maybe::Absent }
}

fn address(zip: &str) -> Address {
    Address { zip: Some(zip.to_owned()), r#type: Maybe::Null }
}

fn broken(check: &impl Check) -> String {
    check.check(&mut Place::default()).map_or_else(|err| err.to_string(), |()| String::new())
}

#[test]
fn violations_name_the_place_and_the_rule() {
    assert_eq!(broken(&person()), "");
    assert_eq!(broken(&Free), "");
    assert_eq!(broken(&Person { age: Some(151), ..person() }), "`age` must be at most 150");
    assert_eq!(broken(&Person { share: 1.0, ..person() }), "`share` must be less than 1");
    assert_eq!(
        broken(&Person { address: Some(Box::new(address("123456"))), ..person() }),
        "`address.zip` is 6 characters long, at most 5 are allowed"
    );
    assert_eq!(
        broken(&Person { more: BTreeMap::new(), ..person() }),
        "`more` has 0 items, at least 1 is needed"
    );
    let shape = Shape::Address(Box::new(address("x")));
    assert_eq!(
        broken(&Person { more: BTreeMap::from([("a b".to_owned(), shape)]), ..person() }),
        r#"`more["a b"].zip` does not match the pattern `^\d+$`"#
    );
    let lines = Lines(vec![address("1"), Address { zip: None, r#type: String::new().into() }]);
    assert_eq!(
        broken(&Person { lines: lines.into(), ..person() }),
        "`lines[1].type` is 0 characters long, at least 1 is needed"
    );
    let lines = Lines(vec![address("1"), address("2"), address("3")]);
    assert_eq!(
        broken(&Person { lines: lines.into(), ..person() }),
        "`lines` has 3 items, at most 2 are allowed"
    );
}

/// A form.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Upload {
    /// The file.
    pub file: File,
    /// More of them.
    pub pages: Option<Vec<File>>,
    /// Tags.
    pub tags: Vec<String>,
    /// Of many kinds.
    pub count: Maybe<i64>,
    /// An object.
    pub meta: Option<Address>,
    /// A flag.
    pub archived: Option<bool>,
    /// Integers.
    pub courses: Option<Vec<i64>>,
    /// A time.
    pub at: Option<CivilDateTime>,
    /// What the document does not list.
    pub additional: BTreeMap<String, Value>,
}

vetted_runtime::multipart! {
    Upload {
        "file" => file: File, required;
        "pages[]" => pages: Vec<File>, optional;
        "tags" => tags: Vec<String>, required;
        "count" => count: i64, maybe;
        "meta" => meta: Address, nullable;
        "archived" => archived: bool, optional as Flag;
        "courses" => courses: Vec<i64>, nullable as CommaSeparated;
        "at" => at: CivilDateTime, optional as LocalDateTime;
        .. => additional: Value;
    }
}

vetted_runtime::object! {
    Upload {
        "file" => file: File, required;
        "pages[]" => pages: Vec<File>, optional;
        "tags" => tags: Vec<String>, required;
        "count" => count: i64, maybe;
        "meta" => meta: Address, nullable;
        "archived" => archived: bool, optional as Flag;
        "courses" => courses: Vec<i64>, nullable as CommaSeparated;
        "at" => at: CivilDateTime, optional as LocalDateTime;
        .. => additional: Value;
    }
}

#[test]
fn parts_are_values_and_files() {
    let mut upload = Upload {
        file: File::new("a.png", [1, 2, 255]).content_type("image/png"),
        pages: Some(vec![File::from(vec![4]), File::new("b", "text")]),
        tags: vec!["x".to_owned(), "y".to_owned()],
        count: Maybe::Value(2),
        meta: Some(address("1")),
        archived: Some(true),
        courses: Some(vec![1, 2]),
        at: Some(CivilDateTime::constant(2026, 1, 2, 3, 4, 5, 0)),
        additional: BTreeMap::from([("z".to_owned(), Value::Bool(true))]),
    };
    let written = |upload: &Upload| -> Vec<String> {
        let parts = upload.parts().unwrap();
        let line = |part: &vetted_runtime::Part| {
            let what = match &part.content {
                PartContent::File(file) => format!("{file:?}"),
                PartContent::Value(value) => value.to_string(),
                other => panic!("{other:?}"),
            };
            format!("{} {what}", part.name)
        };
        parts.iter().map(line).collect()
    };
    assert_eq!(
        written(&upload),
        [
            r#"file File { name: Some("a.png"), content_type: Some("image/png"), body: 3 bytes }"#,
            "pages[] File { name: None, content_type: None, body: 1 bytes }",
            r#"pages[] File { name: Some("b"), content_type: None, body: 4 bytes }"#,
            r#"tags ["x","y"]"#,
            "count 2",
            r#"meta {"zip":"1","type":null}"#,
            r#"archived "1""#,
            r#"courses "1,2""#,
            r#"at "2026-01-02 03:04:05""#,
            "z true",
        ]
    );
    (upload.pages, upload.count, upload.meta, upload.archived) = (None, Maybe::Null, None, None);
    (upload.tags, upload.courses, upload.at) = (Vec::new(), None, None);
    upload.additional.clear();
    assert_eq!(written(&upload)[1..], ["tags []"]);
    let err = serde_json::to_string(&upload).unwrap_err().to_string();
    assert!(err.contains("only in a multipart body"), "{err}");
}
