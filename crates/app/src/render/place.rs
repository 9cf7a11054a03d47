//! Feeds and the like as lines for people.

use std::io::{self, Write};

use jikenbo_collect::When;
use jikenbo_collect::feed::Feed;
use jikenbo_collect::robots::Reason;
use jikenbo_collect::sitemap::Sitemap;
use jikenbo_text::charset::Sign;

use super::tamed;
use crate::places::{Charset, Looked};

/// What the feed says of itself, then date, title and address of each entry.
///
/// # Errors
/// What the writer returns.
pub fn feed(out: &mut dyn Write, feed: &Feed) -> io::Result<()> {
    let known = [
        ("form", feed.form.map(|form| form.name().to_owned())),
        ("title", feed.title.clone()),
        ("link", feed.link.clone()),
        ("charset", Some(feed.charset.to_owned())),
        ("entries", feed.form.map(|_| feed.entries.len().to_string())),
    ];
    pairs(out, &known)?;
    for entry in &feed.entries {
        writeln!(
            out,
            "{}\t{}\t{}",
            when(entry.date),
            words(entry.title.as_deref()),
            words(entry.link.as_deref())
        )?;
    }
    for found in &feed.feeds {
        let title = found.title.as_deref().map(tamed).unwrap_or_default();
        writeln!(out, "feed\t{}\t{}\t{title}", tamed(&found.url), tamed(&found.media_type))?;
    }
    Ok(())
}

/// `allowed` or `not allowed`, the rule and its line, whose rules they are, the delay, the sitemaps.
///
/// # Errors
/// What the writer returns.
pub fn robots(out: &mut dyn Write, looked: &Looked) -> io::Result<()> {
    let verdict = &looked.verdict;
    let known = [
        ("verdict", Some(if verdict.allowed { "allowed" } else { "not allowed" }.to_owned())),
        ("reason", Some(reason(verdict.reason).to_owned())),
        ("rule", verdict.rule.clone()),
        ("line", verdict.line.map(|line| line.to_string())),
        ("group", verdict.group.clone()),
        ("delay", verdict.crawl_delay.map(|delay| format!("{} s", delay.as_secs_f64()))),
        ("cut", looked.is_cut.then(|| "only the first 500 KiB were read".to_owned())),
    ];
    pairs(out, &known)?;
    looked.sitemaps.iter().try_for_each(|sitemap| writeln!(out, "sitemap\t{}", tamed(sitemap)))
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Rule => "the longest rule that fits",
        Reason::NoRuleFits => "no rule fits",
        Reason::NoGroup => "there are no rules for this agent",
        Reason::RobotsFile => "the file itself is always allowed",
    }
}

/// The form, then the day of change or of news, the title and the address of each page or sitemap.
///
/// # Errors
/// What the writer returns.
pub fn sitemap(out: &mut dyn Write, sitemap: &Sitemap) -> io::Result<()> {
    let known = [
        ("form", sitemap.form.map(|form| form.name().to_owned())),
        ("charset", Some(sitemap.charset.to_owned())),
        ("pages", (!sitemap.pages.is_empty()).then(|| sitemap.pages.len().to_string())),
        ("sitemaps", (!sitemap.sitemaps.is_empty()).then(|| sitemap.sitemaps.len().to_string())),
    ];
    pairs(out, &known)?;
    for page in sitemap.pages.iter().chain(&sitemap.sitemaps) {
        let date = when(page.date.or(page.updated));
        writeln!(out, "{date}\t{}\t{}", words(page.title.as_deref()), tamed(&page.link))?;
    }
    Ok(())
}

/// The charset and by which sign it was found.
///
/// # Errors
/// What the writer returns.
pub fn charset(out: &mut dyn Write, charset: &Charset) -> io::Result<()> {
    let sign = match charset.sign {
        Sign::ByteOrderMark => "byte order mark",
        Sign::Header => "HTTP header",
        Sign::XmlDeclaration => "XML declaration",
        Sign::Meta => "meta element",
        Sign::CssRule => "@charset rule",
        Sign::Bytes => "the bytes leave no doubt",
        Sign::Detection => "most likely by the bytes",
    };
    pairs(out, &[("charset", Some(charset.charset.to_owned())), ("sign", Some(sign.to_owned()))])
}

pub(super) fn pairs(out: &mut dyn Write, known: &[(&str, Option<String>)]) -> io::Result<()> {
    for (name, value) in known {
        if let Some(value) = value {
            writeln!(out, "{name}\t{}", tamed(value))?;
        }
    }
    Ok(())
}

pub(super) fn when(when: Option<When>) -> String {
    when.map_or_else(|| "-".to_owned(), |when| when.to_string())
}

pub(super) fn words(words: Option<&str>) -> String {
    words.map_or_else(|| "-".to_owned(), tamed)
}
