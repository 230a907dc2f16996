//! What a user sees on disk.

mod kills;
mod lists;
mod owners;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use super::{Change, File, LIST, MARKER, Plan, Problem, disk, list, plan};

/// An empty folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("vetted-write-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The folder of a crate in it, which is not there yet.
    fn krate(&self) -> PathBuf {
        self.0.join("deep/crate")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: format!("// {MARKER} 0\n{text}\n") }
}

fn first() -> Vec<File> {
    vec![
        file("Cargo.toml", "first"),
        file("src/lib.rs", "first"),
        file("src/types/pet.rs", "pet"),
        file("src/same.rs", "same"),
    ]
}

fn second() -> Vec<File> {
    vec![
        file("Cargo.toml", "second"),
        file("src/lib.rs", "second"),
        file("src/same.rs", "same"),
        file("examples/tour.rs", "tour"),
    ]
}

fn write(dir: &Path, files: Vec<File>) {
    plan(dir, files).unwrap().stage().unwrap().commit().unwrap();
}

fn changes(plan: &Plan) -> Vec<(Change, &str)> {
    plan.changes().collect()
}

/// Puts a file of somebody else's there.
fn put(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// All files below a folder, hidden ones too, with their texts; of an empty folder its name with `/`.
fn snapshot(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut is_empty = true;
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            is_empty = false;
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                let text = fs::read(&path).unwrap();
                found.push((name, String::from_utf8_lossy(&text).into_owned()));
            }
        }
        if is_empty && folder != dir {
            let name = folder.strip_prefix(dir).unwrap().to_str().unwrap();
            found.push((format!("{name}/"), String::new()));
        }
    }
    found.sort();
    found
}

/// What a folder holds in which only these files were written.
fn whole(files: Vec<File>) -> Vec<(String, String)> {
    let paths = files.iter().map(|file| file.path.clone()).collect();
    let list = File {
        path: LIST.to_owned(),
        text: list::text::<'_>(&std::collections::BTreeSet::<String>::clone(&paths)),
    };
    let all = files.into_iter().chain([list]);
    let mut all: Vec<_> = all.map(|file| (file.path, file.text)).collect();
    all.sort();
    all
}

#[test]
fn a_new_folder_comes_whole_with_its_parents() {
    let folder = Folder::new();
    let dir = folder.krate();
    let plan = plan(&dir, first()).unwrap();
    assert_eq!(plan.changes().filter(|(change, _)| *change == Change::Create).count(), 5);
    assert!(!dir.exists(), "planning writes nothing");

    plan.stage().unwrap().commit().unwrap();
    assert_eq!(snapshot(&folder.0.join("deep")), {
        let files = whole(first());
        files.into_iter().map(|(path, text)| (format!("crate/{path}"), text)).collect::<Vec<_>>()
    });
}

#[test]
fn an_empty_folder_is_as_good_as_none() {
    let folder = Folder::new();
    write(&folder.0, first());
    assert_eq!(snapshot(&folder.0), whole(first()));
}

#[test]
fn only_what_differs_is_touched_and_stale_files_go() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let same = fs::File::options().write(true).open(dir.join("src/same.rs")).unwrap();
    same.set_modified(long_ago).unwrap();

    let plan = plan(&dir, second()).unwrap();
    assert_eq!(
        changes(&plan),
        [
            (Change::Update, "Cargo.toml"),
            (Change::Create, "examples/tour.rs"),
            (Change::Update, "src/lib.rs"),
            (Change::Delete, "src/types/pet.rs"),
            (Change::Update, LIST),
        ]
    );
    assert_eq!(plan.same(), 1);
    plan.stage().unwrap().commit().unwrap();

    assert_eq!(snapshot(&dir), whole(second()), "a folder that is empty now goes, too");
    assert_eq!(fs::metadata(dir.join("src/same.rs")).unwrap().modified().unwrap(), long_ago);
    assert!(super::plan(&dir, second()).unwrap().is_empty());
}

