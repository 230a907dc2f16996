//! What a document means: every case lowers to the API that `tests/cases/ir/<feature>.snap` shows, apart from the Rust
//! that says it. So a change of names alone shows nothing here, and a change of meaning is not lost among names.
//!
//! Where settings mend it, the mended one stands below.

use vetted_codegen::{analyse, ir, lower, mend, name, normalise, refine, resolve};

use super::{Case, compare, read};

#[test]
fn cases_give_the_api_that_their_snapshots_show() {
    compare("ir", Case::api);
}

impl Case {
    /// The API that the document means, as text.
    fn api(&self) -> String {
        let settings = self.settings_with("../../runtime", &self.own_settings());
        let Ok(document) = read(&self.path, &settings.source) else {
            return "no document\n".to_owned();
        };
        let Some(model) = normalise::normalise(&document).model else {
            return "no API\n".to_owned();
        };
        let (resolved, _) = resolve::resolve(model);
        let (mut api, _) = lower::lower(&resolved);
        let _ = refine::refine(&mut api, &settings.replace);
        let mut text = ir::print(&api);
        if !settings.ways.is_empty() {
            let facts = analyse::analyse(&api);
            let names = name::name(&api, &facts, &settings);
            let _ = mend::mend(&mut api, &facts, &names, &settings.ways);
            let mended = ir::print(&api);
            if mended != text {
                text.push_str(&format!("\n--- mended ---\n\n{mended}"));
            }
        }
        text
    }
}
