//! Values that somebody gives, through the types of one crate and back.

use super::{Build, Subject, cargo, exchange::Questions, harness};

/// What became of a value: the text that was written again, or why it was not read.
pub type Again = Result<String, String>;

/// Takes values of components through the crate's types, each a component's name and a JSON text.
///
/// # Errors
///
/// When the program cannot be built, or a component has no type.
pub fn given(
    subject: &Subject,
    values: &[(&str, &str)],
    build: &Build,
) -> Result<Vec<Again>, String> {
    harness::write(build, &[vec![subject]])?;
    let mut compiled = cargo::compile(build)?;
    let program = compiled.remove(&harness::program(build, 0)).ok_or("was not built")??;
    let mut questions = Questions::new(build.work.join("asked/given.questions"))?;
    for (component, text) in values {
        let number = subject.types().position(|(known, _)| known.schema == *component);
        let number = number.ok_or_else(|| format!("`{component}` has no type"))?;
        questions.ask(number, text)?;
    }
    Ok(questions.put_to(&program)?.map(|(_, answer)| answer).collect())
}
