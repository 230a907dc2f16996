//! Ways through the model that several rules take.

use crate::model::{Method, OpenApi, Operation, Parameter, PathItem, ReferenceOr};

use crate::diagnostic::Pointer;

/// All operations, and where they stand.
pub(super) fn operations(model: &OpenApi) -> impl Iterator<Item = (Pointer, &Method, &Operation)> {
    path_items(model).flat_map(|(at, _, item)| {
        let operations = item.operations.iter();
        operations.map(move |(method, operation)| (method.below(&at), method, operation))
    })
}

/// All path items, where they stand, and their paths.
pub(super) fn path_items(model: &OpenApi) -> impl Iterator<Item = (Pointer, &str, &PathItem)> {
    let paths = Pointer::root().join("paths");
    let items = model.paths.iter();
    items.map(move |(path, item)| (paths.join(path.as_str()), path.as_str(), item))
}

/// All webhooks, and where they stand.
pub(super) fn webhooks(model: &OpenApi) -> impl Iterator<Item = (Pointer, &Operation)> {
    let items = model.webhooks.iter().flat_map(|(key, webhooks)| {
        let at = Pointer::root().join(*key);
        webhooks.iter().map(move |(name, item)| (at.join(name.as_str()), item))
    });
    items.flat_map(|(at, item)| {
        let operations = item.operations.iter();
        operations.map(move |(method, operation)| (method.below(&at), operation))
    })
}

/// All parameters that stand somewhere themselves, and where.
pub(super) fn parameters(model: &OpenApi) -> impl Iterator<Item = (Pointer, &Parameter)> {
    let shared = model.components.parameters.iter().filter_map(move |(name, parameter)| {
        Some((component(model, "parameters", name), parameter.as_item()?))
    });
    let of_paths = path_items(model).flat_map(|(at, _, item)| listed(&at, &item.parameters));
    let of_operations =
        operations(model).flat_map(|(at, _, operation)| listed(&at, &operation.parameters));
    shared.chain(of_paths).chain(of_operations)
}

/// Where a component was written: elsewhere, where the document refers into the middle of something or into another
/// file.
pub(super) fn component(model: &OpenApi, section: &str, name: &str) -> Pointer {
    let origin = model.components.origins.get(&format!("{section}/{name}"));
    let own = || Pointer::root().join("components").join(section).join(name);
    origin.cloned().unwrap_or_else(own)
}

fn listed<'a>(
    at: &Pointer,
    parameters: &'a [ReferenceOr<Parameter>],
) -> impl Iterator<Item = (Pointer, &'a Parameter)> + use<'a> {
    let at = at.join("parameters");
    let listed = parameters.iter().enumerate();
    listed.filter_map(move |(index, parameter)| Some((at.item(index), parameter.as_item()?)))
}
