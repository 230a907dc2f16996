//! Checks an event's signature, then reads the event.

use std::{iter, marker::PhantomData};

use http::HeaderMap;
use serde::de::DeserializeOwned;
use web_time::{SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

use super::{
    SignatureScheme, WebhookError,
    mac::Mac,
    scheme::{SignedPart, Timestamp},
};
use crate::{DecodeFailure, Secret};

/// Checks the signatures of events, and reads them as an `E`. Made once, used for every event.
///
/// Its secrets do not show in `Debug`.
#[derive(Debug, Clone)]
pub struct Verifier<E> {
    scheme: SignatureScheme,
    secrets: Vec<Secret>,
    tolerance: Option<u64>,
    now: Option<u64>,
    event: PhantomData<fn() -> E>,
}

impl<E: DeserializeOwned> Verifier<E> {
    /// Takes events that are signed in this way with this secret.
    ///
    /// An empty secret is none: everybody could sign with it.
    #[must_use]
    pub fn new(scheme: SignatureScheme, secret: impl Into<Secret>) -> Self {
        let secrets = vec![secret.into()];
        Self { scheme, secrets, tolerance: None, now: None, event: PhantomData }
    }

    /// Takes events that are signed with this secret too: while secrets are changed, both are in use.
    #[must_use]
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// By how many seconds a signature's timestamp may differ from now, in place of what the scheme says. Without a
    /// timestamp in the scheme it means nothing.
    #[must_use]
    pub fn tolerance(mut self, seconds: u64) -> Self {
        self.tolerance = Some(seconds);
        self
    }

    /// Takes this for now, in seconds since 1970: for tests, and for events that were recorded.
    #[must_use]
    pub fn at(mut self, seconds: u64) -> Self {
        self.now = Some(seconds);
        self
    }

    /// The event, if its signature is right. `body`: the bytes as they came. A header of the signature that stands
    /// there twice is refused: who reads it later could read the other one.
    ///
    /// # Errors
    ///
    /// Why the event is not believed; or, once it is, why it cannot be read.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<E, WebhookError> {
        let signed = self.scheme.parts().filter_map(|part| match part {
            SignedPart::Header(name) => Some(name),
            SignedPart::Text(_) | SignedPart::Body => None,
        });
        let repeated = |name: &&str| headers.get_all(*name).iter().nth(1).is_some();
        if let Some(name) = iter::once(self.scheme.header).chain(signed).find(repeated) {
            return Err(WebhookError::RepeatedHeader(name.to_owned()));
        }
        self.verify_with(|name| headers.get(name)?.to_str().ok(), body)
    }

    /// The same for headers of any kind: `header` gives the value of a name, which it must look for in any case of
    /// letters.
    ///
    /// ```
    /// # use vetted_runtime::{Value, webhooks::{SignatureEncoding, SignatureScheme, Verifier}};
    /// # const SIGNATURE: SignatureScheme =
    /// #     SignatureScheme::hmac_sha256("X-Signature", SignatureEncoding::Hex);
    /// let verifier = Verifier::<Value>::new(SIGNATURE, "key");
    /// let signature = "67c60020f444fd0706ccc8a8ec10218abd4543783d381d1bb53f193f1d5dd05a";
    /// // Only one header counts in this scheme.
    /// let event = verifier.verify_with(|_| Some(signature), br#"{"type":"paid"}"#)?;
    /// assert_eq!(event["type"], "paid");
    /// # Ok::<(), vetted_runtime::webhooks::WebhookError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As those of [`verify`](Self::verify).
    pub fn verify_with<'h>(
        &self,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
    ) -> Result<E, WebhookError> {
        check(&self.scheme, &self.secrets, &header, body)?;
        if let Some(Timestamp { header: name, tolerance }) = self.scheme.timestamp {
            let signed: Option<u64> = required(&header, name)?.trim().parse().ok();
            let now = self.now.unwrap_or_else(seconds_since_1970);
            let tolerance = self.tolerance.unwrap_or(tolerance);
            if signed.is_none_or(|signed| signed.abs_diff(now) > tolerance) {
                return Err(WebhookError::Stale);
            }
        }
        parse_unverified(body)
    }
}

/// Reads an event without asking who sent it: anybody can have. For schemes that are checked elsewhere (by a proxy, by
/// mutual TLS), for vendors that document no signature, and for tests.
///
/// # Errors
///
/// The body is no JSON, or not what the document says.
pub fn parse_unverified<E: DeserializeOwned>(body: &[u8]) -> Result<E, WebhookError> {
    let event = crate::wire::read(body);
    event.map_err(|err| WebhookError::Event(DecodeFailure::json(body, &err)))
}

/// Whether the body has a right signature. Apart from the verifier, so that it is compiled once for all events.
fn check<'h>(
    scheme: &SignatureScheme,
    secrets: &[Secret],
    header: &dyn Fn(&str) -> Option<&'h str>,
    body: &[u8],
) -> Result<(), WebhookError> {
    let keys: Vec<Zeroizing<Vec<u8>>> =
        secrets.iter().filter_map(|secret| scheme.key(secret.expose())).collect();
    if keys.is_empty() {
        return Err(WebhookError::NoSecret);
    }
    let signatures = scheme.signatures(required(header, scheme.header)?);
    if signatures.is_empty() {
        return Err(WebhookError::Malformed);
    }
    for key in keys {
        let mut mac = Mac::new(&key).ok_or(WebhookError::NoSecret)?;
        for part in scheme.parts() {
            mac.update(match part {
                SignedPart::Text(text) => text.as_bytes(),
                SignedPart::Header(name) => required(header, name)?.as_bytes(),
                SignedPart::Body => body,
            });
        }
        if mac.is_one_of(&signatures) {
            return Ok(());
        }
    }
    Err(WebhookError::Mismatch)
}

fn required<'h>(
    header: &dyn Fn(&str) -> Option<&'h str>,
    name: &str,
) -> Result<&'h str, WebhookError> {
    header(name).ok_or_else(|| WebhookError::MissingHeader(name.to_owned()))
}

/// A clock before 1970 is one that nobody set: every timestamp is too far from it.
fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
