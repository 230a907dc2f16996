//! Server-sent events, read as the HTML standard says: "Interpreting an event stream".

use std::{mem, time::Duration};

use bytes::{Buf as _, Bytes};

use super::Event;

/// The longest id. One that no header of a request could carry is no use, and each event after it would hold a copy.
const LONGEST_ID: usize = 4 * 1024;

/// Takes the bytes of an event stream, split anywhere.
#[derive(Debug, Default)]
pub(super) struct EventParser {
    /// What came and is not read yet. Events are made when they are asked for: thousands of small ones fit into what
    /// comes at once, and are larger than that.
    unread: Bytes,
    /// The line that is not complete yet.
    line: Vec<u8>,
    /// The last line ended in CR; an LF that follows belongs to it.
    after_cr: bool,
    /// A line has come: what looks like a byte order mark is none any more.
    begun: bool,
    /// The event so far.
    name: String,
    data: String,
    has_data: bool,
    /// Kept for the events that follow.
    id: String,
    /// That of the last event that came to its end, with data or without.
    last_id: String,
    retry: Option<Duration>,
}

impl EventParser {
    pub(super) fn push(&mut self, bytes: Bytes) {
        self.unread =
            if self.unread.is_empty() { bytes } else { [&self.unread[..], &bytes].concat().into() };
    }

