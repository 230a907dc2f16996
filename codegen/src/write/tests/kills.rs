//! For each moment at which a run can be killed: the next one ends whole, and nothing of the killed one is left.

use std::{fs, mem, path::Path};

use super::{
    super::{File, LIST, plan, stage::Work},
    Folder, file, first, put, second, snapshot, whole, write,
};

/// Where a run is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// Before this many files were staged.
    Staging(usize),
    /// After this many steps; one more than there are is before the record goes.
    CommitStep(usize),
}

/// Leaves everything as a kill does: what is on the disk stays, the lock goes. `false` when the run ended before.
fn killed(dir: &Path, files: Vec<File>, at: Moment) -> bool {
    let staged = plan(dir, files).unwrap().stage().unwrap();
    let Work::Files(mut record, steps, _) = staged.work else { panic!("nothing to do") };
    match at {
        Moment::Staging(count) => {
            let temporary = temporaries(dir);
            if count >= temporary.len() {
                return false;
            }
            temporary.iter().skip(count).for_each(|path| fs::remove_file(path).unwrap());
        }
        Moment::CommitStep(count) => {
            if count > steps.len() {
                return false;
            }
            steps.iter().take(count).for_each(|step| step.take(dir).unwrap());
        }
    }
    record.unlock();
    mem::forget(record);
    true
}

/// The files below a folder that have names of ours, without records.
fn temporaries(dir: &Path) -> Vec<std::path::PathBuf> {
    let names = snapshot(dir).into_iter().map(|(name, _)| name);
    let is_temporary = |name: &String| {
        name.rsplit('/')
            .next()
            .unwrap()
            .strip_prefix(".vetted-")
            .is_some_and(|rest| rest.contains('-'))
    };
    names.filter(is_temporary).map(|name| dir.join(name)).collect()
}

fn third() -> Vec<File> {
    vec![file("Cargo.toml", "third"), file("src/lib.rs", "third")]
}

#[test]
fn a_killed_run_is_finished_by_the_next_whatever_it_emits() {
    for moment in [Moment::Staging, Moment::CommitStep] {
        for count in 0.. {
            let folder = Folder::new();
            let dir = folder.krate();
            write(&dir, first());
            if !killed(&dir, second(), moment(count)) {
                assert!(count > 4, "{count}");
                break;
            }
            assert!(plan(&dir, second()).unwrap().is_unfinished());
            // Forwards, backwards, or elsewhere; and killed once more on the way.
            for next in [second(), first(), third()] {
                let other = Folder::new();
                copy(&dir, &other.0);
                killed(&other.0, next.clone(), Moment::CommitStep(2));
                write(&other.0, next.clone());
                assert_eq!(snapshot(&other.0), whole(next), "{:?}", moment(count));
            }
        }
    }
}

#[test]
fn the_manifest_stands_at_any_moment_and_names_what_is_there() {
    for count in 0.. {
        let folder = Folder::new();
        let dir = folder.krate();
        write(&dir, first());
        if !killed(&dir, second(), Moment::CommitStep(count)) {
            break;
        }
        let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap();
        assert!(dir.join("src/lib.rs").exists());
        let names_tour = manifest.contains("second");
        assert!(!names_tour || dir.join("examples/tour.rs").exists(), "after {count} steps");
        assert!(names_tour || dir.join("src/types/pet.rs").exists(), "after {count} steps");
    }
}

#[test]
fn a_killed_upgrade_goes_on() {
    for count in 0.. {
        let folder = Folder::new();
        let dir = folder.krate();
        write(&dir, first());
        fs::remove_file(dir.join(LIST)).unwrap();
        if !killed(&dir, second(), Moment::CommitStep(count)) {
            break;
        }
        write(&dir, second());
        fs::remove_dir_all(dir.join("src/types")).unwrap();
        assert_eq!(snapshot(&dir), whole(second()), "after {count} steps");
    }
}

#[test]
fn a_killed_removal_goes_on() {
    for count in 0.. {
        let folder = Folder::new();
        let dir = folder.krate();
        write(&dir, first());
        if !killed(&dir, Vec::new(), Moment::CommitStep(count)) {
            break;
        }
        let next = plan(&dir, Vec::new()).unwrap();
        assert!(next.removes_folder() || next.is_empty(), "after {count} steps");
        next.stage().unwrap().commit().unwrap();
        // Between the last file and the folder itself there is nothing that says whose the folder was.
        assert!(snapshot(&folder.0).len() <= 1, "after {count} steps");
    }
}

#[test]
fn a_new_folder_that_was_begun_is_cleared_away() {
    for is_emptied in [false, true] {
        let folder = Folder::new();
        let dir = folder.krate();
        let staged = plan(&dir, first()).unwrap().stage().unwrap();
        let Work::Folder(mut record, _) = staged.work else { panic!("a new folder") };
        let begun = record.folder().to_owned();
        record.unlock();
        mem::forget(record);
        if is_emptied {
            fs::remove_dir_all(&begun).unwrap();
            fs::create_dir(&begun).unwrap();
        }
        assert_eq!(
            super::super::begun(begun.file_name().unwrap().to_str().unwrap()),
            Some("crate")
        );
        // Somebody else's beside it, however close the name.
        put(folder.0.join("deep/.crate.vetted/notes.txt"), "mine");
        put(folder.0.join("deep/.crate.vetted-0123/notes.txt"), "mine");

        let next = plan(&dir, Vec::new()).unwrap();
        assert!(next.is_empty() && next.is_unfinished());
        next.stage().unwrap().commit().unwrap();
        assert!(!begun.exists());
        assert_eq!(snapshot(&folder.0).len(), 2, "and nothing else");
    }
}

#[test]
fn what_only_looks_like_a_record_is_left() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let name = format!(".vetted-{}", "0".repeat(32));
    put(dir.join(&name), "mine\nsrc/lib.rs\n");
    put(dir.join("src/.vetted-x"), "mine");
    write(&dir, second());
    assert_eq!(fs::read_to_string(dir.join(&name)).unwrap(), "mine\nsrc/lib.rs\n");
    assert!(dir.join("src/.vetted-x").exists());

    // One that is ours, but names what is not.
    let marker = super::MARKER;
    put(folder.0.join("deep/outside"), "mine");
    put(
        dir.join(&name),
        &format!("{marker}\nsrc/lib.rs\n../outside\n../{name}-1\nsrc/.vetted-x\n"),
    );
    put(folder.0.join("deep").join(format!("{name}-1")), "mine");
    write(&dir, first());
    assert!(!dir.join(&name).exists());
    assert!(dir.join("src/.vetted-x").exists());
    assert!(folder.0.join("deep/outside").exists());
    assert!(folder.0.join("deep").join(format!("{name}-1")).exists());
    assert!(dir.join("src/lib.rs").exists());
}

/// A kill right after a file of somebody else's changed places with a temporary one.
#[test]
fn what_was_exchanged_in_the_moment_of_a_kill_stays() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    assert!(killed(&dir, second(), Moment::CommitStep(0)));
    let temporary = temporaries(&dir);
    let (exchanged, rest) = temporary.split_first().unwrap();
    put(exchanged, "mine");
    write(&dir, second());
    assert_eq!(fs::read_to_string(exchanged).unwrap(), "mine");
    assert!(rest.iter().all(|path| !path.exists()));
}

fn copy(from: &Path, to: &Path) {
    for (name, text) in snapshot(from) {
        match name.strip_suffix('/') {
            Some(folder) => fs::create_dir_all(to.join(folder)).unwrap(),
            None => put(to.join(name), &text),
        }
    }
}
