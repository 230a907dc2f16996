//! Statements as `rustfmt` would lay them out.

/// A statement of a longer line is broken into several.
const LONG: usize = 90;

/// The lines of a statement.
pub(super) fn laid_out(statement: String) -> Vec<String> {
    const HEAD: &str = "async fn example() {";
    if statement.chars().count() <= LONG {
        return vec![statement];
    }
    let Ok(file) = syn::parse_file(&format!("{HEAD} {statement} }}")) else {
        return vec![statement];
    };
    let text = prettyplease::unparse(&file);
    let inside = text.lines().skip(1).take_while(|line| *line != "}");
    inside.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect()
}
