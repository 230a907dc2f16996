//! The table of a request whose answer is a page.

/// States how the list goes on that a request gives a page of; the request has `pages()` and `items()` then.
///
/// `by` is a [`Paging`](crate::Paging), and `items` the list in the page. The rows after that say where a page tells
/// about the next one, as far as it does, in this order: `next` its cursor or URL, `more` and `last` whether there is
/// one, `number` the page's own number, `total` how many items and `pages` how many pages there are in all. A `?` in a
/// row means that the page says nothing.
///
/// ```
/// use vetted_runtime::{Json, Pages, Paging};
///
/// #[derive(Debug)]
/// pub struct PetPage {
///     pub data: Vec<String>,
///     pub cursor: Option<String>,
/// }
///
/// vetted_runtime::object! {
///     PetPage {
///         "data" => data: Vec<String>, required;
///         "cursor" => cursor: String, nullable;
///     }
/// }
///
/// vetted_runtime::request! {
///     /// The request that lists pets.
///     ListRequest -> Json<PetPage>;
/// }
///
/// vetted_runtime::pages! {
///     ListRequest {
///         page: PetPage;
///         item: String;
///         by: Paging::cursor("cursor");
///         items: |page| page.data;
///         next: |page| page.cursor;
///     }
/// }
///
/// async fn print(request: ListRequest) -> vetted_runtime::Result<()> {
///     let mut pets = request.items();
///     while let Some(pet) = pets.next().await {
///         println!("{}", pet?);
///     }
///     Ok(())
/// }
/// ```
#[macro_export]
macro_rules! pages {
    ($request:ident {
        page: $page:ty;
        item: $item:ty;
        by: $paging:expr;
        items: |$list:ident| $items:expr;
        $($fact:ident: |$said:ident| $place:expr;)*
    }) => {
        #[allow(deprecated, reason = "a place in a page may be one that the document advises against")]
        impl $crate::Paged for $request {
            type Page = $page;
            type Item = $item;
            const PAGING: &'static $crate::Paging = &$paging;

            fn items($list: &mut $page) -> ::std::option::Option<&mut ::std::vec::Vec<$item>> {
                $crate::__private::PageList::page_list(&mut $items)
            }

            $(fn $fact($said: &$page) -> ::std::option::Option<::std::string::String> {
                $crate::__private::PageValue::page_text(&$place)
            })*
        }

        impl $request {
            /// The pages of the whole list, from this request on: a stream that asks for one after the other.
            pub fn pages(self) -> $crate::Pages<$page> {
                self.request.pages::<Self>()
            }

            /// The items of the whole list, from this request on: a stream that asks for pages as it needs them.
            pub fn items(self) -> $crate::Items<$item> {
                self.request.items::<Self>()
            }
        }
    };
}
