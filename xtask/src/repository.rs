//! The repository: where documents and generated crates stand, and which there are.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use vetted_codegen::write;
use xtask::{overlays, paths};

use crate::report::Failure;

/// The endings of documents.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// A folder with `specs/` and `generated/`.
pub(crate) struct Repository {
    root: PathBuf,
}

/// A document of the repository.
#[derive(Debug, Clone)]
pub(crate) struct Spec {
    /// The API's name: the file's, without the ending.
    pub(crate) api: String,
    /// Where the document is.
    pub(crate) path: PathBuf,
}

impl Repository {
    /// The repository that this program was built in.
    pub(crate) fn this() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: xtask.parent().unwrap_or(xtask).to_owned() }
    }

    /// Another one.
    pub(crate) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder of the documents.
    pub(crate) fn specs_dir(&self) -> PathBuf {
        self.root.join("specs")
    }

    /// The folder of an API's crate.
    pub(crate) fn crate_dir(&self, api: &str) -> PathBuf {
        self.root.join("generated").join(api)
    }

    /// The runtime's folder, seen from an API's crate.
    pub(crate) const RUNTIME_FROM_CRATE: &str = "../../runtime";

    /// The runtime's folder.
    pub(crate) fn runtime_dir(&self) -> PathBuf {
        self.root.join("runtime")
    }

    /// A document's path as emitted files name it: below the repository, or else the file's name alone, so that the
    /// output is the same on any machine. The path is resolved.
    pub(crate) fn source_name(&self, spec: &Path) -> String {
        let root = paths::resolved(&self.root).unwrap_or_else(|_| self.root.clone());
        match spec.strip_prefix(root) {
            Ok(below) => paths::slashed(below),
            Err(_) => spec.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }

    /// A path as messages and emitted files name it: below the repository, with `/`; one outside as it is.
    pub(crate) fn show(&self, path: &Path) -> String {
        paths::slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }

    /// All documents, by name.
    ///
    /// # Errors
    ///
    /// There is no `specs/`, two documents share a name, or an overlay stands beside no document.
    pub(crate) fn specs(&self) -> Result<Vec<Spec>, Failure> {
        let dir = self.specs_dir();
        let unreadable = |err: io::Error| {
            Failure::new("no-specs", format!("cannot read the folder `{}`: {err}", dir.display()))
        };
        let mut specs: Vec<Spec> = Vec::new();
        let mut overlays = Vec::new();
        for entry in fs::read_dir(&dir).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            let api = path.file_stem().and_then(|stem| stem.to_str());
            if let (Some(ending), Some(api)) = (ending, api)
                && ENDINGS.contains(&ending)
                && !api.starts_with('.')
            {
                match overlays::owner(&path) {
                    Some(owner) => overlays.push((owner, path)),
                    None => specs.push(Spec { api: api.to_owned(), path }),
                }
            }
        }
        specs.sort_by(|a, b| a.api.cmp(&b.api).then_with(|| a.path.cmp(&b.path)));
        for pair in specs.windows(2) {
            if let [a, b] = pair
                && a.api == b.api
            {
                let message =
                    format!("`{}` and `{}` share a name", self.show(&a.path), self.show(&b.path));
                return Err(Failure::new("two-documents", message));
            }
        }
        overlays.sort();
        // A name that is misspelled would leave the crate without what the overlay says.
        if let Some((owner, path)) =
            overlays.iter().find(|(owner, _)| specs.iter().all(|spec| spec.api != *owner))
        {
            let message =
                format!("`{}` is an overlay without a document `{owner}`", self.show(path));
            return Err(Failure::new("stray-overlay", message).help("rename it, or delete it"));
        }
        Ok(specs)
    }

    /// The documents of these APIs, in their fixed order; all when none is named.
    ///
    /// # Errors
    ///
    /// As [`specs`](Self::specs), or a name is not known.
    pub(crate) fn select(&self, apis: &[String]) -> Result<Vec<Spec>, Failure> {
        let mut specs = self.specs()?;
        if let Some(unknown) = apis.iter().find(|api| specs.iter().all(|spec| spec.api != **api)) {
            let known: Vec<&str> = specs.iter().map(|spec| spec.api.as_str()).collect();
            return Err(Failure::new("unknown-api", format!("there is no API `{unknown}`"))
                .help(format!("known are: {}", known.join(", "))));
        }
        if !apis.is_empty() {
            specs.retain(|spec| apis.contains(&spec.api));
        }
        Ok(specs)
    }

    /// The crates that have a folder under `generated/`, or that a killed run has begun there.
    pub(crate) fn crates(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.root.join("generated")).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
        names
            .filter_map(|name| match name.strip_prefix('.') {
                Some(_) => write::begun(&name).map(str::to_owned),
                None => Some(name),
            })
            .collect()
    }
}
