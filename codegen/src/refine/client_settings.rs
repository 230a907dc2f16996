//! Headers that are a setting of the client, not of a call: `x-client-setting: true` on a parameter.

use serde_json::Value;

use crate::{
    diagnostic::{Finding, Findings},
    ir::{Api, ClientSetting, Location, Parameter, Scalar, Type},
    lower::extensions::{CLIENT_SETTING, EXTENSION_WRONG},
};

/// Takes the settings out of the operations. What cannot be one stays a parameter.
pub(super) fn take(api: &mut Api, findings: &mut Findings) {
    let settings = &mut api.settings;
    for operation in &mut api.operations {
        operation.parameters.retain(|parameter| {
            if !parameter.is_client_setting {
                return true;
            }
            let Some(setting) = setting(parameter) else {
                let message =
                    "only a header of text that has a default can be a setting of the client";
                return refused(findings, parameter, message);
            };
            let same_header =
                |known: &&ClientSetting| known.name.eq_ignore_ascii_case(&setting.name);
            match settings.iter().find(same_header) {
                None => settings.push(setting),
                Some(known) if known.default == setting.default => {}
                Some(_) => {
                    let message = "the setting of the client has another default elsewhere";
                    return refused(findings, parameter, message);
                }
            }
            false
        });
    }
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

fn refused(findings: &mut Findings, parameter: &Parameter, message: &str) -> bool {
    let finding = Finding::new(&EXTENSION_WRONG, &parameter.pointer.join(CLIENT_SETTING), message);
    findings.say(finding.help("it stays a parameter of the call"));
    true
}
