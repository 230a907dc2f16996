//! How a vendor signs.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

/// How a vendor signs the events that it sends. Plain data: a generated crate states it as a constant.
///
/// ```
/// use vetted_runtime::webhooks::{SignatureEncoding, SignatureScheme};
///
/// // The scheme of <https://www.standardwebhooks.com>, which several vendors share.
/// const STANDARD: SignatureScheme =
///     SignatureScheme::hmac_sha256("webhook-signature", SignatureEncoding::Base64)
///         .prefix("v1,")
///         .separator(" ")
///         .signed("{webhook-id}.{timestamp}.{body}")
///         .timestamp("webhook-timestamp", 300)
///         .base64_secret("whsec_");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignatureScheme {
    pub(super) header: &'static str,
    encoding: SignatureEncoding,
    prefix: &'static str,
    separator: &'static str,
    signed: &'static str,
    pub(super) timestamp: Option<Timestamp>,
    /// The prefix of a secret that is base64; `None` for one whose text is the key.
    base64_secret: Option<&'static str>,
}

/// The header that holds the time of signing, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timestamp {
    pub(super) header: &'static str,
    pub(super) tolerance: u64,
}

/// How the bytes of a signature stand in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureEncoding {
    /// Two digits a byte.
    Hex,
    /// Base64 in the standard alphabet.
    Base64,
    /// Base64 in the alphabet for URLs.
    Base64Url,
}

/// A part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignedPart<'s> {
    Text(&'s str),
    Header(&'s str),
    Body,
}

impl SignatureScheme {
    /// HMAC with SHA-256 over the raw body, in this header.
    #[must_use]
    pub const fn hmac_sha256(header: &'static str, encoding: SignatureEncoding) -> Self {
        Self {
            header,
            encoding,
            prefix: "",
            separator: "",
            signed: "{body}",
            timestamp: None,
            base64_secret: None,
        }
    }

    /// Each signature has this before it, `sha256=` for example. What has not is none.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// The header can hold several signatures with this between them. One that fits is enough.
    #[must_use]
    pub const fn separator(self, separator: &'static str) -> Self {
        Self { separator, ..self }
    }

    /// What is signed, where it is not the body alone: text with `{body}`, `{timestamp}` and `{Name-Of-A-Header}` in
    /// it.
    #[must_use]
    pub const fn signed(self, template: &'static str) -> Self {
        Self { signed: template, ..self }
    }

    /// The header behind `{timestamp}`, in seconds since 1970, and by how many seconds it may differ from now.
    ///
    /// It says something only if [`signed`](Self::signed) holds `{timestamp}`.
    #[must_use]
    pub const fn timestamp(self, header: &'static str, tolerance: u64) -> Self {
        Self { timestamp: Some(Timestamp { header, tolerance }), ..self }
    }

    /// A secret is the key in base64, behind this prefix if it has one, rather than the key itself.
    #[must_use]
    pub const fn base64_secret(self, prefix: &'static str) -> Self {
        Self { base64_secret: Some(prefix), ..self }
    }

    /// The key that a secret is. An empty one would let everybody sign.
    pub(super) fn key(&self, secret: &str) -> Option<Zeroizing<Vec<u8>>> {
        let key = match self.base64_secret {
            None => secret.as_bytes().to_vec(),
            Some(prefix) => {
                let text = secret.strip_prefix(prefix).unwrap_or(secret);
                STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok()?
            }
        };
        Some(key).filter(|key| !key.is_empty()).map(Zeroizing::new)
    }

    /// The signatures that a header holds.
    pub(super) fn signatures(&self, header: &str) -> Vec<Vec<u8>> {
        let separator = Some(self.separator).filter(|separator| !separator.is_empty());
        let listed: Vec<&str> = match separator {
            Some(separator) => header.split(separator).collect(),
            None => vec![header],
        };
        let signature = |text: &&str| self.encoding.decode(text.trim().strip_prefix(self.prefix)?);
        listed.iter().filter_map(signature).filter(|bytes| !bytes.is_empty()).collect()
    }

    /// What is signed, part by part.
    pub(super) fn parts(&self) -> impl Iterator<Item = SignedPart<'static>> {
        let mut rest = self.signed;
        let timestamp = self.timestamp.map(|timestamp| timestamp.header);
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let named = rest.strip_prefix('{').and_then(|inside| inside.split_once('}'));
            if let Some((name, behind)) = named {
                rest = behind;
                return Some(match (name, timestamp) {
                    ("body", _) => SignedPart::Body,
                    ("timestamp", Some(header)) => SignedPart::Header(header),
                    (name, _) => SignedPart::Header(name),
                });
            }
            // A brace that nothing closes is a brace.
            let start = usize::from(rest.starts_with('{'));
            let end = rest.get(start..).and_then(|text| text.find('{')).map(|at| at + start);
            let (text, behind) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
            rest = behind;
            Some(SignedPart::Text(text))
        })
    }
}

