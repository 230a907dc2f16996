//! The table under "Style Examples" of OpenAPI, cell by cell, as bytes on the wire.
//!
//! <https://spec.openapis.org/oas/v3.0.4.html#style-examples>. Its columns are an empty string, a string, an array and
//! an object. A cell that the table leaves undefined (`n/a`) is what the style's default gives.

use serde_json::{Value, json};
use vetted_runtime::{Empty, Operation, Request, Style};

use super::{GET, Reply, Server, core};

/// What follows the value keeps the URL parser from touching it.
static PATH: Operation = Operation::new("getColor", "GET", "/c/{color}/x");

/// The columns of the table.
fn columns() -> [Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ]
}

async fn server() -> Server {
    Server::start(|_| Reply::json("null")).await
}

/// What came of sending each column; None if nothing was sent.
async fn row(
    server: &Server,
    set: impl Fn(&vetted_runtime::Core, &Value) -> Request,
    read: impl Fn(&super::Seen) -> Option<String>,
) -> [Option<String>; 4] {
    let core = core(server);
    let mut cells = Vec::new();
    for value in columns() {
        let before = server.seen().len();
        let answer = set(&core, &value).send::<Empty>().await;
        let seen = server.seen();
        assert_eq!(answer.is_ok(), seen.len() > before);
        cells.push(seen.get(before).and_then(&read));
    }
    cells.try_into().unwrap()
}

