//! Findings as people read them, with the source line; and as one JSON object a line.

use std::{collections::HashSet, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Map, Value};

use crate::load::{Document, Located, Place};

use super::{Finding, Severity};

/// A line longer than this (minified JSON) is not shown, only named.
const MAX_LINE: usize = 400;

/// The findings about a document as text for people, by place, with an empty line behind each. What is said twice is
/// written once.
///
/// ```
/// use vetted_codegen::{diagnostic, load::Document, normalise::normalise};
///
/// let document = Document::parse("api.yaml", "openapi: 4.0.0\n".to_owned())?;
/// let normal = normalise(&document);
/// let text = diagnostic::render(&document, &normal.before, false);
/// assert!(text.starts_with("error[unknown-version]: OpenAPI `4.0.0` is not read"));
/// assert!(text.contains("--> api.yaml:1:10"));
/// # Ok::<(), Box<vetted_codegen::load::Unreadable>>(())
/// ```
#[must_use]
pub fn render(document: &Document, findings: &[Finding], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for (finding, located) in sorted(document, findings) {
        let shown = renderer.render(&[report(finding, &located)]);
        // The renderer shows control characters by signs, but for those of eight bits, which some terminals obey.
        text.extend(shown.chars().map(|c| match c {
            '\u{80}'..='\u{9f}' => '\u{fffd}',
            c => c,
        }));
        text.push_str("\n\n");
    }
    text
}

/// The findings about a document as JSON, one object a line, by place.
///
/// Its keys: `code`, `severity` (`error`, `warning` or `note`), `message`, `help`, `path`, `line` and `column` (from
/// one, in characters), `pointer` (RFC 6901, into the file of that path). What is not known is null.
#[must_use]
pub fn to_json(document: &Document, findings: &[Finding]) -> String {
    let mut text = String::new();
    for (finding, Located { file, place, pointer, .. }) in sorted(document, findings) {
        let object: Map<String, Value> = [
            ("code", Value::from(finding.code.name)),
            ("severity", finding.severity.as_str().into()),
            ("message", finding.message.as_str().into()),
            ("help", finding.help.as_deref().into()),
            ("path", file.path.as_str().into()),
            ("line", place.map(|place| place.line).into()),
            ("column", place.map(|place| place.column).into()),
            ("pointer", pointer.map(|pointer| pointer.to_string()).into()),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", Value::Object(object));
    }
    text
}

/// By file and place; findings about a file as a whole come first. Equal ones are left out.
fn sorted<'a>(document: &'a Document, findings: &'a [Finding]) -> Vec<(&'a Finding, Located<'a>)> {
    let mut seen = HashSet::new();
    let start = |located: &Located<'_>| located.place.map(|place| place.start);
    let mut sorted: Vec<_> = findings
        .iter()
        .map(|finding| (finding, document.locate(&finding.at)))
        .filter(|(finding, located)| {
            let place = (located.order, start(located));
            seen.insert((finding.code.name, finding.message.as_str(), place))
        })
        .collect();
    sorted.sort_by_key(|(finding, located)| (located.order, start(located), finding.code.name));
    sorted
}

fn report<'a>(finding: &'a Finding, located: &Located<'a>) -> Group<'a> {
    let (document, place) = (located.file, located.place);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group =
        Group::with_title(level.primary_title(finding.message.as_str()).id(finding.code.name));
    let origin = Origin::path(document.path.as_str());
    group = match place.map(|place| (place, line(document, place))) {
        None => group.element(origin),
        Some((place, None)) => group.element(origin.line(place.line).char_column(place.column)),
        Some((place, Some((start, line)))) => {
            // A line that ends where something should stand gets its last column marked.
            let end = place.end.max(place.start + usize::from(place.start < start + line.len()));
            // A place may be longer than its line or end inside a character, and no mark may stand beyond what is
            // shown.
            let within = |at: usize| at.saturating_sub(start).min(line.len());
            let is_between = |at: &usize| line.is_char_boundary(*at);
            let first = (0..=within(place.start)).rev().find(is_between).unwrap_or_default();
            let last = (within(end)..line.len()).find(is_between).unwrap_or(line.len());
            let span = first..last;
            let snippet = Snippet::source(line).line_start(place.line).path(document.path.as_str());
            group.element(snippet.annotation(AnnotationKind::Primary.span(span)))
        }
    };
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The line of a place, and the byte at which it begins; `None` where it is too long to be shown. No more of it is
/// looked at: a file may be one line, and hold any number of findings.
fn line(document: &Document, place: Place) -> Option<(usize, &str)> {
    let bytes = document.text().as_bytes();
    let first = place.start.saturating_sub(MAX_LINE + 1);
    let before = bytes.get(first..place.start).unwrap_or_default();
    // A carriage return alone ends a line of YAML too.
    let start = match before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(newline) => first + newline + 1,
        None if first == 0 => 0,
        None => return None,
    };
    let rest = bytes.get(start..).unwrap_or_default();
    let end = rest.iter().take(MAX_LINE + 1).position(|byte| matches!(byte, b'\n' | b'\r'));
    let length = end.or((rest.len() <= MAX_LINE).then_some(rest.len()))?;
    Some((start, document.text().get(start..start + length)?))
}

