//! A repository of the test's own, and the real program in it.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

/// A repository in a temporary folder that goes with the test.
pub(crate) struct Repo(pub(crate) PathBuf);

impl Repo {
    /// With the two documents `pets` and `toys`.
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("vetted-cli-{}-{count}", std::process::id()));
        let repo = Self(fs::canonicalize(std::env::temp_dir()).unwrap().join(root));
        repo.write("specs/pets.yaml", &document("pets"));
        repo.write("specs/toys.yaml", &document("toys"));
        repo
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|err| panic!("{path}: {err}"))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("--root")
            .arg(&self.0)
            .args(arguments)
            .current_dir(&self.0)
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        Ended(output)
    }

    /// All files below a folder with their texts.
    pub(crate) fn snapshot(&self, path: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(path)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}

impl Drop for Repo {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a run ended.
pub(crate) struct Ended(Output);

impl Ended {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.0.status.code(), Some(code), "{}\n{}", self.stdout(), self.stderr());
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.stderr().contains(words), "no {words:?} in:\n{}", self.stderr());
        self
    }

    pub(crate) fn prints(self, words: &str) -> Self {
        assert!(self.stdout().contains(words), "{words}: {}", self.stdout());
        self
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// Standard output as one JSON object a line.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.stdout().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A document with one operation and one that is only named.
pub(crate) fn document(name: &str) -> String {
    format!(
        "openapi: 3.0.3\n\
         info: {{title: {name}, version: '1', description: About {name}.}}\n\
         servers: [{{url: https://example.com}}]\n\
         tags: [{{name: Things}}]\n\
         paths:\n\
         \x20 /things:\n\
         \x20   get:\n\
         \x20     operationId: listThings\n\
         \x20     tags: [Things]\n\
         \x20     summary: Lists things.\n\
         \x20     x-evidence: {{level: documented}}\n\
         \x20     responses: {{'200': {{description: ok, content: {{text/plain: {{schema: {{type: string}}}}}}}}}}\n\
         x-named-only: [{{name: Sell a thing, method: POST}}]\n"
    )
}
