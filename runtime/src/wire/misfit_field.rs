//! Which field of which type a text does not fit.
//!
//! The place in the text says where; a document is mended by the name of the type. Decoding keeps no track of types
//! either: the innermost object that fails notes itself on the way out, which costs only what fails. Reading never
//! leaves its thread.

use std::cell::RefCell;

use super::{json_path::ends_with_key, place::is_null_at, reading};

thread_local! {
    static MISFIT_FIELD: RefCell<Option<MisfitField>> = const { RefCell::new(None) };
}

/// A field that a text does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MisfitField {
    of_type: &'static str,
    key: String,
    /// Whether it did not come at all.
    missing: bool,
}

/// Forgets what was noted before.
pub(super) fn begin() {
    MISFIT_FIELD.take();
}

/// Notes a field of an object that could not be read. What stands deeper was noted before, and what was only tried is
/// not what went wrong.
#[cold]
pub(super) fn note(of_type: &'static str, key: &str, missing: bool) {
    if reading::is_attempt() {
        return;
    }
    MISFIT_FIELD.with_borrow_mut(|misfit_field| {
        if misfit_field.is_none() {
            *misfit_field = Some(MisfitField { of_type, key: key.to_owned(), missing });
        }
    });
}

/// The field that the last text did not fit, which can be asked once.
pub(crate) fn take_misfit_field() -> Option<MisfitField> {
    MISFIT_FIELD.take()
}

impl MisfitField {
    /// Its name in settings: `UserSimple.avatar`.
    pub(crate) fn name(&self) -> String {
        format!("{}.{}", self.of_type.trim_start_matches("r#"), self.key)
    }

    /// The setting that helps, in a phrase. `place`: that of the misfit in the text.
    pub(crate) fn way(&self, text: &[u8], place: &str) -> Option<String> {
        let name = self.name();
        if self.missing {
            return Some(format!("the setting `[optional]` lets `{name}` be missing"));
        }
        let is_null = ends_with_key(place, &self.key) && is_null_at(text, place);
        is_null.then(|| format!("the setting `[nullable]` lets `{name}` be null"))
    }
}
