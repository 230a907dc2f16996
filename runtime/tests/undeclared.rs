//! Keys that no document declares, kept by tables that say so.
#![forbid(unsafe_code)]
#![deny(warnings)]
#![deny(clippy::all, clippy::pedantic)]
#![allow(unreachable_pub, reason = "generated types are public")]

use std::thread;

use keeps::Company;
use serde_json::{Value, from_str, json, to_string, to_value};
use vetted_runtime::wire::{Parts, decode};

/// The same types twice: with tables that keep what they do not declare, and with such that skip it.
macro_rules! types {
    ($module:ident $($additional:ident)?) => {
        mod $module {
            use std::collections::BTreeMap;

            use vetted_runtime::{UnknownValue, Value};

            #[derive(Debug, Clone, PartialEq)]
            pub struct Person {
                pub name: Option<String>,
                pub score: Option<f64>,
                pub friend: Option<Box<Being>>,
                $(pub $additional: BTreeMap<String, Value>,)?
            }

            vetted_runtime::object! {
                Person {
                    "name" => name: String, optional;
                    "score" => score: f64, optional;
                    "friend" => friend: Box<Being>, optional;
                    $(.. => $additional: Value, undeclared;)?
                }
            }

            #[derive(Debug, Clone, PartialEq)]
            pub struct Company {
                pub number: Option<i64>,
                pub owner: Option<Box<Being>>,
                $(pub $additional: BTreeMap<String, Value>,)?
            }

            vetted_runtime::object! {
                Company {
                    "number" => number: i64, optional;
                    "owner" => owner: Box<Being>, optional;
                    $(.. => $additional: Value, undeclared;)?
                }
            }

            /// One that its document says to be open.
            #[derive(Debug, Clone, PartialEq)]
            pub struct Animal {
                pub legs: Option<i64>,
                pub additional: BTreeMap<String, Value>,
            }

            vetted_runtime::object! {
                Animal {
                    "legs" => legs: i64, optional;
                    .. => additional: Value;
                }
            }

            #[derive(Debug, Clone, PartialEq)]
            pub enum Being {
                Person(Person),
                Company(Company),
                Animal(Animal),
                Letter(Item),
                Name(String),
                Unknown(UnknownValue),
            }

            vetted_runtime::union! {
                Being {
                    object => Person(Person);
                    object => Company(Company);
                    object has("legs") => Animal(Animal);
                    object is("kind", "letter") => Letter(Item);
                    string => Name(String);
                }
            }

            #[derive(Debug, Clone, PartialEq)]
            pub struct Letter {
                pub to: Being,
                $(pub $additional: BTreeMap<String, Value>,)?
            }

            vetted_runtime::object! {
                Letter {
                    "to" => to: Being, required;
                    $(.. => $additional: Value, undeclared but "kind" | "type";)?
                }
            }

            #[derive(Debug, Clone, PartialEq)]
            pub enum Item {
                Letter(Box<Letter>),
                Unknown(UnknownValue),
            }

            vetted_runtime::union! {
                Item by "kind" {
                    "letter" => Letter(Box<Letter>), adds "letter";
                }
            }

            impl Being {
                /// Which variants it is, on all levels.
                pub fn path(&self) -> String {
                    let inner = |being: &Option<Box<Being>>| {
                        being.as_ref().map(|being| being.path()).unwrap_or_default()
                    };
                    match self {
                        Self::Person(person) => format!("Person {}", inner(&person.friend)),
                        Self::Company(company) => format!("Company {}", inner(&company.owner)),
                        Self::Animal(_) => "Animal".to_owned(),
                        Self::Letter(Item::Letter(letter)) => format!("Letter {}", letter.to.path()),
                        Self::Letter(Item::Unknown(_)) => "Item".to_owned(),
                        Self::Name(_) => "Name".to_owned(),
                        Self::Unknown(_) => "Unknown".to_owned(),
                    }
                }
            }
        }
    };
}

types! { skips }
types! { keeps additional }

vetted_runtime::multipart! {
    Company {
        "number" => number: i64, optional;
        .. => additional: Value;
    }
}

const LONG: &str = "36893488147419103232";

