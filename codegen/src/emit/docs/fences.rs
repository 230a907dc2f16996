//! Code blocks: which words may stand behind a fence, and what stands between two.

/// Languages as vendors name them. rustdoc shows what is in none of its own as text, and runs everything else: a word
/// that is not here (`rust`, `no_run`, `edition2024`, a list, a class) is never given on.
const LANGUAGES: [&str; 62] = [
    "bash",
    "c",
    "clojure",
    "console",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "dart",
    "diff",
    "dockerfile",
    "elixir",
    "go",
    "golang",
    "graphql",
    "groovy",
    "haskell",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "jsx",
    "kotlin",
    "lua",
    "makefile",
    "markdown",
    "md",
    "mermaid",
    "ndjson",
    "node",
    "perl",
    "php",
    "powershell",
    "proto",
    "protobuf",
    "py",
    "python",
    "r",
    "ruby",
    "scala",
    "sh",
    "shell",
    "sql",
    "swift",
    "terraform",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vue",
    "xml",
    "yaml",
    "yml",
    "zsh",
];

/// The word behind a fence: a language that rustdoc does not run, or `text`.
pub(super) fn language(info: &str) -> String {
    let word = info.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    if LANGUAGES.contains(&word.as_str()) { word } else { "text".to_owned() }
}

/// The lines of a code block, without empty ones at its ends.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = super::printable(text)
        .lines()
        .map(|line| line.replace('\t', "    ").trim_end().to_owned())
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let empty = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..empty);
    lines
}