#[tokio::test]
async fn paths() {
    let server = server().await;
    for (style, cells) in [
        (
            Style::Matrix,
            [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
        ),
        (
            Style::MatrixExploded,
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
        // An empty label is a dot, and an empty `simple` nothing: neither is a segment that arrives. They are refused.
        (Style::Label, ["", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (Style::LabelExploded, ["", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (Style::Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::SimpleExploded, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ] {
        let set = |core: &vetted_runtime::Core, value: &Value| {
            core.request(&PATH).path_as("color", value, style)
        };
        let read = |seen: &super::Seen| {
            Some(seen.target.strip_prefix("/v1/c/")?.strip_suffix("/x")?.to_owned())
        };
        let expected = cells.map(|cell| (!cell.is_empty()).then(|| cell.to_owned()));
        assert_eq!(row(&server, set, read).await, expected, "{style:?}");
    }
}

#[tokio::test]
async fn queries() {
    let server = server().await;
    for (style, cells) in [
        (
            Style::Form,
            ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
        ),
        (
            Style::FormJoined,
            ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ),
        (
            Style::Space,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            Style::Pipe,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (
            Style::DeepObject,
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
        (
            Style::Json,
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ],
        ),
    ] {
        let set = |core: &vetted_runtime::Core, value: &Value| {
            core.request(&GET).query_as("color", value, style)
        };
        let read = |seen: &super::Seen| Some(seen.target.strip_prefix("/v1/things?")?.to_owned());
        let expected = cells.map(|cell| Some(cell.to_owned()));
        assert_eq!(row(&server, set, read).await, expected, "{style:?}");
    }
}

#[tokio::test]
async fn headers() {
    let server = server().await;
    for (style, cells) in [
        (Style::Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::SimpleExploded, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        (
            Style::Json,
            ["\"\"", "\"blue\"", r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#],
        ),
    ] {
        let set = |core: &vetted_runtime::Core, value: &Value| {
            core.request(&GET).header_param_as("color", value, style)
        };
        let read = |seen: &super::Seen| seen.header("color").map(str::to_owned);
        let expected = cells.map(|cell| Some(cell.to_owned()));
        assert_eq!(row(&server, set, read).await, expected, "{style:?}");
    }
}

#[tokio::test]
async fn cookies() {
    let server = server().await;
    for (style, cells) in [
        // What stands between the pairs of a query stands here as cookies write it.
        (
            Style::Form,
            ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
        ),
        (
            Style::FormJoined,
            ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ),
    ] {
        let set = |core: &vetted_runtime::Core, value: &Value| {
            core.request(&GET).cookie_as("color", value, style)
        };
        let read = |seen: &super::Seen| seen.header("cookie").map(str::to_owned);
        let expected = cells.map(|cell| Some(cell.to_owned()));
        assert_eq!(row(&server, set, read).await, expected, "{style:?}");
    }
    let server = self::server().await;
    let request = core(&server).request(&GET).cookie("a", "1").cookie("b", "2").cookie("a", "3");
    request.send::<Empty>().await.unwrap();
    assert_eq!(server.only().header("cookie"), Some("b=2; a=3"), "the same name again replaces");
}

/// No value of a list or an object can be taken for more than it is: what separates values is encoded in each.
#[tokio::test]
async fn values_with_separators_stay_apart() {
    let server = server().await;
    let tricky = json!(["a,b", "c;d", "e.f", "g|h i", "j&k=l"]);
    for (style, expected) in [
        (Style::Simple, "/v1/c/a%2Cb,c%3Bd,e.f,g%7Ch%20i,j%26k%3Dl/x"),
        (Style::Matrix, "/v1/c/;color=a%2Cb,c%3Bd,e.f,g%7Ch%20i,j%26k%3Dl/x"),
    ] {
        let request = core(&server).request(&PATH).path_as("color", &tricky, style);
        request.send::<Empty>().await.unwrap();
        assert_eq!(server.seen().last().unwrap().target, expected);
    }
    for (style, expected) in [
        (Style::FormJoined, "color=a%2Cb,c%3Bd,e.f,g%7Ch%20i,j%26k%3Dl"),
        (Style::Pipe, "color=a%2Cb%7Cc%3Bd%7Ce.f%7Cg%7Ch%20i%7Cj%26k%3Dl"),
    ] {
        let request = core(&server).request(&GET).query_as("color", &tricky, style);
        request.send::<Empty>().await.unwrap();
        assert_eq!(server.seen().last().unwrap().target, format!("/v1/things?{expected}"));
    }
}

#[tokio::test]
async fn deep_objects_to_any_depth() {
    let server = server().await;
    let value = json!({
        "status": {"in": ["a", "b"], "not": null, "empty": []},
        "of": [{"x": 1}, {"y": [2, 3]}],
        "mixed": [1, {"z": true}],
        "a]b": "&",
    });
    let request = core(&server).request(&GET).query_as("filter", &value, Style::DeepObject);
    request.send::<Empty>().await.unwrap();
    let target = server.only().target;
    let query = target.split_once('?').unwrap().1.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        query.split('&').collect::<Vec<_>>(),
        [
            "filter[status][in][]=a",
            "filter[status][in][]=b",
            "filter[of][0][x]=1",
            "filter[of][1][y][]=2",
            "filter[of][1][y][]=3",
            "filter[mixed][0]=1",
            "filter[mixed][1][z]=true",
            "filter[a]b]=%26",
        ]
    );
}

#[tokio::test]
async fn reserved_characters_go_out_as_they_are() {
    let server = server().await;
    let core = core(&server);
    let all = ":/?#[]@!$&'()*+,;= %";
    let request = core.request(&GET).query_reserved("q", all, Style::Form);
    request.send::<Empty>().await.unwrap();
    let request = core.request(&PATH).path_reserved("color", all, Style::Simple);
    request.send::<Empty>().await.unwrap();
    let request = core.request(&PATH).path("color", all);
    request.send::<Empty>().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].target, "/v1/things?q=:/?%23%5B%5D@!$%26%27()*%2B,;=%20%25");
    assert_eq!(seen[1].target, "/v1/c/:/%3F%23%5B%5D@!$&'()*+,;=%20%25/x");
    assert_eq!(
        seen[2].target,
        "/v1/c/%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25/x"
    );
    for climbing in ["../x", "a/..", "a/./b", ".."] {
        let request = core.request(&PATH).path_reserved("color", climbing, Style::Simple);
        assert!(request.send::<Empty>().await.is_err(), "{climbing}");
    }
    assert_eq!(server.seen().len(), 3);
}