#[test]
fn a_file_of_the_user_is_kept_and_never_overwritten() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    put(dir.join("src/mine.rs"), "fn mine() {}");
    put(dir.join("target/x.rs"), &file("", "built").text);
    put(dir.join("examples/other/Cargo.toml"), &file("", "a package").text);
    fs::create_dir(dir.join("empty")).unwrap();
    write(&dir, second());
    assert!(dir.join("src/mine.rs").exists());
    assert!(dir.join("target/x.rs").exists());
    assert!(dir.join("examples/other/Cargo.toml").exists(), "a package of its own");
    assert!(dir.join("empty").is_dir());

    let before = snapshot(&dir);
    let mut files = first();
    files.push(file("src/mine.rs", "generated"));
    let err = plan(&dir, files).unwrap_err();
    assert!(matches!(err.problem, Problem::Foreign), "{err}");
    assert_eq!(err.path, dir.join("src/mine.rs"));
    assert_eq!(snapshot(&dir), before);
}

#[test]
fn nothing_emitted_removes_the_folder_unless_it_holds_more() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    put(dir.join("notes.txt"), "mine");
    assert!(!plan(&dir, Vec::new()).unwrap().removes_folder());

    fs::remove_file(dir.join("notes.txt")).unwrap();
    let going = plan(&dir, Vec::new()).unwrap();
    assert!(going.removes_folder());
    let staged = going.stage().unwrap();
    put(dir.join("src/notes.txt"), "mine");
    staged.commit().unwrap();
    assert_eq!(snapshot(&dir), [("src/notes.txt".to_owned(), "mine".to_owned())], "came meanwhile");

    fs::remove_dir_all(&dir).unwrap();
    write(&dir, first());
    write(&dir, Vec::new());
    assert_eq!(snapshot(&folder.0), [("deep/".to_owned(), String::new())]);
}

#[test]
fn paths_stay_in_the_folder() {
    let folder = Folder::new();
    let bad =
        ["../x.rs", "/etc/x", "src/../../x", "", "a//b", ".hidden", "a\\b", "c:x", "a\nb", "#a"];
    for path in bad.into_iter().chain([LIST]) {
        let err = plan(&folder.krate(), vec![file(path, "")]).unwrap_err();
        assert!(matches!(err.problem, Problem::Path), "{path:?}: {err}");
    }
    let twins = vec![file("src/pet.rs", ""), file("src/Pet.rs", "")];
    assert!(matches!(plan(&folder.krate(), twins).unwrap_err().problem, Problem::Path));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let outside = folder.0.join("outside");
    fs::rename(dir.join("src"), &outside).unwrap();
    symlink(&outside, dir.join("src")).unwrap();
    let before = snapshot(&outside);
    let err = plan(&dir, second()).unwrap_err();
    assert!(matches!(err.problem, Problem::Link), "{err}");
    write(&dir, vec![file("Cargo.toml", "alone")]);
    assert_eq!(snapshot(&outside), before, "stale files are not looked for behind a link");

    symlink(folder.0.join("nowhere"), folder.0.join("link")).unwrap();
    let err = plan(&folder.0.join("link"), second()).unwrap_err();
    assert!(matches!(err.problem, Problem::Link), "{err}");
    // The folder itself may be one.
    let (real, link) = (folder.0.join("real"), folder.0.join("to-real"));
    fs::create_dir(&real).unwrap();
    symlink(&real, &link).unwrap();
    write(&link, second());
    assert_eq!(snapshot(&real), whole(second()));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn what_is_staged_and_not_committed_leaves_no_trace() {
    let folder = Folder::new();
    let dir = folder.krate();
    for before in [Vec::new(), first()] {
        write(&dir, before);
        let before = snapshot(&folder.0);
        let staged = plan(&dir, second()).unwrap().stage().unwrap();
        assert_ne!(snapshot(&folder.0), before);
        let busy = plan(&dir, second()).unwrap().stage().unwrap_err();
        assert!(matches!(busy.problem, Problem::Busy), "{busy}");
        drop(staged);
        assert_eq!(snapshot(&folder.0), before);
    }
}

#[test]
fn a_run_that_was_overtaken_does_no_harm() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let late = plan(&dir, second()).unwrap();
    write(&dir, vec![file("Cargo.toml", "third"), file("src/third.rs", "")]);
    let err = late.stage().unwrap_err();
    assert!(matches!(err.problem, Problem::Busy), "{err}");
    write(&dir, second());
    assert_eq!(snapshot(&dir), whole(second()));
}

