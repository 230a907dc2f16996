//! Modes and owners of what is written, as root and as anybody.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown},
    path::Path,
};

use super::{super::LIST, Folder, first, second, write};

fn owner(path: &Path) -> (u32, u32) {
    let found = fs::metadata(path).unwrap();
    (found.uid(), found.gid())
}

#[test]
fn a_replaced_file_keeps_its_mode() {
    let folder = Folder::new();
    let dir = folder.krate();
    write(&dir, first());
    let lib = dir.join("src/lib.rs");
    for mode in [0o640, 0o444, 0o755] {
        for files in [second(), first()] {
            fs::set_permissions(&lib, fs::Permissions::from_mode(mode)).unwrap();
            write(&dir, files);
            assert_eq!(fs::metadata(&lib).unwrap().mode() & 0o777, mode);
        }
    }
}

#[test]
fn as_root_what_is_written_belongs_to_whom_the_folder_does() {
    let folder = Folder::new();
    if chown(&folder.0, Some(1234), Some(2345)).is_err() {
        eprintln!("skipped: only root can give files away");
        return;
    }
    let dir = folder.krate();
    write(&dir, first());
    for path in ["", "..", "src", "src/types", "src/lib.rs", "Cargo.toml", LIST] {
        assert_eq!(owner(&dir.join(path)), (1234, 2345), "{path}");
    }
    chown(dir.join("src/lib.rs"), Some(77), Some(78)).unwrap();
    write(&dir, second());
    assert_eq!(owner(&dir.join("src/lib.rs")), (77, 78));
    for path in ["", "src", "examples", "examples/tour.rs", "Cargo.toml", LIST] {
        assert_eq!(owner(&dir.join(path)), (1234, 2345), "{path}");
    }
}
