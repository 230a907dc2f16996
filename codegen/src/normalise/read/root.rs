//! The document itself: info, servers, tags, components.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value;

use super::{
    Fields, Reader, Trail,
    paths::METHODS,
    reference::{Kind, SECTIONS},
};
use crate::{
    diagnostic::Pointer,
    model::{
        Components, Info, OpenApi, ReferenceOr, SecurityRequirement, Server, ServerVariable, Tag,
    },
    normalise::version::Dialect,
};

impl Reader<'_> {
    /// The whole document.
    pub(super) fn root(&mut self, mut fields: Fields) -> OpenApi {
        let root = Pointer::root();
        let at = &Trail::from(&root);
        let openapi = fields.take("openapi").map(|value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        });
        let info = self.info(&mut fields, at);
        let servers = self.servers(&mut fields, at);
        let paths = self.paths(&mut fields, at);
        let webhooks = self.webhooks(&mut fields, &paths, at);
        let mut components = self.components(&mut fields, at);
        self.hoist(&mut components);
        let security = self.security(&mut fields, at);
        let tags = self.tags(&mut fields, at);
        let external_docs = self.external_docs(&mut fields, at);
        self.schema_dialect(&mut fields, at);
        self.more_paths(&mut fields, at);
        OpenApi {
            openapi: openapi.unwrap_or_default(),
            info,
            servers,
            paths,
            webhooks,
            components,
            security,
            tags,
            external_docs,
            extensions: fields.extensions(),
        }
    }

    /// `x-ms-paths`: paths that a query tells apart, for one other generator.
    fn more_paths(&mut self, fields: &mut Fields, at: &Trail<'_>) {
        let Some(Value::Object(paths)) = fields.take("x-ms-paths") else { return };
        let at = &at.key("x-ms-paths");
        for (path, item) in paths {
            let at = &at.key(&path);
            let methods = METHODS.into_iter().filter(|method| item.get(*method).is_some());
            for method in methods {
                let message = "operations under `x-ms-paths` are not read; this one is left out";
                let help = "write it under `paths`, where a path may hold a query too";
                self.warn_with("operation-left-out", &at.key(method), message, help);
            }
        }
    }

    /// The schema language that a document says its schemas are written in.
    fn schema_dialect(&mut self, fields: &mut Fields, at: &Trail<'_>) {
        let Some(dialect) = self.text(fields, "jsonSchemaDialect", at) else { return };
        if !dialect.contains("/2020-12/") && !dialect.contains("//spec.openapis.org/oas/") {
            let message = format!("schemas are read as JSON Schema 2020-12, not as `{dialect}`");
            self.note("schema-dialect", &at.key("jsonSchemaDialect"), message);
        }
    }

    fn info(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Info {
        let Some(value) = fields.take("info") else {
            self.warn("missing-field", at, "`info` is missing");
            return Info::default();
        };
        let at = &at.key("info");
        let Some(mut fields) = self.object(value, at) else { return Info::default() };
        let title = self.required_text(&mut fields, "title", at);
        let description = self.text(&mut fields, "description", at);
        self.text(&mut fields, "termsOfService", at);
        self.texts_of(&mut fields, "contact", ["name", "url", "email"], at);
        self.texts_of(&mut fields, "license", ["name", "url"], at);
        Info {
            title,
            description,
            version: self.required_text(&mut fields, "version", at),
            extensions: fields.extensions(),
        }
    }

    /// Texts of an object that a client has no use for: what is wrong with them is said.
    fn texts_of<const N: usize>(
        &mut self,
        fields: &mut Fields,
        key: &str,
        texts: [&str; N],
        at: &Trail<'_>,
    ) {
        let at = &at.key(key);
        let Some(value) = fields.take(key) else { return };
        let Some(mut fields) = self.object(value, at) else { return };
        for key in texts {
            self.text(&mut fields, key, at);
        }
    }

    fn tags(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Vec<Tag> {
        let list = self.list(fields, "tags", at);
        let at = &at.key("tags");
        let mut tags = Vec::with_capacity(list.len());
        for (index, value) in list.into_iter().enumerate() {
            let at = &at.item(index);
            if let Value::String(name) = value {
                self.note("wrong-type", at, "expected an object, found a tag's name");
                tags.push(Tag { name, ..Tag::default() });
            } else if let Some(mut fields) = self.object(value, at) {
                let name = self.required_text(&mut fields, "name", at);
                let description = self.text(&mut fields, "description", at);
                self.external_docs(&mut fields, at);
                tags.push(Tag { name, description });
            }
        }
        tags
    }

    /// The address of further documentation.
    pub(super) fn external_docs(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Option<String> {
        let at = &at.key("externalDocs");
        let mut fields = fields.take("externalDocs").and_then(|value| self.object(value, at))?;
        self.text(&mut fields, "description", at);
        Some(self.required_text(&mut fields, "url", at))
    }

    pub(super) fn servers(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Vec<Server> {
        let list = self.list(fields, "servers", at);
        let at = &at.key("servers");
        let servers = list.into_iter().enumerate();
        servers.filter_map(|(index, value)| self.server(value, &at.item(index))).collect()
    }

    fn server(&mut self, value: Value, at: &Trail<'_>) -> Option<Server> {
        let mut fields = self.object(value, at)?;
        let url = self.required_text(&mut fields, "url", at);
        let description = self.text(&mut fields, "description", at);
        let had_variables = fields.has("variables");
        let variables = self.map(&mut fields, "variables", at);
        let variables_at = &at.key("variables");
        let mut read = IndexMap::new();
        for (name, value) in variables {
            let at = &variables_at.key(&name);
            let Some(mut fields) = self.object(value, at) else { continue };
            let enumeration = self.texts(&mut fields, "enum", at);
            let default = self.text(&mut fields, "default", at);
            let default = default.or_else(|| enumeration.first().cloned()).unwrap_or_else(|| {
                self.warn("missing-field", at, "`default` is missing");
                String::new()
            });
            let description = self.text(&mut fields, "description", at);
            read.insert(name, ServerVariable { enumeration, default, description });
        }
        let variables = had_variables.then_some(read);
        Some(Server { url, description, variables, extensions: fields.extensions() })
    }

    /// Security requirements. A list with an empty object says that nothing is needed.
    pub(super) fn security(
        &mut self,
        fields: &mut Fields,
        at: &Trail<'_>,
    ) -> Option<Vec<SecurityRequirement>> {
        let at = &at.key("security");
        let list = match fields.take_any("security")? {
            Value::Array(list) => list,
            other => {
                self.wrong_type(&other, at, "a list");
                return None;
            }
        };
        let mut requirements = Vec::with_capacity(list.len());
        for (index, value) in list.into_iter().enumerate() {
            let at = &at.item(index);
            let Some(fields) = self.object(value, at) else { continue };
            let mut requirement = SecurityRequirement::new();
            for (name, scopes) in fields.into_map() {
                let at = &at.key(&name);
                let scopes = match scopes {
                    Value::Array(list) => list,
                    other => {
                        self.wrong_type(&other, at, "a list");
                        Vec::new()
                    }
                };
                let scopes = scopes.into_iter().enumerate();
                let scopes =
                    scopes.filter_map(|(index, scope)| self.as_text(scope, &at.item(index)));
                let scopes = scopes.collect();
                requirement.insert(name, scopes);
            }
            requirements.push(requirement);
        }
        Some(requirements)
    }

    fn components(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Components {
        let Some(value) = fields.take("components") else { return Components::default() };
        let at = &at.key("components");
        let Some(mut fields) = self.object(value, at) else { return Components::default() };
        let f = &mut fields;
        let schema = |this: &mut Self, _, value, at: &Trail<'_>| Some(this.schema(value, at));
        let schemas = self.section(f, Kind::Schema, at, schema);
        let responses = self.referred(f, Kind::Response, at, Self::response);
        let parameters = self.referred(f, Kind::Parameter, at, Self::parameter);
        let examples = self.referred(f, Kind::Example, at, Self::example);
        let request_bodies = self.referred(f, Kind::RequestBody, at, Self::request_body);
        let headers = self.referred(f, Kind::Header, at, Self::header);
        let security_schemes = self.referred(f, Kind::SecurityScheme, at, Self::security_scheme);
        self.component_names(at);
        Components {
            schemas,
            responses,
            parameters,
            examples,
            request_bodies,
            headers,
            security_schemes,
            origins: BTreeMap::new(),
        }
    }

    /// The components of a kind that can be references.
    fn referred<T>(
        &mut self,
        fields: &mut Fields,
        kind: Kind,
        at: &Trail<'_>,
        read: fn(&mut Self, Value, &Trail<'_>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        self.section(fields, kind, at, |this, kind, value, at| {
            this.reference_or(kind, value, at, read)
        })
    }

    /// The components of a kind. One that stands in another file under the same name is read there.
    fn section<T>(
        &mut self,
        fields: &mut Fields,
        kind: Kind,
        at: &Trail<'_>,
        read: impl Fn(&mut Self, Kind, Value, &Trail<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let map = self.map(fields, kind.section(), at);
        let at = at.key(kind.section());
        let entries = map.into_iter().filter_map(|(name, value)| {
            let elsewhere = self.hoisted.elsewhere(kind, &name);
            let found = elsewhere.and_then(|at| Some((self.source.value_at(&at)?.clone(), at)));
            let read = if let Some((value, at)) = found {
                read(self, kind, value, &Trail::from(&at))?
            } else {
                let value = self.source.copied(value, &["components", kind.section(), &name]);
                read(self, kind, value, &at.key(&name))?
            };
            Some((name, read))
        });
        entries.collect()
    }

    /// The names that a component may have are few; others work, but not everywhere.
    fn component_names(&mut self, at: &Trail<'_>) {
        if self.dialect == Dialect::V20 {
            // Swagger 2.0 takes any name.
            return;
        }
        let Some(Value::Object(components)) = self.source.root.get("components") else { return };
        for section in SECTIONS {
            let Some(Value::Object(entries)) = components.get(section) else { continue };
            let section_at = &at.key(section);
            for name in entries.keys() {
                let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
                if name.is_empty() || !name.chars().all(allowed) {
                    let message = format!("`{name}` is no name for a component");
                    let help = "letters, digits, `.`, `-` and `_` make one";
                    let finding = crate::diagnostic::Finding::new(
                        "component-name",
                        crate::diagnostic::Severity::Warning,
                        crate::diagnostic::At::Key(section_at.key(name).pointer()),
                        message,
                    );
                    self.findings.push(finding.help(help));
                }
            }
        }
    }
}
