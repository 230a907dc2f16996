//! Names of crates: which are allowed, and which a document's file name gives.

/// Whether cargo takes a name for a crate, and rustc for an identifier.
///
/// # Errors
///
/// Why not.
pub fn crate_name(name: &str) -> Result<String, String> {
    // Keywords, and the names that the standard library and the runtime have.
    const TAKEN: [&str; 53] = [
        "abstract",
        "alloc",
        "as",
        "async",
        "await",
        "become",
        "box",
        "break",
        "const",
        "continue",
        "core",
        "crate",
        "do",
        "dyn",
        "else",
        "enum",
        "extern",
        "false",
        "final",
        "fn",
        "for",
        "gen",
        "if",
        "impl",
        "in",
        "let",
        "loop",
        "macro",
        "match",
        "mod",
        "move",
        "mut",
        "override",
        "priv",
        "proc_macro",
        "pub",
        "ref",
        "return",
        "self",
        "static",
        "std",
        "struct",
        "super",
        "test",
        "trait",
        "true",
        "try",
        "type",
        "unsafe",
        "use",
        "where",
        "while",
        "yield",
    ];
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && name.len() <= 64;
    if !plain {
        return Err(format!(
            "`{name}` cannot name a crate: a letter, then letters, digits, `-` and `_`, at most 64"
        ));
    }
    let identifier = name.replace('-', "_");
    if TAKEN.contains(&identifier.as_str()) || identifier == "vetted_runtime" {
        return Err(format!("`{name}` cannot name a crate: the name is taken"));
    }
    Ok(name.to_owned())
}

/// A crate name made of a file name.
#[must_use]
pub fn default_crate_name(stem: &str) -> String {
    let mut name = String::new();
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(50);
    let name = name.trim_end_matches('-');
    let name = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_owned()
    } else {
        format!("api-{name}").trim_end_matches('-').to_owned()
    };
    crate_name(&name).unwrap_or_else(|_| format!("{name}-client"))
}

#[cfg(test)]
mod tests {
    use super::{crate_name, default_crate_name};

    #[test]
    fn names_that_cargo_or_rust_refuse() {
        for name in ["", "9lives", "a b", "std", "crate", "proc-macro", "vetted-runtime", "é"] {
            assert!(crate_name(name).is_err(), "{name:?}");
        }
        assert!(crate_name("bindbee-ats").is_ok());
    }

    #[test]
    fn a_file_name_gives_a_crate_name() {
        for (stem, name) in [
            ("Pet Store v2", "pet-store-v2"),
            ("2ch", "api-2ch"),
            ("openai-3.1", "openai-3-1"),
            ("__x__", "x"),
            ("été", "t"),
            ("日本", "api"),
            ("", "api"),
            ("std", "std-client"),
        ] {
            assert_eq!(default_crate_name(stem), name, "{stem:?}");
            assert!(crate_name(name).is_ok(), "{name:?}");
        }
    }
}
