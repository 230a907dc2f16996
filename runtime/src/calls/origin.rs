//! Origins: where it is safe to send something.

use std::net::IpAddr;

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

/// Whether a URL stays on this machine, however it is written. What stays may go in the clear, and goes to no proxy.
///
/// The address of nobody (`0.0.0.0`, `[::]`) is this machine where it can be called at all.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let is_here = |address: IpAddr| {
        let address = address.to_canonical();
        address.is_loopback() || address.is_unspecified()
    };
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => is_here(address.into()),
        Some(Host::Ipv6(address)) => is_here(address.into()),
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

    #[test]
    fn this_machine_has_many_names() {
        for host in [
            "LOCALHOST",
            "localhost.",
            "api.Localhost",
            "api.localhost.",
            "127.0.0.1",
            "127.255.0.9",
            "127.1",
            "2130706433",
            "0x7f.1",
            "127.0.0.1.",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::FFFF:7f00:1]",
            "0.0.0.0",
            "0",
            "[::]",
            "[::ffff:0.0.0.0]",
        ] {
            assert!(check(&format!("http://{host}:1/x")), "{host}");
        }
        for host in [
            "localhost.evil.com",
            "evil-localhost",
            "localhost..",
            "127.0.0.1.nip.io",
            "128.0.0.1",
            "10.0.0.1",
            "169.254.169.254",
            "[::2]",
            "[::127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[fe80::1]",
        ] {
            assert!(!check(&format!("http://{host}:1/x")), "{host}");
        }
    }
}
