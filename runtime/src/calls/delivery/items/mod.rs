//! Answers that are a stream of items: server-sent events, lines of JSON.

mod event;
mod events;
mod formats;
mod records;
mod stream;

pub use self::{
    event::Event,
    formats::{Chunks, Events, Lines, RawEvents, Sequence, WholeEvents},
    stream::ItemStream,
};
