//! A multipart body: what goes out is read by a parser that this project has no part in, and gives the same parts.

#![no_main]

use std::{collections::BTreeMap, convert::Infallible};

use bytes::Bytes;
use futures_util::stream;
use libfuzzer_sys::{
    arbitrary::{self, Arbitrary},
    fuzz_target,
};
use vetted_fuzz::server;
use vetted_runtime::{
    Empty, Fields, File, HeaderMap, HttpResponse, Part, Parts, StatusCode, serde_json::Error,
};

#[derive(Debug, Arbitrary)]
struct Input {
    files: Vec<(String, Upload)>,
    values: BTreeMap<String, String>,
}

#[derive(Debug, Arbitrary)]
struct Upload {
    name: Option<String>,
    content_type: Option<String>,
    bytes: Vec<u8>,
}

impl Parts for Input {
    fn parts(&self) -> Result<Vec<Part>, Error> {
        let mut parts = Fields(&self.values).parts()?;
        for (name, upload) in &self.files {
            let bytes = upload.bytes.clone();
            let mut file = match &upload.name {
                Some(name) => File::new(name.as_str(), bytes),
                None => File::from(bytes),
            };
            if let Some(content_type) = &upload.content_type {
                file = file.content_type(content_type);
            }
            parts.extend(BTreeMap::from([(name.clone(), file)]).parts()?);
        }
        Ok(parts)
    }
}

fuzz_target!(|input: Input| {
    let (core, log) =
        server::client(|_| HttpResponse::new(StatusCode::NO_CONTENT, HeaderMap::new(), ""));
    let sent = server::now(core.request(&server::POST).multipart(&input).send::<Empty>());
    let mut log = log.lock().expect("no panic");
    let Some(seen) = log.seen.pop() else {
        assert!(sent.is_err(), "nothing was sent, and nobody says why");
        return;
    };
    let body = seen.body.expect("the body is held in memory");
    let content_type = seen.headers["content-type"].to_str().expect("text");
    let boundary = multer::parse_boundary(content_type).expect("a boundary");
    let heads = heads(&body, &boundary);
    let values = input.values.iter().map(|(name, text)| Read {
        name: escaped(name),
        file_name: None,
        bytes: text.clone().into_bytes(),
    });
    let files = input.files.iter().map(|(name, upload)| Read {
        name: escaped(name),
        file_name: upload.name.as_deref().map(escaped),
        bytes: upload.bytes.clone(),
    });
    let expected: Vec<Read> = values.chain(files).collect();
    assert_eq!(heads, expected.len(), "as many heads as parts");
    // Other control characters and backslashes go out as browsers send them. Some parsers refuse the former, and take
    // the latter for escapes; and some find `filename=` inside a quoted name.
    let is_odd = |c: char| c == '\\' || (c.is_control() && !matches!(c, '\r' | '\n'));
    let is_plain = |name: &String| !name.contains(is_odd) && !name.contains("name=");
    if expected.iter().all(|part| is_plain(&part.name) && part.file_name.iter().all(is_plain)) {
        assert_eq!(server::now(read(body, boundary)), expected);
    }
});

#[derive(Debug, PartialEq)]
struct Read {
    name: String,
    file_name: Option<String>,
    bytes: Vec<u8>,
}

async fn read(body: Bytes, boundary: String) -> Vec<Read> {
    let stream = stream::iter([Ok::<_, Infallible>(body)]);
    let mut multipart = multer::Multipart::new(stream, boundary);
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await.expect("a part") {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.expect("the content of a part").to_vec();
        parts.push(Read { name, file_name, bytes });
    }
    parts
}

/// The number of heads, none of which holds a control character but between its lines.
fn heads(body: &[u8], boundary: &str) -> usize {
    let mark = format!("--{boundary}\r\n");
    let starts =
        body.windows(mark.len()).enumerate().filter(|(_, window)| *window == mark.as_bytes());
    let starts: Vec<usize> = starts.map(|(at, _)| at + mark.len()).collect();
    for start in &starts {
        let rest = &body[*start..];
        let end =
            rest.windows(4).position(|window| window == b"\r\n\r\n").expect("an end of the head");
        let lines = String::from_utf8_lossy(&rest[..end]).into_owned();
        assert!(lines.split("\r\n").count() <= 2, "a line too many: {lines:?}");
        for line in lines.split("\r\n") {
            assert!(!line.contains(['\0', '\r', '\n']), "{line:?}");
        }
    }
    starts.len()
}

/// A name as browsers write it, and as a parser that undoes nothing gives it.
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
