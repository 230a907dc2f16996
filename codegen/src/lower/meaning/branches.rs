//! The branches of unions.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use crate::{lower::site::Site, model::Discriminator};

use super::{Keywords, Kind, MAX_DEPTH, Merged, Node, Parts, Schemas, merged::look};

/// The branches of a union, those of unions inside it among them.
#[derive(Debug, Default)]
pub(in crate::lower) struct Expanded<'a> {
    /// The branches, each once, null left out.
    pub(in crate::lower) nodes: Vec<(Node<'a>, Site)>,
    /// Tag values and what they are mapped to, of all unions on the way.
    pub(in crate::lower) mappings: Vec<(&'a str, &'a str)>,
    property: Option<&'a str>,
    /// The branches by what makes two of them differ at first sight.
    alike: HashMap<u64, Vec<Node<'a>>>,
    seen: HashSet<usize>,
    depth: usize,
}

impl<'a> Expanded<'a> {
    pub(in crate::lower) fn new(discriminator: Option<&'a Discriminator>) -> Self {
        let mut new = Self {
            property: discriminator.map(|discriminator| discriminator.property_name.as_str()),
            ..Self::default()
        };
        new.map(discriminator);
        new
    }

    fn map(&mut self, discriminator: Option<&'a Discriminator>) {
        let mapping = discriminator.into_iter().flat_map(|discriminator| &discriminator.mapping);
        self.mappings.extend(mapping.map(|(value, target)| (value.as_str(), target.as_str())));
    }
}

impl<'a> Schemas<'a> {
    /// Collects the branches of a list. A union among them gives its own branches, unless its tag is another's: a union
    /// keeps what fits none of its branches, so as a branch it would take every value.
    pub(in crate::lower) fn expand(&self, list: Parts<'a>, site: &Site, into: &mut Expanded<'a>) {
        let mut nodes = list.placed(site);
        for (node, _) in &mut nodes {
            *node = node.unwrapped();
        }
        nodes.retain(|(node, _)| !self.is_null_only(*node));
        let several = into.depth > 0 || nodes.len() > 1;
        for (node, home) in nodes {
            let look = look(node);
            let nodes = into.alike.get(&look).map_or(&[][..], Vec::as_slice);
            if nodes.contains(&node) {
                continue;
            }
            if !(several && self.expand_nested(node, &home, into)) {
                into.alike.entry(look).or_default().push(node);
                into.nodes.push((node, home));
            }
        }
    }

    fn expand_nested(&self, node: Node<'a>, site: &Site, into: &mut Expanded<'a>) -> bool {
        let Some((written, home)) = self.follow(node, site) else { return false };
        let keywords = Keywords::of(written);
        let discriminator = keywords.discriminator;
        let other_tag =
            discriminator.is_some_and(|inner| Some(inner.property_name.as_str()) != into.property);
        let Some(list) = keywords.only_alternatives() else { return false };
        let plain = !list.only_constrain()
            && !keywords.has_properties()
            && keywords.all_of.is_empty()
            && !keywords.is_enumerated()
            && matches!(keywords.kind, None | Some(Kind::Object));
        if !plain || other_tag || into.depth > MAX_DEPTH {
            return false;
        }
        if let Node::Ref(reference) = node
            && let Some(index) = self.component(reference)
            && !into.seen.insert(index)
        {
            return true;
        }
        into.map(discriminator);
        into.depth += 1;
        self.expand(list, &home, into);
        into.depth -= 1;
        true
    }

    /// The tag property and the tag values of a branch that is a union with a discriminator.
    pub(in crate::lower) fn nested_tag(&self, node: Node<'a>) -> Option<(String, Vec<String>)> {
        let keywords = self.keywords(node)?;
        let list = if keywords.one_of.is_empty() { keywords.any_of } else { keywords.one_of };
        if list.is_empty() {
            return self.inherited_tag(node);
        }
        let discriminator = keywords.discriminator?;
        let values: Vec<String> = if discriminator.mapping.is_empty() {
            let names = list.iter().filter_map(|branch| self.component_name(branch));
            names.map(str::to_owned).collect()
        } else {
            discriminator.mapping.keys().cloned().collect()
        };
        (!values.is_empty()).then(|| (discriminator.property_name.clone(), values))
    }

    /// What is said of each branch of a union that is a branch itself; nothing where one of them is no object with
    /// fields.
    pub(in crate::lower) fn branch_objects(
        &self,
        node: Node<'a>,
        site: &Site,
    ) -> Vec<Rc<Merged<'a>>> {
        let Some((written, home)) = self.follow(node, site) else { return Vec::new() };
        let keywords = Keywords::of(written);
        let Some(list) = keywords.only_alternatives() else { return Vec::new() };
        if keywords.has_properties() || !keywords.all_of.is_empty() {
            return Vec::new();
        }
        let mut expanded = Expanded::new(keywords.discriminator);
        self.expand(list, &home, &mut expanded);
        let nodes = expanded.nodes.iter();
        let parts: Option<Vec<_>> = nodes.map(|(node, home)| self.object(*node, home)).collect();
        parts.unwrap_or_default()
    }
}
