//! Sources, what they would give and how they are, as lines for people.

use std::io::{self, Write};

use jiff::Timestamp;
use jikenbo_model::Visibility;

use super::casebook::pieces::time;
use super::place::{pairs, when, words};
use super::tamed;
use crate::casebook::collect::Counts;
use crate::casebook::collect::find::Tried;
use crate::casebook::collect::plan::{Planned, Step};
use crate::casebook::sources::Source;
use crate::casebook::sources::health::Health;
use crate::casebook::sources::status::Status;

/// Name, kind, address, what is taken, how often it is looked at, who may see it, and whether it is paused.
///
/// # Errors
/// What the writer returns.
pub fn source(out: &mut dyn Write, source: &Source) -> io::Result<()> {
    let paused = if source.paused { "paused" } else { "" };
    let visibility = source.visibility.map(Visibility::word).unwrap_or_default();
    let every = source.every.map(|every| every.to_string()).unwrap_or_default();
    let (name, url) = (tamed(&source.name), tamed(&source.url));
    let kind = source.kind.word();
    writeln!(out, "{name}\t{kind}\t{url}\t{}\t{every}\t{visibility}\t{paused}", filter(source))
}

/// What is taken: words, a score, addresses.
fn filter(source: &Source) -> String {
    let words: Vec<String> = source.words.iter().map(|word| tamed(word)).collect();
    let words = Some(words.join(",")).filter(|words| !words.is_empty());
    let score = source.score.map(|score| format!("score {score}"));
    let links = source.links.as_deref().map(tamed);
    [words, score, links].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// All that a source says, a line each.
///
/// # Errors
/// What the writer returns.
pub fn whole(out: &mut dyn Write, source: &Source) -> io::Result<()> {
    let list = |words: &[String]| Some(words.join(",")).filter(|words| !words.is_empty());
    let known = [
        ("name", Some(source.name.clone())),
        ("kind", Some(source.kind.word().to_owned())),
        ("url", Some(source.url.clone())),
        ("select", source.select.clone()),
        ("links", source.links.clone()),
        ("words", list(&source.words)),
        ("score", source.score.map(|score| score.to_string())),
        ("age", source.age.map(|age| age.to_string())),
        ("every", source.every.map(|every| every.to_string())),
        ("visibility", source.visibility.map(|one| one.word().to_owned())),
        ("text policy", source.text_policy.map(|one| one.word().to_owned())),
        ("ground", source.ground.clone()),
        ("labels", list(&source.labels)),
        ("contact", source.contact.clone()),
        ("paused", source.paused.then(|| "paused".to_owned())),
    ];
    pairs(out, &known)
}

/// The source, the feeds that its page leads to, then what becomes of each item, its day, title, address, and why.
///
/// # Errors
/// What the writer returns.
pub fn tried(out: &mut dyn Write, tried: &Tried) -> io::Result<()> {
    whole(out, &tried.source)?;
    pairs(out, &[("form", tried.form.clone()), ("title", tried.title.clone())])?;
    for found in &tried.feeds {
        let title = found.title.as_deref().map(tamed).unwrap_or_default();
        writeln!(out, "feed\t{}\t{}\t{title}", tamed(&found.url), tamed(&found.media_type))?;
    }
    tried.entries.iter().try_for_each(|planned| item(out, planned))
}

fn item(out: &mut dyn Write, planned: &Planned) -> io::Result<()> {
    let Planned { step, entry, .. } = planned;
    let step = match step {
        Step::New => "new",
        Step::Changed => "changed",
        Step::Known => "known",
        Step::Filtered => "filtered",
        Step::Old => "old",
        Step::NoPage => "no page",
        Step::Later => "later",
    };
    let (title, link) = (words(entry.title.as_deref()), words(entry.link.as_deref()));
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
pub fn status(out: &mut dyn Write, status: &Status) -> io::Result<()> {
    let looked = status.looked.map_or_else(|| "-".to_owned(), time);
    writeln!(
        out,
        "{}\t{}\t{looked}\t{}\t{}",
        status.health.word(),
        tamed(&status.name),
        status.items,
        alarm(status)
    )
}

/// Why somebody should look into a source, on one line; nothing where nobody need.
pub fn alarm(status: &Status) -> String {
    let since = status.since.map(|at: Timestamp| format!("since {}", time(at)));
    let why = status.why.as_deref().map(tamed);
    match status.health {
        Health::Failing => [since, why].into_iter().flatten().collect::<Vec<_>>().join(": "),
        Health::Silent => format!("nothing new {}", since.unwrap_or_default()),
        Health::Moved => format!("moved for good to {}", why.unwrap_or_default()),
        Health::Changed => format!("only {}: did its layout change?", why.unwrap_or_default()),
        Health::Ok | Health::New | Health::Paused => String::new(),
    }
}

/// How many items of a source, or of all, came to what.
///
/// # Errors
/// What the writer returns.
pub fn counts(out: &mut dyn Write, name: &str, counts: Counts) -> io::Result<()> {
    let Counts { new, changed, unchanged, skipped, failed } = counts;
    let name = tamed(name);
    writeln!(
        out,
        "{name}: {new} new, {changed} changed, {unchanged} unchanged, {skipped} skipped, {failed} failed"
    )
}
