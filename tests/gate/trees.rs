//! What is built for a client, by its features.

use std::process::Command;

/// The names of all packages in the tree of a generated crate.
fn tree(package: &str, features: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p}", "-p", package])
        .args(features)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints text")
}

fn has(tree: &str, package: &str) -> bool {
    tree.lines().any(|line| line.split(' ').next() == Some(package))
}

#[test]
fn a_client_that_blocks_has_no_async_runtime() {
    for package in ["bindbee-ats", "checkout-identities", "hb-portal-v1", "hb-portal-v2"] {
        let blocking = tree(package, &["--no-default-features", "--features", "blocking"]);
        assert!(has(&blocking, "ureq"), "{blocking}");
        for absent in ["tokio", "reqwest", "hyper"] {
            assert!(!has(&blocking, absent), "{package} has {absent}:\n{blocking}");
        }
    }
}

#[test]
fn a_client_has_the_tls_that_was_asked_for() {
    let default = tree("bindbee-ats", &[]);
    assert!(has(&default, "reqwest") && has(&default, "rustls") && !has(&default, "native-tls"));
    assert!(!has(&default, "ureq"), "{default}");
    let native = tree("bindbee-ats", &["--no-default-features", "--features", "async,native-tls"]);
    assert!(has(&native, "native-tls") && !has(&native, "rustls"), "{native}");
    let bare = tree("bindbee-ats", &["--no-default-features"]);
    assert!(!has(&bare, "reqwest") && !has(&bare, "ureq") && !has(&bare, "rustls"), "{bare}");
}
