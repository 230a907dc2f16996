//! What an answer looks like to somebody who wonders whether it is a page.

use crate::ir::{
    AnswerBody, AnswerStream, Api, Field, Object, Operation, PageFact, PageFactKind, PageStep,
    Rule, Status, Type, TypeKind, Values,
};

use super::words::{ASIDES, CONTAINERS, LISTS, WRAPPERS, squeezed};

/// How deep a page may hide what it says.
const DEPTH: usize = 3;

/// An answer that may be a page.
pub(super) struct Shape<'a> {
    pub(super) api: &'a Api,
    pub(super) page: &'a Type,
    /// The fields that can be about pages, outer ones first.
    pub(super) places: Vec<Place<'a>>,
    /// The list of the page.
    pub(super) list: Option<List<'a>>,
}

/// A field of a page, however deep.
#[derive(Clone)]
pub(super) struct Place<'a> {
    pub(super) steps: Vec<PageStep>,
    /// Its name and that of the object around it, as they are compared.
    pub(super) word: String,
    pub(super) above: String,
    pub(super) field: &'a Field,
    /// Its type, without null and aliases.
    pub(super) ty: &'a Type,
}

/// The list of a page.
#[derive(Clone)]
pub(super) struct List<'a> {
    pub(super) steps: Vec<PageStep>,
    pub(super) item: &'a Type,
}

impl<'a> Shape<'a> {
    /// The shape of the one answer in JSON. None if there is no such thing; others may say that nothing has changed.
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Option<Self> {
        let is_page = |status| {
            matches!(status, Status::Exact(200..=299) | Status::Range(2) | Status::Default)
        };
        let mut page = None;
        for answer in &operation.answers {
            match (&answer.body, answer.status) {
                (AnswerBody::Json(ty), status) if is_page(status) && page.is_none() => {
                    // What only a parameter of JSON's media type asks for (`;stream=watch`) takes nothing from the
                    // list.
                    let asked_apart = |stream: &AnswerStream| stream.accept.contains(';');
                    let whole = answer.stream.as_ref().is_none_or(asked_apart);
                    (whole && answer.bytes.is_none()).then_some(())?;
                    page = Some(ty);
                }
                (AnswerBody::Empty, Status::Exact(300..=399)) => {}
                _ => return None,
            }
        }
        let page = page?;
        let mut places = Vec::new();
        if let Some(object) = object(api, page) {
            gather(api, object, (&[], ""), &mut places);
            places.sort_by_key(|place| place.steps.len());
        }
        let list = list(api, page, operation);
        Some(Self { api, page, places, list })
    }

    /// The first field, outer ones first, that has one of the words and is what is wanted. Of two that stand equally
    /// deep the one with the earlier word.
    pub(super) fn find(
        &self,
        words: &[&str],
        wanted: impl Fn(&Place<'a>) -> bool,
    ) -> Option<&Place<'a>> {
        let rank = |place: &Place<'_>| words.iter().position(|word| *word == place.word);
        let fitting = self.places.iter().filter(|place| rank(place).is_some() && wanted(place));
        fitting.min_by_key(|place| (place.steps.len(), rank(place)))
    }
}

impl Place<'_> {
    /// What the field says, as a fact.
    pub(super) fn fact(&self, kind: PageFactKind) -> PageFact {
        PageFact { kind, steps: self.steps.clone() }
    }

    /// Whether the prose of the field has one of these words in it.
    pub(super) fn speaks_of(&self, words: &[&str]) -> bool {
        speaks_of(self.field.description.as_deref(), words)
    }
}

/// Whether prose has one of these words in it.
pub(super) fn speaks_of(prose: Option<&str>, words: &[&str]) -> bool {
    let prose = prose.unwrap_or_default().to_lowercase();
    words.iter().any(|word| prose.contains(word))
}

/// A type without null and aliases. None if a person has put another one in its place.
pub(super) fn settled<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Type> {
    api.settled(ty, |_| false)
}

/// The object that a type is.
pub(super) fn object<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Object> {
    let Type::Named(id) = settled(api, ty)? else { return None };
    match &api.type_def(*id).kind {
        TypeKind::Object(object) => Some(object),
        _ => None,
    }
}

