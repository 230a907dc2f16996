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
/// letters. It holds all that four digits of a year can say, `9999-12-31T23:59:59Z` too, by which many servers mean
/// never, and the second 60 by which a leap second is written. Two of them are equal if they would be written the same
/// way; compare [`timestamp`](Self::timestamp)s to know whether they are the same instant.
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
///
/// let never = DateTime::parse("9999-12-31T23:59:59.999999999Z")?;
/// assert_eq!(never.to_string(), "9999-12-31T23:59:59.999999999Z");
/// assert_eq!(never.civil().year(), 9999);
/// # Ok::<(), vetted_runtime::ParseDateTimeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    civil: civil::DateTime,
    offset: Option<Offset>,
    /// Whether the second is written as 60. `civil` has no such second, and says 59.
    leap: bool,
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
        // The parser takes a second 60 for 59.
        let leap = time.second() == 59 && second(text) == Some("60");
        Ok(Self { civil: pieces.date().to_datetime(time), offset, leap })
    }

    /// The instant; `None` if it came without an offset, or lies beyond what a [`Timestamp`] holds: that is the last
    /// day of the year 9999 and some hours before it, and the first of the year -9999. A leap second counts as the
    /// second before it.
    #[must_use]
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.offset?.to_timestamp(self.civil).ok()
    }

    /// Whether the second is 60: a leap second, for which [`civil`](Self::civil) has 59.
    #[must_use]
    pub const fn is_leap_second(&self) -> bool {
        self.leap
    }

    /// The date and time as they stand, whatever the offset. A leap second is the second before it.
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

/// The digits of the second: the fifth and sixth digit of the time.
fn second(text: &str) -> Option<&str> {
    let (_, time) = text.split_once(['T', 't', ' '])?;
    let time = match time.as_bytes().get(2)? {
        b':' => time.get("HH:MM:".len()..),
        _ => time.get("HHMM".len()..),
    };
    time?.get(..2)
}

/// The instant in UTC.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self { civil: Offset::UTC.to_datetime(timestamp), offset: Some(Offset::UTC), leap: false }
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
        if self.leap {
            let (date, time) = (self.civil.date(), self.civil.time().to_string());
            let rest = time.get("HH:MM:SS".len()..).unwrap_or_default();
            write!(f, "{date}T{:02}:{:02}:60{rest}", self.civil.hour(), self.civil.minute())?;
        } else {
            write!(f, "{}", self.civil)?;
        }
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset.is_negative() { '-' } else { '+' };
                let seconds = offset.seconds().abs();
                write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
                // RFC 3339 knows none, but dropped they would make another instant.
                if seconds % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", seconds % 60) }
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
        deserializer.deserialize_str(DateTimeVisitor)
    }
}

struct DateTimeVisitor;

impl Visitor<'_> for DateTimeVisitor {
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
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
            ("20161231T235960.5+0100", "2016-12-31T23:59:60.5+01:00"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
            ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
            ("9999-12-31T23:59:59.999-12:00", "9999-12-31T23:59:59.999-12:00"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("0000-01-01T00:00:00+14:00", "0000-01-01T00:00:00+14:00"),
            ("1890-01-01T00:00:00+00:19:32", "1890-01-01T00:00:00+00:19:32"),
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
    }

    #[test]
    fn what_no_timestamp_holds_is_a_date_all_the_same() {
        let never = DateTime::parse("9999-12-31T23:59:59Z").unwrap();
        assert_eq!((never.timestamp(), never.offset()), (None, Some(Offset::UTC)));
        assert_eq!(never.civil(), civil::date(9999, 12, 31).at(23, 59, 59, 0));
        let leap = DateTime::parse("2016-12-31T23:59:60Z").unwrap();
        let before = DateTime::parse("2016-12-31T23:59:59Z").unwrap();
        assert!(leap.is_leap_second() && !before.is_leap_second() && leap != before);
        assert_eq!(leap.timestamp(), before.timestamp());
    }

    #[test]
    fn a_timestamp_is_in_utc() {
        let at = DateTime::from(Timestamp::UNIX_EPOCH);
        assert_eq!(at.to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(at.timestamp(), Some(Timestamp::UNIX_EPOCH));
        assert_eq!(serde_json::to_string(&at).unwrap(), "\"1970-01-01T00:00:00Z\"");
    }
}
