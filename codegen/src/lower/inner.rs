//! A branch of a union that is a union itself.

use std::rc::Rc;

use super::{
    branches::{Expanded, component_name, expand, object, texts},
    context::Context,
    merged::Merged,
    parents, references,
    said::{Keywords, Node},
    site::Site,
};

/// The tag property and the tag values of a branch that is a union with a discriminator.
pub(super) fn nested_tag<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<(String, Vec<String>)> {
    let keywords = references::keywords(cx, node)?;
    let list = if keywords.one_of.is_empty() { keywords.any_of } else { keywords.one_of };
    if list.is_empty() {
        return parents::nested(cx, node);
    }
    let discriminator = keywords.discriminator?;
    let values: Vec<String> = if discriminator.mapping.is_empty() {
        let names = list.iter().filter_map(|branch| component_name(cx, branch));
        names.map(str::to_owned).collect()
    } else {
        discriminator.mapping.keys().cloned().collect()
    };
    (!values.is_empty()).then(|| (discriminator.property_name.clone(), values))
}

/// What is said of each branch of a union that is a branch itself; nothing where one of them is no object with fields.
pub(super) fn parts<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) -> Vec<Rc<Merged<'a>>> {
    let Some((written, home)) = references::follow(cx, node, site) else { return Vec::new() };
    let keywords = Keywords::of(written);
    let Some(list) = keywords.only_alternatives() else { return Vec::new() };
    if keywords.has_properties() || !keywords.all_of.is_empty() {
        return Vec::new();
    }
    let mut expanded = Expanded::new(keywords.discriminator);
    expand(cx, list, &home, &mut expanded);
    let nodes = expanded.nodes.iter();
    let parts: Option<Vec<_>> = nodes.map(|(node, home)| object(cx, *node, home)).collect();
    parts.unwrap_or_default()
}

/// The text that all of some objects have under the same key.
pub(super) fn common_text<'a>(cx: &Context<'a>, objects: &[Rc<Merged<'a>>]) -> Option<String> {
    let text = |object: &Merged<'a>, key: &str| {
        let texts = texts(cx, object.properties.get(key)?.node)?;
        (texts.len() == 1).then(|| texts.into_iter().next()).flatten()
    };
    let (first, others) = objects.split_first()?;
    first.properties.keys().find_map(|key| {
        let found = text(first, key)?;
        others.iter().all(|other| text(other, key).as_ref() == Some(&found)).then_some(found)
    })
}
