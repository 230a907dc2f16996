//! What a type is in Rust: without aliases, and without null around it.

use crate::ir::{Api, ScalarFacts, Type, Values};

use super::Facts;

impl Facts {
    /// The type behind aliases and null. None if a person's own type, or a struct around an alias's target, is there.
    #[must_use]
    pub fn settled<'a>(&self, api: &'a Api, ty: &'a Type) -> Option<&'a Type> {
        api.settled(ty, |id| self.wrapped.contains(&id))
    }

    /// What there is to know of the scalar that the type is behind aliases and null.
    fn scalar(&self, api: &Api, ty: &Type) -> Option<ScalarFacts> {
        self.settled(api, ty)?.scalar_facts()
    }

    /// Whether a copy of a value costs nothing, so that it is handed over by value.
    #[must_use]
    pub fn is_copy(&self, api: &Api, ty: &Type) -> bool {
        self.scalar(api, ty).is_some_and(|facts| facts.is_copy)
    }

    /// Whether the type is plain text.
    #[must_use]
    pub fn is_string(&self, api: &Api, ty: &Type) -> bool {
        self.values_of(api, ty) == Some(Values::Text)
    }

    /// What the values are, where the type is a scalar behind aliases and null.
    pub(super) fn values_of(&self, api: &Api, ty: &Type) -> Option<Values> {
        self.scalar(api, ty).map(|facts| facts.values)
    }
}
