//! Where a value stands in what a request holds.

use std::{borrow::Cow, fmt};

/// The path to a value, as in `address.lines[2]`. Grows and shrinks while a value is checked.
#[derive(Debug, Clone, Default)]
pub struct Place {
    steps: Vec<PlaceStep>,
}

#[derive(Debug, Clone)]
enum PlaceStep {
    Field(Cow<'static, str>),
    Key(String),
    Item(usize),
}

impl Place {
    /// The place of a parameter.
    #[must_use]
    pub fn parameter(name: &str) -> Self {
        Self { steps: vec![PlaceStep::Field(name.to_owned().into())] }
    }

    /// Goes into a field for the time of `check`. The only field of a tuple struct has no name of its own.
    #[doc(hidden)]
    pub fn field<R>(&mut self, name: &'static str, check: impl FnOnce(&mut Self) -> R) -> R {
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            return check(self);
        }
        self.within(PlaceStep::Field(name.strip_prefix("r#").unwrap_or(name).into()), check)
    }

    pub(super) fn key<R>(&mut self, key: &str, check: impl FnOnce(&mut Self) -> R) -> R {
        self.within(PlaceStep::Key(key.to_owned()), check)
    }

    pub(super) fn item<R>(&mut self, index: usize, check: impl FnOnce(&mut Self) -> R) -> R {
        self.within(PlaceStep::Item(index), check)
    }

    fn within<R>(&mut self, step: PlaceStep, check: impl FnOnce(&mut Self) -> R) -> R {
        self.steps.push(step);
        let result = check(self);
        self.steps.pop();
        result
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                PlaceStep::Field(name) if at == 0 => f.write_str(name)?,
                PlaceStep::Field(name) => write!(f, ".{name}")?,
                PlaceStep::Key(key) => write!(f, "[{key:?}]")?,
                PlaceStep::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