#[test]
fn a_failure_while_staging_leaves_the_old_crate() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let before = snapshot(&folder.0);
    let mut files = second();
    // A name that no file system takes, in place of a folder that cannot be written to: it holds for root, too.
    files.push(file(&format!("src/{}/x.rs", "long".repeat(100)), ""));
    // Found while comparing where there is something to compare, and while staging where there is not.
    let err = plan(&dir, files.clone()).map(Plan::stage).map(|_| ()).unwrap_err();
    assert!(matches!(err.problem, Problem::Io(..)), "{err}");
    let err = plan(&folder.0.join("other/new"), files).unwrap().stage().unwrap_err();
    assert!(matches!(err.problem, Problem::Io("write", _)), "{err}");
    assert_eq!(snapshot(&folder.0), before);
}

#[test]
fn what_comes_while_it_runs_stays() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let staged = plan(&dir, second()).unwrap().stage().unwrap();
    put(dir.join("src/mine.rs"), "mine");
    put(dir.join("src/types/mine.rs"), "mine");
    put(dir.join("mine/deep/x"), "mine");
    staged.commit().unwrap();
    assert!(dir.join("src/mine.rs").exists());
    assert!(dir.join("src/types/mine.rs").exists());
    assert!(dir.join("mine/deep/x").exists());

    // In the place of a file that is new, or of one that is replaced.
    for (path, text) in [("src/types/pet.rs", "mine"), ("src/lib.rs", "mine")] {
        write(&dir, second());
        let staged = plan(&dir, first()).unwrap().stage().unwrap();
        put(dir.join(path), text);
        let err = staged.commit().unwrap_err();
        assert!(matches!(err.problem, Problem::Appeared), "{err}");
        assert_eq!(err.path, dir.join(path));
        assert_eq!(fs::read_to_string(dir.join(path)).unwrap(), text);
        assert!(snapshot(&dir).iter().all(|(name, _)| !name.contains(".vetted")));
        fs::remove_file(dir.join(path)).unwrap();
        write(&dir, first());
    }

    // In the place of the folder itself.
    let new = folder.0.join("new");
    let staged = plan(&new, second()).unwrap().stage().unwrap();
    put(new.join("src/mine.rs"), "mine");
    staged.commit().unwrap();
    assert_eq!(fs::read_to_string(new.join("src/mine.rs")).unwrap(), "mine");
    fs::remove_file(new.join("src/mine.rs")).unwrap();
    assert_eq!(snapshot(&new), whole(second()));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2, "nothing is left beside it");
}

/// Between the last look and the rename, which no test can hit from outside.
#[test]
fn what_comes_at_the_last_moment_is_put_back() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.0.join("ours"), folder.0.join("theirs"));
    put(&ours, "new");
    put(&theirs, "mine");
    if cfg!(any(target_os = "linux", target_os = "macos")) {
        let err = disk::replace(&ours, &theirs, |_, _| false).unwrap_err();
        assert_eq!(err.kind(), std::io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "mine");
    }
    let err = disk::rename_new(&ours, &theirs).unwrap_err();
    assert_eq!(err.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "mine");
    disk::replace(&ours, &theirs, |_, _| true).unwrap();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "new");
    assert!(!ours.exists());
}
