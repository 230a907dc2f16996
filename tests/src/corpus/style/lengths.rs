//! Names that are too long to read, and methods that say what is said already.
//!
//! Types are all that the document's schemas became, aliases too; methods are all that begin a request. A method
//! repeats its group if it has a word of it, in singular or plural, but for words that only join others; it repeats
//! the whole group if it has all its words in a row. An article is `a`, `an` or `the` as one of several words.

use super::{Look, Measure, Style, words};

/// Words that say nothing of a group.
const JOINING: [&str; 12] =
    ["a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"];

const ARTICLES: [&str; 3] = ["a", "an", "the"];

pub(super) fn take(look: Look<'_>, style: &mut Style) {
    let cx = look.made.cx;
    for names in &cx.names.types {
        let length = names.ident.chars().count();
        style.count(Measure::LongTypes, length > 40, || names.ident.clone());
        style.count(Measure::LongestTypes, length > 60, || names.ident.clone());
    }
    for (operation, names) in cx.api.operations.iter().zip(&cx.names.operations) {
        let Some(group) = cx.names.groups.get(operation.group.0) else { continue };
        for method in &names.methods {
            let plain = method.strip_prefix("r#").unwrap_or(method);
            let name = || format!("{}().{method}", group.module);
            style.count(Measure::LongMethods, plain.chars().count() > 40, name);
            style.count(Measure::EchoingMethods, echoes(method, &group.module), name);
            let wholly = echoes_wholly(method, &group.module);
            style.count(Measure::WhollyEchoingMethods, wholly, name);
            let words = words::of_snake(method);
            let article = words.len() > 1 && words.iter().any(|word| ARTICLES.contains(word));
            style.count(Measure::MethodsWithArticle, article, name);
        }
    }
}

fn echoes(method: &str, group: &str) -> bool {
    let (words, group) = (singular_words(method), singular_words(group));
    let mut telling = words.iter().filter(|word| !JOINING.contains(&word.as_str()));
    telling.any(|word| group.contains(word))
}

fn echoes_wholly(method: &str, group: &str) -> bool {
    let (words, group) = (singular_words(method), singular_words(group));
    !group.is_empty() && words.windows(group.len()).any(|window| window == group)
}

fn singular_words(name: &str) -> Vec<String> {
    words::of_snake(name).into_iter().map(words::singular).collect()
}
