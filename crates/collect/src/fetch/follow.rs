//! From an address to where it leads.

use std::time::Duration;

use url::{Host, Url};

use super::journey::Journey;
use super::{Exchange, Failure, Known, Web};
use crate::Error;
use crate::guard::{inside, is_allowed};

/// What came of fetching.
#[derive(Debug, Default)]
pub struct Fetched {
    /// All that was exchanged, in order: tries, addresses that led on, and last the answer. The rules of hosts are not among
    /// it.
    pub exchanges: Vec<Exchange>,
    /// The `robots.txt` of hosts that were read on the way, tries and addresses that led on with them.
    pub rules: Vec<Exchange>,
    /// What never came to an answer.
    pub failure: Option<Failure>,
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
pub fn fetch(web: &Web<'_>, url: &str, known: &Known) -> Fetched {
    to_its_end(web, Journey::new(url, known.clone()))
}

/// As [`fetch`], a file that belongs to the page at `page`: where its address leads to what
/// [stays shut](crate::attachment::led_to), that is not asked for, and the error is [`Error::Shut`].
pub fn fetch_file(web: &Web<'_>, url: &str, page: &str) -> Fetched {
    to_its_end(web, Journey::file(url, page))
}

fn to_its_end(web: &Web<'_>, mut journey: Journey) -> Fetched {
    while let Some(host) = journey.host(web) {
        if let Some(wait) = wait(web, &host) {
            web.clock.sleep(wait);
        }
        journey.step(web);
    }
    journey.into_fetched()
}

/// Waits until somebody else may ask for `url` in our name, by the rules and the pace of its host, and takes that turn.
///
/// # Errors
/// Why it may not be asked for.
pub fn may_ask(web: &Web<'_>, url: &str) -> Result<(), Error> {
    let mut journey = Journey::new(url, Known::default());
    while let Some(host) = journey.host(web) {
        if let Some(wait) = wait(web, &host) {
            web.clock.sleep(wait);
        }
        if journey.takes_turn(web, &host) {
            return Ok(());
        }
        journey.step(web);
    }
    journey.into_fetched().error.map_or(Ok(()), Err)
}

/// How long the host is to be left alone yet.
pub(super) fn wait(web: &Web<'_>, host: &str) -> Option<Duration> {
    let (free, now) = (Journey::free(web, host), web.clock.now());
    if free <= now {
        return None;
    }
    let wait = Duration::try_from(free.duration_since(now)).unwrap_or_default();
    Some(wait.min(web.limits.patience))
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

/// Where `url` leads by the value of `Location` in its answer; `None` where that is no address on the web.
///
/// ```
/// use jikenbo_collect::fetch::leads_to;
/// assert_eq!(leads_to("https://example.com/a/b", "../c").as_deref(), Some("https://example.com/c"));
/// assert_eq!(leads_to("https://example.com/", "mailto:a@example.com"), None);
/// ```
pub fn leads_to(url: &str, location: &str) -> Option<String> {
    joined(&parsed(url).ok()?, location).map(String::from)
}

/// Where an address leads for good: every answer that led on says so (301, 308), and something is there. `None` where one of them
/// leads on for now only, wherever it stands among them: what is behind it may be elsewhere tomorrow.
pub fn leads_for_good(exchanges: &[Exchange]) -> Option<&str> {
    let (last, before) = exchanges.split_last()?;
    let mut hops = before.iter().filter(|one| (300..400).contains(&one.status)).peekable();
    hops.peek()?;
    let for_good = hops.all(|hop| matches!(hop.status, 301 | 308));
    (for_good && matches!(last.status, 200 | 304)).then_some(last.url.as_str())
}

fn joined(asked: &Url, location: &str) -> Option<Url> {
    parsed(asked.join(location).ok()?.as_str()).ok()
}

/// The host of `url`; `None` for what is no address on the web.
pub fn host_of(url: &str) -> Option<String> {
    parsed(url).ok()?.host_str().map(str::to_owned)
}

/// Whether `url` leads into an own network as it is written: by one of the names that are `allowed`, by an address inside, or
/// by a name that only an own network has (without a dot, or below one of those that nobody can register). What is no address on the web counts as such.
///
/// ```
/// use jikenbo_collect::fetch::is_asked_inside;
/// let own = ["wiki.example.jp".to_owned()];
/// assert!(is_asked_inside("http://wiki.example.jp/1", &own) && is_asked_inside("http://192.168.0.1/", &own));
/// assert!(is_asked_inside("http://printer/", &own) && is_asked_inside("http://wiki.corp/", &own));
/// assert!(!is_asked_inside("https://www.example.jp/", &own));
/// ```
pub fn is_asked_inside(url: &str, allowed: &[String]) -> bool {
    let Ok(url) = parsed(url) else { return true };
    match url.host() {
        Some(Host::Domain(name)) => is_own_name(name) || is_allowed(name, allowed),
        Some(Host::Ipv4(address)) => inside(address.into()).is_some(),
        Some(Host::Ipv6(address)) => inside(address.into()).is_some(),
        None => true,
    }
}

/// What own networks call their machines: names kept for special use (RFC 6761, 6762, 7686, 8375, ICANN's `internal`), and
/// those that ICANN gives nobody because own networks have them (`corp`, `home`, `mail`) or that are as common there.
const OWN_NAMES: [&str; 16] = [
    "local",
    "localhost",
    "localdomain",
    "internal",
    "intranet",
    "intra",
    "lan",
    "private",
    "corp",
    "home",
    "home.arpa",
    "mail",
    "onion",
    "test",
    "invalid",
    "alt",
];

/// Whether only an own network has this name.
fn is_own_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_below =
        |own: &str| name.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !name.contains('.') || OWN_NAMES.iter().any(|own| is_below(own))
}

/// `url` as an address on the web, without what is behind `#`.
pub(crate) fn parsed(url: &str) -> Result<Url, Error> {
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
    joined(asked, &exchange.header("Location")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was exchanged from `https://example.com/0` on, by its statuses.
    fn exchanged(statuses: &[u16]) -> Vec<Exchange> {
        let exchange = |(index, status): (usize, &u16)| Exchange {
            url: format!("https://example.com/{index}"),
            at: jiff::Timestamp::UNIX_EPOCH,
            request: Vec::new(),
            head: Vec::new(),
            body: Vec::new(),
            status: *status,
            broken: None,
            truncated: None,
            peer: None,
            protocols: Vec::new(),
        };
        statuses.iter().enumerate().map(exchange).collect()
    }

    #[test]
    fn an_address_moved_where_every_hop_says_so() {
        let to = |statuses: &[u16]| leads_for_good(&exchanged(statuses)).map(str::to_owned);
        for statuses in [[503, 301, 200], [301, 308, 200], [308, 503, 304]] {
            assert_eq!(to(&statuses).as_deref(), Some("https://example.com/2"), "{statuses:?}");
        }
        for statuses in
            [&[301, 302, 200][..], &[302, 301, 200], &[301, 307, 304], &[301, 404], &[301], &[200]]
        {
            assert_eq!(to(statuses), None, "{statuses:?}");
        }
    }

    #[test]
    fn names_of_own_networks_have_dots_too() {
        let inside = |host: &str| is_asked_inside(&format!("https://{host}/news"), &[]);
        for host in
            ["nas.local", "wiki.example.INTERNAL", "a.home.arpa", "home.arpa.", "x.onion", "www.corp."]
        {
            assert!(inside(host), "{host}");
        }
        for host in
            ["www.example.com", "local.example.jp", "notlocal", "www.mylan.example.com", "arpa.example.org"]
        {
            assert_eq!(inside(host), host == "notlocal", "{host}");
        }
    }
}
