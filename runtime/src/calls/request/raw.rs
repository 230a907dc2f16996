//! The way out, where the document is wrong or silent.

use std::{borrow::Cow, time::Duration};

use bytes::Bytes;
use http::Method;
use serde::{Serialize, de::DeserializeOwned};

use super::{Request, Style};
use crate::{
    Body, Parts,
    calls::{
        answer::{Binary, Json},
        client::Core,
        delivery::{ByteStream, Chunks, Events, ItemStream, Opening, Sending, SendingRaw},
        encode,
        operation::Operation,
        retry::Retries,
    },
};

/// Stands for whatever the caller does.
static RAW: Operation = Operation::new("request", "GET", "");

/// A request to any path below the server's URL, with the client's credentials.
///
/// Every credential that is set is sent; where two would use the same header, the one that was set first.
#[derive(Debug)]
#[must_use = "requests do nothing until they are sent"]
pub struct RawRequest {
    request: Request,
}

impl Core {
    /// Starts a request to any path below the server's URL.
    pub fn raw_request(&self, method: Method, path: &str) -> RawRequest {
        RawRequest::new(self.clone(), method, path)
    }
}

impl RawRequest {
    fn new(core: Core, method: Method, path: &str) -> Self {
        let mut request = Request::new(core, &RAW);
        request.method = method;
        request.path = Cow::Owned(path.to_owned());
        request.raw = true;
        Self { request }
    }

    /// Sets a query parameter; the same name again replaces. Lists repeat the name, null is not sent.
    pub fn query(mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(value) = self.request.tree(name, value) {
            self.request.set_query(name.to_owned().into(), &value, Style::Form, encode::value);
        }
        self
    }

    /// Sets a JSON body.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        Self { request: self.request.json(body) }
    }

    /// Sets an `application/x-www-form-urlencoded` body from an object.
    pub fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        Self { request: self.request.form(body) }
    }

    /// Sets a `multipart/form-data` body.
    pub fn multipart(self, body: &impl Parts) -> Self {
        Self { request: self.request.multipart(body) }
    }

    /// Sets a body of bytes, held in memory or streamed.
    pub fn bytes(self, body: impl Into<Body>, content_type: &str) -> Self {
        Self { request: self.request.bytes(body, content_type) }
    }

    /// Sets a header. It takes the place of one that the client would send, credentials included.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { request: self.request.header(name, value) }
    }

    /// How long the call may take in all, in place of the client's own limit.
    pub fn timeout(self, limit: Duration) -> Self {
        Self { request: self.request.timeout(limit) }
    }

    /// How long each attempt may take, in place of the client's own limit.
    pub fn attempt_timeout(self, limit: Duration) -> Self {
        Self { request: self.request.attempt_timeout(limit) }
    }

    /// The most items that the lists and objects of the answer may have, in place of the client's own limit.
    pub fn max_response_items(self, limit: u64) -> Self {
        Self { request: self.request.max_response_items(limit) }
    }

    /// How often and when the call is sent again, in place of the client's own setting.
    pub fn retries(self, retries: Retries) -> Self {
        Self { request: self.request.retries(retries) }
    }

    /// Says that the call can be sent again whatever its method: sent twice, it does what it does sent once.
    pub fn repeatable(self) -> Self {
        Self { request: self.request.repeatable() }
    }

    /// Sends the request and gives the body, read from JSON.
    pub fn send<T: DeserializeOwned>(self) -> Sending<T> {
        self.request.send::<Json<T>>()
    }

    /// Sends the request and gives status, headers and bytes.
    pub fn send_raw(self) -> SendingRaw<Bytes> {
        self.request.send_raw::<Binary>()
    }

    /// Sends the request and gives status, headers and bytes: the same as [`send_raw`](Self::send_raw), under the name
    /// that the requests of operations have for it.
    pub fn send_bytes(self) -> SendingRaw<Bytes> {
        self.send_raw()
    }

    /// Sends the request and gives the body as it comes, with status and headers.
    pub fn send_chunks(self) -> Opening<ByteStream> {
        self.request.send_stream::<Chunks>()
    }

    /// Sends the request and gives the server-sent events of the answer, whose data is read from JSON.
    pub fn send_events<T: DeserializeOwned>(self) -> Opening<ItemStream<T>> {
        self.request.send_stream::<Events<T>>()
    }

    /// Sends the request and gives the body, read from JSON. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking<T: DeserializeOwned>(self) -> crate::Result<T> {
        self.request.send_blocking::<Json<T>>()
    }

    /// Sends the request and gives status, headers and bytes. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_raw_blocking(self) -> crate::Result<crate::Response<Bytes>> {
        self.request.send_raw_blocking::<Binary>()
    }

    /// Sends the request and gives status, headers and bytes. Blocks the thread.
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_bytes_blocking(self) -> crate::Result<crate::Response<Bytes>> {
        self.send_raw_blocking()
    }
}
