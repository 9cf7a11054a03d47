//! The cases of google/robotstxt's `robots_test.cc` that stand for RFC 9309 (`ID_…`), and those of its documentation
//! (Copyright 2019 Google LLC, Apache License 2.0; put into tables).
//!
//! Where this reader differs, the RFC says otherwise than the suite: an address that is not percent-encoded is, before it is
//! compared, and `%62%61%7A` is `baz` (2.2.2). Both are tested in `tests.rs`. Not taken over: `index.html` as another name of its folder.

use super::{judge, parse};

/// Robots, agent, the addresses that are allowed, those that are not.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const RFC: &[Case] = &[
    ("", "FooBot", &[""], &[]),
    ("user-agent: FooBot\ndisallow: /\n", "", &[""], &[]),
    ("user-agent: FooBot\ndisallow: /\n", "FooBot", &[], &[""]),
    // ID_LineSyntax_Line
    ("user-agent: FooBot\ndisallow: /\n", "FooBot", &[], &["http://foo.bar/x/y"]),
    ("foo: FooBot\nbar: /\n", "FooBot", &["http://foo.bar/x/y"], &[]),
    ("user-agent FooBot\ndisallow /\n", "FooBot", &[], &["http://foo.bar/x/y"]),
    // ID_LineSyntax_Groups
    (
        GROUPS,
        "FooBot",
        &["http://foo.bar/x/b", "http://foo.bar/z/d"],
        &["http://foo.bar/y/c", "http://foo.bar/foo/bar/"],
    ),
    (
        GROUPS,
        "BarBot",
        &["http://foo.bar/y/c", "http://foo.bar/w/a"],
        &["http://foo.bar/z/d", "http://foo.bar/foo/bar/"],
    ),
    (GROUPS, "BazBot", &["http://foo.bar/z/d"], &["http://foo.bar/foo/bar/"]),
    // ID_LineSyntax_Groups_OtherRules
    (
        "User-agent: BarBot\nSitemap: https://foo.bar/sitemap\nUser-agent: *\nDisallow: /\n",
        "FooBot",
        &[],
        &["http://foo.bar/"],
    ),
    (
        "User-agent: BarBot\nSitemap: https://foo.bar/sitemap\nUser-agent: *\nDisallow: /\n",
        "BarBot",
        &[],
        &["http://foo.bar/"],
    ),
    (
        "User-agent: FooBot\nInvalid-Unknown-Line: unknown\nUser-agent: *\nDisallow: /\n",
        "FooBot",
        &[],
        &["http://foo.bar/"],
    ),
    (
        "User-agent: FooBot\nInvalid-Unknown-Line: unknown\nUser-agent: *\nDisallow: /\n",
        "BarBot",
        &[],
        &["http://foo.bar/"],
    ),
    // ID_REPLineNamesCaseInsensitive
    (
        "USER-AGENT: FooBot\nALLOW: /x/\nDISALLOW: /\n",
        "FooBot",
        &["http://foo.bar/x/y"],
        &["http://foo.bar/a/b"],
    ),
    (
        "user-agent: FooBot\nallow: /x/\ndisallow: /\n",
        "FooBot",
        &["http://foo.bar/x/y"],
        &["http://foo.bar/a/b"],
    ),
    (
        "uSeR-aGeNt: FooBot\nAlLoW: /x/\ndIsAlLoW: /\n",
        "FooBot",
        &["http://foo.bar/x/y"],
        &["http://foo.bar/a/b"],
    ),
    // ID_UserAgentValueCaseInsensitive
    (
        "User-Agent: FOO BAR\nAllow: /x/\nDisallow: /\n",
        "Foo",
        &["http://foo.bar/x/y"],
        &["http://foo.bar/a/b"],
    ),
    (
        "User-Agent: foo bar\nAllow: /x/\nDisallow: /\n",
        "Foo",
        &["http://foo.bar/x/y"],
        &["http://foo.bar/a/b"],
    ),
    (
        "User-Agent: FoO bAr\nAllow: /x/\nDisallow: /\n",
        "foo",
        &["http://foo.bar/x/y"],
        &["http://foo.bar/a/b"],
    ),
    // ID_GlobalGroups_Secondary
    ("user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n", "FooBot", &[], &["http://foo.bar/x/y"]),
    ("user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n", "BarBot", &["http://foo.bar/x/y"], &[]),
    (
        "user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /\nuser-agent: BazBot\ndisallow: /\n",
        "QuxBot",
        &["http://foo.bar/x/y"],
        &[],
    ),
    // ID_AllowDisallow_Value_CaseSensitive
    ("user-agent: FooBot\ndisallow: /x/\n", "FooBot", &[], &["http://foo.bar/x/y"]),
    ("user-agent: FooBot\ndisallow: /X/\n", "FooBot", &["http://foo.bar/x/y"], &[]),
    // ID_LongestMatch
    (
        "user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/\n",
        "FooBot",
        &[],
        &["http://foo.bar/x/page.html"],
    ),
    (
        "user-agent: FooBot\nallow: /x/page.html\ndisallow: /x/\n",
        "FooBot",
        &["http://foo.bar/x/page.html"],
        &["http://foo.bar/x/"],
    ),
    ("user-agent: FooBot\ndisallow: \nallow: \n", "FooBot", &["http://foo.bar/x/page.html"], &[]),
    ("user-agent: FooBot\ndisallow: /\nallow: /\n", "FooBot", &["http://foo.bar/x/page.html"], &[]),
    (
        "user-agent: FooBot\ndisallow: /x\nallow: /x/\n",
        "FooBot",
        &["http://foo.bar/x/"],
        &["http://foo.bar/x"],
    ),
    (
        "user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/page.html\n",
        "FooBot",
        &["http://foo.bar/x/page.html"],
        &[],
    ),
    (
        "user-agent: FooBot\nallow: /page\ndisallow: /*.html\n",
        "FooBot",
        &["http://foo.bar/page"],
        &["http://foo.bar/page.html"],
    ),
    (
        "user-agent: FooBot\nallow: /x/page.\ndisallow: /*.html\n",
        "FooBot",
        &["http://foo.bar/x/page.html"],
        &["http://foo.bar/x/y.html"],
    ),
    (
        "User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n",
        "FooBot",
        &["http://foo.bar/x/page"],
        &["http://foo.bar/y/page"],
    ),
    // ID_Encoding
    (
        "User-agent: FooBot\nDisallow: /\nAllow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par\n",
        "FooBot",
        &["http://foo.bar/foo/bar?qux=taz&baz=http://foo.bar?tar&par"],
        &[],
    ),
    (
        "User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/ツ\n",
        "FooBot",
        &["http://foo.bar/foo/bar/%E3%83%84"],
        &[],
    ),
    (
        "User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/%E3%83%84\n",
        "FooBot",
        &["http://foo.bar/foo/bar/%E3%83%84"],
        &[],
    ),
    (
        "User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/%62%61%7A\n",
        "FooBot",
        &["http://foo.bar/foo/bar/%62%61%7A"],
        &[],
    ),
    // ID_SpecialCharacters; the suite's addresses say `quz` where its rules say `qux`.
    (
        "User-agent: FooBot\nDisallow: /foo/bar/quz\nAllow: /foo/*/qux\n",
        "FooBot",
        &["http://foo.bar/foo/quz", "http://foo.bar/foo//quz", "http://foo.bar/foo/bax/quz"],
        &["http://foo.bar/foo/bar/quz"],
    ),
    (
        "User-agent: FooBot\nDisallow: /foo/bar$\nAllow: /foo/bar/qux\n",
        "FooBot",
        &["http://foo.bar/foo/bar/qux", "http://foo.bar/foo/bar/", "http://foo.bar/foo/bar/baz"],
        &["http://foo.bar/foo/bar"],
    ),
    (
        "User-agent: FooBot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n",
        "FooBot",
        &["http://foo.bar/foo/bar"],
        &["http://foo.bar/foo/quz"],
    ),
];

