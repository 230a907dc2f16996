//! How a Rust type stands on the wire, as a table.
//!
//! Generated types state their wire form through the macros of this module instead of serde's derives, which cost
//! a generated crate most of its compile time. A macro expands to the little that differs from type to type;
//! what is the same for all of them is compiled here, once.
//!
//! Nothing here knows HTTP.
#![doc = include_str!("tables.md")]

pub mod adapters;
mod careful;
mod constants;
mod field;
mod integer_enum;
mod json_path;
mod known_keys;
mod maybe;
mod misfit_field;
mod misses;
mod nesting;
mod newtype;
mod object;
mod only;
mod parts;
mod place;
mod raw;
mod reading;
mod redaction;
mod rules;
mod stack;
mod string_enum;
mod tuples;
mod undeclared;
mod union;
mod unknown;

pub use self::{
    constants::Constants,
    maybe::Maybe,
    only::Only,
    parts::{Fields, Part, PartContent, Parts},
    place::{Misfit, decode, misfit},
    rules::{Check, Measure, Place, Rule, Subject, Violation, check_value},
    union::OrEmpty,
    unknown::{Unknown, UnknownInteger, UnknownValue},
};
pub(crate) use self::{
    known_keys::is_strange,
    misfit_field::{MisfitField, take_misfit_field},
    nesting::{TOO_DEEP, has_more_items},
    place::{read, read_lightly, value_at},
    redaction::{SECRET, is_secret as says_secret},
};

/// What the macros expand to. Not meant to be named by hand, and free to change with any release.
#[doc(hidden)]
pub mod private {
    pub use super::{
        constants::{Constant, ConstantsDraft, Fixed},
        field::{Adapt, Read, ReadPlain, Write, Writing, slot},
        integer_enum::read_integer,
        object::{Declares, Object, read_object},
        parts::{AddFiles, AddValue, Form, add_constants, present, tag},
        string_enum::{StringEnum, read_string_enum},
        undeclared::keep_undeclared,
        union::{
            Best, Line, Probe, ProbeAny, Union, UnionText, by_tag, from_value, read_union,
            write_tagged,
        },
    };
}
