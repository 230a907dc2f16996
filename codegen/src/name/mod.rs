//! Name: [`ir::Api`](crate::ir::Api) → [`Names`]. The only place where an identifier is made.
//!
//! Every identifier comes from the document's own word for the thing. Where two would be the same, both say more: what
//! is new takes no name that something else had, and the order of the document decides nothing.

mod client;
mod files;
mod ident;
mod members;
mod operations;
mod scope;
mod settle;
mod statuses;
mod types;
mod variants;
mod webhooks;

use crate::{analyse::Facts, ir::Api, settings::Settings};

pub use statuses::status_word;
pub use types::TypeRule;

/// An identifier for each thing of an API. Indexed as the lists of [`Api`] are.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The crate, as code names it.
    pub krate: String,
    /// The types.
    pub types: Vec<TypeNames>,
    /// The files of types. The first is that of the module itself.
    pub type_files: Vec<FileNames>,
    /// The groups.
    pub groups: Vec<GroupNames>,
    /// The operations.
    pub operations: Vec<OperationNames>,
    /// The security schemes.
    pub schemes: Vec<SchemeNames>,
    /// The environment variables that are not a scheme's.
    pub environment: EnvironmentNames,
    /// The builder's method for each setting of the client.
    pub settings: Vec<String>,
    /// The constants of the servers.
    pub servers: Vec<String>,
    /// The events that the API sends by itself.
    pub webhooks: WebhookNames,
}

/// The names of a type.
#[derive(Debug, Clone, Default)]
pub struct TypeNames {
    /// The type.
    pub ident: String,
    /// What gave it that name.
    pub rule: TypeRule,
    /// Its fields (of an object) or variants (of an enum or a union), in order.
    pub members: Vec<String>,
    /// The method that sets each field.
    pub setters: Vec<String>,
    /// The field that keeps the keys that are not listed.
    pub additional: String,
    /// The field of an object that holds what came in the places of its constants.
    pub constants: String,
}

/// The name of a file, and what stands in it.
#[derive(Debug, Clone, Default)]
pub struct FileNames {
    /// Its module, which is its file's name too. Empty for the file of the module around it.
    pub module: String,
    /// The indexes of what stands there, in the order of their names.
    pub members: Vec<usize>,
}

/// The names of a group.
#[derive(Debug, Clone, Default)]
pub struct GroupNames {
    /// Its module, its file's name, and the client's method that gives it.
    pub module: String,
    /// The handle that its operations are methods of.
    pub handle: String,
    /// The files of its operations. The first is that of the module itself.
    pub files: Vec<FileNames>,
}

/// The names of an operation.
#[derive(Debug, Clone, Default)]
pub struct OperationNames {
    /// The static that describes it.
    pub constant: String,
    /// One method a media type of the body; one if it has no body.
    pub methods: Vec<String>,
    /// With an optional body: the setter of each media type.
    pub body_setters: Vec<String>,
    /// The struct that the method gives.
    pub request: String,
    /// The enum of its answers, where it has several.
    pub answer: String,
    /// The enum of its documented errors.
    pub error: String,
    /// The struct of its documented headers, where it has some.
    pub headers: String,
    /// The fields of that struct, in the order of [`Operation::headers`](crate::ir::Operation::headers).
    pub header_fields: Vec<String>,
    /// Its parameters: the argument or the setter.
    pub parameters: Vec<String>,
}

/// The names of a security scheme.
#[derive(Debug, Clone, Default)]
pub struct SchemeNames {
    /// The static that describes it.
    pub constant: String,
    /// The builder's method that sets its credential.
    pub setter: String,
    /// The one that sets a token, where the client fetches tokens itself.
    pub token_setter: Option<String>,
    /// The one that sets where keys or tokens come from, unless a user and a password are needed.
    pub provider_setter: Option<String>,
    /// The environment variables of its credential: one for a key or a token; the user and the password; the id and the
    /// secret of a client, and a token in their place.
    pub variables: Vec<String>,
}

/// The environment variables that are not a scheme's.
#[derive(Debug, Clone, Default)]
pub struct EnvironmentNames {
    /// The server's URL.
    pub base_url: String,
    /// Where tokens are fetched.
    pub token_url: String,
}

/// The names of the events that the API sends by itself.
#[derive(Debug, Clone, Default)]
pub struct WebhookNames {
    /// Their module, which is its file's name too.
    pub module: String,
    /// The variant of each event.
    pub events: Vec<String>,
}

/// Names everything.
#[must_use]
pub fn name(api: &Api, facts: &Facts, settings: &Settings) -> Names {
    let schemes = client::schemes(api, &settings.name);
    let types = types::name_types(api);
    let mut groups = operations::name_groups(api);
    let operations = operations::name_operations(api, &groups);
    for (group, operations) in groups.iter_mut().zip(&facts.operations_of) {
        group.files = files::of_operations(api, &group.module, operations);
    }
    Names {
        krate: ident::snake(&settings.name),
        webhooks: webhooks::name_webhooks(api, &groups, &types),
        type_files: files::of_types(api, facts, &types),
        types,
        groups,
        operations,
        settings: client::settings(api, &schemes),
        schemes,
        environment: client::environment(&settings.name),
        servers: client::servers(api),
    }
}
