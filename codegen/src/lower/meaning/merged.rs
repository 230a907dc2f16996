//! What a schema says of an object, its own keywords and those of all members of `allOf` taken together.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use indexmap::IndexMap;

use crate::{diagnostic::Pointer, lower::site::Site, model::Discriminator};

use super::{Keywords, Kind, MAX_DEPTH, Node, Others, Parts, Schemas};

/// Everything that is said of one value.
#[derive(Debug, Clone, Default)]
pub(in crate::lower) struct Merged<'a> {
    /// The properties, in the order in which they are met.
    pub(in crate::lower) properties: IndexMap<&'a str, Property<'a>>,
    /// The required names, whether they are among the properties or not.
    pub(in crate::lower) required: IndexMap<&'a str, Site>,
    /// What is said of other keys. A schema wins over `true`, and that over `false`.
    pub(in crate::lower) additional: Option<(Others<'a>, Site)>,
    /// The lists of alternatives.
    pub(in crate::lower) alternatives: Vec<Alternatives<'a>>,
    /// The names whose keys alternatives ask for that only constrain: one of them must be there, say.
    pub(in crate::lower) asked: HashSet<&'a str>,
    /// What says that the value is no object.
    pub(in crate::lower) others: Vec<(Node<'a>, Site)>,
    /// Whether something speaks of an object.
    pub(in crate::lower) is_object: bool,
    /// Whether something says that the value can be nothing else: fields alone bind only the objects among values.
    pub(in crate::lower) says_object: bool,
    /// A discriminator that stands on an object, not beside alternatives: the parent of an `allOf`.
    pub(in crate::lower) discriminator: Option<&'a Discriminator>,
    /// The first prose among inline members.
    pub(in crate::lower) description: Option<&'a str>,
    /// The components met so far: none is entered twice.
    seen: HashSet<usize>,
    /// Those among them that are not left yet.
    open: Vec<usize>,
    /// What does not fit together, and was left out.
    pub(in crate::lower) conflicts: Vec<Conflict>,
}

/// What members of `allOf` say that cannot be taken together.
#[derive(Debug, Clone)]
pub(in crate::lower) enum Conflict {
    /// The members nest too deep here.
    Deep(Pointer),
    /// A reference leads to no schema.
    Stray(Pointer, String),
    /// The schema is made of itself, by way of a component.
    Circle(Pointer, String),
    /// A property is given two types.
    Types(Pointer, String),
}

/// A property, and where it is written.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Property<'a> {
    pub(in crate::lower) node: Node<'a>,
    pub(in crate::lower) site: Site,
    /// What other members of `allOf` say of it, where that may be an object too.
    pub(in crate::lower) beside: Vec<(Node<'a>, Site)>,
}

/// A list under `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Alternatives<'a> {
    pub(in crate::lower) branches: Parts<'a>,
    pub(in crate::lower) discriminator: Option<&'a Discriminator>,
    pub(in crate::lower) site: Site,
}

impl<'a> Merged<'a> {
    /// An empty one, on the way into a component.
    pub(in crate::lower) fn within(component: Option<usize>) -> Self {
        let open = Vec::from_iter(component);
        Self { seen: component.into_iter().collect(), open, ..Self::default() }
    }

    /// Takes out the alternatives that only constrain: what remains says what else the value can be.
    pub(in crate::lower) fn drop_constraints(&mut self) {
        let (constraints, alternatives) = std::mem::take(&mut self.alternatives)
            .into_iter()
            .partition(|alternatives| alternatives.branches.only_constrain());
        self.alternatives = alternatives;
        let constraints: Vec<Alternatives<'a>> = constraints;
        let branches = constraints.iter().flat_map(|constraint| constraint.branches.iter());
        let required = branches.filter_map(Node::keywords).flat_map(|branch| branch.required);
        self.asked.extend(required.map(String::as_str));
    }

    /// Whether the name is required.
    pub(in crate::lower) fn requires(&self, name: &str) -> bool {
        self.required.contains_key(name)
    }
}

impl<'a> Schemas<'a> {
    /// Adds all that a node says.
    pub(in crate::lower) fn merge(&self, node: Node<'a>, site: &Site, into: &mut Merged<'a>) {
        self.merge_within(node, site, into, 0);
    }

    fn merge_within(&self, node: Node<'a>, site: &Site, into: &mut Merged<'a>, depth: usize) {
        if depth > MAX_DEPTH {
            into.conflicts.push(Conflict::Deep(site.at.clone()));
            return;
        }
        match node {
            Node::Ref(reference) => {
                let found = self
                    .component(reference)
                    .and_then(|index| Some((index, self.component_at(index)?)));
                let Some((index, (name, target))) = found else {
                    into.conflicts.push(Conflict::Stray(site.at.clone(), reference.to_owned()));
                    return;
                };
                if into.open.contains(&index) {
                    into.conflicts.push(Conflict::Circle(site.at.clone(), name.to_owned()));
                }
                if !into.seen.insert(index) {
                    return;
                }
                into.open.push(index);
                let home = self.component_site(name);
                self.merge_within(target, &home, into, depth + 1);
                into.open.pop();
            }
            written => self.merge_own(written, site, into, depth),
        }
    }

