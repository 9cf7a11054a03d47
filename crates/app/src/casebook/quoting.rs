//! Of a report, what may be quoted around the words that prove its fields: for the site, posts and the month's column.

use jikenbo_casebook::show::{By, FieldView, ReportView};
use jikenbo_model::ReportId;
use jikenbo_publish::{Said, Sentence};

use super::veil::Veil;

/// A field as `publish` is given it.
pub(super) fn said(view: &FieldView, report: ReportId) -> Said {
    Said {
        field: view.field,
        value: view.value.clone(),
        report,
        corrected: matches!(view.by, By::Decision { .. }),
        quotes: view.quotes.clone(),
    }
}

/// The sentences of the report that prove something. All of its words (`own`) are masked before any is cut out of them: what is
/// masked keeps its length.
pub(super) fn sentences(
    view: &ReportView,
    own: Option<String>,
    said: &[Said],
    veil: Option<&Veil>,
) -> Vec<Sentence> {
    let Some(mut own) = own else { return Vec::new() };
    if let Some(veil) = veil {
        veil.words(view.id, &mut own);
    }
    jikenbo_publish::sentences(&own, view.span.start, said)
}
