//! `securityDefinitions` → security schemes.

use super::{copied, extensions, object, text, whole};
use crate::load::{Made, Node};

/// A security scheme.
pub(super) fn security_scheme(node: Node<'_>) -> Made {
    let of_type = |name: &str| ("type".to_owned(), Made::scalar(name, node));
    let more = match text(node, "type") {
        Some("basic") => [of_type("http"), ("scheme".to_owned(), Made::scalar("basic", node))],
        Some("oauth2") if node.get("flows").is_none() => {
            [of_type("oauth2"), ("flows".to_owned(), flows(node))]
        }
        // An API key is written alike; other types are for the reader to complain about.
        _ => return whole(node),
    };
    let mut scheme = copied(node, |key| key == "description");
    scheme.extend(more);
    scheme.extend(extensions(node));
    Made::map(scheme, node)
}

/// The one flow that a scheme has.
fn flows(node: Node<'_>) -> Made {
    let name = match text(node, "flow") {
        None => return object([], node),
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some(other) => other,
    };
    let own = ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];
    object([(name, Made::map(copied(node, |key| own.contains(&key)), node))], node)
}
