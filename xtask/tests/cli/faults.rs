//! Files that are not ours, and things that stand in the way: each was lost, or made every run fail, once.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _, chown, symlink},
        process::CommandExt as _,
    },
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use crate::repo::{Repo, document};

const CODEGEN: [&str; 5] = ["codegen", "--spec", "specs/pets.yaml", "--out", "out"];
const OTHER: [&str; 5] = ["codegen", "--spec", "specs/toys.yaml", "--out", "out"];

/// A user that is not root.
const NOBODY: u32 = 65534;

/// The path of something outside the crate's folder, and its text.
const PRECIOUS: (&str, &str) = ("precious.txt", "years of work");

fn is_root(repo: &Repo) -> bool {
    fs::metadata(&repo.0).unwrap().uid() == 0
}

/// `out` holds the crate, and nothing else whatever.
fn assert_whole(repo: &Repo) {
    repo.run(&[&CODEGEN[..], &["--check"]].concat()).exits(0);
    let expected = Repo::new();
    let fresh = ["codegen", "--spec", "specs/pets.yaml", "--out", "out"];
    expected.run(&fresh).exits(0);
    let names = |repo: &Repo| -> Vec<_> {
        let files = repo.snapshot("out").into_iter();
        files.map(|(path, _)| path.strip_prefix(&repo.0).unwrap().to_owned()).collect()
    };
    assert_eq!(names(repo), names(&expected));
}

#[test]
fn files_written_while_it_runs_are_not_lost() {
    let repo = Repo::new();
    repo.run(&CODEGEN).exits(0);
    let ends = AtomicBool::new(false);
    let written = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut written = Vec::new();
            while !ends.load(Ordering::Relaxed) {
                let folder = ["out", "out/src", "out/notes"][written.len() % 3];
                let path = repo.path(&format!("{folder}/mine-{}.txt", written.len()));
                let text = path.as_os_str().as_encoded_bytes();
                let made = fs::create_dir_all(path.parent().unwrap());
                if made.and_then(|()| fs::write(&path, text)).is_ok() {
                    written.push(path);
                }
                thread::sleep(Duration::from_micros(300));
            }
            written
        });
        for run in 0..10 {
            repo.run(if run % 2 == 0 { &OTHER } else { &CODEGEN }).exits(0);
        }
        ends.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    let kept = |path: &&std::path::PathBuf| {
        fs::read(path).is_ok_and(|text| text == path.as_os_str().as_encoded_bytes())
    };
    assert!(written.len() > 100);
    assert_eq!(written.iter().filter(kept).count(), written.len());
}

#[test]
fn run_as_root_the_users_folders_stay_the_users() {
    let repo = Repo::new();
    if !is_root(&repo) {
        eprintln!("skipped: only root can give files away");
        return;
    }
    repo.run(&CODEGEN).exits(0);
    let paths = ["out", "out/src", "out/src/lib.rs", "out/Cargo.toml"];
    for path in paths {
        chown(repo.path(path), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    fs::set_permissions(repo.path("out"), fs::Permissions::from_mode(0o750)).unwrap();
    let inode = fs::metadata(repo.path("out")).unwrap().ino();
    repo.run(&OTHER).exits(0);
    for path in paths {
        assert_eq!(fs::metadata(repo.path(path)).unwrap().uid(), NOBODY, "{path}");
    }
    let out = fs::metadata(repo.path("out")).unwrap();
    assert_eq!((out.ino(), out.mode() & 0o777), (inode, 0o750), "it is the same folder");

    // A crate that is new in the user's folder.
    chown(&repo.0, Some(NOBODY), Some(NOBODY)).unwrap();
    repo.run(&["codegen", "--spec", "specs/pets.yaml", "--out", "deep/new"]).exits(0);
    for path in ["deep", "deep/new", "deep/new/src", "deep/new/src/lib.rs"] {
        assert_eq!(fs::metadata(repo.path(path)).unwrap().uid(), NOBODY, "{path}");
    }
}

/// As a container's volume is one. The mount goes with the shell.
#[test]
fn an_empty_mount_point_is_written_to_again_and_again() {
    let repo = Repo::new();
    fs::create_dir(repo.path("out")).unwrap();
    let script = "mount -t tmpfs tmpfs out || exit 77\n\
         for run in 1 2; do \"$@\" || exit 1; done\n\
         \"$@\" --check || exit 2\n\
         test -f out/src/lib.rs || exit 3\n\
         test \"$(ls -A out | grep -c vetted)\" = 0 || exit 4";
    let mut shell = Command::new("unshare");
    shell.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    shell.arg(env!("CARGO_BIN_EXE_xtask")).arg("--root").arg(&repo.0).args(CODEGEN);
    match shell.current_dir(&repo.0).output() {
        // 1 is unshare's own as well, where the system allows no namespaces.
        Ok(output) if output.status.code() == Some(77) || is_refused(&output.stderr) => {
            eprintln!("skipped: this system lets nobody mount");
        }
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            assert!(beside(&repo).is_empty(), "{:?}", beside(&repo));
        }
        Err(err) => eprintln!("skipped: no unshare: {err}"),
    }
}

fn is_refused(stderr: &[u8]) -> bool {
    String::from_utf8_lossy(stderr).starts_with("unshare:")
}

/// Hidden names beside `out`.
fn beside(repo: &Repo) -> Vec<String> {
    let names = fs::read_dir(&repo.0).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).filter(|name| name.starts_with('.')).collect()
}

