//! The state of a call: what its steps share, from the first attempt to the last.

mod prepared;
mod signed;

pub(crate) use self::{
    prepared::{CallSettings, Message, Prepared},
    signed::{Signed, add_cookie, add_pair},
};
