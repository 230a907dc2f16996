//! Lists whose pages are counted.

use vetted_runtime::{Json, Paging};

use super::{Page, all, targets};
use crate::{GET, Reply, Server, core};

vetted_runtime::request! {
    /// By offset.
    OffsetRequest -> Json<Page>;
}
vetted_runtime::pages! {
    OffsetRequest {
        page: Page;
        item: i64;
        by: Paging::offset("skip").size("limit", Some(100));
        items: |page| page.items;
        total: |page| page.total;
    }
}

#[tokio::test]
async fn offsets_count_items_from_where_the_request_begins() {
    let server = Server::start(|seen| {
        let at = seen.target.split("skip=").nth(1).and_then(|text| text.parse::<i64>().ok());
        let from = at.unwrap_or(0);
        let to = (from + 2).min(5);
        Reply::json(&format!(r#"{{"items": {:?}, "total": 5}}"#, (from..to).collect::<Vec<_>>()))
    })
    .await;
    let mut items = OffsetRequest { request: core(&server).request(&GET) }.items();
    assert_eq!(all(&mut items).await.0, [0, 1, 2, 3, 4]);
    assert_eq!(targets(&server)[1..], ["/v1/things?skip=2", "/v1/things?skip=4"]);
    let request = core(&server).request(&GET).query("skip", &3);
    let mut items = OffsetRequest { request }.items();
    assert_eq!(all(&mut items).await.0, [3, 4]);
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_page_shorter_than_asked_for_is_the_last() {
    let server = Server::start(|_| Reply::json(r#"{"items": [1]}"#)).await;
    let request = core(&server).request(&GET).query("limit", &2);
    assert_eq!(all(&mut OffsetRequest { request }.items()).await.0, [1]);
    assert_eq!(server.seen().len(), 1);
    let empty = Server::start(|_| Reply::json(r#"{"items": []}"#)).await;
    let request = core(&empty).request(&GET);
    assert!(OffsetRequest { request }.items().next().await.is_none());
    assert_eq!(empty.seen().len(), 1);
}

#[tokio::test]
async fn a_server_that_ignores_the_offset_ends_in_an_error() {
    let server = Server::start(|_| Reply::json(r#"{"items": [1, 2]}"#)).await;
    let mut items = OffsetRequest { request: core(&server).request(&GET) }.items();
    let (found, err) = all(&mut items).await;
    assert_eq!(found, [1, 2, 1, 2]);
    assert!(err.unwrap().to_string().contains("the same page again"));
}
