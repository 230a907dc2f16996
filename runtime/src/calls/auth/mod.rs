//! Who calls: schemes, credentials, and tokens. Which of them go with a call is decided where it is sent.

mod client_credentials;
mod credential;
mod provider;
mod scheme;
mod sent_credential;

pub(crate) use self::{
    client_credentials::TokenFetch,
    credential::{Credentials, StoredCredential, TokenAt},
    scheme::SchemeKind,
    sent_credential::{SentCredential, token_line},
};
pub use self::{credential::Credential, provider::TokenProvider, scheme::Scheme};
