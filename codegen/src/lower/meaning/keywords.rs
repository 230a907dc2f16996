//! The keywords of a schema, as one view of them.

use std::{borrow::Cow, cmp::Ordering};

use serde_json::Value;

use crate::model::{
    AdditionalProperties, ContentFormat, Discriminator, Extensions, Kind, Properties, ReferenceOr,
    Schema, uniform,
};

use super::{
    Node, Others, Parts,
    parts::says_null,
    values::{Bound, Listed, bound_integers, plain},
};

/// The keywords of a schema. What is not written is absent or empty.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword")]
pub(in crate::lower) struct Keywords<'a> {
    pub(in crate::lower) title: Option<&'a str>,
    pub(in crate::lower) description: Option<&'a str>,
    pub(in crate::lower) nullable: bool,
    pub(in crate::lower) read_only: bool,
    pub(in crate::lower) write_only: bool,
    pub(in crate::lower) deprecated: bool,
    pub(in crate::lower) given_up: bool,
    pub(in crate::lower) default: Option<&'a Value>,
    pub(in crate::lower) example: Option<&'a Value>,
    /// Its own, and those of the schema that it wraps.
    extensions: [Option<&'a Extensions>; 2],
    pub(in crate::lower) discriminator: Option<&'a Discriminator>,
    pub(in crate::lower) kind: Option<Kind>,
    pub(in crate::lower) format: Option<&'a str>,
    listed: Listed<'a>,
    pub(in crate::lower) written: Option<&'a str>,
    pub(in crate::lower) pattern: Option<&'a str>,
    pub(in crate::lower) min_length: Option<usize>,
    pub(in crate::lower) max_length: Option<usize>,
    pub(in crate::lower) minimum: Option<Bound>,
    pub(in crate::lower) maximum: Option<Bound>,
    /// Those that are listed, and those that the object has under a condition.
    properties: [Option<&'a Properties>; 2],
    pub(in crate::lower) required: &'a [String],
    pub(in crate::lower) additional: Option<Others<'a>>,
    /// The items of a list that has just as many.
    pub(in crate::lower) tuple: Parts<'a>,
    pub(in crate::lower) items: Option<Node<'a>>,
    pub(in crate::lower) min_items: Option<usize>,
    pub(in crate::lower) max_items: Option<usize>,
    pub(in crate::lower) one_of: Parts<'a>,
    pub(in crate::lower) any_of: Parts<'a>,
    pub(in crate::lower) all_of: Parts<'a>,
    /// Whether there is a `not`.
    pub(in crate::lower) excludes: bool,
}

impl<'a> Keywords<'a> {
    /// What a node says that is no reference.
    pub(in crate::lower) fn of(node: Node<'a>) -> Self {
        match node {
            Node::Ref(_) => Self::default(),
            Node::Schema(schema) => Self::of_schema(schema),
            Node::OfKind(schema, kind) => Self::of_kind(schema, kind),
            Node::Beside(schema) => Self::constraints(schema),
            Node::AnyItem(schema) => {
                let any_of = schema.positions().map(|(prefix, rest)| Parts::Items(prefix, rest));
                Self { any_of: any_of.unwrap_or_default(), ..Self::default() }
            }
            Node::AnyValue(schema) => {
                let any_of = schema.patterns().map(|(listed, rest)| Parts::Values(listed, rest));
                Self { any_of: any_of.unwrap_or_default(), ..Self::default() }
            }
        }
    }

    fn of_schema(schema: &'a Schema) -> Self {
        let mut said = match &schema.reference {
            Some(_) => Self { all_of: Parts::Reference(schema), ..Self::default() },
            None => Self::constraints(schema),
        };
        // A wrapper of one branch says what that does, where it does not say it itself.
        said.title = schema.title.as_deref().or(said.title);
        said.description = schema.description.as_deref().or(said.description);
        said.nullable |= schema.nullable;
        said.read_only |= schema.read_only;
        said.write_only |= schema.write_only;
        said.deprecated |= schema.deprecated;
        said.given_up |= schema.given_up;
        said.default = schema.default.as_deref().or(said.default);
        said.example = schema.example.as_deref().or(said.example);
        said.extensions = [Some(&schema.extensions), said.extensions[0]];
        said
    }

    /// All but annotations and the reference.
    fn constraints(schema: &'a Schema) -> Self {
        let mut said = Self {
            kind: schema.types.only(),
            listed: Listed::of(schema),
            written: schema.written.as_deref(),
            discriminator: schema.discriminator.as_deref(),
            one_of: Parts::listed("oneOf", &schema.one_of),
            any_of: Parts::listed("anyOf", &schema.any_of),
            all_of: Parts::listed("allOf", &schema.all_of),
            excludes: schema.not.is_some(),
            ..Self::default()
        };
        if said.kind.is_none() && schema.types.is_empty() {
            said.kind = schema.constant.as_deref().and_then(Kind::of_value);
        }
        said.nullable = schema.null
            || match schema.constant.as_deref() {
                Some(value) => value.is_null(),
                None => schema.types.is_empty() && schema.enumeration.contains(&Value::Null),
            };
        for (keyword, list) in [("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
            if list.iter().any(says_null)
                && let Some(wrapped) = said.without_null(schema, keyword, list)
            {
                return wrapped;
            }
        }
        if schema.types.iter().nth(1).is_some() && !schema.has_parts() {
            if schema.binds_values() || !covers_everything(schema) {
                said.any_of = Parts::Kinds(schema);
            }
            return Self { listed: Listed::None, ..said };
        }
        said.texts(schema);
        said.numbers(schema);
        said.lists(schema);
        said.objects(schema);
        said
    }

    /// Leaves out the branches of a list that only say null. Gives what the only other one says, where the schema says
    /// nothing else.
    fn without_null(
        &mut self,
        schema: &'a Schema,
        keyword: &'static str,
        list: &'a [ReferenceOr<Schema>],
    ) -> Option<Self> {
        self.nullable = true;
        let mut branches = list.iter().filter(|branch| !says_null(branch));
        let parts = if keyword == "anyOf" { &mut self.any_of } else { &mut self.one_of };
        let Some(only) = branches.next() else {
            *parts = Parts::None;
            if matches!(self.listed, Listed::None) {
                self.listed = Listed::Null;
            }
            return None;
        };
        let is_alone = branches.next().is_none();
        if !is_alone || !schema.all_of.is_empty() || schema.discriminator.is_some() {
            return None;
        }
        let wraps = !schema.binds_values()
            && schema.types.is_empty()
            && !schema.null
            && schema.one_of.len() + schema.any_of.len() == list.len();
        match only {
            ReferenceOr::Item(branch) if wraps && branch.reference.is_none() => {
                return Some(Self { nullable: true, ..Self::of_schema(branch) });
            }
            // What stands beside the reference is said of the whole.
            ReferenceOr::Item(branch) if branch.reference.is_some() => {
                let said = Self::of_schema(branch);
                self.title = said.title;
                self.description = said.description;
                self.read_only = said.read_only;
                self.write_only = said.write_only;
                self.deprecated = said.deprecated;
                self.default = said.default;
                self.example = said.example;
                self.extensions = said.extensions;
            }
            _ => {}
        }
        let parts = if keyword == "anyOf" { &mut self.any_of } else { &mut self.one_of };
        self.all_of = std::mem::take(parts);
        None
    }

    /// What is said of one of several types.
    fn of_kind(schema: &'a Schema, kind: Kind) -> Self {
        let listed = Listed::OfKind(Listed::of(schema).written(), kind);
        let listed = if listed.values().is_empty() { Listed::None } else { listed };
        let mut said = Self { kind: Some(kind), listed, ..Self::default() };
        let numeric =
            |format: &str| format.contains("int") || format == "float" || format == "double";
        let is_numeric = schema.format.as_deref().is_some_and(numeric);
        match kind {
            Kind::String => {
                said.texts(schema);
                said.format = said.format.filter(|_| !is_numeric);
            }
            Kind::Integer | Kind::Number => {
                said.format = schema.format.as_deref().filter(|_| is_numeric);
                said.numbers(schema);
            }
            Kind::Array => said.lists(schema),
            Kind::Object => {
                said.objects(schema);
                said.properties[1] = None;
            }
            Kind::Boolean => {}
        }
        said
    }

    /// Keywords that bind texts, and `format`.
    fn texts(&mut self, schema: &'a Schema) {
        self.format = schema.format.as_deref();
        let Some(string) = schema.string.as_deref() else { return };
        self.pattern = string.pattern.as_deref();
        self.min_length = string.min_length;
        self.max_length = string.max_length;
        if let Some(ContentFormat::Known(format)) = schema.content_format() {
            self.format = Some(format);
            self.kind = self.kind.or(Some(Kind::String).filter(|_| schema.types.is_empty()));
        }
    }

    /// Keywords that bind numbers.
    fn numbers(&mut self, schema: &'a Schema) {
        let Some(number) = schema.number.as_deref() else { return };
        let (minimum, exclusive) = (number.minimum.as_ref(), number.exclusive_minimum.as_ref());
        self.minimum = Bound::narrower(minimum, exclusive, Ordering::is_ge);
        let (maximum, exclusive) = (number.maximum.as_ref(), number.exclusive_maximum.as_ref());
        self.maximum = Bound::narrower(maximum, exclusive, Ordering::is_le);
        if self.kind == Some(Kind::Integer) {
            bound_integers(&mut self.minimum, &mut self.maximum, &mut self.format);
        }
        for bound in [&mut self.minimum, &mut self.maximum].into_iter().flatten() {
            bound.value = plain(&bound.value);
        }
    }

    /// Keywords that bind lists.
    fn lists(&mut self, schema: &'a Schema) {
        let Some(array) = schema.array.as_deref() else { return };
        self.tuple = schema.tuple().map_or(Parts::None, |items| Parts::Items(items, None));
        self.items = match schema.positions() {
            None => array.items.as_deref().map(Node::from),
            Some((prefix, rest)) => {
                let uniform = uniform(prefix.iter().chain(rest));
                Some(uniform.map_or(Node::AnyItem(schema), Node::from))
            }
        };
        if !array.prefix_items.is_empty() && schema.types.is_empty() {
            self.kind = self.kind.or(Some(Kind::Array));
        }
        self.min_items = array.min_items;
        self.max_items = array.max_items;
    }

    /// Keywords that bind objects.
    fn objects(&mut self, schema: &'a Schema) {
        let Some(object) = schema.object.as_deref() else { return };
        let conditional = object.conditional.as_deref();
        self.properties = [Some(&object.properties), conditional];
        self.required = &object.required;
        self.additional = match (&object.additional, schema.patterns()) {
            (Some(AdditionalProperties::Any(true)), _) => Some(Others::Any(true)),
            (_, Some((patterns, rest))) => {
                let uniform = uniform(patterns.values().chain(rest));
                Some(Others::Schema(uniform.map_or(Node::AnyValue(schema), Node::from)))
            }
            (Some(AdditionalProperties::Any(false)), None) => Some(Others::Any(false)),
            (Some(AdditionalProperties::Schema(schema)), None) => {
                Some(Others::Schema(schema.as_ref().into()))
            }
            (None, None) => None,
        };
    }

    /// The properties that the object lists, and those that it has under a condition.
    pub(in crate::lower) fn properties(
        &self,
    ) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        let lists = self.properties.into_iter().flatten().flatten();
        lists.map(|(name, schema)| (name.as_str(), schema.into()))
    }

    /// Whether there are any.
    pub(in crate::lower) fn has_properties(&self) -> bool {
        self.properties.iter().flatten().any(|list| !list.is_empty())
    }

    /// An `x-` field.
    pub(in crate::lower) fn extension(&self, key: &str) -> Option<&'a Value> {
        self.extensions.iter().flatten().find_map(|extensions| extensions.get(key))
    }

    /// Whether there is a list of values.
    pub(in crate::lower) fn is_enumerated(&self) -> bool {
        !matches!(self.listed, Listed::None)
    }

    /// The listed values, null included.
    pub(in crate::lower) fn values(&self) -> Cow<'a, [Value]> {
        let mut values = self.listed.values();
        if self.kind == Some(Kind::Number) && values.iter().any(Value::is_f64) {
            for value in values.to_mut() {
                if let Value::Number(number) = value {
                    *number = plain(number);
                }
            }
        }
        values
    }

    /// What the values are, also where `type` is left out but other keywords tell.
    pub(in crate::lower) fn inferred_kind(&self) -> Option<Kind> {
        self.kind.or_else(|| {
            if self.has_properties() || self.additional.is_some() || !self.required.is_empty() {
                Some(Kind::Object)
            } else if self.items.is_some() || self.min_items.is_some() || self.max_items.is_some() {
                Some(Kind::Array)
            } else if self.pattern.is_some()
                || self.min_length.is_some()
                || self.max_length.is_some()
                || matches!(self.format, Some("date-time" | "date" | "uuid" | "byte" | "binary"))
            {
                Some(Kind::String)
            } else if matches!(self.format, Some("int32" | "int64")) {
                Some(Kind::Integer)
            } else if self.minimum.is_some()
                || self.maximum.is_some()
                || matches!(self.format, Some("float" | "double"))
            {
                Some(Kind::Number)
            } else {
                None
            }
        })
    }

    /// The alternatives: one of `oneOf`, then those of `anyOf`.
    pub(in crate::lower) fn alternatives(
        &self,
    ) -> impl Iterator<Item = Node<'a>> + Clone + use<'a> {
        self.one_of.iter().chain(self.any_of.iter())
    }

    /// Whether the schema names alternatives.
    pub(in crate::lower) fn has_alternatives(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// The only list of alternatives.
    pub(in crate::lower) fn only_alternatives(&self) -> Option<Parts<'a>> {
        match (self.one_of.is_empty(), self.any_of.is_empty()) {
            (false, true) => Some(self.one_of),
            (true, false) => Some(self.any_of),
            _ => None,
        }
    }

    /// Whether nothing is said of the value, or only that it is an object.
    pub(in crate::lower) fn says_nothing(&self) -> bool {
        self.says_nothing_but_all_of() && self.all_of.is_empty()
    }

    /// The same, `allOf` aside.
    pub(in crate::lower) fn says_nothing_but_all_of(&self) -> bool {
        matches!(self.kind, None | Some(Kind::Object))
            && matches!(self.inferred_kind(), None | Some(Kind::Object))
            && !self.has_properties()
            && self.required.is_empty()
            && matches!(self.additional, None | Some(Others::Any(false)))
            && !self.is_enumerated()
            && !self.has_alternatives()
    }

    /// The only member of `allOf` that does more than annotate the others.
    pub(in crate::lower) fn only_telling(&self) -> Option<Node<'a>> {
        let mut telling = self.all_of.iter().filter(|member| !member.says_nothing());
        telling.next().filter(|_| telling.next().is_none())
    }

    /// Whether the only value is null.
    pub(in crate::lower) fn is_null_only(&self) -> bool {
        match self.kind {
            _ if self.is_enumerated() => self.values().iter().all(Value::is_null),
            None => self.nullable && self.says_nothing(),
            _ => false,
        }
    }
}

/// Whether a schema's types are all that there are.
fn covers_everything(schema: &Schema) -> bool {
    let all = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Integer);
    all.into_iter().all(|kind| schema.types.iter().any(|other| other == kind))
}
