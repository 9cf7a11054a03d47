//! What went wrong in adding and collecting, in Japanese (`errors.ja.toml`); in English it is the errors' own words.

mod own;

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Display;
use std::sync::OnceLock;

use jikenbo_collect::Error as Fetching;
use serde::Deserialize;

use super::{Words, fill};
use crate::Error;
use crate::fault::Fault;

section! {
    /// What stands around an error's words.
    Frame { error, cause, hint }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: Frame,
    lines: BTreeMap<String, String>,
    hints: BTreeMap<String, String>,
    inside: BTreeMap<String, String>,
    faults: BTreeMap<String, String>,
    /// What is expected or found, by its English words.
    phrases: BTreeMap<String, String>,
}

fn japanese() -> &'static File {
    static JA: OnceLock<File> = OnceLock::new();
    // A test parses it.
    JA.get_or_init(|| toml::from_str(include_str!("errors.ja.toml")).expect("the words are complete"))
}

/// An error's key and what its words are filled with; words of vocabularies as they are kept.
pub(crate) type Said<'a> = (&'static str, Vec<(&'static str, String)>);

impl Words {
    /// Why a look failed, on one line.
    pub fn source_fault(&self, fault: &Fault) -> String {
        let values = fault.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let japanese = (self.lang == "ja").then(|| japanese_line(&fault.code, values)).flatten();
        japanese.unwrap_or_else(|| fault.words.clone())
    }

    /// An error, its causes and what can be done, each on a line of its own, as it is told on the error output.
    ///
    /// What whoever adds pages, keeps sources and collects may meet is in this language; all else, and what the system and other
    /// programs say of it, in English.
    pub fn error(&self, error: &Error) -> String {
        let said = Some(error).filter(|_| self.lang == "ja").and_then(said);
        let frame = said.as_ref().map(|_| &japanese().frame);
        let framed = |frame: Option<&String>, plain: &str, line: &dyn Display| {
            frame.map_or_else(|| format!("{plain}{line}"), |frame| fill(frame, &[("line", line)])) + "\n"
        };
        let line = said.as_ref().and_then(filled).unwrap_or_else(|| error.to_string());
        let mut text = framed(frame.map(|frame| &frame.error), "error: ", &line);
        let mut cause = error.source();
        while let Some(error) = cause {
            let own = error.downcast_ref::<Box<Fetching>>().map(|boxed| &**boxed);
            let own = own.or_else(|| error.downcast_ref()).filter(|_| frame.is_some());
            let said = own.map(fetching).or_else(|| own::cause(error).filter(|_| frame.is_some()));
            let line = said.and_then(|said| filled(&said)).unwrap_or_else(|| error.to_string());
            text.push_str(&framed(frame.map(|frame| &frame.cause), "  caused by: ", &line));
            cause = error.source();
        }
        let hint = match &said {
            Some((key, _)) => japanese().hints.get(own::hint(error).unwrap_or(key)).map(String::as_str),
            None => error.hint(),
        };
        if let Some(hint) = hint {
            text.push_str(&framed(frame.map(|frame| &frame.hint), "  hint: ", &hint));
        }
        text
    }
}

/// The words that were filled in.
fn filled((key, values): &Said<'_>) -> Option<String> {
    japanese_line(key, values.iter().map(|(name, value)| (*name, value.as_str())))
}

fn japanese_line<'a>(key: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let line = japanese().lines.get(key)?;
    let values: Vec<(&str, String)> = values.map(|(name, value)| (name, told(key, name, value))).collect();
    let values: Vec<(&str, &dyn Display)> =
        values.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
    Some(fill(line, &values))
}

/// A value as it is told: what is a word of a vocabulary in Japanese.
fn told(key: &str, name: &str, value: &str) -> String {
    match (key, name) {
        ("inside", "why") => word(&japanese().inside, value),
        ("shut", "why") => {
            Words::of(crate::settings::Lang::Ja).of_casebook("attachment_reason", value).to_owned()
        }
        ("failed" | "read", "fault") => word(&japanese().faults, value),
        (_, "expected" | "found") => word(&japanese().phrases, value),
        (_, "name") if matches!(value, "standard input" | "standard output") => {
            word(&japanese().phrases, value)
        }
        _ => value.to_owned(),
    }
}

