//! The codes of all findings. `docs/findings.md` is this table; a test holds it against the sources.

/// A code, and what findings of it are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code.
    pub name: &'static str,
    /// What they say, in a phrase.
    pub about: &'static str,
    /// The families that it belongs to, the smallest first. A level can be set for all codes of one at a time.
    pub families: &'static [&'static str],
}

/// The family of findings that say that a value is raw JSON, text or bytes, whoever's fault it is.
pub const UNTYPED_FAMILY: &str = "untyped";

/// The family of those among them where the document gives a type and the client does not have it.
pub const GIVEN_UP_FAMILY: &str = "given-up";

/// The families, and what is common to their codes.
pub const FAMILIES: [(&str, &str); 2] = [
    (
        GIVEN_UP_FAMILY,
        "the document gives a type, and the client has raw JSON, text or bytes in its place",
    ),
    (UNTYPED_FAMILY, "the same, and where the document gives no type"),
];

/// All codes, in alphabetical order.
pub const CODES: &[Code] = &[
    code("all-of-conflict", "members of `allOf` contradict each other"),
    code("alternative-ignored", "an alternative is no object, but fields stand beside it"),
    code("ambiguous-paths", "two paths differ only in the names of their variables"),
    code("bad-url", "what should be a URL is none"),
    code("body-empty", "a request body can hold nothing"),
    given_up("body-not-an-object", "a form's schema is no object; the body is bytes"),
    code("body-unusual", "a method that has no request body by HTTP's rules has one"),
    code("body-without-content", "a status that has no body by HTTP's rules has one"),
    code("callbacks", "callbacks, which a client does not make"),
    code("collection-format", "a list of Swagger 2.0 that nothing in OpenAPI 3 writes in that way"),
    code("component-name", "a component's name has characters that OpenAPI does not allow"),
    code("conditional-properties", "properties that an object has under a condition alone"),
    code("content-encoding", "a text whose encoding the client leaves to its caller"),
    given_up("dangling-reference", "a reference leads nowhere; an error, unless it is lowered"),
    code("default-mapping", "what a union is whose tag names no branch"),
    code("discriminator-mapping", "a discriminator's mapping names no alternative"),
    code("discriminator-repeated", "two alternatives have one value of the discriminator"),
    code("discriminator-unusable", "the alternatives cannot be told apart by their discriminator"),
    code("discriminator-without-branches", "a discriminator on an object that nothing extends"),
    code("duplicate-key", "a key stands twice in one object"),
    code("duplicate-path", "a path stands twice"),
    given_up("dynamic-reference", "a `$dynamicRef` that leads to no anchor"),
    code("encoding-by-position", "how the parts of a list are encoded, one by one"),
    code("encoding-headers", "headers of a part of a body, which no part has"),
    given_up("enum-ignored", "the listed values are of no kind that a type can have"),
    code("enum-mistyped", "listed values are not of the type beside them"),
    code("enum-repeated", "a value is listed more than once"),
    code("evidence-incomplete", "`x-evidence` lacks something"),
    code("evidence-missing", "an operation has no `x-evidence`, in a document that has some"),
    code("extension-misplaced", "an extension of this generator's where it has no meaning"),
    code("extension-wrong", "an extension of this generator's holds what it cannot"),
    given_up("external-reference", "a reference leads out of what can be read"),
    code("form-media-type", "a form of Swagger 2.0 in a media type that forms do not have"),
    code("header-name", "a header name that HTTP does not allow"),
    code("header-parameter-ignored", "a header that is no parameter by OpenAPI's rules"),
    code("idempotency-key-unfit", "an idempotency key that the client makes no values for"),
    code("links", "links, which a client does not follow"),
    code(
        "media-type-inferred",
        "a schema that no media type of its operation can carry: JSON is meant",
    ),
    code("media-type-left-out", "a media type that holds the same as another"),
    code("media-type-unknown", "a media type that the client takes for bytes"),
    given_up(
        "media-type-untyped",
        "a body has a type, but its media type is text or bytes to the client",
    ),
    code(
        "misplaced-method",
        "a method among `additionalOperations` that is a key of the path itself",
    ),
    code("misplaced-reference", "a reference where none may stand"),
    code("misplaced-required", "`required` in a form that belongs elsewhere"),
    code("missing-field", "a key that must be there is not"),
    code("misspelt-type", "a type whose name is meant for another"),
    code("mutual-tls", "client certificates, which are the connection's business"),
    code("newer-keyword", "a keyword of a later version than the document's"),
    code("no-json-number", "a number that JSON does not have"),
    code("no-openapi", "this is no OpenAPI document"),
    code("no-server", "no server with an absolute URL"),
    code("no-success-answer", "an operation without an answer for success"),
    code("noncharacter", "a character that Unicode keeps for a program's own use"),
    given_up("not-a-schema", "what stands in the place of a schema is none"),
    code("not-checked", "a rule that the client does not check"),
    code("not-utf-8", "the file is not UTF-8"),
    code("older-keyword", "a keyword of an earlier version than the document's"),
    code("older-reference", "a reference as Swagger 2.0 writes it, to what is a component here"),
    code("operation-id-missing", "an operation without an `operationId`"),
    code("operation-id-repeated", "an `operationId` that another operation has"),
    code("operation-left-out", "an operation that the client does not have"),
    code("optional-path-parameter", "a path parameter that is not said to be required"),
    code("overlay", "an overlay is wrong, or an action of it cannot be done"),
    code("overlay-unmatched", "an action of an overlay names nothing in the document"),
    code("pagination", "`x-pagination` that is wrong, or does not fit its operation"),
    code(
        "pagination-unknown",
        "a parameter for pages, and an answer that does not say the next one",
    ),
    code("parameter-content", "a parameter in a media type that the client writes as text"),
    code("parameter-left-out", "a parameter that the client cannot send"),
    code("parameter-repeated", "a parameter stands twice"),
    code("parameter-style", "a parameter whose style does not know values of its type"),
    code("path-parameter-empty", "a path parameter whose only value is empty: no call can be sent"),
    code("path-parameter-optional", "a path parameter that is not required"),
    code("path-parameter-undefined", "a variable of a path that no parameter defines"),
    code("path-parameter-unused", "a path parameter that does not stand in the path"),
    code(
        "path-template",
        "a path whose braces do not match, or with a variable twice, or with a query",
    ),
    code("path-without-slash", "a path that does not begin with a slash"),
    code("pattern-properties", "keys whose patterns have different types"),
    code("pattern-unchecked", "a pattern that the client's engine does not know"),
    code("positional-items", "a list whose items have types by their places"),
    code("quoted-value", "a number, true or false in quotes"),
    code("recursive-all-of", "`allOf` leads back to itself"),
    code("ref-siblings", "constraints beside a `$ref`, which OpenAPI 3.0 ignores"),
    given_up("reference-cycle", "a reference leads to nothing but itself"),
    code("replace-unknown", "the settings replace a component that is not there"),
    code("required-unknown", "a required name is not among the properties"),
    code("reserved-extension", "an extension that only this generator writes"),
    code("schema-and-content", "a parameter has both `schema` and `content`"),
    code("schema-dialect", "a schema language other than the one that schemas are read in"),
    code("second-body", "a second body parameter of Swagger 2.0"),
    code("second-document", "more than one document in a file"),
    code("security-none", "nothing is said of credentials"),
    code("security-undeclared", "operations that declare no security although schemes exist"),
    code("security-unknown", "a security scheme that is not there"),
    code("security-unsupported", "a security scheme that the client does not know"),
    code("security-unused", "a security scheme that no operation asks for"),
    code("server-plain-http", "a server without encryption"),
    code("server-relative", "a server whose URL is not absolute"),
    code("server-variable-default", "a server variable's default is not among its values"),
    code("server-variable-unknown", "a server's URL holds a variable that is not there"),
    code("settings", "a settings file is wrong"),
    code("settings-unused", "a setting names what the document does not have"),
    code("superfluous-field", "a key that says nothing there"),
    code("syntax", "neither JSON nor YAML"),
    code("tag-spelling", "a tag that differs from another only in its spelling"),
    code("token-url-relative", "a token URL that is not absolute"),
    given_up("too-deep", "values or schemas nest too deep"),
    code("too-many-aliases", "aliases of YAML stand for too many values"),
    code("too-many-alternatives", "alternatives beside alternatives multiply to too many"),
    code("union-ambiguous", "alternatives that nothing but their fields tells apart"),
    code("unknown-status", "a status that HTTP does not have"),
    given_up("unknown-type", "there is no such type"),
    code("unknown-value", "a word that does not stand for anything there"),
    code("unknown-version", "a version of OpenAPI that is not known"),
    code("unquoted-text", "text that YAML takes for something else"),
    code("unreadable-file", "a file cannot be read"),
    given_up("unsupported-ref", "a reference leads to what cannot stand there"),
    Code {
        name: "untyped",
        about: "the document gives no type; the value is raw JSON",
        families: &[UNTYPED_FAMILY],
    },
    code("webhook-event", "what tells events apart is not known, or said wrongly"),
    code("webhook-left-out", "a webhook that sends no JSON, of which there is no event"),
    code("webhook-signature", "what is said of signatures is wrong, and none is checked"),
    code("wire-format-ignored", "`x-wire` on what it does not fit"),
    given_up("wrong-reference", "a reference leads to a component of another kind"),
    code("wrong-type", "a value of another JSON type than what belongs there"),
];

const fn code(name: &'static str, about: &'static str) -> Code {
    Code { name, about, families: &[] }
}

const fn given_up(name: &'static str, about: &'static str) -> Code {
    Code { name, about, families: &[GIVEN_UP_FAMILY, UNTYPED_FAMILY] }
}

impl Code {
    /// The code of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let index = CODES.binary_search_by(|code| code.name.cmp(name)).ok()?;
        CODES.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, Code};

    #[test]
    fn codes_stand_in_order_and_once() {
        assert!(CODES.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(CODES.iter().all(|code| Code::named(code.name) == Some(code)));
    }
}
