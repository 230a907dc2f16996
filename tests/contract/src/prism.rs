//! A running Prism: a process of its own on a port of this machine, which ends when it is dropped.

use std::{
    collections::VecDeque,
    io::{self, BufRead, BufReader, Read},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

/// How long it may take to read a document.
const PATIENCE: Duration = Duration::from_secs(60);

/// What it says when it can be called.
const READY: &str = "Prism is listening on";

/// How much of what it said is kept, for when it dies.
const KEPT: usize = 12;

/// A mock of one document.
#[derive(Debug)]
pub(crate) struct Prism {
    child: Child,
    url: String,
    said: Arc<Mutex<VecDeque<String>>>,
}

impl Prism {
    /// Starts one, and waits until it can be called.
    ///
    /// # Errors
    ///
    /// There is no free port, it does not start, or it gives up: the text says what it said last.
    pub(crate) fn start(script: &Path, document: &Path) -> Result<Self, String> {
        let port = free_port().map_err(|err| format!("no free port on 127.0.0.1: {err}"))?;
        Self::start_on(port, script, document)
    }

    fn start_on(port: u16, script: &Path, document: &Path) -> Result<Self, String> {
        let mut child = Command::new("node")
            .arg(script)
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .arg(document)
            .env("FORCE_COLOR", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|err| format!("cannot run node: {err}"))?;
        let said = Arc::default();
        let (ready, wait) = mpsc::channel();
        let pipes: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|it| Box::new(it) as _),
            child.stderr.take().map(|it| Box::new(it) as _),
        ];
        for pipe in pipes.into_iter().flatten() {
            let (said, ready) = (Arc::clone(&said), ready.clone());
            thread::spawn(move || listen(pipe, &said, &ready));
        }
        // With this one gone, waiting ends when the process closes its pipes.
        drop(ready);
        let started = Instant::now();
        let mut prism = Self { child, url: format!("http://127.0.0.1:{port}"), said };
        match wait.recv_timeout(PATIENCE) {
            Ok(()) => Ok(prism),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let seconds = started.elapsed().as_secs();
                Err(prism.told(&format!("Prism does not answer after {seconds} s")))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let status =
                    prism.child.wait().map_or_else(|err| err.to_string(), |it| it.to_string());
                Err(prism.told(&format!("Prism did not start on port {port} ({status})")))
            }
        }
    }

    /// Where it is called.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Why it is no longer there, when it is not.
    pub(crate) fn died(&mut self) -> Option<String> {
        match self.child.try_wait() {
            Ok(None) => None,
            Ok(Some(status)) => Some(self.told(&format!("Prism died ({status})"))),
            Err(err) => Some(self.told(&format!("Prism cannot be asked how it is: {err}"))),
        }
    }

    /// A message, and what Prism said last.
    fn told(&self, message: &str) -> String {
        let said = lock(&self.said).iter().fold(String::new(), |all, line| all + "\n  " + line);
        if said.is_empty() { message.to_owned() } else { format!("{message}; it said:{said}") }
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads what it says for as long as it speaks, so that it never waits for a reader.
fn listen(pipe: impl Read, said: &Mutex<VecDeque<String>>, ready: &mpsc::Sender<()>) {
    for line in BufReader::new(pipe).lines() {
        let Ok(line) = line else { return };
        if line.contains(READY) {
            // Nobody waits any more when it was too late.
            let _ = ready.send(());
        }
        let mut said = lock(said);
        if said.len() == KEPT {
            said.pop_front();
        }
        said.push_back(line);
    }
}

/// A port that nobody has. Somebody may take it before Prism does; it says so then.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
