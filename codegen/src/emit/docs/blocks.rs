//! Writes blocks as lines of Markdown. Every code block is fenced, with a word that rustdoc does not run.

use super::{
    inline,
    page::{Alignment, Block, Inline, List, Table},
    wrap::{WIDTH, wrap},
};

/// However deep a paragraph stands, its lines hold a few words.
const NARROWEST: usize = 40;

/// Blocks as lines, an empty line between each two.
pub(super) fn write(blocks: &[Block]) -> Vec<String> {
    lines(blocks, WIDTH, |_, _| true)
}

/// `parted` says between which blocks an empty line stands.
fn lines(blocks: &[Block], width: usize, parted: impl Fn(&Block, &Block) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut before: Option<&Block> = None;
    // Of two lists that touch, the second needs another mark.
    let mut second = false;
    for block in blocks {
        if before.is_some_and(|before| parted(before, block)) {
            out.push(String::new());
        }
        second = before.is_some_and(|before| alike(before, block)) && !second;
        out.extend(self::block(block, width.max(NARROWEST), second));
        before = Some(block);
    }
    out
}

fn alike(a: &Block, b: &Block) -> bool {
    matches!((a, b), (Block::List(a), Block::List(b)) if a.start.is_some() == b.start.is_some())
}

fn block(block: &Block, width: usize, second: bool) -> Vec<String> {
    match block {
        Block::Paragraph(line) => wrap(&inline::paragraph(line), width),
        Block::Heading(level, line) => {
            let mark = "#".repeat(usize::from(*level).clamp(1, 6));
            vec![format!("{mark} {}", inline::heading(line))]
        }
        Block::Code(language, code) => fenced(language, code),
        Block::Quote(blocks) => {
            let inside = lines(blocks, width.saturating_sub(2), |_, _| true);
            inside.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
        }
        Block::List(list) => self::list(list, width, second),
        Block::Table(table) => self::table(table),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn fenced(language: &str, code: &[String]) -> Vec<String> {
    let ticks = |line: &String| line.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(code.iter().map(ticks).max().unwrap_or(0).max(2) + 1);
    let mut out = vec![format!("{fence}{language}")];
    out.extend(code.iter().cloned());
    out.push(fence);
    out
}

fn list(list: &List, width: usize, second: bool) -> Vec<String> {
    /// The longest number that CommonMark takes.
    const LAST: u64 = 999_999_999;
    let mut out = Vec::new();
    for (at, item) in list.items.iter().enumerate() {
        if at > 0 && list.loose {
            out.push(String::new());
        }
        let mark = match (list.start, second) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(start), second) => {
                let number = start.saturating_add(at as u64).min(LAST);
                format!("{number}{} ", if second { ')' } else { '.' })
            }
        };
        let margin = " ".repeat(mark.len());
        let inside =
            lines(item, width.saturating_sub(mark.len()), |a, b| list.loose || parted(a, b));
        if inside.is_empty() {
            out.push(mark.trim_end().to_owned());
        }
        for (at, line) in inside.into_iter().enumerate() {
            out.push(match (at, line.as_str()) {
                // Behind a bullet, `---` would make a break of the whole line.
                (0, "---") => format!("{mark}___"),
                (0, line) => format!("{mark}{line}"),
                (_, "") => String::new(),
                (_, line) => format!("{margin}{line}"),
            });
        }
    }
    out
}

/// Whether an empty line must stand between two blocks of an item.
pub(super) fn parted(before: &Block, block: &Block) -> bool {
    let follows = match block {
        Block::Code(..) | Block::Quote(_) | Block::Heading(..) => true,
        // A paragraph is not ended by just any list.
        Block::List(list) => {
            matches!(list.start, None | Some(1))
                && list.items.first().is_some_and(|item| !item.is_empty())
        }
        _ => false,
    };
    !(matches!(before, Block::Paragraph(_)) && follows)
}

fn table(table: &Table) -> Vec<String> {
    /// A row with fewer cells gets empty ones, unless there are very many.
    const FILLED: usize = 32;
    let columns = table.alignments.len().min(FILLED);
    let row = |cells: &Vec<Vec<Inline>>| {
        let mut out = String::from("|");
        for cell in cells {
            out.push_str(&format!(" {}", inline::cell(cell)).trim_end());
            out.push_str(" |");
        }
        out.push_str(&" |".repeat(columns.saturating_sub(cells.len())));
        out
    };
    let rules = table.alignments.iter().map(|alignment| match alignment {
        Alignment::None => "---|",
        Alignment::Left => ":--|",
        Alignment::Center => ":-:|",
        Alignment::Right => "--:|",
    });
    let mut rows = table.rows.iter().map(row);
    let mut out: Vec<String> = rows.next().into_iter().collect();
    out.push(format!("|{}", rules.collect::<String>()));
    out.extend(rows);
    out
}
