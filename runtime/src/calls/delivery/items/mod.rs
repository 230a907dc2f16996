//! Answers that are a stream of items: server-sent events, lines of JSON.

mod event;
mod events;
mod kinds;
mod records;
mod stream;

pub use self::{
    event::Event,
    kinds::{Chunks, Events, Lines, RawEvents, Sequence, WholeEvents},
    stream::ItemStream,
};
