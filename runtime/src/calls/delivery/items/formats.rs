//! The formats of a stream: server-sent events, lines of JSON, JSON text sequences, and bytes.

use std::{fmt, marker::PhantomData};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{
    Event, ItemStream,
    events::EventParser,
    records::{RECORD_SEPARATOR, RecordParser},
    stream::{ItemRead, Parser},
};
use crate::{
    calls::{
        answer::DecodeFailure,
        delivery::{ByteStream, Streamed},
    },
    wire,
};

/// Data that ends a stream by convention. It is no JSON, so that it cannot be meant as an item.
const DONE: &str = "[DONE]";

/// What is no event stream: the answer in one piece that an operation may give as well, and a proxy's page for people,
/// in which a reader of events would find none and say nothing.
const NO_EVENTS: &[&str] = &["application/json", "text/html"];

/// What is no list of JSON.
const NO_RECORDS: &[&str] = &["text/html"];

/// Bytes as they come.
#[derive(Debug)]
pub enum Chunks {}

/// Server-sent events (`text/event-stream`) whose data is JSON, read as a `T`.
///
/// Events without data are skipped. Data that reads `[DONE]` ends the stream, as is common practice where data is JSON
/// otherwise; other data that is no JSON is an error of that item. The kind and the id of an event are those of
/// [`ItemStream::last`].
pub struct Events<T>(PhantomData<fn() -> T>);

/// Server-sent events (`text/event-stream`), each as a whole read as a `T`: as an object with `event`, `data` and `id`.
///
/// `data` is the JSON that came, or the text where it is none, or where `T` wants a text. Data that reads `[DONE]`
/// ends the stream unless `T` has a place for it.
pub struct WholeEvents<T>(PhantomData<fn() -> T>);

/// Server-sent events (`text/event-stream`) as they come, where the document does not say what they hold.
#[derive(Debug)]
pub enum RawEvents {}

/// Lines of JSON (`application/jsonl`, `application/x-ndjson`, `application/json;stream=watch`), each read as a `T`.
/// Empty lines are skipped.
pub struct Lines<T>(PhantomData<fn() -> T>);

/// A JSON text sequence (`application/json-seq`, RFC 7464), each text read as a `T`.
pub struct Sequence<T>(PhantomData<fn() -> T>);

impl Streamed for Chunks {
    const ACCEPT: &'static str = "*/*";
    const ITEMS: bool = false;
    type Stream = ByteStream;

    fn open(body: ByteStream) -> ByteStream {
        body
    }
}

impl<T: DeserializeOwned> Streamed for Events<T> {
    const ACCEPT: &'static str = "text/event-stream";
    const REFUSED: &'static [&'static str] = NO_EVENTS;
    const RESUMES: bool = true;
    type Stream = ItemStream<T>;

    fn open(body: ByteStream) -> ItemStream<T> {
        ItemStream::new(body, Parser::Events(EventParser::default()), |event, most| {
            match json(event, most) {
                Err(_) if event.data.trim() == DONE => Ok(ItemRead::End),
                read => read.map(ItemRead::Item),
            }
        })
    }
}

impl<T: DeserializeOwned> Streamed for WholeEvents<T> {
    const ACCEPT: &'static str = "text/event-stream";
    const REFUSED: &'static [&'static str] = NO_EVENTS;
    const RESUMES: bool = true;
    type Stream = ItemStream<T>;

    fn open(body: ByteStream) -> ItemStream<T> {
        ItemStream::new(body, Parser::Events(EventParser::default()), |event, most| {
            match whole(event, most) {
                Err(_) if event.data.trim() == DONE => Ok(ItemRead::End),
                read => read.map(ItemRead::Item),
            }
        })
    }
}

impl Streamed for RawEvents {
    const ACCEPT: &'static str = "text/event-stream";
    const REFUSED: &'static [&'static str] = NO_EVENTS;
    const RESUMES: bool = true;
    type Stream = ItemStream<Event>;

    fn open(body: ByteStream) -> ItemStream<Event> {
        let parser = Parser::Events(EventParser::default());
        ItemStream::new(body, parser, |event, _| Ok(ItemRead::Item(event.clone())))
    }
}

impl<T: DeserializeOwned> Streamed for Lines<T> {
    const ACCEPT: &'static str = "application/jsonl, application/x-ndjson";
    const REFUSED: &'static [&'static str] = NO_RECORDS;
    type Stream = ItemStream<T>;

    fn open(body: ByteStream) -> ItemStream<T> {
        let parser = Parser::Records(RecordParser::new(b'\n'));
        ItemStream::new(body, parser, |line, most| json(line, most).map(ItemRead::Item))
    }
}

impl<T: DeserializeOwned> Streamed for Sequence<T> {
    const ACCEPT: &'static str = "application/json-seq";
    const REFUSED: &'static [&'static str] = NO_RECORDS;
    type Stream = ItemStream<T>;

    fn open(body: ByteStream) -> ItemStream<T> {
        let parser = Parser::Records(RecordParser::new(RECORD_SEPARATOR));
        ItemStream::new(body, parser, |text, most| json(text, most).map(ItemRead::Item))
    }
}

/// The data alone.
fn json<T: DeserializeOwned>(event: &Event, most: Option<u64>) -> Result<T, DecodeFailure> {
    let text = event.data.as_bytes();
    if let Some(failure) = DecodeFailure::too_many(text, most) {
        return Err(failure);
    }
    wire::read(text).map_err(|err| DecodeFailure::json(text, &err))
}

/// The event as an object.
fn whole<T: DeserializeOwned>(event: &Event, most: Option<u64>) -> Result<T, DecodeFailure> {
    if let Some(failure) = DecodeFailure::too_many(event.data.as_bytes(), most) {
        return Err(failure);
    }
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let object = |data: &str| {
        let mut text = format!("{{\"event\":{},\"data\":{data}", quoted(&event.event));
        if !event.id.is_empty() {
            text.push_str(&format!(",\"id\":{}", quoted(&event.id)));
        }
        text.push('}');
        text
    };
    let read = |text: &str| {
        let text = text.as_bytes();
        wire::read_lightly(text).map_err(|err| DecodeFailure::json(text, &err))
    };
    let as_text = || read(&object(&quoted(&event.data)));
    // Only what is JSON can stand in JSON.
    let Ok(data) = serde_json::from_str::<&RawValue>(&event.data) else { return as_text() };
    let as_json = read(&object(data.get()));
    match as_json {
        // The first error is about the data as it is.
        Err(failure) => as_text().map_err(|_: DecodeFailure| failure),
        read => read,
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

impl<T> fmt::Debug for WholeEvents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WholeEvents")
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines")
    }
}

impl<T> fmt::Debug for Sequence<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sequence")
    }
}
