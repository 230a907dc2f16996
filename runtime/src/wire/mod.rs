//! How a Rust type stands on the wire, as a table.
//!
//! Generated types state their wire form through the macros of this module instead of serde's derives, which cost
//! a generated crate most of its compile time. A macro expands to the little that differs from type to type;
//! what is the same for all of them is compiled here, once.
//!
//! Nothing here knows HTTP.

pub mod adapters;
mod blame;
mod careful;
mod field;
mod found;
mod integer_enum;
mod known;
mod maybe;
mod misses;
mod nesting;
mod newtype;
mod object;
mod only;
mod parts;
mod place;
mod raw;
mod reading;
mod rules;
mod stack;
mod steps;
mod string_enum;
mod undeclared;
mod union;
mod unknown;

pub(crate) use self::{
    blame::{Blamed, blamed},
    found::{SECRET, is_secret as says_secret},
    known::is_strange,
    nesting::{TOO_DEEP, has_more_items},
    place::{read, read_lightly, value_at},
};
pub use self::{
    maybe::Maybe,
    only::Only,
    parts::{Fields, Part, PartContent, Parts},
    place::{Misfit, decode, misfit},
    rules::{Check, Measure, Place, Rule, Subject, Violation, check_value},
    unknown::{Unknown, UnknownInteger, UnknownValue},
};

/// What the macros expand to. Not meant to be named by hand, and free to change with any release.
#[doc(hidden)]
pub mod private {
    pub use super::{
        field::{Adapt, Read, ReadPlain, Write, Writing, slot},
        integer_enum::read_integer,
        object::{Declares, Object, read_object},
        parts::{AddFiles, AddValue, Form, present, tag},
        string_enum::{Text, read_text},
        undeclared::keep_undeclared,
        union::{
            Best, Line, Probe, ProbeAny, Text as UnionText, Union, by_tag, from_value, read_union,
            write_tagged,
        },
    };
}