const GROUPS: &str = "allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\nuser-agent: BarBot\ndisallow: /\nallow: /y/\n\n\n\
    allow: /w/\nuser-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /\n";

/// A rule that is allowed beside `Disallow: /`, the paths that are of it, those that are not.
const DOCUMENTED: &[(&str, &[&str], &[&str])] = &[
    (
        "/fish",
        &[
            "/fish",
            "/fish.html",
            "/fish/salmon.html",
            "/fishheads",
            "/fishheads/yummy.html",
            "/fish.html?id=anything",
        ],
        &["/bar", "/Fish.asp", "/catfish", "/?id=fish"],
    ),
    (
        "/fish*",
        &[
            "/fish",
            "/fish.html",
            "/fish/salmon.html",
            "/fishheads",
            "/fishheads/yummy.html",
            "/fish.html?id=anything",
        ],
        &["/bar", "/Fish.bar", "/catfish", "/?id=fish"],
    ),
    (
        "/fish/",
        &["/fish/", "/fish/salmon", "/fish/?salmon", "/fish/salmon.html", "/fish/?id=anything"],
        &["/bar", "/fish", "/fish.html", "/Fish/Salmon.html"],
    ),
    (
        "/*.php",
        &[
            "/filename.php",
            "/folder/filename.php",
            "/folder/filename.php?parameters",
            "//folder/any.php.file.html",
            "/filename.php/",
            "/index?f=filename.php/",
        ],
        &["/bar", "/php/", "/index?php", "/windows.PHP"],
    ),
    (
        "/*.php$",
        &["/filename.php", "/folder/filename.php"],
        &[
            "/bar",
            "/filename.php?parameters",
            "/filename.php/",
            "/filename.php5",
            "/php/",
            "/filename?php",
            "/aaaphpaaa",
            "//windows.PHP",
        ],
    ),
    ("/fish*.php", &["/fish.php", "/fishheads/catfish.php?parameters"], &["/bar", "/Fish.PHP"]),
    ("/p", &["/page"], &[]),
    ("/$", &["/"], &["/page.html"]),
];