/// What an error says that is kept as a source's fault; `None` for what has no Japanese words.
pub(crate) fn failed(error: &Error) -> Option<Said<'_>> {
    let Error::Read { name, source } = error else { return said(error) };
    let fault = match source.kind() {
        std::io::ErrorKind::NotFound => "not-found",
        std::io::ErrorKind::PermissionDenied => "no-permission",
        _ => "other",
    };
    Some(("read", vec![("name", name.clone()), ("fault", fault.to_owned())]))
}

/// What an error says; `None` for what has no Japanese words.
fn said(error: &Error) -> Option<Said<'_>> {
    Some(match error {
        Error::Collect(error) => fetching(error),
        Error::Status { url, status } => {
            ("status", vec![("url", url.clone()), ("status", status.to_string())])
        }
        Error::Refused { url, status } => {
            ("refused", vec![("url", url.clone()), ("status", status.to_string())])
        }
        Error::BrokeOff { url, fault } => ("broke-off", vec![("url", url.clone()), ("fault", fault.clone())]),
        Error::NoPage { url, found } => ("no-page", vec![("url", url.clone()), ("found", found.clone())]),
        Error::Hollow { url } => ("hollow", vec![("url", url.clone())]),
        Error::Scripted { url } => ("scripted", vec![("url", url.clone())]),
        Error::NoFeed { url, feeds } if feeds.is_empty() => ("no-feed", vec![("url", url.clone())]),
        Error::NoFeed { url, .. } => ("no-feed-but-links", vec![("url", url.clone())]),
        Error::NoList { url } => ("no-list", vec![("url", url.clone())]),
        Error::NoSitemap { url } => ("no-sitemap", vec![("url", url.clone())]),
        Error::Discreet { url, place } => ("discreet", vec![("url", url.clone()), ("place", place.clone())]),
        _ => return own::own(error),
    })
}

/// The word of `of` in Japanese.
fn word(of: &BTreeMap<String, String>, word: &str) -> String {
    of.get(word).cloned().unwrap_or_else(|| word.to_owned())
}

