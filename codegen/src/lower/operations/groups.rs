//! Groups: operations by their first tag, or by the first word of their path.

use std::collections::{BTreeSet, HashMap};

use crate::{
    diagnostic::{Code, Pointer},
    ir::{Group, GroupId},
    lower::context::Context,
};

pub(crate) static TAG_SPELLING: Code = Code::note(
    "tag-spelling",
    "a tag that differs from another only in its spelling",
    "Two tags make one name in Rust. Their operations stand in one group.",
);

/// The group of paths that name nothing.
const NAMELESS: &str = "default";

/// Groups as they come up.
#[derive(Debug)]
pub(in crate::lower) struct Groups<'a> {
    list: Vec<Group>,
    /// Each of them by what tells it apart.
    by_key: HashMap<String, usize>,
    /// Spellings of tags that were spoken of.
    respelt: BTreeSet<String>,
    /// How many leading segments all paths share.
    common: usize,
    /// The tags that the document lists, for order and prose; the first of a key.
    tags: &'a [crate::model::Tag],
    listed: HashMap<String, usize>,
}

impl<'a> Groups<'a> {
    pub(in crate::lower) fn new(cx: &Context<'a>) -> Self {
        let paths: Vec<&str> = cx.model.paths.keys().map(String::as_str).collect();
        let mut listed = HashMap::new();
        for (index, tag) in cx.model.tags.iter().enumerate() {
            listed.entry(key(tag.name.trim())).or_insert(index);
        }
        Self {
            list: Vec::new(),
            by_key: HashMap::new(),
            respelt: BTreeSet::new(),
            common: common_segments(&paths),
            tags: &cx.model.tags,
            listed,
        }
    }

    /// The group of an operation.
    ///
    /// Tags that differ in case, spaces or hyphens alone are one, in the spelling that comes first.
    pub(in crate::lower) fn of(
        &mut self,
        cx: &mut Context<'_>,
        tags: &[String],
        path: &str,
        at: &Pointer,
    ) -> GroupId {
        let mut tags = tags.iter().map(|tag| tag.trim()).enumerate();
        let tag = tags.find(|(_, tag)| !tag.is_empty());
        let name = tag.map_or_else(|| word(path, self.common), |(_, tag)| tag);
        let key = key(name);
        let index = self.by_key.get(&key).copied().unwrap_or_else(|| {
            let listed = self.listed.get(&key).and_then(|index| self.tags.get(*index));
            self.by_key.insert(key, self.list.len());
            self.add(name, listed);
            self.list.len() - 1
        });
        if let (Some((item, tag)), Some(group)) = (tag, self.list.get(index))
            && group.name != tag
            && self.respelt.insert(tag.to_owned())
        {
            let message = format!("the tag `{tag}` is taken for `{}`", group.name);
            cx.report(&TAG_SPELLING, &at.join("tags").item(item), message);
        }
        GroupId(index)
    }

    fn add(&mut self, name: &str, listed: Option<&crate::model::Tag>) {
        let name = listed.map_or(name, |listed| listed.name.trim());
        let description = listed
            .and_then(|listed| listed.description.clone().or_else(|| listed.summary.clone()))
            .filter(|text| !text.trim().is_empty());
        self.list.push(Group { name: name.to_owned(), description });
    }

    /// The groups in the document's order: listed tags as they are listed, then the others as they come up; and where
    /// each id is now.
    pub(in crate::lower) fn finish(self) -> (Vec<Group>, Vec<GroupId>) {
        let tags = self.tags;
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (index, tag) in tags.iter().enumerate() {
            places.entry(tag.name.trim()).or_insert(index);
        }
        let listed = |group: &Group| places.get(group.name.as_str()).copied().unwrap_or(usize::MAX);
        let mut order: Vec<(usize, Group)> = self.list.into_iter().enumerate().collect();
        order.sort_by_key(|(_, group)| listed(group));
        let mut moved = vec![GroupId(0); order.len()];
        for (now, (before, _)) in order.iter().enumerate() {
            if let Some(slot) = moved.get_mut(*before) {
                *slot = GroupId(now);
            }
        }
        (order.into_iter().map(|(_, group)| group).collect(), moved)
    }
}

/// A tag without what may differ between its spellings. One of hyphens alone stays as it is.
fn key(tag: &str) -> String {
    let separates = |char: char| char.is_whitespace() || matches!(char, '-' | '_');
    let key: String =
        tag.chars().filter(|char| !separates(*char)).flat_map(char::to_lowercase).collect();
    if key.is_empty() { tag.to_owned() } else { key }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split(['?', '#']).next().unwrap_or_default().split('/').filter(|part| !part.is_empty())
}

/// How many segments all paths begin with. One path alone shares nothing.
fn common_segments(paths: &[&str]) -> usize {
    let Some((first, others)) = paths.split_first().filter(|(_, others)| !others.is_empty()) else {
        return 0;
    };
    segments(first)
        .enumerate()
        .take_while(|(index, segment)| {
            others.iter().all(|other| segments(other).nth(*index) == Some(segment))
        })
        .count()
}

/// The first segment that tells paths apart: no parameter, and no version unless nothing else is there.
fn word(path: &str, common: usize) -> &str {
    let literal = |segment: &&str| !segment.contains('{');
    let version = |segment: &str| {
        segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            || segment == "api"
    };
    segments(path)
        .skip(common)
        .find(|segment| literal(segment) && !version(segment))
        .or_else(|| segments(path).filter(literal).last())
        .unwrap_or(NAMELESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_what_tells_paths_apart() {
        let paths = ["/api/v1/pets", "/api/v1/pets/{id}", "/api/v1/stores"];
        let common = common_segments(&paths);
        assert_eq!(word("/api/v1/pets/{id}", common), "pets");
        assert_eq!(word("/api/v1/stores", common), "stores");
        assert_eq!(word("/v2/pets", 0), "pets");
        assert_eq!(word("/v2", 0), "v2");
        assert_eq!(word("/{id}", 0), "default");
        assert_eq!(common_segments(&["/pets"]), 0);
        assert_eq!(common_segments(&["/pets", "/pets"]), 1);
    }
}
