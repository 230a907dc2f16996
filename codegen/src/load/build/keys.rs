//! Keys that stand twice, and those that merge.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::{At, Code, Finding},
    load::{Node, tree::Content},
};

use super::{Builder, MERGE, NARROW};

pub(crate) static DUPLICATE_KEY: Code = Code::warning(
    "duplicate-key",
    "a key stands twice in one object",
    "JSON and YAML give no meaning to a key that stands twice. The last one counts, as most readers \
     have it; what the others say is lost. Remove them.",
);

impl Builder {
    /// Whether a key stands twice among children.
    pub(super) fn has_doubles(&self, children: &[u32]) -> bool {
        let key = |child: &u32| Node::of(&self.tree, *child).key();
        if children.len() > NARROW {
            let mut seen = HashSet::with_capacity(children.len());
            return !children.iter().all(|child| seen.insert(key(child)));
        }
        let mut rest = children;
        while let Some((first, others)) = rest.split_first() {
            if others.iter().any(|other| key(other) == key(first)) {
                return true;
            }
            rest = others;
        }
        false
    }

    /// Of equal keys the last counts, in the place of the first.
    pub(super) fn last_of_each(&mut self, children: &mut Vec<u32>) {
        let tree = &self.tree;
        let key = |child: &u32| Node::of(tree, *child).key().unwrap_or_default();
        let mut places = HashMap::new();
        let mut left: Vec<u32> = Vec::with_capacity(children.len());
        let mut doubles = Vec::new();
        for child in children.iter().copied() {
            let place = *places.entry(key(&child)).or_insert(left.len());
            match left.get_mut(place) {
                Some(before) => {
                    *before = child;
                    doubles.push(child);
                }
                None => left.push(child),
            }
        }
        let findings = doubles.iter().map(|double| {
            let node = Node::of(tree, *double);
            let message = format!("the key `{}` stands here twice", key(double));
            Finding::new(&DUPLICATE_KEY, At::Key(node.pointer()), message)
                .help("the last one counts; remove the others")
        });
        self.findings.extend(findings);
        *children = left;
    }

    /// Takes out what is merged: the children of the maps under `<<`, in their order.
    pub(super) fn merged(&self, children: &mut Vec<u32>) -> Vec<u32> {
        let mut merged = Vec::new();
        children.retain(|child| {
            let node = Node::of(&self.tree, *child);
            let is_merge = node.key() == Some(MERGE);
            let maps = is_merge.then(|| self.maps(*child)).flatten();
            if let Some(maps) = &maps {
                merged.extend(maps.iter().flat_map(|map| self.children_of(*map)));
            }
            maps.is_none()
        });
        merged
    }

    /// A map, or the maps that are all of a list.
    fn maps(&self, index: u32) -> Option<Vec<u32>> {
        let is_map = |index: &u32| {
            let item = self.tree.items.get(*index as usize);
            item.is_some_and(|item| matches!(item.content, Content::Map(_)))
        };
        if is_map(&index) {
            return Some(vec![index]);
        }
        let content = self.tree.items.get(index as usize)?.content;
        let items = match content {
            Content::List(children) => self.tree.children(children).to_vec(),
            _ => return None,
        };
        items.iter().all(is_map).then_some(items)
    }

    fn children_of(&self, index: u32) -> Vec<u32> {
        match self.tree.items.get(index as usize).map(|item| item.content) {
            Some(Content::Map(children)) => self.tree.children(children).to_vec(),
            _ => Vec::new(),
        }
    }

    /// Adds the keys of merged maps that are not there yet; of several maps the first wins.
    pub(super) fn fill(&mut self, map: u32, children: &mut Vec<u32>, merged: &[u32]) {
        if merged.is_empty() {
            return;
        }
        let text = |index: u32| Node::of(&self.tree, index).key().unwrap_or_default().to_owned();
        let mut there: HashSet<String> = children.iter().map(|child| text(*child)).collect();
        let new = merged.iter().copied().filter(|child| there.insert(text(*child)));
        let new: Vec<u32> = new.collect();
        for child in new {
            if let Some(item) = self.tree.items.get_mut(child as usize) {
                item.parent = map;
            }
            children.push(child);
        }
    }
}
