//! What the settings know better than the document.

use std::ops::Range;

use toml::{Spanned, de::DeValue};
use vetted_codegen::{diagnostic::At, settings::FieldName};

use super::Reader;

impl Reader<'_> {
    /// The one word that a setting can have.
    pub(super) fn word(&mut self, value: &Spanned<DeValue<'_>>, word: &str) -> Option<()> {
        if value.get_ref().as_str() == Some(word) {
            return Some(());
        }
        self.error(value.span(), format!("`\"{word}\"` is all that can stand here"));
        None
    }

    /// Whether a setting is switched on.
    pub(super) fn flag(&mut self, value: &Spanned<DeValue<'_>>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.error(value.span(), "`true` or `false` is needed here");
            false
        })
    }

    /// Names of fields: a list of them, a table of `"Type.key" = true`, or a table of the keys of each type.
    pub(super) fn fields(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<FieldName> {
        let mut fields = Vec::new();
        match value.get_ref() {
            DeValue::Array(names) => {
                for name in names {
                    if let Some(text) = self.checked(name, field) {
                        fields.push(self.field(text, name.span()));
                    }
                }
            }
            DeValue::Table(rows) => {
                for (key, value) in rows {
                    self.row((key.get_ref(), key.span()), value, &mut fields);
                }
            }
            _ => self
                .error(value.span(), "a table is needed here, of rows like `\"Type.key\" = true`"),
        }
        fields
    }

    fn row(
        &mut self,
        (key, at): (&str, Range<usize>),
        value: &Spanned<DeValue<'_>>,
        fields: &mut Vec<FieldName>,
    ) {
        match value.get_ref() {
            DeValue::Boolean(is_so) => match field(key) {
                Ok(name) if *is_so => fields.push(self.field(name, at)),
                Ok(_) => {}
                Err(message) => self.error(at, message),
            },
            DeValue::Array(keys) => {
                for of_type in keys {
                    if let Some(of) = self.checked(of_type, self::key) {
                        fields.push(self.field(format!("{key}.{of}"), of_type.span()));
                    }
                }
            }
            _ => self.error(value.span(), "`true`, or a list of the type's keys, is needed here"),
        }
    }

    fn field(&self, name: String, span: Range<usize>) -> FieldName {
        FieldName { name, at: At::In(self.shown.to_owned(), Box::new(self.at(&span))) }
    }
}

/// Whether there is such a field is found out when the document is read.
fn field(text: &str) -> Result<String, String> {
    match text.split_once('.') {
        Some((ty, key)) if !ty.is_empty() && !key.is_empty() => Ok(text.to_owned()),
        _ => {
            Err(format!("`{text}` is no field; one looks like `UserSimple.avatar`, or `*.avatar`"))
        }
    }
}

fn key(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("a key is needed here".to_owned()) } else { Ok(text.to_owned()) }
}
