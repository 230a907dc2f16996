//! HMAC with SHA-256. The one file that knows the crates that do it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// A code that is being made of a key and a message.
pub(super) struct Mac(Hmac<Sha256>);

impl Mac {
    /// Begins a code. A key of any length will do, so `None` does not happen.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        Hmac::new_from_slice(key).ok().map(Self)
    }

    /// Adds to the message.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Whether one of these is the code, in a time that does not tell how much of it is right.
    pub(super) fn is_one_of(&self, codes: &[Vec<u8>]) -> bool {
        codes.iter().any(|code| self.0.clone().verify_slice(code).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::Mac;

    fn bytes(hex: &str) -> Vec<u8> {
        let pairs = (0..hex.len()).step_by(2);
        pairs.map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    fn fits(key: &[u8], message: &[u8], code: &str) -> bool {
        let mut mac = Mac::new(key).unwrap();
        mac.update(message);
        mac.is_one_of(&[bytes(code)])
    }

    /// RFC 4231, sections 4.2 to 4.8; that of 4.6 is for codes that are cut short, which are refused here.
    #[test]
    fn the_vectors_of_rfc_4231() {
        let counted: Vec<u8> = (1..=25).collect();
        let long = b"Test Using Larger Than Block-Size Key - Hash Key First";
        let both = b"This is a test using a larger than block-size key and a larger than block-size data. \
                     The key needs to be hashed before being used by the HMAC algorithm.";
        for (key, message, code) in [
            (
                &[0x0b; 20][..],
                &b"Hi There"[..],
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 20],
                &[0xdd; 50],
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            ),
            (
                &counted,
                &[0xcd; 50],
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            ),
            (
                &[0xaa; 131],
                long,
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
            (
                &[0xaa; 131],
                both,
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            ),
        ] {
            assert!(fits(key, message, code), "{code}");
        }
        assert!(!fits(&[0x0c; 20], b"Test With Truncation", "a3b6167473100ee06e0c796c2955552b"));
    }
}
