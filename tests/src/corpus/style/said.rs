//! Descriptions that a reader of the method finds on its page.
//!
//! Looked at are, where the document describes them: parameters that a caller must give (required, and with more than
//! one possible value), bodies, and answers that are no errors. A description is there if its first five words stand
//! one behind the other in the documentation of the operation's first method, outside of code: words in lower case,
//! without signs, tags and addresses. A shorter description, or one whose first paragraph is shorter, must be there
//! with all of that. Setters and types have pages of their own, which do not count. An operation whose method is not
//! found has nothing there.

use vetted_codegen::ir::Operation;

use super::{
    Look, Measure, Style,
    pages::{Page, Pages},
    words,
};

/// As many words as tell that a description is meant.
const TELLING: usize = 5;

pub(super) fn take(look: Look<'_>, pages: &Pages, style: &mut Style) {
    for (index, operation) in look.made.cx.api.operations.iter().enumerate() {
        let page = pages.of_operation(look, index);
        of_operation(operation, page, style);
    }
}

fn of_operation(operation: &Operation, page: Option<&Page>, style: &mut Style) {
    let mut count = |measure, description: &str, what: &str| {
        let words = first_words(description);
        if !words.is_empty() {
            let said = page.is_some_and(|page| page.says(&words));
            style.count(measure, said, || {
                format!("{} {}: {what}", operation.method.as_str(), operation.path)
            });
        }
    };
    for parameter in operation.parameters.iter().filter(|it| it.required && it.constant.is_none()) {
        let description = parameter.description.as_deref().unwrap_or_default();
        count(Measure::ParametersSaid, description, &parameter.name);
    }
    if let Some(description) = operation.body.as_ref().and_then(|body| body.description.as_deref())
    {
        count(Measure::BodiesSaid, description, "body");
    }
    for answer in &operation.answers {
        count(Measure::AnswersSaid, &answer.description, &format!("{:?}", answer.status));
    }
}

/// The first words of a description, of its first paragraph that has any.
fn first_words(description: &str) -> Vec<String> {
    let text = description.replace("\r\n", "\n");
    let mut paragraphs = text.split("\n\n").map(words::of_prose);
    let mut words = paragraphs.find(|words| !words.is_empty()).unwrap_or_default();
    words.truncate(TELLING);
    words
}
