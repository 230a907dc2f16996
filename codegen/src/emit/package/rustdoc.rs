//! Sections of the README as documentation of the crate: its code is compiled there, and its lines are shorter.

use crate::emit::{Context, docs};

/// What begins a block of code in the README, and what ends one.
const CODE: &str = "```rust";
const END: &str = "```";

/// The sections, a level higher than below the README's title.
pub(super) fn page(cx: Context<'_>, sections: &str) -> Vec<String> {
    let krate = &cx.names.krate;
    let mut page = Page::default();
    let mut in_code = false;
    for line in sections.lines() {
        match line {
            CODE => {
                in_code = true;
                page.line("```no_run");
                page.line(&format!(
                    "# async fn run(client: {krate}::Client) -> {krate}::Result<()> {{"
                ));
            }
            END if in_code => {
                in_code = false;
                for line in ["# Ok(())", "# }", END] {
                    page.line(line);
                }
            }
            _ if in_code => page.line(line),
            _ if line.is_empty() || line.starts_with('|') => page.line(line),
            _ => match (line.strip_prefix("##"), line.strip_prefix("- ")) {
                (Some(heading), _) => page.line(&format!("#{heading}")),
                (None, Some(item)) => {
                    page.end_paragraph();
                    page.is_item = true;
                    page.paragraph.push(item.to_owned());
                }
                (None, None) => page.paragraph.push(line.trim_start().to_owned()),
            },
        }
    }
    page.end_paragraph();
    while page.lines.pop_if(|line| line.is_empty()).is_some() {}
    let empty = page.lines.iter().take_while(|line| line.is_empty()).count();
    page.lines.split_off(empty)
}

#[derive(Default)]
struct Page {
    lines: Vec<String>,
    /// The lines of text since something else came.
    paragraph: Vec<String>,
    /// Whether they are an item of a list.
    is_item: bool,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.end_paragraph();
        self.lines.push(line.to_owned());
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph).join(" ");
        let is_item = std::mem::take(&mut self.is_item);
        self.lines.extend(if is_item { docs::own_item(&text) } else { docs::own(&text) });
    }
}
