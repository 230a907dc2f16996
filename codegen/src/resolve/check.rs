//! Every use of a reference: checked against the components, and cut out where it leads nowhere.

use indexmap::IndexMap;

use crate::{
    diagnostic::{Finding, Pointer, Trail},
    model::{
        AdditionalProperties, Component, Components, Content, Example, Header, Method, OpenApi,
        Operation, Parameter, ParameterSchemaOrContent, PathItem, Properties, ReferenceOr,
        RequestBody, Response, Schema, Section,
    },
    normalise::{OPERATION_LEFT_OUT, given_up, unknown_answer},
};

use super::{
    Origins,
    components::{Names, dangling},
    origin,
};

/// Checks the whole model.
pub(super) fn check(
    model: &mut OpenApi,
    names: &Names,
    origins: &Origins,
    findings: &mut Vec<Finding>,
) {
    let mut checker = Checker { names, findings };
    checker.components(&mut model.components, origins, Checker::schema);
    checker.components(&mut model.components, origins, Checker::response);
    checker.components(&mut model.components, origins, Checker::parameter);
    checker.components(&mut model.components, origins, Checker::body);
    checker.components(&mut model.components, origins, Checker::header);
    let root = Pointer::root();
    let root = &Trail::from(&root);
    for (key, webhooks) in &mut model.webhooks {
        for (name, item) in webhooks {
            checker.path_item(item, &root.key(key).key(name));
        }
    }
    for (path, item) in &mut model.paths {
        checker.path_item(item, &root.key("paths").key(path));
    }
}

struct Checker<'a> {
    names: &'a Names,
    findings: &'a mut Vec<Finding>,
}

