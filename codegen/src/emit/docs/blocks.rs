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
    let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| inline::cell(cell)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
    let widths = widths(&rows, table.alignments.len());
    let columns = table.alignments.len().min(FILLED);
    let row = |cells: &Vec<String>| {
        let empty = columns.saturating_sub(cells.len());
        let cells = cells.iter().map(String::as_str).chain(std::iter::repeat_n("", empty));
        let padded = cells.zip(&widths).map(|(cell, width)| {
            let blanks = width.saturating_sub(cell.chars().count());
            format!(" {cell}{} |", " ".repeat(blanks))
        });
        format!("|{}", padded.collect::<String>())
    };
    let rules = table.alignments.iter().zip(&widths).map(|(alignment, width)| {
        let line = "-".repeat((*width).max(1));
        match alignment {
            Alignment::None => format!("-{line}-|"),
            Alignment::Left => format!(":{line}-|"),
            Alignment::Center => format!(":{line}:|"),
            Alignment::Right => format!("-{line}:|"),
        }
    });
    let mut rows = rows.iter().map(row);
    let mut out: Vec<String> = rows.next().into_iter().collect();
    out.push(format!("|{}", rules.collect::<String>()));
    out.extend(rows);
    out
}

/// How wide each column is; one blank where lines would be too long for columns.
fn widths(rows: &[Vec<String>], columns: usize) -> Vec<usize> {
    let mut widths = vec![1; columns];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    if widths.iter().map(|width| width + 3).sum::<usize>() > WIDTH {
        vec![1; columns]
    } else {
        widths
    }
}
