//! What is counted, and what must hold of it.

use std::ops::AddAssign;

/// A measure. What exactly it counts stands in the module that counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Types that another type of the crate equals: [`super::duplicates`].
    Duplicates,
    /// Types whose name holds a number that counts: [`super::counting`].
    CountedTypes,
    /// Unions with a variant whose name counts: [`super::counting`].
    CountedUnions,
    /// Variants that are called as their whole payload: [`super::payloads`].
    WholePayloads,
    /// Types with a name of more than 40 characters: [`super::lengths`].
    LongTypes,
    /// Types with a name of more than 60 characters: [`super::lengths`].
    LongestTypes,
    /// Methods with a name of more than 40 characters: [`super::lengths`].
    LongMethods,
    /// Methods that repeat a word of their group: [`super::lengths`].
    EchoingMethods,
    /// Methods that repeat all words of their group: [`super::lengths`].
    WhollyEchoingMethods,
    /// Methods with an article: [`super::lengths`].
    MethodsWithArticle,
    /// Required parameters whose description is on the method's page: [`super::said`].
    ParametersSaid,
    /// Bodies whose description is on the method's page: [`super::said`].
    BodiesSaid,
    /// Answers whose description is on the method's page: [`super::said`].
    AnswersSaid,
    /// Operations with an example: [`super::examples`].
    Examples,
    /// Examples that show `"text"` where the document says more: [`super::examples`].
    PoorExamples,
    /// Lines of `src` an operation: [`super::size`].
    Lines,
    /// Files a crate: [`super::size`].
    Files,
    /// Public fields with one possible value: [`super::constants`].
    ConstantFields,
    /// Types that are there for a constant only: [`super::constants`].
    ConstantTypes,
}

/// What must hold of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Less than so many of a hundred.
    Below(f64),
    /// None at all.
    None,
    /// Every one.
    All,
    /// Less than so many of the part for one of the whole.
    Fewer(u32),
    /// Nothing of all crates together.
    Open,
}

/// A measure in words.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// What it is called in the table of all.
    pub title: &'static str,
    /// What it is called above a column.
    pub short: &'static str,
    /// What must hold.
    pub target: Target,
}

impl Measure {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 19] = [
        Self::Duplicates,
        Self::CountedTypes,
        Self::CountedUnions,
        Self::WholePayloads,
        Self::LongTypes,
        Self::LongestTypes,
        Self::LongMethods,
        Self::EchoingMethods,
        Self::WhollyEchoingMethods,
        Self::MethodsWithArticle,
        Self::ParametersSaid,
        Self::BodiesSaid,
        Self::AnswersSaid,
        Self::Examples,
        Self::PoorExamples,
        Self::Lines,
        Self::Files,
        Self::ConstantFields,
        Self::ConstantTypes,
    ];

    /// What it is called, and what must hold.
    #[must_use]
    pub const fn facts(self) -> Facts {
        use Target::{All, Below, Fewer, None, Open};
        let (title, short, target) = match self {
            Self::Duplicates => {
                ("types that equal another of the crate, without a reason", "equal", Below(3.0))
            }
            Self::CountedTypes => ("types named with a counting number", "counted", Below(0.1)),
            Self::CountedUnions => ("unions with `VariantN`, `Sig2`, `Array3`", "unions", None),
            Self::WholePayloads => (
                "variants named as the whole payload where all share a part",
                "payload",
                Below(2.0),
            ),
            Self::LongTypes => ("type names over 40 characters", "types >40", Below(3.0)),
            Self::LongestTypes => ("type names over 60 characters", "types >60", Below(0.2)),
            Self::LongMethods => ("methods over 40 characters", "methods >40", Below(0.5)),
            Self::EchoingMethods => {
                ("methods that repeat a word of their group", "echo", Below(0.5))
            }
            Self::WhollyEchoingMethods => {
                ("methods that repeat their whole group", "whole echo", Below(0.5))
            }
            Self::MethodsWithArticle => ("methods with an article", "article", None),
            Self::ParametersSaid => {
                ("required parameters described on the method's page", "parameters", All)
            }
            Self::BodiesSaid => ("bodies described on the method's page", "bodies", All),
            Self::AnswersSaid => ("answers described on the method's page", "answers", All),
            Self::Examples => ("operations with an example", "example", All),
            Self::PoorExamples => {
                ("examples with `\"text\"` where the document says more", "\"text\"", None)
            }
            Self::Lines => ("lines an operation", "lines/op", Fewer(140)),
            Self::Files => ("files a crate", "files", Open),
            Self::ConstantFields => ("public fields with one possible value", "constant", None),
            Self::ConstantTypes => ("types for a constant only", "constant types", None),
        };
        Facts { title, short, target }
    }

    /// Whether one more in the part is worse. Else it is one more outside of it.
    #[must_use]
    pub const fn is_fault(self) -> bool {
        !matches!(self.facts().target, Target::All)
    }

    /// Whether it is a share of a hundred.
    #[must_use]
    pub const fn is_share(self) -> bool {
        !matches!(self, Self::Lines | Self::Files)
    }
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are so.
    pub part: usize,
    /// All that were looked at.
    pub whole: usize,
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

impl Share {
    /// How many are not as they should be.
    #[must_use]
    pub fn faults(self, measure: Measure) -> usize {
        if measure.is_fault() { self.part } else { self.whole - self.part }
    }

    /// The part for one of the whole; nothing where there is no whole.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of what a crate has are small")]
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Whether a target holds. It does where there is nothing to look at.
    #[must_use]
    pub fn holds(self, target: Target) -> bool {
        match target {
            Target::Below(percent) => self.ratio().is_none_or(|ratio| 100.0 * ratio < percent),
            Target::None => self.part == 0,
            Target::All => self.part == self.whole,
            Target::Fewer(most) => self.ratio().is_none_or(|ratio| ratio < f64::from(most)),
            Target::Open => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_holds_up_to_its_bound() {
        let share = |part, whole| Share { part, whole };
        assert!(
            share(2, 100).holds(Target::Below(3.0)) && !share(3, 100).holds(Target::Below(3.0))
        );
        assert!(share(0, 5).holds(Target::None) && !share(1, 5).holds(Target::None));
        assert!(share(5, 5).holds(Target::All) && !share(4, 5).holds(Target::All));
        assert!(
            share(139, 1).holds(Target::Fewer(140)) && !share(140, 1).holds(Target::Fewer(140))
        );
        assert!(Share::default().holds(Target::Below(0.1)) && Share::default().holds(Target::All));
    }
}
