//! Copies elsewhere: public pages that were captured are handed to an archive of the web, where the casebook says so.
//!
//! Never what is unlisted, private or hidden, what has a token or a person in its address, or what leads into an own network.
//! What comes of it is noted with the capture: the copy's address, or the refusal. Where the archive did not get at the page
//! or has no time, nothing is noted, and the page is handed over another time.

use jiff::SignedDuration;
use jikenbo_casebook::elsewhere::{self, Due};
use jikenbo_casebook::notes;
use jikenbo_collect::copies::{Handed, Keys, Service, hand_over};
use jikenbo_collect::discreet::discreet;
use jikenbo_collect::fetch::is_asked_inside;
use jikenbo_model::CaptureId;
use serde::Serialize;

use super::Casebook;
use super::fetching::{Fetching, Waiting, agent};
use crate::Error;

/// How pages are handed over.
#[derive(Clone, Debug, Default)]
pub struct Sending {
    /// How the archive is asked.
    pub fetching: Fetching,
    /// The keys of an account with the Internet Archive.
    pub keys: Option<Keys>,
    /// So many pages at most.
    pub most: Option<usize>,
}

/// What came of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// The capture.
    pub capture: CaptureId,
    /// Its address.
    pub url: String,
    /// The archive.
    pub place: String,
    /// What it said.
    #[serde(flatten)]
    pub came: Came,
}

/// What an archive said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// The copy is there.
    Copy(String),
    /// It takes none of this page.
    Refused(String),
    /// It did not get at this page or has no time now: the page is handed over another time.
    Later(String),
}

/// A page is handed over within a week, or not at all: a later copy would not be of what was captured.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many pages in a row that the archive does not get at are its own fault, and the rest waits.
const IN_A_ROW: usize = 20;
/// Rows fetched at once.
const AT_ONCE: usize = 100;

/// Hands the public pages that are due to the casebook's archive, if it names one; tells of each once it is noted.
///
/// # Errors
/// [`Error::NotThat`] where `copies` names no archive; [`Error::Casebook`].
pub fn send(casebook: &mut Casebook, sending: &Sending, tell: &mut dyn FnMut(Sent)) -> Result<(), Error> {
    let Some(words) = casebook.description.copies.clone() else { return Ok(()) };
    let not_that =
        |got| Error::NotThat { expected: "`internet-archive` or an address with `{url}` in it", got };
    let service = Service::read(&words, sending.keys.clone()).ok_or_else(|| not_that(words))?;
    let place = service.place();
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let web = sending.fetching.web(&agent, &clock);
    let (mut after, mut left, mut in_a_row) = (None, sending.most.unwrap_or(usize::MAX), 0);
    loop {
        let due = due(casebook, &place, after)?;
        let Some(last) = due.last() else { return Ok(()) };
        after = Some(last.capture);
        for Due { capture, url } in due {
            if !is_public(&url, &sending.fetching.allow_hosts) {
                continue;
            }
            if left == 0 {
                return Ok(());
            }
            left -= 1;
            let handed = hand_over(&web, &service, &url);
            in_a_row = if matches!(handed, Handed::NotNow { .. }) { in_a_row + 1 } else { 0 };
            let is_over = matches!(handed, Handed::Later { .. }) || in_a_row >= IN_A_ROW;
            let came = came(handed);
            note(casebook, capture, &place, &came)?;
            tell(Sent { capture, url, place: place.clone(), came });
            if is_over {
                return Ok(());
            }
        }
    }
}

fn due(casebook: &mut Casebook, place: &str, after: Option<CaptureId>) -> Result<Vec<Due>, Error> {
    let now = casebook.means.now();
    let since = now.checked_sub(WEEK).unwrap_or(now);
    Ok(elsewhere::due(&mut casebook.read_all()?, (place, since), after, AT_ONCE)?)
}

/// Whether the address is everybody's.
fn is_public(url: &str, own: &[String]) -> bool {
    discreet(url).is_none() && !is_asked_inside(url, own)
}

fn came(handed: Handed) -> Came {
    // They are a stranger's words.
    let line =
        |words: String| words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    match handed {
        Handed::Copy { url } => Came::Copy(url),
        Handed::Refused { words } => Came::Refused(line(words)),
        Handed::NotNow { words } | Handed::Later { words } => Came::Later(line(words)),
    }
}

/// Characters of a reason that are kept.
const LONGEST: usize = 500;

fn note(casebook: &mut Casebook, capture: CaptureId, place: &str, came: &Came) -> Result<(), Error> {
    let result = match came {
        Came::Copy(url) => url.clone(),
        Came::Refused(words) => format!("refused: {words}"),
        Came::Later(_) => return Ok(()),
    };
    let now = casebook.means.now();
    casebook.write("copies", |tx| notes::copy(tx, capture, (place, now), &result))?;
    Ok(())
}
