use vetted_codegen::diagnostic::At;

use super::{Level, parse};

#[test]
fn all_settings() {
    let settings = parse(
        "name = \"acme-pets\"\nversion = \"0.2.0-rc.1\"\nfeatures = [\"a\"]\n\
         [replace]\nMoney = \"crate::Money\"\n[findings]\nuntyped = \"deny\"\n",
        "a.toml",
    )
    .unwrap();
    assert_eq!(settings.name.as_deref(), Some("acme-pets"));
    assert_eq!(settings.version.as_deref(), Some("0.2.0-rc.1"));
    assert_eq!(settings.features, ["a"]);
    assert_eq!(settings.replace["Money"], "crate::Money");
    assert_eq!(settings.levels["untyped"], Level::Deny);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (text, line, column) in [
        ("nam = \"x\"\n", 1, 1),
        ("\nname = 3\n", 2, 8),
        ("version = \"1.2\"\n", 1, 11),
        ("version = \"01.2.3\"\n", 1, 11),
        ("[replace]\n\"é\" = \"a b\"\n", 2, 7),
        ("features = [1]\n", 1, 13),
        ("[findings]\nuntyped = \"loud\"\n", 2, 11),
        ("[findings]\nuntypd = \"deny\"\n", 2, 1),
        ("name = \n", 1, 8),
        ("nullable = \"Pet.owner\"\n", 1, 12),
        ("optional = [\"Pet\"]\n", 1, 13),
        ("checks = false\n", 1, 10),
        ("keep_unknown = \"true\"\n", 1, 16),
        ("keep_unknwon = true\n", 1, 1),
        ("[nullable]\n\"Pet.owner\" = 1\n", 2, 15),
        ("[nullable]\nPet = [\"\"]\n", 2, 8),
    ] {
        let findings = parse(text, "a.toml").unwrap_err();
        let At::Text { line: l, column: c } = findings[0].at else { panic!("{findings:?}") };
        assert_eq!((l, c), (line, column), "{text:?}: {findings:?}");
    }
}

#[test]
fn unknown_keys_are_kept_if_that_is_said() {
    for (text, kept) in
        [("", false), ("keep_unknown = true\n", true), ("keep_unknown = false\n", false)]
    {
        assert_eq!(parse(text, "a.toml").unwrap().ways.keep_unknown, kept, "{text:?}");
    }
}

#[test]
fn fields_are_named_in_a_list_or_a_table() {
    for text in [
        "nullable = [\"Pet.owner\", \"*.avatar\"]\n",
        "[nullable]\n\"Pet.owner\" = true\n\"*.avatar\" = true\n\"Pet.name\" = false\n",
        "[nullable]\nPet = [\"owner\"]\n\"*\" = [\"avatar\"]\n",
    ] {
        let settings = parse(text, "a.toml").unwrap();
        let mut names: Vec<_> =
            settings.ways.nullable.iter().map(|field| field.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["*.avatar", "Pet.owner"], "{text}");
    }
    let settings = parse("[optional]\n\"Pet.owner\" = true\n", "specs/a.toml").unwrap();
    let place = At::In("specs/a.toml".to_owned(), Box::new(At::Text { line: 2, column: 1 }));
    assert_eq!(settings.ways.optional[0].at, place);
}
