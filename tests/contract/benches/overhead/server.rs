//! The server: a process of its own, so that what it does is not counted.

use std::{
    convert::Infallible,
    env,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use http_body_util::Full;
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    header::CONTENT_TYPE,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vetted_contract::document::Document;

use crate::{Result, runtime};

/// How long the list is at least.
const LARGE: usize = 1_000_000;

/// The process. It ends when this is dropped.
pub(crate) struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts it, and waits for its address.
    pub(crate) fn start() -> Result<Self> {
        let mut process =
            Command::new(env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut url)?;
        }
        let server = Self { process, url: url.trim().to_owned() };
        if server.url.is_empty() { Err("the server did not start".into()) } else { Ok(server) }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The server's process: prints its address, and answers until it is killed.
pub(crate) fn serve() -> Result<()> {
    let (small, large) = bodies()?;
    eprintln!("small: {} bytes; large: {} bytes", small.len(), large.len());
    runtime()?.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("http://{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let (small, large) = (small.clone(), large.clone());
            tokio::spawn(async move {
                let service = service_fn(move |request: Request<Incoming>| {
                    let list = request.uri().path().ends_with("/candidates");
                    let body = Full::new(if list { large.clone() } else { small.clone() });
                    let mut response = Response::new(body);
                    let json = hyper::header::HeaderValue::from_static("application/json");
                    response.headers_mut().insert(CONTENT_TYPE, json);
                    async move { Ok::<_, Infallible>(response) }
                });
                // A connection that breaks is the client's to notice.
                let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

/// The document's examples; that of the list with its items as often as it takes.
fn bodies() -> Result<(Bytes, Bytes)> {
    let document = Document::read("bindbee-ats")?;
    let example = |id: &str| -> Result<Value> {
        let operations = document.operations();
        let operation = operations.iter().find(|it| it.id == id).ok_or("no such operation")?;
        let answer = operation.responses.iter().find(|it| it.key == "200");
        let example = answer.and_then(|it| it.media?.example).cloned();
        example.ok_or_else(|| format!("{id} shows no answer").into())
    };
    let small = example("getDepartment")?.to_string();
    let mut page = example("listCandidates")?;
    let items = page["items"].as_array().cloned().unwrap_or_default();
    let length: usize = items.iter().map(|item| item.to_string().len() + 1).sum();
    let times = LARGE.div_ceil(length.max(1));
    page["items"] = json!(items.iter().cycle().take(items.len() * times).collect::<Vec<_>>());
    Ok((small.into(), page.to_string().into()))
}
