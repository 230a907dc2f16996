//! Settings from the environment: a generated client has the names, what is done with them stands here.

use std::ffi::OsString;

use super::Config;
use crate::Secret;
use crate::calls::auth::{Credential, Scheme, SchemeKind};

/// The names of the variables that a client is made of.
///
/// ```
/// use vetted_runtime::{Config, Environment, Scheme, Server};
///
/// static KEY: Scheme = Scheme::api_key_header("ApiKey", "x-api-key").variables(&["PETS_API_KEY"]);
/// static ENVIRONMENT: Environment = Environment::new("PETS_BASE_URL").schemes(&[&KEY]);
///
/// # fn main() -> vetted_runtime::Result<()> {
/// let core = Config::new(Server::new("https://api.example.com/v1", &[]))
///     .from_env(&ENVIRONMENT)
///     .build()?;
/// # let _ = core;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Environment {
    base_url: &'static str,
    token_url: Option<&'static str>,
    schemes: &'static [&'static Scheme],
}

impl Environment {
    /// The variable that holds the server's URL.
    #[must_use]
    pub const fn new(base_url: &'static str) -> Self {
        Self { base_url, token_url: None, schemes: &[] }
    }

    /// The variable that holds the URL where `OAuth2` tokens are fetched.
    #[must_use]
    pub const fn token_url(mut self, variable: &'static str) -> Self {
        self.token_url = Some(variable);
        self
    }

    /// The schemes whose [variables](Scheme::variables) are read.
    #[must_use]
    pub const fn schemes(mut self, schemes: &'static [&'static Scheme]) -> Self {
        self.schemes = schemes;
        self
    }
}

impl Config {
    /// Takes what is set in the environment; the rest stays as it is. The last setting counts, wherever it is from.
    ///
    /// A credential that is not there is an error of the calls that need it. A variable that is empty or not Unicode,
    /// and half of a pair, are errors at [`build`](Self::build), which name the variable and never show what it holds.
    /// So is the whole, where a program has no environment, as in a browser.
    #[must_use]
    pub fn from_env(mut self, environment: &Environment) -> Self {
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            let message = "there is no environment here to read settings from";
            self.error.get_or_insert_with(|| message.to_owned());
            return self;
        }
        self.with_variables(environment, std::env::var_os)
    }

    fn with_variables(
        mut self,
        environment: &Environment,
        get: impl Fn(&'static str) -> Option<OsString>,
    ) -> Self {
        let variables = Variables(get);
        if let Err(message) = variables.put(&mut self, environment) {
            self.error.get_or_insert(message);
        }
        self
    }
}

/// An environment.
struct Variables<G>(G);

