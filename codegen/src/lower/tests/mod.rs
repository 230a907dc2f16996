//! What lowering makes of small documents.

mod forms;
mod operations;
mod schemas;
mod unions;

use crate::{
    diagnostic::Finding,
    ir::{Api, EnumWire, Object, Tell, Type, TypeDef, TypeKind, Union},
    load::Document,
    lower::lower,
    normalise::{Normal, normalise},
    resolve::resolve,
};

/// A lowered document, and how to look into it.
struct Lowered {
    api: Api,
    findings: Vec<Finding>,
}

/// Lowers a document, given without its first lines.
fn document(text: &str) -> Lowered {
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{text}");
    let document = Document::parse("test.yaml", text).unwrap();
    let Normal { model, findings, .. } = normalise(&document);
    let model = model.unwrap_or_else(|| panic!("{findings:?}"));
    let (api, findings) = lower(&resolve(model).0);
    Lowered { api, findings: findings.into_iter().collect() }
}

/// Lowers component schemas.
fn schemas(text: &str) -> Lowered {
    let indented = text.replace('\n', "\n    ");
    let servers = "servers: [{url: 'https://api.test'}]";
    document(&format!("{servers}\npaths: {{}}\ncomponents:\n  schemas:\n    {indented}\n"))
}

impl Lowered {
    /// The type of a path, its words joined by dots.
    fn def(&self, path: &str) -> &TypeDef {
        let found = self.api.types.iter().find(|def| def.path.join(".") == path);
        found.unwrap_or_else(|| panic!("no `{path}` among {:?}", self.paths()))
    }

    fn paths(&self) -> Vec<String> {
        self.api.types.iter().map(|def| def.path.join(".")).collect()
    }

    fn object(&self, path: &str) -> &Object {
        match &self.def(path).kind {
            TypeKind::Object(object) => object,
            other => panic!("{other:?}"),
        }
    }

    fn union(&self, path: &str) -> &Union {
        match &self.def(path).kind {
            TypeKind::Union(union) => union,
            other => panic!("{other:?}"),
        }
    }

    /// The values of an enum, in a row.
    fn values(&self, path: &str) -> String {
        match &self.def(path).kind {
            TypeKind::Enum(listed) => {
                let texts = listed.values.iter().map(|value| match &value.wire {
                    EnumWire::String(text) => format!("{text:?}"),
                    EnumWire::Integer(number) => number.to_string(),
                });
                texts.collect::<Vec<_>>().join(" ")
            }
            other => panic!("{other:?}"),
        }
    }

    /// The fields of an object: `name?: type`, one a line.
    fn fields(&self, path: &str) -> String {
        let fields = self.object(path).fields.iter().map(|field| {
            let optional = if field.required { "" } else { "?" };
            format!("{}{optional}: {}", field.wire, self.show(&field.ty))
        });
        fields.collect::<Vec<_>>().join("\n")
    }

    /// The variants of a union: tags or guard, and the type; one a line.
    fn variants(&self, path: &str) -> String {
        let variants = self.union(path).variants.iter().map(|variant| {
            let mut words = variant.tags.clone();
            words.extend(variant.adds_tag.iter().map(|_| "+tag".to_owned()));
            words.extend(variant.guard.json_type.map(|ty| format!("{ty:?}").to_lowercase()));
            words.extend(variant.guard.has.iter().map(|key| format!("has {key}")));
            words.extend(variant.guard.tells.iter().map(|Tell { key, texts, required }| {
                let test = if *required { "is" } else { "may be" };
                format!("{key} {test} {}", texts.join("|"))
            }));
            format!("{} => {}", words.join(", "), self.show(&variant.ty))
        });
        variants.collect::<Vec<_>>().join("\n")
    }

    /// A type in a short form.
    fn show(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.api.type_def(*id).path.join("."),
            Type::List(inner) => format!("[{}]", self.show(inner)),
            Type::OrEmpty(inner) => format!("{} or empty", self.show(inner)),
            Type::Only(inner) => format!("[only {}]", self.show(inner)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.show(item)).collect();
                format!("({})", items.join(", "))
            }
            Type::Map(inner) => format!("{{{}}}", self.show(inner)),
            Type::Nullable(inner) => format!("{} or null", self.show(inner)),
            Type::Scalar(scalar) => format!("{scalar:?}"),
            Type::Any(_) => "Any".to_owned(),
        }
    }

    /// What an alias stands for.
    fn alias(&self, path: &str) -> String {
        match &self.def(path).kind {
            TypeKind::Alias { target, .. } => self.show(target),
            other => panic!("{other:?}"),
        }
    }

    /// The codes of the findings.
    /// But for what is said of all documents that are about something else.
    fn codes(&self) -> Vec<&'static str> {
        let codes = self.findings.iter().map(|finding| finding.code.name);
        codes.filter(|code| *code != "security-none").collect()
    }
}
