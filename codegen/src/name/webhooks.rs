//! The names of events and of their module.

use super::{GroupNames, TypeNames, WebhookNames, scope::Scope, variants};
use crate::ir::Api;

/// Names the events. A group that is called like their module keeps its name: its method of the client has it too.
pub(super) fn name_webhooks(api: &Api, groups: &[GroupNames], types: &[TypeNames]) -> WebhookNames {
    let Some(webhooks) = &api.webhooks else { return WebhookNames::default() };
    let taken: Vec<&str> = groups.iter().map(|group| group.module.as_str()).collect();
    let mut modules = Scope::reserving(&taken);
    let idents: Vec<String> = types.iter().map(|names| names.ident.clone()).collect();
    WebhookNames {
        module: modules.take(&["webhooks".to_owned(), "webhook_events".to_owned()]),
        events: variants::variants(api, &webhooks.events, "", &idents),
    }
}
