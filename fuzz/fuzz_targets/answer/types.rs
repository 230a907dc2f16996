//! The generated types of the cases that have unions, which `build.rs` has generated, and what must hold of each.

use std::fmt::Debug;

use serde_json::Value;
use vetted_runtime::serde::{Serialize, de::DeserializeOwned};

#[path = "../../../tests/src/roundtrip/compare.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is the gate's")]
mod compare;

/// What the comparison asks of the round trip beside it.
mod instances {
    pub(super) const UNDECLARED: &str = "undeclared";
}

/// A generated type.
#[derive(Debug)]
pub(super) struct Type {
    /// The case, and its name there: `recursive_union::Expression`.
    pub(super) name: &'static str,
    again: fn(&[u8]) -> Option<String>,
}

include!(concat!(env!("OUT_DIR"), "/types.rs"));

impl Type {
    /// The type of a name.
    #[must_use]
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TYPES.iter().find(|known| known.name == name)
    }

    /// Reads a text and writes it again. What was read reads the same from what was written, and nothing of it changed.
    ///
    /// # Panics
    ///
    /// When that does not hold.
    pub(super) fn check(&self, text: &[u8]) {
        let Some(written) = (self.again)(text) else { return };
        let again = (self.again)(written.as_bytes());
        assert_eq!(again.as_deref(), Some(written.as_str()), "not the same once more");
        let Ok(mut before) = serde_json::from_slice::<Value>(text) else { return };
        // Of a key that stands twice a reader may take either.
        if before.to_string().len() == text.trim_ascii().len() {
            let after: Value = serde_json::from_str(&written).expect("what is written is JSON");
            drop_lost(&mut before, &after);
            if let Err(difference) = compare::compare(&before, &after) {
                panic!("{difference:?} in {written}");
            }
        }
    }
}

fn again<T: DeserializeOwned + Serialize + Debug>(text: &[u8]) -> Option<String> {
    let value = match vetted_runtime::wire::decode::<T>(text) {
        Ok(value) => value,
        Err(misfit) => {
            let _ = misfit.to_string();
            return None;
        }
    };
    let _ = format!("{value:?}");
    Some(vetted_runtime::serde_json::to_string(&value).expect("what was read can be written"))
}

/// Objects that say nothing of further keys do not keep them.
fn drop_lost(before: &mut Value, after: &Value) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            before.retain(|key, _| after.contains_key(key));
            for (key, value) in before {
                drop_lost(value, &after[key]);
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            before.iter_mut().zip(after).for_each(|(before, after)| drop_lost(before, after));
        }
        _ => {}
    }
}
