//! Lower: model → [`ir::Api`](crate::ir::Api). The place that knows what `OpenAPI` means.
//!
//! `meaning` says what schemas mean, `schemas` what becomes of them, `operations` what becomes of calls. What stands
//! inside something is named by the words of its `site`. Whatever cannot be said in the IR is left out or weakened,
//! with a finding.

pub(crate) mod codes;
mod context;
mod evidence;
mod examples;
pub(crate) mod extensions;
mod info;
mod meaning;
mod operations;
mod schemas;
mod security;
mod servers;
mod site;
mod webhooks;

#[cfg(test)]
mod tests;

use crate::{diagnostic::Findings, ir::Api, resolve::Resolved};

use context::Context;
pub(crate) use operations::pagination::PAGINATION;

/// Lowers a model. What cannot be lowered is left out or becomes raw JSON, with a finding.
#[must_use]
pub fn lower(resolved: &Resolved) -> (Api, Findings) {
    let mut cx = Context::new(resolved);
    let info = info::lower(&mut cx);
    let (servers, relative_server) = servers::lower(&mut cx);
    operations::bodies::mark_multipart(&mut cx);
    schemas::schema::components(&mut cx);
    let schemes = security::schemes(&mut cx);
    let (groups, operations) = operations::lower(&mut cx, &servers, &schemes);
    let api = Api {
        info,
        servers,
        relative_server,
        groups,
        operations,
        paging: operations::pagination::of_document(&mut cx),
        settings: Vec::new(),
        security_gaps: security::gaps(&mut cx),
        webhooks: webhooks::lower(&mut cx),
        named_only: evidence::named_only(&cx),
        schemes: schemes.list,
        types: cx.types,
        unchecked: cx.unchecked,
    };
    (api, cx.findings)
}
