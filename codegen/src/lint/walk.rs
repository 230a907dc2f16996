//! Ways through the model that several rules take.

use openapiv3::{OpenAPI, Operation, Parameter, PathItem, ReferenceOr};

use crate::diagnostic::{ORIGINS, Pointer};

/// All operations, and where they stand.
pub(super) fn operations(
    model: &OpenAPI,
) -> impl Iterator<Item = (Pointer, &'static str, &Operation)> {
    path_items(model).flat_map(|(at, _, item)| {
        methods(item).into_iter().filter_map(move |(method, operation)| {
            operation.as_ref().map(|operation| (at.join(method), method, operation))
        })
    })
}

/// All path items, where they stand, and their paths.
pub(super) fn path_items(model: &OpenAPI) -> impl Iterator<Item = (Pointer, &str, &PathItem)> {
    let paths = Pointer::root().join("paths");
    model.paths.paths.iter().filter_map(move |(path, item)| {
        item.as_item().map(|item| (paths.join(path.as_str()), path.as_str(), item))
    })
}

/// All webhooks, and where they stand.
pub(super) fn webhooks(model: &OpenAPI) -> impl Iterator<Item = (Pointer, &Operation)> {
    let keys = model.components.iter().flat_map(|components| &components.callbacks);
    let items = keys.flat_map(|(key, webhooks)| {
        let at = Pointer::root().join(key.as_str());
        let webhooks = webhooks.as_item().into_iter().flatten();
        webhooks.map(move |(name, item)| (at.join(name.as_str()), item))
    });
    items.flat_map(|(at, item)| {
        item.iter().map(move |(method, operation)| (at.join(method), operation))
    })
}

fn methods(item: &PathItem) -> [(&'static str, &Option<Operation>); 8] {
    [
        ("get", &item.get),
        ("put", &item.put),
        ("post", &item.post),
        ("delete", &item.delete),
        ("options", &item.options),
        ("head", &item.head),
        ("patch", &item.patch),
        ("trace", &item.trace),
    ]
}

/// All parameters that stand somewhere themselves, and where.
pub(super) fn parameters(model: &OpenAPI) -> impl Iterator<Item = (Pointer, &Parameter)> {
    let shared = model.components.iter().flat_map(|components| &components.parameters);
    let shared = shared.filter_map(move |(name, parameter)| {
        Some((component(model, "parameters", name), parameter.as_item()?))
    });
    let of_paths = path_items(model).flat_map(|(at, _, item)| listed(&at, &item.parameters));
    let of_operations =
        operations(model).flat_map(|(at, _, operation)| listed(&at, &operation.parameters));
    shared.chain(of_paths).chain(of_operations)
}

/// Where a component was written: elsewhere, where the document refers into the middle of something or into another file.
pub(super) fn component(model: &OpenAPI, section: &str, name: &str) -> Pointer {
    let extensions = model.components.as_ref().map(|components| &components.extensions);
    let origin = extensions
        .and_then(|extensions| extensions.get(ORIGINS)?.get(format!("{section}/{name}")))
        .and_then(|origin| origin.as_str());
    match origin {
        Some(origin) => Pointer::parse(origin),
        None => Pointer::root().join("components").join(section).join(name),
    }
}

fn listed<'a>(
    at: &Pointer,
    parameters: &'a [ReferenceOr<Parameter>],
) -> impl Iterator<Item = (Pointer, &'a Parameter)> + use<'a> {
    let at = at.join("parameters");
    let listed = parameters.iter().enumerate();
    listed.filter_map(move |(index, parameter)| Some((at.item(index), parameter.as_item()?)))
}
