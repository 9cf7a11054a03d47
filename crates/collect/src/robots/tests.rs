use std::time::Duration;

use super::{Reason, judge, parse};

/// The example of RFC 9309, 5.1.
const SIMPLE: &str = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
    User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n\
    User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n";

#[test]
fn the_example_of_the_rfc() {
    let robots = parse(SIMPLE.as_bytes());
    for (agent, path, allowed, line) in [
        ("anybot", "/a.gif", false, Some(2)),
        ("anybot", "/a.gif?x", true, None),
        ("anybot", "/example/", false, Some(3)),
        ("anybot", "/publications/", true, Some(4)),
        ("anybot", "/publications/a.gif", true, Some(4)),
        ("foobot", "/", false, Some(7)),
        ("Foobot/2.1 (+https://example.com/)", "/example/page.html", true, Some(8)),
        ("foobot", "/example/allowed.gif", true, Some(9)),
        ("foobot", "/publications/", false, Some(7)),
        ("barbot", "/example/page.html", false, Some(13)),
        ("bazbot", "/example/page.html", false, Some(13)),
        ("bazbot", "/a.gif", true, None),
        // Named, and without a rule.
        ("quxbot", "/example/", true, None),
    ] {
        let verdict = judge(&robots, agent, &format!("https://example.com{path}"));
        assert_eq!((verdict.allowed, verdict.line), (allowed, line), "{agent} {path}");
    }
    // 5.2, the longest match.
    let robots =
        parse(b"User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n");
    assert!(judge(&robots, "foobot", "https://example.com/example/page/").allowed);
    assert!(!judge(&robots, "foobot", "https://example.com/example/page/disallowed.gif").allowed);
}

#[test]
fn groups_of_one_agent_are_one() {
    // 2.2.1.
    let robots = parse(
        b"User-Agent: ExampleBot\nDisallow: /foo\nDisallow: /bar\n\nUser-Agent: ExampleBot\nDisallow: /baz\n",
    );
    for path in ["/foo", "/bar", "/baz"] {
        assert!(!judge(&robots, "examplebot", path).allowed, "{path}");
    }
    assert_eq!(judge(&robots, "ExampleBots", "/foo").reason, Reason::NoGroup);
}

#[test]
fn spellings_of_one_path_are_one() {
    let robots = parse(
        "User-agent: *\nDisallow: /お知らせ/\nDisallow: /%62%61%7a\nDisallow: /path/file-with-a-%2A.html\n"
            .as_bytes(),
    );
    for path in [
        "/お知らせ/1",
        "/%e3%81%8a%E7%9F%A5%E3%82%89%E3%81%9B/1",
        "/baz",
        "/%62az",
        "/path/file-with-a-*.html",
    ] {
        assert!(!judge(&robots, "a", &format!("https://example.com{path}")).allowed, "{path}");
    }
    assert!(judge(&robots, "a", "https://example.com/path/file-with-a-b.html").allowed);
}

#[test]
fn delays_are_of_a_group() {
    let robots = parse(b"User-agent: a\nCrawl-delay: 2.5\nDisallow: /x\n\nUser-agent: *\nCrawl-delay: 99999999\nDisallow: /y\n\nUser-agent: b\nCrawl-delay: -1\nDisallow:");
    let delay = |agent| judge(&robots, agent, "/").crawl_delay;
    assert_eq!(delay("a"), Some(Duration::from_millis(2500)));
    assert_eq!(delay("c"), Some(Duration::from_secs(3600)));
    assert_eq!(delay("b"), None);
    let json = serde_json::to_string(&judge(&robots, "a", "/x")).unwrap();
    assert_eq!(
        json,
        r#"{"allowed":false,"reason":"rule","rule":"Disallow: /x","line":3,"group":"a","crawl_delay":2.5}"#
    );
}

#[test]
fn the_file_itself_is_allowed_and_size_is_bounded() {
    let robots = parse(b"User-agent: *\nDisallow: /");
    assert_eq!(judge(&robots, "a", "https://example.com/robots.txt").reason, Reason::RobotsFile);
    assert!(!judge(&robots, "a", "https://example.com/robots.txt.html").allowed);
    let long = format!("User-agent: *\n{}Disallow: /last\n", "# comment\n".repeat(60_000));
    let robots = parse(long.as_bytes());
    assert!(robots.is_cut && judge(&robots, "a", "/last").allowed);
    // The line over which the bound falls is left out.
    let cut = format!("User-agent: *\n{}\nDisallow: /a/b\n", " ".repeat((500 << 10) - 14 - 1 - 13));
    let robots = parse(cut.as_bytes());
    assert!(robots.is_cut && judge(&robots, "a", "/a/c").allowed);
    assert_eq!(parse(b""), super::Robots::default());
}

proptest::proptest! {
    #[test]
    fn any_file_is_read(text in "((user-agent|allow|disallow|crawl-delay|sitemap)?[ :*$/a-c%0-9\n\r#]{0,12}){0,12}", path in "/[a-c/*$%]{0,12}") {
        let robots = parse(text.as_bytes());
        proptest::prop_assert_eq!(judge(&robots, "a", &path), judge(&robots, "a", &path));
    }
}