impl<G: Fn(&'static str) -> Option<OsString>> Variables<G> {
    fn put(&self, config: &mut Config, environment: &Environment) -> Result<(), String> {
        if let Some(url) = self.text(environment.base_url)? {
            config.base_url = Some(url);
        }
        if let Some(url) = environment.token_url.map(|name| self.text(name)).transpose()?.flatten()
        {
            config.token_url = Some(url);
        }
        for scheme in environment.schemes {
            if let Some(credential) = self.credential(scheme)? {
                config.credentials.push((scheme, credential));
            }
        }
        Ok(())
    }

    fn credential(&self, scheme: &Scheme) -> Result<Option<Credential>, String> {
        match (scheme.kind, scheme.variables) {
            (SchemeKind::Basic, [user, password]) => {
                let pair = self.pair(user, password)?;
                Ok(pair.map(|(user, password)| Credential::basic(user, password)))
            }
            (SchemeKind::ClientCredentials { .. }, [id, secret, token]) => {
                if let Some(token) = self.text(token)? {
                    return Ok(Some(Credential::token(token)));
                }
                let pair = self.pair(id, secret)?;
                Ok(pair.map(|(id, secret)| Credential::client(id, secret)))
            }
            (_, [token]) => Ok(self.text(token)?.map(Credential::token)),
            (_, _) => Ok(None),
        }
    }

    /// Two variables that say something only together.
    fn pair(
        &self,
        first: &'static str,
        second: &'static str,
    ) -> Result<Option<(String, Secret)>, String> {
        let missing = |name, other| {
            Err(format!("the environment variable `{name}` is set, but not `{other}`"))
        };
        match (self.text(first)?, self.text(second)?) {
            (Some(text), Some(secret)) => Ok(Some((text, Secret::from(secret)))),
            (Some(_), None) => missing(first, second),
            (None, Some(_)) => missing(second, first),
            (None, None) => Ok(None),
        }
    }

    fn text(&self, name: &'static str) -> Result<Option<String>, String> {
        let Some(value) = (self.0)(name) else { return Ok(None) };
        match value.into_string() {
            Ok(text) if !text.trim().is_empty() => Ok(Some(text)),
            Ok(_) => Err(format!("the environment variable `{name}` is empty")),
            Err(_) => Err(format!("the environment variable `{name}` is not Unicode")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Config, Environment, Scheme};
    use crate::Server;

    static KEY: Scheme = Scheme::api_key_header("key", "x-key").variables(&["A_KEY"]);
    static USER: Scheme = Scheme::basic("basic").variables(&["A_USER", "A_PASSWORD"]);
    static OAUTH: Scheme = Scheme::client_credentials("oauth", "https://a.com/token", &[])
        .variables(&["A_ID", "A_SECRET", "A_TOKEN"]);
    static ENVIRONMENT: Environment =
        Environment::new("A_URL").token_url("A_TOKEN_URL").schemes(&[&KEY, &USER, &OAUTH]);

    fn config(set: &[(&str, &str)]) -> Config {
        Config::new(Server::new("https://a.com", &[])).with_variables(&ENVIRONMENT, |name| {
            set.iter().find(|(it, _)| *it == name).map(|(_, value)| OsString::from(value))
        })
    }

    fn credentials(set: &[(&str, &str)]) -> String {
        let credentials = config(set).credentials;
        let shown = credentials
            .iter()
            .map(|(scheme, credential)| format!("{}: {credential:?}", scheme.key()));
        shown.collect::<Vec<_>>().join("; ")
    }

    fn error(set: &[(&str, &str)]) -> String {
        config(set).build().unwrap_err().to_string()
    }

    #[test]
    fn what_is_set_is_taken_and_the_rest_stays() {
        assert_eq!(credentials(&[]), "");
        assert_eq!(config(&[]).build().unwrap().base_url(), "https://a.com");
        let set = config(&[("A_URL", "https://b.com"), ("A_TOKEN_URL", "https://b.com/t")]);
        assert_eq!(set.token_url.as_deref(), Some("https://b.com/t"));
        assert_eq!(set.clone().build().unwrap().base_url(), "https://b.com");
        assert_eq!(set.base_url("https://c.com").build().unwrap().base_url(), "https://c.com");
    }

    #[test]
    fn each_kind_has_its_variables() {
        assert_eq!(credentials(&[("A_KEY", "k")]), "key: Credential(Token(Secret(…)))");
        assert!(credentials(&[("A_USER", "u"), ("A_PASSWORD", "p")]).contains("Basic { user"));
        let pair = [("A_ID", "i"), ("A_SECRET", "s")];
        assert!(credentials(&pair).contains("Client { id"));
        let token = [pair[0], pair[1], ("A_TOKEN", "t")];
        assert_eq!(credentials(&token), "oauth: Credential(Token(Secret(…)))");
    }

    #[test]
    fn what_is_wrong_is_named_and_not_shown() {
        assert_eq!(error(&[("A_KEY", " ")]), "the environment variable `A_KEY` is empty");
        assert_eq!(
            error(&[("A_SECRET", "hidden")]),
            "the environment variable `A_SECRET` is set, but not `A_ID`"
        );
        assert_eq!(
            error(&[("A_USER", "hidden")]),
            "the environment variable `A_USER` is set, but not `A_PASSWORD`"
        );
    }

    #[cfg(unix)]
    #[test]
    fn text_is_unicode() {
        use std::os::unix::ffi::OsStringExt;

        let config = Config::without_server().with_variables(&ENVIRONMENT, |name| {
            (name == "A_KEY").then(|| OsString::from_vec(vec![b'k', 0xff]))
        });
        let message = config.build().unwrap_err().to_string();
        assert_eq!(message, "the environment variable `A_KEY` is not Unicode");
    }
}
