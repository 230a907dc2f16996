//! One value merged into another.

use crate::load::{Made, MadeContent as Content};

/// Merges into a value that a path names. What is no list goes behind the items of a list. `Err` is the way to what
/// does not fit, its keys joined by dots; the target may be changed in part then.
pub(super) fn target(target: &mut Made, update: &Made) -> Result<(), String> {
    match (&mut target.content, &update.content) {
        (Content::List(list), Content::Scalar(_) | Content::Map(_)) => {
            list.push(update.clone());
            Ok(())
        }
        // An action whose `update` has nothing behind it was forgotten.
        (Content::Map(_), Content::Scalar(_)) => Err(String::new()),
        _ => merge(target, update),
    }
}

fn merge(target: &mut Made, update: &Made) -> Result<(), String> {
    match (&mut target.content, &update.content) {
        (Content::Map(map), Content::Map(more)) => {
            for (key, value) in more {
                match map.get_mut(key) {
                    Some(there) => merge(there, value).map_err(|inner| match inner.as_str() {
                        "" => key.clone(),
                        inner => format!("{key}.{inner}"),
                    })?,
                    None => _ = map.insert(key.clone(), value.clone()),
                }
            }
            Ok(())
        }
        (Content::List(list), Content::List(more)) => {
            list.extend(more.iter().cloned());
            Ok(())
        }
        (Content::Scalar(_), Content::Scalar(_)) => {
            *target = update.clone();
            Ok(())
        }
        // A key with nothing behind it, as overlays write that mirror a document's shape.
        (Content::Map(_) | Content::List(_), Content::Scalar(value)) if value.is_null() => Ok(()),
        _ => Err(String::new()),
    }
}
