//! Header names that cannot be sent.

use crate::{
    diagnostic::{At, Code, Finding, Pointer},
    model::{OpenApi, Parameter, Response},
};

use super::{Rule, walk};

pub(crate) static HEADER_NAME: Code = Code::warning(
    "header-name",
    "a header name that HTTP does not allow",
    "The name of a header is made of letters, digits and some signs (RFC 9110, 5.6.2). A call that \
     sets this one is an error before anything is sent.",
);

pub(super) const RULE: Rule =
    Rule { codes: &[&HEADER_NAME], summary: "a header name that HTTP does not allow", check };

fn check(model: &OpenApi, findings: &mut Vec<Finding>) {
    for (at, parameter) in walk::parameters(model) {
        if let Parameter::Header { parameter_data, .. } = parameter {
            check_name(&parameter_data.name, At::Value(at.join("name")), findings);
        }
    }
    for (name, response) in &model.components.responses {
        if let Some(response) = response.as_item() {
            check_response(response, &walk::component(model, "responses", name), findings);
        }
    }
    for (at, _, operation) in walk::operations(model) {
        let at = at.join("responses");
        if let Some(response) = operation.responses.default.as_ref().and_then(|r| r.as_item()) {
            check_response(response, &at.join("default"), findings);
        }
        for (status, response) in &operation.responses.responses {
            if let Some(response) = response.as_item() {
                check_response(response, &at.join(status.to_string()), findings);
            }
        }
    }
}

fn check_response(response: &Response, at: &Pointer, findings: &mut Vec<Finding>) {
    let at = at.join("headers");
    for name in response.headers.keys() {
        check_name(name, At::Key(at.join(name.as_str())), findings);
    }
}

fn check_name(name: &str, at: At, findings: &mut Vec<Finding>) {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(allowed) {
        let message = format!("`{}` is no header name", name.escape_debug());
        findings.push(Finding::new(&HEADER_NAME, at, message));
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_tokens() {
        let said = super::super::said(
            "paths:
  /a:
    get:
      parameters: [{name: 'X A', in: header, schema: {}}, {name: 'x a', in: query, schema: {}}]
      responses:
        '200': {description: d, headers: {X-B: {schema: {}}, 'X:B': {schema: {}}}}
",
        );
        assert_eq!(said, ["header-name 6:27", "header-name 8:62"]);
    }
}
