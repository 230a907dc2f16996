//! Bytes in a text (`format: byte`).

use std::fmt;

use base64::{
    Engine as _,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose},
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

/// Bytes that stand in JSON as a Base64 text.
///
/// Reads the standard and the URL alphabet, with or without padding; writes the standard one with padding.
///
/// ```
/// use vetted_runtime::Base64;
///
/// let bytes: Base64 = serde_json::from_str(r#""-_8""#)?;
/// assert_eq!(bytes.0, [0xfb, 0xff]);
/// assert_eq!(serde_json::to_string(&bytes)?, r#""+/8=""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Base64(
    /// The bytes themselves.
    pub Vec<u8>,
);

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, LENIENT);

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The text on the wire.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base64::display::Base64Display::new(&self.0, &general_purpose::STANDARD).fmt(f)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Base64Visitor)
    }
}

struct Base64Visitor;

impl Visitor<'_> for Base64Visitor {
    type Value = Base64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes in Base64")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Base64, E> {
        let engine = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
        // Not the text itself: it may be long, and is not for a log.
        let decoded = engine.decode(text);
        decoded.map(Base64).map_err(|_| E::invalid_value(Unexpected::Other("another text"), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_alphabet_with_or_without_padding() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            let value = serde_json::Value::from(text);
            assert_eq!(serde_json::from_value::<Base64>(value).unwrap().0, [0xfb, 0xff], "{text}");
        }
        let err = serde_json::from_str::<Base64>("\"?\"").unwrap_err().to_string();
        assert!(err.contains("expected bytes in Base64"), "{err}");
        assert_eq!(Base64(Vec::new()).to_string(), "");
    }
}
