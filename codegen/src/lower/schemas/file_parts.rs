//! Parts of a multipart body that are files.

use crate::{
    ir::{Scalar, Type},
    lower::{
        context::Context,
        meaning::{Keywords, Kind, MAX_DEPTH, Node},
    },
};

/// What the values of a part can be, as far as files are concerned.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    file: bool,
    files: bool,
    text: bool,
}

/// The type of a part that is a file or a list of files, or can be one. A file can hold a text, and a list one file.
pub(in crate::lower) fn part<'a>(cx: &mut Context<'a>, node: Node<'a>) -> Option<Type> {
    let found = find(cx, node, 0)?;
    let file = Type::Scalar(Scalar::File);
    let ty = match found {
        Found { files: true, .. } => Type::List(Box::new(file)),
        Found { file: true, .. } => file,
        Found { .. } => return None,
    };
    Some(if cx.schemas.allows_null(node) { ty.or_null() } else { ty })
}

/// None if a value can be something else.
fn find<'a>(cx: &Context<'a>, node: Node<'a>, depth: usize) -> Option<Found> {
    let keywords = cx.schemas.unwrapped(node).filter(|_| depth < MAX_DEPTH)?;
    if keywords.has_alternatives() && !keywords.has_properties() {
        let mut all = Found::default();
        for branch in keywords.alternatives() {
            let found = find(cx, branch, depth + 1)?;
            all.file |= found.file;
            all.files |= found.files;
            all.text |= found.text;
        }
        // A list of files beside a text that is none would take the text for a file without a word.
        return (!(all.files && all.text)).then_some(all);
    }
    if is_binary(&keywords) {
        return Some(Found { file: true, ..Found::default() });
    }
    if keywords.inferred_kind() == Some(Kind::String) {
        return Some(Found { text: true, ..Found::default() });
    }
    let items = cx.schemas.unwrapped(keywords.items?)?;
    is_binary(&items).then_some(Found { files: true, ..Found::default() })
}

fn is_binary(keywords: &Keywords<'_>) -> bool {
    keywords.inferred_kind() == Some(Kind::String) && keywords.format == Some("binary")
}
