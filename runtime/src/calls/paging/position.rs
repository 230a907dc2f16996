//! A place in a list that can be kept.

use std::{error::Error, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A place in a list that comes in pages: the page that comes next, and how many of its items were given already.
///
/// Made by [`Pages::position`](crate::Pages::position) and [`Items::position`](crate::Items::position); `resume` of the
/// same goes on there, in another process too: it is written as one text. It means something only for the same call
/// with the same other parameters, and for as long as the server knows its cursor.
///
/// ```
/// use vetted_runtime::PagePosition;
///
/// let kept: PagePosition = "cursor+2:MDE4YjE4".parse()?;
/// assert_eq!(kept.to_string(), "cursor+2:MDE4YjE4");
/// assert_eq!(PagePosition::default().to_string(), "start");
/// # Ok::<(), vetted_runtime::ParsePagePositionError>(())
/// ```
///
/// `Debug` shows neither cursor nor link: a server may have put a key into them.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct PagePosition {
    pub(super) mark: PageStart,
    /// How many items of the page were given already.
    pub(super) given: usize,
}

/// Where a page begins.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub(super) enum PageStart {
    /// Where the request says itself.
    #[default]
    Start,
    /// Where a cursor says.
    Cursor(String),
    /// At this offset, or this page.
    Number(u64),
    /// At this URL.
    Link(String),
}

impl PageStart {
    fn kind(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Cursor(_) => "cursor",
            Self::Number(_) => "number",
            Self::Link(_) => "link",
        }
    }
}

impl fmt::Debug for PageStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "number {number}"),
            other => f.write_str(other.kind()),
        }
    }
}

impl From<PageStart> for PagePosition {
    fn from(mark: PageStart) -> Self {
        Self { mark, given: 0 }
    }
}

impl fmt::Display for PagePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mark.kind())?;
        if self.given > 0 {
            write!(f, "+{}", self.given)?;
        }
        match &self.mark {
            PageStart::Start => Ok(()),
            PageStart::Number(number) => write!(f, ":{number}"),
            PageStart::Cursor(text) | PageStart::Link(text) => write!(f, ":{text}"),
        }
    }
}

impl fmt::Debug for PagePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PagePosition")
            .field("mark", &self.mark)
            .field("given", &self.given)
            .finish()
    }
}

/// A text that is no position of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsePagePositionError(());

impl fmt::Display for ParsePagePositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no position of a list that comes in pages")
    }
}

impl Error for ParsePagePositionError {}

impl FromStr for PagePosition {
    type Err = ParsePagePositionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or(ParsePagePositionError(()))
    }
}

fn read(text: &str) -> Option<PagePosition> {
    let (head, value) = match text.split_once(':') {
        Some((head, value)) => (head, Some(value)),
        None => (text, None),
    };
    let (kind, given) = match head.split_once('+') {
        Some((kind, given)) => (kind, given.parse().ok()?),
        None => (head, 0),
    };
    let mark = match (kind, value) {
        ("start", None) => PageStart::Start,
        ("cursor", Some(value)) if !value.is_empty() => PageStart::Cursor(value.to_owned()),
        ("link", Some(value)) if !value.is_empty() => PageStart::Link(value.to_owned()),
        ("number", Some(value)) => PageStart::Number(value.parse().ok()?),
        _ => return None,
    };
    Some(PagePosition { mark, given })
}

/// As text.
impl Serialize for PagePosition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From text.
impl<'de> Deserialize<'de> for PagePosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::PagePosition;

    #[test]
    fn positions_are_text() {
        for text in [
            "start",
            "start+3",
            "cursor:a:b+c",
            "cursor+7:",
            "number:0",
            "number+1:20",
            "link:/x?y",
        ] {
            let read = text.parse::<PagePosition>();
            if text.ends_with("+7:") {
                assert!(read.is_err());
                continue;
            }
            let position = read.unwrap();
            assert_eq!(position.to_string(), text);
            let json = serde_json::to_string(&position).unwrap();
            assert_eq!(serde_json::from_str::<PagePosition>(&json).unwrap(), position);
        }
        for text in ["", "cursor", "number:x", "start:1", "other:1", "start+x"] {
            assert!(text.parse::<PagePosition>().is_err(), "{text}");
        }
    }

    #[test]
    fn debug_shows_no_cursor() {
        let position: PagePosition = "link:https://a.b/?key=s3cret".parse().unwrap();
        assert!(!format!("{position:?}").contains("s3cret"), "{position:?}");
    }
}
