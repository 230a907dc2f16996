//! The document itself: info, servers, tags, components.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::{
    diagnostic::{At, Code, Finding},
    load::{List, Map, Node, Value},
    model::{
        Component, Components, Info, Method, OpenApi, ReferenceOr, Section, SecurityRequirement,
        Server, ServerVariable, Tag,
    },
    normalise::version::Dialect,
};

use super::{
    Fields, Reader,
    fields::{MISSING_FIELD, WRONG_TYPE},
    operation::OPERATION_LEFT_OUT,
    reference::{SECTIONS, component_at},
};

pub(crate) static COMPONENT_NAME: Code = Code::warning(
    "component-name",
    "a component's name has characters that OpenAPI does not allow",
    "The names of components are letters, digits, `.`, `-` and `_`. The component is read all the \
     same; other tools may refuse it.",
);

pub(crate) static SCHEMA_DIALECT: Code = Code::note(
    "schema-dialect",
    "a schema language other than the one that schemas are read in",
    "`jsonSchemaDialect` names another dialect than OpenAPI's. Schemas are read as JSON Schema \
     2020-12, so a keyword of the other dialect may say nothing.",
);

impl<'d> Reader<'d> {
    /// The whole document.
    pub(super) fn root(&mut self, fields: Fields<'d>) -> OpenApi {
        let openapi = fields.get("openapi").map(|node| match node.value() {
            Value::Text(text) => text.to_owned(),
            _ => node.to_json().to_string(),
        });
        let info = self.info(fields);
        let servers = self.servers(fields);
        let paths = self.paths(fields);
        let webhooks = self.webhooks(fields, &paths);
        let mut components = self.components(fields);
        self.hoist(&mut components);
        let security = self.security(fields);
        let tags = self.tags(fields);
        let external_docs = self.external_docs(fields);
        self.schema_dialect(fields);
        self.more_paths(fields);
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
            unchecked: std::mem::take(&mut self.unchecked),
            extensions: fields.extensions(),
        }
    }

    /// `x-ms-paths`: paths that a query tells apart, for one other generator.
    fn more_paths(&mut self, fields: Fields<'d>) {
        let paths = fields.get("x-ms-paths").and_then(Node::as_map);
        for item in paths.into_iter().flat_map(Map::values) {
            let operations = Method::ALL.into_iter().filter_map(|method| item.get(method.key()?));
            for operation in operations {
                let message = "operations under `x-ms-paths` are not read; this one is left out";
                let help = "write it under `paths`, where a path may hold a query too";
                self.report_with(&OPERATION_LEFT_OUT, operation, message, help);
            }
        }
    }

    /// The schema language that a document says its schemas are written in.
    fn schema_dialect(&mut self, fields: Fields<'d>) {
        let Some(dialect) = self.text(fields, "jsonSchemaDialect") else { return };
        if !dialect.contains("/2020-12/") && !dialect.contains("//spec.openapis.org/oas/") {
            let message = format!("schemas are read as JSON Schema 2020-12, not as `{dialect}`");
            let at = fields.get("jsonSchemaDialect").unwrap_or(fields.node());
            self.report(&SCHEMA_DIALECT, at, message);
        }
    }

    fn info(&mut self, fields: Fields<'d>) -> Info {
        let Some(info) = fields.get("info") else {
            self.report(&MISSING_FIELD, fields.node(), "`info` is missing");
            return Info::default();
        };
        let Some(f) = self.object(info) else { return Info::default() };
        let title = self.required_text(f, "title");
        let description = self.text(f, "description");
        self.text(f, "termsOfService");
        self.texts_of(f, "contact", ["name", "url", "email"]);
        self.texts_of(f, "license", ["name", "url"]);
        Info {
            title,
            description,
            version: self.required_text(f, "version"),
            extensions: f.extensions(),
        }
    }

    /// Texts of an object that a client has no use for: what is wrong with them is said.
    fn texts_of<const N: usize>(&mut self, fields: Fields<'d>, key: &str, texts: [&str; N]) {
        let Some(node) = fields.get(key) else { return };
        let Some(f) = self.object(node) else { return };
        for key in texts {
            self.text(f, key);
        }
    }

    fn tags(&mut self, fields: Fields<'d>) -> Vec<Tag> {
        let list = self.list(fields, "tags");
        let mut tags = Vec::with_capacity(list.len());
        for node in list {
            if let Some(name) = node.as_str() {
                self.note(&WRONG_TYPE, node, "expected an object, found a tag's name");
                tags.push(Tag { name: name.to_owned(), ..Tag::default() });
            } else if let Some(f) = self.object(node) {
                let name = self.required_text(f, "name");
                let description = self.text(f, "description");
                self.external_docs(f);
                let [summary, parent, kind] =
                    ["summary", "parent", "kind"].map(|key| self.text(f, key));
                tags.push(Tag { name, summary, description, parent, kind });
            }
        }
        tags
    }

    /// The address of further documentation.
    pub(super) fn external_docs(&mut self, fields: Fields<'d>) -> Option<String> {
        let f = self.object(fields.get("externalDocs")?)?;
        self.text(f, "description");
        Some(self.required_text(f, "url"))
    }

    pub(super) fn servers(&mut self, fields: Fields<'d>) -> Vec<Server> {
        let list = self.list(fields, "servers");
        list.into_iter().filter_map(|node| self.server(node)).collect()
    }

    fn server(&mut self, node: Node<'d>) -> Option<Server> {
        let f = self.object(node)?;
        let url = self.required_text(f, "url");
        let name = self.text(f, "name");
        let description = self.text(f, "description");
        let mut read = IndexMap::new();
        for (name, node) in self.map(f, "variables") {
            let Some(f) = self.object(node) else { continue };
            let enumeration = self.texts(f, "enum");
            let default = self.text(f, "default");
            let default = default.or_else(|| enumeration.first().cloned()).unwrap_or_else(|| {
                self.report(&MISSING_FIELD, node, "`default` is missing");
                String::new()
            });
            let description = self.text(f, "description");
            read.insert(name.to_owned(), ServerVariable { enumeration, default, description });
        }
        let variables = f.has("variables").then_some(read);
        Some(Server { url, name, description, variables, extensions: f.extensions() })
    }

    /// Security requirements. A list with an empty object says that nothing is needed.
    pub(super) fn security(&mut self, fields: Fields<'d>) -> Option<Vec<SecurityRequirement>> {
        let node = fields.get_any("security")?;
        let Some(list) = node.as_list() else {
            self.wrong_type(node, "a list");
            return None;
        };
        let mut requirements = Vec::with_capacity(list.len());
        for node in list.items() {
            let Some(map) = node.as_map() else {
                self.wrong_type(node, "an object");
                continue;
            };
            let mut requirement = SecurityRequirement::new();
            for (name, node) in map.entries() {
                let list = node.as_list();
                if list.is_none() {
                    self.wrong_type(node, "a list");
                }
                let scopes = list.into_iter().flat_map(List::items);
                let scopes = scopes.filter_map(|scope| self.as_text(scope)).collect();
                requirement.insert(self.scheme_name(name, node), scopes);
            }
            requirements.push(requirement);
        }
        Some(requirements)
    }

    /// The name of a security scheme; since 3.2 a reference can stand in its place.
    fn scheme_name(&self, name: &str, at: Node<'d>) -> String {
        let schemes = || self.source.root.get("components")?.get("securitySchemes");
        let is_reference = name.contains(['#', '/', '.']);
        if is_reference
            && schemes().is_none_or(|schemes| schemes.get(name).is_none())
            && let Ok(pointer) = self.source.settled(name, at)
            && let Some(("securitySchemes", name)) = component_at(&pointer)
        {
            return name.to_owned();
        }
        name.to_owned()
    }

    fn components(&mut self, fields: Fields<'d>) -> Components {
        let Some(node) = fields.get("components") else { return Components::default() };
        let Some(f) = self.object(node) else { return Components::default() };
        let schemas = self.section(f, Section::Schemas, |this, node, moves| {
            Some(if moves { this.schema(node) } else { this.schema_here(node) })
        });
        let responses = self.referred(f, Self::response);
        let parameters = self.referred(f, Self::parameter);
        let examples = self.referred(f, Self::example);
        let request_bodies = self.referred(f, Self::request_body);
        let headers = self.referred(f, Self::header);
        let security_schemes = self.referred(f, Self::security_scheme);
        self.component_names();
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
    fn referred<T: Component>(
        &mut self,
        fields: Fields<'d>,
        read: fn(&mut Self, Node<'d>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        self.section(fields, T::SECTION, |this, node, _| this.reference_or(node, read))
    }

    /// The components of a kind. One that stands in another file under the same name is read there, and moves no more.
    fn section<T>(
        &mut self,
        fields: Fields<'d>,
        section: Section,
        read: impl Fn(&mut Self, Node<'d>, bool) -> Option<T>,
    ) -> IndexMap<String, T> {
        let map = self.map(fields, section.key());
        let entries = map.into_iter().filter_map(|(name, node)| {
            let elsewhere = self.hoisted.elsewhere(section, name);
            let found = elsewhere.and_then(|at| self.source.value_at(&at));
            let read = read(self, found.unwrap_or(node), found.is_none())?;
            Some((name.to_owned(), read))
        });
        entries.collect()
    }

    /// The names that a component may have are few; others work, but not everywhere.
    fn component_names(&mut self) {
        if self.dialect == Dialect::V20 {
            // Swagger 2.0 takes any name.
            return;
        }
        let components = self.source.root.get("components");
        let sections =
            SECTIONS.into_iter().filter_map(|section| components?.get(section)?.as_map());
        for (name, node) in sections.flat_map(Map::entries) {
            let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
            if name.is_empty() || !name.chars().all(allowed) {
                let message = format!("`{name}` is no name for a component");
                let help = "letters, digits, `.`, `-` and `_` make one";
                let at = At::Key(node.pointer());
                let finding = Finding::new(&COMPONENT_NAME, at, message);
                self.findings.push(finding.help(help));
            }
        }
    }
}