    /// The next whole event of what came.
    pub(super) fn next(&mut self) -> Option<Event> {
        if mem::take(&mut self.after_cr) {
            match self.unread.first() {
                Some(b'\n') => self.unread.advance(1),
                Some(_) => {}
                None => self.after_cr = true,
            }
        }
        while let Some(end) = self.unread.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            self.line.extend_from_slice(&self.unread.split_to(end));
            let rest = match &self.unread[..] {
                [b'\r', b'\n', ..] => 2,
                [b'\r'] => {
                    self.after_cr = true;
                    1
                }
                _ => 1,
            };
            self.unread.advance(rest.min(self.unread.len()));
            if let Some(event) = self.end_line() {
                return Some(event);
            }
        }
        self.line.extend_from_slice(&mem::take(&mut self.unread));
        None
    }

    pub(super) fn held(&self) -> usize {
        self.line.len() + self.name.len() + self.data.len()
    }

    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Where another connection goes on.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Another connection begins. What was cut off comes again, whole.
    pub(super) fn restart(&mut self) {
        let (id, retry) = (mem::take(&mut self.last_id), self.retry);
        *self = Self { id: id.clone(), last_id: id, retry, ..Self::default() };
    }

    pub(super) fn clear(&mut self) {
        self.line.clear();
        self.unread.clear();
    }

    /// The event that the line ends, if it does.
    fn end_line(&mut self) -> Option<Event> {
        let line = mem::take(&mut self.line);
        let mut text = line.as_slice();
        if !mem::replace(&mut self.begun, true) {
            text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        }
        if text.is_empty() {
            return self.end_event();
        }
        let text = String::from_utf8_lossy(text);
        let (field, value) = text.split_once(':').unwrap_or((&text, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                if mem::replace(&mut self.has_data, true) {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            "id" if !value.contains('\0') && value.len() <= LONGEST_ID => {
                value.clone_into(&mut self.id);
            }
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment, or a field that the standard does not know.
            _ => {}
        }
        None
    }

    fn end_event(&mut self) -> Option<Event> {
        let name = mem::take(&mut self.name);
        let data = mem::take(&mut self.data);
        self.last_id.clone_from(&self.id);
        mem::take(&mut self.has_data).then(|| {
            let event = if name.is_empty() { "message".to_owned() } else { name };
            Event { event, data, id: self.id.clone() }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::{Event, EventParser, LONGEST_ID};

    /// What comes of the bytes, given in pieces of each size.
    fn events(stream: &[u8]) -> Vec<(String, String, String)> {
        let read = |size: usize| {
            let mut parser = EventParser::default();
            let mut events = Vec::new();
            for piece in stream.chunks(size) {
                parser.push(piece.to_vec().into());
                while let Some(Event { event, data, id }) = parser.next() {
                    events.push((event, data, id));
                }
            }
            events
        };
        let whole = read(stream.len().max(1));
        for size in 1..stream.len() {
            assert_eq!(read(size), whole, "in pieces of {size}");
        }
        // Split in two at every byte, with nothing between.
        for at in 0..=stream.len() {
            let mut parser = EventParser::default();
            parser.push(stream[..at].to_vec().into());
            parser.push(Bytes::new());
            parser.push(stream[at..].to_vec().into());
            let events: Vec<_> = std::iter::from_fn(|| parser.next())
                .map(|Event { event, data, id }| (event, data, id))
                .collect();
            assert_eq!(events, whole, "split at {at}");
        }
        whole
    }

    fn data(stream: &[u8]) -> Vec<String> {
        events(stream).into_iter().map(|(_, data, _)| data).collect()
    }

    /// The examples of the standard, section 9.2.6.
    #[test]
    fn the_examples_of_the_standard() {
        assert_eq!(data(b"data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
        let stream = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
        let triple = |data: &str, id: &str| ("message".to_owned(), data.to_owned(), id.to_owned());
        assert_eq!(
            events(stream),
            [triple("first event", "1"), triple("second event", ""), triple(" third event", "")]
        );
        // The last event is cut off, and does not come.
        assert_eq!(data(b"data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data(b"data:test\n\ndata: test\n\n"), ["test", "test"]);
    }

    #[test]
    fn lines_end_in_three_ways() {
        for end in ["\n", "\r", "\r\n"] {
            let stream = format!("event: a{end}data: 1{end}data: 2{end}{end}data: 3{end}{end}");
            let found = events(stream.as_bytes());
            let shown: Vec<_> = found.iter().map(|(e, d, _)| (e.as_str(), d.as_str())).collect();
            assert_eq!(shown, [("a", "1\n2"), ("message", "3")], "{end:?}");
        }
        assert_eq!(data(b"data: 1\r\n\r\n\r\rdata: 2\n\r\n"), ["1", "2"]);
    }

    #[test]
    fn one_byte_order_mark_is_skipped() {
        assert_eq!(data(b"\xEF\xBB\xBFdata: 1\n\n"), ["1"]);
        assert!(data(b"\xEF\xBB\xBF\xEF\xBB\xBFdata: 1\n\n").is_empty());
        assert_eq!(data(b"\n\xEF\xBB\xBFdata: 1\ndata: 2\n\n"), ["2"]);
    }

    #[test]
    fn fields() {
        // Comments, unknown fields, other cases and fields without a colon say nothing.
        assert_eq!(
            data(b":data: 0\nDATA: 1\n data: 2\nother: 3\ndata : 4\nevent\ndata: 5\n\n"),
            ["5"]
        );
        // An event without data does not come, and leaves its name behind.
        assert_eq!(events(b"event: a\n\ndata: 1\n\n")[0].0, "message");
        // What is no UTF-8 is replaced.
        assert_eq!(data(b"data: \xFF\xC3\xA9\n\n"), ["\u{FFFD}é"]);
        // An id stays until there is another; one with a null is none.
        let ids: Vec<String> = events(b"id: 1\ndata\n\nid: 2\n\ndata\n\nid: 3\0\ndata\n\n")
            .into_iter()
            .map(|(_, _, id)| id)
            .collect();
        assert_eq!(ids, ["1", "2", "2"]);
    }

    /// An id of a megabyte, and ten thousand events that each would have a copy of it.
    #[test]
    fn a_long_id_is_none() {
        let id = "i".repeat(LONGEST_ID);
        let stream = format!("id: {id}\ndata\n\nid: {id}{id}\n{}", "data\n\n".repeat(10_000));
        let mut parser = EventParser::default();
        parser.push(stream.into());
        let mut found = 0;
        while let Some(event) = parser.next() {
            assert_eq!(event.id.len(), LONGEST_ID);
            found += 1;
        }
        assert_eq!(found, 10_001);
    }

    #[test]
    fn another_connection_goes_on_after_what_came_whole() {
        let mut parser = EventParser::default();
        parser.push(Bytes::from_static(
            b"retry: 5\nid: 1\ndata: a\n\nid: 2\n\nid: 3\nevent: x\ndata: cut o",
        ));
        assert_eq!(parser.next().unwrap().data, "a");
        assert_eq!(parser.next(), None);
        assert_eq!(parser.last_id(), "2");
        parser.restart();
        parser.push(Bytes::from_static(b"\xEF\xBB\xBFdata: b\n\n"));
        let Event { event, data, id } = parser.next().unwrap();
        assert_eq!((event.as_str(), data.as_str(), id.as_str()), ("message", "b", "2"));
        assert_eq!(parser.retry(), Some(Duration::from_millis(5)));
    }

    #[test]
    fn retry_is_digits() {
        let mut parser = EventParser::default();
        parser.push(Bytes::from_static(b"retry: 1500\n"));
        assert_eq!(parser.next(), None);
        assert_eq!(parser.retry(), Some(Duration::from_millis(1500)));
        parser.push(Bytes::from_static(b"retry: soon\nretry: -1\nretry:\nretry: 1.5\n"));
        assert_eq!(parser.next(), None);
        assert_eq!(parser.retry(), Some(Duration::from_millis(1500)));
    }
}
