//! Marks: what a stage writes among a document's own keys and texts, for a later stage to read.
//!
//! Each begins with [`MARK`], a character that no document holds: [`load`](crate::load) takes it out of every text and
//! every key, whichever file it stands in. So what stands in a document is never taken for what a stage wrote.

/// A noncharacter: Unicode keeps it for a program's own use, and no text means anything by it.
pub(crate) const MARK: char = '\u{fdd0}';

/// In a pointer: the token that stands before the name of a file.
pub(crate) const FILES: &str = "\u{fdd0}files";

/// Among the extensions of a media type: its schema is that of one item (`itemSchema`).
pub(crate) const ITEM_SCHEMA: &str = "\u{fdd0}item-schema";

/// Among the extensions of a path parameter: its value may hold reserved characters (`allowReserved`).
pub(crate) const ALLOW_RESERVED: &str = "\u{fdd0}allow-reserved";

/// Among the extensions of `components`: where components that the model made itself were written, a map from
/// `schemas/Name` to a JSON pointer.
pub(crate) const ORIGINS: &str = "\u{fdd0}origins";

/// Among the extensions of a schema or of a security scheme: it took the place of one that could not be read.
pub(crate) const GIVEN_UP: &str = "\u{fdd0}given-up";

/// Among the extensions of a schema whose only value is a number: that number as the document writes it.
pub(crate) const WRITTEN: &str = "\u{fdd0}written";

/// Among the extensions of a schema: the bounds that the model, which has floats, would round; `minimum` and `maximum`.
pub(crate) const BOUNDS: &str = "\u{fdd0}bounds";

/// In the place of a reference: it leads nowhere, and the finding has been made already.
pub(crate) const UNREAD: &str = "\u{fdd0}unread";

#[cfg(test)]
mod tests {
    use super::{
        ALLOW_RESERVED, BOUNDS, FILES, GIVEN_UP, ITEM_SCHEMA, MARK, ORIGINS, UNREAD, WRITTEN,
    };

    #[test]
    fn every_mark_begins_with_what_no_document_holds() {
        for mark in [FILES, ITEM_SCHEMA, ALLOW_RESERVED, ORIGINS, GIVEN_UP, WRITTEN, BOUNDS, UNREAD]
        {
            assert!(mark.starts_with(MARK));
        }
    }
}
