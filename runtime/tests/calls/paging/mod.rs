//! Lists that come in pages.

mod counted;
mod links;

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Waker},
};

use vetted_runtime::{Error, Items, Json, PagePosition, Paging, Retries, StatusCode};

use super::{GET, Reply, Seen, Server, core};

/// A page that says all that a page can say.
#[allow(unreachable_pub, reason = "requests are public, and say what a page of theirs is")]
#[derive(Debug, PartialEq)]
pub struct Page {
    items: Option<Vec<i64>>,
    next: Option<String>,
    more: Option<bool>,
    total: Option<i64>,
}

vetted_runtime::object! {
    Page {
        "items" => items: Vec<i64>, optional;
        "next" => next: String, optional;
        "more" => more: bool, optional;
        "total" => total: i64, optional;
    }
}

vetted_runtime::request! {
    /// By cursor.
    CursorRequest -> Json<Page>;
}
vetted_runtime::pages! {
    CursorRequest {
        page: Page;
        item: i64;
        by: Paging::cursor("cursor");
        items: |page| page.items;
        next: |page| page.next;
        more: |page| page.more;
    }
}

vetted_runtime::request! {
    /// By the id of the last item.
    LastRequest -> Json<Page>;
}
vetted_runtime::pages! {
    LastRequest {
        page: Page;
        item: i64;
        by: Paging::cursor("starting_after");
        items: |page| page.items;
        next: |page| *page.items.as_ref()?.last()?;
        more: |page| page.more;
    }
}

/// A server of three pages by cursor: of two items, of none, of one.
fn three_pages(seen: &Seen) -> Reply {
    Reply::json(match seen.target.rsplit("cursor=").next() {
        Some("a%26b") => r#"{"items": [], "next": "c"}"#,
        Some("c") => r#"{"items": [3], "next": null}"#,
        _ => r#"{"items": [1, 2], "next": "a&b"}"#,
    })
}

fn targets(server: &Server) -> Vec<String> {
    server.seen().into_iter().map(|seen| seen.target).collect()
}

/// The items until the end or an error.
async fn all(items: &mut Items<i64>) -> (Vec<i64>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(err) => return (found, Some(err)),
        }
    }
    (found, None)
}

fn send<T: Send + Unpin + 'static>(_: &T) {}