/// What an error in fetching says.
pub(crate) fn fetching(error: &Fetching) -> Said<'_> {
    let url = |url: &String| ("url", url.clone());
    match error {
        Fetching::NotWeb { url: asked } => ("not-web", vec![url(asked)]),
        Fetching::Inside { host, address, why } => {
            let why = why.word().to_owned();
            ("inside", vec![("host", host.clone()), ("address", address.to_string()), ("why", why)])
        }
        Fetching::Robots { url: asked, rule, line } => {
            ("robots", vec![url(asked), ("rule", rule.clone()), ("line", line.to_string())])
        }
        Fetching::NoRobots { url: asked, .. } => ("no-robots", vec![url(asked)]),
        Fetching::Later { host, until } => {
            ("later", vec![("host", host.clone()), ("until", until.to_string())])
        }
        Fetching::Redirects { url: asked, most } => {
            ("redirects", vec![url(asked), ("most", most.to_string())])
        }
        Fetching::Shut { url: asked, why } => ("shut", vec![url(asked), ("why", why.word().to_owned())]),
        Fetching::TooLarge { url: asked, most } => {
            ("too-large", vec![url(asked), ("most", most.to_string())])
        }
        Fetching::Failed { url: asked, fault, .. } => {
            ("failed", vec![url(asked), ("fault", fault.word().to_owned())])
        }
        Fetching::Authorities { .. } => ("authorities", Vec::new()),
        Fetching::NoBrowser { program, .. } => ("no-browser", vec![("program", program.clone())]),
        Fetching::NotPrinted { what } => ("not-printed", vec![("what", what.clone())]),
        Fetching::Browser { url: asked, what } => ("browser", vec![url(asked), ("what", what.clone())]),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use jikenbo_collect::attachment::Shut;
    use jikenbo_collect::fetch::Fault;
    use jikenbo_collect::guard::Inside;

    use super::*;
    use crate::settings::Lang;

    fn url() -> String {
        "https://www.example.jp/news/1".to_owned()
    }

    fn failed(fault: Fault) -> Fetching {
        Fetching::Failed { url: url(), fault, source: io::Error::other("connection refused").into() }
    }

    /// One of each.
    fn all() -> Vec<Error> {
        let inside = [
            Inside::Loopback,
            Inside::Private,
            Inside::LinkLocal,
            Inside::Shared,
            Inside::Multicast,
            Inside::Reserved,
        ];
        let faults = [
            Fault::NoSuchHost,
            Fault::NoConnection,
            Fault::Tls,
            Fault::TimedOut,
            Fault::BrokeOff,
            Fault::NotHttp,
            Fault::TooLong,
            Fault::Other,
        ];
        let (host, address) = ("www.example.jp".to_owned(), [127, 0, 0, 1].into());
        let mut all = vec![
            Fetching::NotWeb { url: url() },
            Fetching::Robots { url: url(), rule: "Disallow: /".to_owned(), line: 3 },
            Fetching::NoRobots { url: url(), source: None },
            Fetching::Later { host: host.clone(), until: jiff::Timestamp::UNIX_EPOCH },
            Fetching::Redirects { url: url(), most: 10 },
            Fetching::TooLarge { url: url(), most: 5 },
            Fetching::Authorities { source: None },
            Fetching::NoBrowser { program: "chromium".to_owned(), source: io::Error::other("gone") },
            Fetching::NotPrinted { what: "gone".to_owned() },
            Fetching::Browser { url: url(), what: "gone".to_owned() },
        ];
        all.extend(inside.map(|why| Fetching::Inside { host: host.clone(), address, why }));
        all.extend(faults.map(failed));
        all.extend(Shut::ALL.map(|why| Fetching::Shut { url: url(), why }));
        let mut all: Vec<Error> = all.into_iter().map(Error::Collect).collect();
        all.push(Error::Status { url: url(), status: 404 });
        all.push(Error::Refused { url: url(), status: 404 });
        all.push(Error::BrokeOff { url: url(), fault: "gone".to_owned() });
        all.push(Error::NoPage { url: url(), found: "a picture".to_owned() });
        all.push(Error::Hollow { url: url() });
        all.push(Error::Scripted { url: url() });
        all.push(Error::NoFeed { url: url(), feeds: Vec::new() });
        all.push(Error::NoFeed { url: url(), feeds: vec![url()] });
        all.push(Error::NoList { url: url() });
        all.push(Error::NoSitemap { url: url() });
        all.push(Error::Discreet { url: url(), place: "token".to_owned() });
        all
    }

    #[test]
    fn each_has_words_and_a_hint_in_both_languages() {
        let is_japanese = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c);
        for error in all() {
            let (ja, en) = (Words::of(Lang::Ja).error(&error), Words::of(Lang::En).error(&error));
            assert!(ja.starts_with("エラー: ") && !ja.contains(['{', '}']), "{ja}");
            let told: Vec<&str> = ja.lines().filter(|line| !line.contains("原因: ")).collect();
            assert!(told.iter().all(|line| line.chars().filter(|c| is_japanese(*c)).count() > 5), "{ja}");
            assert!(en.starts_with("error: ") && !en.contains(is_japanese), "{en}");
            assert_eq!(ja.contains("  対処: "), en.contains("  hint: "), "{ja}{en}");
        }
    }

    #[test]
    fn causes_are_told_in_the_same_language() {
        let source = Some(Box::new(failed(Fault::NoConnection)));
        let error = Error::Collect(Fetching::NoRobots {
            url: "https://www.example.jp/robots.txt".to_owned(),
            source,
        });
        assert_eq!(
            Words::of(Lang::Ja).error(&error),
            "エラー: `https://www.example.jp/robots.txt` を読めないため、このサイトからは何も取得できません\n  \
             原因: `https://www.example.jp/news/1` を取得できませんでした (接続できません)\n  原因: connection refused\n  \
             対処: 時間を置いてやり直してください\n"
        );
        let other = Error::NoTerminal;
        assert!(Words::of(Lang::Ja).error(&other).starts_with("error: "));
    }
}
