//! Names and prose, taken apart into words.

/// The words of a name in camel case, in lower case: a capital begins one, digits stand with what is before them.
pub(super) fn of_camel(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars().filter(char::is_ascii_alphanumeric) {
        match words.last_mut() {
            Some(word) if !c.is_ascii_uppercase() => word.push(c),
            _ => words.push(c.to_ascii_lowercase().to_string()),
        }
    }
    words
}

/// The words of a name in snake case.
pub(super) fn of_snake(name: &str) -> Vec<&str> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.split('_').filter(|word| !word.is_empty()).collect()
}

/// The word without its plural ending.
pub(super) fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if !stem.is_empty() => return format!("{stem}y"),
        _ => {}
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if let Some(stem) = word.strip_suffix("es").filter(|_| word.ends_with(ending)) {
            return stem.to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 1 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The words of prose, in lower case: runs of letters and digits, without what marks it up: HTML's tags and entities,
/// addresses of links.
pub(super) fn of_prose(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '<' => tag(rest),
            ']' => address(rest),
            '(' => shown_address(rest),
            '&' => entity(rest),
            _ => None,
        };
        let taken = skipped.unwrap_or(c.len_utf8());
        // What is left out parts words, as a line break does.
        plain.push(if skipped.is_some() { ' ' } else { c });
        rest = rest.get(taken..).unwrap_or_default();
    }
    // An apostrophe joins. An escape is only how a sign is written.
    let plain = plain.replace("`'", "").replace(['\'', '\u{2019}', '\\'], "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How long a tag is that begins here.
fn tag(text: &str) -> Option<usize> {
    let begin = text.strip_prefix('<')?.trim_start_matches('/');
    let named = begin.starts_with(|c: char| c.is_ascii_alphabetic());
    // `<https://…>` is a link that shows its address.
    let end = text.find('>').filter(|_| named)?;
    let inside = text.get(..end)?;
    (!inside.contains(':') || inside.contains('=')).then_some(end + 1)
}

/// How long the address of a link is whose text ends here.
fn address(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("](")?;
    Some(inside.find(')')? + 3)
}

/// How long an address in brackets is, which stands behind the text of a link that leads nowhere by itself.
fn shown_address(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?.trim_start_matches(['`', '<']);
    let begins = ["/", "#", "./", "../", "http://", "https://"];
    let is_address = begins.iter().any(|begin| inside.starts_with(begin));
    let end = text.find(')').filter(|_| is_address)?;
    (!text.get(..end)?.contains(' ')).then_some(end + 1)
}

fn entity(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('&')?;
    let end = inside.find(';').filter(|&end| (2..8).contains(&end))?;
    let word = inside.get(..end)?;
    word.chars().all(|c| c.is_ascii_alphanumeric() || c == '#').then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        assert_eq!(of_camel("PetOwner2Address"), ["pet", "owner2", "address"]);
        assert_eq!(of_snake("r#list_pets"), ["list", "pets"]);
        assert_eq!(
            ["entries", "boxes", "pets", "address"].map(singular),
            ["entry", "box", "pet", "address"]
        );
    }

    #[test]
    fn prose_comes_apart_without_its_markup() {
        let shown = of_prose("The `pet`'s [shop (`/docs/shop#a`)], (open)");
        assert_eq!(shown, ["the", "pets", "shop", "open"]);
        let text = "The <b>pet&nbsp;shop's</b> [id](/docs/id \"x\"), `a_b` if x < 3: <https://a.b>";
        assert_eq!(
            of_prose(text),
            ["the", "pet", "shops", "id", "a", "b", "if", "x", "3", "https", "a", "b"]
        );
    }
}
