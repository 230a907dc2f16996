//! What stands at a place of a JSON text, told without what it says.
//!
//! Errors go into logs, and answers hold names, addresses and keys. So of a text only its length is told, of an object
//! its keys, of a list its length. Numbers, true, false and null are told as they are, unless a name on the way says
//! that they are secret.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{
    json_path::{PathSegment, segments},
    nesting, reading, stack,
};

/// What a type expects whose value must not show, wherever it stands.
pub(crate) const SECRET: &str = "a secret";

/// The most characters of a list of keys, about.
const MOST: usize = 50;

/// The most characters of a value that is shown as it is.
const LONGEST: usize = 80;

/// The shortest text that is looked for in a message: a shorter one could be a word of the message itself.
const SHORTEST: usize = 4;

/// What stands at a place.
pub(super) struct ValueAt<'t> {
    value: Option<&'t RawValue>,
    secret: bool,
}

impl<'t> ValueAt<'t> {
    /// Looks for a place in a text. `message`: what was wrong there.
    pub(super) fn find(text: &'t [u8], place: &str, message: &str) -> Self {
        let steps = segments(place);
        let named =
            steps.iter().any(|step| matches!(step, PathSegment::Key(key) if is_secret(key)));
        let expected = message.rsplit_once(", expected ").map(|(_, expected)| expected);
        let whole: Option<&RawValue> = serde_json::from_slice(text).ok();
        let value = whole.and_then(|whole| steps.iter().try_fold(whole, part));
        Self { value, secret: named || expected == Some(SECRET) }
    }

    /// In a few words. Empty if nothing was found.
    pub(super) fn describe(&self) -> String {
        let Some(value) = self.value else { return String::new() };
        if self.secret {
            return "a value that may be a secret".to_owned();
        }
        match JsonKind::by_first_byte(value) {
            JsonKind::Text => counted("a string", text(value).chars().count(), "character"),
            JsonKind::List => counted("a list", list(value).len(), "item"),
            JsonKind::Object => object(value),
            JsonKind::Number if value.get().len() > MOST => "a long number".to_owned(),
            JsonKind::Number => format!("the number {}", value.get()),
            JsonKind::Word => value.get().to_owned(),
        }
    }

    /// Whether it is null.
    pub(super) fn is_null(&self) -> bool {
        self.value.is_some_and(|value| value.get() == "null")
    }

    /// A single value as it is written, if it is none that may be a secret. A long text is cut.
    pub(super) fn value(&self) -> Option<String> {
        let value = self.value.filter(|_| !self.secret)?;
        match JsonKind::by_first_byte(value) {
            JsonKind::List | JsonKind::Object => None,
            JsonKind::Text | JsonKind::Number | JsonKind::Word => {
                let mut shown: String = value.get().chars().take(LONGEST).collect();
                if shown.len() < value.get().len() {
                    shown.push('…');
                }
                Some(shown)
            }
        }
    }

    /// The message without what the value says.
    ///
    /// Nothing is hidden for looking like a value: what is shown is made anew from the place, and of the decoder's own
    /// words only those forms pass that are known to say nothing else. So a decoder that finds other words tells less.
    pub(super) fn hide(&self, message: &str) -> String {
        if let Some((wrong, unexpected, expected)) = mismatch(message) {
            let found = self.unexpected(unexpected);
            return format!("{wrong}{found}, expected {}", self.without_text(expected));
        }
        let message = if is_harmless(message) { message } else { HIDDEN };
        self.without_text(message)
    }

