//! Streams of items, from chunks cut anywhere: the same items whatever the cuts, and those that the standard says.
//!
//! The first byte chooses the kind of stream, the next eight how it is cut, the others are the stream.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use vetted_fuzz::server;
use vetted_runtime::{
    Event, Events, HeaderMap, HttpResponse, ItemStream, Lines, RawEvents, Sequence, StatusCode,
    Streamed, Value, WholeEvents,
};

fuzz_target!(|data: &[u8]| {
    let Some(([kind, cuts @ ..], stream)) = data.split_first_chunk::<9>() else { return };
    match kind % 5 {
        0 => {
            let (items, retry) = both::<RawEvents, Event>(stream, cuts);
            let (expected, expected_retry) = by_the_standard(stream);
            assert_eq!(items, expected, "not what the standard says");
            assert_eq!(retry, expected_retry, "not the pause that the standard says");
        }
        1 => drop(both::<Events<Value>, Value>(stream, cuts)),
        2 => drop(both::<WholeEvents<Value>, Value>(stream, cuts)),
        3 => drop(both::<Lines<Value>, Value>(stream, cuts)),
        _ => drop(both::<Sequence<Value>, Value>(stream, cuts)),
    }
});

/// An item with all that it says. `Debug` of an event hides its data.
trait Shown {
    fn shown(&self) -> String;
}

impl Shown for Event {
    fn shown(&self) -> String {
        shown(&self.event, &self.data, &self.id)
    }
}

impl Shown for Value {
    fn shown(&self) -> String {
        self.to_string()
    }
}

fn shown(event: &str, data: &str, id: &str) -> String {
    format!("{:?}", (event, data, id))
}

type Found = (Vec<String>, Option<u128>);

/// What comes of the stream, in one piece and cut.
fn both<S: Streamed<Stream = ItemStream<T>>, T: Shown>(stream: &[u8], cuts: &[u8]) -> Found {
    let whole = read::<S, T>(vec![Bytes::copy_from_slice(stream)]);
    let mut pieces = Vec::new();
    let (mut rest, mut sizes) = (stream, cuts.iter().cycle());
    while !rest.is_empty() {
        // Mostly small ones; a piece can be empty too.
        let size = sizes.next().map_or(1, |size| usize::from(*size) % 23);
        let (piece, after) = rest.split_at(size.min(rest.len()));
        pieces.push(Bytes::copy_from_slice(piece));
        if size == 0 {
            let (byte, after) = after.split_at(1);
            pieces.push(Bytes::copy_from_slice(byte));
            rest = after;
        } else {
            rest = after;
        }
    }
    assert_eq!(read::<S, T>(pieces), whole, "other items when it is cut");
    whole
}

fn read<S: Streamed<Stream = ItemStream<T>>, T: Shown>(pieces: Vec<Bytes>) -> Found {
    let (core, _) = server::client(move |_| {
        HttpResponse::new(StatusCode::OK, HeaderMap::new(), server::pieces(pieces.clone()))
    });
    let stream = server::now(core.request(&server::GET).send_stream::<S>());
    let mut stream = stream.expect("the stream opens");
    let mut items = Vec::new();
    while let Some(item) = server::now(stream.next()) {
        items.push(match item {
            Ok(item) => item.shown(),
            Err(err) => format!("{err}"),
        });
    }
    (items, stream.retry().map(|pause| pause.as_millis()))
}

/// The standard's "Interpreting an event stream", on the whole text at once.
fn by_the_standard(stream: &[u8]) -> Found {
    let text = String::from_utf8_lossy(stream).into_owned();
    let text =
        text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    // What no line break ends is cut off.
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = if text.contains('\n') { whole.split('\n').collect() } else { Vec::new() };
    let (mut items, mut retry) = (Vec::new(), None);
    let (mut name, mut data, mut id) = (String::new(), Vec::new(), String::new());
    for line in lines {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            _ if line.is_empty() => {
                if !data.is_empty() {
                    let name = if name.is_empty() { "message" } else { &name };
                    items.push(shown(name, &data.join("\n"), &id));
                }
                name.clear();
                data.clear();
            }
            "event" => value.clone_into(&mut name),
            "data" => data.push(value.to_owned()),
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                retry = value.parse::<u64>().ok().map(u128::from);
            }
            _ => {}
        }
    }
    (items, retry)
}
