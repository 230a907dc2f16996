//! Lists whose items have their places.

use crate::diagnostic::Code;

use super::{Keywords, Remark, Said};

pub(crate) static POSITIONAL_ITEMS: Code = Code::warning(
    "positional-items",
    "a list whose items have types by their places",
    "`prefixItems` gives each item of a list its own type. The client reads every item as one of \
     them, wherever it stands.",
);

/// `prefixItems`, or a list as `items` (draft 4): every item is one of them.
pub(super) fn positional_items(map: &mut Keywords<'_>, remarks: &mut Vec<Remark>) {
    let key = if map.has("prefixItems") { "prefixItems" } else { "items" };
    let prefix = map.remove("prefixItems").and_then(|said| said.as_list());
    let mut parts = prefix.unwrap_or_default();
    match map.get("items") {
        Some(items) if items.is_list() => parts.extend(items.as_list().unwrap_or_default()),
        // Nothing behind the prefix, or anything: the prefix is what is known.
        Some(items) if items.as_bool().is_some() && !parts.is_empty() => {}
        Some(items) if !parts.is_empty() => parts.push(items.clone()),
        None if !parts.is_empty() => {}
        _ => return,
    }
    let mut distinct: Vec<Said<'_>> = Vec::new();
    for part in parts {
        if !distinct.contains(&part) {
            distinct.push(part);
        }
    }
    if distinct.len() > 1 {
        let message = "which item stands at which place is not told apart";
        let help = "every item is read as one of them, wherever it stands";
        remarks.push(Remark::new(&POSITIONAL_ITEMS, key, message).help(help));
    }
    let items = match distinct.len() {
        0 => Said::Schema(Keywords::none(map.at())),
        1 => distinct.swap_remove(0),
        _ => Said::Schema(Keywords::one(map.at(), "anyOf", Said::List(distinct))),
    };
    map.insert("items", items);
    map.or_insert("type", "array");
}
