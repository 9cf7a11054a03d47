//! Reading: a page's bytes to the facts of each of its reports, with proof.

use std::collections::BTreeMap;

use jikenbo_model::{Document, DocumentRef, Evidence, Quote, Reading, Report, Warning};
use sha2::{Digest, Sha256};

use crate::decode::{self, Hints};
use crate::rules::Rules;
use crate::stages::{self, Extracted};

/// A page decoded and cut into its reports; a few are read when one of them is asked for, so that a page of 100 MB never
/// has all its readings in memory.
///
/// ```
/// use jikenbo_app::{read::Page, rules::Rules};
/// let rules = Rules::builtin();
/// let page = Page::open("2025年12月6日\n例示市\nメール誤送信について".as_bytes(), None, &rules);
/// assert_eq!(page.readings(&rules).count(), page.reports.len());
/// ```
pub struct Page {
    /// The page as text and blocks.
    pub document: Document,
    /// Its reports in order.
    pub reports: Vec<Report>,
    /// SHA-256 of the document's text, in lower-case hexadecimal.
    pub sha256: String,
}

impl Page {
    /// Decodes and cuts `bytes`; `name` is the file's name, a hint at what it is.
    pub fn open(bytes: &[u8], name: Option<&str>, rules: &Rules) -> Self {
        Self::answered(bytes, name, None, rules)
    }

    /// As [`open`](Self::open), for bytes that came with the value of an HTTP `Content-Type` header.
    pub fn answered(bytes: &[u8], name: Option<&str>, content_type: Option<&str>, rules: &Rules) -> Self {
        let (document, reports) = decode::read(bytes, Hints { content_type, name }, rules);
        let sha256 = hexadecimal(&Sha256::digest(document.text.as_bytes()));
        Self { document, reports, sha256 }
    }

    /// The readings in the reports' order, made when they are asked for.
    pub fn readings<'a>(&'a self, rules: &'a Rules) -> impl Iterator<Item = Reading> + 'a {
        let extracted = stages::extract_all(&self.document, &self.reports, rules.lists());
        extracted.enumerate().map(|(index, extracted)| self.reading(index, extracted))
    }

    /// The reading of report `index`, of which this was extracted.
    fn reading(&self, index: usize, extracted: Extracted) -> Reading {
        let report = &self.reports[index];
        let mut warnings = self.page_warnings(index);
        warnings.extend(extracted.warnings);
        Reading {
            facts: extracted.facts,
            evidence: quotes(&self.document.text, &extracted.evidence),
            document: DocumentRef {
                sha256: self.sha256.clone(),
                start: report.span.start,
                end: report.span.end,
            },
            warnings,
        }
    }

    /// The page's own warnings that fall to report `index`: those from its start to the next report's, the first
    /// report's also those before, so that each is told once.
    fn page_warnings(&self, index: usize) -> Vec<Warning> {
        let from = if index == 0 { 0 } else { self.reports[index].span.start };
        let to = self.reports.get(index + 1).map_or(usize::MAX, |next| next.span.start);
        let within = |warning: &&Warning| (from..to).contains(&warning.span.start);
        self.document.warnings.iter().filter(within).cloned().collect()
    }
}

/// The words of each proof; a span that is not one of `text` is left out rather than shown wrongly.
fn quotes(text: &str, evidence: &Evidence) -> BTreeMap<String, Vec<Quote>> {
    let quote = |span: &jikenbo_model::Span| {
        span.of(text).map(|words| Quote { start: span.start, end: span.end, quote: words.to_owned() })
    };
    let of = |spans: &Vec<_>| spans.iter().filter_map(quote).collect();
    evidence.by_path.iter().map(|(path, spans)| (path.clone(), of(spans))).collect()
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::Span;

    #[test]
    fn the_digest_is_of_the_text() {
        let page = Page::open("abc".as_bytes(), None, &Rules::builtin());
        assert!(page.sha256.starts_with("ba7816bf8f01cfea"), "{}", page.sha256);
    }

    #[test]
    fn a_span_off_the_text_is_no_quote() {
        let mut evidence = Evidence::default();
        evidence.add("cause", Span::new(3, 6));
        evidence.add("cause", Span::new(1, 6));
        evidence.add("cause", Span::new(0, 99));
        let quoted = quotes("事件簿", &evidence);
        assert_eq!(quoted["cause"], [Quote { start: 3, end: 6, quote: "件".to_owned() }]);
    }
}