const STRICT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, STRICT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, STRICT);

impl SignatureEncoding {
    /// The bytes of a text. Strict, so that no other text is the same signature.
    fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Hex => hex(text),
            Self::Base64 => STANDARD.decode(text).ok(),
            Self::Base64Url => URL_SAFE.decode(text).ok(),
        }
    }
}

/// The bytes of hexadecimal digits, all in small letters or all in capitals.
fn hex(text: &str) -> Option<Vec<u8>> {
    let has = |is: fn(&u8) -> bool| text.as_bytes().iter().any(is);
    if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
    bytes.collect::<Option<_>>().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: SignatureScheme =
        SignatureScheme::hmac_sha256("X-Signature", SignatureEncoding::Hex);

    #[test]
    fn templates_fall_apart_into_text_headers_and_the_body() {
        let parts =
            |template| PLAIN.signed(template).timestamp("X-Time", 300).parts().collect::<Vec<_>>();
        assert_eq!(parts("{body}"), [SignedPart::Body]);
        assert_eq!(
            parts("v0:{timestamp}:{X-Id}.{body}"),
            [
                SignedPart::Text("v0:"),
                SignedPart::Header("X-Time"),
                SignedPart::Text(":"),
                SignedPart::Header("X-Id"),
                SignedPart::Text("."),
                SignedPart::Body,
            ]
        );
        assert_eq!(parts("a{b"), [SignedPart::Text("a"), SignedPart::Text("{b")]);
        assert_eq!(parts("{"), [SignedPart::Text("{")]);
        assert_eq!(
            parts("é{body}ü"),
            [SignedPart::Text("é"), SignedPart::Body, SignedPart::Text("ü")]
        );
        assert_eq!(parts(""), []);
    }

    #[test]
    fn a_header_holds_signatures_of_one_form() {
        let hex = |text| PLAIN.signatures(text);
        assert_eq!(hex("00ff"), [[0x00, 0xff]]);
        assert_eq!(hex(" 00FF "), [[0x00, 0xff]]);
        for wrong in ["", "0", "0g", "00fF", "é0", "00 ff", "+1"] {
            assert!(hex(wrong).is_empty(), "{wrong}");
        }
        let several = SignatureScheme::hmac_sha256("X", SignatureEncoding::Base64)
            .prefix("v1,")
            .separator(" ");
        assert_eq!(several.signatures("v1,+/8= v2,AAAA v1,AAAA"), [vec![0xfb, 0xff], vec![0; 3]]);
        let url = SignatureScheme::hmac_sha256("X", SignatureEncoding::Base64Url);
        assert_eq!(url.signatures("-_8"), [[0xfb, 0xff]]);
        assert!(url.signatures("+/8=").is_empty());
        assert!(url.signatures("-_9=").is_empty(), "bits that are none of the signature's");
    }

    #[test]
    fn a_secret_is_a_key_unless_it_is_nothing() {
        let key = |scheme: SignatureScheme, secret| scheme.key(secret).map(|key| key.to_vec());
        assert_eq!(key(PLAIN, "ab"), Some(b"ab".to_vec()));
        assert_eq!(key(PLAIN, ""), None);
        let encoded = PLAIN.base64_secret("whsec_");
        assert_eq!(key(encoded, "whsec_+/8="), Some(vec![0xfb, 0xff]));
        assert_eq!(key(encoded, "-_8"), Some(vec![0xfb, 0xff]));
        assert_eq!(key(encoded, "whsec_"), None);
        assert_eq!(key(encoded, "whsec_?"), None);
    }
}
