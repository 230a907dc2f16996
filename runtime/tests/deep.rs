//! What an answer may cost its reader: deep texts end in an error, on a small stack, and unions inside unions are read
//! in proportion to the text.
#![deny(warnings)]
#![allow(unreachable_pub, reason = "generated types are public")]

mod deep {
    pub mod types;
    pub mod wide;
}

use std::{
    error::Error,
    fmt::Debug,
    thread,
    time::{Duration, Instant},
};

use deep::{
    types::{COUNTED, Counted, Expr, List, Map, Na, Nb, Nested, Node, Tree},
    wide::{Either, Wide},
};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use vetted_runtime::{
    Answer, HeaderMap, Json, RawResponse, StatusCode, UnknownValue, wire::decode,
};

/// The stack of a thread that runs tasks, unless its program says otherwise.
const STACK: usize = 2 << 20;

/// Far beyond what may be read.
const DEEP: usize = 100_000;

/// What comes of something on a thread with such a stack: without optimisation, a level takes the most of it.
fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    thread.unwrap().join().unwrap()
}

fn levels(before: &str, inside: &str, after: &str, count: usize) -> String {
    format!("{}{inside}{}", before.repeat(count), after.repeat(count))
}

fn exprs(count: usize) -> String {
    levels(r#"{"op":"and","args":["#, r#"{"op":"leaf","value":1}"#, "]}", count)
}

fn nodes(count: usize) -> String {
    levels(r#"{"child":"#, r#"{"b":"x"}"#, "}", count)
}

/// All ways to read an answer refuse a text, and say why.
fn is_refused<T: serde::de::DeserializeOwned + Debug + 'static>(text: String) {
    on_a_small_stack(move || {
        let says_so = |message: &str| {
            let known = ["nested deeper than 127", "recursion limit exceeded", "nested too deep"];
            assert!(known.iter().any(|it| message.contains(it)), "{message}");
        };
        says_so(&serde_json::from_str::<T>(&text).unwrap_err().to_string());
        let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), text.into());
        let failure = Json::<T>::decode(&raw).unwrap_err();
        let source = failure.source().map(ToString::to_string).unwrap_or_default();
        says_so(&format!("{failure}: {source}"));
    });
}

