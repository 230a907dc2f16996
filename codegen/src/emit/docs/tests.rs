//! Holds of all prose: what is written reads back as what was read, and rustdoc finds nothing in it to run, to resolve
//! or to complain of.

mod nasty;

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use serde_json::Value;

use super::{blocks, line, page, plain, prose, read};
use nasty::{NASTY, SNIPPETS};

#[test]
fn prose_says_what_it_said() {
    for (text, expected) in [
        ("see https://example.com.", "see <https://example.com>."),
        ("see [docs](https://example.com/a_b)", "see [docs](https://example.com/a_b)"),
        (
            "see [docs](#section), [more](/more) and [x]",
            "see docs (`#section`), more (`/more`) and \\[x\\]",
        ),
        ("see <a href=\"https://example.com\">docs</a>", "see [docs](https://example.com)"),
        ("[a][r] [r] [b](javascript:c)\n\n[r]: http://d.e", "[a](http://d.e) [r](http://d.e) b"),
        ("![shot](https://a.b/c.png) <img src='x' alt=\"y\">", "[shot](https://a.b/c.png) y (`x`)"),
        ("a Vec<String> here", "a Vec\\<String> here"),
        ("the first_name field, _not_ *this*", "the `first_name` field, *not* *this*"),
        ("**Note**: <b>bold</b> and <i>sloped</i>", "**Note**: **bold** and *sloped*"),
        ("ldap://localhost, a::b", "`ldap://localhost`, `a::b`"),
        ("a `code_span [x]`", "a `code_span [x]`"),
        ("one ` tick, 5 * 3, a star*", "one \\` tick, 5 * 3, a star\\*"),
        ("a star*", "a star*"),
        ("<p>one</p><p>two<br>three", "one\n\ntwo\\\nthree"),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a\n   - b\n2. c"),
        ("<pre>\nlet x = 1;\n\n  y\n</pre>", "```text\nlet x = 1;\n\n  y\n```"),
        ("<div class=\"note\">Note: `a` is *b*.</div>", "Note: `a` is *b*."),
        ("a <!-- b --> c <script>d</script>e", "a c e"),
        ("    indented\n    twice", "indented twice"),
        ("a\n\n    let x = 1;\n\n      y\n\nb", "a\n\n```text\nlet x = 1;\n\n  y\n```\n\nb"),
        ("- a\n\n    more", "- a\n\n  more"),
        ("```rust\nx\n", "```text\nx\n```"),
        ("~~~json\n```\n~~~", "````json\n```\n````"),
        ("- one\ntwo\n3. three", "- one two\n\n3. three"),
        ("one\ntwo  \nthree\n\nfour", "one two\\\nthree\n\nfour"),
        ("Title\n=====\n> quoted\nlazily", "# Title\n\n> quoted lazily"),
        ("a|b\n-|-:\n`c\\|d`|e", "| a      | b |\n|--------|--:|\n| `c\\|d` | e |"),
    ] {
        assert_eq!(prose(text).join("\n"), expected, "{text:?}");
    }
}

#[test]
fn a_line_is_the_first_paragraph() {
    for (text, expected) in [
        ("One\ntwo.  \nThree.\n\nFour.", "One two. Three."),
        ("# Title #1\n\ntext", "Title #1"),
        ("- item", "item"),
        ("```\nalso {\n```", "`also {`"),
        ("1.", "1\\."),
        ("*", "\\*"),
        ("a star* and <br> more", "a star\\* and more"),
        ("", ""),
    ] {
        assert_eq!(line(text), expected, "{text:?}");
    }
}

/// A line breaks nowhere where its next word would begin something else.
#[test]
fn wrapped_words_stay_words() {
    for word in [
        "-", "+", "*", "#", "######", "1.", "2)", ">", ">x", "=", "===", "--", "---", "|-|", "\\",
        "~~~", "***",
    ] {
        for before in 90..115 {
            assert_holds(&format!("a{} {word} and more", " word".repeat(before / 5)));
            assert_holds(&format!("- {} {word} {word} and more", "x".repeat(before)));
        }
    }
}

#[test]
fn depth_is_bounded() {
    for mark in [
        "> ",
        "- ",
        "1. ",
        ">",
        "> - ",
        "<ul><li>",
        "<blockquote>",
        "<b>",
        "*a ",
        "[",
        "<table><tr><td>",
    ] {
        let text = format!("{}text\n{}", mark.repeat(20_000), "lazy\n".repeat(2_000));
        assert!(prose(&text).concat().contains("lazy"), "{mark}");
        assert_harmless(&prose(&text).join("\n"), mark);
    }
}

