//! Generates the types of the cases that have unions, for the target `answer`.

use std::{env, error::Error, fs, path::Path};

use vetted_codegen::{
    components::Became,
    diagnostic::Severity,
    generate,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
};

fn main() -> Result<(), Box<dyn Error>> {
    let cases = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../tests/cases");
    let out = env::var("OUT_DIR")?;
    println!("cargo::rerun-if-changed={}", cases.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(&cases)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let (mut modules, mut table) = (String::new(), String::new());
    for path in paths.iter().filter(|path| path.extension().is_some_and(|found| found == "yaml")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if let Some((types, idents)) = types(path, &name, Path::new(&out))? {
            modules.push_str(&format!(
                "#[allow(warnings)]\nmod {name} {{\npub mod types {{\n{types}}}\n}}\n\n"
            ));
            for ident in idents {
                table.push_str(&format!(
                    "    Type {{ name: \"{name}::{ident}\", again: again::<{name}::types::{ident}> }},\n"
                ));
            }
        }
    }
    let text =
        format!("{modules}/// All of them.\npub(super) static TYPES: &[Type] = &[\n{table}];\n");
    fs::write(Path::new(&out).join("types.rs"), text)?;
    Ok(())
}

/// The list of a case's types, whose files it writes, and the names of those that are components.
fn types(
    path: &Path,
    name: &str,
    out: &Path,
) -> Result<Option<(String, Vec<String>)>, Box<dyn Error>> {
    let Ok(document) = Document::read(path, name) else { return Ok(None) };
    let settings = Settings {
        name: "case".to_owned(),
        version: "0.0.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Path(String::new()),
        source: format!("{name}.yaml"),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    };
    let made = generate(&document, &settings);
    let failed = made.findings.iter().any(|finding| finding.severity == Severity::Error);
    let list = made.files.iter().find(|file| file.path == "src/types.rs");
    let Some(list) = list.filter(|_| !failed) else { return Ok(None) };
    if !made.files.iter().any(|file| file.text.contains("vetted_runtime::union!")) {
        return Ok(None);
    }
    let mut text = String::new();
    for line in list.text.lines().filter(|line| !line.starts_with("//")) {
        if let Some(module) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            let file = format!("src/types/{}.rs", module.trim_start_matches("r#"));
            if let Some(made) = made.files.iter().find(|made| made.path == file) {
                let path = out.join(name).join(&file);
                fs::create_dir_all(path.parent().unwrap_or(out))?;
                fs::write(&path, &made.text)?;
                text.push_str(&format!("#[path = {:?}]\n", path.to_string_lossy()));
            }
        }
        text.push_str(line);
        text.push('\n');
    }
    let idents = made.components.into_iter().filter_map(|component| match component.became {
        Became::Type(ident) => Some(ident),
        Became::Replaced | Became::Multipart => None,
    });
    Ok(Some((text, idents.collect())))
}
