//! Puts a page together from what Markdown and HTML say, in the order in which they say it.
//!
//! HTML opens and closes as it likes, also across Markdown's blocks. Here everything gets its place: text stands in a
//! paragraph, a cell or a heading, an item in a list, and what nobody closed ends with what it stands in.

use super::{
    blocks::parted,
    fences,
    leaf::{Leaf, LeafKind, Span, SpanKind},
    links::{mail, target},
    page::{Alignment, Block, List, Table},
    tidy::tidy,
};

/// How deep lists and quotations may stand in each other. What is deeper keeps its text.
const DEEPEST: usize = 24;

/// A page under construction.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// What is open around the text; the page itself is not among them.
    frames: Vec<Frame>,
    page: Vec<Block>,
    /// For each open element of Markdown, how many frames stood around it; `None` if it got no frame.
    markdown: Vec<Option<usize>>,
    leaf: Option<Leaf>,
    /// Text that stays as it is: the language, and the text so far.
    code: Option<(String, String)>,
}

/// What holds blocks.
#[derive(Debug)]
pub(super) enum Container {
    Quote,
    List(List),
    Item,
    Table(Table),
}

#[derive(Debug)]
struct Frame {
    container: Container,
    /// The tag that opened it.
    tag: Option<&'static str>,
    blocks: Vec<Block>,
    /// Whether a paragraph of it stands alone, between empty lines.
    loose: bool,
}

