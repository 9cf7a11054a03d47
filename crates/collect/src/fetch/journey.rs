//! One address on its way to its answer: a request a step, so that many can be on their way at once.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use super::cookies::Jar;
use super::follow::{next, parsed};
use super::hosts::{Rules, host, origin, said};
use super::once::{Asked, Asking, Unanswered, exchange};
use super::retry::{after, backoff, is_passing};
use super::room::Room;
use super::{Exchange, Failure, Fetched, Known, Web};
use crate::Error;
use crate::attachment::led_to;
use crate::robots::{Robots, judge};

/// How often `robots.txt` may lead on (RFC 9309, 2.3.1.2).
const RULES_LEAD: usize = 5;

/// An address on its way.
#[derive(Debug)]
pub(super) struct Journey {
    url: String,
    known: Known,
    /// The page that it is a file of: what stays shut is not asked for.
    of: Option<String>,
    /// What is asked for next; `None` where all is over.
    page: Option<Leg>,
    /// The rules that are to be read before.
    rules: Option<Leg>,
    /// What the host asks for between two requests.
    delay: Duration,
    jar: Jar,
    fetched: Fetched,
    /// The room that a long answer takes, where others are on their way too.
    room: Option<Mutex<Option<Room>>>,
}

/// What is asked for.
#[derive(Clone, Debug)]
struct Leg {
    asked: Url,
    /// How often it was led on.
    led: usize,
    /// How often this address was asked for.
    tries: u32,
}

impl Leg {
    const fn new(asked: Url) -> Self {
        Self { asked, led: 0, tries: 0 }
    }

    const fn is_untouched(&self) -> bool {
        self.led == 0 && self.tries == 0
    }
}

impl Journey {
    /// It begins at `url`, of which `known` is known from before.
    pub(super) fn new(url: &str, known: Known) -> Self {
        let mut fetched = Fetched::default();
        let page = parsed(url).map(Leg::new).map_err(|error| fetched.error = Some(error)).ok();
        let (url, delay, jar) = (url.to_owned(), Duration::ZERO, Jar::default());
        Self { url, known, of: None, page, rules: None, delay, jar, fetched, room: None }
    }

    /// It begins at `url`, a file of the page at `page`.
    pub(super) fn file(url: &str, page: &str) -> Self {
        Self { of: Some(page.to_owned()), ..Self::new(url, Known::default()) }
    }

    /// Others are on their way too: a long answer waits until there is room for it.
    pub(super) fn among_others(self) -> Self {
        Self { room: Some(Mutex::default()), ..self }
    }

