//! `host`, `basePath` and `schemes` → servers.

use super::{Converter, object, text};
use crate::load::{List, Made, Node};

/// The scheme that is taken where nobody says one.
const DEFAULT: &str = "https";

impl<'d> Converter<'d> {
    /// The servers of the document.
    pub(super) fn servers(&mut self) -> Option<Made> {
        let urls = match self.urls(&schemes(self.root.get("schemes"))) {
            Some(urls) => urls,
            // Without a host, the document's own is meant, which nobody here knows.
            None => vec![self.base_path().filter(|path| !path.is_empty())?.to_owned()],
        };
        let written = self.root.get("host").or_else(|| self.root.get("basePath"))?;
        Some(listed(urls, std::iter::repeat(written), written))
    }

    /// The servers of an operation that has schemes of its own.
    pub(super) fn own_servers(&mut self, node: Node<'d>) -> Option<Made> {
        let own = schemes(Some(node));
        // The first server is the one that is called.
        let called = schemes(self.root.get("schemes")).first().and_then(|scheme| scheme.as_str());
        let called = Some(called.unwrap_or(DEFAULT));
        if own.is_empty() || own.iter().any(|scheme| scheme.as_str() == called) {
            return None;
        }
        let urls = self.urls(&own)?;
        Some(listed(urls, own, node))
    }

    fn urls(&self, schemes: &[Node<'d>]) -> Option<Vec<String>> {
        let host = text(self.root, "host")?.trim().trim_end_matches('/');
        let path = self.base_path().unwrap_or_default();
        // Careless, but clear.
        if host.contains("://") {
            return Some(vec![format!("{host}{path}")]);
        }
        let schemes = schemes.iter().filter_map(|scheme| scheme.as_str());
        let mut urls: Vec<String> =
            schemes.map(|scheme| format!("{scheme}://{host}{path}")).collect();
        if urls.is_empty() {
            urls.push(format!("{DEFAULT}://{host}{path}"));
        }
        Some(urls)
    }

    /// The path that all paths stand below, without a slash at its end.
    fn base_path(&self) -> Option<&'d str> {
        Some(text(self.root, "basePath")?.trim().trim_end_matches('/'))
    }
}

/// The schemes that a client of HTTP can use: the safe one first, since the first server is the one that is called.
fn schemes(node: Option<Node<'_>>) -> Vec<Node<'_>> {
    let all = || node.and_then(Node::as_list).into_iter().flat_map(List::items);
    let of_name = |name| all().find(|scheme| scheme.as_str() == Some(name));
    ["https", "http"].into_iter().filter_map(of_name).collect()
}

/// Servers by their URLs, and where each is written.
fn listed<'d>(
    urls: Vec<String>,
    written: impl IntoIterator<Item = Node<'d>>,
    instead: Node<'d>,
) -> Made {
    let servers = urls.into_iter().zip(written);
    let servers = servers.map(|(url, at)| object([("url", Made::scalar(url, at))], at));
    Made::list(servers.collect(), instead)
}
