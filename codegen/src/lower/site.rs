//! Where lowering stands: the place in the document, and the words that would name a type found there.

use crate::diagnostic::Pointer;

/// A place in the document and the words to name a type by that is written there. Cheap to extend and to clone.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The place.
    pub(super) at: Pointer,
    /// The words, in the same sharing list that pointers are.
    words: Pointer,
    /// Whether a whole component schema stands here.
    component: bool,
}

impl Site {
    /// A component schema. `at`: where it is written, which is elsewhere when the document refers into something else.
    pub(super) fn component(name: &str, at: Pointer) -> Self {
        Self { component: true, ..Self::new(at, [name]) }
    }

    /// Any other place.
    pub(super) fn new<'w>(at: Pointer, words: impl IntoIterator<Item = &'w str>) -> Self {
        let words = words.into_iter().fold(Pointer::root(), |words, word| words.join(word));
        Self { at, words, component: false }
    }

    fn inner(at: Pointer, words: Pointer) -> Self {
        Self { at, words, component: false }
    }

    /// A value inside this one that is named as this one is.
    pub(super) fn under(&self, token: &str) -> Self {
        Self::inner(self.at.join(token), self.words.clone())
    }

    /// An item of a list inside this value, named as this one is.
    pub(super) fn under_item(&self, token: &str, index: usize) -> Self {
        Self::inner(self.at.join(token).item(index), self.words.clone())
    }

    /// The same place with one more word.
    pub(super) fn word(&self, word: &str) -> Self {
        Self::inner(self.at.clone(), self.words.join(word))
    }

    /// The words of this place for a value at another.
    pub(super) fn at(&self, at: &Pointer) -> Self {
        Self::inner(at.clone(), self.words.clone())
    }

    /// The name of the component schema that stands here.
    pub(super) fn component_name(&self) -> Option<&str> {
        self.words.last().filter(|_| self.component)
    }

    /// A property of the object that stands here.
    pub(super) fn property(&self, name: &str) -> Self {
        Self::inner(self.at.join("properties").join(name), self.words.join(name))
    }

    /// The items of the list that stands here: `tags` holds a `tag`, a list with another name holds an `item`.
    pub(super) fn items(&self) -> Self {
        let before = self.words.parent().filter(|before| before.parent().is_some());
        let words = match (before, self.words.last().and_then(singular)) {
            (Some(before), Some(singular)) => before.join(singular),
            _ => self.words.join("item"),
        };
        Self::inner(self.at.join("items"), words)
    }

    /// The words, outermost first.
    pub(super) fn words(&self) -> Vec<String> {
        self.words.tokens().into_iter().map(str::to_owned).collect()
    }
}

/// One of what the word names many of, where English makes that plain.
fn singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| !stem.is_empty()) {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es")
        && ["ss", "x", "ch", "sh"].iter().any(|end| stem.ends_with(end))
    {
        return Some(stem.to_owned());
    }
    let stem = word.strip_suffix('s')?;
    (stem.len() > 1 && !["s", "u", "i"].iter().any(|end| stem.ends_with(end)))
        .then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_holds_a_tag() {
        let words = |list: &str| {
            Site::component("Pet", Pointer::root()).property(list).items().words().join(" ")
        };
        assert_eq!(words("tags"), "Pet tag");
        assert_eq!(words("categories"), "Pet category");
        assert_eq!(words("addresses"), "Pet address");
        assert_eq!(words("status"), "Pet status item");
        assert_eq!(words("data"), "Pet data item");
        assert_eq!(Site::component("Pets", Pointer::root()).items().words().join(" "), "Pets item");
    }
}