    /// What stands there in place of what was expected, by the first of the decoder's words for it.
    fn unexpected(&self, words: &str) -> String {
        let (word, same): (_, &[JsonKind]) = match words.split(' ').next().unwrap_or_default() {
            "string" | "character" => ("a string", &[JsonKind::Text]),
            "map" => ("map", &[JsonKind::Object]),
            "sequence" => ("sequence", &[JsonKind::List]),
            "integer" | "floating" => ("a number", &[JsonKind::Number]),
            "boolean" | "null" => ("a value", &[JsonKind::Word]),
            _ => (
                "a value",
                &[
                    JsonKind::Text,
                    JsonKind::Object,
                    JsonKind::List,
                    JsonKind::Number,
                    JsonKind::Word,
                ],
            ),
        };
        // Where the place is not quite that of the value, another one is no help.
        match self
            .value
            .filter(|value| self.secret || same.contains(&JsonKind::by_first_byte(value)))
        {
            None => word.to_owned(),
            Some(value) if !self.secret && value.get().len() <= MOST => {
                match (word, JsonKind::by_first_byte(value)) {
                    ("a number", _) if words.starts_with('i') => {
                        format!("integer `{}`", value.get())
                    }
                    ("a number", _) => format!("floating point `{}`", value.get()),
                    (_, JsonKind::Word) if value.get() != "null" => {
                        format!("boolean `{}`", value.get())
                    }
                    _ => self.describe(),
                }
            }
            Some(_) => self.describe(),
        }
    }

    /// Words that do not repeat the text that stands there, whoever put it into them.
    fn without_text(&self, words: &str) -> String {
        match self.value {
            Some(value) if JsonKind::by_first_byte(value) == JsonKind::Text => {
                let text = text(value);
                let escaped = text.escape_debug().to_string();
                let long = [escaped.as_str(), &text].into_iter().filter(|it| it.len() >= SHORTEST);
                long.fold(words.to_owned(), |words, text| words.replace(text, "…"))
            }
            _ => words.to_owned(),
        }
    }
}

/// In place of words that are not known.
const HIDDEN: &str = "is not what was expected";

/// `invalid type: string "…", expected i64`: the beginning, what was found, what was expected.
fn mismatch(message: &str) -> Option<(&'static str, &str, &str)> {
    const BEGINNINGS: [&str; 3] = ["invalid type: ", "invalid value: ", "unknown variant "];
    BEGINNINGS.into_iter().find_map(|beginning| {
        let rest = message.strip_prefix(beginning)?;
        let (unexpected, expected) = rest.rsplit_once(", expected ")?;
        Some((beginning, unexpected, expected))
    })
}

/// Whether a message is of a form that holds nothing of a value: a key of the document, or words of this crate.
fn is_harmless(message: &str) -> bool {
    let names_a_key = |beginning: &str| {
        let key = message.strip_prefix(beginning).and_then(|key| key.strip_suffix('`'));
        key.is_some_and(|key| !key.contains('`'))
    };
    let counts = || {
        let (count, _) = message.strip_prefix("invalid length ")?.split_once(", expected ")?;
        count.parse::<usize>().ok()
    };
    names_a_key("missing field `")
        || names_a_key("duplicate field `")
        || counts().is_some()
        || OWN.contains(&message)
}

/// What this crate says itself.
const OWN: [&str; 6] =
    [HIDDEN, LONG_INTEGER, NULL, nesting::TOO_DEEP, reading::TOO_MANY, stack::TOO_DEEP];

/// What is said of null where no variant of a union takes it.
pub(super) const NULL: &str = "invalid type: null";

/// What is said of a value whose digits would be lost.
pub(super) const LONG_INTEGER: &str = "holds an integer of more than 64 bits";

/// What kind of value a JSON text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JsonKind {
    Text,
    List,
    Object,
    Number,
    /// true, false, null.
    Word,
}

impl JsonKind {
    fn by_first_byte(value: &RawValue) -> Self {
        match value.get().as_bytes().first() {
            Some(b'"') => Self::Text,
            Some(b'[') => Self::List,
            Some(b'{') => Self::Object,
            Some(b't' | b'f' | b'n') => Self::Word,
            _ => Self::Number,
        }
    }
}

fn text(value: &RawValue) -> String {
    serde_json::from_str(value.get()).unwrap_or_default()
}

