//! Sources, what they would give and how they are, as lines for people.

use std::fmt::Display;
use std::io::{self, Write};

use jiff::Timestamp;

use super::casebook::pieces::time;
use super::place::{pairs, when, words as or_none};
use super::tamed;
use crate::casebook::collect::Counts;
use crate::casebook::collect::find::Tried;
use crate::casebook::collect::plan::{Planned, Step};
use crate::casebook::elsewhere::{Came, Sent};
use crate::casebook::recheck;
use crate::casebook::sources::Source;
use crate::casebook::sources::health::Health;
use crate::casebook::sources::status::Status;
use crate::words::{SourceWord, Words, fill};

/// Name, kind, address, what is taken, how often it is looked at, who may see it, and whether it is paused.
///
/// # Errors
/// What the writer returns.
pub fn source(out: &mut dyn Write, source: &Source, words: &Words) -> io::Result<()> {
    let paused = if source.paused { words.sources().paused.as_str() } else { "" };
    let visibility = source.visibility.map(|one| words.of_casebook("visibility", one.word()));
    let every = source.every.map(|every| every.to_string()).unwrap_or_default();
    let (name, url) = (tamed(&source.name), tamed(&source.url));
    let kind = words.of_sources(SourceWord::Kind, source.kind.word());
    let (filter, visibility) = (filter(source, words), visibility.unwrap_or_default());
    writeln!(out, "{name}\t{kind}\t{url}\t{filter}\t{every}\t{visibility}\t{paused}")
}

