//! Real documents, from a folder that `VETTED_CORPUS` names. Without it there is nothing to do.

use std::{fs, time::Instant};

use super::*;

#[test]
fn every_document_lowers() {
    let Ok(folder) = std::env::var("VETTED_CORPUS") else { return };
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !["json", "yaml"].iter().any(|end| path.extension().is_some_and(|ext| ext == *end)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let Ok(document) = Document::parse(name.clone(), text) else {
            println!("{name}: does not load");
            continue;
        };
        let Some(model) = normalise(&document).model else {
            println!("{name}: does not normalise");
            continue;
        };
        let (resolved, _) = resolve(model);
        // The best of a few: other work on the machine only adds.
        let runs = (0..5).map(|_| {
            let start = Instant::now();
            let lowered = lower(&resolved, &settings());
            (start.elapsed(), lowered)
        });
        let (lowered, (api, findings)) = runs.min_by_key(|(elapsed, _)| *elapsed).unwrap();
        let mut codes = std::collections::BTreeMap::<&str, usize>::new();
        for finding in &findings {
            *codes.entry(finding.code).or_default() += 1;
            if std::env::var("VETTED_CODES").is_ok_and(|codes| codes.contains(finding.code)) {
                println!("  {} {:?}: {}", finding.code, finding.at, finding.message);
            }
        }
        println!(
            "{name}: {} operations, {} types, {lowered:?}; {codes:?}",
            api.operations.len(),
            api.types.len(),
        );
    }
}
