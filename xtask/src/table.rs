//! Tables that read well as Markdown and on a terminal.

use std::fmt;

/// To which side a column's cells go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// A table. Prints as Markdown, with a line break at the end.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with its first column.
    #[must_use]
    pub fn new(title: &str, align: Align) -> Self {
        Self { columns: vec![(title.to_owned(), align)], rows: Vec::new() }
    }

    /// Adds a column.
    pub fn column(&mut self, title: &str, align: Align) {
        self.columns.push((title.to_owned(), align));
    }

    /// Adds a row of cells, one a column.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|cell| cell.replace('|', "\\|")).collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Prose is wide: lining up its column would only add blanks.
        const WIDEST: usize = 60;
        let cells = |index: usize| self.rows.iter().filter_map(move |row| row.get(index));
        let widths: Vec<usize> = (self.columns.iter().enumerate())
            .map(|(index, (title, _))| {
                let texts = cells(index).chain([title]).map(|text| text.chars().count());
                texts.max().unwrap_or(0).clamp(4, WIDEST)
            })
            .collect();

        let line = |f: &mut fmt::Formatter<'_>, row: &mut dyn Iterator<Item = &String>| {
            for ((text, (_, align)), width) in row.zip(&self.columns).zip(&widths) {
                match align {
                    Align::Left => write!(f, "| {text:<width$} ")?,
                    Align::Right => write!(f, "| {text:>width$} ")?,
                }
            }
            writeln!(f, "|")
        };
        line(f, &mut self.columns.iter().map(|(title, _)| title))?;
        for ((_, align), width) in self.columns.iter().zip(&widths) {
            match align {
                Align::Left => write!(f, "| {} ", "-".repeat(*width))?,
                Align::Right => write!(f, "| {}: ", "-".repeat(width - 1))?,
            }
        }
        writeln!(f, "|")?;
        for row in &self.rows {
            line(f, &mut row.iter())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Table};

    #[test]
    fn columns_line_up() {
        let mut table = Table::new("API", Align::Left);
        table.column("count", Align::Right);
        table.row(vec!["bindbee".to_owned(), "39".to_owned()]);
        table.row(vec!["a|b".to_owned(), "100000".to_owned()]);
        assert_eq!(
            table.to_string(),
            "| API     |  count |\n\
             | ------- | -----: |\n\
             | bindbee |     39 |\n\
             | a\\|b    | 100000 |\n"
        );
    }
}