/// Four times the text takes about four times as long, where each character by each other would take sixteen times.
#[test]
fn time_grows_with_the_text() {
    for piece in [
        "[", "*", "*a ", "_a", "~a ", "`", "<", "<a ", "<!--", "<p>", "> ", "- a\n", "word",
        "http://", "&amp;", "|a",
    ] {
        let time = |size: usize| {
            let text = piece.repeat(size / piece.len());
            let runs = (0..5).map(|_| {
                let start = Instant::now();
                std::hint::black_box(prose(&format!("a {text}")));
                start.elapsed()
            });
            runs.min().unwrap_or_default()
        };
        let (short, long) = (time(20_000), time(80_000));
        assert!(
            long < short * 11 + Duration::from_millis(20),
            "{piece:?}: {short:?}, then {long:?}"
        );
    }
}

#[test]
fn nasty_prose_reads_back() {
    for text in NASTY {
        assert_holds(text);
    }
}

#[test]
fn prose_of_documents_reads_back() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    // A folder of other documents, if one is named.
    let others = env::var_os("VETTED_PROSE").map(Into::into);
    let mut count = 0;
    for folder in [cases].into_iter().chain(others) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let document: Option<Value> = match path.extension().and_then(|ending| ending.to_str())
            {
                Some("json") => serde_json::from_str(&text).ok(),
                Some("yaml") => serde_yaml::from_str(&text).ok(),
                _ => None,
            };
            each_text(document.as_ref().unwrap_or(&Value::Null), &mut |text| {
                count += 1;
                assert_holds(text);
            });
        }
    }
    assert!(count > 1_000, "{count} texts");
}

#[test]
fn prose_at_random_reads_back() {
    let rounds =
        env::var("VETTED_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2_000);
    let mut random = Random(0x5eed);
    for _ in 0..rounds {
        let length = 1 + random.below(24);
        let mut text = String::new();
        for _ in 0..length {
            let pieces = if random.below(8) == 0 { NASTY } else { SNIPPETS };
            text.push_str(pieces[random.below(pieces.len())]);
        }
        assert_holds(&text);
    }
}

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("an index")
    }
}

fn each_text(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, each)),
        Value::Object(fields) => fields.values().for_each(|field| each_text(field, each)),
        _ => {}
    }
}

fn assert_holds(text: &str) {
    let read = page(text);
    let lines = blocks::write(&read);
    let written = lines.join("\n");
    assert_eq!(read::read(&written), read, "\n{text:?}\nwas written as\n{written}");
    assert_harmless(&written, text);
    assert!(lines.iter().all(|line| !line.contains(char::is_control)), "{text:?}\n{written}");
    assert_eq!(prose(text), lines, "the short way, {text:?}");
    if let Some(short) = plain::line(text) {
        assert_eq!(super::long_line(text), short, "the short way, {text:?}");
    }
    let line = line(text);
    assert!(!line.contains(char::is_control), "{text:?}\n{line}");
    assert_harmless(&line, text);
    // Another's text around it changes nothing.
    assert_harmless(&format!("- `400`: {line} and {line} \\* \\_ \\`"), text);
}

/// Reads as rustdoc does, and finds nothing but text, absolute links and code that is none of Rust.
fn assert_harmless(written: &str, text: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut unresolved = Vec::new();
    let mut note = |link: BrokenLink<'_>| {
        unresolved.push(link.reference.to_string());
        None
    };
    for event in Parser::new_with_broken_link_callback(written, options, Some(&mut note)) {
        let wrong = match &event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(
                Tag::Image { .. }
                | Tag::FootnoteDefinition(_)
                | Tag::CodeBlock(CodeBlockKind::Indented),
            ) => true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => runs(info),
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => false,
            Event::Start(Tag::Link { dest_url, .. }) => !["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| dest_url.starts_with(scheme)),
            _ => false,
        };
        assert!(!wrong, "{event:?} of\n{text:?}\nwritten as\n{written}");
    }
    assert!(unresolved.is_empty(), "{unresolved:?} of\n{text:?}\nwritten as\n{written}");
}

/// Whether rustdoc might take a word for one of its own: it knows more than languages.
fn runs(info: &str) -> bool {
    let word =
        !info.is_empty() && info.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let own = ["rust", "ignore", "custom"].iter().any(|own| info.starts_with(own));
    !word || own || info.starts_with("edition")
}
