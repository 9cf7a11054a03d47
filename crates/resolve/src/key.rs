use std::fmt;

use serde::{Deserialize, Serialize};

/// Under what a report is filed so that another finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// A publication's case number.
    Number,
    /// An organisation: who speaks, another name of it, a link of the chain, a client.
    Name,
    /// Who speaks, and the day.
    Told,
    /// An address: of its page, of an earlier report.
    Url,
    /// A service, shop or app.
    Service,
    /// A technical trace, or a product that was the way in.
    Trace,
    /// A mark of its text.
    Text,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: &'static [Self] =
        &[Self::Number, Self::Name, Self::Told, Self::Url, Self::Service, Self::Trace, Self::Text];

    /// The word before the colon in a key's text.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Told => "told",
            Self::Url => "url",
            Self::Service => "service",
            Self::Trace => "trace",
            Self::Text => "text",
        }
    }
}

/// Under what a report is filed so that another finds it: one index over these texts is all that a store needs.
///
/// ```
/// use jikenbo_resolve::{Key, KeyKind};
/// assert_eq!(Key::new(KeyKind::Name, "例示商事").to_string(), "name:例示商事");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// What kind.
    pub kind: KeyKind,
    /// The text that must be equal.
    pub value: String,
}

impl Key {
    /// The key of this kind and value.
    pub fn new(kind: KeyKind, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.value)
    }
}
