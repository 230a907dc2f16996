//! Answers as they go over the wire.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::{
    Counts,
    reply::{End, Raw, Reply},
};

/// How long the client has to read what came before a reset: it may lose what it has not read by then.
const BEFORE_RESET: Duration = Duration::from_millis(30);

/// Does what the reply says, and tells what becomes of the connection. A client that has gone is nobody to tell.
pub(super) async fn write(stream: &mut TcpStream, reply: Reply, counts: &Counts) -> End {
    match reply {
        Reply::Answer(status, headers, body) => answer(stream, status, headers, body).await,
        Reply::Late(wait, status, body) => {
            tokio::time::sleep(wait).await;
            answer(stream, status, Vec::new(), body).await;
        }
        Reply::Promise(length) => {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.read(&mut [0]).await;
        }
        Reply::Pieces { content_type, pieces, hang } => {
            chunks(stream, content_type, pieces).await;
            if hang {
                let _ = stream.read(&mut [0]).await;
                *counts.hung_up.lock().unwrap() += 1;
            } else {
                let _ = stream.write_all(b"0\r\n\r\n").await;
            }
        }
        Reply::Endless => {
            let chunk = [&b"1000\r\n"[..], &[b' '; 0x1000], b"\r\n"].concat();
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
            while stream.write_all(&chunk).await.is_ok() {
                *counts.sent.lock().unwrap() += 0x1000;
            }
        }
        Reply::Forever(first, again, pause) => {
            let mut gone = stream.write_all(first.as_bytes()).await.is_err();
            while !gone {
                tokio::time::sleep(pause).await;
                gone = stream.write_all(again.as_bytes()).await.is_err();
                *counts.sent.lock().unwrap() += again.len() as u64;
            }
        }
        Reply::Silence => {
            // Reading gives 0 bytes once the client has gone.
            let _ = stream.read(&mut [0]).await;
            *counts.hung_up.lock().unwrap() += 1;
        }
        Reply::Break => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{").await;
        }
        Reply::Raw(raw) => return as_it_stands(stream, raw).await,
    }
    End::Close
}

async fn answer(
    stream: &mut TcpStream,
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
) {
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

async fn chunks(stream: &mut TcpStream, content_type: &str, pieces: Vec<Vec<u8>>) {
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
}

async fn as_it_stands(stream: &mut TcpStream, raw: Raw) -> End {
    let Raw { bytes, slow, end } = raw;
    let (first, pause) = slow.unwrap_or((bytes.len(), Duration::ZERO));
    let (quick, slow) = bytes.split_at(first.min(bytes.len()));
    let mut gone = stream.write_all(quick).await.is_err();
    for byte in slow {
        if gone {
            return End::Close;
        }
        tokio::time::sleep(pause).await;
        gone = stream.write_all(&[*byte]).await.is_err();
    }
    if let (End::Reset, false) = (end, bytes.is_empty()) {
        tokio::time::sleep(BEFORE_RESET).await;
    }
    end
}
