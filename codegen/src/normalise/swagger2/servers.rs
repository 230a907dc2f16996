//! `host`, `basePath` and `schemes` → servers.

use serde_json::{Value, json};

use super::{At, Converter};

/// The scheme that is taken where nobody says one.
const DEFAULT: &str = "https";

impl Converter<'_> {
    /// The servers of the document.
    pub(super) fn servers(&mut self) -> Option<Value> {
        let at = At::root();
        let schemes = schemes(self.root.get("schemes"));
        let urls = match self.urls(&schemes) {
            Some(urls) => urls,
            // Without a host, the document's own is meant, which nobody here knows.
            None => vec![self.base_path().filter(|path| !path.is_empty())?.to_owned()],
        };
        let written = if self.root.contains_key("host") { "host" } else { "basePath" };
        self.moved(&at.renamed(written, "servers"));
        Some(listed(&urls))
    }

    /// The servers of an operation that has schemes of its own.
    pub(super) fn own_servers(&mut self, value: &Value, at: &At) -> Option<Value> {
        let own = schemes(Some(value));
        // The first server is the one that is called.
        let called = schemes(self.root.get("schemes")).first().copied().unwrap_or(DEFAULT);
        if own.is_empty() || own.contains(&called) {
            return None;
        }
        let urls = self.urls(&own)?;
        self.moved(&at.renamed("schemes", "servers"));
        Some(listed(&urls))
    }

    fn urls(&self, schemes: &[&str]) -> Option<Vec<String>> {
        let host = self.root.get("host").and_then(Value::as_str)?.trim().trim_end_matches('/');
        let path = self.base_path().unwrap_or_default();
        // Careless, but clear.
        if host.contains("://") {
            return Some(vec![format!("{host}{path}")]);
        }
        let default = [DEFAULT];
        let schemes = if schemes.is_empty() { &default } else { schemes };
        Some(schemes.iter().map(|scheme| format!("{scheme}://{host}{path}")).collect())
    }

    /// The path that all paths stand below, without a slash at its end.
    fn base_path(&self) -> Option<&str> {
        let path = self.root.get("basePath").and_then(Value::as_str)?;
        Some(path.trim().trim_end_matches('/'))
    }
}

/// The schemes that a client of HTTP can use: the safe one first, since the first server is the one that is called.
fn schemes(value: Option<&Value>) -> Vec<&str> {
    let list = value.and_then(Value::as_array);
    let named = |name: &&str| list.into_iter().flatten().any(|scheme| scheme == name);
    ["https", "http"].into_iter().filter(named).collect()
}

fn listed(urls: &[String]) -> Value {
    urls.iter().map(|url| json!({ "url": url })).collect()
}
