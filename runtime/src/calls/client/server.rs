//! Where an API can be reached, and the parts of its URL that a caller can set.

use std::borrow::Cow;

use url::Url;

use crate::calls::origin;

/// A server of the document.
///
/// ```
/// use vetted_runtime::{Server, Variable};
///
/// const EU: Server = Server::new(
///     "https://{region}.api.example.com/v1",
///     &[Variable::new("region", "eu", &["eu", "us"])],
/// );
/// let us = EU.with("region", "us");
/// ```
#[derive(Debug, Clone)]
pub struct Server {
    url: &'static str,
    variables: &'static [Variable],
    token_url: Option<&'static str>,
    set: Vec<(String, String)>,
}

/// A part of a server's URL, `{name}`, that a caller can set.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    name: &'static str,
    default: &'static str,
    allowed: &'static [&'static str],
}

impl Variable {
    /// A variable with the value that stands when nobody sets it. `allowed` lists the only values it can have; empty
    /// means any.
    #[must_use]
    pub const fn new(
        name: &'static str,
        default: &'static str,
        allowed: &'static [&'static str],
    ) -> Self {
        Self { name, default, allowed }
    }
}

impl Server {
    /// A server by its absolute URL, with `{name}` where a variable stands.
    #[must_use]
    pub const fn new(url: &'static str, variables: &'static [Variable]) -> Self {
        Self { url, variables, token_url: None, set: Vec::new() }
    }

    /// Where `OAuth2` tokens for this server are fetched, if not at the scheme's own URL.
    #[must_use]
    pub const fn token_url(mut self, url: &'static str) -> Self {
        self.token_url = Some(url);
        self
    }

    /// Sets a variable. An unknown name, or a value that the document does not allow, is an error when the client is
    /// built.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.set.retain(|(set, _)| *set != name);
        self.set.push((name, value.into()));
        self
    }

    /// The URL with every variable filled in.
    pub(crate) fn resolve(&self) -> Result<String, String> {
        for (name, _) in &self.set {
            if !self.variables.iter().any(|variable| variable.name == name) {
                return Err(format!("the server {} has no variable `{name}`", self.url));
            }
        }
        self.fill(self.url)
    }

    /// The token URL with every variable filled in.
    pub(crate) fn resolve_token_url(&self) -> Result<Option<String>, String> {
        self.token_url.map(|url| self.fill(url)).transpose()
    }

    fn fill(&self, template: &str) -> Result<String, String> {
        let mut url = template.to_owned();
        for variable in self.variables {
            let hole = format!("{{{}}}", variable.name);
            if let Some(at) = url.find(&hole) {
                let value = self.value(variable, UrlPart::holding(&url, at))?;
                url = url.replace(&hole, &value);
            }
        }
        Ok(url)
    }

    fn value<'s>(
        &'s self,
        variable: &'s Variable,
        position: UrlPart,
    ) -> Result<Cow<'s, str>, String> {
        let Some((name, value)) = self.set.iter().find(|(name, _)| name == variable.name) else {
            // The document's own word may be more than a segment ("v1/eu"); only what a caller sets is held to one.
            return Ok(Cow::Borrowed(variable.default));
        };
        if !variable.allowed.is_empty() && !variable.allowed.contains(&value.as_str()) {
            let allowed = variable.allowed.join("`, `");
            return Err(format!("the server variable `{name}` can be `{allowed}`, not `{value}`"));
        }
        if variable.allowed.is_empty() && !position.holds(value) {
            return Err(format!(
                "the server variable `{name}` stands in {} and cannot be `{}`",
                position.name(),
                value.escape_debug()
            ));
        }
        Ok(Cow::Borrowed(value))
    }
}

/// The part of a URL that a variable stands in. It says which characters can do no harm.
#[derive(Clone, Copy)]
enum UrlPart {
    /// `{url}/v1`: the value is a URL itself.
    Start,
    Scheme,
    Host,
    Path,
}

