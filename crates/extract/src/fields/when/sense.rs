//! What the words of `data/events.toml` say happened.

use jikenbo_model::vocabulary::{EventKind, ReportedTo};

/// One sort of step of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// An attack or part of one.
    Attack,
    /// A mistake that is told as one: 誤って.
    Slip,
    /// A plain act, such as sending, which may be the mistake.
    Deed,
    /// A thing lost or stolen.
    Loss,
    /// Data that lie open from that day.
    Exposure,
    /// Data taken, looked at or given away by an insider.
    Taking,
    /// The organisation saw it itself.
    Noticed,
    /// It was told.
    Told,
    /// A flaw of a product became known, which is no incident yet.
    Flaw,
    /// The way in or the exposure was shut.
    Shut,
    /// A service was stopped.
    Stop,
    /// A service was down, by the attack.
    Down,
    /// An investigation began.
    InquiryStart,
    /// An investigation ended.
    InquiryEnd,
    /// The police were told.
    Police,
    /// An authority was told.
    Regulator(ReportedTo),
    /// The persons were told.
    Inform,
    /// The public was told.
    Announce,
    /// A service came back.
    Resume,
    /// The attacker published data.
    Posted,
    /// Something else.
    Other,
}

impl Sense {
    /// The sense of a value of `events.toml`; `None` for values that only help to read the others. `halt` needs its
    /// object ([`super::object`]).
    pub(super) fn of(value: &str) -> Option<Self> {
        Some(match value {
            "attack" => Self::Attack,
            "slip" => Self::Slip,
            "deed" => Self::Deed,
            "loss" => Self::Loss,
            "exposure" => Self::Exposure,
            "taking" => Self::Taking,
            "noticed" => Self::Noticed,
            "told" => Self::Told,
            "shut" => Self::Shut,
            "halt" => Self::Stop,
            "inquiry_start" => Self::InquiryStart,
            "inquiry_end" => Self::InquiryEnd,
            "inform" => Self::Inform,
            "announce" => Self::Announce,
            "resume" => Self::Resume,
            "posted" => Self::Posted,
            _ => return None,
        })
    }

    /// The event in the vocabulary of `docs/facts.md`.
    pub(super) const fn event(self) -> EventKind {
        match self {
            Self::Attack => EventKind::Attack,
            Self::Slip | Self::Deed | Self::Loss | Self::Exposure | Self::Taking => EventKind::Occurrence,
            Self::Noticed | Self::Told => EventKind::Discovery,
            Self::Shut => EventKind::Containment,
            Self::Stop | Self::Down => EventKind::ServiceStop,
            Self::InquiryStart => EventKind::InvestigationStart,
            Self::InquiryEnd => EventKind::InvestigationEnd,
            Self::Police => EventKind::Police,
            Self::Regulator(_) => EventKind::Regulator,
            Self::Inform => EventKind::Notification,
            Self::Announce => EventKind::EarlierReport,
            Self::Resume => EventKind::ServiceResume,
            Self::Posted => EventKind::DataPublished,
            Self::Other | Self::Flaw => EventKind::Other,
        }
    }

    /// Whether it is the incident itself.
    pub(super) const fn is_incident(self) -> bool {
        matches!(self, Self::Attack | Self::Slip | Self::Deed | Self::Loss | Self::Exposure | Self::Taking)
    }

    /// Whether it is a discovery.
    pub(super) const fn is_discovery(self) -> bool {
        matches!(self, Self::Noticed | Self::Told)
    }
}
