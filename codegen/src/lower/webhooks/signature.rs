//! `x-webhook-signature`: how events are signed. What is not understood to the last word is not used: a check that
//! takes what it should refuse is worse than none.

use serde_json::{Map, Value};

use crate::{
    diagnostic::{Code, Finding, Pointer},
    ir::{Signature, SignatureEncoding},
    lower::{context::Context, servers::template_names},
    model::Extensions,
};

pub(crate) static WEBHOOK_SIGNATURE: Code = Code::warning(
    "webhook-signature",
    "what is said of signatures is wrong, and none is checked",
    "`x-webhook-signature` says how a request is signed. It is wrong, or stands where it has no \
     effect, so no signature is checked: check it yourself.",
);

const KEY: &str = "x-webhook-signature";

/// What comes of one that is wrong.
const HELP: &str = "the client checks no signature until this is right";

/// How far a timestamp may be from now, where the document does not say it: five minutes, as most vendors have it.
const TOLERANCE: u64 = 300;

/// Why a signature is not used: the key that is wrong, and what is wrong with it.
type Wrong = (Option<&'static str>, String);

/// The signature that the document's root states. `events`: whether there is anything to sign.
pub(super) fn lower(cx: &mut Context<'_>, events: bool) -> Option<Signature> {
    let at = Pointer::root().join(KEY);
    let said = cx.model.extensions.get(KEY).filter(|said| !said.is_null())?;
    let read = match said {
        Value::Object(_) if !events => Err((None, "there are no events to sign".to_owned())),
        Value::Object(fields) => read(fields),
        _ => Err((None, "a signature is described by an object".to_owned())),
    };
    match read {
        Ok(signature) => Some(signature),
        Err((key, message)) => {
            let at =
                key.filter(|key| said.get(key).is_some()).map_or(at.clone(), |key| at.join(key));
            cx.say(Finding::new(&WEBHOOK_SIGNATURE, &at, message).help(HELP));
            None
        }
    }
}

/// Says that a signature has no place on a single webhook: it is checked before anybody knows which one it is.
pub(super) fn refuse(cx: &mut Context<'_>, extensions: &Extensions, at: &Pointer) {
    if extensions.contains_key(KEY) {
        let message = format!("`{KEY}` has no effect on a single webhook");
        let help =
            "put it at the root: a signature is checked before it is known which event it signs";
        let finding = Finding::new(&WEBHOOK_SIGNATURE, &at.join(KEY), message);
        cx.say(finding.help(help));
    }
}

fn read(fields: &Map<String, Value>) -> Result<Signature, Wrong> {
    for key in fields.keys() {
        let known = KEYS.contains(&key.as_str()) || key == "description" || key.starts_with("x-");
        if !known {
            let known = KEYS.map(|key| format!("`{key}`")).join(", ");
            return Err((None, format!("`{key}` says nothing of a signature; known are {known}")));
        }
    }
    let header = header(fields, "header")?.ok_or((None, missing("header")))?;
    if word(fields, "algorithm", [("hmac-sha256", ())])?.is_none() {
        return Err((None, missing("algorithm")));
    }
    let encodings = [
        ("hex", SignatureEncoding::Hex),
        ("base64", SignatureEncoding::Base64),
        ("base64url", SignatureEncoding::Base64Url),
    ];
    let encoding = word(fields, "encoding", encodings)?.ok_or((None, missing("encoding")))?;
    let timestamp = header_with_time(fields)?;
    let signed = signed(fields, timestamp.is_some())?;
    let encoded = word(fields, "secret-encoding", [("text", false), ("base64", true)])?;
    let secret_prefix = text(fields, "secret-prefix")?;
    let base64_secret = match (encoded, secret_prefix) {
        (Some(true), prefix) => Some(prefix.unwrap_or_default()),
        (_, None) => None,
        (_, Some(_)) => {
            let message = "a secret that is text is the key, its prefix included".to_owned();
            return Err((Some("secret-prefix"), message));
        }
    };
    Ok(Signature {
        header,
        encoding,
        prefix: text(fields, "prefix")?,
        separator: text(fields, "separator")?,
        signed,
        timestamp,
        base64_secret,
        description: text(fields, "description")?,
    })
}

const KEYS: [&str; 10] = [
    "header",
    "algorithm",
    "encoding",
    "prefix",
    "separator",
    "signed",
    "timestamp-header",
    "tolerance",
    "secret-encoding",
    "secret-prefix",
];

/// The header of the time of signing, and the tolerance.
fn header_with_time(fields: &Map<String, Value>) -> Result<Option<(String, u64)>, Wrong> {
    let header = header(fields, "timestamp-header")?;
    let tolerance = match fields.get("tolerance") {
        None => None,
        Some(seconds) => {
            Some(seconds.as_u64().filter(|seconds| *seconds > 0).ok_or_else(|| {
                (Some("tolerance"), "a tolerance is a number of seconds".to_owned())
            })?)
        }
    };
    match (header, tolerance) {
        (None, Some(_)) => {
            Err((Some("tolerance"), "a tolerance needs a `timestamp-header`".to_owned()))
        }
        (header, tolerance) => Ok(header.map(|header| (header, tolerance.unwrap_or(TOLERANCE)))),
    }
}

/// What is signed; `None` for the body alone.
fn signed(fields: &Map<String, Value>, timestamp: bool) -> Result<Option<String>, Wrong> {
    let key = Some("signed");
    let template =
        text(fields, "signed")?.filter(|template| template != "body" && template != "{body}");
    let wrong = |message: &str| Err((key, message.to_owned()));
    let Some(template) = template else {
        return if timestamp {
            wrong("the timestamp is not among what is signed")
        } else {
            Ok(None)
        };
    };
    let names: Vec<&str> = template_names(&template).collect();
    if !names.contains(&"body") {
        return wrong("the body is not among what is signed");
    }
    match (names.contains(&"timestamp"), timestamp) {
        (true, false) => return wrong("`{timestamp}` needs a `timestamp-header`"),
        (false, true) => return wrong("the timestamp is not among what is signed"),
        _ => {}
    }
    let brackets = template.matches(['{', '}']).count();
    if names.iter().any(|name| !is_header(name)) || brackets != 2 * names.len() {
        return wrong("braces hold `body`, `timestamp` or the name of a header");
    }
    Ok(Some(template))
}

fn header(fields: &Map<String, Value>, key: &'static str) -> Result<Option<String>, Wrong> {
    let name = text(fields, key)?;
    match name {
        Some(name) if !is_header(&name) => {
            Err((Some(key), format!("`{name}` is no name for a header")))
        }
        name => Ok(name),
    }
}

fn is_header(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(token)
}

/// Text that is not empty.
fn text(fields: &Map<String, Value>, key: &'static str) -> Result<Option<String>, Wrong> {
    match fields.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err((Some(key), format!("`{key}` is a text that is not empty"))),
    }
}

/// One of a list of words.
fn word<T, const N: usize>(
    fields: &Map<String, Value>,
    key: &'static str,
    words: [(&str, T); N],
) -> Result<Option<T>, Wrong> {
    let Some(said) = text(fields, key)? else { return Ok(None) };
    let known = words.each_ref().map(|(word, _)| format!("`{word}`")).join(", ");
    match words.into_iter().find(|(word, _)| *word == said) {
        Some((_, value)) => Ok(Some(value)),
        None => Err((Some(key), format!("`{key}` cannot be `{said}`; it can be {known}"))),
    }
}

fn missing(key: &str) -> String {
    format!("`{key}` is missing")
}
