//! What a user sees on disk. The states that a killed run leaves are built by hand.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use super::{
    Change, File, MARKER, Plan, Problem,
    journal::{self, Move},
    paths, plan, recover,
};

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

/// All files below a folder, hidden ones too, with their texts.
fn snapshot(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn as_snapshot(files: Vec<File>) -> Vec<(String, String)> {
    let mut files: Vec<_> = files.into_iter().map(|file| (file.path, file.text)).collect();
    files.sort();
    files
}

#[test]
fn a_new_folder_comes_whole_with_its_parents() {
    let folder = Folder::new();
    let dir = folder.krate();
    let plan = plan(&dir, first()).unwrap();
    assert_eq!(plan.changes().filter(|(change, _)| *change == Change::Create).count(), 4);
    assert!(!dir.exists(), "planning writes nothing");

    plan.stage().unwrap().commit().unwrap();
    assert_eq!(snapshot(&folder.0.join("deep")), {
        let files = as_snapshot(first());
        files.into_iter().map(|(path, text)| (format!("crate/{path}"), text)).collect::<Vec<_>>()
    });
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
        ]
    );
    assert_eq!(plan.same(), 1);
    plan.stage().unwrap().commit().unwrap();

    assert_eq!(snapshot(&dir), as_snapshot(second()));
    assert!(!dir.join("src/types").exists(), "a folder that is empty now goes");
    assert_eq!(fs::metadata(dir.join("src/same.rs")).unwrap().modified().unwrap(), long_ago);
    assert!(super::plan(&dir, second()).unwrap().is_empty());
}

#[test]
fn a_file_of_the_user_is_kept_and_never_overwritten() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    fs::write(dir.join("src/mine.rs"), "fn mine() {}").unwrap();
    fs::create_dir_all(dir.join("target")).unwrap();
    fs::write(dir.join("target/x.rs"), file("", "built").text).unwrap();
    fs::create_dir_all(dir.join("examples/other")).unwrap();
    fs::write(dir.join("examples/other/Cargo.toml"), file("", "a package").text).unwrap();
    write(&dir, second());
    assert!(dir.join("src/mine.rs").exists());
    assert!(dir.join("target/x.rs").exists());
    assert!(dir.join("examples/other/Cargo.toml").exists(), "a package of its own");

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
    fs::write(dir.join("notes.txt"), "mine").unwrap();
    assert!(!plan(&dir, Vec::new()).unwrap().removes_folder());

    fs::remove_file(dir.join("notes.txt")).unwrap();
    let plan = plan(&dir, Vec::new()).unwrap();
    assert!(plan.removes_folder());
    plan.stage().unwrap().commit().unwrap();
    assert_eq!(snapshot(&folder.0), []);
    assert!(!dir.exists());
}

#[test]
fn paths_stay_in_the_folder() {
    let folder = Folder::new();
    for path in ["../x.rs", "/etc/x", "src/../../x", "", "a//b", ".hidden", "a\\b", "c:x", "a\nb"] {
        let err = plan(&folder.krate(), vec![file(path, "")]).unwrap_err();
        assert!(matches!(err.problem, Problem::Path), "{path:?}: {err}");
    }
    let twins = vec![file("src/pet.rs", ""), file("src/Pet.rs", "")];
    assert!(matches!(plan(&folder.krate(), twins).unwrap_err().problem, Problem::Path));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let outside = folder.0.join("outside");
    fs::rename(dir.join("src"), &outside).unwrap();
    std::os::unix::fs::symlink(&outside, dir.join("src")).unwrap();
    let before = snapshot(&outside);
    let err = plan(&dir, second()).unwrap_err();
    assert!(matches!(err.problem, Problem::Link), "{err}");
    assert_eq!(snapshot(&outside), before);
}

#[test]
fn what_is_staged_and_not_committed_leaves_no_trace() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    for in_place in [false, true] {
        let plan = || {
            let plan = plan(&dir, second()).unwrap();
            if in_place { plan.in_place() } else { plan }
        };
        let staged = plan().stage().unwrap();
        assert_ne!(snapshot(&folder.0).len(), first().len());
        let busy = plan().stage().unwrap_err();
        assert!(matches!(busy.problem, Problem::Busy), "{busy}");
        drop(staged);
        assert_eq!(snapshot(&dir), as_snapshot(first()));
        assert_eq!(snapshot(&folder.0).len(), first().len());
    }
}

