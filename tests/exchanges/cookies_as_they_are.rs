use case_cookies_as_they_are::Client;

use crate::support::{Server, run};

pub fn exchange() {
    let server = Server::json(r#""Ada""#);
    let builder = Client::builder().transport(server.clone());
    let client = builder.sid("s%3Aabc.d/e+f==").build().unwrap();
    let call = client.me().me().session("a/b=c:d%20@").ids(&[1, 2]);
    assert_eq!(run(call.send()).unwrap(), "Ada");
    let sent = "session=a/b=c:d%20@; ids=1,2; sid=s%3Aabc.d/e+f==";
    assert_eq!(server.only().header("cookie"), Some(sent));

    for forbidden in ["a;b", "a b", "a,b", "a\"b", "a\\b", "\u{e9}", "a\r\nb"] {
        let err = run(client.me().me().session(forbidden).send()).unwrap_err().to_string();
        assert!(err.contains("cannot stand in a cookie"), "{err}");
    }
    assert!(server.is_idle());
}
