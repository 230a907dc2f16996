//! Records between separators: lines of JSON, and JSON text sequences (RFC 7464).

use std::collections::VecDeque;

use super::Event;

/// RFC 7464's record separator.
pub(super) const RECORD_SEPARATOR: u8 = 0x1E;

/// Takes the bytes of a stream of records, split anywhere.
#[derive(Debug)]
pub(super) struct RecordParser {
    separator: u8,
    /// What is not complete yet.
    record: Vec<u8>,
    /// Whole records that nobody asked for yet.
    ready: VecDeque<Event>,
    /// A record has come: what looks like a byte order mark is none any more.
    begun: bool,
}

impl RecordParser {
    pub(super) fn new(separator: u8) -> Self {
        Self { separator, record: Vec::new(), ready: VecDeque::new(), begun: false }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == self.separator) {
            let (record, after) = rest.split_at(end);
            self.record.extend_from_slice(record);
            self.end_record();
            rest = after.get(1..).unwrap_or_default();
        }
        self.record.extend_from_slice(rest);
    }

    /// The next whole record. The last one needs no separator behind it.
    pub(super) fn next(&mut self, ended: bool) -> Option<Event> {
        if ended && self.ready.is_empty() {
            self.end_record();
        }
        self.ready.pop_front()
    }

    pub(super) fn held(&self) -> usize {
        self.record.len()
    }

    pub(super) fn clear(&mut self) {
        self.record.clear();
        self.ready.clear();
    }

    fn end_record(&mut self) {
        let mut record = self.record.as_slice();
        if !self.begun {
            record = record.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(record);
        }
        // Empty lines stand between records, or keep the connection open.
        let text = record.trim_ascii();
        if !text.is_empty() {
            self.begun = true;
            let data = String::from_utf8_lossy(text).into_owned();
            self.ready.push_back(Event { data, ..Event::default() });
        }
        self.record.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{RECORD_SEPARATOR, RecordParser};

    fn records(stream: &[u8], separator: u8) -> Vec<String> {
        let read = |at: usize| {
            let mut parser = RecordParser::new(separator);
            let mut found = Vec::new();
            for piece in [&stream[..at], &stream[at..]] {
                parser.push(piece);
                found.extend(std::iter::from_fn(|| parser.next(false)));
            }
            found.extend(std::iter::from_fn(|| parser.next(true)));
            found.into_iter().map(|event| event.data).collect::<Vec<_>>()
        };
        let whole = read(0);
        for at in 1..=stream.len() {
            assert_eq!(read(at), whole, "split at {at}");
        }
        whole
    }

    #[test]
    fn lines() {
        let stream = b"\xEF\xBB\xBF{\"a\":1}\r\n\n  \n[\"\xC3\xA9\"]\nlast";
        assert_eq!(records(stream, b'\n'), [r#"{"a":1}"#, "[\"é\"]", "last"]);
        assert!(records(b"\n\n", b'\n').is_empty());
    }

    #[test]
    fn sequences_may_have_lines_inside() {
        let stream = b"\x1E{\"a\":\n1}\n\x1E\x1E2\n";
        assert_eq!(records(stream, RECORD_SEPARATOR), ["{\"a\":\n1}", "2"]);
    }
}
