//! Showing: a case with all that belongs to it.

mod belongings;
mod case;
mod compose;
mod fields;
mod given;
mod grounds;
mod reports;

pub use belongings::{Copy, Note, OriginView, Shared, shared_origins};
pub(crate) use belongings::{SUGGESTION, suggestion_seen, suggestions_of};
pub(crate) use case::{CASE, case_row, from, from_cases};
pub use case::{CaseView, Found, case, case_by_number, find};
pub use compose::{CaseFact, CaseLine, members};
pub(crate) use compose::{From, PUBLISHED, lines, order};
pub use fields::{By, FieldView};
pub use given::{Known, Taking, facts};
pub use reports::{CaptureView, ReportView, report, reports, urls};
