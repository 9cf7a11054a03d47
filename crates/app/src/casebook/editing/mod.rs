//! What editors do: one file a command. Each names things, plans on what it reads, and writes one revision.

pub mod accept;
pub mod attachment;
pub mod copies;
pub mod correct;
pub mod erase;
mod evidence;
pub mod labels;
pub mod link;
mod members;
pub mod merge;
pub mod months;
pub mod notes;
mod openness;
pub mod organizations;
pub mod origin;
pub mod redact;
pub mod share;
pub mod split;
pub mod states;
pub mod undo;
pub mod unmask;
mod value;
pub mod visibility;

use jiff::Timestamp;
use jikenbo_casebook::{Read, Tx, Written};
use jikenbo_model::{
    Belonging, CaptureId, CaseId, CaseNumber, DecidedBy, NoteId, OriginId, RedactionId, Revision,
};
use jikenbo_resolve::FULL;
use serde::Serialize;

use super::Casebook;
use crate::Error;

/// What an editor's command did.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// The revision that it took; `None` where all was so already.
    pub revision: Option<Revision>,
    /// The time that the revision bears.
    pub at: Timestamp,
    /// What there is to tell beside.
    pub told: Vec<Told>,
}

/// Something that an editor wants to know of what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Told {
    /// A case was opened.
    Opened {
        /// Its id.
        case: CaseId,
        /// Its number.
        number: Option<CaseNumber>,
    },
    /// A case went into another one, whose number its own leads on to now.
    Merged {
        /// The number that leads on.
        from: Option<CaseNumber>,
        /// The number of the case.
        into: Option<CaseNumber>,
    },
    /// A case comes from an origin.
    Origin {
        /// Its id.
        origin: OriginId,
    },
    /// Something is hidden.
    Hidden {
        /// The id by which it is shown again.
        redaction: RedactionId,
        /// The field, where it is one.
        field: Option<String>,
    },
    /// Copies were erased.
    Erased {
        /// How many.
        captures: usize,
        /// How many reports were read from them.
        reports: usize,
        /// How many records of the archive are tombstones now.
        records: usize,
    },
    /// A file that belongs to a page is open.
    File {
        /// The capture as which it is kept.
        capture: CaptureId,
    },
    /// Words may be seen.
    Unmasked {
        /// The id by which they are masked again.
        unmasked: i64,
    },
    /// Something may be seen by who has the token.
    Shared {
        /// The token. It is told once, and not kept.
        token: String,
        /// Until when, in UTC.
        until: String,
    },
    /// It has its own way back, which is no `undo`: the same command the other way.
    OwnWay,
    /// A note was made.
    Noted {
        /// Its id.
        note: NoteId,
    },
}

impl Edited {
    /// Whether `undo` does not take it back: what is hidden, shared or erased has its own way back, or none.
    pub fn is_for_good(&self) -> bool {
        self.told.iter().any(|told| {
            matches!(
                told,
                Told::Hidden { .. }
                    | Told::Erased { .. }
                    | Told::Unmasked { .. }
                    | Told::Shared { .. }
                    | Told::OwnWay
            )
        })
    }
}

/// How often a plan is made anew because another process wrote in between.
const TRIES: usize = 20;

/// Why a write was given up.
enum Refusal {
    Stale,
    Store(jikenbo_casebook::Error),
}

impl From<jikenbo_casebook::Error> for Refusal {
    fn from(error: jikenbo_casebook::Error) -> Self {
        Self::Store(error)
    }
}

impl Casebook {
    /// Plans on what is there and writes what was planned as one revision of `what`, with nothing in between.
    ///
    /// # Errors
    /// Those of `plan`, [`Error::Casebook`]; [`Error::Crowded`] where others keep writing.
    pub(super) fn edit<P, T>(
        &mut self,
        what: &str,
        plan: impl Fn(&mut Read<'_>) -> Result<P, Error>,
        act: impl Fn(&mut Tx<'_>, &P) -> Result<T, jikenbo_casebook::Error>,
    ) -> Result<Written<T>, Error> {
        for _ in 0..TRIES {
            let mut read = self.read_all()?;
            let seen = read.revision();
            let planned = plan(&mut read)?;
            drop(read);
            let written = self.write(what, |tx| {
                if tx.revision() != seen.next() {
                    return Err(Refusal::Stale);
                }
                Ok(act(tx, &planned)?)
            });
            match written {
                Ok(written) => return Ok(written),
                Err(Refusal::Stale) => {}
                Err(Refusal::Store(error)) => return Err(error.into()),
            }
        }
        Err(Error::Crowded)
    }
}

impl From<Written<Vec<Told>>> for Edited {
    fn from(written: Written<Vec<Told>>) -> Self {
        let told = if written.revision.is_some() { written.value } else { Vec::new() };
        Self { revision: written.revision, at: written.at, told }
    }
}

impl Casebook {
    /// Why, in the worker's words.
    ///
    /// # Errors
    /// [`Error::NoReason`] where they say nothing, and something has to be said.
    fn reason(&self) -> Result<String, Error> {
        let why = self.worker().why.as_deref().map(str::trim).filter(|why| !why.is_empty());
        why.map(str::to_owned).ok_or(Error::NoReason)
    }
}

/// As an editor says it.
fn by_editor(who: &str) -> Belonging {
    Belonging { by: DecidedBy::Editor, who: who.to_owned(), reasons: serde_json::json!([]), score: FULL }
}
