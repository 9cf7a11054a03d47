//! One self-contained page: what was counted, a list of the reports, and each report with every value linked to its
//! marked words.
//!
//! Nothing is loaded from elsewhere, and it reads without its script. The reports' text is hostile until escaped
//! (`escape`); a content policy allows only the page's own style and script. Start reading at [`HtmlPage`].

mod escape;
mod groups;
mod ledger;
mod list;
mod marks;
mod overview;
mod policy;
mod report;
mod values;

use std::io::{self, Write};

use jikenbo_model::{Reading, Report};

use self::escape::escaped;
use super::tally::Tally;
use super::{Named, Sink};
use crate::words::Words;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Gathers readings and writes the page when closed (what stands on top is known last).
pub struct HtmlPage<W> {
    out: W,
    words: &'static Words,
    tally: Tally,
    /// Rows of the list, then the reports themselves, as HTML.
    rows: String,
    reports: String,
    /// Names of the reports, for the list of the largest figures.
    names: Vec<String>,
}

impl<W: Write> HtmlPage<W> {
    /// Writes to `out` in the language of `words`.
    pub fn new(out: W, words: &'static Words) -> Self {
        let (rows, reports, names) = Default::default();
        Self { out, words, tally: Tally::default(), rows, reports, names }
    }

    fn head(&mut self) -> io::Result<()> {
        let (words, title) = (self.words, &self.words.page.title);
        write!(
            self.out,
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#list\">{skip}</a>\n\
             <header class=\"masthead\"><p class=\"brand\">{brand}</p>\
             <h1>{heading}</h1><p>{lead}</p></header>\n<main>\n",
            lang = escaped(&words.lang),
            policy = policy::policy(STYLE, SCRIPT),
            title = escaped(title),
            brand = escaped(&words.page.brand),
            heading = escaped(&words.page.heading),
            skip = escaped(&words.page.skip),
            lead = escaped(&words.page.lead),
        )
    }
}

impl<W: Write> Sink for HtmlPage<W> {
    fn page(&mut self, _: Named<'_>) -> io::Result<()> {
        self.tally.files += 1;
        Ok(())
    }

    fn reading(&mut self, page: Named<'_>, report: &Report, reading: &Reading) -> io::Result<()> {
        let number = self.tally.reports + 1;
        let shown = report::Shown { number, page, reading, span: report.span, words: self.words };
        list::row(&mut self.rows, &shown);
        report::section(&mut self.reports, &shown);
        self.names.push(shown.name().to_owned());
        self.tally.add(&reading.facts, reading.warnings.len());
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.head()?;
        let words = &self.words.page;
        self.out.write_all(overview::overview(&self.tally, &self.names, self.words).as_bytes())?;
        self.out.write_all(list::table(&self.rows, self.words).as_bytes())?;
        write!(self.out, "<h2 class=\"away\">{}</h2>\n{}</main>\n", escaped(&words.facts), self.reports)?;
        write!(self.out, "<footer><p>{}</p></footer>\n<script>{SCRIPT}</script>\n", escaped(&words.footer))?;
        self.out.write_all(b"</body>\n</html>\n")?;
        self.out.flush()
    }
}
