//! Lower: model → [`ir::Api`](crate::ir::Api). The place that knows what `OpenAPI` means.
//!
//! `meaning` says what schemas mean, `schemas` what becomes of them, `operations` what becomes of calls. What stands
//! inside something is named by the words of its `site`. Whatever cannot be said in the IR is left out or weakened,
//! with a finding.

mod client_settings;
pub(crate) mod codes;
mod context;
mod directions;
mod evidence;
mod examples;
mod finish;
mod info;
mod meaning;
mod operations;
mod paging;
mod schemas;
mod security;
mod servers;
mod site;
mod tuples;
mod webhooks;

#[cfg(test)]
mod tests;

use crate::{diagnostic::Finding, ir::Api, resolve::Resolved, settings::Settings};

use context::Context;

/// Lowers a model. What cannot be lowered is left out or becomes raw JSON, with a finding.
#[must_use]
pub fn lower(resolved: &Resolved, settings: &Settings) -> (Api, Vec<Finding>) {
    let mut cx = Context::new(resolved);
    let info = info::lower(&mut cx);
    let (servers, relative_server) = servers::lower(&mut cx);
    operations::bodies::mark_multipart(&mut cx);
    schemas::schema::components(&mut cx);
    let schemes = security::schemes(&mut cx);
    let (groups, mut operations) = operations::lower(&mut cx, &servers, &schemes);
    let security_gaps = security::gaps(&mut cx);
    let webhooks = webhooks::lower(&mut cx);
    finish::replace(&mut cx, settings);
    finish::break_alias_circles(&mut cx);
    tuples::limit(&mut cx);
    finish::copy_rules(&mut cx, &mut operations);
    operations::idempotency::settle(&mut cx, &mut operations);
    let settings_of_client = client_settings::take(&mut cx, &mut operations);
    let named_only = evidence::named_only(&cx);
    let (types, unchecked) = (std::mem::take(&mut cx.types), std::mem::take(&mut cx.unchecked));
    let mut findings = cx.into_findings();
    let schemes = schemes.list;
    let settings = settings_of_client;
    let mut api = Api {
        info,
        servers,
        relative_server,
        schemes,
        security_gaps,
        groups,
        operations,
        settings,
        named_only,
        webhooks,
        types,
        unchecked,
    };
    directions::split(&mut api);
    paging::find(&mut api, &resolved.model, &mut findings);
    (api, findings)
}
