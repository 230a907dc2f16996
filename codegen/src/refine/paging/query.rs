//! The query parameters that have to do with pages.

use crate::ir::{Api, Location, Operation, PageSize, Parameter, Type};

use super::{
    shape::{is_number, is_token, most, settled, speaks_of},
    words::{CLEAR_CURSORS, CURSORS, OFFSETS, PAGES, SIZES, squeezed},
};

/// The query parameters of an operation, with their names as they are compared.
pub(super) struct Query<'a>(pub(super) Vec<(String, &'a Parameter, &'a Type)>);

impl<'a> Query<'a> {
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Self {
        let query = operation.parameters.iter().filter(|it| {
            let advised_against = speaks_of(it.description.as_deref(), &["deprecated"]);
            it.location == Location::Query && !it.deprecated && !advised_against
        });
        let typed = query.filter_map(|it| Some((squeezed(&it.name), it, settled(api, &it.ty)?)));
        Self(typed.collect())
    }

    /// The first parameter that has one of the words and is what is wanted, by the order of the words.
    pub(super) fn find(&self, words: &[&str], wanted: fn(&Type) -> bool) -> Option<&'a Parameter> {
        words.iter().find_map(|word| {
            let mut named = self.0.iter().filter(|(name, _, ty)| name == word && wanted(ty));
            named.next().map(|(_, parameter, _)| *parameter)
        })
    }

    /// The parameter that says how long a page is.
    pub(super) fn size(&self) -> Option<PageSize> {
        let parameter = self.find(SIZES, is_number)?;
        Some(PageSize { parameter: parameter.name.clone(), most: most(&parameter.rules) })
    }

    /// The parameter that counts items.
    pub(super) fn offset(&self) -> Option<&'a Parameter> {
        self.find(OFFSETS, is_number)
    }

    /// The parameter that counts pages.
    pub(super) fn page(&self) -> Option<&'a Parameter> {
        self.find(PAGES, is_number)
    }

    /// A parameter that takes a cursor and can hardly be anything else.
    pub(super) fn clear_cursor(&self) -> Option<&'a Parameter> {
        self.find(CLEAR_CURSORS, is_token)
    }

    /// The parameters that can take a cursor, clear ones first.
    pub(super) fn cursors(&self) -> impl Iterator<Item = (&str, &'a Parameter)> {
        CLEAR_CURSORS.iter().chain(CURSORS).flat_map(move |word| {
            let named = self.0.iter().filter(move |(name, _, ty)| name == word && is_token(ty));
            // `after` can be a time too.
            let clear = CLEAR_CURSORS.contains(word);
            named
                .filter(move |(_, it, _)| {
                    clear || !speaks_of(it.description.as_deref(), &["date", "time", "iso 8601"])
                })
                .map(|(name, parameter, _)| (name.as_str(), *parameter))
        })
    }
}
