//! Groups: which operations each of them has.

use crate::ir::Api;

/// The operations of each group, by their places, in their order.
pub(super) fn operations_of_groups(api: &Api) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new(); api.groups.len()];
    for (index, operation) in api.operations.iter().enumerate() {
        groups[operation.group.0].push(index);
    }
    groups
}
