//! `object!` and `string_enum!` on tables that look like generated ones, under the lints of a strict user.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

use std::collections::BTreeMap;

use serde_json::json;
use vetted_runtime::{Maybe, Unknown, Value, wire::decode};

/// What an applicant is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A person.
    Person,
    /// A company.
    Company,
    /// A text that the document does not list.
    Unknown(Unknown),
}

vetted_runtime::string_enum! {
    Kind {
        "PERSON" => Person;
        "COMPANY" => Company;
    }
}

/// An applicant.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Applicant {
    /// What it is.
    pub kind: Kind,
    /// The caller's id.
    pub remote_id: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// What to call it.
    pub nickname: Maybe<String>,
    /// A word of Rust's.
    pub r#type: Option<i64>,
    /// The one above.
    pub parent: Option<Box<Applicant>>,
    /// Keys that the document does not list.
    pub additional: BTreeMap<String, Value>,
}

vetted_runtime::object! {
    Applicant {
        "kind" => kind: Kind, required;
        "remote_id" => remote_id: String, nullable;
        "e-mail" => email: String, optional;
        "nickname" => nickname: String, maybe;
        "type" => r#type: i64, optional;
        "parent" => parent: Box<Applicant>, optional;
        .. => additional: Value;
    }
}

/// Nothing at all.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Nothing {}

vetted_runtime::object! { Nothing {} }

/// Whatever the server sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// All of it.
    pub additional: BTreeMap<String, i64>,
}

vetted_runtime::object! { Open { .. => additional: i64; } }

fn read(text: &str) -> Result<Applicant, String> {
    serde_json::from_str(text).map_err(|err| err.to_string())
}

