//! Origins: where it is safe to send something.

use url::{Host, Url};

/// Whether two URLs have scheme, host and port in common.
pub(crate) fn is_same(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host() == other.host()
        && one.port_or_known_default() == other.port_or_known_default()
}

/// A URL that a server gave, without the user and password that it may hold, and without what never goes out.
pub(crate) fn cleaned(mut url: Url) -> Url {
    url.set_fragment(None);
    // These fail only for URLs without a host, which nobody calls.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// Refuses what would go over the network in the clear, unless the caller allows it.
pub(crate) fn check(url: &Url, allow_plain_http: bool) -> Result<(), String> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_plain_http || is_loopback(url) => Ok(()),
        "http" => Err(format!(
            "{} is plain http: credentials and data would be readable on the way (see `allow_plain_http`)",
            url.origin().ascii_serialization()
        )),
        other => Err(format!("`{other}` URLs cannot be called")),
    }
}

/// Whether a URL stays on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    fn check(url: &str) -> bool {
        super::check(&Url::parse(url).unwrap(), false).is_ok()
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for url in ["https://a", "http://localhost:1", "http://127.0.0.2", "http://[::1]:8"] {
            assert!(check(url), "{url}");
        }
        for url in ["http://a", "http://localhost.evil.com", "http://10.0.0.1", "ftp://localhost"] {
            assert!(!check(url), "{url}");
        }
    }
}
