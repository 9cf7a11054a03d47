//! Text of real size: the corpus over and over, each time with other figures and numbers.

use std::fs;

use anyhow::Context;
use jikenbo_document::{Hints, document};
use serde_json::Value;

use crate::evaluate::pages;

/// A release of the corpus.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its organisation and title, as a casebook's heading has them.
    pub heading: String,
    /// Its text.
    pub body: String,
}

/// The releases of the corpus that stand alone on their page.
///
/// # Errors
/// Where a file cannot be read.
pub fn releases() -> anyhow::Result<Vec<Release>> {
    let mut found = Vec::new();
    for sample in pages::corpus()? {
        let facts: Vec<Value> = serde_json::from_slice(&fs::read(&sample.facts)?)?;
        let [facts] = facts.as_slice() else { continue };
        let word = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or("例示団体").to_owned();
        let page =
            document(&fs::read(&sample.page)?, Hints { content_type: None, name: sample.page.to_str() });
        let heading = format!("{} {}", word("organization"), word("title"));
        found.push(Release { heading, body: page.text });
    }
    anyhow::ensure!(!found.is_empty(), "no page of the corpus has exactly one report");
    Ok(found)
}

/// A casebook's page of at least `size` bytes: numbered headings, each with a release.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn casebook(size: usize) -> anyhow::Result<String> {
    let releases = releases()?;
    let mut page = String::with_capacity(size + (64 << 10));
    for (number, release) in releases.iter().cycle().enumerate() {
        if page.len() >= size {
            break;
        }
        let (year, serial) = (2015 + number / 900 % 11, 1 + number % 900);
        page.push_str(&format!("【セキュリティ事件簿#{year}-{serial:03}】{}\n\n", release.heading));
        vary(&release.body, number, &mut page);
        page.push_str("\n\n");
    }
    Ok(page)
}

/// The same as HTML, a post a release.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn blog(size: usize) -> anyhow::Result<String> {
    let releases = releases()?;
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>事件簿</title></head><body>\n",
    );
    for (number, release) in releases.iter().cycle().enumerate() {
        if page.len() >= size {
            break;
        }
        let heading = format!("【セキュリティ事件簿#2025-{}】{}", 1 + number % 900, release.heading);
        page.push_str(&format!(
            "<div class=\"post hentry\"><h3 class=\"post-title\">{heading}</h3><div class=\"post-body\">\n"
        ));
        let mut body = String::new();
        vary(&release.body, number, &mut body);
        let paragraphs = body.lines().filter(|line| !line.trim().is_empty());
        paragraphs.for_each(|line| page.push_str(&format!("<p>{}</p>\n", escaped(line))));
        page.push_str("</div></div>\n");
    }
    page.push_str("</body></html>\n");
    Ok(page)
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;")
}

/// `body` with other digits in the figures that have a comma: dates stay dates.
fn vary(body: &str, by: usize, page: &mut String) {
    let mut behind_comma = false;
    for c in body.chars() {
        match c.to_digit(10) {
            Some(digit) if behind_comma => page.extend(char::from_digit((digit + by as u32) % 10, 10)),
            _ => {
                behind_comma = c == ',' || behind_comma && c.is_ascii_digit();
                page.push(c);
            }
        }
    }
}

/// One small release, for the time from a process's start to its facts.
///
/// # Errors
/// Where the corpus has no page.
pub fn small_page() -> anyhow::Result<std::path::PathBuf> {
    let samples = pages::corpus()?;
    let size = |sample: &pages::Sample| fs::metadata(&sample.page).map_or(u64::MAX, |found| found.len());
    let mut pages: Vec<_> = samples.iter().map(|sample| (size(sample), sample.page.clone())).collect();
    pages.sort();
    pages.into_iter().nth(samples.len() / 2).map(|(_, page)| page).context("the corpus has no page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_figures_with_a_comma_vary() {
        let mut page = String::new();
        vary("2025年12月6日に1,234件と56件", 1, &mut page);
        assert_eq!(page, "2025年12月6日に1,345件と56件");
    }

    #[test]
    fn a_page_is_as_long_as_asked_and_has_numbered_headings() {
        let page = casebook(200_000).unwrap();
        assert!(page.len() >= 200_000 && page.contains("【セキュリティ事件簿#2015-002】"));
        assert!(blog(50_000).unwrap().ends_with("</body></html>\n"));
    }
}