#[test]
fn absent_null_and_value_are_told_apart_both_ways() {
    for text in [
        r#"{"kind":"PERSON","remote_id":null}"#,
        r#"{"kind":"PERSON","remote_id":"1","nickname":null}"#,
        r#"{"kind":"COMPANY","remote_id":"1","e-mail":"a@b","nickname":"n","type":3}"#,
        r#"{"kind":"ROBOT","remote_id":"1","parent":{"kind":"PERSON","remote_id":null},"x":1,"y":[null]}"#,
    ] {
        assert_eq!(serde_json::to_string(&read(text).unwrap()).unwrap(), text);
    }
    let applicant = read(r#"{"kind":"PERSON","remote_id":null,"e-mail":null}"#).unwrap();
    assert_eq!(applicant.email, None);
    assert_eq!(applicant.nickname, Maybe::Absent);
}

#[test]
fn errors_name_the_field() {
    assert!(read(r#"{"remote_id":null}"#).unwrap_err().contains("missing field `kind`"));
    assert!(read(r#"{"kind":"PERSON"}"#).unwrap_err().contains("missing field `remote_id`"));
    assert!(read(r#"{"kind":null,"remote_id":null}"#).unwrap_err().contains("a string (Kind)"));
    assert!(read("[]").unwrap_err().contains("expected an object (Applicant)"));
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    let applicant = read(r#"{"kind":"PERSON","kind":"COMPANY","remote_id":null}"#).unwrap();
    assert_eq!(applicant.kind, Kind::Company);
}

#[test]
fn objects_are_read_from_readers_and_values_too() {
    let value = json!({ "kind": "PERSON", "remote_id": null, "other": { "a": [1] } });
    let from_value: Applicant = serde_json::from_value(value.clone()).unwrap();
    let from_reader: Applicant = serde_json::from_reader(value.to_string().as_bytes()).unwrap();
    assert_eq!(from_value, from_reader);
    assert_eq!(serde_json::to_value(&from_value).unwrap(), value);
}

#[test]
fn objects_without_listed_fields() {
    assert_eq!(serde_json::from_str::<Nothing>(r#"{"a":{"b":[]}}"#).unwrap(), Nothing {});
    assert_eq!(serde_json::to_string(&Nothing {}).unwrap(), "{}");
    let open: Open = serde_json::from_str(r#"{"a":1,"b":2}"#).unwrap();
    assert_eq!(serde_json::to_string(&open).unwrap(), r#"{"a":1,"b":2}"#);
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let kind: Kind = serde_json::from_str(r#""ROBOT""#).unwrap();
    assert_eq!(kind.as_str(), "ROBOT");
    assert_eq!(kind.to_string(), "ROBOT");
    assert_eq!(serde_json::to_string(&kind).unwrap(), r#""ROBOT""#);
    assert_eq!("PERSON".parse::<Kind>(), Ok(Kind::Person));
    assert_eq!(Kind::from("COMPANY".to_owned()), Kind::Company);
}

/// Nothing but integers.
#[derive(Debug, PartialEq)]
pub struct Counts {
    /// Always there.
    pub total: i64,
    /// Maybe null.
    pub last: Option<u32>,
    /// Maybe not there.
    pub pages: Option<Vec<i32>>,
    /// Both.
    pub limit: Maybe<u64>,
}

vetted_runtime::object! {
    Counts {
        "total" => total: i64, required;
        "last" => last: u32, nullable;
        "pages" => pages: Vec<i32>, optional;
        "limit" => limit: u64, maybe;
    }
}

#[test]
fn a_fraction_of_nothing_makes_no_other_number() {
    let read = |text: &str| serde_json::from_str::<Counts>(text).map_err(|err| err.to_string());
    let counts = Counts {
        total: 200,
        last: Some(4_294_967_295),
        pages: Some(vec![1, -2]),
        limit: Maybe::Value(3),
    };
    let text = r#"{"total":2e2,"last":4294967295.0,"pages":[1.0,-2],"limit":3.0}"#;
    assert_eq!(read(text), Ok(counts));
    let nulls = Counts { total: 0, last: None, pages: None, limit: Maybe::Null };
    assert_eq!(read(r#"{"total":-0,"last":null,"pages":null,"limit":null}"#), Ok(nulls));

    let refused = |text: &str, why: &str| {
        let err = read(text).expect_err(text);
        assert!(err.starts_with(why), "{text}: {err}");
    };
    refused(r#"{"total":2.5}"#, "invalid type: floating point `2.5`, expected i64");
    refused(r#"{"total":1e30}"#, "invalid type: floating point `1e+30`, expected i64");
    refused(r#"{"total":1,"last":-1}"#, "invalid value: integer `-1`, expected u32");
    refused(
        r#"{"total":1,"last":4294967296}"#,
        "invalid value: integer `4294967296`, expected u32",
    );
    refused(r#"{"total":"1"}"#, "invalid type: string \"1\", expected i64");
}

/// Raw JSON in each place where it can stand.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RawParts {
    /// Alone.
    pub one: Option<Value>,
    /// In a list.
    pub many: Option<Vec<Value>>,
    /// In a map.
    pub named: Option<BTreeMap<String, Value>>,
    /// Where it is needed.
    pub needed: Value,
    /// No raw JSON.
    pub amount: Option<f64>,
    /// Under keys that are not listed.
    pub rest: BTreeMap<String, Value>,
}

vetted_runtime::object! {
    RawParts {
        "one" => one: Value, optional;
        "many" => many: Vec<Value>, optional;
        "named" => named: BTreeMap<String, Value>, optional;
        "needed" => needed: Value, required;
        "amount" => amount: f64, optional;
        .. => rest: Value;
    }
}

#[test]
fn raw_json_loses_no_digits() {
    const LONG: &str = "-9223372036854775809";
    for (text, place) in [
        (format!(r#"{{"needed":1,"one":{{"a":[{LONG}]}}}}"#), "one"),
        (format!(r#"{{"needed":1,"many":[1,{LONG}]}}"#), "many[1]"),
        (format!(r#"{{"needed":1,"named":{{"a":{LONG}}}}}"#), "named.a"),
        (format!(r#"{{"needed":{LONG}}}"#), "needed"),
        (format!(r#"{{"needed":1,"other":{LONG}}}"#), "other"),
    ] {
        let misfit = decode::<RawParts>(text.as_bytes()).unwrap_err();
        assert_eq!(misfit.message, "holds an integer of more than 64 bits", "{text}");
        assert!(misfit.place.starts_with(place), "{}", misfit.place);
        assert!(serde_json::from_str::<RawParts>(&text).is_err());
    }
    for text in [LONG.to_owned(), format!("[{LONG}]")] {
        assert!(decode::<Value>(text.as_bytes()).is_err());
    }
    assert!(decode::<Vec<Value>>(format!("[{LONG}]").as_bytes()).is_err());

    // A number is a float by its type, and texts are no numbers.
    let text = format!(
        r#"{{"one":"{LONG}","many":[1e300,-9223372036854775808],"named":{{"a":18446744073709551615}},"needed":null,"amount":100000000000000000000,"x":[2.0]}}"#
    );
    let read: RawParts = decode(text.as_bytes()).unwrap();
    assert_eq!(read.amount, Some(1e20));
    let again: RawParts = serde_json::from_value(serde_json::to_value(&read).unwrap()).unwrap();
    assert_eq!(again, read);
}
