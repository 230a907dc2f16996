//! The phase of `--doctests`: the examples in the documentation of some crates are compiled as a user would copy them.

use std::{io, num::NonZero};

use xtask::progress::Progress;

use super::{
    outcome::{Made, Outcome},
    workspace::{Complaint, Workspace},
};

/// Compiles the examples of so many crates, taken evenly from all. What fails is a complaint about the crate.
///
/// # Errors
///
/// Cargo cannot be run.
pub fn phase(
    outcomes: &mut [Outcome],
    workspace: &Workspace,
    count: NonZero<usize>,
    mut progress: Progress,
) -> io::Result<()> {
    let mut made: Vec<&mut Outcome> =
        outcomes.iter_mut().filter(|outcome| outcome.made == Made::Crate).collect();
    let all = made.len();
    let count = count.get().min(all);
    let mut chosen = (0..count).map(|index| index * all / count).peekable();
    let mut done = 0;
    for (index, outcome) in made.iter_mut().enumerate() {
        if chosen.next_if_eq(&index).is_none() {
            continue;
        }
        let package = &outcome.source.package;
        let words = ["test", "--doc", "--offline", "--quiet", "--package", package.as_str()];
        let output = workspace.command().args(words).output()?;
        if !output.status.success() {
            let said = [output.stdout, output.stderr].concat();
            let complaint = Complaint {
                line: "error: an example of the documentation does not compile".to_owned(),
                rendered: String::from_utf8_lossy(&said).into_owned(),
            };
            outcome.complaints.get_or_insert_default().push(complaint);
        }
        done += 1;
        progress.draw(done);
    }
    progress.clear();
    Ok(())
}
