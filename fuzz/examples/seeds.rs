//! Fills `corpus/document` with the cases, and `corpus/answer` with valid values of their schemas, as the round trip of
//! the gate makes them. Types that `answer` does not have are left alone there.

use std::{
    error::Error,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use vetted_codegen::{
    generate,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
};
use vetted_fuzz::cases::CASES;
use vetted_tests::roundtrip::{Subject, samples};

/// More of a type say no more.
const MOST: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (mut documents, mut answers) = (0, 0);
    for case in CASES.iter() {
        put(&corpus.join("document"), &fs::read(&case.path)?)?;
        put(&corpus.join("document"), case.value.to_string().as_bytes())?;
        documents += 2;
        let Ok(document) = Document::read(&case.path, case.name.as_str()) else { continue };
        let subject = Subject {
            name: case.name.clone(),
            document: case.path.clone(),
            components: generate(&document, &settings()).components,
            krate: corpus.clone(),
        };
        for (ident, values) in samples(&subject)? {
            let name = format!("{}::{ident}", case.name);
            for value in values.iter().take(MOST) {
                put(&corpus.join("answer"), format!("{name}\n{value}").as_bytes())?;
                answers += 1;
            }
        }
    }
    println!("{documents} documents and {answers} answers below {}", corpus.display());
    Ok(())
}

fn settings() -> Settings {
    Settings {
        name: "case".to_owned(),
        version: "0.0.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Path(String::new()),
        source: String::new(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    }
}

/// A file named by what is in it, as libFuzzer names its own.
fn put(folder: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    fs::write(folder.join(format!("seed-{:016x}", hasher.finish())), bytes)?;
    Ok(())
}
