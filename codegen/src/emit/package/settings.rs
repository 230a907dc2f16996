//! Headers that are settings of the client.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{
        Context,
        docs::{self, code},
        literal::literal_token,
        rust::tokens,
    },
    ir::ClientSetting,
};

/// The calls that set what a new client sends.
pub(super) fn defaults(cx: Context<'_>) -> TokenStream {
    let calls = cx.api.settings.iter().map(|setting| {
        let (name, default) = (literal_token(&setting.name), literal_token(&setting.default));
        quote!(.header(#name, #default))
    });
    calls.collect()
}

/// The builder's methods.
pub(super) fn builder_methods(cx: Context<'_>) -> Vec<TokenStream> {
    let named = cx.api.settings.iter().zip(&cx.names.settings);
    named
        .map(|(setting, method)| {
            let mut lines = docs::own(&setting_docs(setting));
            let prose = setting.description.as_deref().map(docs::prose).unwrap_or_default();
            if !prose.is_empty() {
                lines.push(String::new());
                lines.extend(prose);
            }
            let (doc, method) = (docs::attributes(&lines), tokens(method));
            let name = literal_token(&setting.name);
            quote! {
                #doc
                pub fn #method(mut self, value: &str) -> Self {
                    self.config = self.config.header(#name, value);
                    self
                }
            }
        })
        .collect()
}

/// The settings, as a section of the README.
pub(super) fn section(cx: Context<'_>) -> String {
    if cx.api.settings.is_empty() {
        return String::new();
    }
    let rows = cx.api.settings.iter().zip(&cx.names.settings);
    let rows = rows.map(|(setting, method)| {
        format!("- `Client::builder().{method}(..)`: {}\n", setting_docs(setting))
    });
    format!("\n## Settings\n\n{}", rows.collect::<String>())
}

fn setting_docs(setting: &ClientSetting) -> String {
    let (name, default) = (code(&setting.name), code(&setting.default));
    format!("Sends this as {name} with every call; without it, that is {default}.")
}
