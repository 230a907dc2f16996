//! What the caller gets of an answer: as a whole, in chunks as it comes, or item by item.

mod byte_stream;
mod items;
mod opening;
mod response;
mod sending;

pub use self::{
    byte_stream::ByteStream,
    items::{Chunks, Event, Events, ItemStream, Lines, RawEvents, Sequence, WholeEvents},
    opening::{Opening, Streamed},
    response::Response,
    sending::{Sending, SendingRaw},
};
pub(crate) use self::{
    byte_stream::{Limits, OpeningWork, Reopen},
    sending::Work,
};
