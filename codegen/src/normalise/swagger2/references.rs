//! References, into other files too. Only the main file is converted as a whole: what it refers to in another is
//! converted in the place of the reference, but for schemas, which mean the same everywhere.

use serde_json::Value;

use super::{At, Converter};
use crate::{diagnostic::Pointer, normalise::read::spelled_fully};

/// As many references are followed from one to the next. A longer chain goes round in a circle.
const MAX_STEPS: usize = 32;

impl<'d> Converter<'d> {
    /// Follows references, to the value and where it is written.
    pub(super) fn followed(&self, value: &'d Value, from: &Pointer) -> (&'d Value, Pointer) {
        let (mut value, mut from) = (value, from.clone());
        for _ in 0..MAX_STEPS {
            let Some(Value::String(text)) = value.get("$ref") else { break };
            let Ok(pointer) = self.document.target(text, &from) else { break };
            let Some(target) = self.value_at(&pointer) else { break };
            (value, from) = (target, pointer);
        }
        (value, from)
    }

    fn value_at(&self, pointer: &Pointer) -> Option<&'d Value> {
        let tokens = pointer.tokens();
        let (file, inside) = Pointer::within(&tokens);
        let mut values = self.values.iter();
        let (_, root) = values.find(|(root, _)| root.file_name() == file)?;
        inside.iter().try_fold(root, |value, token| match value {
            Value::Object(map) => map.get(*token),
            Value::Array(list) => list.get(token.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// What is written in another file, where a reference leads there.
    pub(super) fn elsewhere(&self, value: &'d Value, at: &At) -> Option<(&'d Value, At)> {
        value.get("$ref")?;
        let (target, from) = self.followed(value, &at.from);
        let is_there = from.file_name().is_some() && target.get("$ref").is_none();
        is_there.then(|| (target, At { from, is_copy: true, ..at.clone() }))
    }

    /// The value with its references spelled so that they mean the same in the main file. `from`: where it is written.
    pub(super) fn rebased(&self, mut value: Value, from: &Pointer) -> Value {
        if from.file_name().is_none() {
            return value;
        }
        let mut open = vec![&mut value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list),
                Value::Object(map) => {
                    if let Some(Value::String(text)) = map.get_mut("$ref")
                        && let Ok(target) = self.document.target(text, from)
                    {
                        *text = spelled_fully(&target);
                    }
                    open.extend(map.values_mut());
                }
                _ => {}
            }
        }
        value
    }
}
