//! Holds of all prose: what is written reads back as what was read, and rustdoc finds nothing in it to run, to resolve
//! or to complain of.

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use serde_json::Value;

use super::{blocks, line, page, plain, prose, read};

/// Strings that break rules made by hand.
const NASTY: &[&str] = &[
    "",
    "-",
    "1.",
    "*",
    "---",
    "~~~rust,a~~~\n\nlet x;\n\n~~~\n",
    "Text.\n\n    x\n    ```\n\n    ```rust\n    let x;\n    ```\n",
    "Text.\n\n~~~\n```\n```\nlet x;\n```\n~~~\n",
    "- ~~~rust x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x let x;",
    "```json\n{\n  \"a\": 1,\n\n    \"b\": 2\n}\n```\n\nprose",
    "> ```\n> let x;\n\nout",
    "1. a\n\n       let x;\n2. b",
    "- a\n\n  ~~~should_panic\n  let x;\n  ~~~",
    "```{.rust}\nx\n```\n```edition2021\nx\n```\n```,\nx\n```\n``` \t\nx\n```\n```RUST\nx\n```",
    "````\n```\n````",
    "<pre>let x = 1;\n\n    more</pre>",
    "<div>\n\n    let x;\n\n</div>",
    "<pre><code class=\"language-rust\">let x = &lt;T&gt;;</code></pre>",
    "text <pre>a *b* c</pre> text",
    "a <script>let x;</script> b <style>x</style>",
    "<script>\nlet x;\n\nlet y;</script>after",
    "<!-- a --> b <!-- c\n\n    let x;\n\n-->",
    "<![CDATA[x]]> <?php x ?> <!DOCTYPE x>",
    "<id>\n*a* `b`",
    "<title> is the *title*\n<title> again",
    "> <title>\n> > <title>\n> > > <title>",
    "`<id>` and <id> and Vec<String> and a<b and a < b <3 </",
    "<b>a</b><b>b</b> <b> c </b>d<i>\"e\"</i>f <b><i>g</i></b> <b></b>",
    "foo*bar*baz **a*b*c** *__x__* _a_b_ ***x*** *a***b** **a** **b**",
    "*(a)*b **\"a\"**b a**\"b\"** _\u{201c}x\u{201d}_y ~~a~~b~~c~~",
    "<b>bold <br> more</b> <br><br> next<br>",
    "a\\\nb  \nc <br>- d<br>1. e<br># f<br>=== <br>--- <br>|-|<br>> g<br>~~~ <br>+ h",
    "\\- a\n\n\\# b\n\n1\\. c\n\n\\> d\n\n\\+ e\n\n\\--- \n\n\\*\n\n\\~~~\n\n\\```",
    "a | b\n\\--- | ---",
    "a \\\\ \\` \\* \\_ \\[ \\] \\< \\& \\! \\\\* c\\",
    "&lt;b&gt; &amp;lt; &#10; &#13;x &#x202e;y &#x2028;z &copy;",
    "![a](http://b.c/d) ![](x) [![i](http://j.k)](http://l.m) [![i](j)](k) ![a",
    "[a](javascript:b) [c](data:d) [e](ftp://f) [g](mailto:h@i.j) [k](mailto:l) <m@n.o> <p:q> <ftp://r>",
    "[a](Vec) [`b`](crate::c) [Option] [d][] [e]: f [g](#h) [i](/j) [k](l \"m\") [n](<o p>)",
    "[ref] [ref][] [x][ref] [no][such]\n\n[ref]: http://a.b 'title'\n[Vec]: Option",
    "[a](http://b/(c)) [d](<http://e/(f>) [g](http://h/`i`) [j](http://k/?l=1&lt;=2|3) !\\[x](http://y.z)",
    "Wow![a](http://b.c) and !\\ and ![",
    "[https://a.b](https://a.b) [https://a.b](https://c.d) [ ](http://e.f) [*g*](http://h.i)",
    "https://a.b/{c} http:// https://x. xhttps://y.z (http://a.b/c_d) \"http://e.f\" http://g.h*i*",
    "first_name camelCase _id __typename snake_case_ a::b foo@bar_baz.com $first_name filter[first_name] /a_b/{c_d}",
    "`` ` `` ``` `` ``` ` `` ` `a``b` ``a`b``",
    "`a_b`c_d`e_f` a_b`c`",
    "| a | b |\n|:--|--:|\n| `x|y` | \\| |\n| 1 |\n| 1 | 2 | 3 |",
    "<table><tr><th>a|b<th>c<tr><td><ul><li>x<li>y</ul><td><pre>p|\nq</pre><td>more</table>after",
    "- | a |\n  |---|\n  | b |\n- > q\n  - n\n\n    p\n- # h\n- ---\n- ```\n  c\n  ```",
    "- a\n* b\n+ c\n1. d\n2) e\n\n3. f\n- \n-",
    "- a\n\n  b\n- c\n\n\n- d\n  1. e\n     2. f\n  3. g",
    "7. seven\n8. eight\n\n999999999. big\n1. next",
    "> a\nb\n> - c\nd\n\n> e",
    "# a #\n\n## b \\#\n\n#\n\n###### c\n\nd\n===\n\n# e_f *g* `h`",
    "[^1] note\n\n[^1]: the note\n\n[^2]: x y",
    "- [ ] a\n- [x] b",
    "line\u{2028}separator\u{85}next\rcr\r\ncrlf\u{0}nul\u{202e}bidi\u{2066}\u{200b}zero\u{a0}hard",
    "    all\n      indented\n\n    lines",
    "a \u{2060}b &#8288;c",
    "***bold and italic*** then **bold `code_x`**y",
    "a ~ b, ~5, ~~~ c ~d~",
    "5 * 3 * 2, a*, (*), ** x",
    "<ul><li>a<ul><li>b</ul><li>c</ul>d<ol start=3><li>e</ol></ol></li>",
    "<blockquote>a<p>b</blockquote>c<h2>d</h2>e<hr>f",
    "plain `code` and `more code`, `x`s",
    "a `` b `` c ``` d ``` `` ` `` `e`` f` ` g` `h `",
    "a `b\nc` d\n`e` f\n\n`g",
    "a\u{2019}s \u{201c}b\u{201d} \u{2014} c\u{e9} d@e f: g/h",
    "text\n<ul>\n<li>\n\npara *x*\n\n- md\n\n</li>\n</ul>\ntail",
    "<a name=\"x\"></a><a href='/y'>z_w</a> <a>b</a> <a href=\"http://c.d?e=f&amp;g\"><code>h</code></a> <code><a href=\"/i\">j</a></code>",
];

/// Pieces that are put together at random.
const SNIPPETS: &[&str] = &[
    "a",
    "b c",
    " ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "```rust\n",
    "\n```\n",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "=",
    "\n===\n",
    "\n---\n",
    "|",
    "\n|---|---|\n",
    "\t",
    "    ",
    "  ",
    "[",
    "]",
    "(",
    ")",
    "](http://a.b)",
    "](x)",
    "[r]",
    "\n\n[r]: http://r.s\n\n",
    "![",
    "!",
    "<",
    ">",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<br>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<a href='y'>",
    "</a>",
    "<!--",
    "-->",
    "<x>",
    "<script>",
    "</script>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "</blockquote>",
    "&lt;",
    "&amp;",
    "&#96;",
    "\\",
    "first_name",
    "camelCase",
    "http://c.d/e_f",
    "<http://g.h>",
    "<i@j.k>",
    "\"q\"",
    "(p)",
    ".",
    ",",
    "文",
    "\u{2014}",
    ":",
    "#",
    "-",
    "+",
    "1.",
    "word word word word word word word word word word word word",
    "{",
    "}",
    "\n    ",
    "\n  ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "^",
    "[^1]",
    "$",
];

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