#[test]
fn what_an_earlier_version_left_is_neither_followed_nor_removed() {
    let repo = Repo::new();
    repo.run(&CODEGEN).exits(0);
    repo.write(PRECIOUS.0, PRECIOUS.1);
    for journal in
        ["put src/lib.rs\nend\n", "drop src/lib.rs\nend\n", "drop ../precious.txt\nend\n"]
    {
        let mut left = Vec::new();
        for folder in [".out.vetted", "out/.vetted"] {
            for (name, text) in [
                ("journal", journal),
                ("lock", ""),
                ("notes.txt", "mine"),
                ("tree/src/lib.rs", "mine"),
            ] {
                let path = format!("{folder}/{name}");
                repo.write(&path, text);
                left.push((path, text));
            }
        }
        for _ in 0..2 {
            repo.run(&OTHER).exits(0);
            repo.run(&CODEGEN).exits(0);
        }
        for (path, text) in left {
            assert_eq!(repo.read(&path), text, "{path}");
        }
        assert_eq!(repo.read(PRECIOUS.0), PRECIOUS.1);
        fs::remove_dir_all(repo.path("out/.vetted")).unwrap();
        assert_whole(&repo);
    }
}

#[test]
fn a_folder_of_somebody_elses_beside_a_new_one_stays() {
    let repo = Repo::new();
    repo.write(".out.vetted/notes.txt", "mine");
    repo.write("generated/.pets.vetted/notes.txt", "mine");
    repo.run(&CODEGEN).exits(0);
    repo.run(&["codegen"]).exits(0);
    assert_eq!(repo.read(".out.vetted/notes.txt"), "mine");
    assert_eq!(repo.read("generated/.pets.vetted/notes.txt"), "mine");
}

#[test]
fn a_link_where_a_lock_may_stand_is_not_followed() {
    let repo = Repo::new();
    repo.run(&CODEGEN).exits(0);
    repo.write(PRECIOUS.0, PRECIOUS.1);
    for name in ["lock", "journal", "journal.new"] {
        for folder in ["out/.vetted", ".out.vetted"] {
            fs::create_dir_all(repo.path(folder)).unwrap();
            symlink(repo.path(PRECIOUS.0), repo.path(folder).join(name)).unwrap();
        }
        repo.run(&OTHER).exits(0);
        repo.run(&CODEGEN).exits(0);
        assert_eq!(repo.read(PRECIOUS.0), PRECIOUS.1);
    }
    // In the place of the list, and of a file: told before anything changes.
    for path in ["generated-files.txt", "src/client.rs"] {
        let repo = Repo::new();
        repo.run(&CODEGEN).exits(0);
        repo.write(PRECIOUS.0, PRECIOUS.1);
        fs::remove_file(repo.path("out").join(path)).unwrap();
        symlink(repo.path(PRECIOUS.0), repo.path("out").join(path)).unwrap();
        let before = repo.snapshot("out");
        repo.run(&OTHER).exits(1).says(path).says("a link is in the way");
        assert_eq!(repo.snapshot("out"), before);
        assert_eq!(repo.read(PRECIOUS.0), PRECIOUS.1);
    }
}

