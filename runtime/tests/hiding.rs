//! What an error says of a value that did not fit: never what it says itself. The errors are those of real decoders, so
//! that other words of theirs in a later version do not go unseen.
#![deny(warnings)]

use std::{collections::BTreeMap, fmt::Debug};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, IgnoredAny, Unexpected, Visitor},
};
use vetted_runtime::{
    Answer, Base64, CivilDateTime, Date, DateTime, HeaderMap, Json, Only, RawResponse, Secret,
    StatusCode, UnknownInteger, UnknownValue, Uuid, wire::decode,
};

/// What must not show: a text, and the digits of a number under a name that says that it is secret.
const TEXT: &str = "hunter2-Zo\u{eb}, expected `a` \"x\\y\" at line 1";
const DIGITS: &str = "8675309";

#[derive(Debug)]
struct Account {
    password: i64,
    _flag: Option<bool>,
    _level: Option<Level>,
    _owner: Option<Box<Owner>>,
}

vetted_runtime::object! {
    Account {
        "password" => password: i64, required;
        "flag" => _flag: bool, optional as Flag;
        "level" => _level: Level, optional;
        "owner" => _owner: Box<Owner>, optional;
    }
}

#[derive(Debug)]
enum Level {
    One,
    Unknown(UnknownInteger),
}

vetted_runtime::integer_enum! { Level { 1 => One; } }

#[derive(Debug)]
enum Owner {
    Account(Account),
    Unknown(UnknownValue),
}

vetted_runtime::union! { Owner by "kind" { "account" => Account(Account); } }

/// Says all that serde can say of a value.
#[derive(Debug)]
struct Says<const WHAT: usize>;

impl<'de, const WHAT: usize> Deserialize<'de> for Says<WHAT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer)?;
        let bytes = TEXT.as_bytes();
        let unexpected = [
            Unexpected::Str(TEXT),
            Unexpected::Bytes(bytes),
            Unexpected::Other(TEXT),
            Unexpected::Char('\u{eb}'),
            Unexpected::Signed(-8_675_309),
            Unexpected::Unsigned(8_675_309),
            Unexpected::Float(8_675_309.5),
            Unexpected::Bool(true),
            Unexpected::Unit,
            Unexpected::Option,
            Unexpected::NewtypeStruct,
            Unexpected::Seq,
            Unexpected::Map,
            Unexpected::Enum,
            Unexpected::UnitVariant,
            Unexpected::NewtypeVariant,
            Unexpected::TupleVariant,
            Unexpected::StructVariant,
        ];
        let count = unexpected.len();
        Err(match WHAT {
            0 => D::Error::custom(TEXT),
            1 => D::Error::custom(format!("invalid type: {TEXT}")),
            2 => D::Error::unknown_variant(TEXT, &["a", "b"]),
            3 => D::Error::unknown_variant(TEXT, &[]),
            4 => D::Error::unknown_field(TEXT, &["a"]),
            5 => D::Error::unknown_field(TEXT, &[]),
            6 => D::Error::invalid_length(3, &"a list of two"),
            7 => D::Error::custom(DIGITS),
            8.. if WHAT - 8 < count => D::Error::invalid_type(unexpected[WHAT - 8], &"a thing"),
            _ => D::Error::invalid_value(unexpected[(WHAT - 8) % count], &"a thing"),
        })
    }
}

/// Texts in which the values stand, under a name that says nothing and under one that does.
fn texts(value: &str) -> [String; 5] {
    [
        value.to_owned(),
        format!("[{value}]"),
        format!("{{\"name\":{value}}}"),
        format!("{{\"password\":{value}}}"),
        format!(
            "{{\"password\":1,\"kind\":\"account\",\"flag\":{value},\"level\":{value},\"owner\":{value}}}"
        ),
    ]
}

fn check<T: DeserializeOwned + Debug>(seen: &mut usize) {
    let text = serde_json::Value::from(TEXT).to_string();
    let inside = format!("{{\"{DIGITS}x\":[{text}]}}");
    for value in [text.as_str(), DIGITS, "-8675309.25", "8675309e300", &inside, "[1,2]", "true"] {
        for text in texts(value) {
            shows_nothing::<T>(&text, seen);
            shows_nothing::<Vec<T>>(&text, seen);
            shows_nothing::<BTreeMap<String, T>>(&text, seen);
            shows_nothing::<Only<T>>(&text, seen);
        }
    }
}

