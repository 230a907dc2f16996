//! Headers that are a setting of the client, not of a call: `x-client-setting: true` on a parameter.

use serde_json::Value;

use crate::{
    diagnostic::Finding,
    ir::{ClientSetting, Location, Operation, Parameter, Scalar, Type},
};

use super::{context::Context, operations::idempotency::EXTENSION_WRONG};

/// The extension by which a document says so.
pub(super) const EXTENSION: &str = "x-client-setting";

/// Takes the settings out of the operations. What cannot be one stays a parameter.
pub(super) fn take(cx: &mut Context<'_>, operations: &mut [Operation]) -> Vec<ClientSetting> {
    let mut settings: Vec<ClientSetting> = Vec::new();
    for operation in operations {
        operation.parameters.retain(|parameter| {
            if !parameter.is_client_setting {
                return true;
            }
            let Some(setting) = setting(parameter) else {
                let message =
                    "only a header of text that has a default can be a setting of the client";
                return refused(cx, parameter, message);
            };
            let same_header =
                |known: &&ClientSetting| known.name.eq_ignore_ascii_case(&setting.name);
            match settings.iter().find(same_header) {
                None => settings.push(setting),
                Some(known) if known.default == setting.default => {}
                Some(_) => {
                    let message = "the setting of the client has another default elsewhere";
                    return refused(cx, parameter, message);
                }
            }
            false
        });
    }
    settings
}

fn setting(parameter: &Parameter) -> Option<ClientSetting> {
    let is_text = parameter.ty == Type::Scalar(Scalar::String) && parameter.rules.is_empty();
    let Some(Value::String(default)) = &parameter.default else { return None };
    (parameter.location == Location::Header && is_text).then(|| ClientSetting {
        name: parameter.name.clone(),
        default: default.clone(),
        description: parameter.description.clone(),
    })
}

fn refused(cx: &mut Context<'_>, parameter: &Parameter, message: &str) -> bool {
    let finding = Finding::new(&EXTENSION_WRONG, &parameter.pointer.join(EXTENSION), message);
    cx.say(finding.help("it stays a parameter of the call"));
    true
}
