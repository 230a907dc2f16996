//! The adapters with every word of a table, both ways.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

use vetted_runtime::{CivilDateTime, Maybe, wire::decode};

/// Each adapter, with each word.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// A flag that must be there.
    pub live: bool,
    /// A flag that may be null.
    pub paid: Option<bool>,
    /// A flag that need not be there.
    pub open: Option<bool>,
    /// A flag that tells absent and null apart.
    pub full: Maybe<bool>,
    /// An integer.
    pub seats: Option<i64>,
    /// A list that must be there.
    pub tags: Vec<String>,
    /// A list that need not be there.
    pub ids: Option<Vec<i64>>,
    /// A time.
    pub starts: Option<CivilDateTime>,
}

vetted_runtime::object! {
    Course {
        "live" => live: bool, required as Flag;
        "paid" => paid: bool, nullable as Flag;
        "open" => open: bool, optional as Flag;
        "full" => full: bool, maybe as Flag;
        "seats" => seats: i64, optional as IntegerText;
        "tags" => tags: Vec<String>, required as CommaSeparated;
        "ids" => ids: Vec<i64>, optional as CommaSeparated;
        "starts" => starts: CivilDateTime, optional as LocalDateTime;
    }
}

fn read(text: &str) -> Course {
    decode(text.as_bytes()).unwrap_or_else(|err| panic!("{text}: {err}"))
}

#[test]
fn every_adapter_goes_both_ways() {
    for text in [
        r#"{"live":"1","paid":null,"tags":"a,b"}"#,
        r#"{"live":"0","paid":"1","open":"0","full":"1","seats":"-7","tags":"a","ids":"1,-2","starts":"2026-11-21 09:05:00"}"#,
        r#"{"live":"0","paid":"0","full":null,"tags":""}"#,
    ] {
        assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
    }
}

#[test]
fn other_forms_are_read_too() {
    let course = read(
        r#"{"live":true,"paid":0,"open":"true","full":1.0,"seats":12,"tags":" a , b ","ids":5}"#,
    );
    assert_eq!((course.live, course.paid, course.open), (true, Some(false), Some(true)));
    assert_eq!((course.full, course.seats), (Maybe::Value(true), Some(12)));
    assert_eq!((course.tags, course.ids), (vec!["a".to_owned(), "b".to_owned()], Some(vec![5])));
    let value = serde_json::json!({ "live": "1", "paid": null, "tags": "x" });
    assert!(serde_json::from_value::<Course>(value).unwrap().live);
}

#[test]
fn an_empty_text_is_no_value() {
    let course = read(
        r#"{"live":"1","paid":"","open":"","full":"","seats":"","tags":"","ids":"","starts":""}"#,
    );
    assert_eq!((course.paid, course.open, course.full), (None, None, Maybe::Absent));
    assert_eq!((course.seats, course.ids, course.starts), (None, None, None));
    assert!(course.tags.is_empty());
}

#[test]
fn errors_name_the_place() {
    for (text, place, message) in [
        (r#"{"live":"2","paid":null,"tags":""}"#, "live", "expected a flag"),
        (r#"{"live":"","paid":null,"tags":""}"#, "", "missing field `live`"),
        (r#"{"live":null,"paid":null,"tags":""}"#, "live", "expected a flag"),
        (r#"{"live":"1","tags":""}"#, "", "missing field `paid`"),
        (r#"{"live":"1","paid":null,"tags":"","seats":"many"}"#, "seats", "an integer in a text"),
        (r#"{"live":"1","paid":null,"tags":"","ids":"1,x"}"#, "ids", "a list of integers"),
        (r#"{"live":"1","paid":null,"tags":[1]}"#, "tags", "a list separated by commas"),
        (r#"{"live":"1","paid":null,"tags":"","starts":"2026-11-21"}"#, "starts", "YYYY-MM-DD"),
    ] {
        let misfit = decode::<Course>(text.as_bytes()).unwrap_err();
        assert_eq!(misfit.place, place, "{text}");
        assert!(misfit.message.contains(message), "{misfit}");
    }
}
