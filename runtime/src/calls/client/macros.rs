//! What the builders of all clients have.

/// States the builder of a client: `Builder -> Client;`. The client is a struct with a field `core`; the credentials
/// are methods of their own.
///
/// ```
/// use vetted_runtime::{Config, Core, Server};
///
/// /// A client.
/// #[derive(Debug, Clone)]
/// pub struct Client {
///     core: Core,
/// }
///
/// impl Client {
///     /// Begins a client.
///     pub fn builder() -> ClientBuilder {
///         ClientBuilder { config: Config::new(Server::new("https://pets.example.com/v1", &[])) }
///     }
/// }
///
/// vetted_runtime::client_builder! {
///     /// What a [`Client`] is made of.
///     ClientBuilder -> Client;
/// }
///
/// let client = Client::builder().timeout(std::time::Duration::from_secs(30)).build()?;
/// # let _ = client.core;
/// # Ok::<(), vetted_runtime::Error>(())
/// ```
#[macro_export]
macro_rules! client_builder {
    ($(#[$meta:meta])* $builder:ident -> $client:ident;) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        #[must_use = "a builder does nothing until `.build()`"]
        pub struct $builder {
            config: $crate::Config,
        }

        impl $builder {
            /// Calls this server, one of those that the document names.
            pub fn server(mut self, server: $crate::Server) -> Self {
                self.config = self.config.server(server);
                self
            }

            /// Calls this address instead of a server of the document.
            pub fn base_url(mut self, url: impl ::std::convert::Into<::std::string::String>) -> Self {
                self.config = self.config.base_url(url);
                self
            }

            /// How long a call may take in all. No limit unless set, here or on the call.
            pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.config = self.config.timeout(limit);
                self
            }

            /// How long each attempt of a call may take. As long as the call unless set.
            pub fn attempt_timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.config = self.config.attempt_timeout(limit);
                self
            }

            /// How often and when calls are sent again. Three attempts unless set; see
            /// [`Retries`](vetted_runtime::Retries).
            pub fn retries(mut self, retries: $crate::Retries) -> Self {
                self.config = self.config.retries(retries);
                self
            }

            /// Sends requests by another way than the one that is built in: another HTTP stack, or a recording.
            pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
                self.config = self.config.transport(transport);
                self
            }

            /// Runs a function before each attempt of a call, which can add headers; see
            /// [`guide::seeing`](vetted_runtime::guide::seeing).
            pub fn on_request(
                mut self,
                hook: impl ::std::ops::Fn(&mut $crate::observe::Attempt<'_>)
                    + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
            ) -> Self {
                self.config = self.config.on_request(hook);
                self
            }

            /// Runs a function after each attempt of a call; see [`guide::seeing`](vetted_runtime::guide::seeing).
            pub fn on_answer(
                mut self,
                hook: impl ::std::ops::Fn(&$crate::observe::Outcome<'_>)
                    + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
            ) -> Self {
                self.config = self.config.on_answer(hook);
                self
            }

            /// How long connecting may take. Ten seconds unless set.
            pub fn connect_timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.config = self.config.connect_timeout(limit);
                self
            }

            /// How long a server may take to begin an answer. An hour unless set.
            pub fn head_timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.config = self.config.head_timeout(limit);
                self
            }

            /// The largest answer that is read, in bytes. 64 MiB unless set.
            pub fn max_response_bytes(mut self, limit: u64) -> Self {
                self.config = self.config.max_response_bytes(limit);
                self
            }

            /// The most items that the lists and objects of an answer may have, all together. No limit unless set.
            pub fn max_response_items(mut self, limit: u64) -> Self {
                self.config = self.config.max_response_items(limit);
                self
            }

            /// Sends a header with every call. The value can be a [`Secret`](vetted_runtime::Secret), and shows as
            /// little as one: a key that the document says nothing of, say.
            pub fn header(mut self, name: &str, value: impl ::std::convert::Into<$crate::Secret>) -> Self {
                self.config = self.config.header(name, value);
                self
            }

            /// Names the program to the server. The crate's name and version unless set.
            pub fn user_agent(mut self, agent: impl ::std::convert::Into<::std::string::String>) -> Self {
                self.config = self.config.user_agent(agent);
                self
            }

            /// Allows `http://` to hosts that are not this machine. Credentials then travel in the clear.
            pub fn allow_plain_http(mut self) -> Self {
                self.config = self.config.allow_plain_http();
                self
            }

            /// Sends every credential that is set with every call, also where the document declares none for it.
            pub fn credentials_everywhere(mut self) -> Self {
                self.config = self.config.credentials_everywhere();
                self
            }

            /// Sends requests whatever the document demands of their values: the server decides. For a server that has
            /// relaxed a rule since.
            pub fn without_checks(mut self) -> Self {
                self.config = self.config.without_checks();
                self
            }

            /// Makes the client. Opens no connection.
            ///
            /// # Errors
            ///
            /// When an address, a header or a server variable cannot be used.
            pub fn build(self) -> $crate::Result<$client> {
                self.config.build().map(|core| $client { core })
            }
        }
    };
}