impl Builder {
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_code();
        self.close_to(0);
        self.page
    }

    /// Opens what Markdown says.
    pub(super) fn open_markdown(&mut self, container: Container) {
        let around = self.frames.len();
        let opened = self.open(container, None);
        self.markdown.push(opened.then_some(around));
    }

    pub(super) fn close_markdown(&mut self) {
        self.end_paragraph();
        if let Some(Some(around)) = self.markdown.pop() {
            self.close_to(around);
        }
    }

    /// Opens what a tag says, if it may stand here.
    pub(super) fn open_tag(&mut self, container: Container, tag: &'static str) {
        if matches!(container, Container::Item) {
            self.close_tag("li", "ul ol table blockquote");
            if !self.in_table() && !matches!(self.top(), Some(Container::List(_))) {
                self.open(
                    Container::List(List { start: None, loose: false, items: Vec::new() }),
                    Some("ul"),
                );
            }
        }
        self.open(container, Some(tag));
    }

    /// Closes what a tag opened, unless one of `limits` stands between.
    pub(super) fn close_tag(&mut self, tag: &str, limits: &str) {
        self.end_paragraph();
        for (at, frame) in self.frames.iter().enumerate().rev() {
            match frame.tag {
                Some(opened) if opened == tag => {
                    self.close_to(at);
                    return;
                }
                Some(opened) if !limits.split(' ').any(|limit| limit == opened) => {}
                _ => return,
            }
        }
    }

    fn open(&mut self, container: Container, tag: Option<&'static str>) -> bool {
        self.end_paragraph();
        let fits = match (&container, self.top()) {
            // The cells of a table hold text alone.
            (_, Some(Container::Table(_))) => false,
            (Container::Item, top) => matches!(top, Some(Container::List(_))),
            _ => self.frames.len() < DEEPEST,
        };
        if fits {
            if !matches!(container, Container::Item) {
                self.enter_item();
            }
            self.frames.push(Frame { container, tag, blocks: Vec::new(), loose: false });
        } else if matches!(container, Container::Item) {
            self.text(" ");
        }
        fits
    }

    /// What stands in a list stands in one of its items.
    fn enter_item(&mut self) {
        if matches!(self.top(), Some(Container::List(_))) {
            let tag = Some("li");
            self.frames.push(Frame {
                container: Container::Item,
                tag,
                blocks: Vec::new(),
                loose: false,
            });
        }
    }

    fn top(&self) -> Option<&Container> {
        self.frames.last().map(|frame| &frame.container)
    }

    pub(super) fn in_table(&self) -> bool {
        matches!(self.top(), Some(Container::Table(_)))
    }

    fn close_to(&mut self, depth: usize) {
        while self.frames.len() > depth {
            self.end_leaf();
            let Some(Frame { container, blocks, loose, .. }) = self.frames.pop() else { return };
            match container {
                Container::Item => {
                    if let Some(Frame { container: Container::List(list), loose: all, .. }) =
                        self.frames.last_mut()
                    {
                        if !blocks.is_empty() {
                            list.items.push(blocks);
                        }
                        *all |= loose;
                    }
                }
                Container::Quote if !blocks.is_empty() => self.push(Block::Quote(blocks)),
                Container::List(mut list) if !list.items.is_empty() => {
                    let parts = |item: &Vec<Block>| {
                        item.iter().zip(item.iter().skip(1)).any(|(a, b)| parted(a, b))
                    };
                    let several =
                        list.items.len() > 1 || list.items.iter().any(|item| item.len() > 1);
                    list.loose = (loose && several) || list.items.iter().any(parts);
                    self.push(Block::List(list));
                }
                Container::Table(table) => {
                    if let Some(table) = whole(table) {
                        self.push(Block::Table(table));
                    }
                }
                _ => {}
            }
        }
        self.end_leaf();
    }

    fn push(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(frame) => frame.blocks.push(block),
            None => self.page.push(block),
        }
    }

    pub(super) fn row(&mut self) {
        self.end_leaf();
        if let Some(Frame { container: Container::Table(table), .. }) = self.frames.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn cell(&mut self) {
        self.end_leaf();
        if let Some(Frame { container: Container::Table(table), .. }) = self.frames.last_mut() {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            self.leaf = Some(Leaf::new(LeafKind::Cell));
        }
    }

    /// Begins a paragraph of Markdown's.
    pub(super) fn paragraph(&mut self) {
        self.begin(LeafKind::Paragraph);
    }

    pub(super) fn heading(&mut self, level: u8) {
        self.begin(LeafKind::Heading(level));
    }

    fn begin(&mut self, kind: LeafKind) {
        self.end_paragraph();
        if !self.in_table() {
            self.enter_item();
            self.leaf = Some(Leaf::new(kind));
        }
    }

    /// Ends a paragraph or a heading; a cell has only one.
    pub(super) fn end_paragraph(&mut self) {
        self.end_code();
        match &self.leaf {
            Some(leaf) if leaf.kind == LeafKind::Cell => self.text(" "),
            _ => self.end_leaf(),
        }
    }

    /// Ends whatever holds text.
    pub(super) fn end_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let kind = leaf.kind;
        let line = tidy(leaf.finish());
        match (kind, self.frames.last_mut()) {
            (LeafKind::Cell, Some(Frame { container: Container::Table(table), .. })) => {
                if let Some(row) = table.rows.last_mut() {
                    row.push(line);
                }
            }
            _ if line.is_empty() => {}
            (LeafKind::Heading(level), _) => self.push(Block::Heading(level, line)),
            (kind, frame) => {
                if let Some(frame) = frame {
                    frame.loose |= kind == LeafKind::Paragraph;
                }
                self.push(Block::Paragraph(line));
            }
        }
    }

    /// Where text goes; text alone begins a paragraph.
    fn leaf(&mut self) -> &mut Leaf {
        if self.leaf.is_none() {
            if self.in_table() {
                self.cell();
            } else {
                self.enter_item();
            }
        }
        self.leaf.get_or_insert_with(|| Leaf::new(LeafKind::Loose))
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        if self.leaf.is_none() && text.trim().is_empty() {
            return;
        }
        self.leaf().text(text);
    }

    /// A code span.
    pub(super) fn span_of_code(&mut self, code: &str) {
        match &mut self.code {
            Some((_, whole)) => whole.push_str(code),
            None => self.leaf().code(code),
        }
    }

    /// A line end that was meant. A second one begins a paragraph.
    pub(super) fn line_end(&mut self) {
        if let Some((_, code)) = &mut self.code {
            code.push('\n');
            return;
        }
        let Some(leaf) = &mut self.leaf else { return };
        match leaf.kind {
            LeafKind::Heading(_) | LeafKind::Cell => self.text(" "),
            _ if leaf.ends_broken() => self.end_paragraph(),
            _ => leaf.line_end(),
        }
    }

    /// Opens a stretch of text, a marked one say.
    pub(super) fn open_span(&mut self, span: Span) {
        if self.code.is_none() {
            self.leaf().open(span);
        }
    }

    /// Opens a link to an address.
    pub(super) fn open_link(&mut self, address: &str, mailbox: bool) {
        let target = if mailbox { mail(address) } else { target(address) };
        self.open_span(Span::Link(target));
    }

    /// Closes the stretch of that kind, and those inside it.
    pub(super) fn close_span(&mut self, kind: SpanKind) {
        if let Some(leaf) = &mut self.leaf {
            leaf.close(kind);
        }
    }

    /// Begins a code block.
    pub(super) fn begin_code(&mut self, language: &str) {
        self.end_paragraph();
        self.code = Some((language.to_owned(), String::new()));
    }

    pub(super) fn is_in_code(&self) -> bool {
        self.code.is_some()
    }

    /// The language of the code block that is open, if nobody said it yet.
    pub(super) fn language(&mut self, language: &str) {
        if let Some((said, _)) = &mut self.code
            && said.is_empty()
        {
            language.clone_into(said);
        }
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, text)) = self.code.take() else { return };
        if self.in_table() {
            self.span_of_code(&text);
            return;
        }
        let lines = fences::lines(&text);
        if !lines.is_empty() {
            self.enter_item();
            self.push(Block::Code(fences::language(&language), lines));
        }
    }

    pub(super) fn rule(&mut self) {
        self.end_paragraph();
        if !self.in_table() {
            self.enter_item();
            self.push(Block::Rule);
        }
    }
}

/// A table whose head has all columns, and whose rows end with their last text. Nothing if it says nothing.
fn whole(mut table: Table) -> Option<Table> {
    for row in table.rows.iter_mut().skip(1) {
        while row.last().is_some_and(Vec::is_empty) {
            row.pop();
        }
    }
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(table.alignments.len());
    table.rows.first_mut()?.resize(columns, Vec::new());
    table.alignments.resize(columns, Alignment::None);
    let mut head = true;
    table.rows.retain(|row| std::mem::take(&mut head) || !row.is_empty());
    table.rows.iter().flatten().any(|cell| !cell.is_empty()).then_some(table)
}

/// How Markdown aligns a column.
pub(super) fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