#[test]
fn undeclared_keys_are_kept_and_stand_behind_the_declared_ones() {
    let mut person: keeps::Person =
        from_str(r#"{"b":[1,{"c":null}],"name":"Ada","a":null,"b":[2.50]}"#).unwrap();
    assert_eq!(person.additional.len(), 2);
    assert_eq!(person.additional["b"], json!([2.5]));
    person.name = Some("Eva".to_owned());
    assert_eq!(to_string(&person).unwrap(), r#"{"name":"Eva","a":null,"b":[2.5]}"#);
    // Read from a value, there is no text.
    let again: keeps::Person = serde_json::from_value(to_value(&person).unwrap()).unwrap();
    assert_eq!(again, person);
}

#[test]
fn a_declared_key_is_never_written_twice() {
    let mut company: keeps::Company = from_str(r#"{"number":1,"vat":"x"}"#).unwrap();
    company.additional.insert("number".to_owned(), json!(2));
    assert_eq!(to_string(&company).unwrap(), r#"{"number":1,"vat":"x"}"#);
    let parts = company.parts().unwrap();
    let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["number", "vat"]);
}

#[test]
fn a_key_by_which_unions_tell_is_not_kept() {
    let text = r#"{"kind":"letter","to":"Ada","sent":true}"#;
    let item: keeps::Item = from_str(text).unwrap();
    let keeps::Item::Letter(letter) = &item else { panic!("{item:?}") };
    assert_eq!(letter.additional.keys().collect::<Vec<_>>(), ["sent"]);
    assert_eq!(to_string(&item).unwrap(), text);
    assert_eq!(to_string(letter).unwrap(), r#"{"to":"Ada","sent":true}"#);
}

#[test]
fn what_is_kept_counts_against_a_variant_as_what_is_skipped() {
    // The keys alone do not tell; a person that keeps `vat` is no better than one that skips it.
    let being: keeps::Being = from_str(r#"{"name":"a","vat":1,"number":2,"owner":"b"}"#).unwrap();
    assert_eq!(being.path(), "Company Name");
    let being: keeps::Being = from_str(r#"{"legs":4,"fur":"x"}"#).unwrap();
    assert_eq!(being.path(), "Animal");
}

/// Any being, and many that are none.
fn random(random: &mut fastrand::Rng, depth: usize) -> Value {
    let keys = ["name", "score", "friend", "number", "owner", "legs", "kind", "to", "vat", "x"];
    if depth == 0 || random.u8(..4) == 0 {
        return match random.u8(..5) {
            0 => json!("letter"),
            1 => json!(2.0),
            2 => json!(null),
            _ => json!(7),
        };
    }
    let count = random.usize(..6);
    (0..count)
        .map(|_| {
            let key = keys[random.usize(..keys.len())];
            let value = match key {
                "kind" => json!("letter"),
                _ => self::random(random, depth - 1),
            };
            (key.to_owned(), value)
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn keeping_changes_no_variant() {
    let mut source = fastrand::Rng::with_seed(11);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..5_000 {
        let value = random(&mut source, 4);
        // A number that must not be kept, here and there: it fails only what would lose it.
        let text = if source.u8(..4) == 0 {
            value.to_string().replacen('7', LONG, 1)
        } else {
            value.to_string()
        };
        let without = from_str::<skips::Being>(&text).map(|being| being.path());
        match (from_str::<keeps::Being>(&text), without) {
            (Ok(with), without) => {
                assert_eq!(Ok(with.path()), without.map_err(|err| err.to_string()), "{text}");
                read += 1;
                if !text.contains(LONG) {
                    let again = to_value(&with).unwrap();
                    assert_eq!(without_null(again), without_null(from_str(&text).unwrap()));
                }
            }
            (Err(_), Err(_)) => refused += 1,
            (Err(with), Ok(_)) => {
                assert!(with.to_string().contains("more than 64 bits"), "{text}: {with}");
                refused += 1;
            }
        }
    }
    assert!(read > 3_000 && refused > 100, "{read} {refused}");
}

/// A value without what a field of no value is not written for, and with numbers by their value.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            fields.map(|(key, value)| (key, without_null(value))).collect()
        }
        Value::Number(number) => json!(number.as_f64()),
        other => other,
    }
}

#[test]
fn what_cannot_be_kept_fails_only_what_would_keep_it() {
    // A person declares the score, and wins; a company, which would have to keep it, is tried as well.
    let text = format!(r#"{{"score":{LONG},"friend":{{"number":1}},"number":1}}"#);
    let being: keeps::Being = from_str(&text).unwrap();
    assert_eq!(being.path(), "Person Company ");
    for text in [
        format!(r#"{{"name":"a","x":{LONG}}}"#),
        format!(r#"{{"friend":{{"name":"a","friend":{{"number":1,"x":[{LONG}]}}}}}}"#),
        format!(r#"{{"kind":"letter","to":{{"number":1,"x":{LONG}}}}}"#),
    ] {
        assert!(decode::<skips::Being>(text.as_bytes()).is_ok(), "{text}");
        let misfit = decode::<keeps::Being>(text.as_bytes()).unwrap_err();
        assert_eq!(misfit.message, "holds an integer of more than 64 bits", "{text}");
    }
    let text = format!(r#"{{"name":"a","x":[1,{LONG}]}}"#);
    let misfit = decode::<keeps::Person>(text.as_bytes()).unwrap_err();
    assert_eq!(misfit.place, "x");
}

#[test]
fn limits_hold_for_what_is_kept() {
    let deep = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    let work = move || {
        for text in [
            format!(r#"{{"x":{}}}"#, deep(200)),
            format!(r#"{{"friend":{{"x":{}}}}}"#, deep(127)),
            format!(r#"{{"x":{}}}"#, deep(100_000)),
        ] {
            let misfit = decode::<keeps::Person>(text.as_bytes()).unwrap_err();
            let message = misfit.to_string();
            assert!(message.contains("deep") || message.contains("recursion"), "{message}");
            assert!(decode::<keeps::Being>(text.as_bytes()).is_err());
        }
        let text = format!(r#"{{"x":{}}}"#, deep(120));
        let person: keeps::Person = from_str(&text).unwrap();
        assert_eq!(to_string(&person).unwrap(), text);
    };
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap();
    thread.join().unwrap();
}

#[test]
fn attempts_stay_in_proportion() {
    // Each level is tried as several variants, and each of them keeps a key.
    let (levels, pad) = (100, "y".repeat(1000));
    let before = format!(r#"{{"x":"{pad}","number":1,"owner":"#);
    let text = format!("{}\"end\"{}", before.repeat(levels), "}".repeat(levels));
    let start = std::time::Instant::now();
    let being: keeps::Being = from_str(&text).unwrap();
    assert_eq!(being.path(), from_str::<skips::Being>(&text).unwrap().path());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
