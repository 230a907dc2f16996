//! Marks: what a stage writes among a document's own keys and texts, for a later stage to read.
//!
//! Each begins with [`MARK`], a character that no document holds: [`load`](crate::load) takes it out of every text and
//! every key, whichever file it stands in. So what stands in a document is never taken for what a stage wrote.

/// A noncharacter: Unicode keeps it for a program's own use, and no text means anything by it.
pub(crate) const MARK: char = '\u{fdd0}';

/// In a pointer: the token that stands before the name of a file.
pub(crate) const FILES: &str = "\u{fdd0}files";

/// In the place of a reference: it leads nowhere, and the finding has been made already.
pub(crate) const UNREAD: &str = "\u{fdd0}unread";

#[cfg(test)]
mod tests {
    use super::{FILES, MARK, UNREAD};

    #[test]
    fn every_mark_begins_with_what_no_document_holds() {
        for mark in [FILES, UNREAD] {
            assert!(mark.starts_with(MARK));
        }
    }
}
