//! One rule, and whether a value breaks it.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use regex_lite::Regex;

use super::Subject;

/// A demand that a document makes on a value beyond its type.
///
/// A rule for another kind of value than the one at hand is not broken by it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// Somewhere in the text stands what this regular expression describes.
    Pattern(&'static str),
    /// So many characters (Unicode scalar values) at least.
    MinLength(u64),
    /// So many characters (Unicode scalar values) at most.
    MaxLength(u64),
    /// This number or a greater one.
    AtLeast(f64),
    /// This number or a smaller one.
    AtMost(f64),
    /// A greater number than this.
    Above(f64),
    /// A smaller number than this.
    Below(f64),
    /// This integer or a greater number. For integers that an `f64` would round.
    AtLeastInteger(i128),
    /// This integer or a smaller number.
    AtMostInteger(i128),
    /// A greater number than this integer.
    AboveInteger(i128),
    /// A smaller number than this integer.
    BelowInteger(i128),
    /// So many items at least.
    MinItems(u64),
    /// So many items at most.
    MaxItems(u64),
}

impl Rule {
    /// What to say about a value that breaks the rule; `None` if it keeps it.
    pub(super) fn broken_by(self, subject: &Subject<'_>) -> Option<String> {
        match *subject {
            Subject::Text(ref text) => self.broken_by_text(text),
            Subject::Number(number) => self.broken_by_number(number),
            Subject::Integer(integer) => self.broken_by_integer(integer),
            Subject::Items(items) => self.broken_by_items(items),
            Subject::Other => None,
        }
    }

    fn broken_by_text(self, text: &str) -> Option<String> {
        let length = text.chars().count();
        match self {
            Self::Pattern(pattern) if !matches(pattern, text) => {
                Some(format!("does not match the pattern `{pattern}`"))
            }
            Self::MinLength(least) if below(length, least) => Some(format!(
                "is {} long, at least {least} {} needed",
                counted(length, "character"),
                verb(least)
            )),
            Self::MaxLength(most) if above(length, most) => Some(format!(
                "is {} long, at most {most} {} allowed",
                counted(length, "character"),
                verb(most)
            )),
            _ => None,
        }
    }

    fn broken_by_number(self, number: f64) -> Option<String> {
        // Written so that what is no number at all breaks every rule.
        let (kept, demand, limit) = match self {
            Self::AtLeast(limit) => (number >= limit, "at least", limit),
            Self::AtMost(limit) => (number <= limit, "at most", limit),
            Self::Above(limit) => (number > limit, "greater than", limit),
            Self::Below(limit) => (number < limit, "less than", limit),
            _ => return self.broken_by_fraction(number),
        };
        (!kept).then(|| format!("must be {demand} {limit}"))
    }

    /// A number that may have a fraction, and a limit that is an integer.
    #[expect(clippy::cast_precision_loss, reason = "the number is no more exact")]
    fn broken_by_fraction(self, number: f64) -> Option<String> {
        let (kept, demand, limit) = match self {
            Self::AtLeastInteger(limit) => (number >= limit as f64, "at least", limit),
            Self::AtMostInteger(limit) => (number <= limit as f64, "at most", limit),
            Self::AboveInteger(limit) => (number > limit as f64, "greater than", limit),
            Self::BelowInteger(limit) => (number < limit as f64, "less than", limit),
            _ => return None,
        };
        (!kept).then(|| format!("must be {demand} {limit}"))
    }

    fn broken_by_integer(self, integer: i128) -> Option<String> {
        let (kept, demand, limit) = match self {
            Self::AtLeastInteger(limit) => (integer >= limit, "at least", limit),
            Self::AtMostInteger(limit) => (integer <= limit, "at most", limit),
            Self::AboveInteger(limit) => (integer > limit, "greater than", limit),
            Self::BelowInteger(limit) => (integer < limit, "less than", limit),
            #[expect(clippy::cast_precision_loss, reason = "to round keeps the order")]
            _ => return self.broken_by_number(integer as f64),
        };
        (!kept).then(|| format!("must be {demand} {limit}"))
    }

