//! A client or a request that could not be built.

use std::{error, fmt};

use crate::calls::call::{Call, one_line};

/// A client or a request that could not be built.
#[derive(Debug)]
pub struct RequestError {
    pub(crate) call: Option<Call>,
    message: String,
    source: Option<Box<dyn error::Error + Send + Sync>>,
}

impl RequestError {
    pub(crate) fn new(call: Option<Call>, message: impl Into<String>) -> Self {
        Self { call, message: message.into(), source: None }
    }

    pub(crate) fn caused_by(
        mut self,
        source: impl Into<Box<dyn error::Error + Send + Sync>>,
    ) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What is wrong, without the operation's name.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.call {
            Some(call) => write!(f, "{call}: {}", one_line(&self.message)),
            None => f.write_str(&one_line(&self.message)),
        }
    }
}

impl error::Error for RequestError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
