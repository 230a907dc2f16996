//! Bytes of a text → lines and columns, however long the lines are.

/// A place in a document's text; lines and columns are counted from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes. Never behind the end of the line.
    pub end: usize,
}

/// As many bytes are counted at most to find a column.
const STRIDE: usize = 1024;

/// Where the lines of a text begin, and how many characters stand before its bytes.
#[derive(Default)]
pub(super) struct Lines {
    /// The byte at which every line begins.
    starts: Vec<usize>,
    /// The characters before every [`STRIDE`]th byte.
    characters: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let behind = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(behind.map(|(at, _)| at + 1)).collect();
        let mut before = 0;
        let marks = text.as_bytes().chunks(STRIDE).map(|chunk| {
            before += characters(chunk);
            before
        });
        let characters = std::iter::once(0).chain(marks).collect();
        Self { starts, characters }
    }

    /// The place between two bytes; it ends with its first line at the latest.
    pub(super) fn place(&self, text: &str, start: usize, end: usize) -> Place {
        let start = floor(text, start);
        let line = self.starts.partition_point(|begin| *begin <= start);
        let begin =
            line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let column = self.characters_before(text, start) - self.characters_before(text, begin) + 1;
        let end = floor(text, end).max(start);
        let within = text.get(start..end).unwrap_or_default();
        let end = start + within.find(['\n', '\r']).unwrap_or(within.len());
        Place { line, column, start, end }
    }

    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let mark = byte / STRIDE;
        let rest = text.as_bytes().get(mark * STRIDE..byte).unwrap_or_default();
        self.characters.get(mark).copied().unwrap_or_default() + characters(rest)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The place of a byte, for text that has no values.
pub(super) fn place_of(text: &str, byte: usize) -> Place {
    Lines::of(text).place(text, byte, byte)
}

/// The place of one character, by line and column.
pub(super) fn place_at(text: &str, line: usize, column: usize) -> Place {
    let line_start = match line.checked_sub(2) {
        Some(nth) => text.match_indices('\n').nth(nth).map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    };
    let rest = text.get(line_start..).unwrap_or_default();
    let rest = rest.split(['\n', '\r']).next().unwrap_or_default();
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let start = line_start + offset;
    let width = rest.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Place { line, column, start, end: start + width }
}

fn floor(text: &str, mut byte: usize) -> usize {
    byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_count_characters() {
        let text = format!("ä\n{}ü: x\r\nend", "é".repeat(3000));
        let lines = Lines::of(&text);
        let start = text.find('ü').unwrap();
        let place = lines.place(&text, start, text.len());
        assert_eq!((place.line, place.column), (2, 3001));
        assert_eq!(&text[place.start..place.end], "ü: x");
        assert_eq!(lines.place(&text, text.len(), text.len()).line, 3);
        // What would stand behind a multiple of the stride is counted as well as what ends with it.
        let exact = "x".repeat(2048);
        assert_eq!(Lines::of(&exact).place(&exact, 2048, 2048).column, 2049);
    }
}
