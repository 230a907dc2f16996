//! Doc comments that wait beside their items.
//!
//! A quarter of the lines of a crate are documentation. As attributes they were a sixth of the time that generating
//! takes: each line a literal that `quote` escapes, and that `syn` and `prettyplease` read again. So a comment's lines
//! are kept here, the item has one attribute with their number (`#[doc(7)]`), and `format` puts the lines in its place.
//!
//! They are kept for each thread, since all emitters make comments and none of them should have to hand them up. A file
//! is emitted by one thread, and [`take`] empties the store behind each.

use std::{cell::RefCell, mem};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

thread_local! {
    static WAITING: RefCell<Vec<Vec<String>>> = const { RefCell::new(Vec::new()) };
}

/// The attribute that stands for a doc comment; nothing for an empty one.
pub(in crate::emit) fn attribute(lines: Vec<String>) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let number = WAITING.with_borrow_mut(|waiting| {
        waiting.push(lines);
        waiting.len() - 1
    });
    let number = Literal::usize_unsuffixed(number);
    quote! { #[doc(#number)] }
}

/// The comments of the file that was just emitted, by their numbers.
pub(in crate::emit) fn take() -> Vec<Vec<String>> {
    WAITING.with_borrow_mut(mem::take)
}
