use std::time::Duration;

use serde::Serialize;

use super::{Group, Robots, Rule, path, product};

/// Whether an address may be asked for, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Whether it may.
    pub allowed: bool,
    /// By what that was found.
    pub reason: Reason,
    /// The rule as written (`Disallow: /tmp/`), where one decided.
    pub rule: Option<String>,
    /// The line that it stands on, from 1.
    pub line: Option<usize>,
    /// Whose rules hold: the product token, `*`, or nobody's.
    pub group: Option<String>,
    /// How long to wait between two requests, where the group asks for it; in JSON seconds.
    #[serde(serialize_with = "seconds")]
    pub crawl_delay: Option<Duration>,
}

/// By what a verdict was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The longest rule that fits.
    Rule,
    /// There are rules, and none fits.
    NoRuleFits,
    /// There are no rules for this agent.
    NoGroup,
    /// `/robots.txt` itself is always allowed.
    RobotsFile,
}

/// Whether `agent`, a product token or a whole user agent, may ask for `url`, which is an address or a path.
///
/// Rules of all groups that name the agent hold together; where none does, those for `*`. The longest rule that fits decides,
/// and of two as long that which allows.
///
/// ```
/// use jikenbo_collect::robots::{judge, parse};
/// let robots = parse(b"User-agent: *\nDisallow: /tmp/\nAllow: /tmp/public/\nCrawl-delay: 5");
/// assert!(judge(&robots, "jikenbo", "https://example.com/tmp/public/1").allowed);
/// let refused = judge(&robots, "jikenbo", "https://example.com/tmp/1");
/// assert_eq!((refused.allowed, refused.line), (false, Some(2)));
/// ```
pub fn judge(robots: &Robots, agent: &str, url: &str) -> Verdict {
    let product = product(agent);
    let path = path::spelled(&path::of(url));
    let (groups, group) = groups(robots, &product);
    let mut verdict = Verdict {
        allowed: true,
        reason: if groups.is_empty() { Reason::NoGroup } else { Reason::NoRuleFits },
        rule: None,
        line: None,
        group,
        crawl_delay: groups.iter().filter_map(|group| group.delay).max(),
    };
    if path.as_slice() == b"/robots.txt" {
        verdict.reason = Reason::RobotsFile;
        return verdict;
    }
    // An empty pattern says nothing.
    let rules = groups.iter().flat_map(|group| &group.rules).filter(|rule| rule.pattern.length() > 0);
    let fitting = rules.filter(|rule| rule.pattern.matches(&path));
    // Of equal rules the last is taken by `max_by_key`; the first is told.
    let order = |rule: &&Rule| (rule.pattern.length(), rule.allows, std::cmp::Reverse(rule.line));
    if let Some(rule) = fitting.max_by_key(order) {
        let key = if rule.allows { "Allow" } else { "Disallow" };
        verdict.allowed = rule.allows;
        verdict.reason = Reason::Rule;
        verdict.rule = Some(format!("{key}: {}", rule.pattern.written()));
        verdict.line = Some(rule.line);
    }
    verdict
}

/// The groups that hold for `product`, and for whom they are.
fn groups<'r>(robots: &'r Robots, product: &str) -> (Vec<&'r Group>, Option<String>) {
    let own: Vec<&Group> =
        robots.groups.iter().filter(|group| !product.is_empty() && group.is_for(product)).collect();
    if !own.is_empty() {
        return (own, Some(product.to_owned()));
    }
    let all: Vec<&Group> = robots.groups.iter().filter(|group| group.is_for_all()).collect();
    let name = (!all.is_empty()).then(|| "*".to_owned());
    (all, name)
}

fn seconds<S: serde::Serializer>(delay: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    match delay {
        Some(delay) if delay.subsec_nanos() == 0 => serializer.serialize_u64(delay.as_secs()),
        Some(delay) => serializer.serialize_f64(delay.as_secs_f64()),
        None => serializer.serialize_none(),
    }
}
