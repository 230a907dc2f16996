//! Characters that a document's text can hold and that no emitted file may hold as they are.

/// Whether a character ends a line: for a compiler, for Markdown, for an editor, or by Unicode.
pub(crate) fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character shows nothing and yet changes how the text around it is read: control characters, those that
/// turn the direction (rustc refuses them), and those of no width. The joiners of scripts and of emoji are not among
/// them, and neither is the tabulator.
pub(crate) fn is_hidden(c: char) -> bool {
    let is_shapeless = || {
        matches!(
            c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
        )
    };
    match c {
        '\t' | ' '..='~' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{feff}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control() || is_shapeless(),
    }
}

/// Text as one line without hidden characters: what ends a line, and a tabulator, is a space.
pub(crate) fn one_line(text: &str) -> String {
    let spaced = text.replace("\r\n", " ").replace(|c: char| ends_line(c) || c == '\t', " ");
    spaced.chars().filter(|&c| !is_hidden(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_known() {
        for hidden in
            ['\0', '\r', '\u{7f}', '\u{9b}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{e0041}']
        {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        // Devanagari, a combining mark, an emoji's parts, a hard space.
        for shown in ['a', 'é', '\u{301}', '\u{93f}', '\u{fe0f}', '\u{200d}', '\u{a0}', '\t'] {
            assert!(!is_hidden(shown), "{shown:?}");
        }
        assert_eq!(one_line("a\r\nb\u{2028}c\td\u{202e}e"), "a b c de");
    }
}
