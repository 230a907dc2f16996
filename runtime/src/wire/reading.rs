//! One reading of a union, with all the unions inside it: how deep it nests, which variant each of them is, and how
//! much work that was.
//!
//! A union reads its variant from a text of its own, with a new decoder, so that no decoder sees the whole. What must
//! hold for the whole is kept here, beside the decoders: reading never leaves its thread. A reading belongs to one
//! text, and every union whose text is a part of that text takes part in it.

use std::{any::TypeId, cell::RefCell, collections::BTreeMap, ops::Range};

use super::{
    nesting::{TOO_DEEP, is_too_deep},
    stack::{self, Level},
};

/// How many bytes the attempts of a reading may read, for each byte of its text.
///
/// Each attempt at a value around it reads a byte again, but no attempt inside that one does: what an inner union is,
/// is known by then. So this bounds how deep unions stand in one another times how many lines they have.
const BYTES_PER_BYTE: usize = 256;

/// What a reading may have beyond that: unions of many lines stand in short texts too.
const BYTES_TO_BEGIN: usize = 4 << 20;

/// What a message says of a text that would need more.
pub(super) const TOO_MANY: &str = "takes too many attempts to find out which variants it is";

/// Which of the lines that fit a union is, by their order; none, if it is no one.
pub(super) type Decision = Option<usize>;

thread_local! {
    static READING: RefCell<Reading> = const { RefCell::new(Reading::NONE) };
}

struct Reading {
    /// Where the text stands in memory.
    text: Range<usize>,
    /// How many attempts are under way, inside one another.
    open: usize,
    /// How many bytes attempts may still read; or why the reading must end.
    left: Result<usize, &'static str>,
    /// How many unions were tried so far.
    tried: usize,
    /// What was found out about unions that have unions inside them: by where the text begins, and by type.
    decided: BTreeMap<(usize, TypeId), Decision>,
}

impl Reading {
    const NONE: Self =
        Self { text: 0..0, open: 0, left: Ok(0), tried: 0, decided: BTreeMap::new() };

    fn new(text: &[u8]) -> Self {
        let left = text.len().saturating_mul(BYTES_PER_BYTE).saturating_add(BYTES_TO_BEGIN);
        Self { text: place(text), left: Ok(left), ..Self::NONE }
    }

    fn has(&self, text: &[u8]) -> bool {
        let Range { start, end } = place(text);
        self.text.start <= start && end <= self.text.end
    }
}

fn place(text: &[u8]) -> Range<usize> {
    let Range { start, end } = text.as_ptr_range();
    start.addr()..end.addr()
}

/// A reading that is under way. It ends when this is dropped.
#[must_use]
pub(super) struct UnderWay {
    _level: Level,
    /// The reading that goes on then, if this is another.
    before: Option<Reading>,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if let Some(before) = self.before.take() {
            READING.replace(before);
        }
    }
}

/// Begins to read the text of a union: as a part of the reading that is under way, or as a reading of its own.
///
/// # Errors
/// The text nests too deep.
pub(super) fn begin(text: &[u8]) -> Result<UnderWay, &'static str> {
    let level = stack::level()?;
    if READING.with_borrow(|reading| reading.has(text)) {
        return Ok(UnderWay { _level: level, before: None });
    }
    if is_too_deep(text) {
        return Err(give_up(TOO_DEEP));
    }
    Ok(UnderWay { _level: level, before: Some(READING.replace(Reading::new(text))) })
}

/// Ends the reading that is under way: no attempt of it may come to a result.
pub(super) fn give_up(why: &'static str) -> &'static str {
    READING.with_borrow_mut(|reading| reading.left = Err(why));
    why
}

/// Whether the reading may have a result.
///
/// # Errors
/// Why it has none.
pub(super) fn goes_on() -> Result<(), &'static str> {
    READING.with_borrow(|reading| reading.left.map(drop))
}

/// Whether what is being read is an attempt: if it fails, nobody asks why.
pub(super) fn is_attempt() -> bool {
    READING.with_borrow(|reading| reading.open > 0)
}

/// A union whose lines are tried.
pub(super) struct Trial {
    key: (usize, TypeId),
    /// How many unions had been tried with this one.
    tried: usize,
}

impl Trial {
    /// Begins to try the lines of a union, and tells what is known about it.
    pub(super) fn begin<U: 'static>(text: &[u8]) -> (Self, Option<Decision>) {
        READING.with_borrow_mut(|reading| {
            reading.tried += 1;
            let key = (place(text).start, TypeId::of::<U>());
            let decision = reading.decided.get(&key).copied();
            (Self { key, tried: reading.tried }, decision)
        })
    }

    /// Remembers what was found out, if it can be asked for again and took more than a look.
    pub(super) fn decide(&self, decision: Decision) {
        READING.with_borrow_mut(|reading| {
            if reading.open > 0 && reading.tried > self.tried {
                reading.decided.insert(self.key, decision);
            }
        });
    }
}

/// Makes an attempt to read so many bytes; none, if the reading has had enough of them.
pub(super) fn attempt<R>(bytes: usize, read: impl FnOnce() -> R) -> Option<R> {
    let left = READING.with_borrow_mut(|reading| {
        reading.left = reading.left.and_then(|left| left.checked_sub(bytes).ok_or(TOO_MANY));
        reading.left
    });
    left.ok()?;
    let _open = Open::begin();
    Some(read())
}

/// An attempt under way. It ends when this is dropped, with a panic too.
struct Open;

impl Open {
    fn begin() -> Self {
        READING.with_borrow_mut(|reading| reading.open += 1);
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        READING.with_borrow_mut(|reading| reading.open = reading.open.saturating_sub(1));
    }
}
