//! Events that an API sends by itself: who signed them, and what they say.
//!
//! A vendor calls a URL of yours, and anybody else can call it too. So an event is believed only if its signature says
//! that the vendor wrote it. A [`Verifier`] checks the signature over the raw body, before anything is read from it,
//! and in a time that tells nothing of how nearly right it was. Then the event is typed.
//!
//! A generated crate has a module `webhooks` where its document names events: an enum of them, the vendor's
//! [`SignatureScheme`], and a function that makes the verifier. This is the same by hand:
//!
//! ```
//! use vetted_runtime::{HeaderMap, Value, webhooks::{SignatureEncoding, SignatureScheme, Verifier, WebhookError}};
//!
//! const SIGNATURE: SignatureScheme =
//!     SignatureScheme::hmac_sha256("X-Signature", SignatureEncoding::Hex);
//!
//! /// Gets the headers and the body of a request as they came.
//! fn receive(headers: &HeaderMap, body: &[u8]) -> Result<Value, WebhookError> {
//!     Verifier::new(SIGNATURE, "the secret that the vendor's dashboard shows")
//!         .or_secret("the one before it, until all events in flight have arrived")
//!         .verify(headers, body)
//! }
//!
//! let refused = receive(&HeaderMap::new(), br#"{"type":"paid"}"#).unwrap_err();
//! assert_eq!(refused.to_string(), "the header `X-Signature` is missing");
//! ```
//!
//! - **The body must be the bytes that came.** A body that a framework has parsed and written again is another one, and
//!   its signature does not fit.
//! - **Headers of another stack** than the crate `http` go through [`Verifier::verify_with`], which asks for them by
//!   name.
//! - **An event can come twice.** A signature says who wrote it, not that it is new. Where the vendor signs a
//!   timestamp, an event that is older than the tolerance is refused; within it, and without one, keep the ids that
//!   were seen.
//! - **Without a documented signature** there is [`parse_unverified`], whose name says what it is.

mod error;
mod mac;
mod scheme;
mod verifier;

pub use self::{
    error::WebhookError,
    scheme::{SignatureEncoding, SignatureScheme},
    verifier::{Verifier, parse_unverified},
};
