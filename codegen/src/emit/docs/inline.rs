//! Cleans what stands inside a line: links, brackets, tags, code spans.

use std::fmt::Write as _;

/// Tags that only shape text; they go. What they hold stays.
const SHAPING: &[&str] = &[
    "p",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "div",
    "span",
    "ul",
    "ol",
    "a",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "font",
    "small",
    "sub",
    "sup",
    "center",
    "blockquote",
    "details",
    "summary",
    "img",
    "hr",
    "pre",
    "dl",
    "dt",
    "dd",
    "section",
    "svg",
    "path",
    "label",
    "nobr",
];

/// Takes HTML tags out of prose; `<br>` and `<li>` become lines, `<code>` a code span.
pub(super) fn strip_html(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, len)) = tag(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        match name.as_str() {
            "li" if !rest.starts_with("</") => out.push_str("\n- "),
            "code" => out.push('`'),
            "br" | "p" | "div" | "ul" | "ol" | "tr" | "h1" | "h2" | "h3" | "h4" => out.push('\n'),
            _ => {}
        }
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

/// The name and the length of the tag that `text` begins with, if it is one that is understood.
fn tag(text: &str) -> Option<(String, usize)> {
    let end = text.find('>')?;
    let inside = text[1..end].trim_start_matches('/').trim_end_matches('/');
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    // `<p>` has nothing behind its name, `<a href=…>` a space.
    let behind = inside[name.len()..].chars().next();
    let known = SHAPING.contains(&name.as_str()) || matches!(name.as_str(), "br" | "li" | "code");
    (known && behind.is_none_or(char::is_whitespace) && !inside.contains('<'))
        .then_some((name, end + 1))
}

/// Cleans one line.
pub(super) fn clean(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' => code_span(rest, &mut out),
            '[' => link(rest, &mut out),
            ']' => escaped(c, &mut out),
            '<' => angle(rest, &mut out),
            '\\' => {
                let pair: String = rest.chars().take(2).collect();
                out.push_str(&pair);
                pair.len()
            }
            _ => word(rest, &mut out),
        };
        rest = &rest[taken.max(1).min(rest.len())..];
    }
    out
}

fn escaped(c: char, out: &mut String) -> usize {
    out.push('\\');
    out.push(c);
    1
}

/// A code span as it is; a lone tick is escaped.
fn code_span(text: &str, out: &mut String) -> usize {
    let ticks = text.bytes().take_while(|&b| b == b'`').count();
    let mark = &text[..ticks];
    match text[ticks..].find(mark) {
        Some(len) if len > 0 => {
            let whole = ticks + len + ticks;
            // Spaces inside the ticks are a fault to clippy and nothing to a reader.
            let inside = text[ticks..ticks + len].trim();
            if inside.is_empty() {
                out.push_str(&"\\`".repeat(2 * ticks));
            } else {
                out.push_str(mark);
                out.push_str(inside);
                out.push_str(mark);
            }
            whole
        }
        _ => {
            out.push_str(&"\\`".repeat(ticks));
            ticks
        }
    }
}

/// `[text](url)` stays where the URL is whole; any other bracket is text.
fn link(text: &str, out: &mut String) -> usize {
    let Some(close) = text.find(']') else { return escaped('[', out) };
    let label = &text[1..close];
    let behind = &text[close + 1..];
    let Some(end) = behind.strip_prefix('(').and_then(|inside| inside.find(')')) else {
        if label.contains(['[', '`']) {
            return escaped('[', out);
        }
        out.push_str("\\[");
        out.push_str(&clean(label));
        out.push_str("\\]");
        return close + 1;
    };
    let target = behind[1..=end].split_whitespace().next().unwrap_or_default();
    let label = clean(label);
    let label = label.trim();
    if label.is_empty() {
        return close + 1 + end + 2;
    }
    if target.starts_with("https://") || target.starts_with("http://") {
        let _ = write!(out, "[{label}]({target})");
    } else {
        out.push_str(label);
    }
    close + 1 + end + 2
}

/// `<https://…>` stays; any other `<` is text.
fn angle(text: &str, out: &mut String) -> usize {
    if (text.starts_with("<http://") || text.starts_with("<https://"))
        && let Some(end) = text.find('>')
    {
        out.push_str(&text[..=end]);
        return end + 1;
    }
    if text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return escaped('<', out);
    }
    out.push('<');
    1
}

/// Anything up to the next space or special character: a bare URL gets angles, an identifier becomes code.
fn word(text: &str, out: &mut String) -> usize {
    for scheme in ["https://", "http://"] {
        if text.starts_with(scheme) {
            let end = text
                .find(|c: char| {
                    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | '|')
                })
                .unwrap_or(text.len());
            let url =
                text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_']);
            if url.len() > scheme.len() {
                out.push('<');
                out.push_str(url);
                out.push('>');
            } else {
                let _ = write!(out, "`{url}`");
            }
            return url.len();
        }
    }
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')))
        .unwrap_or(text.len());
    if end == 0 {
        let c = text.chars().next().unwrap_or(' ');
        out.push(c);
        return c.len_utf8();
    }
    let whole = &text[..end];
    let core = whole.trim_end_matches(['.', '-', '/']);
    let front = whole.len() - whole.trim_start_matches(['.', '-', '/']).len();
    if core.len() > front && is_code(&core[front..]) {
        out.push_str(&whole[..front]);
        out.push('`');
        out.push_str(&core[front..]);
        out.push('`');
        out.push_str(&whole[core.len()..]);
    } else {
        out.push_str(whole);
    }
    end
}

/// Whether a word reads as code: it has an underscore inside, or a capital behind a small letter.
fn is_code(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "OAuth",
        "OAuth2",
        "GitHub",
        "GitLab",
        "OpenAPI",
        "JavaScript",
        "TypeScript",
        "GraphQL",
        "macOS",
        "iOS",
    ];
    if NAMES.contains(&word) {
        return false;
    }
    let inner = word.trim_matches('_');
    let snake = inner.contains('_') || word.len() > inner.len();
    let camel = word.split(['/', '.', '-']).any(|part| {
        let letters: Vec<char> = part.chars().collect();
        letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
    });
    (snake && !inner.is_empty()) || camel
}
