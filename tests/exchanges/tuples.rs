use case_tuples::{
    Client,
    types::{Leg, Track},
};

use crate::support::{Server, run};

pub fn exchange() {
    let answer = r#"{"start":[1,2.5],"label":["a",3,null],"legs":[[[0,1],{"name":"b"}]],"before":[{"start":[3,4],"label":["c",5,true]},"2026-11-26"]}"#;
    let server = Server::json(answer);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let mut track = Track::new((1.0, 2.5), ("a".to_owned(), 3, None));
    track.legs = Some(vec![((0.0, 1.0), Leg::new("b"))]);
    let kept = run(client.tracks().put(&track).send()).unwrap();
    assert_eq!(
        server.only().body,
        r#"{"start":[1.0,2.5],"label":["a",3,null],"legs":[[[0.0,1.0],{"name":"b"}]]}"#
    );
    assert_eq!((kept.start, &kept.label, &kept.legs), (track.start, &track.label, &track.legs));
    let before = kept.before.value().unwrap();
    assert_eq!((before.0.start, before.1.to_string().as_str()), ((3.0, 4.0), "2026-11-26"));
    // A list of other items, or of more or fewer, is an error that names the place.
    for answer in [
        r#"{"start":[1,2],"label":["a",3]}"#,
        r#"{"start":[1,2],"label":["a",3,null,1]}"#,
        r#"{"start":[1,2],"label":[1,2,3]}"#,
    ] {
        let client = Client::builder().transport(Server::json(answer)).build().unwrap();
        let err = run(client.tracks().put(&track).send()).unwrap_err();
        assert!(err.to_string().contains("label"), "{err}");
    }
    // Numbers are read as JSON means them, and raw JSON keeps its digits or is an error.
    let kept = |kept: &str| format!(r#"{{"start":[1,2],"label":["a",3.0,null],"kept":{kept}}}"#);
    let read = |answer: String| {
        let client = Client::builder().transport(Server::json(answer.leak())).build().unwrap();
        run(client.tracks().put(&track).send())
    };
    let track = read(kept("[2.0,{\"a\":18446744073709551615},[3.0]]")).unwrap();
    let (count, raw, more) = track.kept.unwrap();
    assert_eq!((count, raw["a"].as_u64(), more), (2, Some(u64::MAX), Some(vec![3])));
    let err = read(kept("[2,123456789012345678901234567890,null]")).unwrap_err();
    assert!(err.to_string().contains("kept"), "{err}");
    let legs = (Leg::new("a"), Leg::new("b"));
    let server = Server::json("[123456789012345678901234567890,1]");
    let client = Client::builder().transport(server.clone()).build().unwrap();
    run(client.tracks().put_legs(&legs).send()).unwrap_err();
    assert_eq!(server.only().body, r#"[{"name":"a"},{"name":"b"}]"#);
}
