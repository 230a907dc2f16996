//! Choices by number: the same number always makes the same choices, and counting up goes through all of them.

/// A number that choices are taken off, as digits of changing bases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick(pub(super) usize);

impl Pick {
    /// One of `count` possibilities, and 0 if there are none.
    pub(super) fn choose(&mut self, count: usize) -> usize {
        if count < 2 {
            return 0;
        }
        let chosen = self.0 % count;
        self.0 /= count;
        chosen
    }

    /// One of a list.
    pub(super) fn from<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let chosen = self.choose(list.len());
        list.get(chosen)
    }

    /// Another pick for a neighbour, so that neighbours do not all change in step. The first pick is the first
    /// everywhere.
    pub(super) fn beside(self, position: usize) -> Self {
        if self.0 == 0 { self } else { Self(self.0 + position) }
    }
}
