//! Looking at the sources again and again until somebody asks for the end.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo_casebook::sources as store;

use super::{Collecting, Event, round};
use crate::casebook::intake::Happening;
use crate::casebook::sources::status::{next, status};
use crate::casebook::sources::{metrics, sources};
use crate::casebook::{Casebook, lock};
use crate::{Error, output};

/// How the sources are watched.
#[derive(Clone, Debug, Default)]
pub struct Watching {
    /// What is looked at, and by what it is ended.
    pub collecting: Collecting,
    /// Where figures are written after each round.
    pub metrics: Option<PathBuf>,
}

/// So long is waited at most, so that a source that somebody adds is seen.
const LONGEST: Duration = Duration::from_secs(30);
/// Nobody waits longer without looking whether the end is asked for.
const LOOK: Duration = Duration::from_millis(200);

/// Looks at each source when it is due, until the end is asked for; `after` is done after each round. A fault in `sources.toml` is told, and the file looked at
/// again later.
///
/// # Errors
/// [`Error::Collecting`] where another process looks at the sources; [`Error::Archive`], [`Error::Casebook`] where the
/// casebook cannot be read or written; [`Error::Write`] where the figures cannot be.
pub fn watch(
    casebook: &mut Casebook,
    watching: &Watching,
    tell: &mut dyn FnMut(Event),
    after: &mut dyn FnMut(&mut Casebook) -> Result<(), Error>,
) -> Result<(), Error> {
    let _alone = lock::collector(&casebook.root)?;
    let stop = &watching.collecting.stop;
    while !stop.is_asked() {
        match due(casebook, watching) {
            Ok(Some(wait)) => rest(wait, watching),
            Ok(None) => {
                round(casebook, &watching.collecting, false, tell)?;
                after(casebook)?;
                written(casebook, watching)?;
            }
            Err(error) if is_of_file(&error) => {
                tell(Event::Page(Happening::Failed(error)));
                rest(LONGEST, watching);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// How long nothing is due; `None` where something is.
fn due(casebook: &mut Casebook, watching: &Watching) -> Result<Option<Duration>, Error> {
    let names = &watching.collecting.names;
    let is_watched = |name: &String| names.is_empty() || names.contains(name);
    let all = sources(casebook)?;
    let states = store::all(&mut casebook.read_all()?)?;
    let watched = all.iter().filter(|source| !source.paused && is_watched(&source.name));
    let of = |name: &str| states.iter().find(|state| state.source == name);
    let soonest = watched.map(|source| next(source, of(&source.name))).min().unwrap_or(Timestamp::MAX);
    let wait = Duration::try_from(soonest.duration_since(casebook.means.now())).unwrap_or_default();
    Ok((!wait.is_zero()).then_some(wait.min(LONGEST)))
}

fn is_of_file(error: &Error) -> bool {
    matches!(
        error,
        Error::Settings { .. } | Error::Read { .. } | Error::SameSource { .. } | Error::SourceField { .. }
    )
}

fn rest(time: Duration, watching: &Watching) {
    let mut left = time;
    while !left.is_zero() && !watching.collecting.stop.is_asked() {
        let now = left.min(LOOK);
        std::thread::sleep(now);
        left = left.saturating_sub(now);
    }
}

fn written(casebook: &mut Casebook, watching: &Watching) -> Result<(), Error> {
    let Some(path) = &watching.metrics else { return Ok(()) };
    let text = metrics::prometheus(&status(casebook, &[])?);
    let name = path.display().to_string();
    output::whole(path, |out| out.write_all(text.as_bytes()).map_err(Error::writing(name)))
}
