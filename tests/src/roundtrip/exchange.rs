//! Talks with a program of the harness: values in, what became of them out.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Lines, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The values of one subject, written down for its program.
#[derive(Debug)]
pub(super) struct Questions {
    path: PathBuf,
    file: BufWriter<File>,
}

/// The values, each with what became of it.
#[derive(Debug)]
pub(super) struct Answers {
    asked: Lines<BufReader<File>>,
    said: Lines<BufReader<File>>,
}

impl Questions {
    /// Begins a list in a file.
    pub(super) fn new(path: PathBuf) -> Result<Self, String> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|err| failed(&path, &err))?;
        }
        let file = File::create(&path).map_err(|err| failed(&path, &err))?;
        Ok(Self { path, file: BufWriter::new(file) })
    }

    /// Adds a JSON text for a type of the program.
    pub(super) fn ask(&mut self, number: usize, text: &str) -> Result<(), String> {
        writeln!(self.file, "{number} {text}").map_err(|err| failed(&self.path, &err))
    }

    /// Runs the program over all of them.
    pub(super) fn put_to(self, program: &Path) -> Result<Answers, String> {
        let Self { path, file } = self;
        file.into_inner().map_err(|err| failed(&path, err.error()))?;
        let said = path.with_extension("answers");
        let open = |path: &Path| File::open(path).map_err(|err| failed(path, &err));
        let out = File::create(&said).map_err(|err| failed(&said, &err))?;
        // A program that does not come to an end has answered as far as it came.
        Command::new(program)
            .stdin(open(&path)?)
            .stdout(out)
            .stderr(Stdio::null())
            .status()
            .map_err(|err| failed(program, &err))?;
        let lines = |path| Ok::<_, String>(BufReader::new(open(path)?).lines());
        Ok(Answers { asked: lines(&path)?, said: lines(&said)? })
    }
}

impl Iterator for Answers {
    /// The text that was asked, and what was answered.
    type Item = (String, Result<String, String>);

    fn next(&mut self) -> Option<Self::Item> {
        let asked = self.asked.next()?.ok()?;
        let text = asked.split_once(' ').map_or("", |(_, text)| text).to_owned();
        let answer = match self.said.next() {
            Some(Ok(line)) => match line.strip_prefix('+') {
                Some(text) => Ok(text.to_owned()),
                None => Err(line.trim_start_matches('-').to_owned()),
            },
            _ => Err("the program ended before".to_owned()),
        };
        Some((text, answer))
    }
}

fn failed(path: &Path, err: &std::io::Error) -> String {
    format!("{}: {err}", path.display())
}