/// Root may write anywhere, so that this runs as somebody else where the tests run as root.
#[test]
fn a_folder_that_cannot_be_written_to_is_found_before_anything_changes() {
    let repo = Repo::new();
    let program = repo.path("xtask");
    let is_root = is_root(&repo);
    fs::copy(env!("CARGO_BIN_EXE_xtask"), &program).unwrap();
    let document = document("toys");
    repo.write(
        "specs/toys.yaml",
        &document.replace("[Things]", "[Others]").replace("Things", "Others"),
    );
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.arg("--root").arg(&repo.0).args(arguments).args(["--runtime", "0.1"]);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.current_dir(&repo.0).output().unwrap()
    };
    fs::create_dir(repo.path("out")).unwrap();
    if is_root {
        chown(&repo.0, Some(NOBODY), Some(NOBODY)).unwrap();
        chown(repo.path("out"), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    assert!(run(&CODEGEN).status.success());
    let before = repo.snapshot("out");
    for folder in ["out/src", "out/examples", "out"] {
        let set = |mode| {
            fs::set_permissions(repo.path(folder), fs::Permissions::from_mode(mode)).unwrap();
        };
        set(0o555);
        let output = run(&OTHER);
        assert_eq!(output.status.code(), Some(1), "{folder}: {output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(folder) && said.contains("cannot write"), "{said}");
        assert_eq!(repo.snapshot("out"), before, "{folder}");
        set(0o755);
    }
    assert!(run(&OTHER).status.success(), "and it is not stuck");
    assert!(run(&CODEGEN).status.success());
    assert_eq!(repo.snapshot("out"), before);
}

#[test]
fn a_users_file_that_begins_as_ours_stays() {
    let repo = Repo::new();
    let mine =
        "// @generated by vetted-codegen 0.1.0 from specs/pets.yaml. Do not edit.\n// But I did.\n";
    for path in ["out/src/mine.rs", "out/examples/mine.rs", "out/mine.rs"] {
        repo.run(&CODEGEN).exits(0);
        repo.write(path, mine);
        for run in [OTHER, CODEGEN, CODEGEN] {
            repo.run(&run).exits(0).says(path).says("left as it is");
        }
        assert_eq!(repo.read(path), mine);
        fs::remove_file(repo.path(path)).unwrap();
    }
    // Where no list is: the folder of an earlier version.
    fs::remove_file(repo.path("out/generated-files.txt")).unwrap();
    repo.write("out/src/mine.rs", mine);
    let told = repo.run(&[&CODEGEN[..], &["--format", "json"]].concat()).exits(0).json();
    let left = told.iter().find(|line| line["code"] == "left-standing").unwrap();
    assert_eq!(left["files"].as_array().unwrap().len(), 1, "{left}");
    assert_eq!(repo.read("out/src/mine.rs"), mine);
}

#[test]
fn a_folder_or_a_file_in_the_wrong_place_is_named_before_anything_changes() {
    for path in ["generated-files.txt", "src/lib.rs", "Cargo.toml"] {
        let repo = Repo::new();
        repo.write(&format!("out/{path}/x"), "mine");
        let before = repo.snapshot("out");
        repo.run(&CODEGEN).exits(1).says(&format!("out/{path}"));
        assert_eq!(repo.snapshot("out"), before);
    }
    let repo = Repo::new();
    repo.write("out/src", "mine");
    repo.run(&CODEGEN).exits(1).says("out/src`");
    assert_eq!(repo.snapshot("out"), [(repo.path("out/src"), b"mine".to_vec())]);
    repo.write("file", "mine");
    repo.run(&["codegen", "--spec", "specs/pets.yaml", "--out", "file"]).exits(1).says("file`");
    assert_eq!(repo.read("file"), "mine");
}

/// The list of the new crate is committed with it, and a run without it (as a check in CI) says so.
#[test]
fn a_check_writes_nothing_and_knows_the_list() {
    let repo = Repo::new();
    repo.run(&[&CODEGEN[..], &["--check"]].concat())
        .exits(1)
        .says("create  out/generated-files.txt");
    assert!(!repo.path("out").exists());
    repo.run(&CODEGEN).exits(0);
    fs::remove_file(repo.path("out/generated-files.txt")).unwrap();
    let modified = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let before = modified(&repo.path("out"));
    repo.run(&[&CODEGEN[..], &["--check"]].concat()).exits(1).says("out/generated-files.txt");
    assert_eq!(modified(&repo.path("out")), before);
    assert_eq!(beside(&repo), [] as [String; 0]);
}