#[tokio::test]
async fn a_cursor_leads_through_all_pages_with_no_request_more() {
    let server = Server::start(three_pages).await;
    let request = core(&server).request(&GET).query("size", &2).header("x-a", "b");
    let mut items = CursorRequest { request }.items();
    send(&items);
    assert!(server.seen().is_empty(), "nothing is sent before it is asked for");
    assert_eq!(all(&mut items).await.0, [1, 2, 3]);
    assert!(items.next().await.is_none());
    assert_eq!(items.position(), None);
    assert_eq!(
        targets(&server),
        ["/v1/things?size=2", "/v1/things?size=2&cursor=a%26b", "/v1/things?size=2&cursor=c"]
    );
    assert!(server.seen().iter().all(|seen| seen.header("x-a") == Some("b")));
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_needed() {
    let server = Server::start(three_pages).await;
    let mut items = CursorRequest { request: core(&server).request(&GET) }.items();
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    assert_eq!(server.seen().len(), 1);
    assert_eq!(items.page().unwrap().status, StatusCode::OK);
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn pages_come_without_async_code_too() {
    let server = Server::start(three_pages).await;
    let core = core(&server);
    let found = tokio::task::spawn_blocking(move || {
        let mut pages = CursorRequest { request: core.request(&GET) }.pages();
        let begun = {
            let next = pin!(pages.next());
            next.poll(&mut Context::from_waker(Waker::noop()))
        };
        // What was begun in the other manner is begun anew, unless the server was very quick.
        if begun.is_pending() {
            let first = pages.next_blocking().unwrap().unwrap();
            assert_eq!(first.items, Some(vec![1, 2]));
        }
        let mut items = CursorRequest { request: core.request(&GET) }.items();
        let mut found = Vec::new();
        while let Some(item) = items.next_blocking() {
            found.push(item.unwrap());
        }
        found
    });
    assert_eq!(found.await.unwrap(), [1, 2, 3]);
}

#[tokio::test]
async fn pages_come_with_their_heads_and_begin_where_the_request_does() {
    let server = Server::start(|seen| three_pages(seen).header("x-request-id", "r7")).await;
    let request = core(&server).request(&GET).query("cursor", "a&b");
    let mut pages = CursorRequest { request }.pages();
    send(&pages);
    let first = pages.next_raw().await.unwrap().unwrap();
    assert_eq!(
        (first.body.items, first.headers["x-request-id"].to_str().unwrap()),
        (Some(vec![]), "r7")
    );
    assert_eq!(pages.position().unwrap().to_string(), "cursor:c");
    assert_eq!(pages.next().await.unwrap().unwrap().items, Some(vec![3]));
    assert!(pages.next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn an_error_in_the_middle_keeps_what_came_before_and_can_be_resumed() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let server = Server::start(move |seen| match counted.fetch_add(1, Ordering::SeqCst) {
        1 => Reply::status(400, "no"),
        2 => Reply::json("[]"),
        _ => three_pages(seen),
    })
    .await;
    let mut items = CursorRequest { request: core(&server).request(&GET) }.items();
    let (found, err) = all(&mut items).await;
    assert_eq!(found, [1, 2]);
    assert_eq!(err.unwrap().status(), Some(StatusCode::BAD_REQUEST));
    // After the error comes nothing, and nothing is sent.
    assert!(items.next().await.is_none());
    assert_eq!(calls.load(Ordering::SeqCst), 2);

    let kept = items.position().unwrap().to_string();
    assert_eq!(kept, "cursor:a&b");
    let kept: PagePosition = kept.parse().unwrap();
    let request = core(&server).request(&GET).retries(Retries::none());
    let mut items = CursorRequest { request }.items().resume(kept);
    let (found, err) = all(&mut items).await;
    assert!(found.is_empty() && matches!(err, Some(Error::Decode(_))), "{err:?}");
    // The same stream can be resumed too.
    let kept = items.position().unwrap();
    assert_eq!(all(&mut items.resume(kept)).await.0, [3]);
}

#[tokio::test]
async fn items_resume_in_the_middle_of_a_page() {
    let server = Server::start(three_pages).await;
    let mut items = CursorRequest { request: core(&server).request(&GET) }.items();
    assert_eq!(items.position().unwrap(), PagePosition::default());
    items.next().await.unwrap().unwrap();
    let kept = items.position().unwrap();
    assert_eq!(kept.to_string(), "start+1");
    let request = || CursorRequest { request: core(&server).request(&GET) };
    assert_eq!(all(&mut request().items().resume(kept.clone())).await.0, [2, 3]);
    // A page is given as a whole.
    let page = request().pages().resume(kept).next().await.unwrap().unwrap();
    assert_eq!(page.items, Some(vec![1, 2]));
    // A failed page that was to be resumed in its middle still is.
    let refused = "start+1".parse::<PagePosition>().unwrap();
    let broken = Server::start(|_| Reply::status(500, "")).await;
    let mut items = CursorRequest { request: core(&broken).request(&GET) }.items().resume(refused);
    assert!(items.next().await.unwrap().is_err());
    assert_eq!(items.position().unwrap().to_string(), "start+1");
    // More was given than there is by now.
    let kept: PagePosition = "cursor+5:c".parse().unwrap();
    assert_eq!(all(&mut request().items().resume(kept)).await.0, [0_i64; 0]);
}

#[tokio::test]
async fn a_cursor_that_leads_back_is_an_error() {
    let server = Server::start(|_| Reply::json(r#"{"items": [1], "next": "a"}"#)).await;
    let mut items = CursorRequest { request: core(&server).request(&GET) }.items();
    let (found, err) = all(&mut items).await;
    assert_eq!(found, [1, 1]);
    let err = err.unwrap();
    assert!(err.to_string().contains("names a page as the next one that it gave already"), "{err}");
    assert!(items.next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn the_last_item_can_be_the_cursor() {
    let server = Server::start(|seen| {
        Reply::json(if seen.target.ends_with("starting_after=2") {
            r#"{"items": [3], "more": false}"#
        } else {
            r#"{"items": [1, 2], "more": true}"#
        })
    })
    .await;
    let mut items = LastRequest { request: core(&server).request(&GET) }.items();
    assert_eq!(all(&mut items).await.0, [1, 2, 3]);
    assert_eq!(server.seen().len(), 2);
    let empty = Server::start(|_| Reply::json(r#"{"more": false}"#)).await;
    let mut items = LastRequest { request: core(&empty).request(&GET) }.items();
    assert!(items.next().await.is_none());
    assert_eq!(empty.seen().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_built_or_read_is_said_once() {
    let server = Server::start(|_| Reply::json(r#"{"items": 1}"#)).await;
    let request = core(&server).request(&GET).header("bad name", "");
    let mut items = CursorRequest { request }.items();
    assert!(matches!(items.next().await, Some(Err(Error::Request(_)))));
    assert!(items.next().await.is_none());
    // Nor is it sent without the part that was wrong.
    let kept = items.position().unwrap();
    assert!(matches!(items.resume(kept).next().await, Some(Err(Error::Request(_)))));
    assert!(server.seen().is_empty());

    let mut pages = CursorRequest { request: core(&server).request(&GET) }.pages();
    assert!(matches!(pages.next().await, Some(Err(Error::Decode(_)))));
    assert!(pages.next().await.is_none());

    let kept: PagePosition = "number:3".parse().unwrap();
    let request = core(&server).request(&GET);
    let err = CursorRequest { request }.pages().resume(kept).next().await.unwrap().unwrap_err();
    assert!(err.to_string().contains("a list that comes in another way"), "{err}");
}

#[tokio::test]
async fn a_future_that_is_dropped_loses_no_page() {
    let server = Server::start(three_pages).await;
    let mut pages = CursorRequest { request: core(&server).request(&GET) }.pages();
    {
        let next = pin!(pages.next());
        assert!(next.poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    let mut seen = Vec::new();
    while let Some(page) = pages.next().await {
        seen.extend(page.unwrap().items.unwrap_or_default());
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(server.seen().len(), 3);
}

#[test]
fn items_come_without_an_async_runtime() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(three_pages));
    let mut items = CursorRequest { request: core(&server).request(&GET) }.items();
    let found: Vec<i64> =
        std::iter::from_fn(|| items.next_blocking()).collect::<Result<_, _>>().unwrap();
    assert_eq!((found, server.seen().len()), (vec![1, 2, 3], 3));
}
