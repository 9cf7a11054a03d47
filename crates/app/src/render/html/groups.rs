use crate::words::PageWords;

/// What a fact is about: its colour on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Leak,
    When,
    Who,
    Response,
    What,
}

impl Group {
    pub(super) const ALL: [Self; 5] = [Self::What, Self::Leak, Self::Who, Self::When, Self::Response];

    /// The group of a field; what is in no other tells what happened.
    pub(super) fn of(field: &str) -> Self {
        match field {
            "leak" | "affected" | "affected_total" | "data_types" | "data_types_denied"
            | "secondary_damage" | "medium" => Self::Leak,
            "published" | "occurred_from" | "occurred_to" | "discovered" | "contained" | "events"
            | "earlier_reports" => Self::When,
            "organization" | "organization_role" | "chain" | "clients_hit" | "services" | "actors" => {
                Self::Who
            }
            "reported_to" | "help" | "measures" | "consequences" => Self::Response,
            _ => Self::What,
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Leak => "g-leak",
            Self::When => "g-when",
            Self::Who => "g-who",
            Self::Response => "g-response",
            Self::What => "g-what",
        }
    }

    pub(super) fn name(self, words: &PageWords) -> &str {
        match self {
            Self::Leak => &words.group_leak,
            Self::When => &words.group_when,
            Self::Who => &words.group_who,
            Self::Response => &words.group_response,
            Self::What => &words.group_what,
        }
    }
}
