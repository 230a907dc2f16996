//! A call on its way, from its first attempt to its last.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use super::Signed;
use crate::calls::{
    call::Call,
    client::Core,
    observe::Watch,
    operation::Operation,
    retry::Retries,
    transport::{RequestBody, TimeLimits, Transport},
};

/// What is sent, but for the credentials.
pub(crate) struct Message {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<RequestBody>,
}

/// How it is sent: what the request says, or else its client.
pub(crate) struct CallSettings {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) time: TimeLimits,
    /// The most items that the answer may have.
    pub(crate) max_items: Option<u64>,
    pub(crate) retries: Retries,
}

/// A call whose request is complete but for its credentials.
pub(crate) struct Prepared {
    pub(crate) call: Call,
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    /// Whether every credential that is set goes along.
    pub(crate) raw: bool,
    pub(crate) settings: CallSettings,
    message: Message,
    /// Whether the body can be sent once only.
    streamed: bool,
    /// Whether the server has pointed to where the outcome stands (303): that is fetched by GET, without the body.
    pub(crate) fetches: bool,
    /// Whether the answer is wanted as it comes.
    pub(crate) streams: bool,
    pub(crate) watch: Watch,
}

impl Prepared {
    /// A call before its first attempt. `raw`: whether every credential that is set goes along.
    pub(crate) fn new(
        (call, operation, raw): (Call, &'static Operation, bool),
        core: Core,
        message: Message,
        settings: CallSettings,
    ) -> Self {
        let streamed = message.body.as_ref().is_some_and(RequestBody::is_stream);
        Self {
            call,
            core,
            operation,
            raw,
            settings,
            message,
            streamed,
            fetches: false,
            streams: false,
            watch: Watch::default(),
        }
    }

    /// Where the first request of each attempt goes.
    pub(crate) fn url(&self) -> &Url {
        &self.message.url
    }

    /// The method of what is sent next.
    pub(crate) fn method(&self) -> &Method {
        const GET: &Method = &Method::GET;
        if self.fetches { GET } else { &self.message.method }
    }

    /// The body, for one attempt.
    pub(crate) fn take_body(&mut self) -> Option<RequestBody> {
        let body = &mut self.message.body;
        if self.streamed { body.take() } else { body.as_ref()?.again() }
    }

    /// Whether the body can be sent more than once.
    pub(crate) fn can_repeat_body(&self) -> bool {
        !self.streamed
    }

    /// The body of what is sent next, empty if there is none; None if it is a stream.
    pub(crate) fn held_body(&self) -> Option<Bytes> {
        if self.fetches {
            return Some(Bytes::new());
        }
        if self.streamed {
            return None;
        }
        self.message.body.as_ref().map_or_else(|| Some(Bytes::new()), RequestBody::bytes)
    }

    /// What goes to this URL, before any credential.
    pub(crate) fn unsigned(&self, url: Url) -> Signed {
        let mut headers = self.message.headers.clone();
        if self.fetches {
            headers.remove(header::CONTENT_TYPE);
        }
        Signed { url, headers, fetched: Vec::new(), credited: false }
    }

    /// The headers that say nothing about the caller: what another origin may see.
    pub(crate) fn public_headers(&self) -> HeaderMap {
        let shared = self.core.shared();
        let accept = self.message.headers.get(header::ACCEPT).map(|value| (header::ACCEPT, value));
        let agent = shared.user_agent.as_ref().map(|value| (header::USER_AGENT, value));
        let public: [Option<(HeaderName, &HeaderValue)>; 2] = [accept, agent];
        public.into_iter().flatten().map(|(name, value)| (name, value.clone())).collect()
    }
}
