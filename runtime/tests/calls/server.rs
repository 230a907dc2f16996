//! A small HTTP server that keeps what it saw, and can misbehave.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query as written.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Status, headers, body.
    Answer(u16, Vec<(String, String)>, Vec<u8>),
    /// As `Answer`, later.
    Late(Duration, u16, Vec<u8>),
    /// Says that `0` bytes follow, and sends none.
    Promise(u64),
    /// Sends a body of this content type piece by piece, each by itself, and says nothing after the last if it is to
    /// hang.
    Pieces { content_type: &'static str, pieces: Vec<Vec<u8>>, hang: bool },
    /// Sends a chunked body without end.
    Endless,
    /// Says nothing.
    Silence,
    /// Closes the connection in the middle of a body.
    Break,
}

impl Reply {
    pub(crate) fn json(body: &str) -> Self {
        Self::status(200, body)
    }

    pub(crate) fn status(status: u16, body: &str) -> Self {
        Self::Answer(status, Vec::new(), body.into())
    }

    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::status(status, "").header("location", location)
    }

    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        match self {
            Self::Answer(status, mut headers, body) => {
                headers.push((name.to_owned(), value.to_owned()));
                Self::Answer(status, headers, body)
            }
            other => other,
        }
    }
}

/// A server on a port of its own. It ends with the test's runtime.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// How many bytes of endless bodies went out.
    pub(crate) sent: Arc<Mutex<u64>>,
    /// How many connections the client closed while the server was silent.
    pub(crate) hung_up: Arc<Mutex<u64>>,
}

impl Server {
    pub(crate) async fn start(reply: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            seen: Arc::default(),
            sent: Arc::default(),
            hung_up: Arc::default(),
        };
        let reply = Arc::new(reply);
        let (seen, sent, hung_up) =
            (server.seen.clone(), server.sent.clone(), server.hung_up.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (reply, seen) = (reply.clone(), seen.clone());
                let (sent, hung_up) = (sent.clone(), hung_up.clone());
                tokio::spawn(async move {
                    let Some(request) = read(&mut stream).await else { return };
                    let reply = reply(&request);
                    seen.lock().unwrap().push(request);
                    write(&mut stream, reply, &sent, &hung_up).await;
                });
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request that came.
    pub(crate) fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let mut body = bytes.split_off(end + 4);
    let head = String::from_utf8(bytes).unwrap();
    let mut lines = head.trim_end().split("\r\n");
    let mut start = lines.next()?.split(' ');
    let (method, target) = (start.next()?.to_owned(), start.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let value = |name: &str| headers.iter().find(|(it, _)| it == name).map(|(_, it)| it.as_str());
    if value("transfer-encoding") == Some("chunked") {
        while !body.ends_with(b"0\r\n\r\n") {
            if stream.read_buf(&mut body).await.ok()? == 0 {
                return None;
            }
        }
        body = joined(&body)?;
    } else {
        let length: usize = value("content-length").map_or(0, |length| length.parse().unwrap());
        while body.len() < length {
            if stream.read_buf(&mut body).await.ok()? == 0 {
                return None;
            }
        }
    }
    Some(Seen { method, target, headers, body })
}

/// The chunks of a body as one.
fn joined(mut chunked: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunked.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&chunked[..end]).ok()?;
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunked.get(end + 2..end + 2 + size)?);
        chunked = chunked.get(end + 2 + size + 2..)?;
    }
}

async fn write(stream: &mut TcpStream, reply: Reply, sent: &Mutex<u64>, hung_up: &Mutex<u64>) {
    let (status, headers, body) = match reply {
        Reply::Answer(status, headers, body) => (status, headers, body),
        Reply::Late(wait, status, body) => {
            tokio::time::sleep(wait).await;
            (status, Vec::new(), body)
        }
        Reply::Promise(length) => {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.read(&mut [0]).await;
            return;
        }
        Reply::Pieces { content_type, pieces, hang } => {
            let head = format!(
                "HTTP/1.1 200 OK\r\nx-request-id: r1\r\ncontent-type: {content_type}\r\n\
                 transfer-encoding: chunked\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes()).await;
            for piece in pieces {
                let chunk = [format!("{:x}\r\n", piece.len()).as_bytes(), &piece, b"\r\n"].concat();
                let _ = stream.write_all(&chunk).await;
                let _ = stream.flush().await;
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            if hang {
                let _ = stream.read(&mut [0]).await;
                *hung_up.lock().unwrap() += 1;
            } else {
                let _ = stream.write_all(b"0\r\n\r\n").await;
            }
            return;
        }
        Reply::Endless => {
            let chunk = [&b"1000\r\n"[..], &[b' '; 0x1000], b"\r\n"].concat();
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
            while stream.write_all(&chunk).await.is_ok() {
                *sent.lock().unwrap() += 0x1000;
            }
            return;
        }
        Reply::Silence => {
            // Reading gives 0 bytes once the client has gone.
            let _ = stream.read(&mut [0]).await;
            *hung_up.lock().unwrap() += 1;
            return;
        }
        Reply::Break => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{").await;
            return;
        }
    };
    let mut head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n");
    for (name, value) in headers {
        head = format!("{head}{name}: {value}\r\n");
    }
    if status != 204 && status != 304 {
        head = format!("{head}content-length: {}\r\n", body.len());
    }
    head.push_str("\r\n");
    let _ = stream.write_all(&[head.into_bytes(), body].concat()).await;
}
