use std::time::Duration;

use super::pattern::Pattern;
use super::{Agent, Group, Robots, Rule, agent};

/// So many bytes are read (RFC 9309, 2.5: at least 500 KiB).
const LONGEST: usize = 500 << 10;
/// So many bytes of a line are read, as many as Google reads; no address is longer.
const LONGEST_LINE: usize = 2083 * 8;
/// No site wants to be asked less often than once an hour; a day is a mistake that would stop a whole queue.
const LONGEST_DELAY: f64 = 3600.0;

/// Reads a `robots.txt` by RFC 9309. Never fails: lines that nobody knows are passed over, and beyond 500 KiB nothing is read.
/// Read besides are `Crawl-delay`, `Sitemap`, lines without a colon, and the spellings of `Disallow` that Google reads.
pub fn parse(bytes: &[u8]) -> Robots {
    let is_cut = bytes.len() > LONGEST;
    let bytes = if is_cut { bytes.get(..LONGEST).unwrap_or_default() } else { bytes };
    let text = String::from_utf8_lossy(without_mark(bytes));
    // A line that was cut may say something else than it did.
    let text = if is_cut { text.rfind(['\n', '\r']).map_or("", |end| &text[..end]) } else { &text };
    let mut reader = Reader::default();
    for (index, line) in lines(text).enumerate() {
        reader.line(line, index + 1);
    }
    let mut robots = reader.end();
    robots.is_cut = is_cut;
    robots
}

/// Without a byte order mark, or as much of one as is there.
fn without_mark(bytes: &[u8]) -> &[u8] {
    let mark = [0xEF, 0xBB, 0xBF];
    let length = bytes.iter().zip(mark).take_while(|(byte, own)| **byte == *own).count();
    bytes.get(length..).unwrap_or_default()
}

/// Lines that end in CR, LF or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        let both = text.get(end..).is_some_and(|behind| behind.starts_with("\r\n"));
        rest = text.get(end + if both { 2 } else { 1 }..);
        text.get(..end)
    })
}

#[derive(Default)]
struct Reader {
    robots: Robots,
    group: Group,
    sitemaps: Vec<String>,
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Agent,
    Allow,
    Disallow,
    Delay,
    Sitemap,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize) {
        let Some((key, value)) = parts(line) else { return };
        match key {
            Key::Agent => {
                if !self.group.rules.is_empty() {
                    self.close();
                }
                self.group.agents.extend(agent::named(value));
            }
            Key::Allow | Key::Disallow if !self.group.agents.is_empty() => {
                let rule = Rule { allows: key == Key::Allow, pattern: Pattern::new(value), line: number };
                self.group.rules.push(rule);
            }
            Key::Allow | Key::Disallow => {}
            Key::Delay => self.group.delay = delay(value).or(self.group.delay),
            Key::Sitemap if !value.is_empty() => self.sitemaps.push(value.to_owned()),
            Key::Sitemap => {}
        }
    }

    fn close(&mut self) {
        let group = std::mem::take(&mut self.group);
        if !group.agents.is_empty() {
            self.robots.groups.push(group);
        }
    }

    fn end(mut self) -> Robots {
        self.close();
        Robots { sitemaps: self.sitemaps, ..self.robots }
    }
}

/// Key and value of a line, its comment left out.
fn parts(line: &str) -> Option<(Key, &str)> {
    let end = (0..=LONGEST_LINE.min(line.len())).rev().find(|at| line.is_char_boundary(*at))?;
    let line = line.get(..end)?.split('#').next()?.trim();
    let (key, value) = match line.split_once(':') {
        Some(parts) => parts,
        // `Disallow /`: two words and no colon.
        None => line
            .split_once(char::is_whitespace)
            .filter(|(_, value)| !value.trim().contains(char::is_whitespace))?,
    };
    Some((self::key(key.trim())?, value.trim()))
}

fn key(written: &str) -> Option<Key> {
    Some(match written.to_ascii_lowercase().as_str() {
        "user-agent" | "useragent" | "user agent" => Key::Agent,
        "allow" => Key::Allow,
        "disallow" | "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => Key::Disallow,
        "crawl-delay" | "crawldelay" | "crawl delay" => Key::Delay,
        "sitemap" | "site-map" => Key::Sitemap,
        _ => return None,
    })
}

fn delay(value: &str) -> Option<Duration> {
    let seconds: f64 = value.split_whitespace().next()?.parse().ok()?;
    (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(LONGEST_DELAY)))
}

impl Group {
    pub(super) fn is_for(&self, product: &str) -> bool {
        self.agents.iter().any(|agent| matches!(agent, Agent::Named(name) if name == product))
    }

    pub(super) fn is_for_all(&self) -> bool {
        self.agents.contains(&Agent::All)
    }
}
