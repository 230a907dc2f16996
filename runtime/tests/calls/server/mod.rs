//! A small HTTP server that keeps what it saw, and can misbehave.

mod read;
mod reply;
mod write;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::net::{TcpListener, TcpStream};

pub(crate) use self::reply::{End, Reply};
use self::{read::read, write::write};

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

/// A server on a port of its own. It ends with the test's runtime.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// How many bytes of endless bodies went out.
    pub(crate) sent: Arc<Mutex<u64>>,
    /// How many connections the client closed while the server was silent.
    pub(crate) hung_up: Arc<Mutex<u64>>,
    /// How many connections were made.
    pub(crate) connections: Arc<Mutex<u64>>,
}

/// What is counted while answers are written.
#[derive(Clone)]
struct Counts {
    sent: Arc<Mutex<u64>>,
    hung_up: Arc<Mutex<u64>>,
}

impl Server {
    pub(crate) async fn start(reply: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        crate::tracing::stay_open();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            seen: Arc::default(),
            sent: Arc::default(),
            hung_up: Arc::default(),
            connections: Arc::default(),
        };
        let reply: Arc<Answering> = Arc::new(reply);
        let (seen, connections) = (server.seen.clone(), server.connections.clone());
        let counts = Counts { sent: server.sent.clone(), hung_up: server.hung_up.clone() };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *connections.lock().unwrap() += 1;
                tokio::spawn(serve(stream, reply.clone(), seen.clone(), counts.clone()));
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

type Answering = dyn Fn(&Seen) -> Reply + Send + Sync;

/// Answers the requests of a connection until one of them ends it.
async fn serve(
    mut stream: TcpStream,
    reply: Arc<Answering>,
    seen: Arc<Mutex<Vec<Seen>>>,
    counts: Counts,
) {
    // Answers that come in pieces come at once.
    stream.set_nodelay(true).unwrap();
    while let Some(request) = read(&mut stream).await {
        let reply = reply(&request);
        seen.lock().unwrap().push(request);
        match write(&mut stream, reply, &counts).await {
            End::Keep => {}
            End::Close => return,
            // What is dropped now is not closed in order: the client is told that the connection is no more.
            End::Reset => return stream.set_zero_linger().unwrap(),
        }
    }
}
