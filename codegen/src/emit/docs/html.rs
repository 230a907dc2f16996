//! HTML in prose: what tags say, as Markdown says it.
//!
//! A tag that shapes text becomes its Markdown or goes. A word in angles that is no such tag is text, as its writer
//! meant it: `<id>`, `Vec<String>`. Comments go, and so does what scripts and styles hold.

use pulldown_cmark::{Event, Parser};

use super::{
    build::{Builder, Container},
    leaf::{Span, SpanKind},
    page::{List, Mark, Table},
    read,
};

/// What an element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Its text begins and ends a paragraph.
    Paragraph,
    /// Its text stays where it is.
    Bare,
    /// Its text says nothing to a reader.
    Hidden,
    Break,
    Rule,
    Pre,
    Quote,
    Bullets,
    Numbers,
    Item,
    Table,
    Row,
    Cell,
    Heading(u8),
    Mark(Mark),
    Code,
    Link,
    Image,
}

fn element(name: &str) -> Option<Element> {
    Some(match name {
        "p" | "div" | "section" | "article" | "header" | "footer" | "center" | "details"
        | "summary" | "dl" | "dt" | "dd" | "figure" | "figcaption" | "caption" => {
            Element::Paragraph
        }
        "span" | "font" | "small" | "big" | "sub" | "sup" | "label" | "nobr" | "wbr" | "u"
        | "ins" | "mark" | "abbr" | "svg" | "path" | "thead" | "tbody" | "tfoot" | "colgroup"
        | "col" => Element::Bare,
        "script" | "style" => Element::Hidden,
        "br" => Element::Break,
        "hr" => Element::Rule,
        "pre" => Element::Pre,
        "blockquote" => Element::Quote,
        "ul" => Element::Bullets,
        "ol" => Element::Numbers,
        "li" => Element::Item,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "b" | "strong" => Element::Mark(Mark::Strong),
        "i" | "em" | "cite" | "dfn" => Element::Mark(Mark::Emphasis),
        "s" | "del" | "strike" => Element::Mark(Mark::Strike),
        "code" | "tt" | "kbd" | "samp" | "var" => Element::Code,
        "a" => Element::Link,
        "img" => Element::Image,
        _ => return None,
    })
}

/// What stands between `<` and `>`.
struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag that `text` begins with, and what is behind it.
    fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let inside = text.strip_prefix('<')?;
        let (closes, inside) =
            inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let length =
            inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
        let (name, behind) = inside.split_at(length);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || !behind.starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
        {
            return None;
        }
        let end = attributes_end(behind)?;
        let (attributes, behind) = behind.split_at(end);
        let tag = Self { name: name.to_ascii_lowercase(), closes, attributes };
        Some((tag, behind.strip_prefix('>').unwrap_or(behind)))
    }

    /// Whether it ends the text before it.
    fn is_block(&self) -> bool {
        let stays = |element| {
            use Element::{Bare, Break, Code, Image, Link, Mark};
            matches!(element, Bare | Break | Code | Image | Link | Mark(_))
        };
        element(&self.name).is_some_and(|element| !stays(element))
    }

    /// The value of an attribute.
    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (name, behind) = rest.split_at(length);
            let Some(value) = behind.trim_start().strip_prefix('=') else {
                rest = behind;
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, behind) = match quote {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(decoded(value));
            }
            rest = behind;
        }
    }
}

/// Where the `>` stands that ends a tag: not inside quotes, and before any other `<`.
fn attributes_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (None, '>') => return Some(at),
            (None, '<') => return None,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    None
}

/// One tag or comment among Markdown's text.
pub(super) fn inline(builder: &mut Builder, hidden: &mut Option<String>, text: &str) {
    match Tag::read(text) {
        Some((tag, "")) => apply(builder, hidden, &tag, text),
        _ if hidden.is_some() || text.starts_with("<!--") => {}
        _ => builder.text(text),
    }
}

/// A block of HTML, as it stands. Between the tags of blocks stands text that is Markdown to most writers, whatever
/// CommonMark says of it.
pub(super) fn block(builder: &mut Builder, text: &str, depth: usize) {
    let mut hidden = None;
    let mut comments = true;
    // Where the text begins that no tag ended yet.
    let mut rest = text;
    let mut at = 0;
    while let Some(found) = rest[at..].find('<') {
        at += found;
        let (front, behind) = rest.split_at(at);
        if comments && behind.starts_with("<!--") {
            if let Some(end) = behind.find("-->") {
                markdown(builder, front, hidden.as_deref(), depth);
                rest = &behind[end + "-->".len()..];
                at = 0;
                continue;
            }
            comments = false;
        }
        match Tag::read(behind) {
            Some((tag, behind)) if hidden.is_some() || builder.is_in_code() || tag.is_block() => {
                markdown(builder, front, hidden.as_deref(), depth);
                apply(builder, &mut hidden, &tag, &rest[at..rest.len() - behind.len()]);
                rest = behind;
                at = 0;
            }
            _ => at += 1,
        }
    }
    markdown(builder, rest, hidden.as_deref(), depth);
    builder.end_paragraph();
}

