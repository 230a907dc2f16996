//! Generates typed Rust clients from `OpenAPI` documents.
//!
//! Data goes one way, a stage a folder: load → overlay → normalise → lint → resolve → lower → refine → analyse → name →
//! mend → emit → format → write. [`generate_and_look`] is the list of them, from `normalise` on: a document comes with
//! its overlays.

pub mod analyse;
pub mod census;
pub mod codes;
pub mod components;
pub mod diagnostic;
pub mod emit;
pub mod format;
pub mod ir;
pub mod lint;
pub mod load;
pub mod lower;
pub mod mend;
pub mod model;
pub mod name;
pub mod normalise;
pub mod overlay;
pub mod parallel;
pub mod refine;
pub mod resolve;
pub mod settings;
pub mod write;

use census::Census;
use components::Component;
use diagnostic::Finding;
use normalise::Normal;
use settings::Settings;

/// What became of a document.
#[derive(Debug, Clone, Default)]
pub struct Generated {
    /// The files of the crate; none when the document cannot be used.
    pub files: Vec<write::File>,
    /// What there is to say about the document.
    pub findings: Vec<Finding>,
    /// What the crate has.
    pub census: Census,
    /// What became of the document's component schemas.
    pub components: Vec<Component>,
}

/// What a crate was made from, for whoever looks at it rather than writes it.
#[derive(Debug, Clone, Copy)]
pub struct Insight<'a> {
    /// What the emitters know.
    pub cx: emit::Context<'a>,
    /// The files of the crate.
    pub files: &'a [write::File],
    /// The document that the API's pointers lead into.
    pub document: &'a load::Document,
}

/// Generates a crate from a document.
#[must_use]
pub fn generate(document: &load::Document, settings: &Settings) -> Generated {
    generate_and_look(document, settings, |_| ()).0
}

/// Generates a crate from a document, a line a stage, and lets somebody look at what the stages know of it. Nobody
/// looks where there is no crate.
pub fn generate_and_look<T>(
    document: &load::Document,
    settings: &Settings,
    look: impl FnOnce(Insight<'_>) -> T,
) -> (Generated, Option<T>) {
    let Normal { model, mut findings, before, converted } = normalise::normalise(document);
    let written = |findings| {
        let findings = match &converted {
            Some(converted) => converted.restored(findings),
            None => findings,
        };
        before.into_iter().chain(findings).collect()
    };
    let Some(model) = model else {
        let census = Census::without_client(document);
        let generated = Generated { findings: written(findings), census, ..Generated::default() };
        return (generated, None);
    };
    findings.extend(lint::lint(&model));
    let (resolved, found) = resolve::resolve(model);
    findings.extend(found);
    let (mut api, found) = lower::lower(&resolved);
    findings.extend(found);
    // The largest thing by far, and nothing below reads it.
    drop(resolved);
    findings.extend(refine::refine(&mut api, &settings.replace));
    let census = Census::of(document, &api);
    let mut facts = analyse::analyse(&api);
    findings.extend(analyse::unchecked(&api, &facts));
    let mut names = name::name(&api, &facts, settings);
    if !settings.ways.is_empty() {
        findings.extend(mend::mend(&mut api, &facts, &names, &settings.ways));
        facts = analyse::analyse(&api);
        names = name::name(&api, &facts, settings);
    }
    let cx = emit::Context { api: &api, facts: &facts, names: &names, settings };
    let marker = marker(settings);
    let files = parallel::map(emit::units(cx), |unit| {
        let emit::Source { path, body } = emit::emit(cx, unit);
        write::File { text: format::format(body, &marker), path }
    });
    let components = components::components(&api, &facts, &names);
    let seen =
        look(Insight { cx, files: &files, document: converted.as_ref().unwrap_or(document) });
    (Generated { files, findings: written(findings), census, components }, Some(seen))
}

/// The line that says who made a file, and from what.
fn marker(settings: &Settings) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{} {version} from {}. Do not edit.", write::MARKER, settings.source)
}
