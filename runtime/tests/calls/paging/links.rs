//! Lists whose pages link to the next one.

use vetted_runtime::{Credential, Json, Operation, PagePosition, Paging, Scheme};

use super::{Page, all, targets};
use crate::{GET, Reply, Server, config, core};

vetted_runtime::request! {
    /// By link.
    LinkRequest -> Json<Page>;
}
vetted_runtime::pages! {
    LinkRequest {
        page: Page;
        item: i64;
        by: Paging::next_link();
        items: |page| page.items;
        next: |page| page.next;
    }
}

vetted_runtime::request! {
    /// By header, and the page is the list.
    HeaderRequest -> Json<Vec<i64>>;
}
vetted_runtime::pages! {
    HeaderRequest {
        page: Vec<i64>;
        item: i64;
        by: Paging::link_header();
        items: |page| *page;
    }
}

static KEY: Scheme = Scheme::bearer("Key");
static LIST: Operation = Operation::new("list", "GET", "/things").security(&[&[&KEY]]);

#[tokio::test]
async fn links_keep_the_credentials_within_their_origin() {
    let server = Server::start(|seen| {
        Reply::json(if seen.target.ends_with("/v1/more?b") {
            r#"{"items": [2]}"#
        } else {
            r#"{"items": [1], "next": "more?b#c"}"#
        })
    })
    .await;
    let core = config(&server).credential(&KEY, Credential::token("t")).build().unwrap();
    let request = core.request(&LIST).query("a", "b");
    assert_eq!(all(&mut LinkRequest { request }.items()).await.0, [1, 2]);
    assert_eq!(targets(&server), ["/v1/things?a=b", "/v1/more?b"]);
    assert!(server.seen().iter().all(|seen| seen.header("authorization") == Some("Bearer t")));
}

#[tokio::test]
async fn a_link_to_another_origin_is_an_error_and_nothing_is_sent() {
    let other = Server::start(|_| Reply::json(r#"{"items": [9]}"#)).await;
    let next = other.url("/v1/things");
    let server =
        Server::start(move |_| Reply::json(&format!(r#"{{"items": [1], "next": "{next}"}}"#)))
            .await;
    let core = config(&server).credential(&KEY, Credential::token("t")).build().unwrap();
    let mut items = LinkRequest { request: core.request(&LIST) }.items();
    let (found, err) = all(&mut items).await;
    assert_eq!(found, [1]);
    let err = err.unwrap();
    assert!(err.to_string().contains("the next page leads elsewhere: http://127.0.0.1:"), "{err}");
    assert!(other.seen().is_empty());
    // Nor does a position that somebody has made up.
    let kept: PagePosition = format!("link:{}", other.url("/")).parse().unwrap();
    assert!(items.resume(kept).next().await.unwrap().is_err());
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn the_link_header_leads_on() {
    let server = Server::start(|seen| match seen.target.as_str() {
        "/v1/things" => Reply::json("[1, 2]")
            .header("link", "</v1/things?page=9>; rel=\"last\", </v1/things?page=2>; rel=\"next\""),
        _ => Reply::json("[3]").header("link", "</v1/things>; rel=\"first\""),
    })
    .await;
    let mut items = HeaderRequest { request: core(&server).request(&GET) }.items();
    assert_eq!(all(&mut items).await.0, [1, 2, 3]);
    assert_eq!(targets(&server), ["/v1/things", "/v1/things?page=2"]);
}
