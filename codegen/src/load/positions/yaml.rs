//! The places of YAML, from parser events.

use saphyr_parser::{Event, Parser, Span};

use super::{Builder, Positions, Range};

/// Text that cannot be read to its end still has places up to there.
pub(super) fn positions(text: &str) -> Positions {
    let offsets = Offsets::of(text);
    let mut builder = Builder::default();
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        match event {
            Event::Scalar(key, ..) if builder.wants_key() => {
                builder.key(key, offsets.range(text, span));
            }
            Event::Scalar(..) => {
                builder.value(offsets.range(text, span), true);
            }
            Event::Alias(_) => {
                builder.value(offsets.range(text, span), false);
            }
            Event::SequenceStart(..) => builder.open(offsets.range(text, span), false),
            Event::MappingStart(..) => builder.open(offsets.range(text, span), true),
            Event::SequenceEnd | Event::MappingEnd => {
                builder.close(offsets.range(text, span).end);
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    builder.positions
}

/// Turns characters into bytes: the parser counts characters.
struct Offsets {
    /// The byte at which every [`STRIDE`]th character begins. Empty for ASCII text, where both are the same.
    marks: Vec<usize>,
}

const STRIDE: usize = 256;

impl Offsets {
    fn of(text: &str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()
        };
        Self { marks }
    }

    fn range(&self, text: &str, span: Span) -> Range {
        let start = self.byte(text, span.start.index());
        Range { start, end: self.byte(text, span.end.index()).max(start) }
    }

    fn byte(&self, text: &str, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(text.len());
        }
        let Some(mark) = self.marks.get(character / STRIDE) else { return text.len() };
        let rest = text.get(*mark..).unwrap_or_default();
        rest.char_indices().nth(character % STRIDE).map_or(text.len(), |(byte, _)| mark + byte)
    }
}