    fn merge_own(&self, node: Node<'a>, site: &Site, into: &mut Merged<'a>, depth: usize) {
        let keywords = Keywords::of(node);
        let lists_values = keywords.is_enumerated() || keywords.is_list_of_branches();
        into.is_object |= keywords.inferred_kind() == Some(Kind::Object);
        into.says_object |= keywords.kind == Some(Kind::Object);
        match keywords.inferred_kind() {
            Some(Kind::Object) => {}
            None if !lists_values => {}
            _ => into.others.push((node, site.clone())),
        }
        if depth > 0 && into.description.is_none() {
            into.description = keywords.description;
        }
        for (member, site) in keywords.all_of.placed(site) {
            self.merge_within(member, &site, into, depth + 1);
        }
        for (name, node) in keywords.properties() {
            let property = Property { node, site: site.property(name), beside: Vec::new() };
            self.add_property(name, property, into);
        }
        for name in keywords.required {
            into.required.entry(name).or_insert_with(|| site.clone());
        }
        if let Some(additional) = keywords.additional {
            let weight = |additional: &Others<'_>| match additional {
                Others::Any(any) => u8::from(*any),
                Others::Schema(_) => 2,
            };
            let before = into.additional.as_ref().map(|(before, _)| weight(before));
            if before.is_none_or(|before| weight(&additional) > before) {
                let site = site.under("additionalProperties").word("value");
                into.additional = Some((additional, site));
            }
        }
        for branches in [keywords.one_of, keywords.any_of] {
            // A member of `allOf` whose alternatives name the value itself (a parent that lists its children) adds
            // none.
            let names_itself = branches.iter().any(|branch| {
                matches!(branch, Node::Ref(reference) if {
                    self.component(reference).is_some_and(|index| into.seen.contains(&index))
                })
            });
            if !branches.is_empty() && !names_itself && !lists_values {
                into.alternatives.push(Alternatives {
                    branches,
                    discriminator: keywords.discriminator,
                    site: site.clone(),
                });
            }
        }
        if !keywords.has_alternatives() && into.discriminator.is_none() {
            into.discriminator = keywords.discriminator;
        }
    }

    /// Adds a property. Where two members speak of the same one, the more specific wins, and of equals the later.
    ///
    /// Two objects hold together: what the other says is kept beside it.
    fn add_property(&self, name: &'a str, mut property: Property<'a>, into: &mut Merged<'a>) {
        let Some(before) = into.properties.get(name) else {
            into.properties.insert(name, property);
            return;
        };
        if before.nodes().any(|node| node == property.node) {
            return;
        }
        let (old, new) = (self.specificity(before.node), self.specificity(property.node));
        if let (Some(old), Some(new)) = (old.1, new.1)
            && old != new
            && !matches!((old, new), (Kind::Integer, Kind::Number) | (Kind::Number, Kind::Integer))
        {
            into.conflicts.push(Conflict::Types(property.site.at.clone(), name.to_owned()));
        }
        let may_be_object = |kind: Option<Kind>| matches!(kind, None | Some(Kind::Object));
        let hold_together = may_be_object(old.1) && may_be_object(new.1);
        let Some(before) = into.properties.get_mut(name) else { return };
        let wins = new.0 >= old.0;
        if wins {
            std::mem::swap(before, &mut property);
        }
        if hold_together {
            before.beside.push((property.node, property.site));
            before.beside.append(&mut property.beside);
        }
    }

    /// What is said of a branch that is an object with fields, and no union. Components are branches of many unions, so
    /// what is said of them is kept.
    pub(in crate::lower) fn object(&self, node: Node<'a>, site: &Site) -> Option<Rc<Merged<'a>>> {
        let component = match node {
            Node::Ref(reference) => self.component(reference),
            _ => None,
        };
        let known = component.and_then(|index| self.objects.borrow().get(&index).cloned());
        if let Some(known) = known {
            return known;
        }
        let mut merged = Merged::default();
        self.merge(node, site, &mut merged);
        merged.drop_constraints();
        let found = (merged.alternatives.is_empty() && !merged.properties.is_empty())
            .then(|| Rc::new(merged));
        if let Some(index) = component {
            self.objects.borrow_mut().insert(index, found.clone());
        }
        found
    }

    /// How much a schema says, and the type that it gives.
    fn specificity(&self, node: Node<'a>) -> (u8, Option<Kind>) {
        let Some(keywords) = self.keywords(node) else { return (0, None) };
        let kind = keywords.inferred_kind();
        let says = match kind {
            _ if keywords.is_enumerated() && keywords.values().len() == 1 => 5,
            _ if keywords.is_enumerated() => 4,
            _ if keywords.has_properties()
                || !keywords.all_of.is_empty()
                || keywords.has_alternatives() =>
            {
                3
            }
            Some(Kind::Integer | Kind::Boolean) => 2,
            Some(Kind::Array) if keywords.items.is_some() => 2,
            Some(Kind::String) if keywords.format.is_some() => 2,
            Some(_) => 1,
            None => 0,
        };
        (says, kind)
    }
}

impl<'a> Property<'a> {
    /// All that is said of it.
    pub(in crate::lower) fn nodes(&self) -> impl Iterator<Item = Node<'a>> {
        [self.node].into_iter().chain(self.beside.iter().map(|(node, _)| *node))
    }
}

/// A number that is the same for equal nodes, and for most others another.
pub(super) fn look(node: Node<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match node {
        Node::Ref(reference) => reference.hash(&mut hasher),
        written => {
            let keywords = Keywords::of(written);
            (keywords.kind.map(Kind::as_str), keywords.title).hash(&mut hasher);
            keywords.description.hash(&mut hasher);
            (keywords.format, keywords.pattern, keywords.required).hash(&mut hasher);
            // Their order makes no difference.
            let mut names: Vec<&str> = keywords.properties().map(|(name, _)| name).collect();
            names.sort_unstable();
            names.hash(&mut hasher);
            for value in keywords.values().iter() {
                value.to_string().hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
