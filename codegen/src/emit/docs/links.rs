//! Which addresses may be links: those that lead somewhere from anywhere, and that rustdoc never takes for an item.

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
        _ => Target::Shown(address.to_owned()),
    }
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
