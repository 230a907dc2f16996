//! What the server does with a request, well or badly.

use std::time::Duration;

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Status, headers, body. The connection closes.
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
    /// Sends the first text, and then the second one again and again, with a pause before each.
    Forever(&'static str, String, Duration),
    /// Says nothing.
    Silence,
    /// Closes the connection in the middle of a body.
    Break,
    /// Sends bytes as they stand, head and all.
    Raw(Raw),
}

/// Bytes as they go over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    pub(super) bytes: Vec<u8>,
    /// After how many bytes each byte waits, and how long.
    pub(super) slow: Option<(usize, Duration)>,
    pub(super) end: End,
}

/// What becomes of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// The server reads the next request.
    Keep,
    /// The server closes it.
    Close,
    /// The server resets it.
    Reset,
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

    /// An answer with the length that its head says, and nothing of the connection, which ends as `end` says.
    pub(crate) fn kept(status: u16, body: &str, end: End) -> Self {
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
        Self::raw(&[head.as_str(), body].concat(), end)
    }

    /// Bytes as they stand.
    pub(crate) fn raw(bytes: &str, end: End) -> Self {
        Self::Raw(Raw { bytes: bytes.into(), slow: None, end })
    }

    /// Lets raw bytes wait, each by itself, from the one after `first` on.
    pub(crate) fn slow(self, first: usize, pause: Duration) -> Self {
        match self {
            Self::Raw(raw) => Self::Raw(Raw { slow: Some((first, pause)), ..raw }),
            other => other,
        }
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