impl Checker<'_> {
    /// What stands inside the components of a section.
    fn components<T: Component>(
        &mut self,
        components: &mut Components,
        origins: &Origins,
        inside: impl Fn(&mut Self, &mut T, &Trail<'_>),
    ) {
        for (name, component) in T::among_mut(components) {
            if let ReferenceOr::Item(item) = component {
                let at = origin(origins, T::SECTION, name);
                inside(self, item, &Trail::from(&at));
            }
        }
    }

    /// Whether a reference leads somewhere. The finding is made where it does not.
    fn leads(&mut self, section: Section, reference: &str, at: &Trail<'_>) -> bool {
        let found =
            section.name_of(reference).is_some_and(|name| self.names.contains(&(section, name)));
        if !found {
            let at = at.key("$ref").pointer();
            self.findings.push(dangling(section, reference, &at));
        }
        found
    }

    /// Whether something can be read; what stands there itself is checked on the way.
    fn usable<T: Component>(
        &mut self,
        value: &mut ReferenceOr<T>,
        at: &Trail<'_>,
        inside: impl FnOnce(&mut Self, &mut T, &Trail<'_>),
    ) -> bool {
        match value {
            ReferenceOr::Reference { reference } => self.leads(T::SECTION, reference, at),
            ReferenceOr::Item(item) => {
                inside(self, item, at);
                true
            }
        }
    }

    fn path_item(&mut self, item: &mut PathItem, at: &Trail<'_>) {
        let shared = self.parameters(&mut item.parameters, at);
        item.operations.retain_mut(|(method, operation)| {
            let others = at.key(Method::OTHERS);
            let at = &match method.key() {
                Some(key) => at.key(key),
                None => others.key(method.as_str()),
            };
            let usable = self.operation(operation, at) && shared;
            if !usable {
                let message = "the operation is left out: what it sends is not known";
                self.findings.push(Finding::new(&OPERATION_LEFT_OUT, &at.pointer(), message));
            }
            usable
        });
    }

    /// Whether the operation can be called.
    fn operation(&mut self, operation: &mut Operation, at: &Trail<'_>) -> bool {
        let mut usable = self.parameters(&mut operation.parameters, at);
        if let Some(body) = &mut operation.request_body {
            let at = &at.key("requestBody");
            usable &= self.usable(body, at, Self::body);
        }
        let at = &at.key("responses");
        let responses = &mut operation.responses;
        if let Some(response) = &mut responses.default {
            self.answer(response, &at.key("default"));
        }
        for (status, response) in &mut responses.responses {
            self.answer(response, &at.key(&status.to_string()));
        }
        usable
    }

    /// Whether all parameters can be read. Those that cannot are taken out.
    fn parameters(&mut self, parameters: &mut Vec<ReferenceOr<Parameter>>, at: &Trail<'_>) -> bool {
        let at = &at.key("parameters");
        let count = parameters.len();
        let mut index = 0;
        parameters.retain_mut(|parameter| {
            let at = &at.item(index);
            index += 1;
            self.usable(parameter, at, Self::parameter)
        });
        parameters.len() == count
    }

    /// An answer that leads nowhere becomes one of which nothing is known.
    fn answer(&mut self, response: &mut ReferenceOr<Response>, at: &Trail<'_>) {
        if !self.usable(response, at, Self::response) {
            *response = ReferenceOr::Item(unknown_answer());
        }
    }

    fn response(&mut self, response: &mut Response, at: &Trail<'_>) {
        self.headers(&mut response.headers, at);
        self.content(&mut response.content, at);
    }

    fn headers(&mut self, headers: &mut IndexMap<String, ReferenceOr<Header>>, at: &Trail<'_>) {
        let at = &at.key("headers");
        headers.retain(|name, header| self.usable(header, &at.key(name), Self::header));
    }

    fn header(&mut self, header: &mut Header, at: &Trail<'_>) {
        self.format(&mut header.format, at);
        self.examples(&mut header.examples, at);
    }

    fn parameter(&mut self, parameter: &mut Parameter, at: &Trail<'_>) {
        let data = parameter.data_mut();
        self.format(&mut data.format, at);
        self.examples(&mut data.examples, at);
    }

    fn format(&mut self, format: &mut ParameterSchemaOrContent, at: &Trail<'_>) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.schema_or(schema, &at.key("schema")),
            ParameterSchemaOrContent::Content(content) => self.content(content, at),
        }
    }

    fn body(&mut self, body: &mut RequestBody, at: &Trail<'_>) {
        self.content(&mut body.content, at);
    }

    fn content(&mut self, content: &mut Content, at: &Trail<'_>) {
        let at = &at.key("content");
        for (name, media_type) in content {
            let at = &at.key(name);
            if let Some(schema) = &mut media_type.schema {
                self.schema_or(schema, &at.key("schema"));
            }
            self.examples(&mut media_type.examples, at);
            let at = &at.key("encoding");
            for (name, encoding) in &mut media_type.encoding {
                self.headers(&mut encoding.headers, &at.key(name));
            }
        }
    }

    fn examples(&mut self, examples: &mut IndexMap<String, ReferenceOr<Example>>, at: &Trail<'_>) {
        let at = &at.key("examples");
        examples.retain(|name, example| self.usable(example, &at.key(name), |_, _, _| {}));
    }

    fn schema_or(&mut self, schema: &mut ReferenceOr<Schema>, at: &Trail<'_>) {
        if !self.usable(schema, at, Self::schema) {
            *schema = ReferenceOr::Item(given_up());
        }
    }

    fn boxed(&mut self, schema: &mut ReferenceOr<Box<Schema>>, at: &Trail<'_>) {
        let usable = match schema {
            ReferenceOr::Reference { reference } => self.leads(Section::Schemas, reference, at),
            ReferenceOr::Item(schema) => {
                self.schema(schema, at);
                true
            }
        };
        if !usable {
            *schema = ReferenceOr::Item(Box::new(given_up()));
        }
    }

    fn schema(&mut self, schema: &mut Schema, at: &Trail<'_>) {
        // What a discriminator's mapping names is no reference: lowering reads it, stray values and all.
        if let Some(object) = &mut schema.object {
            self.properties(&mut object.properties, at);
            if let Some(conditional) = &mut object.conditional {
                self.properties(conditional, at);
            }
            for (pattern, schema) in object.patterns.as_deref_mut().into_iter().flatten() {
                self.schema_or(schema, &at.key("patternProperties").key(pattern));
            }
            self.additional(&mut object.additional, at);
        }
        if let Some(array) = &mut schema.array {
            self.schemas(&mut array.prefix_items, &at.key("prefixItems"));
            if let Some(items) = &mut array.items {
                self.schema_or(items, &at.key("items"));
            }
        }
        if let Some(reference) = &schema.reference
            && !self.leads(Section::Schemas, reference, at)
        {
            schema.reference = None;
            schema.given_up = true;
        }
        self.schemas(&mut schema.one_of, &at.key("oneOf"));
        self.schemas(&mut schema.all_of, &at.key("allOf"));
        self.schemas(&mut schema.any_of, &at.key("anyOf"));
        if let Some(not) = &mut schema.not {
            self.schema_or(not, &at.key("not"));
        }
    }

    fn schemas(&mut self, schemas: &mut [ReferenceOr<Schema>], at: &Trail<'_>) {
        for (index, schema) in schemas.iter_mut().enumerate() {
            self.schema_or(schema, &at.item(index));
        }
    }

    fn properties(&mut self, properties: &mut Properties, at: &Trail<'_>) {
        let at = &at.key("properties");
        for (name, schema) in properties {
            self.boxed(schema, &at.key(name));
        }
    }

    fn additional(&mut self, additional: &mut Option<AdditionalProperties>, at: &Trail<'_>) {
        if let Some(AdditionalProperties::Schema(schema)) = additional {
            self.schema_or(schema, &at.key("additionalProperties"));
        }
    }
}
