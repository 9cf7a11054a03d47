use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    CaseId, CaseNumber, CaseState, DecidedBy, Evidence, OriginId, ReportId, SuggestionId, SuggestionKind,
    SuggestionState, Visibility,
};

/// A numbered entry: the reports of one incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its id, which stays the same whatever its number.
    pub id: CaseId,
    /// The casebook's own number.
    pub number: Option<CaseNumber>,
    /// How far an editor has come with it.
    pub state: CaseState,
    /// Who may see it.
    pub visibility: Visibility,
}

/// A number that another publication gives a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The other publication.
    pub publication: String,
    /// The number as it writes it.
    pub number: String,
    /// Where that is read.
    pub source: Option<String>,
}

/// Why something belongs somewhere: the linker's or an editor's word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Belonging {
    /// Who said so, in kind.
    pub by: DecidedBy,
    /// Who said so: an editor's name, or the linker's version.
    pub who: String,
    /// Why, as the linker gives it: a list of codes with words and spans.
    pub reasons: Value,
    /// How sure the linker is, in thousandths; 1000 of an editor.
    pub score: u16,
}

/// The one breach that several cases come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its id.
    pub id: OriginId,
    /// What it is called: a contractor's or product's name.
    pub name: String,
}

/// Two cases that have to do with each other without a common origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLink {
    /// The other case.
    pub case: CaseId,
    /// How: `related`.
    pub kind: String,
    /// Who said so.
    pub who: String,
    /// Why.
    pub why: Option<String>,
}

/// An editor's word on one field of a report; it replaces the whole field.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The report.
    pub report: ReportId,
    /// The field, one of [`FIELDS`](crate::FIELDS).
    pub field: String,
    /// The field's whole value in its JSON form; `null` or `[]` where the report does not say.
    pub value: Value,
    /// The words that prove it, where the editor showed them.
    pub evidence: Evidence,
    /// Who decided.
    pub who: String,
    /// Why.
    pub why: Option<String>,
}

/// A link that waits for an editor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// What it would tie together.
    pub kind: SuggestionKind,
    /// What would be tied: of `same_case`, `client_hit` and `page_change` a report, of `shared_origin` a case, of `same_organization` an
    /// organisation.
    pub a: i64,
    /// To what: of `same_case` and `shared_origin` a case, of `client_hit` and `same_organization` an organisation, of
    /// `page_change` the capture that shows it.
    pub b: i64,
    /// How sure the linker is, in thousandths.
    pub score: u16,
    /// Why, as the linker gives it.
    pub reasons: Value,
    /// What became of it.
    pub state: SuggestionState,
}
