//! A document as files, for as long as a process needs them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// A document, and the files beside it.
pub(super) struct Made(Vec<(String, String)>);

/// A folder that goes when nobody holds it.
pub(super) struct Folder(PathBuf);

impl Made {
    pub(super) fn json(document: &Value) -> Self {
        Self(vec![("growth.json".to_owned(), document.to_string())])
    }

    pub(super) fn yaml(text: String) -> Self {
        Self(vec![("growth.yaml".to_owned(), text)])
    }

    /// The same with a file more.
    pub(super) fn beside(mut self, name: String, value: &Value) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    /// The bytes of all files.
    pub(super) fn bytes(&self) -> usize {
        self.0.iter().map(|(_, text)| text.len()).sum()
    }

    /// Writes the files, and says where the document is.
    pub(super) fn write(self) -> io::Result<(Folder, PathBuf)> {
        let name = format!("vetted-growth-{}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        fs::create_dir_all(&folder.0)?;
        let mut main = None;
        for (name, text) in self.0 {
            let path = folder.path().join(name);
            fs::write(&path, text)?;
            main.get_or_insert(path);
        }
        Ok((folder, main.unwrap_or_default()))
    }
}

impl Folder {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind stands in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}
