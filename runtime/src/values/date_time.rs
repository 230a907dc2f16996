//! Points in time (`format: date-time`), as servers really write them.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp, civil,
    fmt::temporal::{DateTimeParser, PiecesOffset},
    tz::Offset,
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

/// A date and time with the offset from UTC that it came with, as RFC 3339 has it.
///
/// Reads also what RFC 3339 does not allow and servers send all the same: no offset, a space for the `T`, lower-case
/// letters. Two of them are equal if they would be written the same way; compare [`timestamp`](Self::timestamp)s to
/// know whether they are the same instant.
///
/// ```
/// use vetted_runtime::DateTime;
///
/// let at = DateTime::parse("2026-11-21T10:30:00.25+01:00")?;
/// assert_eq!(at.to_string(), "2026-11-21T10:30:00.25+01:00");
/// assert_eq!(at.timestamp().map(|t| t.as_second()), Some(1_795_253_400));
///
/// let without_offset = DateTime::parse("2026-11-21 10:30:00")?;
/// assert_eq!(without_offset.to_string(), "2026-11-21T10:30:00");
/// assert_eq!(without_offset.timestamp(), None);
/// # Ok::<(), vetted_runtime::ParseDateTimeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    civil: civil::DateTime,
    offset: Option<Offset>,
}

impl DateTime {
    /// Reads a text.
    ///
    /// # Errors
    /// The text is no date and time.
    pub fn parse(text: &str) -> Result<Self, ParseDateTimeError> {
        static PARSER: DateTimeParser = DateTimeParser::new();
        let pieces = PARSER.parse_pieces(text).map_err(|_| ParseDateTimeError(()))?;
        let time = pieces.time().ok_or(ParseDateTimeError(()))?;
        let offset = pieces.offset().map(|offset| match offset {
            PiecesOffset::Numeric(numeric) => numeric.offset(),
            _ => Offset::UTC,
        });
        let civil = pieces.date().to_datetime(time);
        // Every value with an offset is an instant: the two ends of time are cut off here, once.
        if offset.is_some_and(|offset| offset.to_timestamp(civil).is_err()) {
            return Err(ParseDateTimeError(()));
        }
        Ok(Self { civil, offset })
    }

    /// The instant; `None` if it came without an offset.
    #[must_use]
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.offset?.to_timestamp(self.civil).ok()
    }

    /// The date and time as they stand, whatever the offset.
    #[must_use]
    pub const fn civil(&self) -> civil::DateTime {
        self.civil
    }

    /// The offset from UTC; `None` if it came without one.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

/// The instant in UTC.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self { civil: Offset::UTC.to_datetime(timestamp), offset: Some(Offset::UTC) }
    }
}

impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// RFC 3339; without an offset if it came without one.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil)?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", (minutes / 60).abs(), (minutes % 60).abs())
            }
        }
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time (RFC 3339)")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
        DateTime::parse(text).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A text that is no date and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseDateTimeError(());

impl fmt::Display for ParseDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date and time (RFC 3339)")
    }
}

impl std::error::Error for ParseDateTimeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_servers_send() {
        for (text, written) in [
            ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
            ("2020-01-01t00:00:00z", "2020-01-01T00:00:00Z"),
            ("2020-01-01 00:00:00.1234567", "2020-01-01T00:00:00.1234567"),
            ("2020-01-01T00:00:00.000-00:30", "2020-01-01T00:00:00-00:30"),
            ("2020-01-01T00:00:00+0530", "2020-01-01T00:00:00+05:30"),
            ("2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00Z"),
            ("2020-01-01T00:00:00-00:00", "2020-01-01T00:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ] {
            let parsed = DateTime::parse(text).unwrap_or_else(|err| panic!("{text}: {err}"));
            assert_eq!(parsed.to_string(), written, "{text}");
            assert_eq!(DateTime::parse(written).unwrap(), parsed);
        }
    }

    #[test]
    fn what_is_none() {
        for text in
            ["", "2020-01-01", "00:00:00", "1577836800", "2020-13-01T00:00:00Z", "yesterday"]
        {
            assert!(DateTime::parse(text).is_err(), "{text}");
        }
        for text in
            ["-009999-01-01T00:00:00+25:00", "-009999-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]
        {
            if let Ok(parsed) = DateTime::parse(text) {
                assert!(parsed.timestamp().is_some(), "{text}");
            }
        }
    }

    #[test]
    fn a_timestamp_is_in_utc() {
        let at = DateTime::from(Timestamp::UNIX_EPOCH);
        assert_eq!(at.to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(at.timestamp(), Some(Timestamp::UNIX_EPOCH));
        assert_eq!(serde_json::to_string(&at).unwrap(), "\"1970-01-01T00:00:00Z\"");
    }
}
