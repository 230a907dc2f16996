//! Where lowering stands: the place in the document, and the words that would name a type found there.

use crate::diagnostic::Pointer;

/// A place in the document and the words to name a type by that is written there. Cheap to extend and to clone.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The place.
    pub(super) at: Pointer,
    /// The words, in the same sharing list that pointers are.
    words: Pointer,
}

impl Site {
    /// A component schema.
    pub(super) fn component(name: &str) -> Self {
        Self::new(Pointer::root().join("components").join("schemas").join(name), [name])
    }

    /// Any other place.
    pub(super) fn new<'w>(at: Pointer, words: impl IntoIterator<Item = &'w str>) -> Self {
        Self { at, words: words.into_iter().fold(Pointer::root(), |words, word| words.join(word)) }
    }

    /// A value inside this one that is named as this one is.
    pub(super) fn under(&self, token: &str) -> Self {
        Self { at: self.at.join(token), words: self.words.clone() }
    }

    /// An item of a list inside this value, named as this one is.
    pub(super) fn under_item(&self, token: &str, index: usize) -> Self {
        Self { at: self.at.join(token).item(index), words: self.words.clone() }
    }

    /// The same place with one more word.
    pub(super) fn word(&self, word: &str) -> Self {
        Self { at: self.at.clone(), words: self.words.join(word) }
    }

    /// The words of this place for a value at another.
    pub(super) fn at(&self, at: &Pointer) -> Self {
        Self { at: at.clone(), words: self.words.clone() }
    }

    /// Whether a component schema stands here.
    pub(super) fn is_component(&self) -> bool {
        self.component_name().is_some()
    }

    /// The name of the component schema that stands here.
    pub(super) fn component_name(&self) -> Option<&str> {
        let section = self.at.parent()?;
        let root = section.parent()?.parent()?;
        let known = section.last() == Some("schemas")
            && section.parent()?.last() == Some("components")
            && root.parent().is_none();
        self.at.last().filter(|_| known)
    }

    /// A property of the object that stands here.
    pub(super) fn property(&self, name: &str) -> Self {
        Self { at: self.at.join("properties").join(name), words: self.words.join(name) }
    }

    /// The items of the list that stands here: `tags` holds a `tag`, a list with another name holds an `item`.
    pub(super) fn items(&self) -> Self {
        let before = self.words.parent().filter(|before| before.parent().is_some());
        let words = match (before, self.words.last().and_then(singular)) {
            (Some(before), Some(singular)) => before.join(singular),
            _ => self.words.join("item"),
        };
        Self { at: self.at.join("items"), words }
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
        let words = |list: &str| Site::component("Pet").property(list).items().words().join(" ");
        assert_eq!(words("tags"), "Pet tag");
        assert_eq!(words("categories"), "Pet category");
        assert_eq!(words("addresses"), "Pet address");
        assert_eq!(words("status"), "Pet status item");
        assert_eq!(words("data"), "Pet data item");
        assert_eq!(Site::component("Pets").items().words().join(" "), "Pets item");
    }
}
