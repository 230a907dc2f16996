//! What a person decides about a crate: the TOML file beside its document.
//!
//! ```toml
//! name = "acme-pets"            # the crate's name
//! version = "0.2.0"             # the crate's version
//! features = ["…"]              # of vetted-runtime
//!
//! [replace]                     # component → the Rust path in its place
//! Money = "crate::money::Money"
//!
//! [findings]                    # code or family → "allow", "warn" or "deny"
//! missing-operation-id = "deny"
//! ```

use std::{collections::BTreeMap, fs, io, ops::Range, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use vetted_codegen::{
    diagnostic::{At, Finding, Severity},
    load::Document,
    settings::{Level, Levels, crate_name, finding_code},
};

/// The settings file of a crate. Everything in it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CrateSettings {
    pub(crate) name: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) features: Vec<String>,
    pub(crate) replace: BTreeMap<String, String>,
    pub(crate) levels: Levels,
}

/// A settings file that is wrong: its text, to be shown, and why.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) document: Document,
    pub(crate) findings: Vec<Finding>,
}

/// Reads the settings file beside a document; the defaults when there is none.
pub(crate) fn beside(spec: &Path, shown_as: &str) -> Result<CrateSettings, Box<Wrong>> {
    let path = spec.with_extension("toml");
    let shown = Path::new(shown_as).with_extension("toml").to_string_lossy().into_owned();
    let wrong = |text: String, findings| {
        Box::new(Wrong { document: Document::of_text(shown, text), findings })
    };
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text).map_err(|findings| wrong(text, findings)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(CrateSettings::default()),
        Err(err) => {
            let message = format!("cannot read the file: {err}");
            let finding = Finding::new("unreadable-file", Severity::Error, At::File, message);
            Err(wrong(String::new(), vec![finding]))
        }
    }
}

fn parse(text: &str) -> Result<CrateSettings, Vec<Finding>> {
    let mut reader = Reader { text, findings: Vec::new() };
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
                "findings" => settings.levels = reader.table(value, finding_code, level),
                other => reader.error(
                    key.span(),
                    format!(
                        "`{other}` is no setting; name, version, features, replace and findings are"
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

    fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let at = At::Text { line, column };
        self.findings.push(Finding::new("settings", Severity::Error, at, message));
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
mod tests {
    use vetted_codegen::diagnostic::At;

    use super::{Level, parse};

    #[test]
    fn all_settings() {
        let settings = parse(
            "name = \"acme-pets\"\nversion = \"0.2.0-rc.1\"\nfeatures = [\"a\"]\n\
             [replace]\nMoney = \"crate::Money\"\n[findings]\nuntyped = \"deny\"\n",
        )
        .unwrap();
        assert_eq!(settings.name.as_deref(), Some("acme-pets"));
        assert_eq!(settings.version.as_deref(), Some("0.2.0-rc.1"));
        assert_eq!(settings.features, ["a"]);
        assert_eq!(settings.replace["Money"], "crate::Money");
        assert_eq!(settings.levels["untyped"], Level::Deny);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, line, column) in [
            ("nam = \"x\"\n", 1, 1),
            ("\nname = 3\n", 2, 8),
            ("version = \"1.2\"\n", 1, 11),
            ("version = \"01.2.3\"\n", 1, 11),
            ("[replace]\n\"é\" = \"a b\"\n", 2, 7),
            ("features = [1]\n", 1, 13),
            ("[findings]\nuntyped = \"loud\"\n", 2, 11),
            ("[findings]\nuntypd = \"deny\"\n", 2, 1),
            ("name = \n", 1, 8),
        ] {
            let findings = parse(text).unwrap_err();
            let At::Text { line: l, column: c } = findings[0].at else { panic!("{findings:?}") };
            assert_eq!((l, c), (line, column), "{text:?}: {findings:?}");
        }
    }
}
