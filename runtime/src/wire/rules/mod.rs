//! What a document demands of a value beyond its type, checked before a request leaves.

mod place;
mod rule;
mod subject;

use std::{collections::BTreeMap, fmt};

pub use self::{
    place::Place,
    rule::Rule,
    subject::{Measure, Subject},
};
use super::{Maybe, Only};

/// A type that the document puts rules on. Implemented by [`rules!`](crate::rules).
pub trait Check {
    /// Checks all that the value holds.
    ///
    /// # Errors
    /// The first rule that is broken, with the place of the value that breaks it.
    fn check(&self, at: &mut Place) -> Result<(), Violation>;
}

/// A rule that a value breaks. Says where and what was demanded, and does not repeat the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    place: String,
    message: String,
}

impl Violation {
    /// Where the value stands, as in `address.lines[2]`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong with it, as in `is 300 characters long, at most 255 are allowed`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.place, self.message)
    }
}

impl std::error::Error for Violation {}

/// Checks one value, a parameter say, against its rules.
///
/// # Errors
/// The first rule that is broken.
///
/// ```
/// use vetted_runtime::{Place, Rule, check_value};
///
/// let rules = &[Rule::Pattern("^aplt_[a-z]+$"), Rule::MaxLength(10)];
/// let violation = check_value("aplt_abcdefg", rules, &Place::parameter("id")).unwrap_err();
/// assert_eq!(violation.to_string(), "`id` is 12 characters long, at most 10 are allowed");
/// ```
pub fn check_value<T: Measure + ?Sized>(
    value: &T,
    rules: &[Rule],
    at: &Place,
) -> Result<(), Violation> {
    check_subject(&value.measure(), rules, at)
}

fn check_subject(subject: &Subject<'_>, rules: &[Rule], at: &Place) -> Result<(), Violation> {
    rules.iter().try_for_each(|rule| match rule.broken_by(subject) {
        None => Ok(()),
        Some(message) => Err(Violation { place: at.to_string(), message }),
    })
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        T::check(self, at)
    }
}

impl<T: Check + ?Sized> Check for Box<T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        T::check(self, at)
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        self.as_ref().map_or(Ok(()), |value| value.check(at))
    }
}

impl<T: Check> Check for Maybe<T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        self.value().map_or(Ok(()), |value| value.check(at))
    }
}

impl<T: Check> Check for [T] {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        self.iter().enumerate().try_for_each(|(index, item)| at.item(index, |at| item.check(at)))
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        self.as_slice().check(at)
    }
}

impl<T: Check> Check for Only<T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        at.item(0, |at| self.0.check(at))
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn check(&self, at: &mut Place) -> Result<(), Violation> {
        self.iter().try_for_each(|(key, value)| at.key(key, |at| value.check(at)))
    }
}

/// States the rules that a document puts on a type's fields, for types that a request can hold.
///
/// ```
/// use vetted_runtime::{Check, Place};
///
/// pub struct Address {
///     pub zip: String,
/// }
///
/// vetted_runtime::rules! {
///     Address {
///         zip: pattern("^[0-9]+$"), max_length(5);
///     }
/// }
///
/// pub struct Person {
///     pub age: Option<i64>,
///     pub addresses: Vec<Address>,
/// }
///
/// vetted_runtime::rules! {
///     Person {
///         age: at_least(0), at_most(150);
///         addresses: min_items(1), nested;
///     }
/// }
///
/// let person = Person { age: None, addresses: vec![Address { zip: "123456".to_owned() }] };
/// let violation = person.check(&mut Place::default()).unwrap_err();
/// assert_eq!(
///     violation.to_string(),
///     "`addresses[0].zip` is 6 characters long, at most 5 are allowed"
/// );
/// ```
///
/// The rules are `pattern`, `min_length`, `max_length`, `at_least`, `at_most`, `above`, `below`, `min_items` and
/// `max_items`; `nested` says that the field's type has rules itself. What a field does not have breaks no rule.
/// A limit beyond the range of `i32` needs a decimal point, or one of the words `at_least_integer`, `at_most_integer`,
/// `above_integer` and `below_integer`, which compare every digit of an integer. Of a union, `Variant: variant;` says
/// that the value in it has rules.
#[macro_export]
macro_rules! rules {
    ($name:ident { $($variant:ident: variant;)+ }) => {
        impl $crate::Check for $name {
            fn check(
                &self,
                at: &mut $crate::Place,
            ) -> ::core::result::Result<(), $crate::Violation> {
                match self {
                    $(Self::$variant(value) => $crate::Check::check(value, at),)+
                    _ => ::core::result::Result::Ok(()),
                }
            }
        }
    };
    ($name:ident { $($field:tt: $($rule:ident $(($limit:expr))?),+;)* }) => {
        #[allow(deprecated, reason = "what a document advises against has rules too")]
        impl $crate::Check for $name {
            fn check(
                &self,
                at: &mut $crate::Place,
            ) -> ::core::result::Result<(), $crate::Violation> {
                $(at.field(::core::stringify!($field), |at| {
                    $($crate::rules!(@check &self.$field, at, $rule $(($limit))?)?;)+
                    ::core::result::Result::Ok(())
                })?;)*
                let _ = at;
                ::core::result::Result::Ok(())
            }
        }
    };
    (@check $value:expr, $at:ident, nested) => { $crate::Check::check($value, $at) };
    (@check $value:expr, $at:ident, $rule:ident($limit:expr)) => {
        $crate::check_value($value, &[$crate::rules!(@rule $rule $limit)], $at)
    };
    (@rule pattern $limit:expr) => { $crate::Rule::Pattern($limit) };
    (@rule min_length $limit:expr) => { $crate::Rule::MinLength($limit) };
    (@rule max_length $limit:expr) => { $crate::Rule::MaxLength($limit) };
    (@rule min_items $limit:expr) => { $crate::Rule::MinItems($limit) };
    (@rule max_items $limit:expr) => { $crate::Rule::MaxItems($limit) };
    (@rule at_least $limit:expr) => { $crate::Rule::AtLeast($limit as f64) };
    (@rule at_most $limit:expr) => { $crate::Rule::AtMost($limit as f64) };
    (@rule above $limit:expr) => { $crate::Rule::Above($limit as f64) };
    (@rule below $limit:expr) => { $crate::Rule::Below($limit as f64) };
    (@rule at_least_integer $limit:expr) => { $crate::Rule::AtLeastInteger($limit) };
    (@rule at_most_integer $limit:expr) => { $crate::Rule::AtMostInteger($limit) };
    (@rule above_integer $limit:expr) => { $crate::Rule::AboveInteger($limit) };
    (@rule below_integer $limit:expr) => { $crate::Rule::BelowInteger($limit) };
}
