use std::sync::LazyLock;

use jikenbo_document::{HeadingForms, Hints, document, segment};
use jikenbo_model::{Document, Report};

use super::{assert_in_order, assert_same, assert_within};

static FORMS: LazyLock<HeadingForms> = LazyLock::new(HeadingForms::builtin);

/// Reports stand in order and do not overlap; a document with words has one at least.
pub(super) fn run(bytes: &[u8]) {
    let page = document(bytes, Hints::default());
    let reports = segment(&page, &FORMS);
    assert_same(&reports, &segment(&page, &FORMS), "segment");
    check(&page, &reports);
}

/// The invariants of a page's reports.
pub(super) fn check(page: &Document, reports: &[Report]) {
    assert_in_order(reports.iter().map(|report| report.span), "report");
    assert!(reports.len() <= page.blocks.len(), "{} reports of {} blocks", reports.len(), page.blocks.len());
    assert!(page.blocks.is_empty() || !reports.is_empty(), "{} blocks and no report", page.blocks.len());
    let mut block = 0;
    for report in reports {
        assert_within(report.span, &page.text, "report");
        assert!(report.blocks.start >= block, "blocks {:?} begin before {block}", report.blocks);
        assert!(
            report.blocks.end <= page.blocks.len(),
            "blocks {:?} of {}",
            report.blocks,
            page.blocks.len()
        );
        block = report.blocks.end.max(report.blocks.start);
        check_heading(page, report);
    }
}

fn check_heading(page: &Document, report: &Report) {
    let heading = &report.heading;
    assert_within(heading.span, &page.text, "heading");
    let number = heading.case_number.map(|(_, span)| span);
    let date = heading.date.map(|(_, span)| span);
    for span in [number, heading.organization, heading.title, date].into_iter().flatten() {
        assert_within(span, &page.text, "part of a heading");
    }
}
