//! What a document means: every case lowers to the API that `tests/cases/ir/<feature>.snap` shows, apart from the Rust
//! that says it. So a change of names alone shows nothing here, and a change of meaning is not lost among names.
//!
//! It is the API before it is mended: what settings change of types shows in the files alone.

use vetted_codegen::{ir, lower, normalise, resolve};

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
        ir::print(&lower::lower(&resolved, &settings).0)
    }
}