fn shows_nothing<T: DeserializeOwned + Debug>(text: &str, seen: &mut usize) {
    let Err(misfit) = decode::<T>(text.as_bytes()) else { return };
    let body = text.to_owned().into();
    let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), body);
    let failure = Json::<T>::decode(&raw).map(drop).unwrap_err();
    *seen += 1;
    let secret = text.contains("\"password\":") && misfit.place.contains("password");
    for shown in [
        misfit.to_string(),
        misfit.near.clone(),
        format!("{misfit:?}"),
        failure.to_string(),
        format!("{failure:?}"),
        std::error::Error::source(&failure).map(ToString::to_string).unwrap_or_default(),
    ] {
        assert!(!shown.contains("hunter2") && !shown.contains('\u{eb}'), "{text}: {shown}");
        // A key is told, since a document has it as a rule; the digits are part of one here.
        let shown = shown.replace(&format!("{DIGITS}x"), "");
        assert!(!secret || !shown.contains("8675309"), "{text}: {shown}");
    }
}

macro_rules! says {
    ($seen:expr; $($what:literal)*) => { $(check::<Says<$what>>($seen);)* };
}

#[test]
fn no_error_repeats_what_the_value_says() {
    let mut seen = 0;
    says! { &mut seen;
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40
        41 42 43
    }
    check::<i64>(&mut seen);
    check::<u8>(&mut seen);
    check::<f64>(&mut seen);
    check::<bool>(&mut seen);
    check::<char>(&mut seen);
    check::<()>(&mut seen);
    check::<String>(&mut seen);
    check::<Option<Vec<u8>>>(&mut seen);
    check::<(i64, bool)>(&mut seen);
    check::<Account>(&mut seen);
    check::<Owner>(&mut seen);
    check::<Level>(&mut seen);
    check::<Base64>(&mut seen);
    check::<Date>(&mut seen);
    check::<DateTime>(&mut seen);
    check::<CivilDateTime>(&mut seen);
    check::<Uuid>(&mut seen);
    check::<Secret>(&mut seen);
    check::<std::net::IpAddr>(&mut seen);
    assert!(seen > 5000, "{seen} errors");
}

/// A type whose reader is a visitor that takes nothing.
#[test]
fn what_is_told_is_told_still() {
    struct Nothing;
    impl Visitor<'_> for Nothing {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a thing")
        }
    }
    #[derive(Debug)]
    struct Thing;
    impl<'de> Deserialize<'de> for Thing {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(Nothing).map(|()| Self)
        }
    }
    for (text, message) in [
        ("[\"Hannah\"]", "invalid type: a string of 6 characters, expected a thing"),
        ("[44]", "invalid type: integer `44`, expected a thing"),
        ("[true]", "invalid type: boolean `true`, expected a thing"),
        ("[null]", "invalid type: null, expected a thing"),
    ] {
        let misfit = decode::<Vec<Thing>>(text.as_bytes()).unwrap_err();
        assert_eq!((misfit.place.as_str(), misfit.message.as_str()), ("[0]", message));
    }
    let misfit = decode::<Account>(b"{}").unwrap_err();
    assert_eq!(misfit.message, "missing field `password`");
}

#[test]
fn integers_keep_their_digits_or_are_refused() {
    for long in [
        "-9223372036854775809",
        "18446744073709551616",
        "9007199254740993.0",
        "1e18",
        "99999999999999999999",
    ] {
        assert!(decode::<Level>(long.as_bytes()).is_err(), "{long}");
        let text = format!("{{\"password\":{long}}}");
        assert_eq!(decode::<Account>(text.as_bytes()).unwrap_err().place, "password");
        let text = format!("{{\"password\":1,\"flag\":{long}}}");
        assert_eq!(decode::<Account>(text.as_bytes()).unwrap_err().place, "flag");
    }
    for (text, value) in
        [("2.0", 2), ("1e3", 1000), ("-1.5e1", -15), ("9007199254740991.0", 9_007_199_254_740_991)]
    {
        let text = format!("{{\"password\":{text}}}");
        assert_eq!(decode::<Account>(text.as_bytes()).unwrap().password, value);
    }
    assert!(decode::<Account>(b"{\"password\":1e400}").is_err());
    // A union keeps what it does not know, if it can.
    let unknown = decode::<Owner>(b"{\"n\":-9223372036854775808}").unwrap();
    assert!(matches!(unknown, Owner::Unknown(value) if value.to_string().contains("5808")));
    let misfit = decode::<Owner>(b"{\"n\":-9223372036854775809}").unwrap_err();
    assert!(misfit.message.ends_with("holds an integer of more than 64 bits"), "{misfit}");
}