/// What is taken: words, a score, addresses.
fn filter(source: &Source, words: &Words) -> String {
    let own: Vec<String> = source.words.iter().map(|word| tamed(word)).collect();
    let own = Some(own.join(",")).filter(|words| !words.is_empty());
    let score = source.score.map(|score| fill(&words.sources().score, &[("score", &score)]));
    let links = source.links.as_deref().map(tamed);
    [own, score, links].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// All that a source says, a line each.
///
/// # Errors
/// What the writer returns.
pub fn whole(out: &mut dyn Write, source: &Source, words: &Words) -> io::Result<()> {
    let list = |words: &[String]| Some(words.join(",")).filter(|words| !words.is_empty());
    let of = |of, word: &str| words.of_sources(of, word).to_owned();
    let known = [
        ("name", Some(source.name.clone())),
        ("kind", Some(of(SourceWord::Kind, source.kind.word()))),
        ("url", Some(source.url.clone())),
        ("select", source.select.clone()),
        ("links", source.links.clone()),
        ("words", list(&source.words)),
        ("score", source.score.map(|score| score.to_string())),
        ("age", source.age.map(|age| age.to_string())),
        ("browser", source.browser.map(|one| of(SourceWord::Browser, one.word()))),
        ("every", source.every.map(|every| every.to_string())),
        ("visibility", source.visibility.map(|one| words.of_casebook("visibility", one.word()).to_owned())),
        ("text_policy", source.text_policy.map(|one| of(SourceWord::Policy, one.word()))),
        ("ground", source.ground.clone()),
        ("labels", list(&source.labels)),
        ("contact", source.contact.clone()),
        ("paused", source.paused.then(|| words.sources().paused.clone())),
    ];
    labelled(out, &known, words)
}

fn labelled(out: &mut dyn Write, known: &[(&str, Option<String>)], words: &Words) -> io::Result<()> {
    let label = |(name, value): &(&str, Option<String>)| {
        pairs(out, &[(words.of_sources(SourceWord::Label, name), value.clone())])
    };
    known.iter().try_for_each(label)
}

/// The source, the feeds that its page leads to, then what becomes of each item, its day, title, address, and why.
///
/// # Errors
/// What the writer returns.
pub fn tried(out: &mut dyn Write, tried: &Tried, words: &Words) -> io::Result<()> {
    whole(out, &tried.source, words)?;
    labelled(out, &[("form", tried.form.clone()), ("title", tried.title.clone())], words)?;
    for found in &tried.feeds {
        let title = found.title.as_deref().map(tamed).unwrap_or_default();
        let (url, media_type) = (tamed(&found.url), tamed(&found.media_type));
        writeln!(out, "{}\t{url}\t{media_type}\t{title}", words.sources().feed)?;
    }
    tried.entries.iter().try_for_each(|planned| item(out, planned, words))
}

fn item(out: &mut dyn Write, planned: &Planned, words: &Words) -> io::Result<()> {
    let Planned { step, entry, .. } = planned;
    let step = match step {
        Step::New => "new",
        Step::Changed => "changed",
        Step::Known => "known",
        Step::Filtered => "filtered",
        Step::Old => "old",
        Step::NoPage => "no_page",
        Step::Later => "later",
    };
    let step = words.of_sources(SourceWord::Step, step);
    let (title, link) = (or_none(entry.title.as_deref()), or_none(entry.link.as_deref()));
    writeln!(out, "{step}\t{}\t{title}\t{link}\t{}", when(entry.date), why(planned))
}

/// The source's words that an item has, its score and what gave it: `紛失 0.8: 紛失 +0.55, お詫び +0.25`.
fn why(planned: &Planned) -> String {
    let judged = &planned.judgement;
    let part = |weight: i16| format!("{:+}", f64::from(weight) / 1000.0);
    let reasons: Vec<String> =
        judged.reasons.iter().map(|reason| format!("{} {}", reason.word, part(reason.weight))).collect();
    let mut out = planned.words.join(",");
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(&(f64::from(judged.score) / 1000.0).to_string());
    if !reasons.is_empty() {
        out.push_str(": ");
        out.push_str(&reasons.join(", "));
    }
    tamed(&out)
}

/// How a source is, its name, when it was looked at last, how many items it had, and why it is so.
///
/// # Errors
/// What the writer returns.
pub fn status(out: &mut dyn Write, status: &Status, words: &Words) -> io::Result<()> {
    let looked = status.looked.map_or_else(|| words.sources().none.clone(), time);
    let health = words.of_sources(SourceWord::Health, status.health.word());
    writeln!(out, "{health}\t{}\t{looked}\t{}\t{}", tamed(&status.name), status.items, alarm(status, words))
}

/// A source that somebody should look into, how it is, and why, on one line.
pub fn alarmed(status: &Status, words: &Words) -> String {
    let health = words.of_sources(SourceWord::Health, status.health.word());
    let (name, alarm) = (tamed(&status.name), alarm(status, words));
    fill(&words.sources().alarm, &[("name", &name), ("health", &health), ("alarm", &alarm)])
}

/// That what was tried shows next to nothing without a browser, and how one is asked for; nothing of all else.
pub fn hollow(tried: &Tried, words: &Words) -> Option<String> {
    let (name, url) = (tamed(&tried.source.name), tamed(&tried.source.url));
    tried.hollow.then(|| fill(&words.sources().hollow, &[("name", &name), ("url", &url)]))
}

/// Why somebody should look into a source; nothing where nobody need.
fn alarm(status: &Status, words: &Words) -> String {
    let lines = words.sources();
    let since =
        status.since.map(|at: Timestamp| fill(&lines.since, &[("at", &time(at))])).unwrap_or_default();
    let fault = status.fault.as_ref().map(|fault| words.source_fault(fault));
    let why = fault.as_deref().or(status.why.as_deref()).map(tamed);
    let line = |pattern: &str, values: &[(&str, &dyn Display)]| fill(pattern, values);
    match (status.health, why) {
        (Health::Failing, Some(why)) => line(&lines.failing, &[("since", &since), ("why", &why)]),
        (Health::Failing, None) => line(&lines.failing_since, &[("since", &since)]),
        (Health::Silent, _) => line(&lines.silent, &[("since", &since)]),
        (Health::Moved, to) => line(&lines.moved, &[("to", &to.unwrap_or_default())]),
        (Health::Changed, _) => line(&lines.changed, &[("n", &status.items), ("usual", &status.usual)]),
        (Health::Ok | Health::New | Health::Paused, _) => String::new(),
    }
}

/// How many items of a source came to what.
///
/// # Errors
/// What the writer returns.
pub fn counts(out: &mut dyn Write, name: &str, counts: Counts, words: &Words) -> io::Result<()> {
    let Counts { new, changed, unchanged, skipped, failed } = counts;
    let name = if name == recheck::NAME { words.sources().recheck.clone() } else { tamed(name) };
    let values: [(&str, &dyn Display); 6] = [
        ("name", &name),
        ("new", &new),
        ("changed", &changed),
        ("unchanged", &unchanged),
        ("skipped", &skipped),
        ("failed", &failed),
    ];
    writeln!(out, "{}", fill(&words.sources().counts, &values))
}

/// As [`counts`], of so many sources together.
///
/// # Errors
/// What the writer returns.
pub fn all(out: &mut dyn Write, sources: usize, of: Counts, words: &Words) -> io::Result<()> {
    counts(out, &fill(&words.sources().all, &[("n", &sources)]), of, words)
}

/// What an archive elsewhere made of a page: the capture, its address, and the copy's address or the reason.
///
/// # Errors
/// What the writer returns.
pub fn sent(out: &mut dyn Write, sent: &Sent, words: &Words) -> io::Result<()> {
    let (what, said) = match &sent.came {
        Came::Copy(url) => (&words.sources().copy, url),
        Came::Refused(said) => (&words.sources().refused, said),
        Came::Later(said) => (&words.sources().later, said),
    };
    writeln!(out, "{what}\tcapture:{}\t{}\t{}", sent.capture.0, tamed(&sent.url), tamed(said))
}
