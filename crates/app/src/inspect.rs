//! Looking into a stage: the dates, figures and reports that it saw, with their places in the document's text.

use jikenbo_model::{CaseNumber, PartialDate, Report, Span};
use serde::Serialize;
use serde_json::{Number as JsonNumber, Value};

use crate::read::Page;
use crate::stages;

/// A date as written and the days it stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundDate {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub quote: String,
    /// The first day.
    pub from: Option<PartialDate>,
    /// The last day.
    pub to: Option<PartialDate>,
    /// `point`, `range`, `since`, `until` or `fiscal_year`.
    pub reach: &'static str,
    /// The time of day of the start (`22:00`, `25`), where given.
    pub time: Option<String>,
    /// The text itself gave the year.
    pub year_written: bool,
    /// A weekday stood beside it.
    pub weekday: bool,
    /// A word that looks back stood for it (同日, 翌日).
    pub anaphoric: bool,
}

/// A figure, what kind it is and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundNumber {
    /// Where, with qualifier and counter.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub quote: String,
    /// Its value; of a range the upper end.
    pub value: JsonNumber,
    /// The lower end of a range.
    pub from: Option<JsonNumber>,
    /// What kind of figure (`count`, `phone`, `date` …).
    pub sense: Value,
    /// The counter behind it (`件`).
    pub counter: Option<String>,
    /// How it limits itself (`exact`, `about`, `max`, `min`, `estimate`).
    pub qualifier: Value,
    /// 延べ stood before it.
    pub cumulative: bool,
}

/// A report as cut out of its page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundReport {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The case number in its heading.
    pub case_number: Option<CaseNumber>,
    /// The organisation in its heading.
    pub organization: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The date in its heading.
    pub date: Option<PartialDate>,
    /// How many blocks it has, the heading's own not counted.
    pub blocks: usize,
}

/// The dates of `page`, report by report in order.
pub fn dates(page: &Page) -> impl Iterator<Item = FoundDate> + '_ {
    page.parts().flat_map(|part| stages::dates(&page.document, part))
}

/// The figures of `page`, report by report in order.
pub fn numbers(page: &Page) -> impl Iterator<Item = FoundNumber> + '_ {
    page.parts().flat_map(|part| stages::numbers(&page.document, part))
}

/// The reports of `page`.
pub fn reports(page: &Page) -> impl Iterator<Item = FoundReport> + '_ {
    let (mut line, mut counted) = (1, 0);
    page.reports.iter().map(move |report| {
        let before = page.document.text.get(counted..report.span.start).unwrap_or_default();
        line += before.bytes().filter(|byte| *byte == b'\n').count();
        counted = counted.max(report.span.start);
        found(page, report, line)
    })
}

fn found(page: &Page, report: &Report, line: usize) -> FoundReport {
    let (heading, text) = (&report.heading, &page.document.text);
    let words = |span: Option<Span>| span.and_then(|span| span.of(text)).map(str::to_owned);
    FoundReport {
        span: report.span,
        line,
        case_number: heading.case_number.map(|(number, _)| number),
        organization: words(heading.organization),
        title: words(heading.title),
        date: heading.date.map(|(date, _)| date),
        blocks: report.blocks.len(),
    }
}

impl Page {
    /// The reports; a page without any is looked at as a whole (`None`).
    fn parts(&self) -> impl Iterator<Item = Option<&Report>> {
        let whole = self.reports.is_empty().then_some(None);
        whole.into_iter().chain(self.reports.iter().map(Some))
    }
}
