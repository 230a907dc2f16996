//! Reads Markdown: CommonMark with the tables and the strikethrough of GitHub's, which most vendors' pages take.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    build::{Builder, Container, alignment},
    html,
    leaf::{Span, SpanKind},
    page::{Block, List, Mark, Table},
};

/// The page that a text is.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    into(&mut builder, text, 0);
    builder.finish()
}

/// Reads a text into a page. `depth` counts how often text was found in what looked like HTML.
pub(super) fn into(builder: &mut Builder, text: &str, depth: usize) {
    let mut reader = Reader { builder, depth, html: None, hidden: None };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        reader.event(event);
    }
}

struct Reader<'a> {
    builder: &'a mut Builder,
    depth: usize,
    /// The block of HTML that is open.
    html: Option<String>,
    /// The element that is open and whose text nobody sees.
    hidden: Option<String>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Html(text) => self.html.get_or_insert_default().push_str(&text),
            Event::InlineHtml(tag) => html::inline(self.builder, &mut self.hidden, &tag),
            _ if self.hidden.is_some() => {}
            Event::Text(text) => self.builder.text(&super::printable(&text)),
            Event::Code(code) => self.builder.span_of_code(&super::printable(&code)),
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => self.builder.line_end(),
            Event::Rule => self.builder.rule(),
            // What is not asked for does not come.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.builder.text(&super::printable(&text));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let builder = &mut *self.builder;
        match tag {
            Tag::Paragraph if self.depth == 0 => builder.paragraph(),
            // Between tags, text stands as close as they do.
            Tag::Paragraph => builder.end_paragraph(),
            Tag::Heading { level, .. } => builder.heading(level as u8),
            Tag::BlockQuote(_) => builder.open_markdown(Container::Quote),
            Tag::CodeBlock(kind) => builder.begin_code(match &kind {
                pulldown_cmark::CodeBlockKind::Fenced(info) => info,
                pulldown_cmark::CodeBlockKind::Indented => "",
            }),
            Tag::List(start) => {
                builder.open_markdown(Container::List(List {
                    start,
                    loose: false,
                    items: Vec::new(),
                }));
            }
            Tag::Item => builder.open_markdown(Container::Item),
            Tag::Table(columns) => {
                let alignments = columns.into_iter().map(alignment).collect();
                builder.open_markdown(Container::Table(Table { alignments, rows: Vec::new() }));
            }
            Tag::TableHead | Tag::TableRow => builder.row(),
            Tag::TableCell => builder.cell(),
            _ if self.hidden.is_some() => {}
            Tag::Emphasis => builder.open_span(Span::Mark(Mark::Emphasis)),
            Tag::Strong => builder.open_span(Span::Mark(Mark::Strong)),
            Tag::Strikethrough => builder.open_span(Span::Mark(Mark::Strike)),
            Tag::Link { link_type, dest_url, .. } => {
                builder.open_link(&super::printable(&dest_url), link_type == LinkType::Email);
            }
            Tag::Image { dest_url, .. } => builder.open_link(&super::printable(&dest_url), false),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.hidden = None;
                self.builder.end_paragraph();
            }
            TagEnd::HtmlBlock => {
                let text = self.html.take().unwrap_or_default();
                html::block(self.builder, &text, self.depth);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => {
                self.builder.close_markdown();
            }
            TagEnd::CodeBlock => self.builder.end_code(),
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.builder.end_leaf(),
            TagEnd::Emphasis => self.builder.close_span(SpanKind::Emphasis),
            TagEnd::Strong => self.builder.close_span(SpanKind::Strong),
            TagEnd::Strikethrough => self.builder.close_span(SpanKind::Strike),
            TagEnd::Link | TagEnd::Image => self.builder.close_span(SpanKind::Link),
            _ => {}
        }
    }
}
