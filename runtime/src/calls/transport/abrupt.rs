//! Connections of ureq that say when they end abruptly.
//!
//! ureq takes a reset, or TLS that ends without a word, for the end of a body whose length nobody has told. Half an
//! answer would pass for a whole one. They also count what comes, see `bounded`.

use std::io::{Error, ErrorKind};

use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

use super::bounded::came;

/// The last of a chain of connectors.
#[derive(Debug)]
pub(super) struct TellAbruptEnds;

/// A connection whose abrupt end is an error of no kind that ureq knows.
#[derive(Debug)]
pub(super) struct Telling<T>(T);

impl<In: Transport> Connector<In> for TellAbruptEnds {
    type Out = Telling<In>;

    fn connect(
        &self,
        _: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Telling<In>>, ureq::Error> {
        Ok(chained.map(Telling))
    }
}

impl<T: Transport> Transport for Telling<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        use ErrorKind::{ConnectionAborted, ConnectionReset, UnexpectedEof};

        let before = self.0.buffers().input().len();
        let progress = self.0.await_input(timeout).map_err(|err| match err {
            ureq::Error::Io(err)
                if matches!(err.kind(), ConnectionAborted | ConnectionReset | UnexpectedEof) =>
            {
                ureq::Error::Io(Error::other(err))
            }
            other => other,
        })?;
        came(self.0.buffers().input().len().saturating_sub(before))?;
        Ok(progress)
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}