    /// The room that it took, which is free again when that is dropped.
    pub(super) fn leave_room(&mut self) -> Option<Room> {
        self.room.as_mut()?.get_mut().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What came of it.
    pub(super) fn into_fetched(self) -> Fetched {
        self.fetched
    }

    /// The host that is to be asked next; `None` where all is over, which the rules may have decided.
    pub(super) fn host(&mut self, web: &Web<'_>) -> Option<String> {
        // Others may have read them meanwhile.
        if self.rules.as_ref().is_none_or(Leg::is_untouched) {
            self.rules = None;
            self.consult(web);
        }
        let host = host(&self.rules.as_ref().or(self.page.as_ref())?.asked);
        if let Some(until) = web.hosts.away(&host, web.clock.now()) {
            self.give_up(Error::Later { host, until });
            return None;
        }
        Some(host)
    }

    /// Looks at the rules for what is asked for next, if they are known; else they are to be read.
    fn consult(&mut self, web: &Web<'_>) {
        let Some(leg) = &self.page else { return };
        let place = format!("{}/robots.txt", origin(&leg.asked));
        match web.hosts.rules(&leg.asked, web.clock.now()) {
            None => self.rules = parsed(&place).map(Leg::new).ok(),
            Some(Rules::Unknown) => self.give_up(Error::NoRobots { url: place, source: None }),
            Some(Rules::Are(robots)) => match permit(web, &leg.asked, &robots) {
                Ok(delay) => self.delay = delay,
                Err(error) => self.give_up(error),
            },
        }
    }

    /// Asks once. The host of [`host`](Self::host) is free.
    pub(super) fn step(&mut self, web: &Web<'_>) {
        let is_rules = self.rules.is_some();
        let Some(mut leg) = self.rules.take().or_else(|| self.page.take()) else { return };
        leg.tries += 1;
        let delay = if is_rules { web.limits.pause } else { self.delay };
        let asked = self.ask(web, &leg, is_rules, delay);
        match asked {
            Ok(exchange) => self.came(web, leg, exchange, is_rules),
            Err(unanswered) => self.failed(web, leg, *unanswered, is_rules),
        }
    }

    /// Takes the host's turn for somebody else, where its rules are known.
    pub(super) fn takes_turn(&self, web: &Web<'_>, host: &str) -> bool {
        let is_known = self.rules.is_none();
        if is_known {
            web.hosts.leave(host, web.clock.now(), pause(web, self.delay));
        }
        is_known
    }

    fn ask(&self, web: &Web<'_>, leg: &Leg, is_rules: bool, delay: Duration) -> Asked {
        let host = host(&leg.asked);
        let pause = pause(web, delay);
        web.hosts.leave(&host, web.clock.now(), pause);
        let of = self.known.url.as_deref().unwrap_or(&self.url);
        let is_known = !is_rules && parsed(of).is_ok_and(|of| of == leg.asked);
        let taken: u64 = self.fetched.exchanges.iter().map(|one| one.body.len() as u64).sum();
        let asked = exchange(
            web,
            &Asking {
                url: &leg.asked,
                known: is_known.then_some(&self.known),
                cookie: self.jar.header(&leg.asked),
                bytes: web.limits.bytes.saturating_sub(taken),
                further: &[],
                body: None,
                room: self.room.as_ref(),
            },
        );
        // A server that needs long is spared as one that is quick.
        web.hosts.leave(&host, web.clock.now(), pause);
        asked
    }

    fn came(&mut self, web: &Web<'_>, mut leg: Leg, exchange: Exchange, is_rules: bool) {
        let now = web.clock.now();
        self.jar.take(&leg.asked, &exchange, now);
        let rules = is_rules.then(|| said(&exchange));
        let wait = is_passing(exchange.status).then(|| after(&exchange, now, leg.tries)).flatten();
        if let Some(wait) = wait.filter(|_| exchange.header("Retry-After").is_some()) {
            spare(web, &leg.asked, wait);
        }
        // Rules that broke off are asked for again, as those that never came.
        let is_cut = exchange.status < 300 && matches!(rules, Some(Rules::Unknown));
        let wait = wait.or_else(|| is_cut.then(|| backoff(leg.tries)));
        let again = wait.is_some_and(|wait| self.again(web, &leg, wait, is_rules));
        let further = next(&leg.asked, &exchange);
        let is_too_long = exchange.truncated == Some("length");
        self.keep(exchange, is_rules);
        if again {
            return;
        }
        let most = if is_rules { RULES_LEAD } else { web.limits.redirects };
        let of = self.of.as_deref().filter(|_| !is_rules);
        let shut = of.zip(further.as_ref()).and_then(|(page, to)| led_to(page, to.as_str()));
        match (further, rules) {
            (Some(_), None) if let Some(why) = shut => {
                self.give_up(Error::Shut { url: self.url.clone(), why })
            }
            (Some(further), rules) if leg.led < most => {
                leg = Leg { asked: further, led: leg.led + 1, tries: 0 };
                if rules.is_some() { self.rules = Some(leg) } else { self.page = Some(leg) }
            }
            // Led on too often: as if there were no rules.
            (Some(_), Some(_)) => self.learn(web, Rules::Are(Robots::default())),
            (Some(_), None) => self.give_up(Error::Redirects { url: self.url.clone(), most }),
            (None, Some(rules)) => self.learn(web, rules),
            (None, None) if is_too_long => {
                self.give_up(Error::TooLarge { url: leg.asked.into(), most: web.limits.bytes });
            }
            (None, None) => {}
        }
    }

    fn failed(&mut self, web: &Web<'_>, leg: Leg, (error, failure): Unanswered, is_rules: bool) {
        let is_passing = failure.as_ref().is_some_and(|failure| failure.fault.is_passing());
        if is_passing && self.again(web, &leg, backoff(leg.tries), is_rules) {
            return;
        }
        self.fetched.failure = failure.map(|failure| Failure { tries: leg.tries, ..failure });
        // What leads inside is no fault of the server's.
        if !is_rules || matches!(error, Error::Inside { .. }) {
            return self.give_up(error);
        }
        self.learn(web, Rules::Unknown);
        let url = self.page.as_ref().map(|leg| format!("{}/robots.txt", origin(&leg.asked)));
        let url = url.unwrap_or_else(|| self.url.clone());
        self.give_up(Error::NoRobots { url, source: Some(Box::new(error)) });
    }

    /// Whether it is asked again after `wait`; then the host is left alone for so long.
    fn again(&mut self, web: &Web<'_>, leg: &Leg, wait: Duration, is_rules: bool) -> bool {
        if leg.tries >= web.limits.tries || wait > web.limits.patience {
            return false;
        }
        web.hosts.leave(&host(&leg.asked), web.clock.now(), wait);
        let leg = Some(leg.clone());
        if is_rules {
            self.rules = leg
        } else {
            self.page = leg
        }
        true
    }

    fn learn(&self, web: &Web<'_>, rules: Rules) {
        if let Some(page) = &self.page {
            web.hosts.learn(&page.asked, rules, web.clock.now());
        }
    }

    fn keep(&mut self, exchange: Exchange, is_rules: bool) {
        if is_rules { &mut self.fetched.rules } else { &mut self.fetched.exchanges }.push(exchange);
    }

    fn give_up(&mut self, error: Error) {
        (self.page, self.rules) = (None, None);
        self.fetched.error = Some(error);
    }

    /// When its host may be asked.
    pub(super) fn free(web: &Web<'_>, host: &str) -> Timestamp {
        web.hosts.free(host, web.clock.now(), web.limits.patience.max(web.limits.pause))
    }
}

/// Leaves the host of `url` alone for as long as it asks for, whether this address is asked for again or not.
fn spare(web: &Web<'_>, url: &Url, wait: Duration) {
    let (host, now) = (host(url), web.clock.now());
    if wait > web.limits.patience {
        web.hosts.stay_away(&host, now, wait);
    } else {
        web.hosts.leave(&host, now, wait);
    }
}

/// What is kept between two requests to a host that asks for `delay`.
pub(super) fn pause(web: &Web<'_>, delay: Duration) -> Duration {
    delay.clamp(web.limits.pause, web.limits.patience.max(web.limits.pause))
}

/// What a host asks for between two requests, where its rules allow `url`.
fn permit(web: &Web<'_>, url: &Url, robots: &Robots) -> Result<Duration, Error> {
    let verdict = judge(robots, &web.agent, url.as_str());
    match (verdict.allowed, verdict.rule, verdict.line) {
        (false, Some(rule), Some(line)) => Err(Error::Robots { url: url.to_string(), rule, line }),
        _ => Ok(verdict.crawl_delay.unwrap_or_default()),
    }
}
