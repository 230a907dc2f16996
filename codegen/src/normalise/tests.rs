use super::normalise;
use crate::load::Document;

/// Reads every document of a folder, where the environment names one: `VETTED_CORPUS=… cargo test corpus`.
#[test]
fn corpus_documents_are_read() {
    let Ok(folder) = std::env::var("VETTED_CORPUS") else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if file.extension().is_some_and(|extension| extension == "tsv") {
            continue;
        }
        match Document::read(&file, name.clone()) {
            Ok(document) => {
                let (model, mut findings) = normalise(&document);
                let usable = model.is_some();
                if let Some(model) = model {
                    findings.extend(crate::lint::lint(&model));
                    findings.extend(crate::resolve::resolve(model).1);
                }
                println!("== {name} {} {}", usable, findings.len());
                for finding in findings.iter().take(8) {
                    let place = document.place(&finding.at).map(|p| (p.line, p.column));
                    println!("   {place:?} {finding:?}");
                }
            }
            Err(failed) => println!("== {name} {:?}", failed.findings),
        }
    }
}