/// Text between tags.
fn markdown(builder: &mut Builder, text: &str, hidden: Option<&str>, depth: usize) {
    /// How often text that looks like HTML may be read as Markdown.
    const DEEPEST: usize = 3;
    if hidden.is_some() {
        return;
    }
    if builder.is_in_code() || depth >= DEEPEST {
        builder.text(&decoded(text));
        return;
    }
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        read::into(builder, &as_paragraphs(trimmed), depth + 1);
    }
}

/// The text so that no line of it begins a block of HTML without being one: an entity stands before, and says nothing.
fn as_paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        if bare.starts_with('<') {
            out.push_str(NOTHING);
        }
        out.push_str(line);
    }
    out
}

/// Text to Markdown, and nothing to a reader.
const NOTHING: &str = "&#8288;";

/// Does what a tag says.
fn apply(builder: &mut Builder, hidden: &mut Option<String>, tag: &Tag<'_>, text: &str) {
    if let Some(name) = hidden {
        if tag.closes && *name == tag.name {
            *hidden = None;
        }
        return;
    }
    let Some(element) = element(&tag.name) else {
        builder.text(text);
        return;
    };
    if builder.is_in_code() && element != Element::Pre {
        match element {
            Element::Code if !tag.closes => {
                let class = tag.attribute("class").unwrap_or_default();
                builder.language(class.trim_start_matches("language-"));
            }
            Element::Break => builder.line_end(),
            _ => {}
        }
        return;
    }
    match (element, tag.closes) {
        (Element::Bare, _) | (Element::Image, true) => {}
        (Element::Hidden, false) => *hidden = Some(tag.name.clone()),
        (Element::Break, _) => builder.line_end(),
        (Element::Rule, _) => builder.rule(),
        (Element::Pre, false) => builder.begin_code(""),
        (Element::Pre | Element::Hidden, true) => builder.end_code(),
        (Element::Mark(mark), false) => builder.open_span(Span::Mark(mark)),
        (Element::Mark(mark), true) => builder.close_span(mark.into()),
        (Element::Code, false) => builder.open_span(Span::Code),
        (Element::Code, true) => builder.close_span(SpanKind::Code),
        (Element::Link, true) => builder.close_span(SpanKind::Link),
        (Element::Link, false) => match tag.attribute("href") {
            Some(to) => builder.open_link(&to, false),
            // `<a>` is a place for something; `<a name=…>` is a place to go to.
            None if tag.attributes.trim().is_empty() => builder.text(text),
            None => {}
        },
        (Element::Image, false) => image(builder, tag),
        (element, closes) => apply_block(builder, element, closes, tag),
    }
}

fn apply_block(builder: &mut Builder, element: Element, closes: bool, tag: &Tag<'_>) {
    let list = |start| Container::List(List { start, loose: false, items: Vec::new() });
    match (element, closes) {
        (Element::Quote, false) => builder.open_tag(Container::Quote, "blockquote"),
        (Element::Quote, true) => builder.close_tag("blockquote", "table"),
        (Element::Bullets, false) => builder.open_tag(list(None), "ul"),
        (Element::Bullets, true) => builder.close_tag("ul", "ol table blockquote"),
        (Element::Numbers, false) => {
            let start = tag.attribute("start").and_then(|start| start.trim().parse().ok());
            builder.open_tag(list(Some(start.unwrap_or(1).min(999_999_999))), "ol");
        }
        (Element::Numbers, true) => builder.close_tag("ol", "ul table blockquote"),
        (Element::Item, false) => builder.open_tag(Container::Item, "li"),
        (Element::Item, true) => builder.close_tag("li", "ul ol table blockquote"),
        (Element::Table, false) => builder.open_tag(Container::Table(Table::default()), "table"),
        (Element::Table, true) => builder.close_tag("table", ""),
        (Element::Row, false) if builder.in_table() => builder.row(),
        (Element::Cell, false) if builder.in_table() => builder.cell(),
        (Element::Row | Element::Cell, true) if builder.in_table() => builder.end_leaf(),
        (Element::Heading(level), false) => builder.heading(level),
        _ => builder.end_paragraph(),
    }
}

/// An image is a link with what it shows: documentation loads nothing from elsewhere.
fn image(builder: &mut Builder, tag: &Tag<'_>) {
    let text = tag.attribute("alt").unwrap_or_default();
    if let Some(from) = tag.attribute("src") {
        builder.open_link(&from, false);
        builder.text(&text);
        builder.close_span(SpanKind::Link);
    } else {
        builder.text(&text);
    }
}

/// Text with the characters that its entities name. Markdown has the same ones, and knows them.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (front, behind) = rest.split_at(at);
        out.push_str(front);
        let length = super::inline::entity(behind).unwrap_or(1);
        let (entity, behind) = behind.split_at(length);
        for event in Parser::new(entity) {
            if let Event::Text(text) = event {
                out.push_str(&text);
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    super::printable(&out).into_owned()
}
