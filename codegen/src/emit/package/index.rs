//! The operations for readers of the documentation: a list by group, each with a link to its method.

use crate::{
    emit::{
        Context, docs,
        operations::{about, call, operations_of},
        rust::bare,
    },
    ir::GroupId,
};

/// How many operations the crate's first page lists. Where there are more it lists the groups, and their pages list
/// the operations.
const MANY: usize = 200;

/// The groups, with their operations where those are few.
pub(super) fn operations(cx: Context<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (group, names) in cx.names.groups.iter().enumerate() {
        let id = GroupId(group);
        // `[x]: y` would define a link, and show nothing.
        let mut text = format!("[`{0}`](Client::{0})", bare(&names.module));
        if is_long(cx) {
            let count = cx.facts.operations_of[group].len();
            let noun = if count == 1 { "operation" } else { "operations" };
            text.push_str(&format!(", {count} {noun}"));
        }
        let description = cx.api.group(id).description.as_deref();
        let about = description.map(docs::first_sentence).unwrap_or_default();
        if !about.is_empty() {
            text.push_str(&format!(": {about}"));
        }
        lines.extend(docs::own_item(&text));
        if !is_long(cx) {
            let path = format!("{}::", bare(&names.module));
            lines.extend(items(cx, id, &path).into_iter().map(|line| format!("  {line}")));
        }
    }
    lines
}

/// What the page of a group lists, where the crate's first page does not.
pub(in crate::emit) fn of_group(cx: Context<'_>, group: GroupId) -> Vec<String> {
    if is_long(cx) { items(cx, group, "") } else { Vec::new() }
}

/// An item an operation. `path`: of the group's module, from where the list stands.
fn items(cx: Context<'_>, group: GroupId, path: &str) -> Vec<String> {
    let handle = &cx.names.groups[group.0].handle;
    let operations = operations_of(cx, group).flat_map(|(index, operation)| {
        let method = bare(&cx.names.operations[index].methods[0]);
        let mut text = format!("[`{method}`]({path}{handle}::{method}), {}", call(operation));
        let about = about(operation);
        if !about.is_empty() {
            text.push_str(&format!(": {about}"));
        }
        docs::own_item(&text)
    });
    operations.collect()
}

fn is_long(cx: Context<'_>) -> bool {
    cx.api.operations.len() > MANY
}
