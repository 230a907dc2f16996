//! Which addresses may be links: those that lead somewhere from anywhere, and that rustdoc never takes for an item.

use std::cell::RefCell;

thread_local! {
    /// What relative links stand below in the file that is emitted, wherever in it prose is written.
    static BASE: RefCell<Option<Base>> = const { RefCell::new(None) };
}

/// What relative links stand below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::emit) struct Base {
    /// Scheme and host.
    origin: String,
    /// The path up to its last slash.
    folder: String,
    /// The page that an anchor is on, where the base is a page for readers.
    page: Option<String>,
}

impl Base {
    /// The vendor's pages, else the server. None where neither is an address.
    pub(in crate::emit) fn of(docs: Option<&str>, server: Option<&str>) -> Option<Self> {
        let docs = docs.and_then(|url| Some(Self { page: Some(url.to_owned()), ..Self::at(url)? }));
        docs.or_else(|| Self::at(server?))
    }

    fn at(url: &str) -> Option<Self> {
        let url = url.trim().split(['?', '#']).next().unwrap_or_default();
        let (scheme, rest) = url.split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '{' | '}' | '<' | '>' | '\\');
        if !matches!(scheme, "http" | "https") || host.is_empty() || !rest.chars().all(plain) {
            return None;
        }
        let folder =
            path.rsplit_once('/').map_or("/".to_owned(), |(folder, _)| format!("/{folder}/"));
        Some(Self { origin: format!("{scheme}://{host}"), folder, page: None })
    }

    /// The address behind a relative link.
    fn resolve(&self, link: &str) -> Option<String> {
        if let Some(anchor) = link.strip_prefix('#') {
            let page = self.page.as_deref()?.split('#').next()?;
            return Some(format!("{page}#{anchor}"));
        }
        if let Some(host) = link.strip_prefix("//") {
            let scheme = self.origin.split("//").next()?;
            return Some(format!("{scheme}//{host}"));
        }
        let whole =
            if link.starts_with('/') { link.to_owned() } else { format!("{}{link}", self.folder) };
        let end = whole.find(['?', '#']).unwrap_or(whole.len());
        let (path, rest) = whole.split_at(end);
        let mut kept: Vec<&str> = Vec::new();
        for part in path.split('/').skip(1) {
            match part {
                "." => {}
                ".." => {
                    kept.pop();
                }
                part => kept.push(part),
            }
        }
        Some(format!("{}/{}{rest}", self.origin, kept.join("/")))
    }
}

/// Says what relative links of the file that comes next stand below.
pub(in crate::emit) fn set_base(base: Option<Base>) {
    BASE.set(base);
}

/// What becomes of a link to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A link, to the address with all that Markdown could misread written in hexadecimal.
    Link(String),
    /// It leads nowhere from here, and its reader may still want to know it: a relative link, an anchor.
    Shown(String),
    /// It says nothing to a reader.
    Nothing,
}

/// What a link to `address` becomes.
pub(super) fn target(address: &str) -> Target {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if rest.strip_prefix("//").is_some_and(|host| !host.is_empty()) => {
            Target::Link(quoted(&format!("{}:{rest}", scheme.to_ascii_lowercase())))
        }
        "mailto" => mail(rest),
        "javascript" | "vbscript" | "data" => Target::Nothing,
        _ if address.is_empty() => Target::Nothing,
        _ => relative(address).unwrap_or_else(|| Target::Shown(address.to_owned())),
    }
}

/// What a link without a scheme becomes, where it is known what it stands below.
fn relative(address: &str) -> Option<Target> {
    // What has a scheme is not relative, and `localhost:80` could be either.
    let front = address.split(['/', '?', '#']).next().unwrap_or_default();
    if front.contains(':') {
        return None;
    }
    let whole = BASE.with_borrow(|base| base.as_ref()?.resolve(address))?;
    Some(Target::Link(quoted(&whole)))
}

/// What a link to a mailbox becomes. One without a dot could be a path to rustdoc.
pub(super) fn mail(address: &str) -> Target {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    if address.contains('@') && address.contains('.') {
        Target::Link(quoted(&format!("mailto:{address}")))
    } else {
        Target::Shown(address.to_owned())
    }
}

/// The address, fit for `(…)` and for `<…>`.
fn quoted(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let balanced = parentheses_balance(address);
    for (at, c) in address.char_indices() {
        let special =
            matches!(c, '<' | '>' | '\\' | '`' | '"' | '|') || c.is_whitespace() || c.is_control();
        // An entity would be read as the character that it names.
        let entity = c == '&' && super::inline::entity(&address[at..]).is_some();
        if special || entity || (matches!(c, '(' | ')') && !balanced) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether each parenthesis has its partner; then they may stand in a link as they are.
fn parentheses_balance(address: &str) -> bool {
    const DEEPEST: i32 = 3;
    let mut depth = 0;
    for c in address.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if !(0..=DEEPEST).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_link_stands_below_the_vendors_pages_or_the_server() {
        let docs = Some("https://docs.example.com/v1/guide.html?x=y");
        for (docs, server, link, expected) in [
            (docs, None, "/rest", Some("https://docs.example.com/rest")),
            (docs, None, "more", Some("https://docs.example.com/v1/more")),
            (docs, None, "./a/../b?c#d", Some("https://docs.example.com/v1/b?c#d")),
            (docs, None, "../../../a", Some("https://docs.example.com/a")),
            (docs, None, "//other.com/a", Some("https://other.com/a")),
            (docs, None, "#part", Some("https://docs.example.com/v1/guide.html?x=y#part")),
            (docs, None, "localhost:80/a", None),
            (docs, None, "ftp://a.b", None),
            (None, Some("https://api.example.com"), "a", Some("https://api.example.com/a")),
            (None, Some("https://api.example.com/v1"), "#part", None),
            (None, Some("https://{host}/v1"), "a", None),
            (Some("/docs"), None, "a", None),
        ] {
            set_base(Base::of(docs, server));
            let expected = expected.map(|it| Target::Link(it.to_owned()));
            let expected = expected.unwrap_or_else(|| Target::Shown(link.to_owned()));
            assert_eq!(target(link), expected, "{link}");
        }
        set_base(None);
    }
}
