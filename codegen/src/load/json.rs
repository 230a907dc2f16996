//! JSON text → values, through `serde_json`.

use super::{
    syntax, too_deep,
    values::{self, Read},
};
use crate::diagnostic::Finding;

/// Why text is not JSON.
pub(super) struct NotJson {
    pub(super) finding: Finding,
    /// The text is JSON, but a number does not fit into 64 bits of floating point.
    pub(super) number_out_of_range: bool,
}

/// Reads JSON.
pub(super) fn read(text: &str) -> Result<Read, NotJson> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    values::read(text, false, &mut deserializer)
        .and_then(|read| deserializer.end().map(|()| read))
        .map_err(|err| not_json(&err))
}

fn not_json(err: &serde_json::Error) -> NotJson {
    let message = err.to_string();
    // serde_json says the place twice: in the text of the message and in the error.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
    let number_out_of_range = message == "number out of range";
    let (line, column) = (err.line().max(1), err.column().max(1));
    let finding = match message {
        "recursion limit exceeded" => too_deep(line, column),
        _ => syntax(line, column, format!("this is not JSON: {message}")),
    };
    NotJson { finding, number_out_of_range }
}
