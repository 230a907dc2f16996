//! Lists that come in pages: one request a page, sent when somebody asks for it.
//!
//! `plan` is what the document says of a list, `facts` what a page says of the next one, and `decide` draws the
//! conclusion; none of them waits for anything. `walk` puts the three around the sending of a request.

mod decide;
mod facts;
mod items;
mod link;
mod macros;
mod pages;
mod plan;
mod position;
mod walk;

pub use self::{
    facts::{List, Said},
    items::Items,
    pages::{Paged, Pages},
    plan::Paging,
    position::{PagePosition, ParsePagePositionError},
};
