use super::{Kind, discreet};

fn check(url: &str, expected: Option<(Kind, &str)>) {
    let found = discreet(url);
    assert_eq!(found.as_ref().map(|found| (found.kind, found.place.as_str())), expected, "{url}");
}

#[test]
fn tokens() {
    check("https://example.com/a?token=1", Some((Kind::Token, "token")));
    check("https://example.com/a?id=1&Access-Token=abc", Some((Kind::Token, "Access-Token")));
    check(
        "https://bucket.example.com/a.pdf?X-Amz-Credential=x&X-Amz-Signature=y",
        Some((Kind::Token, "X-Amz-Credential")),
    );
    check("https://example.com/a.pdf?sv=2022&sig=abc%3D", Some((Kind::Token, "sig")));
    check("https://example.com/a;jsessionid=0A1B?b=1", Some((Kind::Token, "jsessionid")));
    check("https://example.com/#access_token=abc", Some((Kind::Token, "access_token")));
    check(
        "https://example.com/a?q=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        Some((Kind::Token, "q")),
    );
    check("https://files.example.com/d/1aB3xY9zQ7mK2pL5wN8vR4tS6u/view", Some((Kind::Token, "path")));
    check("https://example.com/a?k=1aB3xY9zQ7mK2pL5wN8vR4tS6u", Some((Kind::Token, "k")));
}

#[test]
fn persons_and_sign_ins() {
    check("https://example.com/unsub?m=taro%40example.co.jp", Some((Kind::Person, "m")));
    check("https://example.com/users/taro@example.com/", Some((Kind::Person, "path")));
    check("https://example.com/a?email=taro", Some((Kind::Person, "email")));
    check("https://taro:secret@example.com/", Some((Kind::SignIn, "user")));
    check("https://example.com/Login.aspx?next=/news", Some((Kind::SignIn, "Login.aspx")));
    check("https://example.com/wp-login.php", Some((Kind::SignIn, "wp-login.php")));
    check("https://example.com/my-page/", Some((Kind::SignIn, "my-page")));
}

#[test]
fn what_everybody_may_have() {
    for url in [
        "https://example.com/news/2025/1206.html?id=7&page=2",
        "https://example.com/news/login-attack.html",
        "https://example.com/news/password-list-attack/",
        "https://example.com/ir/3f2504e0-4f89-11d3-9a0c-0305e82c3301.pdf",
        "https://example.com/d41d8cd98f00b204e9800998ecf8427e.pdf",
        "https://example.com/@example/1",
        "https://example.com/img/logo@2x.png",
        "https://example.com/?token=&auth=",
        "https://example.com/#session-3",
        "https://example.com/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B",
        "no address",
        "/login",
    ] {
        check(url, None);
    }
}

proptest::proptest! {
    #[test]
    fn any_words_end(words in "https://[a-z@:.]{1,12}/[a-zA-Z0-9@%;=&?#.+ あ-]{0,60}") {
        let _ = discreet(&words);
    }
}
