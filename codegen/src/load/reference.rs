//! A reference's text: which file it names, and which place in it. Nothing is read here.

use crate::diagnostic::percent_decoded;

/// Why a file is not read, from its path alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is somewhere on the network, or named by a scheme.
    Address,
    /// The path does not begin at the file that it stands in.
    Absolute,
    /// The path leads above the document's folder.
    Above,
}

/// The file and the fragment. The file is empty where a reference stays in its own; a fragment may be empty, too.
pub(super) fn split(reference: &str) -> (&str, Option<&str>) {
    let reference = reference.trim();
    match reference.split_once('#') {
        Some((file, fragment)) => (file, Some(fragment)),
        None => (reference, None),
    }
}

/// The path of a file from the document's folder. `from` is the path of the file that names it.
pub(super) fn path(file: &str, from: &str) -> Result<String, Refused> {
    // Windows writes paths with backslashes; a path means the same everywhere.
    let file = percent_decoded(file).replace('\\', "/");
    if let Some((scheme, _)) = file.split_once(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    {
        let is_drive = scheme.len() == 1;
        return Err(if is_drive { Refused::Absolute } else { Refused::Address });
    }
    if file.starts_with("//") {
        return Err(Refused::Address);
    }
    if file.starts_with('/') {
        return Err(Refused::Absolute);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop().ok_or(Refused::Above)?,
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Refused, path};

    #[test]
    fn paths_are_relative_to_the_file_around_them() {
        for (file, from, expected) in [
            ("a.yaml", "api.yaml", "a.yaml"),
            ("./b/../a.yaml", "api.yaml", "a.yaml"),
            ("../a.yaml", "paths/pets.yaml", "a.yaml"),
            ("a%20b.yaml", "x/y/z.yaml", "x/y/a b.yaml"),
            (".\\b\\a.yaml", "api.yaml", "b/a.yaml"),
        ] {
            assert_eq!(path(file, from).as_deref(), Ok(expected), "{file} in {from}");
        }
    }

    #[test]
    fn nothing_above_the_folder_has_a_path() {
        for (file, from, why) in [
            ("../a.yaml", "api.yaml", Refused::Above),
            ("b/../../a.yaml", "api.yaml", Refused::Above),
            ("%2e%2e/a.yaml", "api.yaml", Refused::Above),
            ("..\\a.yaml", "api.yaml", Refused::Above),
            ("../../a.yaml", "paths/pets.yaml", Refused::Above),
            ("/etc/passwd", "api.yaml", Refused::Absolute),
            ("\\etc\\passwd", "api.yaml", Refused::Absolute),
            ("C:\\a.yaml", "api.yaml", Refused::Absolute),
            ("https://example.com/a.yaml", "api.yaml", Refused::Address),
            ("//example.com/a.yaml", "api.yaml", Refused::Address),
            ("file:///etc/passwd", "api.yaml", Refused::Address),
            ("urn:pets", "api.yaml", Refused::Address),
        ] {
            assert_eq!(path(file, from), Err(why), "{file} in {from}");
        }
    }
}
