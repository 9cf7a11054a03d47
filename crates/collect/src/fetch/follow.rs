//! From an address to where it leads.

use url::Url;

use super::host::permit;
use super::retry::tried;
use super::{Exchange, Known, Web};
use crate::Error;

/// What came of fetching.
#[derive(Debug)]
pub struct Fetched {
    /// All that was exchanged, in order: tries, addresses that led on, and last the answer. The rules of hosts are not among it.
    pub exchanges: Vec<Exchange>,
    /// Why there is no answer.
    pub error: Option<Error>,
}

impl Fetched {
    /// The answer, whatever its status.
    pub fn answer(&self) -> Option<&Exchange> {
        self.exchanges.last().filter(|_| self.error.is_none())
    }
}

/// Fetches `url` and what it leads to, by the rules of each host and within bounds. `known` is what is known of it from before.
pub fn fetch(web: &mut Web<'_>, url: &str, known: &Known) -> Fetched {
    let mut exchanges = Vec::new();
    let error = follow(web, url, known, &mut exchanges).err();
    Fetched { exchanges, error }
}

fn follow(web: &mut Web<'_>, url: &str, known: &Known, exchanges: &mut Vec<Exchange>) -> Result<(), Error> {
    let mut asked = parsed(url)?;
    for _ in 0..=web.limits.redirects {
        permit(web, &asked)?;
        let exchange = tried(web, &asked, known, exchanges)?;
        let further = next(&asked, &exchange);
        exchanges.push(exchange);
        match further {
            Some(further) => asked = further,
            None => return Ok(()),
        }
    }
    Err(Error::Redirects { url: url.to_owned(), most: web.limits.redirects })
}

/// `url` in the spelling in which it is asked for, and an [`Exchange`] has it; `None` for what is no address on the web.
///
/// ```
/// use jikenbo_collect::fetch::spelled;
/// assert_eq!(spelled("HTTPS://Example.com#top").as_deref(), Some("https://example.com/"));
/// assert_eq!(spelled("/news"), None);
/// ```
pub fn spelled(url: &str) -> Option<String> {
    parsed(url).ok().map(String::from)
}

/// `url` as an address on the web, without what is behind `#`.
pub(super) fn parsed(url: &str) -> Result<Url, Error> {
    let not_web = || Error::NotWeb { url: url.to_owned() };
    let mut url = Url::parse(url.trim()).map_err(|_| not_web())?;
    url.set_fragment(None);
    if matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(url) } else { Err(not_web()) }
}

/// Where an answer leads on; what is no address on the web leads nowhere.
pub(super) fn next(asked: &Url, exchange: &Exchange) -> Option<Url> {
    if !matches!(exchange.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let place = asked.join(&exchange.header("Location")?).ok()?;
    parsed(place.as_str()).ok()
}
