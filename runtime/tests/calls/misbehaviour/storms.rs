//! Many calls at once: what goes wrong for all of them must not be multiplied by them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::time::MissedTickBehavior;
use vetted_runtime::{Core, Json, Retries};

use super::{
    super::{config, server::End},
    GET, Reply, Server,
    credentials::{GET_OWN, fetches, issuer, with_token},
};

/// Each call that is on its way holds two open files here, the server's among them; some machines allow 256.
fn allow_many_connections() {
    rlimit::increase_nofile_limit(20_000).unwrap();
}

/// Sends that many calls at once; all go well.
async fn all_at_once(core: &Core, calls: usize) {
    let calls: Vec<_> =
        (0..calls).map(|_| tokio::spawn(core.request(&GET_OWN).send::<Json<i64>>())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), 1);
    }
}

/// 1,000 calls find that the token has ended: one of them fetches another, and all use it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_with_an_expired_token() {
    allow_many_connections();
    let server = issuer(Some(2), 1, Duration::ZERO).await;
    let core = with_token(&server).build().unwrap();
    all_at_once(&core, 1).await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let before = server.seen().len();
    all_at_once(&core, 1000).await;
    let seen = server.seen().split_off(before);
    assert_eq!((fetches(&seen), seen.len()), (1, 1001));
}

/// 1,000 calls are on their way when the server stops taking their token: one of them fetches another, and each is sent
/// once more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_whose_token_ends_in_flight() {
    allow_many_connections();
    // Long enough for all of them to be on their way.
    let server = issuer(None, 2, Duration::from_secs(1)).await;
    let core = with_token(&server).build().unwrap();
    all_at_once(&core, 1000).await;
    let seen = server.seen();
    let sent = |token| seen.iter().filter(|it| it.header("authorization") == Some(token)).count();
    // The token that was refused, and the one after it.
    assert_eq!((fetches(&seen), sent("Bearer t2")), (2, 1000));
    // On a machine that is busy some come late, and never see the first.
    assert!((500..=1000).contains(&sent("Bearer t1")), "{}", sent("Bearer t1"));
}

/// 10,000 calls in six seconds, of which the server is out of order for five: at most a fifth more requests than calls.
///
/// A machine that is busy takes longer; then the server is out of order until most of the calls have come.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_during_an_outage() {
    const CALLS: u32 = 10_000;
    const OUTAGE: Duration = Duration::from_secs(5);
    const ALL: Duration = Duration::from_secs(6);
    const AT_ONCE: u32 = 20;
    const MOST: usize = 8_000;
    allow_many_connections();
    let start = Instant::now();
    let asked = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        let number = asked.fetch_add(1, Ordering::Relaxed);
        let out_of_order = start.elapsed() < OUTAGE || number < MOST;
        match number % 3 {
            0 if out_of_order => Reply::raw("", End::Reset),
            1 if out_of_order => Reply::kept(503, "", End::Keep),
            2 if out_of_order => Reply::raw("", End::Close),
            _ => Reply::kept(200, "1", End::Keep),
        }
    })
    .await;
    // As everybody has them, but for pauses so short that retries fall into the outage.
    let retries = Retries::default().first_pause(Duration::from_millis(50));
    let core = config(&server).retries(retries).build().unwrap();
    let (went_well, mut calls) = (Arc::new(AtomicUsize::new(0)), Vec::new());
    // A few at a time. A machine that cannot follow has more time, and not more calls at once.
    let mut ticks = tokio::time::interval(ALL * AT_ONCE / CALLS);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for call in 0..CALLS {
        if call % AT_ONCE == 0 {
            ticks.tick().await;
        }
        let (request, went_well) = (core.request(&GET), Arc::clone(&went_well));
        calls.push(tokio::spawn(async move {
            if request.send::<Json<i64>>().await.is_ok() {
                went_well.fetch_add(1, Ordering::Relaxed);
            }
        }));
    }
    for call in calls {
        call.await.unwrap();
    }
    let (requests, went_well) = (server.seen().len(), went_well.load(Ordering::Relaxed));
    println!("{CALLS} calls, {requests} requests, {went_well} went well, {:?}", start.elapsed());
    assert!(requests <= 12_000, "{requests} requests");
    // So that it is an outage that was measured, and its end. Where the machine is very busy some calls do not connect.
    assert!(requests >= 9_000, "{requests} requests");
    assert!((100..=2_200).contains(&went_well), "{went_well} calls went well");
}
