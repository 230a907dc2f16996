//! Groups: operations by their first tag, or by the first word of their path.

use crate::ir::{Group, GroupId};

use super::context::Context;

/// The group of paths that name nothing.
const NAMELESS: &str = "default";

/// Groups as they come up.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    list: Vec<Group>,
    /// How many leading segments all paths share.
    common: usize,
    /// The tags that the document lists, for order and prose.
    tags: &'a [openapiv3::Tag],
}

impl<'a> Groups<'a> {
    pub(super) fn new(cx: &Context<'a>) -> Self {
        let paths: Vec<&str> = cx.model.paths.paths.keys().map(String::as_str).collect();
        Self { list: Vec::new(), common: common_segments(&paths), tags: &cx.model.tags }
    }

    /// The group of an operation.
    pub(super) fn of(&mut self, tags: &[String], path: &str) -> GroupId {
        let tag = tags.iter().map(|tag| tag.trim()).find(|tag| !tag.is_empty());
        let name = tag.unwrap_or_else(|| word(path, self.common));
        if let Some(index) = self.list.iter().position(|group| group.name == name) {
            return GroupId(index);
        }
        let listed = self.tags.iter().find(|listed| listed.name == name);
        let description = listed
            .and_then(|listed| listed.description.clone())
            .filter(|text| !text.trim().is_empty());
        self.list.push(Group { name: name.to_owned(), description });
        GroupId(self.list.len() - 1)
    }

    /// The groups in the document's order: listed tags as they are listed, then the others as they come up; and where
    /// each id is now.
    pub(super) fn finish(self) -> (Vec<Group>, Vec<GroupId>) {
        let tags = self.tags;
        let listed = |group: &Group| {
            tags.iter().position(|tag| tag.name == group.name).unwrap_or(usize::MAX)
        };
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
