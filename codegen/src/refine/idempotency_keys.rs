//! Idempotency keys: one an operation, and only such as the client can make.

use crate::{
    diagnostic::{Code, Findings},
    ir::{Api, Parameter, Rule, Type},
};

pub(crate) static IDEMPOTENCY_KEY_UNFIT: Code = Code::note(
    "idempotency-key-unfit",
    "an idempotency key that the client makes no values for",
    "The client makes a UUID as the key of calls that it may send twice. This key cannot be a UUID, \
     or the operation has another, so the caller gives it.",
);

/// A value as the client makes them.
const UUID: &str = "f81d4fae-7dec-4d3b-a765-00a0c91e6bf6";

/// Leaves one key an operation, and none that the client could not make a value for. What is one needs no caller.
/// And leaves what is said of repeating only where it is not what the key or the method tells.
pub(super) fn settle(api: &mut Api, findings: &mut Findings) {
    let mut operations = std::mem::take(&mut api.operations);
    for operation in &mut operations {
        let mut found = false;
        for parameter in &mut operation.parameters {
            if !parameter.is_idempotency_key {
                continue;
            }
            let fits = takes_uuid(api, parameter);
            parameter.is_idempotency_key = fits && !found;
            if parameter.is_idempotency_key {
                found = true;
                parameter.required = false;
            } else {
                let message = if fits {
                    "the operation has an idempotency key before this one"
                } else {
                    "a UUID cannot be a value of this idempotency key"
                };
                let help = "the client makes no value for it: the caller does";
                findings.report_with(&IDEMPOTENCY_KEY_UNFIT, &parameter.pointer, message, help);
            }
        }
        let told = found || operation.method.is_idempotent();
        operation.repeatable = operation.repeatable.filter(|said| *said != told);
    }
    api.operations = operations;
}

/// Whether a UUID is a value of the parameter.
fn takes_uuid(api: &Api, parameter: &Parameter) -> bool {
    let ty = api.behind(&parameter.ty);
    let length = u64::try_from(UUID.len()).unwrap_or_default();
    let holds = |rule: &Rule| match rule {
        Rule::MinLength(least) => length >= *least,
        Rule::MaxLength(most) => length <= *most,
        Rule::Pattern(pattern) => {
            regex_lite::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(UUID))
        }
        _ => true,
    };
    let id = matches!(ty, Type::Any(_)) || ty.scalar_facts().is_some_and(|facts| facts.is_id);
    id && parameter.constant.is_none() && parameter.rules.iter().all(holds)
}
