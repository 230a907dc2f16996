//! Operations, in the document's order.

pub(in crate::lower) mod answers;
pub(in crate::lower) mod bodies;
pub(in crate::lower) mod encodings;
pub(in crate::lower) mod groups;
pub(in crate::lower) mod idempotency;
pub(in crate::lower) mod media_types;
pub(in crate::lower) mod operation_ids;
pub(crate) mod pagination;
pub(in crate::lower) mod parameters;
pub(in crate::lower) mod path_query;
pub(in crate::lower) mod rate_limits;
pub(in crate::lower) mod streams;

use crate::{
    diagnostic::{Code, Pointer},
    ir::{Group, Method, Operation, Server},
    lower::{
        context::Context,
        evidence,
        security::{self, Schemes},
        servers,
        site::Site,
    },
    model::{self, PathItem},
};

use self::{groups::Groups, operation_ids::OperationIds, path_query::PathQuery};

pub(crate) static BODY_UNUSUAL: Code = Code::note(
    "body-unusual",
    "a method that has no request body by HTTP's rules has one",
    "HTTP gives no meaning to a body of GET, HEAD, DELETE or TRACE, and servers and proxies may drop \
     it. The client sends it as the document says.",
);

/// What operations are made with.
struct Making<'a, 's> {
    servers: &'s [Server],
    schemes: &'s Schemes,
    groups: Groups<'a>,
    ids: OperationIds,
    out: Vec<Operation>,
}

/// All operations and their groups.
pub(in crate::lower) fn lower(
    cx: &mut Context<'_>,
    servers: &[Server],
    schemes: &Schemes,
) -> (Vec<Group>, Vec<Operation>) {
    let mut making = Making {
        servers,
        schemes,
        groups: Groups::new(cx),
        ids: OperationIds::default(),
        out: Vec::new(),
    };
    let root = Pointer::root().join("paths");
    let model = cx.model;
    for (path, item) in &model.paths {
        path_item(cx, &mut making, path, item, &root.join(path));
    }
    let Making { groups, mut out, .. } = making;
    let (groups, moved) = groups.finish();
    for operation in &mut out {
        if let Some(now) = moved.get(operation.group.0) {
            operation.group = *now;
        }
    }
    (groups, out)
}

fn path_item<'a>(
    cx: &mut Context<'a>,
    making: &mut Making<'a, '_>,
    path: &str,
    item: &'a PathItem,
    at: &Pointer,
) {
    for (method, operation) in &item.operations {
        let operation = self::operation(cx, making, method, path, (item, operation), at);
        making.out.push(operation);
    }
}

fn operation<'a>(
    cx: &mut Context<'a>,
    making: &mut Making<'a, '_>,
    method: &Method,
    path: &str,
    (item, operation): (&'a PathItem, &'a model::Operation),
    around: &Pointer,
) -> Operation {
    let at = &method.below(around);
    let id = making.ids.name(cx, operation, method, path, at);
    let site = Site::new(at.clone(), [id.as_str()]);
    let (own, home) = match operation.servers.as_slice() {
        [] => (item.servers.as_slice(), around),
        own => (own, at),
    };
    let base_url = servers::of_operation(cx, making.servers, own, home);
    let written = [
        (item.parameters.as_slice(), around.join("parameters")),
        (operation.parameters.as_slice(), at.join("parameters")),
    ];
    let PathQuery { path, repeated } = path_query::of(cx, path, &written);
    // Where a body could be and none is described, nothing else says what is sent.
    let says_type = operation.request_body.is_none()
        && matches!(method, Method::Post | Method::Put | Method::Patch);
    let mut parameters = parameters::lower(cx, written, &path, says_type, &site);
    path_query::settle(&mut parameters, repeated);
    let body = operation.request_body.as_ref().and_then(|body| bodies::lower(cx, body, &site));
    if body.is_some() && matches!(method, Method::Get | Method::Head | Method::Trace) {
        let message = format!("a body of {} has no meaning in HTTP", method.as_str());
        cx.report(&BODY_UNUSUAL, at, message);
    }
    let (answers, errors) = answers::lower(cx, &operation.responses, method, &site);
    let some = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    Operation {
        group: making.groups.of(cx, &operation.tags, &path, at),
        method: method.clone(),
        path,
        base_url,
        vendor_title: evidence::vendor_title(operation),
        evidence: evidence::of_operation(operation),
        summary: some(&operation.summary),
        description: some(&operation.description),
        docs_url: operation.external_docs.clone(),
        deprecated: operation.deprecated,
        parameters,
        body,
        answers,
        errors,
        repeatable: idempotency::repeatable(cx, operation, at),
        security: security::of_operation(cx, making.schemes, operation, at),
        paging: None,
        said_paging: pagination::of_operation(cx, operation, at),
        pointer: at.clone(),
        id,
    }
}
