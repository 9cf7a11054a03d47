//! The numbers by which a casebook knows its things. They are given in order, never twice.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// What a place gave at one moment.
    CaptureId;
    /// A capture's decoded text.
    DocumentId;
    /// A report as filed; it stays the same when the report is read again.
    ReportId;
    /// A case, whatever its number.
    CaseId;
    /// The one breach that several cases come from.
    OriginId;
    /// An organisation, whatever its spellings.
    OrganizationId;
    /// A link that waits for an editor.
    SuggestionId;
    /// An editor's note on a case.
    NoteId;
    /// Something hidden from every outlet.
    RedactionId;
}