#[test]
fn rfc_cases_of_the_suite() {
    for (robots, agent, allowed, refused) in RFC {
        let robots_file = parse(robots.as_bytes());
        for url in *allowed {
            assert!(judge(&robots_file, agent, url).allowed, "{url} for {agent} by {robots}");
        }
        for url in *refused {
            assert!(!judge(&robots_file, agent, url).allowed, "{url} for {agent} by {robots}");
        }
    }
}

#[test]
fn documented_cases_of_the_suite() {
    for (rule, allowed, refused) in DOCUMENTED {
        let robots = parse(format!("user-agent: FooBot\ndisallow: /\nallow: {rule}\n").as_bytes());
        let judged = |path: &&&str| judge(&robots, "FooBot", &format!("http://foo.bar{path}")).allowed;
        assert_eq!(allowed.iter().find(|path| !judged(path)), None, "{rule}");
        assert_eq!(refused.iter().find(|path| judged(path)), None, "{rule}");
    }
    let tie = parse(b"user-agent: FooBot\nallow: /folder\ndisallow: /folder\n");
    assert!(judge(&tie, "FooBot", "http://example.com/folder/page").allowed);
    let longer = parse(b"user-agent: FooBot\nallow: /page\ndisallow: /*.htm\n");
    assert!(!judge(&longer, "FooBot", "http://example.com/page.htm").allowed);
}

#[test]
fn long_lines_are_cut_as_google_cuts_them() {
    let path = format!("/x/{}", "a".repeat(2083 * 8 - "/x/".len() - "disallow: ".len()));
    let robots = parse(format!("user-agent: FooBot\ndisallow: {path}/qux\n").as_bytes());
    assert!(judge(&robots, "FooBot", "http://foo.bar/fux").allowed);
    assert!(!judge(&robots, "FooBot", &format!("http://foo.bar{path}/fux")).allowed);
}

#[test]
fn lines_and_marks() {
    let last = |text: &str| judge(&parse(text.as_bytes()), "bar", "/").line;
    for end in ["\n", "\r\n", "\r"] {
        let text =
            format!("User-Agent: foo{end}Allow: /some/path{end}User-Agent: bar{end}{end}{end}Disallow: /");
        assert_eq!(last(&text), Some(6), "{end:?}");
    }
    assert_eq!(last("User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /"), Some(6));
    let refuses = |bytes: &[u8]| !judge(&parse(bytes), "foo", "/AnyValue").allowed;
    for mark in ["\u{FEFF}".as_bytes(), b"\xEF\xBB", b"\xEF"] {
        assert!(refuses(&[mark, b"User-Agent: foo\nDisallow: /AnyValue\n"].concat()), "{mark:?}");
    }
    assert!(!refuses(b"\xEF\x11\xBFUser-Agent: foo\nDisallow: /AnyValue\n"));
    assert!(!refuses("User-Agent: foo\n\u{FEFF}Disallow: /AnyValue\n".as_bytes()));
    assert_eq!(
        parse(b"User-Agent: foo\nAllow: /a\nSitemap: http://foo.bar/sitemap.xml\n").sitemaps,
        ["http://foo.bar/sitemap.xml"]
    );
    assert_eq!(
        parse(b"Sitemap: http://foo.bar/sitemap.xml\nUser-Agent: foo\n").sitemaps,
        ["http://foo.bar/sitemap.xml"]
    );
}
