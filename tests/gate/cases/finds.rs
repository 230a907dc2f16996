//! What a case finds is said in its first lines, `# finds: <code> <line>:<column>`, a finding a line; of a case that
//! finds nothing, `# finds: nothing`. So a finding that comes or goes is seen where the document is read, and not only
//! in the middle of a snapshot that is taken as a whole.
//!
//! A place in another file begins with that file's path, and a finding about a whole file has none. A severity stands
//! behind it where it is not the usual one of the code.

use serde_json::Value;
use vetted_codegen::{codes, diagnostic};

use super::{Case, OF_MOST, Outcome};

const BEGIN: &str = "# finds: ";

/// The line of a case that finds nothing.
const NOTHING: &str = "nothing";

/// A finding as a line says it.
struct Found {
    code: String,
    /// The file, where that is another than the case's document.
    file: Option<String>,
    place: Option<(usize, usize)>,
    severity: Option<String>,
}

#[test]
fn cases_find_what_their_first_lines_say() {
    let mut wrong = Vec::new();
    for case in Case::all() {
        let said: Vec<&str> = case.finds().collect();
        let found = case.found();
        if said != lines(&found, 0, 0) {
            // Lines that are added or go move all below them.
            let meant = lines(&found, found.len().max(1), said.len());
            wrong.push(format!("{}.yaml\n{BEGIN}{}", case.name, meant.join(&format!("\n{BEGIN}"))));
        }
    }
    assert!(
        wrong.is_empty(),
        "cases whose first lines do not say what is found; if it is meant, they should be\n\n{}",
        wrong.join("\n\n")
    );
}

impl Case {
    /// The findings that the first lines say.
    fn finds(&self) -> impl Iterator<Item = &str> {
        let comments = self.text.lines().take_while(|line| line.starts_with('#'));
        comments.filter_map(|line| line.strip_prefix(BEGIN))
    }

    /// The findings that there are, in their order.
    fn found(&self) -> Vec<Found> {
        let Outcome { document, generated } = self.generate("../../runtime");
        let text = diagnostic::to_json(&document, &generated.findings);
        let found = text.lines().map(|line| Found::read(line, &format!("{}.yaml", self.name)));
        let (shown, others): (Vec<_>, Vec<_>) = found.partition(|found| self.shows(&found.code));
        // What is found in most cases would stand in most of them. It is found where nothing is said of credentials.
        if !self.shows(OF_MOST) {
            let lines = self.text.lines().filter(|line| !line.starts_with('#'));
            let is_silent = lines.filter(|line| line.contains("ecurity")).count() == 0;
            let expected = is_silent && generated.census.operations > 0;
            assert_eq!(others.len(), usize::from(expected), "{}: `{OF_MOST}`", self.name);
        }
        shown
    }
}

impl Found {
    /// A finding from its JSON.
    fn read(json: &str, main: &str) -> Self {
        let json: Value = serde_json::from_str(json).expect("a line is JSON");
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| json[key].as_u64().and_then(|number| usize::try_from(number).ok());
        let code = codes::named(&text("code")).expect("a code is listed");
        let severity = text("severity");
        Self {
            code: text("code"),
            file: Some(text("path")).filter(|path| path != main),
            place: number("line").zip(number("column")),
            severity: Some(severity).filter(|severity| severity != code.level.as_str()),
        }
    }

    /// The line that says it, in a document that gets some lines more and loses some.
    fn line(&self, more: usize, fewer: usize) -> String {
        let (more, fewer) = if self.file.is_none() { (more, fewer) } else { (0, 0) };
        let place = self.place.map(|(line, column)| format!("{}:{column}", line + more - fewer));
        let at: Vec<String> = self.file.iter().cloned().chain(place).collect();
        let parts = [Some(self.code.clone()), Some(at.join(":")), self.severity.clone()];
        let said: Vec<String> =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        said.join(" ")
    }
}

/// The lines that say all of them.
fn lines(found: &[Found], more: usize, fewer: usize) -> Vec<String> {
    match found {
        [] => vec![NOTHING.to_owned()],
        some => some.iter().map(|found| found.line(more, fewer)).collect(),
    }
}
