//! Addresses that are not everybody's: those with a token, a mail address or a sign-in in them.
//!
//! Whoever has such an address gets what it leads to, or learns who somebody is: it is not to be captured for everybody nor
//! looked up elsewhere unless somebody says so.

mod random;
mod words;

use percent_encoding::percent_decode_str;
use serde::Serialize;
use url::Url;

use words::{is_door, is_person, is_token};

/// What makes an address discreet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Discreet {
    /// Of which kind it is.
    pub kind: Kind,
    /// Where it stands: the name of the parameter, or the part of the path; never the secret itself.
    pub place: String,
}

/// A kind of discreet address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A name and a password before the host, or a door by which people sign in.
    SignIn,
    /// Something by which whoever has it is let in.
    Token,
    /// A mail address, or the name of an account.
    Person,
}

/// So many parts of an address are looked at.
const MOST: usize = 200;

/// What makes `url` discreet; `None` for an address that can be told to everybody, and for what is no address.
///
/// ```
/// use jikenbo_collect::discreet::{Kind, discreet};
/// let found = discreet("https://example.com/files?id=7&X-Amz-Signature=0f3a").unwrap();
/// assert_eq!((found.kind, found.place.as_str()), (Kind::Token, "X-Amz-Signature"));
/// assert_eq!(discreet("https://example.com/news/login-attack.html?id=7"), None);
/// ```
pub fn discreet(url: &str) -> Option<Discreet> {
    let url = Url::parse(url.trim()).ok()?;
    let of = |kind, place: &str| Some(Discreet { kind, place: place.to_owned() });
    if !url.username().is_empty() || url.password().is_some() {
        return of(Kind::SignIn, "user");
    }
    let segments = url.path_segments().into_iter().flatten().take(MOST);
    let by_path = segments.map(decoded).find_map(|segment| in_path(&segment));
    by_path.or_else(|| url.query().and_then(in_pairs)).or_else(|| {
        url.fragment().and_then(|fragment| in_pairs(fragment.trim_start_matches(['!', '/', '?'])))
    })
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

fn in_path(segment: &str) -> Option<Discreet> {
    let of = |kind, place: &str| Some(Discreet { kind, place: place.to_owned() });
    let (name, parameters) = segment.split_once(';').unwrap_or((segment, ""));
    if let Some(found) = in_pairs(parameters) {
        return Some(found);
    }
    if is_door(name) {
        return of(Kind::SignIn, name);
    }
    if has_mail_address(name) {
        return of(Kind::Person, "path");
    }
    let looks_random = random::is_json_token(name) || random::is_capability(name);
    if looks_random { of(Kind::Token, "path") } else { None }
}

/// `a=1&b=2`.
fn in_pairs(pairs: &str) -> Option<Discreet> {
    pairs.split(['&', ';']).take(MOST).find_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let value = &decoded(&value.replace('+', " "));
        let name = decoded(name);
        let kind = if value.trim().is_empty() {
            return None;
        } else if is_token(&name) || random::is_json_token(value) {
            Kind::Token
        } else if is_person(&name) || has_mail_address(value) {
            Kind::Person
        } else if random::is_capability(value) {
            Kind::Token
        } else {
            return None;
        };
        Some(Discreet { kind, place: if name.is_empty() { "query".to_owned() } else { name } })
    })
}

/// A name, `@` and a domain with a full stop in it. `/@name` and `@2x.png` have no name before them.
fn has_mail_address(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    text.match_indices('@').any(|(at, _)| {
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let has_name = before.chars().next_back().is_some_and(word);
        let end = behind
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
            .unwrap_or(behind.len());
        let domain = behind.get(..end).unwrap_or_default().trim_end_matches('.');
        let last = domain.rsplit_once('.').map(|(host, last)| (host.is_empty(), last));
        let is_file =
            |last: &str| ["png", "jpg", "jpeg", "gif", "webp", "svg", "js", "css", "pdf"].contains(&last);
        let has_domain = last.is_some_and(|(is_bare, last)| {
            !is_bare
                && last.len() >= 2
                && last.bytes().all(|byte| byte.is_ascii_alphabetic())
                && !is_file(last)
        });
        has_name && has_domain
    })
}

#[cfg(test)]
mod tests;
