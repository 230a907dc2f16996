//! Constants: keys of an object that have one value by the document, and so no field of their own.

mod draft;

use std::{collections::BTreeMap, fmt};

use serde::{Serialize, Serializer};
use serde_json::Value;

pub use self::draft::ConstantsDraft;

/// The keys of an object that have one value by the document: where they are not as it says.
///
/// They are written by themselves. An answer that holds another value of the same kind is read all the same: the value
/// stands here, and is sent back if the object is sent. Most objects have none, and then this is empty.
///
/// ```
/// use vetted_runtime::Constants;
///
/// #[derive(Debug, Clone, PartialEq, Default)]
/// struct Customer { name: Option<String>, constants: Constants }
///
/// vetted_runtime::object! {
///     Customer {
///         constants {
///             "object" = text "customer", required;
///         }
///         "name" => name: String, optional;
///     }
/// }
///
/// assert_eq!(serde_json::to_string(&Customer::default())?, r#"{"object":"customer"}"#);
/// let other: Customer = serde_json::from_str(r#"{"object":"deleted_customer"}"#)?;
/// assert_eq!(other.constants.other("object"), Some(&"deleted_customer".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Default)]
#[allow(
    clippy::box_collection,
    reason = "it is nothing as a rule, and stands in many types: a pointer is enough"
)]
pub struct Constants(Option<Box<BTreeMap<&'static str, Option<Value>>>>);

impl Constants {
    /// Whether all of them are as the document says.
    #[must_use]
    pub const fn are_as_documented(&self) -> bool {
        self.0.is_none()
    }

    /// The value that stands under the key in the place of the constant.
    #[must_use]
    pub fn other(&self, key: &str) -> Option<&Value> {
        self.found(key)?.as_ref()
    }

    /// Whether the key is left out: it did not come, and is not sent.
    #[must_use]
    pub fn is_left_out(&self, key: &str) -> bool {
        matches!(self.found(key), Some(None))
    }

    /// Sends another value under the key, if the object has a constant there: for where the document is wrong.
    pub fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        self.keep(key, Some(value.into()));
    }

    /// Sends nothing under the key.
    pub fn leave_out(&mut self, key: &'static str) {
        self.keep(key, None);
    }

    fn found(&self, key: &str) -> Option<&Option<Value>> {
        self.0.as_ref()?.get(key)
    }

    fn keep(&mut self, key: &'static str, found: Option<Value>) {
        self.0.get_or_insert_default().insert(key, found);
    }

    /// Of a key that comes twice the last value counts.
    fn forget(&mut self, key: &str) {
        if let Some(kept) = &mut self.0 {
            kept.remove(key);
            if kept.is_empty() {
                self.0 = None;
            }
        }
    }

    /// What is to be sent under the keys.
    pub(super) fn values<'v>(
        &'v self,
        rows: &'static [Constant],
    ) -> impl Iterator<Item = (&'static str, Sent<'v>)> {
        rows.iter().filter_map(|row| match self.found(row.key) {
            None => Some((row.key, Sent::Constant(row.value))),
            Some(Some(other)) => Some((row.key, Sent::Other(other))),
            Some(None) => None,
        })
    }
}

/// The keys that are not as documented, with what stands there.
impl fmt::Debug for Constants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().flat_map(|kept| kept.iter())).finish()
    }
}

/// What is sent under the key of a constant.
pub(super) enum Sent<'v> {
    Constant(Fixed),
    Other(&'v Value),
}

impl Serialize for Sent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Constant(Fixed::Text(text)) => serializer.serialize_str(text),
            Self::Constant(Fixed::Integer(integer)) => serializer.serialize_i64(*integer),
            Self::Constant(Fixed::Number(number)) => serializer.serialize_f64(*number),
            Self::Constant(Fixed::Flag(flag)) => serializer.serialize_bool(*flag),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

/// A row of a table: a key that has one value.
#[allow(missing_docs, reason = "hidden from users; the words are described at `object!`")]
#[derive(Debug)]
pub struct Constant {
    key: &'static str,
    value: Fixed,
    is_required: bool,
}

#[allow(missing_docs, reason = "as above")]
impl Constant {
    #[must_use]
    pub const fn required(key: &'static str, value: Fixed) -> Self {
        Self { key, value, is_required: true }
    }

    #[must_use]
    pub const fn optional(key: &'static str, value: Fixed) -> Self {
        Self { key, value, is_required: false }
    }
}

/// The value of a constant.
#[allow(missing_docs, reason = "as above")]
#[derive(Debug, Clone, Copy)]
pub enum Fixed {
    Text(&'static str),
    Integer(i64),
    Number(f64),
    Flag(bool),
}

#[allow(missing_docs, reason = "as above")]
impl Fixed {
    #[must_use]
    pub const fn text(text: &'static str) -> Self {
        Self::Text(text)
    }

    #[must_use]
    pub const fn integer(integer: i64) -> Self {
        Self::Integer(integer)
    }

    #[must_use]
    pub const fn number(number: f64) -> Self {
        Self::Number(number)
    }

    #[must_use]
    pub const fn flag(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "generated types are public")]
mod tests {
    use super::Constants;

    #[derive(Debug, Clone, PartialEq, Default)]
    struct Tool {
        name: Option<String>,
        constants: Constants,
    }

    crate::object! {
        Tool {
            constants {
                "type" = text "tool", required;
                "version" = integer -2, optional;
                "rate" = number 1.5, optional;
                "strict" = flag true, optional;
            }
            "name" => name: String, optional;
        }
    }

    fn read(text: &str) -> Result<Tool, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn what_is_made_has_all_of_them() {
        let text = r#"{"type":"tool","version":-2,"rate":1.5,"strict":true}"#;
        assert_eq!(serde_json::to_string(&Tool::default()).unwrap(), text);
        assert_eq!(read(text).unwrap(), Tool::default());
    }

    #[test]
    fn what_came_is_sent_back() {
        for text in [
            r#"{"type":"saw","version":7,"rate":2.5,"strict":false,"name":"a"}"#,
            r#"{"type":"tool","version":18446744073709551615}"#,
            r#"{"type":"tool","rate":9007199254740993}"#,
            r#"{"type":"tool"}"#,
        ] {
            let tool = read(text).unwrap();
            assert!(!tool.constants.are_as_documented());
            assert_eq!(serde_json::to_string(&tool).unwrap(), text);
        }
    }

    #[test]
    fn a_required_one_must_come_and_each_is_of_its_kind() {
        for text in [
            "{}",
            r#"{"type":null}"#,
            r#"{"type":1}"#,
            r#"{"type":"tool","version":"2"}"#,
            r#"{"type":"tool","rate":true}"#,
            r#"{"type":"tool","strict":1}"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(r#"{"type":"tool","strict":null}"#).unwrap().constants.is_left_out("strict"));
    }

    #[test]
    fn of_a_key_that_comes_twice_the_last_counts() {
        let tool = read(r#"{"type":"saw","type":"tool","version":-2,"rate":1.5,"strict":true}"#);
        assert!(tool.unwrap().constants.are_as_documented());
    }

    #[test]
    fn another_value_can_be_sent() {
        let mut tool = Tool::default();
        tool.constants.set("type", "saw");
        tool.constants.leave_out("version");
        let text = r#"{"type":"saw","rate":1.5,"strict":true}"#;
        assert_eq!(serde_json::to_string(&tool).unwrap(), text);
        assert_eq!(
            format!("{:?}", tool.constants),
            r#"{"type": Some(String("saw")), "version": None}"#
        );
    }
}
