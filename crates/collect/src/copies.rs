//! Copies elsewhere: a page is handed to an archive of the web, which captures it itself.
//!
//! Two forms of such archives are known. The Internet Archive's "Save Page Now" takes an address (`POST /save`, with the keys
//! of an account), gives a job and tells how it goes (`GET /save/status/JOB`); without keys, `GET /save/ADDRESS` answers
//! with where the copy is. Any other one is a template with `{url}` in it, which answers the same way.

mod answers;

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::Error;
use crate::fetch::{Exchange, Request, Web, ask};
use answers::{Job, job, status};

/// The word for the Internet Archive.
pub const INTERNET_ARCHIVE: &str = "internet-archive";
/// Where it is.
const THERE: &str = "https://web.archive.org";

/// The keys of an account. They are shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    access: String,
    secret: String,
}

impl Keys {
    /// Of `ACCESS:SECRET`; `None` for what is not in that form.
    pub fn read(words: &str) -> Option<Self> {
        let (access, secret) = words.trim().split_once(':')?;
        let is_key = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
        (is_key(access) && is_key(secret))
            .then(|| Self { access: access.to_owned(), secret: secret.to_owned() })
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// An archive of the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// The Internet Archive.
    InternetArchive {
        /// Its address, without a path.
        there: String,
        /// The keys of an account with it.
        keys: Option<Keys>,
    },
    /// Another one.
    Other {
        /// The address that is asked for, with `{url}` for that of the page.
        template: String,
    },
}

impl Service {
    /// Of `internet-archive`, or an address with `{url}` in it; `None` for other words.
    ///
    /// ```
    /// use jikenbo_collect::copies::Service;
    /// assert_eq!(Service::read("internet-archive", None).unwrap().place(), "web.archive.org");
    /// assert_eq!(Service::read("https://archive.example.jp/save?url={url}", None).unwrap().place(), "archive.example.jp");
    /// assert!(Service::read("https://archive.example.jp/save", None).is_none());
    /// ```
    pub fn read(words: &str, keys: Option<Keys>) -> Option<Self> {
        if words == INTERNET_ARCHIVE {
            return Some(Self::InternetArchive { there: THERE.to_owned(), keys });
        }
        let is_template = words.contains("{url}") && crate::fetch::spelled(&filled(words, "x")).is_some();
        is_template.then(|| Self::Other { template: words.to_owned() })
    }

    /// What it is called: its host.
    pub fn place(&self) -> String {
        let address = match self {
            Self::InternetArchive { there, .. } => there.as_str(),
            Self::Other { template } => template.as_str(),
        };
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
    }
}

/// What came of handing a page over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The copy is there.
    Copy {
        /// Its address.
        url: String,
    },
    /// It takes none of this page.
    Refused {
        /// Why, in its words.
        words: String,
    },
    /// It did not get at this page, or its answer cannot be read: another time it may, and another page now.
    NotNow {
        /// Why.
        words: String,
    },
    /// It has no time now for any page, knows the keys not, or does not answer.
    Later {
        /// Why.
        words: String,
    },
}

/// How often a job is looked at, and between two looks: the Internet Archive gives a capture two minutes.
const LOOKS: u32 = 20;
const BETWEEN: Duration = Duration::from_secs(6);

/// Hands the page at `url` over, and waits until the copy is there or refused.
pub fn hand_over(web: &Web<'_>, service: &Service, url: &str) -> Handed {
    let handed = match service {
        Service::InternetArchive { there, keys: Some(keys) } => with_keys(web, there, keys, url),
        Service::InternetArchive { there, keys: None } => direct(web, &format!("{there}/save/{url}")),
        Service::Other { template } => direct(web, &filled(template, url)),
    };
    handed.unwrap_or_else(|error| Handed::Later { words: error.to_string() })
}

/// All that means something in an address.
const MEANING: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn filled(template: &str, url: &str) -> String {
    template.replace("{url}", &encoded(url))
}

fn encoded(url: &str) -> String {
    utf8_percent_encode(url, MEANING).to_string()
}

/// Asks for the page itself below the archive's address; the answer says where the copy is.
fn direct(web: &Web<'_>, place: &str) -> Result<Handed, Error> {
    let answer = ask(web, &Request { url: place, fields: &[], body: None })?;
    if let Some(handed) = unusual(&answer) {
        return Ok(handed);
    }
    let there = ["Location", "Content-Location"].iter().find_map(|name| answer.header(name));
    let copy = there.and_then(|there| crate::fetch::leads_to(place, &there));
    Ok(match copy.filter(|copy| copy != place) {
        Some(url) => Handed::Copy { url },
        None => Handed::Refused { words: format!("{}, and no address of a copy", answer.status) },
    })
}

fn with_keys(web: &Web<'_>, there: &str, keys: &Keys, url: &str) -> Result<Handed, Error> {
    let mut fields = vec![
        ("accept", "application/json".to_owned()),
        ("authorization", format!("LOW {}:{}", keys.access, keys.secret)),
    ];
    let asking = fields.clone();
    fields.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
    let body = format!("url={}", encoded(url));
    let request = Request { url: &format!("{there}/save"), fields: &fields, body: Some(body.as_bytes()) };
    let answer = ask(web, &request)?;
    if let Some(handed) = unusual(&answer) {
        return Ok(handed);
    }
    let place = match job(&answer.text()) {
        Job::Given(job) => format!("{there}/save/status/{}", encoded(&job)),
        Job::Over(handed) => return Ok(handed),
    };
    for _ in 0..LOOKS {
        web.sleep(BETWEEN);
        let answer = ask(web, &Request { url: &place, fields: &asking, body: None })?;
        if let Some(handed) = unusual(&answer).or_else(|| status(there, &answer.text())) {
            return Ok(handed);
        }
    }
    Ok(Handed::NotNow { words: "the copy is not made yet".to_owned() })
}

/// What an answer is that tells of an error: too many or keys that are not known, a fault that passes, a refusal.
fn unusual(answer: &Exchange) -> Option<Handed> {
    let after = answer.header("Retry-After").map(|after| format!(", Retry-After: {after}"));
    let words = format!("{}{}", answer.status, after.unwrap_or_default());
    match answer.status {
        200..=399 => None,
        401 | 429 => Some(Handed::Later { words }),
        408 | 500.. => Some(Handed::NotNow { words }),
        _ => Some(Handed::Refused { words }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_shown_nowhere() {
        let keys = Keys::read("access:secret").unwrap();
        let service = Service::read(INTERNET_ARCHIVE, Some(keys)).unwrap();
        assert!(!format!("{service:?}").contains("secret") && !format!("{service:?}").contains("access:"));
        assert!(
            Keys::read("access").is_none()
                && Keys::read(":secret").is_none()
                && Keys::read("a:b c").is_none()
        );
    }

    #[test]
    fn a_template_names_the_page() {
        let place = filled("https://archive.example.jp/save?url={url}", "https://example.com/a?b=c&d=%20");
        assert_eq!(
            place,
            "https://archive.example.jp/save?url=https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc%26d%3D%2520"
        );
        assert!(Service::read("ftp://archive.example.jp/{url}", None).is_none());
        assert!(Service::read("archive", None).is_none());
    }
}
