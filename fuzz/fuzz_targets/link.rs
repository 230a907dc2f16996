//! The header `Link`: what leads to the next page of a list, and never to another server.
//!
//! The first byte says whether the others are the header's lines as they are, or choose the parts of one that is
//! written as RFC 8288 says.

#![no_main]

use http::HeaderValue;
use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_target,
};
use url::Url;
use vetted_fuzz::server::{self, ORIGIN};
use vetted_runtime::{HeaderMap, HttpResponse, Json, Paging, StatusCode};

vetted_runtime::request! {
    /// A list whose pages are told by the header.
    ListRequest -> Json<Vec<i64>>;
}
vetted_runtime::pages! {
    ListRequest {
        page: Vec<i64>;
        item: i64;
        by: Paging::link_header();
        items: |page| *page;
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    if kind % 2 == 0 {
        let lines: Vec<&[u8]> = rest.split(|byte| *byte == b'\n').collect();
        drop(followed(&lines));
    } else if let Ok((line, expected)) = written(&mut Unstructured::new(rest)) {
        assert_eq!(followed(&[line.as_bytes()]), expected, "{line}");
    }
});

/// The URL of the page that the header leads to.
fn followed(lines: &[&[u8]]) -> Option<String> {
    let mut headers = HeaderMap::new();
    for line in lines {
        if let Ok(line) = HeaderValue::from_bytes(line) {
            headers.append("link", line);
        }
    }
    let (core, log) = server::client(move |number| {
        // The second page is the last one.
        let headers = if number == 0 { headers.clone() } else { HeaderMap::new() };
        HttpResponse::new(StatusCode::OK, headers, "[1]")
    });
    let mut items = ListRequest { request: core.request(&server::GET) }.items();
    while server::now(items.next()).is_some() {}
    let log = log.lock().expect("no panic");
    assert!(log.seen.len() <= 2, "more requests than pages");
    let strange = log.seen.iter().find(|seen| !seen.url.starts_with(ORIGIN));
    assert!(strange.is_none(), "another server was asked: {strange:?}");
    log.seen.get(1).map(|seen| seen.url.clone())
}

/// A header, and the page that it leads to.
fn written(u: &mut Unstructured<'_>) -> Result<(String, Option<String>)> {
    let here = Url::parse("https://api.example.com/v1/things").expect("a URL");
    let mut links = Vec::new();
    let mut expected = None;
    for _ in 0..u.int_in_range(1..=4)? {
        let target =
            *u.choose(&["2", "/p?a=b;c,d", "?page=2", "a,b", "x;rel=next", "//api.example.com/e"])?;
        let mut link = format!("{}<{target}>", space(u)?);
        let relation = *u.choose(&["next", "NEXT", "last next", "prev", "nextish", ""])?;
        let before = *u.choose(&[
            "",
            "; title=\"a, <b>; rel=next\"",
            ";title=\"\\\"\\\\\"",
            "; a=b",
            ";hreflang=en",
        ])?;
        let quoted = relation.contains(' ') || relation.is_empty() || u.arbitrary()?;
        let relation_written = if quoted { format!("\"{relation}\"") } else { relation.to_owned() };
        // Of several relations in a link the first one counts.
        let after = *u.choose(&["", "; rel=next", "; title=x"])?;
        link.push_str(&format!("{before}{};{}rel={relation_written}{after}", space(u)?, space(u)?));
        let is_next = relation.split(' ').any(|word| word.eq_ignore_ascii_case("next"));
        if is_next && expected.is_none() {
            expected = here.join(target).ok().map(String::from);
        }
        links.push(link);
    }
    Ok((links.join(","), expected))
}

fn space(u: &mut Unstructured<'_>) -> Result<&'static str> {
    u.choose(&["", " ", "\t "]).copied()
}
