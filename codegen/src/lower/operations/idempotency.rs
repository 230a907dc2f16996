//! What makes it safe to send a call again: an idempotency key, or the document's word that the operation is so.

use serde_json::Value;

use crate::{
    diagnostic::{Code, Finding, Pointer},
    ir::{Location, Operation, Parameter, Rule, Type, TypeDef, TypeKind},
    lower::context::Context,
    model::{Operation as Written, ParameterData},
};

pub(crate) static EXTENSION_MISPLACED: Code = Code::warning(
    "extension-misplaced",
    "an extension of this generator's where it has no meaning",
    "The extension has a meaning elsewhere in a document, not on what it stands on. It is not read.",
);

pub(crate) static EXTENSION_WRONG: Code = Code::warning(
    "extension-wrong",
    "an extension of this generator's holds what it cannot",
    "The extension belongs to this generator, and its value is not what it can hold. It is taken as \
     if it were not there. The README lists all extensions and what they hold.",
);

pub(crate) static IDEMPOTENCY_KEY_UNFIT: Code = Code::note(
    "idempotency-key-unfit",
    "an idempotency key that the client makes no values for",
    "The client makes a UUID as the key of calls that it may send twice. This key cannot be a UUID, \
     or the operation has another, so the caller gives it.",
);

/// On a parameter: whether it is an idempotency key, where its name does not tell.
const KEY: &str = "x-idempotency-key";

/// On an operation: whether it is safe to repeat, where its method does not tell.
const REPEATABLE: &str = "x-repeatable";

/// A value as the client makes them.
const UUID: &str = "f81d4fae-7dec-4d3b-a765-00a0c91e6bf6";

/// Whether a parameter is an idempotency key by its name, or by what the document says of it.
pub(in crate::lower) fn is_key(
    cx: &mut Context<'_>,
    data: &ParameterData,
    location: Location,
    at: &Pointer,
) -> bool {
    let named = data.name.to_ascii_lowercase().contains("idempotency-key");
    let said = flag(cx, data.extensions.get(KEY), &at.join(KEY));
    if said == Some(true) && location != Location::Header {
        let message = "an idempotency key is a header; this parameter is sent as it is set";
        cx.report(&EXTENSION_MISPLACED, &at.join(KEY), message);
    }
    location == Location::Header && said.unwrap_or(named)
}

/// What the document says of repeating an operation.
pub(in crate::lower) fn repeatable(
    cx: &mut Context<'_>,
    operation: &Written,
    at: &Pointer,
) -> Option<bool> {
    flag(cx, operation.extensions.get(REPEATABLE), &at.join(REPEATABLE))
}

/// Leaves one key an operation, and none that the client could not make a value for. What is one needs no caller.
/// And leaves what is said of repeating only where it is not what the key or the method tells.
pub(in crate::lower) fn settle(cx: &mut Context<'_>, operations: &mut [Operation]) {
    for operation in operations {
        let mut found = false;
        for parameter in &mut operation.parameters {
            if !parameter.is_idempotency_key {
                continue;
            }
            let fits = takes_uuid(&cx.types, parameter);
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
                cx.report_with(&IDEMPOTENCY_KEY_UNFIT, &parameter.pointer, message, help);
            }
        }
        let told = found || operation.method.is_idempotent();
        operation.repeatable = operation.repeatable.filter(|said| *said != told);
    }
}

/// Whether a UUID is a value of the parameter.
fn takes_uuid(types: &[TypeDef], parameter: &Parameter) -> bool {
    let mut ty = &parameter.ty;
    for _ in 0..=types.len() {
        let Type::Named(id) = ty else { break };
        match types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Alias { target, .. }) => ty = target.split_null().0,
            _ => return false,
        }
    }
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

/// True or false, or a finding.
fn flag(cx: &mut Context<'_>, value: Option<&Value>, at: &Pointer) -> Option<bool> {
    let value = value?;
    if value.as_bool().is_none() {
        let finding = Finding::new(&EXTENSION_WRONG, at, "this is neither true nor false");
        cx.say(finding.help("it is taken as if it were not there"));
    }
    value.as_bool()
}
