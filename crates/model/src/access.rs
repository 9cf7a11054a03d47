//! Who may see what: visibility, state, text policy, and the scope of one who asks.

use serde::{Deserialize, Serialize};

use crate::{CaptureId, CaseId, ReportId};

vocabulary! {
    /// Who may see a capture, report or case.
    Visibility {
        Public = "public", "公開";
        Unlisted = "unlisted", "限定公開";
        Private = "private", "非公開";
    }
}
vocabulary! {
    /// How far an editor has come with a case; only a published one is public.
    CaseState {
        New = "new", "未確認";
        Checked = "checked", "確認済み";
        Published = "published", "公開済み";
    }
}
vocabulary! {
    /// How much of a report's text its outlets may show.
    TextPolicy {
        Quote = "quote", "引用のみ";
        Full = "full", "全文";
        None = "none", "なし";
    }
}
vocabulary! {
    /// Who said that two things belong together.
    DecidedBy {
        Machine = "machine", "自動";
        Editor = "editor", "編集者";
    }
}
vocabulary! {
    /// What a suggestion would tie together.
    SuggestionKind {
        SameCase = "same_case", "同じ事件";
        SharedOrigin = "shared_origin", "同じ発生元";
        ClientHit = "client_hit", "被害を受けた委託元";
        SameOrganization = "same_organization", "同じ組織";
        PageChange = "page_change", "変更を確認";
    }
}
vocabulary! {
    /// What became of a suggestion.
    SuggestionState {
        Open = "open", "未処理";
        Accepted = "accepted", "採用";
        Rejected = "rejected", "却下";
    }
}

/// What one who asks may see. Every read of a casebook or index needs one and applies it inside the query.
///
/// | scope | sees |
/// |---|---|
/// | `Owner` | all |
/// | `Member` | public and unlisted, and what is private but their own or their team's |
/// | `Public` | public reports of public, published cases |
/// | `Shared` | the one thing that the share link is for, unless it is private |
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum Scope {
    /// The casebook's owner, as the command line is.
    Owner,
    /// A member who has signed in.
    Member {
        /// Who.
        user: String,
        /// The teams that they are in.
        teams: Vec<String>,
    },
    /// Anybody.
    Public,
    /// The holder of a share link that is neither expired nor revoked.
    Shared {
        /// What it is for.
        subject: Subject,
    },
}

/// A thing of a casebook that can be shown, hidden or shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// A capture.
    Capture(CaptureId),
    /// A report.
    Report(ReportId),
    /// A case.
    Case(CaseId),
}

impl Subject {
    /// Its kind: `capture`, `report` or `case`.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Capture(_) => "capture",
            Self::Report(_) => "report",
            Self::Case(_) => "case",
        }
    }

    /// Its number within its kind.
    pub const fn id(self) -> i64 {
        match self {
            Self::Capture(id) => id.0,
            Self::Report(id) => id.0,
            Self::Case(id) => id.0,
        }
    }

    /// The thing with this kind and number.
    ///
    /// ```
    /// use jikenbo_model::{ReportId, Subject};
    /// assert_eq!(Subject::new("report", 7), Some(Subject::Report(ReportId(7))));
    /// assert_eq!(Subject::new("reports", 7), None);
    /// ```
    pub fn new(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "capture" => Some(Self::Capture(CaptureId(id))),
            "report" => Some(Self::Report(ReportId(id))),
            "case" => Some(Self::Case(CaseId(id))),
            _ => None,
        }
    }
}