    fn broken_by_items(self, items: usize) -> Option<String> {
        match self {
            Self::MinItems(least) if below(items, least) => Some(format!(
                "has {}, at least {least} {} needed",
                counted(items, "item"),
                verb(least)
            )),
            Self::MaxItems(most) if above(items, most) => Some(format!(
                "has {}, at most {most} {} allowed",
                counted(items, "item"),
                verb(most)
            )),
            _ => None,
        }
    }
}

fn below(count: usize, least: u64) -> bool {
    u64::try_from(count).is_ok_and(|count| count < least)
}

fn above(count: usize, most: u64) -> bool {
    u64::try_from(count).is_ok_and(|count| count > most)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

const fn verb(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// Whether a text matches. A pattern that the engine does not understand demands nothing: the generator reports it,
/// and the server still checks it.
fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_none_or(|regex| regex.is_match(text))
}

/// Each pattern is compiled once.
fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    static COMPILED: RwLock<BTreeMap<&str, Option<Arc<Regex>>>> = RwLock::new(BTreeMap::new());
    if let Some(regex) = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return regex.clone();
    }
    let regex = Regex::new(pattern).ok().map(Arc::new);
    COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(pattern, regex.clone());
    regex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_what_is_demanded() {
        let text = |text: &'static str| Subject::Text(text.into());
        for (rule, subject, message) in [
            (Rule::Pattern(r"^\d+$"), text("x1"), r"does not match the pattern `^\d+$`"),
            (Rule::MinLength(1), text(""), "is 0 characters long, at least 1 is needed"),
            (Rule::MaxLength(2), text("äöü"), "is 3 characters long, at most 2 are allowed"),
            (Rule::MaxLength(0), text("a"), "is 1 character long, at most 0 are allowed"),
            (Rule::AtLeast(0.0), Subject::Number(-1.0), "must be at least 0"),
            (Rule::AtMost(1.5), Subject::Number(2.0), "must be at most 1.5"),
            (Rule::Above(0.0), Subject::Number(0.0), "must be greater than 0"),
            (Rule::Below(0.0), Subject::Number(f64::NAN), "must be less than 0"),
            (Rule::MinItems(2), Subject::Items(1), "has 1 item, at least 2 are needed"),
            (Rule::MaxItems(1), Subject::Items(2), "has 2 items, at most 1 is allowed"),
        ] {
            assert_eq!(rule.broken_by(&subject).as_deref(), Some(message));
        }
    }

    #[test]
    fn every_digit_of_an_integer_counts() {
        const LIMIT: i128 = 9_007_199_254_740_993;
        for (rule, kept, broken) in [
            (Rule::AtLeastInteger(LIMIT), LIMIT, LIMIT - 1),
            (Rule::AtMostInteger(LIMIT), LIMIT, LIMIT + 1),
            (Rule::AboveInteger(LIMIT), LIMIT + 1, LIMIT),
            (Rule::BelowInteger(LIMIT), LIMIT - 1, LIMIT),
            (Rule::AtMost(5.0), 5, 6),
        ] {
            assert_eq!(rule.broken_by(&Subject::Integer(kept)), None, "{rule:?}");
            assert!(rule.broken_by(&Subject::Integer(broken)).is_some(), "{rule:?}");
        }
        assert!(Rule::AtLeastInteger(2).broken_by(&Subject::Number(1.5)).is_some());
    }

    #[test]
    fn what_a_rule_is_not_for_keeps_it() {
        assert_eq!(Rule::MinLength(9).broken_by(&Subject::Number(1.0)), None);
        assert_eq!(Rule::AtLeast(9.0).broken_by(&Subject::Items(1)), None);
        assert_eq!(Rule::MinItems(9).broken_by(&Subject::Other), None);
        assert_eq!(Rule::Pattern("(?=x)").broken_by(&Subject::Text("y".into())), None);
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        assert_eq!(Rule::MaxLength(3).broken_by(&Subject::Text("äöü".into())), None);
    }
}
