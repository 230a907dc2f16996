//! Proxies of the environment: what stays on this machine goes to none.
//!
//! An environment is one for all tests of a process, so that each test here runs in a process of its own.

use std::process::Command;

use vetted_runtime::{Credential, Json, Operation, Scheme};

use super::{Reply, Server, misbehaviour::Way};

/// Where the servers of the test listen, for the process that calls them.
const HERE: &str = "VETTED_TEST_HERE";
const THERE: &str = "VETTED_TEST_THERE";

const PROXIES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

static OAUTH: Scheme = Scheme::client_credentials("OAuth", "/token", &[]);
static OWN: Operation = Operation::new("getOwn", "GET", "/own").security(&[&[&OAUTH]]);

#[tokio::test]
async fn what_stays_on_this_machine_goes_to_no_proxy() {
    let proxy = Server::start(|_| Reply::status(200, "9")).await;
    let there = Server::start(|_| Reply::json("1")).await;
    let elsewhere = there.url("/moved");
    let here = Server::start(move |seen| match seen.target.as_str() {
        "/token" => Reply::json(r#"{"access_token":"t"}"#),
        "/far/own" => Reply::redirect(307, &elsewhere),
        _ => Reply::json("1"),
    })
    .await;
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["proxies::calls_of_a_process_with_proxies", "--exact", "--ignored", "--nocapture"]);
    child.env(HERE, here.url("")).env(THERE, there.url(""));
    child.env_remove("NO_PROXY").env_remove("no_proxy").env_remove("REQUEST_METHOD");
    for name in PROXIES {
        child.env(name, proxy.url(""));
    }
    let output = tokio::task::spawn_blocking(move || child.output().unwrap()).await.unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{output:?}");

    // The proxies are in use: what goes elsewhere goes to them, and nothing else does.
    let seen = proxy.seen();
    assert_eq!(seen.len(), 2, "{seen:?}");
    assert!(seen.iter().all(|seen| seen.target.contains("pets.invalid")), "{seen:?}");
    assert!(seen.iter().all(|seen| !format!("{seen:?}").contains("secret")), "{seen:?}");
    assert!(!there.seen().is_empty());
}

#[tokio::test]
#[ignore = "the test above runs it, in an environment of its own"]
async fn calls_of_a_process_with_proxies() {
    let (here, there) = (std::env::var(HERE).unwrap(), std::env::var(THERE).unwrap());
    let config = |base: &str| {
        let server = vetted_runtime::Server::new("https://pets.invalid", &[]);
        vetted_runtime::Config::new(server)
            .base_url(base)
            .credential(&OAUTH, Credential::client("id", "secret"))
            .retries(vetted_runtime::Retries::none())
    };
    let mut names = vec!["localhost", "LocalHost", "127.0.0.1", "127.1", "2130706433"];
    if cfg!(target_os = "linux") {
        names.push("0.0.0.0");
    }
    for way in Way::BOTH {
        for name in &names {
            for path in ["", "/far"] {
                let base = here.replace("127.0.0.1", name) + path;
                let core = config(&base).build().unwrap();
                let answer = way.send::<Json<i64>>(core.request(&OWN)).await;
                assert_eq!(answer.unwrap(), 1, "{way:?} {base}");
            }
        }
        // The token comes from here, the call goes elsewhere.
        let core =
            config("http://pets.invalid").allow_plain_http().token_url(here.clone() + "/token");
        let core = core.build().unwrap();
        let answer = way.send::<Json<i64>>(core.request(&OWN)).await;
        match way {
            Way::Awaited => assert_eq!(answer.unwrap(), 9),
            // ureq asks the proxy for a tunnel, which this one does not know.
            Way::Blocking => assert!(answer.is_err(), "{answer:?}"),
        }
    }
    assert!(there.starts_with("http://127.0.0.1:"));
}
