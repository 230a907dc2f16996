//! What a person decides about a crate: the TOML file beside its document.
//!
//! ```toml
//! name = "acme-pets"            # the crate's name
//! version = "0.2.0"             # the crate's version
//! features = ["…"]              # of vetted-runtime
//! answers = "lenient"           # what stands only in answers has no required field
//! security = "everywhere"       # every credential goes with every call
//! keep_unknown = true           # objects keep the keys that the document does not declare
//! checks = "off"                # what is sent is not checked against the document's rules
//!
//! [nullable]                    # fields that can be null, whatever the document says
//! "Pet.owner" = true
//!
//! [optional]                    # fields that can be missing, whatever the document says
//! "*.avatar" = true
//!
//! [replace]                     # component → the Rust path in its place
//! Money = "crate::money::Money"
//!
//! [findings]                    # code or family → "allow", "warn" or "deny"
//! missing-operation-id = "deny"
//! ```

mod ways;

use std::{collections::BTreeMap, fs, io, ops::Range, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use vetted_codegen::{
    codes,
    diagnostic::{At, Finding},
    load::Document,
    load::UNREADABLE_FILE,
    settings::{Level, Levels, SETTINGS, Ways, crate_name},
};

/// The settings file of a crate. Everything in it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateSettings {
    /// The crate's name.
    pub name: Option<String>,
    /// The crate's version.
    pub version: Option<String>,
    /// Features of `vetted-runtime` that the crate switches on.
    pub features: Vec<String>,
    /// Component names, and the Rust path in the component's place.
    pub replace: BTreeMap<String, String>,
    /// The levels of findings.
    pub levels: Levels,
    /// What is known better than the document says.
    pub ways: Ways,
    /// The file, as findings name it, and its text.
    file: Option<(String, String)>,
}

impl CrateSettings {
    /// Lets findings about these settings stand beside those about the document.
    pub fn show_beside(&self, document: &mut Document) {
        if let Some((name, text)) = &self.file {
            document.show_beside(name.as_str(), text.clone());
        }
    }
}

/// A settings file that is wrong: its text, to be shown, and why.
#[derive(Debug)]
pub struct Wrong {
    /// The text.
    pub document: Document,
    /// What is wrong. Never empty.
    pub findings: Vec<Finding>,
}

/// Reads the settings file beside a document; the defaults when there is none. `shown_as` is the document's path in
/// findings.
///
/// # Errors
///
/// When the file cannot be read, or is no settings file.
pub fn beside(spec: &Path, shown_as: &str) -> Result<CrateSettings, Box<Wrong>> {
    let path = spec.with_extension("toml");
    let shown = Path::new(shown_as).with_extension("toml").to_string_lossy().into_owned();
    let wrong = |shown: String, text: String, findings| {
        Box::new(Wrong { document: Document::of_text(shown, text), findings })
    };
    match fs::read_to_string(&path) {
        Ok(text) => match parse(&text, &shown) {
            Ok(settings) => Ok(CrateSettings { file: Some((shown, text)), ..settings }),
            Err(findings) => Err(wrong(shown, text, findings)),
        },
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(CrateSettings::default()),
        Err(err) => {
            let message = format!("cannot read the file: {err}");
            let finding = Finding::new(&UNREADABLE_FILE, At::File, message);
            Err(wrong(shown, String::new(), vec![finding]))
        }
    }
}

/// `shown`: the file's path in findings.
fn parse(text: &str, shown: &str) -> Result<CrateSettings, Vec<Finding>> {
    let mut reader = Reader { text, shown, findings: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reader.error(error.span().unwrap_or_default(), error.message());
    }
    let mut settings = CrateSettings::default();
    if reader.findings.is_empty() {
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "name" => settings.name = reader.checked(value, crate_name),
                "version" => settings.version = reader.checked(value, version),
                "features" => settings.features = reader.list(value, feature),
                "replace" => settings.replace = reader.table(value, component, rust_path),
                "checks" => settings.ways.unchecked = reader.word(value, "off").is_some(),
                "answers" => settings.ways.lenient_answers = reader.word(value, "lenient").is_some(),
                "keep_unknown" => settings.ways.keep_unknown = reader.flag(value),
                "security" => {
                    settings.ways.credentials_everywhere = reader.word(value, "everywhere").is_some();
                }
                "nullable" => settings.ways.nullable = reader.fields(value),
                "optional" => settings.ways.optional = reader.fields(value),
                "findings" => settings.levels = reader.table(value, codes::code_or_family, level),
                other => reader.error(
                    key.span(),
                    format!(
                        "`{other}` is no setting; name, version, features, replace, nullable, optional, answers, keep_unknown, checks, security and findings are"
                    ),
                ),
            }
        }
    }
    if reader.findings.is_empty() { Ok(settings) } else { Err(reader.findings) }
}

/// Takes values from the tree, and notes what is wrong with them.
struct Reader<'t> {
    text: &'t str,
    shown: &'t str,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn checked<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        check: fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let result = match value.get_ref() {
            DeValue::String(text) => check(text),
            _ => Err("a string is needed here".to_owned()),
        };
        result.map_err(|message| self.error(value.span(), message)).ok()
    }

    fn list<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        check: fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
        let DeValue::Array(items) = value.get_ref() else {
            self.error(value.span(), "a list of strings is needed here");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.checked(item, check)).collect()
    }

    fn table<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        check_key: fn(&str) -> Result<String, String>,
        check: fn(&str) -> Result<T, String>,
    ) -> BTreeMap<String, T> {
        let DeValue::Table(rows) = value.get_ref() else {
            self.error(value.span(), "a table is needed here");
            return BTreeMap::new();
        };
        rows.iter()
            .filter_map(|(key, value)| {
                let name = check_key(key.get_ref());
                let name = name.map_err(|message| self.error(key.span(), message)).ok()?;
                Some((name, self.checked(value, check)?))
            })
            .collect()
    }

    fn at(&self, span: &Range<usize>) -> At {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        At::Text { line, column }
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        let at = self.at(&span);
        self.findings.push(Finding::new(&SETTINGS, at, message));
    }
}

fn version(text: &str) -> Result<String, String> {
    let (core, _) = text.split_once(['-', '+']).unwrap_or((text, ""));
    let number =
        |part: &str| part.parse::<u64>().is_ok() && (part == "0" || !part.starts_with(['0', '+']));
    let rest_is_plain =
        text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'));
    if core.split('.').count() == 3 && core.split('.').all(number) && rest_is_plain {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no version; one looks like 1.2.3"))
    }
}

fn feature(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '.');
    if !text.is_empty() && text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no feature of vetted-runtime"))
    }
}

/// Whether there is such a component is found out when the document is read.
#[expect(clippy::unnecessary_wraps, reason = "a check among others")]
fn component(name: &str) -> Result<String, String> {
    Ok(name.to_owned())
}

fn rust_path(text: &str) -> Result<String, String> {
    let identifier = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if text.strip_prefix("::").unwrap_or(text).split("::").all(identifier) {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no path of a type; one looks like crate::money::Money"))
    }
}

fn level(text: &str) -> Result<Level, String> {
    match text {
        "allow" => Ok(Level::Allow),
        "warn" => Ok(Level::Warn),
        "deny" => Ok(Level::Deny),
        _ => Err(format!("`{text}` is no level; allow, warn and deny are")),
    }
}

#[cfg(test)]
mod tests;