#[cfg(test)]
mod tests {
    use super::{render, to_json};
    use crate::{
        diagnostic::{At, Code, Finding, Pointer},
        load::Document,
        normalise::normalise,
    };

    fn document() -> Document {
        let text = "openapi: 3.0.3\ninfo:\n  title: Ünïcode\n  version: 1\n";
        Document::parse("specs/a.yaml", text.to_owned()).unwrap()
    }

    static ODD: Code = Code::warning("odd", "what is odd", "");

    #[test]
    fn findings_show_their_line() {
        let at = Pointer::parse("/info/title");
        let findings = [
            Finding::new(&ODD, &at, "the title is odd").help("write another"),
            Finding::new(&ODD, At::File, "this is a file").into_note(),
        ];
        let expected = "\
note[odd]: this is a file
--> specs/a.yaml

warning[odd]: the title is odd
 --> specs/a.yaml:3:10
  |
3 |   title: Ünïcode
  |          ^^^^^^^
  |
  = help: write another

";
        assert_eq!(render(&document(), &findings, false), expected);
        assert!(render(&document(), &findings, true).contains("\u{1b}["));
    }

    #[test]
    fn findings_as_json_are_one_object_a_line() {
        let at = Pointer::parse("/info/title");
        let findings = [Finding::new(&ODD, &at, "the title is odd")];
        let expected = concat!(
            r#"{"code":"odd","severity":"warning","message":"the title is odd","help":null,"#,
            r#""path":"specs/a.yaml","line":3,"column":10,"pointer":"/info/title"}"#,
            "\n"
        );
        assert_eq!(to_json(&document(), &findings), expected);
    }

    #[test]
    fn odd_places_are_rendered_too() {
        let text = format!("{{\"a\": \"{}\"}}", "x".repeat(1000));
        let long = Document::parse("a.json", text).unwrap();
        let found = Finding::new(&ODD, &Pointer::parse("/a"), "long");
        assert_eq!(render(&long, &[found], false), "warning[odd]: long\n--> a.json:1:7\n\n");
        let empty = Document::of_text("a.json", String::new());
        for at in [At::Text { line: 1, column: 1 }, At::Text { line: 9, column: 9 }] {
            let found = Finding::new(&ODD, at, "nothing here");
            assert!(render(&empty, &[found], false).contains("nothing here"));
        }
    }

    #[test]
    fn documents_of_a_few_odd_characters_are_spoken_of() {
        // Of what ends lines, what takes several bytes, what terminals obey, what YAML makes something of, and none of
        // it.
        let letters = ['\r', '\n', ' ', 'a', '\u{feff}', '\u{88}', '-', '>', ':', '"'];
        for number in 0..letters.len().pow(4) {
            let letter = |place: u32| letters[number / letters.len().pow(place) % letters.len()];
            let text: String = (0..4).map(letter).collect();
            let said = match Document::parse("a.yaml", text.clone()) {
                Ok(document) => {
                    let normal = normalise(&document);
                    render(&document, &normal.before, false)
                        + &render(&document, &normal.findings, false)
                }
                Err(unreadable) => render(&unreadable.document, &unreadable.findings, false),
            };
            assert!(said.contains("a.yaml"), "{text:?}: {said}");
            assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{text:?}: {said:?}");
        }
    }
}
