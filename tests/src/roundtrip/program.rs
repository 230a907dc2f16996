// The end of each program of the harness: text that is included there, no module of this crate.
//
// A line that comes in is a type's number and a JSON text; the line that goes out is `+` and the text that it became,
// or `-` and why it was not read or written.

fn again<T>(text: &str) -> Result<String, String>
where
    T: vetted_runtime::serde::de::DeserializeOwned + vetted_runtime::serde::Serialize,
{
    let read = vetted_runtime::wire::decode::<T>(text.as_bytes());
    let value = read.map_err(|err| format!("not read: {err}"))?;
    let written = vetted_runtime::serde_json::to_string(&value);
    written.map_err(|err| format!("not written: {err}"))
}

fn answer(line: &str) -> String {
    let (number, text) = line.split_once(' ').expect("a number and a text");
    let again = TYPES[number.parse::<usize>().expect("a number")];
    match std::panic::catch_unwind(|| again(text)) {
        Ok(Ok(text)) => format!("+{text}"),
        Ok(Err(why)) => format!("-{}", why.replace('\n', " ")),
        Err(_) => "-panicked".to_owned(),
    }
}

fn talk() {
    use std::io::{BufRead, Write};
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line of text");
        writeln!(out, "{}", answer(&line)).expect("somebody listens");
    }
    out.flush().expect("somebody listens");
}

fn main() {
    // Values nest deep, and functions that are not optimised take much of the stack.
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(talk);
    thread.expect("a thread").join().expect("no panic");
}
