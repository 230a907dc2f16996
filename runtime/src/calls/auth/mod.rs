//! Who calls: schemes, credentials, and tokens. Which of them go with a call is decided where it is sent.

mod credential;
mod line;
mod provider;
mod scheme;
mod token;

pub use self::{credential::Credential, provider::TokenProvider, scheme::Scheme};
pub(crate) use self::{
    credential::{Credentials, Held, TokenAt},
    line::{Line, token_line},
    scheme::SchemeKind,
    token::TokenFetch,
};
