//! Types that the settings put in the place of components.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{At, Code, Finding, Findings},
    ir::Api,
};

pub(crate) static REPLACE_UNKNOWN: Code = Code::warning(
    "replace-unknown",
    "the settings replace a component that is not there",
    "`[replace]` in the settings takes the name of a component schema, as it stands in the document.",
);

/// Puts the settings' own types in the place of components.
pub(super) fn put(api: &mut Api, replacements: &BTreeMap<String, String>, findings: &mut Findings) {
    for (name, path) in replacements {
        let mut components = api.types.iter_mut().filter(|def| def.component);
        if let Some(def) = components.find(|def| def.path == [name.as_str()]) {
            def.replaced_by = Some(path.clone());
        } else {
            let message =
                format!("the settings replace `{name}`, but there is no such component schema");
            let finding = Finding::new(&REPLACE_UNKNOWN, At::File, message);
            findings.say(finding.help("use the name as it stands under `components.schemas`"));
        }
    }
}
