//! What the document says about an operation, as static data.

use super::auth::Scheme;

/// An operation of the document.
///
/// ```
/// use vetted_runtime::{Operation, Scheme};
///
/// static KEY: Scheme = Scheme::api_key_header("ApiKey", "x-api-key");
/// static GET: Operation =
///     Operation::new("getPet", "GET", "/pets/{petId}").security(&[&[&KEY]]).answers(&[200, 304]);
/// ```
#[derive(Debug)]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) security: &'static [&'static [&'static Scheme]],
    pub(crate) answers: &'static [u16],
    pub(crate) base_url: Option<&'static str>,
    pub(crate) idempotency_key: Option<&'static str>,
    pub(crate) repeatable: Option<bool>,
    pub(crate) streams_by: Option<&'static str>,
}

impl Operation {
    /// An operation by its id, its method in capitals and its path template (`/pets/{petId}`).
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            security: &[],
            answers: &[],
            base_url: None,
            idempotency_key: None,
            repeatable: None,
            streams_by: None,
        }
    }

    /// The alternatives by which a caller can prove who it is; each is a set of schemes that are needed together.
    /// An empty set means that no credential is needed. Of the alternatives whose credentials are set, the first is
    /// used.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [&'static Scheme]]) -> Self {
        self.security = alternatives;
        self
    }

    /// Statuses that count as answers although they are not 2xx, such as 304. A redirect listed here is not followed.
    #[must_use]
    pub const fn answers(mut self, statuses: &'static [u16]) -> Self {
        self.answers = statuses;
        self
    }

    /// The URL that the path stands below, in place of the client's server. A base URL that the caller has set by hand
    /// goes before it.
    #[must_use]
    pub const fn at(mut self, base_url: &'static str) -> Self {
        self.base_url = Some(base_url);
        self
    }

    /// The header by whose value the server knows that it has seen a call before, and does it once.
    ///
    /// Every call carries one: the caller's, or a fresh UUID, the same for all attempts of the call. That makes the
    /// operation [repeatable](Self::is_repeatable).
    #[must_use]
    pub const fn idempotency_key(mut self, header: &'static str) -> Self {
        self.idempotency_key = Some(header);
        self
    }

    /// Whether the operation can be sent again when nobody knows if the server has done it, where the document knows
    /// better than the method tells: a search by POST, say, or a PUT that counts.
    #[must_use]
    pub const fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = Some(repeatable);
        self
    }

    /// The field of the JSON body that says whether the answer comes item by item. A call that asks for items sets it
    /// to true, whatever the body says.
    #[must_use]
    pub const fn streams_by(mut self, field: &'static str) -> Self {
        self.streams_by = Some(field);
        self
    }

    /// Whether the operation can be sent again when nobody knows if the server has done it: the document says so, or it
    /// has an idempotency key, or HTTP calls its method idempotent.
    ///
    /// ```
    /// use vetted_runtime::Operation;
    ///
    /// let create = Operation::new("createPet", "POST", "/pets");
    /// assert!(!create.is_repeatable());
    /// assert!(create.idempotency_key("Idempotency-Key").is_repeatable());
    /// ```
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
            .unwrap_or_else(|| self.idempotency_key.is_some() || is_idempotent(self.method))
    }

    /// The document's id for the operation.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method in capitals.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path template.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }
}

/// Whether HTTP says that a method does the same however often it is sent. QUERY does too, which the crate of HTTP's
/// words does not know.
pub(super) fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY")
}
