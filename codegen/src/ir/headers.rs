//! Headers of answers.

use super::{Operation, Scalar, Type};

/// A header of an answer.
#[derive(Debug, Clone)]
pub struct Header {
    /// The name on the wire.
    pub name: String,
    /// Its type: a scalar, or a list of such. What has a name or parts is text.
    pub ty: Type,
    /// The document's prose.
    pub description: Option<String>,
}

impl Operation {
    /// The headers that the document promises of any answer, each once. One that has several types is text.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::new();
        for header in self.answers.iter().chain(&self.errors).flat_map(|answer| &answer.headers) {
            match headers.iter_mut().find(|it| it.name.eq_ignore_ascii_case(&header.name)) {
                Some(before) => {
                    if before.ty != header.ty {
                        before.ty = Type::Scalar(Scalar::String);
                    }
                    if before.description.is_none() {
                        before.description.clone_from(&header.description);
                    }
                }
                None => headers.push(header.clone()),
            }
        }
        headers
    }
}