#[test]
fn a_deep_text_is_an_error_whatever_it_is_read_as() {
    is_refused::<Expr>(exprs(DEEP));
    is_refused::<Node>(nodes(DEEP));
    is_refused::<Tree>(levels(r#"{"child":"#, "{}", "}", DEEP));
    is_refused::<List>(levels("[", "", "]", DEEP));
    is_refused::<Map>(levels(r#"{"a":"#, "{}", "}", DEEP));
    is_refused::<Nested>(levels("[", "", "]", DEEP));
    is_refused::<Value>(levels("[", "", "]", DEEP));
    is_refused::<Value>(levels(r#"{"a":"#, "{}", "}", DEEP));
    is_refused::<Vec<Expr>>(format!("[{}]", exprs(DEEP)));
    is_refused::<Wide>(levels(r#"{"again":"#, "{}", "}", DEEP));
    is_refused::<Wide>(levels(r#"{"either":"#, "{}", "}", DEEP));
    is_refused::<Either>(levels(r#"{"either":"#, "{}", "}", DEEP));
}

/// As deep as is read: then written, cloned, compared, shown and dropped.
fn is_read<T>(text: String)
where
    T: serde::de::DeserializeOwned + serde::Serialize + Clone + PartialEq + Debug + 'static,
{
    on_a_small_stack(move || {
        let value: T = serde_json::from_str(&text).unwrap();
        let again = value.clone();
        assert_eq!(value, again);
        assert_eq!(serde_json::to_string(&again).unwrap(), text);
        assert!(format!("{again:?}").len() > text.len());
    });
}

#[test]
fn a_deep_text_that_breaks_off_is_an_error() {
    on_a_small_stack(|| {
        let text = r#"{"op":"and","args":["#.repeat(DEEP);
        let misfit = decode::<Expr>(text.as_bytes()).unwrap_err();
        assert!(misfit.place.len() < 1000, "{}", misfit.place);
        assert!(serde_json::from_str::<Node>(&text).is_err());
    });
}

#[test]
fn a_deep_text_is_an_error_wherever_it_comes_from() {
    let text = exprs(1000);
    for err in [
        serde_json::from_reader::<_, Expr>(text.as_bytes()).unwrap_err(),
        serde_json::from_str::<&RawValue>(&text).and_then(Expr::deserialize).unwrap_err(),
    ] {
        assert!(err.to_string().contains("is nested deeper than 127 levels"), "{err}");
    }
    let value: Value = serde_json::from_str(&exprs(60)).unwrap();
    assert_eq!(serde_json::to_value(Expr::deserialize(value.clone()).unwrap()).unwrap(), value);
}

#[test]
fn as_deep_as_may_be_is_read_on_a_small_stack() {
    is_read::<Expr>(exprs(63));
    is_read::<Node>(nodes(126));
    is_read::<Tree>(levels(r#"{"child":"#, "{}", "}", 126));
    is_read::<List>(levels("[", "", "]", 127));
    is_read::<Map>(levels(r#"{"a":"#, "{}", "}", 126));
    is_read::<Nested>(levels("[", "7", "]", 127));
    is_read::<Value>(levels("[", "7", "]", 127));
    is_read::<Wide>(levels(r#"{"again":"#, "{}", "}", 30));
    is_read::<Wide>(levels(r#"{"either":"#, "{}", "}", 20));
}

#[test]
fn what_takes_too_much_of_the_stack_is_an_error() {
    let around = |levels: usize, inside: &str| {
        format!("{}{inside}{}", r#"{"again":"#.repeat(levels), "}".repeat(levels))
    };
    let either = |count| levels(r#"{"either":"#, r#"{"needed":"x"}"#, "}", count);
    for text in
        [around(126, "{}"), either(125), around(126, &either(125)), around(20, &either(125))]
    {
        on_a_small_stack(move || match serde_json::from_str::<Wide>(&text) {
            Ok(wide) => assert_eq!(serde_json::to_string(&wide.clone()).unwrap(), text),
            Err(err) => assert!(err.to_string().contains("nested too deep"), "{err}"),
        });
    }
}

#[test]
fn unions_in_unions_are_tried_in_proportion() {
    // The innermost value is read by the attempts at each level, not by those of all levels multiplied.
    for count in [1, 10, 40, 120] {
        COUNTED.set(0);
        let node: Node = serde_json::from_str(&nodes(count)).unwrap();
        assert_eq!(serde_json::to_string(&node).unwrap(), nodes(count));
        let read = COUNTED.get();
        assert!(read <= 4 + 2 * count, "{count} levels: {read} times");
    }
    let quickest = (0..20).map(|_| {
        let text = nodes(40);
        let start = Instant::now();
        drop(serde_json::from_str::<Node>(&text).unwrap());
        start.elapsed()
    });
    let quickest = quickest.min().unwrap();
    assert!(quickest < Duration::from_millis(10), "{quickest:?}");
}

/// A value of some depth, by chance: of objects with any of the keys, and of what is no object.
fn random(random: &mut fastrand::Rng, depth: usize) -> Value {
    if depth == 0 || random.u8(..10) == 0 {
        return [
            json!({}),
            json!({"b": "x"}),
            json!({"a": "x"}),
            json!({"z": 1}),
            json!(1),
            json!({"a": 7}),
        ][random.usize(..6)]
        .clone();
    }
    let mut object = serde_json::Map::new();
    for key in ["a", "b", "z", "y"] {
        if random.u8(..4) == 0 {
            object.insert(key.to_owned(), "x".into());
        }
    }
    if random.u8(..8) > 0 {
        object.insert("child".to_owned(), self::random(random, depth - 1));
    }
    Value::Object(object)
}

/// What a `Node` is, found by trying all in all: the rule as it is documented, and nothing remembered. The numbers are
/// the misses, and the declared keys that are absent.
fn plain(value: &Value) -> Option<(Node, (usize, usize))> {
    let fields = value.as_object();
    let read = |own: &str| {
        let fields = fields?;
        let known = fields.keys().filter(|key| *key == "child" || *key == own).count();
        let mut cost = (fields.len() - known, 2 - known);
        let child = match fields.get("child") {
            None | Some(Value::Null) => None,
            Some(child) => {
                let (node, (misses, _)) = plain(child)?;
                cost.0 += misses;
                Some(Box::new(node))
            }
        };
        let text = match fields.get(own) {
            None | Some(Value::Null) => None,
            Some(text) => Some(text.as_str()?.to_owned()),
        };
        Some((child, text, cost))
    };
    let a = read("a").map(|(child, a, cost)| (Node::Na(Na { child, a }), cost));
    let b = read("b").map(|(child, b, cost)| (Node::Nb(Nb { child, b: b.map(Counted) }), cost));
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.1 < a.1 { b } else { a }),
        (None, None) => {
            let Node::Unknown(unknown) = unknown(value)? else { return None };
            Some((Node::Unknown(unknown), (1, 0)))
        }
        (a, b) => a.or(b),
    }
}

/// A value that fits nothing, as a union keeps it.
fn unknown(value: &Value) -> Option<Node> {
    #[derive(Debug)]
    enum Nothing {
        Unknown(UnknownValue),
    }
    vetted_runtime::union! { Nothing {} }
    match Nothing::deserialize(value).ok()? {
        Nothing::Unknown(value) => Some(Node::Unknown(value)),
    }
}

#[test]
fn what_is_remembered_changes_no_result() {
    let mut chance = fastrand::Rng::with_seed(7);
    for depth in (0..9).cycle().take(4000) {
        let value = random(&mut chance, depth);
        let text = value.to_string();
        let expected = plain(&value).map(|(node, _)| node);
        assert_eq!(serde_json::from_str::<Node>(&text).ok(), expected, "{text}");
        // The same as a part of something else, and from other sources.
        let list = format!("[{text},{text}]");
        let nodes: Option<Vec<Node>> = serde_json::from_str(&list).ok();
        assert_eq!(nodes, expected.clone().map(|node| vec![node.clone(), node]), "{text}");
        assert_eq!(serde_json::from_reader(text.as_bytes()).ok(), expected, "{text}");
    }
}