impl UrlPart {
    fn holding(url: &str, at: usize) -> Self {
        match url.find("://") {
            None if at == 0 => Self::Start,
            None => Self::Path,
            Some(end) if at < end => Self::Scheme,
            Some(end) => {
                let host = end + 3;
                let slash = url.get(host..).and_then(|rest| rest.find('/')).map(|it| it + host);
                if slash.is_some_and(|slash| at > slash) { Self::Path } else { Self::Host }
            }
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Start => "the place of a URL",
            Self::Scheme => "the scheme",
            Self::Host => "the host",
            Self::Path => "a path segment",
        }
    }

    fn holds(self, value: &str) -> bool {
        let plain = |text: &str, more: &str| {
            text.bytes().all(|it| it.is_ascii_alphanumeric() || more.as_bytes().contains(&it))
        };
        match self {
            // What else a URL must hold is checked once it is whole.
            Self::Start => value.starts_with("https://") || value.starts_with("http://"),
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Host => {
                let (host, port) = value.split_once(':').unwrap_or((value, "0"));
                !host.is_empty()
                    && plain(host, "-._")
                    && !port.is_empty()
                    && port.bytes().all(|it| it.is_ascii_digit())
            }
            Self::Path => {
                !value.is_empty() && plain(value, "-._~") && value != "." && value != ".."
            }
        }
    }
}

/// Reads the URL that all paths stand below.
pub(crate) fn base_url(url: &str, allow_plain_http: bool) -> Result<Url, String> {
    // The text is not repeated: it can hold a password.
    let base = Url::parse(url).map_err(|err| format!("the server's URL cannot be read: {err}"))?;
    origin::check(&base, allow_plain_http)?;
    if !base.username().is_empty() || base.password().is_some() {
        return Err("the server's URL holds a user or a password: set a credential".to_owned());
    }
    if base.query().is_some() || base.fragment().is_some() {
        return Err("the server's URL ends in a query or a fragment".to_owned());
    }
    Ok(base)
}

#[cfg(test)]
mod tests {
    use super::{Server, Variable};

    const SERVER: Server = Server::new(
        "https://{tenant}.example.com/{version}",
        &[Variable::new("tenant", "eu", &[]), Variable::new("version", "v1", &["v1", "v2"])],
    );

    #[test]
    fn variables_are_filled_in() {
        assert_eq!(SERVER.resolve().unwrap(), "https://eu.example.com/v1");
        let server = SERVER.with("tenant", "acme").with("version", "v2");
        assert_eq!(server.resolve().unwrap(), "https://acme.example.com/v2");
    }

    #[test]
    fn a_variable_cannot_move_the_host() {
        for value in ["evil.com/", "evil.com#", "evil.com?", "a@b", "", "a b", "a\\b", "x:", "x:1a"]
        {
            assert!(SERVER.with("tenant", value).resolve().is_err(), "{value}");
        }
        assert_eq!(
            SERVER.with("version", "v3").resolve().unwrap_err(),
            "the server variable `version` can be `v1`, `v2`, not `v3`"
        );
        assert!(SERVER.with("region", "x").resolve().is_err());
    }

    #[test]
    fn a_variable_can_be_the_url() {
        const WHOLE: Server =
            Server::new("{url}/v1", &[Variable::new("url", "https://a.com", &[])]);
        assert_eq!(WHOLE.resolve().unwrap(), "https://a.com/v1");
        assert_eq!(WHOLE.with("url", "https://b.com/x").resolve().unwrap(), "https://b.com/x/v1");
        assert!(WHOLE.with("url", "b.com").resolve().is_err());
    }

    #[test]
    fn a_path_variable_is_one_segment() {
        const ACCOUNT: Server = Server::new("https://h/{a}", &[Variable::new("a", "x/y", &[])]);
        assert_eq!(ACCOUNT.resolve().unwrap(), "https://h/x/y");
        for value in ["..", "a/b", "a?b", "%2e%2e"] {
            assert!(ACCOUNT.with("a", value).resolve().is_err(), "{value}");
        }
    }
}
