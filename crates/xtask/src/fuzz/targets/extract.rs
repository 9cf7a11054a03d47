use std::sync::LazyLock;

use jikenbo_document::{HeadingForms, Hints, document, segment};
use jikenbo_extract::{Extracted, Lists, extract, extract_all};
use jikenbo_model::Document;

use super::{assert_same, assert_within};

static FORMS: LazyLock<HeadingForms> = LazyLock::new(HeadingForms::builtin);

/// Every fact of every report is proved by places of the text, their number is bounded by the report's size, and what is read
/// beside other reports is what is read alone.
pub(super) fn run(bytes: &[u8]) {
    let page = document(bytes, Hints::default());
    super::document::check(&page);
    let reports = segment(&page, &FORMS);
    super::segment::check(&page, &reports);
    for (report, read) in reports.iter().zip(extract_all(&page, &reports, Lists::builtin())) {
        check(&page, &read, report.span.len());
        assert_same(&read, &extract(&page, report, Lists::builtin()), "extract");
    }
}

fn check(page: &Document, read: &Extracted, size: usize) {
    for (path, spans) in &read.evidence.by_path {
        assert!(!spans.is_empty(), "no evidence under `{path}`");
        assert!(spans.is_sorted(), "evidence of `{path}` out of order");
        assert!(spans.len() <= size + 16, "{} proofs of `{path}` in {size} bytes", spans.len());
        spans.iter().for_each(|&span| assert_within(span, &page.text, path));
    }
    for warning in &read.warnings {
        assert_within(warning.span, &page.text, &warning.code);
    }
    let facts = &read.facts;
    for (what, count) in
        [("affected", facts.affected.len()), ("events", facts.events.len()), ("chain", facts.chain.len())]
    {
        assert!(count <= size, "{count} entries of `{what}` in {size} bytes");
    }
    for (index, affected) in facts.affected.iter().enumerate() {
        let whole = affected.part_of;
        assert!(
            whole.is_none_or(|whole| whole < facts.affected.len() && whole != index),
            "part {index} of {whole:?}"
        );
    }
}