#[test]
fn both_ways_into_place_give_the_same() {
    for in_place in [false, true] {
        let folder = Folder::new();
        let dir = folder.krate();
        write(&dir, first());
        fs::create_dir(dir.join("empty")).unwrap();
        fs::write(dir.join("src/mine.rs"), "fn mine() {}").unwrap();
        let plan = plan(&dir, second()).unwrap();
        let plan = if in_place { plan.in_place() } else { plan };
        plan.stage().unwrap().commit().unwrap();
        assert!(dir.join("empty").is_dir());
        fs::remove_file(dir.join("src/mine.rs")).unwrap();
        assert_eq!(snapshot(&dir), as_snapshot(second()));
        assert!(!dir.join("src/types").exists());
        assert_eq!(snapshot(&folder.0).len(), second().len(), "nothing is left beside it");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_with_what_cannot_be_linked_is_written_in_place() {
    use std::os::unix::fs::MetadataExt as _;

    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    fs::create_dir(dir.join(".git")).unwrap();
    let inode = fs::metadata(&dir).unwrap().ino();
    write(&dir, second());
    assert!(dir.join(".git").is_dir());
    assert_eq!(fs::metadata(&dir).unwrap().ino(), inode);
    assert_eq!(snapshot(&dir), as_snapshot(second()));
}

#[test]
fn a_failure_while_staging_leaves_the_old_crate() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    // A folder that cannot be written to, in a form that holds for the superuser too.
    fs::create_dir(dir.join("src/.vetted-probe")).unwrap();
    let err = plan(&dir, second()).unwrap().stage().unwrap_err();
    assert!(matches!(err.problem, Problem::Io("write", _)), "{err}");
    fs::remove_dir(dir.join("src/.vetted-probe")).unwrap();
    assert_eq!(snapshot(&dir), as_snapshot(first()));
}

#[test]
fn a_run_killed_while_staging_leaves_the_old_crate() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let staging = paths::staging_inside(&dir).unwrap();
    fs::create_dir_all(staging.join("tree/src")).unwrap();
    fs::write(staging.join("tree/src/lib.rs"), "ha").unwrap();
    fs::write(staging.join("journal.new"), "put src/lib.rs\n").unwrap();
    // The new folder of another crate, half staged.
    let other = folder.0.join("deep/other");
    let beside = paths::staging_beside(&other).unwrap();
    fs::create_dir_all(beside.join("tree/src")).unwrap();

    assert!(recover(&dir).unwrap());
    assert!(recover(&other).unwrap());
    assert!(!other.exists());
    assert!(!beside.exists());
    assert_eq!(snapshot(&dir), as_snapshot(first()));
    assert!(!recover(&dir).unwrap(), "there is nothing more to do");
}

/// For each number of moves that a killed run can have made.
#[test]
fn a_run_killed_while_moving_is_finished_by_the_next() {
    let moves = [
        Move::Put("examples/tour.rs".to_owned()),
        Move::Put("src/lib.rs".to_owned()),
        Move::Put("Cargo.toml".to_owned()),
        Move::Drop("src/types/pet.rs".to_owned()),
    ];
    for made in 0..=moves.len() {
        let folder = Folder::new();
        let dir = folder.krate();
        write(&dir, first());
        let staging = paths::staging_inside(&dir).unwrap();
        for file in second() {
            let path = staging.join("tree").join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if file.path != "src/same.rs" {
                fs::write(path, file.text).unwrap();
            }
        }
        journal::write(&staging.join("journal"), &moves).unwrap();
        journal::replay(&dir, &staging.join("tree"), &moves[..made]).unwrap();

        assert!(recover(&dir).unwrap());
        assert_eq!(snapshot(&dir), as_snapshot(second()), "after {made} moves");
    }
}

#[test]
fn a_journal_that_climbs_is_refused() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let staging = paths::staging_inside(&dir).unwrap();
    fs::create_dir_all(staging.join("tree")).unwrap();
    fs::write(staging.join("journal"), "drop ../../outside.rs\nend\n").unwrap();
    fs::write(folder.0.join("outside.rs"), file("", "").text).unwrap();
    assert!(matches!(recover(&dir).unwrap_err().problem, Problem::Path));
    assert!(folder.0.join("outside.rs").exists());
}
