//! What was done with a page.

use jikenbo_model::{CaptureId, CaseId, CaseNumber, ReportId};
use jikenbo_resolve::Reason;
use serde::Serialize;

use super::prepare::PreparedReport;

/// What was done with a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// What messages call the page.
    pub page: String,
    /// The capture as which it is kept; `None` where nothing of it is new, or nothing was to be written.
    pub capture: Option<CaptureId>,
    /// When its bytes or its text were erased, in UTC: then nothing of it is filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased: Option<String>,
    /// Whether nobody asked for it, so that nothing is told of it: the rules of a host, what was not answered.
    #[serde(skip)]
    pub is_aside: bool,
    /// Whether it only says where its address leads, so that people are told of where that is alone.
    #[serde(skip)]
    pub leads_on: bool,
    /// Its reports in order.
    pub reports: Vec<ReportOutcome>,
    /// What it brought beside them, where it came out of an export.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imported: Option<Imported>,
}

/// What an entry of an export brought beside its reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// It is a comment.
    pub is_comment: bool,
    /// The case that its comments were noted on.
    pub case: Option<CaseId>,
    /// That case's number.
    pub number: Option<CaseNumber>,
    /// Labels that its cases did not have yet.
    pub labels: usize,
    /// Comments that were noted.
    pub comments: usize,
    /// Copies elsewhere that were noted.
    pub copies: usize,
    /// What could not be placed.
    pub not_placed: Vec<NotPlaced>,
}

/// Something of an export that has no place in the casebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotPlaced {
    /// Its address; where it has none, its id or title.
    pub what: String,
    /// Why.
    pub reason: Unplaced,
}

/// Why something of an export has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unplaced {
    /// It was never published, or not approved.
    Draft,
    /// Only some might see it.
    Private,
    /// It was thrown away, or is spam.
    Removed,
    /// There are no words in it.
    NoReport,
    /// A comment whose post is not there.
    NoPost,
    /// Another case has its number; it is an alias of the case that it opened.
    NumberTaken,
}

/// What was done with a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportOutcome {
    /// What.
    pub what: What,
    /// Its id; `None` where nothing was to be written.
    pub report: Option<ReportId>,
    /// Its case; `None` where nothing was to be written and it would open one, or where an editor took it out.
    pub case: Option<CaseId>,
    /// The case's number.
    pub number: Option<CaseNumber>,
    /// Whom it is of.
    pub organization: Option<String>,
    /// Its title; of one without, such as a picture, its heading.
    pub title: Option<String>,
    /// How surely it belongs to its case, 0 to 1000.
    pub score: u16,
    /// Why it belongs there, or is the same.
    pub reasons: Vec<Reason>,
    /// The breach that its case was found to come from, if that is new.
    pub origins: Vec<TiedTo>,
    /// How many links on it wait for an editor.
    pub suggestions: usize,
}

/// That a case comes from the same breach as another one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TiedTo {
    /// What both come from: an organisation or a product.
    pub name: Option<String>,
    /// The other case, of several the one that it is tied to most surely.
    pub case: Option<CaseId>,
    /// That one's number.
    pub number: Option<CaseNumber>,
    /// How surely, 0 to 1000.
    pub score: u16,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What was done with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It opened a case.
    Opened,
    /// It joined a case.
    Joined,
    /// It is the page of an earlier report with other words; it joined that one's case and waits for an editor.
    Edited,
    /// It was filed before.
    Known,
}

impl What {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Joined => "joined",
            Self::Edited => "edited",
            Self::Known => "known",
        }
    }
}

impl ReportOutcome {
    pub(super) fn new(what: What, report: Option<&PreparedReport>) -> Self {
        let title = |report: &PreparedReport| report.facts().title.clone().or_else(|| report.heading.clone());
        Self {
            what,
            report: None,
            case: None,
            number: None,
            organization: report.and_then(|report| report.facts().organization.clone()),
            title: report.and_then(title),
            score: jikenbo_resolve::FULL,
            reasons: Vec::new(),
            origins: Vec::new(),
            suggestions: 0,
        }
    }
}
