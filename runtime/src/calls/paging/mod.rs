//! Lists that come in pages: one request a page, sent when somebody asks for it.
//!
//! `plan` is what the document says of a list, `facts` what a page says of the next one, and `decide` draws the
//! conclusion; none of them waits for anything. `walk` puts the three around the sending of a request.

mod items;
mod link;
mod macros;
mod next_page;
mod page_facts;
mod page_walk;
mod pages;
mod paging_style;
mod position;

pub use self::{
    items::Items,
    page_facts::{PageList, PageValue},
    pages::{Paged, Pages},
    paging_style::Paging,
    position::{PagePosition, ParsePagePositionError},
};
