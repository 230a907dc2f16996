//! `hb-portal-v2`: its calls, and the variables of its server.

use hb_portal_v2::{Client, servers, types};

use super::{example, run::check};

#[test]
fn every_operation() {
    check(&vetted_contract::hb_portal_v2::subject());
}

#[test]
fn a_reference_request_in_types() {
    let answer: types::ReferenceRequestEnvelope =
        example("hb-portal-v2", "createReferenceRequest", "2XX");
    let request = answer.data.expect("a reference request");
    assert_eq!(request.collection_mode, Some(types::CollectionMode::ClientAdds));
    let references = request.references.expect("references");
    assert_eq!(references[0].score, Some(4.2));
    assert_eq!(
        references[0].sent_at.as_ref().map(ToString::to_string).as_deref(),
        Some("2019-08-24T14:15:22.123Z")
    );
}

#[test]
fn the_host_is_a_variable() {
    let at = |server| Client::builder().server(server).build();
    assert!(at(servers::PORTAL.with("host", "portal.example.com")).is_ok());
    assert!(at(servers::PORTAL.with("hots", "portal.example.com")).is_err());
    assert!(at(servers::PORTAL.with("host", "example.com/elsewhere?")).is_err());
}
