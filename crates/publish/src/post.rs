//! The post on a case, ready to be pasted into a blog: numbered heading, words as far as they may be shown, archived
//! releases, earlier releases, labels; an editor's opinion under a heading of its own.

use jikenbo_figures::{is_markup, markdown_line, markdown_link, markdown_words};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, Output, State, UndefinedBehavior, Value, context};
use serde::Serialize;

use crate::Error;
use crate::chart::escaped;
use crate::input::{About, Case, Report, facts};
use crate::pages::Linked;
use crate::pages::report::{archived, nth, organization, released, title};
use crate::quoted::{Part, passages, quoted, short};
use crate::words::{Words, words};

/// A form that a post is written in: its name, whose end says how words are escaped (for HTML as [`is_markup`] tells, for all others
/// as Markdown), and its template in the language of Jinja.
#[derive(Clone, Copy, Debug)]
pub struct House<'h> {
    /// What it is called.
    pub name: &'h str,
    /// Its template.
    pub text: &'h str,
}

impl House<'static> {
    /// The form as HTML that comes with the program.
    pub const HTML: Self = Self { name: "post.html", text: include_str!("../templates/post.html") };
    /// The form as Markdown that comes with the program.
    pub const MARKDOWN: Self = Self { name: "post.md", text: include_str!("../templates/post.md") };
}

/// What a template is given, as `page`.
#[derive(Debug, Serialize)]
struct Post {
    casebook: String,
    /// `2025-513`, or the id of a case without a number.
    number: String,
    organization: String,
    title: String,
    /// The newest first.
    reports: Vec<Told>,
    labels: Vec<String>,
    /// Line by line.
    opinions: Vec<String>,
    /// It is the editor's own look: not masked, and of what may not be published.
    draft: bool,
}

/// A report in a post.
#[derive(Debug, Serialize)]
struct Told {
    label: String,
    day: String,
    /// Whether that is its day of release.
    dated: bool,
    title: String,
    /// The whole text by lines, where it may be shown.
    text: Vec<String>,
    /// Else the sentences that prove facts, in the order of the text.
    quotes: Vec<Proof>,
    release: Vec<Linked>,
    archived: Vec<Linked>,
}

/// A sentence, whole and in its parts.
#[derive(Debug, Serialize)]
struct Proof {
    text: String,
    parts: Vec<Part>,
}

/// The post on `case` in the form of `house`.
///
/// # Errors
/// [`Error::Template`] where the template cannot be read or filled.
pub fn post(about: &About, case: &Case, house: House<'_>) -> Result<String, Error> {
    let failed = |source| Error::Template { name: house.name.to_owned(), line: None, source };
    let words = words(about.lang);
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    templates.set_syntax(syntax.map_err(failed)?);
    templates.set_formatter(if is_markup(house.name) { as_html } else { as_markdown });
    templates.add_filter("link", |address: String| Value::from_safe_string(markdown_link(&address)));
    let within: fn(&str) -> String = if is_markup(house.name) { escaped } else { markdown_words };
    templates.add_filter("within", move |words: String| Value::from_safe_string(within(&words)));
    templates.add_global("w", Serde(&words.page));
    templates.add_template(house.name, house.text).map_err(failed)?;
    let page = of(about, case, words);
    let filled =
        templates.get_template(house.name).and_then(|found| found.render(context! { page => Serde(&page) }));
    filled.map_err(failed)
}

fn of(about: &About, case: &Case, words: &Words) -> Post {
    let own = facts(&case.said);
    let newest = case.reports.last();
    Post {
        casebook: about.name.clone(),
        number: case.number.map_or_else(|| case.id.to_string(), |number| number.to_string()),
        organization: organization(&own, words),
        title: newest.map_or_else(|| words.said.no_title.clone(), |report| title(report, &own, words)),
        reports: case.reports.iter().enumerate().rev().map(|(at, report)| told(at, report, words)).collect(),
        labels: case.labels.clone(),
        opinions: case.opinions.iter().flat_map(|opinion| lines(opinion)).collect(),
        draft: about.draft,
    }
}

/// The lines that have words.
fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

fn told(at: usize, report: &Report, words: &Words) -> Told {
    let text = report.text.as_ref().map(|text| text.words.as_str()).unwrap_or_default();
    let text: Vec<String> = lines(&short(text)).collect();
    let quotes = quoted(&passages(&report.said), &report.sentences).into_iter();
    let quotes = quotes.map(|one| Proof { text: one.text(), parts: one.parts });
    Told {
        label: nth(at, words),
        day: words.day_of(report.day, report.dated),
        dated: report.dated,
        title: title(report, &facts(&report.said), words),
        quotes: if text.is_empty() { quotes.collect() } else { Vec::new() },
        text,
        release: released(report),
        archived: archived(&report.capture),
    }
}

/// Writes a value into HTML.
fn as_html(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    write(out, value, escaped)
}

/// Writes a value into Markdown.
fn as_markdown(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    write(out, value, plain)
}

fn write(out: &mut Output<'_>, value: &Value, escape: fn(&str) -> String) -> Result<(), minijinja::Error> {
    let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let words = if value.is_safe() { words } else { escape(&words) };
    out.write_str(&words).map_err(|_| minijinja::Error::from(ErrorKind::WriteFailure))
}

/// Words as Markdown shows them, also where they begin a line.
fn plain(words: &str) -> String {
    markdown_line(words).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markup_wherever_they_stand() {
        for (words, expected) in [
            ("- 項目", "\\- 項目"),
            ("1. x", "1\\. x"),
            ("---", "\\---"),
            ("    x", "x"),
            ("題名\n\n# x", "題名  \\# x"),
            (
                "https://example.com/<script>alert(1)</script>",
                "https://example.com/&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("a](b", "a\\](b"),
            ("2025年", "2025年"),
        ] {
            assert_eq!(plain(words), expected);
        }
    }
}
