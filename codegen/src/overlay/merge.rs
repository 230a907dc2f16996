//! One value merged into another.

use crate::load::{Made, MadeContent as Content};

/// Merges into a value that a path names. What is no list goes behind the items of a list.
///
/// # Errors
///
/// The way to what does not fit, its keys joined by dots. Nothing is changed then.
pub(super) fn target(target: &mut Made, update: &Made) -> Result<(), String> {
    match (&mut target.content, &update.content) {
        (Content::List(list), Content::Scalar(_) | Content::Map(_)) => list.push(update.clone()),
        // An action whose `update` has nothing behind it was forgotten.
        (Content::Map(_), Content::Scalar(_)) => return Err(String::new()),
        _ => {
            fits(target, update)?;
            merge(target, update);
        }
    }
    Ok(())
}

/// Whether a key has nothing behind it, as overlays write that mirror a document's shape.
fn is_nothing(update: &Made) -> bool {
    matches!(&update.content, Content::Scalar(value) if value.is_null())
}

fn fits(target: &Made, update: &Made) -> Result<(), String> {
    match (&target.content, &update.content) {
        (Content::Map(map), Content::Map(more)) => {
            let both = more.iter().filter_map(|(key, value)| Some((key, map.get(key)?, value)));
            for (key, there, value) in both {
                fits(there, value).map_err(|inner| match inner.as_str() {
                    "" => key.clone(),
                    inner => format!("{key}.{inner}"),
                })?;
            }
            Ok(())
        }
        (Content::List(_), Content::List(_)) | (Content::Scalar(_), Content::Scalar(_)) => Ok(()),
        _ if is_nothing(update) => Ok(()),
        _ => Err(String::new()),
    }
}

/// Merges what fits.
fn merge(target: &mut Made, update: &Made) {
    match (&mut target.content, &update.content) {
        (Content::Map(map), Content::Map(more)) => {
            for (key, value) in more {
                match map.get_mut(key) {
                    Some(there) => merge(there, value),
                    None => _ = map.insert(key.clone(), value.clone()),
                }
            }
        }
        (Content::List(list), Content::List(more)) => list.extend(more.iter().cloned()),
        (Content::Scalar(_), _) => *target = update.clone(),
        _ => {}
    }
}