/// Text that can be a cursor or a URL.
pub(super) fn is_text(ty: &Type) -> bool {
    ty.scalar_facts().is_some_and(|facts| facts.is_id)
}

/// A value that can be a cursor.
pub(super) fn is_token(ty: &Type) -> bool {
    is_text(ty) || is_number(ty) || matches!(ty, Type::Any(_))
}

/// A number.
pub(super) fn is_number(ty: &Type) -> bool {
    ty.scalar_facts().is_some_and(|facts| facts.values.are_numbers())
}

/// Yes or no.
pub(super) fn is_yes_or_no(ty: &Type) -> bool {
    ty.scalar_facts().is_some_and(|facts| facts.values == Values::Flag)
}

/// What the document allows at most.
pub(super) fn most(rules: &[Rule]) -> Option<u64> {
    rules.iter().find_map(|rule| match rule {
        Rule::Max(most) => most.as_u64(),
        Rule::Below(above) => above.as_u64()?.checked_sub(1),
        _ => None,
    })
}

fn gather<'a>(
    api: &'a Api,
    object: &'a Object,
    (steps, above): (&[PageStep], &str),
    places: &mut Vec<Place<'a>>,
) {
    for field in &object.fields {
        let Some(ty) = settled(api, &field.ty) else { continue };
        let mut steps = steps.to_vec();
        steps.push(PageStep::Field(field.wire.clone()));
        let word = squeezed(&field.wire);
        if steps.len() < DEPTH
            && CONTAINERS.contains(&word.as_str())
            && let Some(inner) = self::object(api, ty)
        {
            gather(api, inner, (&steps, &word), places);
        }
        places.push(Place { steps, word, above: above.to_owned(), field, ty });
    }
}

/// The list of a page: the page itself, or the one list in it that is plainly meant.
fn list<'a>(api: &'a Api, page: &'a Type, operation: &Operation) -> Option<List<'a>> {
    if let Type::List(item) = settled(api, page)? {
        return Some(List { steps: Vec::new(), item });
    }
    let segments = operation.path.rsplit('/').filter(|segment| !segment.contains('{'));
    let topic = squeezed(segments.into_iter().next().unwrap_or_default());
    list_in(api, object(api, page)?, &[], &topic)
}

fn list_in<'a>(
    api: &'a Api,
    object: &'a Object,
    steps: &[PageStep],
    topic: &str,
) -> Option<List<'a>> {
    if steps.len() >= DEPTH {
        return None;
    }
    let to = |field: &Field| {
        let mut steps = steps.to_vec();
        steps.push(PageStep::Field(field.wire.clone()));
        steps
    };
    let lists: Vec<(String, &Field, &Type)> = object
        .fields
        .iter()
        .filter_map(|field| match settled(api, &field.ty)? {
            Type::List(item) => Some((squeezed(&field.wire), field, &**item)),
            _ => None,
        })
        .collect();
    let only = |wanted: &dyn Fn(&(String, &Field, &Type)) -> bool| {
        let mut found = lists.iter().filter(|list| wanted(list));
        found.next().filter(|_| found.next().is_none())
    };
    let plain = |(word, ..): &(String, &Field, &Type)| !ASIDES.contains(&word.as_str());
    let found = only(&|(word, ..)| word == topic && !topic.is_empty())
        .or_else(|| only(&|(word, ..)| LISTS.contains(&word.as_str())))
        .or_else(|| {
            // Two lists with names of lists are a doubt; they are no better by being lists of objects.
            let named = lists.iter().any(|(word, ..)| LISTS.contains(&word.as_str()));
            only(&|list| {
                !named && plain(list) && matches!(settled(api, list.2), Some(Type::Named(_)))
            })
        })
        .or_else(|| only(&|list| plain(list) && lists.len() == 1));
    if let Some((_, field, item)) = found {
        return Some(List { steps: to(field), item });
    }
    if !lists.iter().all(|(word, ..)| ASIDES.contains(&word.as_str())) {
        return None;
    }
    let mut inner = object.fields.iter().filter(|field| {
        WRAPPERS.contains(&squeezed(&field.wire).as_str()) && self::object(api, &field.ty).is_some()
    });
    let (field, None) = (inner.next()?, inner.next()) else { return None };
    list_in(api, self::object(api, &field.ty)?, &to(field), topic)
}
