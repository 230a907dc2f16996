//! Lists of which a page fails.

use std::sync::atomic::{AtomicU32, Ordering};

use vetted_runtime::{Error, Items, Json, Paging};

use super::{super::server::End, GET, Reply, Server, Way, hasty};

vetted_runtime::request! {
    /// A list whose pages link to the next one.
    NumbersRequest -> Json<Vec<i64>>;
}
vetted_runtime::pages! {
    NumbersRequest {
        page: Vec<i64>;
        item: i64;
        by: Paging::link_header();
        items: |page| *page;
    }
}

/// Three pages, of which the second is cut off so many times.
async fn numbers(failures: u32) -> Server {
    let failed = AtomicU32::new(0);
    Server::start(move |seen| {
        let next = |page| format!("</v1/things?page={page}>; rel=\"next\"");
        match seen.target.as_str() {
            "/v1/things" => Reply::json("[1, 2]").header("link", &next(2)),
            "/v1/things?page=2" if failed.fetch_add(1, Ordering::SeqCst) < failures => {
                Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n[3,", End::Reset)
            }
            "/v1/things?page=2" => Reply::json("[3, 4]").header("link", &next(3)),
            _ => Reply::json("[5]"),
        }
    })
    .await
}

/// All items up to the end or an error.
async fn all(way: Way, mut items: Items<i64>) -> (Items<i64>, Vec<i64>, Option<Error>) {
    let all = move || async move {
        let mut found = Vec::new();
        loop {
            let next = match way {
                Way::Awaited => items.next().await,
                Way::Blocking => items.next_blocking(),
            };
            match next {
                Some(Ok(item)) => found.push(item),
                Some(Err(err)) => return (items, found, Some(err)),
                None => return (items, found, None),
            }
        }
    };
    match way {
        Way::Awaited => all().await,
        Way::Blocking => {
            let runtime = tokio::runtime::Handle::current();
            tokio::task::spawn_blocking(move || runtime.block_on(all())).await.unwrap()
        }
    }
}

/// A page that fails in the middle is asked for again, and no other: every item comes once.
#[tokio::test]
async fn a_page_that_fails_once() {
    for way in Way::BOTH {
        let server = numbers(2).await;
        let request = NumbersRequest { request: hasty(&server).build().unwrap().request(&GET) };
        let (_, found, err) = all(way, request.items()).await;
        assert!(err.is_none(), "{way:?} {err:?}");
        assert_eq!(found, [1, 2, 3, 4, 5], "{way:?}");
        assert_eq!(server.seen().len(), 5, "{way:?}");
    }
}

/// One that goes on failing: what came before it came, the error says how often it was tried, and the list goes on from
/// there later.
#[tokio::test]
async fn a_page_that_goes_on_failing() {
    for way in Way::BOTH {
        let server = numbers(3).await;
        let request = NumbersRequest { request: hasty(&server).build().unwrap().request(&GET) };
        let (items, found, err) = all(way, request.items()).await;
        let err = err.unwrap();
        assert_eq!((found.as_slice(), err.attempts()), (&[1, 2][..], 3), "{way:?} {err:?}");
        assert!(err.is_retryable() && server.seen().len() == 4, "{way:?} {err:?}");

        let kept = items.position().unwrap();
        let (_, found, err) = all(way, items.resume(kept)).await;
        assert_eq!((found.as_slice(), server.seen().len()), (&[3, 4, 5][..], 6), "{way:?} {err:?}");
    }
}