fn list(value: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

fn members(value: &RawValue) -> Vec<(String, &RawValue)> {
    serde_json::from_str(value.get()).map(|Members(members)| members).unwrap_or_default()
}

fn counted(what: &str, count: usize, of: &str) -> String {
    let many = if count == 1 { "" } else { "s" };
    format!("{what} of {count} {of}{many}")
}

fn object(value: &RawValue) -> String {
    let members = members(value);
    let mut shown = String::new();
    for (index, (key, _)) in members.iter().enumerate() {
        if shown.len() + key.len() > MOST {
            let more = members.len() - index;
            let and = if index == 0 { "" } else { " and " };
            return format!("an object with {shown}{and}{}", counted_keys(more, index));
        }
        let comma = if index == 0 { "" } else { ", " };
        shown.push_str(&format!("{comma}`{}`", key.escape_debug()));
    }
    if shown.is_empty() { "an empty object".to_owned() } else { format!("an object with {shown}") }
}

fn counted_keys(count: usize, before: usize) -> String {
    match (count, before) {
        (1, 0) => "1 key".to_owned(),
        (_, 0) => format!("{count} keys"),
        _ => format!("{count} more"),
    }
}

/// The members of an object, in their order, unread.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

/// The part of a value to which a step leads.
fn part<'t>(value: &'t RawValue, step: &PathSegment) -> Option<&'t RawValue> {
    match step {
        PathSegment::Index(index) => list(value).get(*index).copied(),
        // The last of several counts for most decoders.
        PathSegment::Key(key) => {
            let mut members = members(value).into_iter().rev();
            members.find_map(|(name, value)| (name == *key).then_some(value))
        }
    }
}

/// Whether a name says that its value must not show.
pub(crate) fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 12] = [
        "password",
        "passwd",
        "passphrase",
        "secret",
        "token",
        "authorization",
        "apikey",
        "privatekey",
        "credential",
        "cookie",
        "session",
        "signature",
    ];
    const WHOLE: [&str; 8] = ["auth", "cvc", "cvv", "key", "otp", "pin", "pwd", "ssn"];
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|it| it.to_ascii_lowercase())
        .collect();
    PARTS.iter().any(|part| plain.contains(part)) || WHOLE.contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::{ValueAt, is_secret};

    const TEXT: &str = r#"{"name": "Zoë", "age": 44, "list": [{"a\"b": true}, [], null], "a": {},
        "session": {"pin": 1234, "count": 1}, "name": "Hannah"}"#;

    fn near(place: &str) -> String {
        ValueAt::find(TEXT.as_bytes(), place, "").describe()
    }

    #[test]
    fn values_are_told_without_their_text() {
        assert_eq!(near("name"), "a string of 6 characters");
        assert_eq!(near("age"), "the number 44");
        assert_eq!(near("list"), "a list of 3 items");
        assert_eq!(near(r#"list[0]["a\"b"]"#), "true");
        assert_eq!(near("list[1]"), "a list of 0 items");
        assert_eq!(near("list[2]"), "null");
        assert_eq!(near("a"), "an empty object");
        assert_eq!(near(""), "an object with `name`, `age`, `list`, `a`, `session`, `name`");
        assert_eq!(near("list[9]"), "");
        // The text breaks off, or has no such place.
        assert_eq!(ValueAt::find(b"{\"a\":1", "a", "").describe(), "");
    }

    #[test]
    fn many_keys_are_counted() {
        let long = format!("{{\"{}\":1,\"b\":2}}", "k".repeat(70));
        assert_eq!(ValueAt::find(long.as_bytes(), "", "").describe(), "an object with 2 keys");
        let keys: Vec<_> = (0..30).map(|index| format!("\"key{index}\":0")).collect();
        let many = format!("{{{}}}", keys.join(","));
        let told = ValueAt::find(many.as_bytes(), "", "").describe();
        assert!(told.ends_with("`key6` and 23 more"), "{told}");
    }

    #[test]
    fn secrets_are_not_told_at_all() {
        let secret = "a value that may be a secret";
        assert_eq!((near("session.pin"), near("session.count")), (secret.into(), secret.into()));
        for name in ["apiKey", "x-api-key", "access_token", "clientSecret", "Set-Cookie", "PIN"] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["shipping", "keyboard", "author", "id"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn words_that_are_not_known_are_not_repeated() {
        for unknown in
            ["got \"Hannah\" for i64", "`44` is no town", "missing field `a` in `Hannah`"]
        {
            assert_eq!(ValueAt::find(TEXT.as_bytes(), "age", unknown).hide(unknown), super::HIDDEN);
        }
    }
}
