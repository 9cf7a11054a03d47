//! Erasure for the law: what was captured is gone from the archive, the store and later backups.

use jikenbo_casebook::{Read, erasure, known, organizations};
use jikenbo_model::CaptureId;

use super::{Edited, Told};
use crate::Error;
use crate::casebook::{Casebook, erasing, filing, lock, naming, recover};

/// A copy that would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doomed {
    /// The copy.
    pub capture: CaptureId,
    /// Its address or file name.
    pub name: Option<String>,
    /// How many reports were read from it.
    pub reports: usize,
}

/// The copies that would go with the one named `name`: all with the same bytes.
///
/// # Errors
/// Those of [`naming::capture`].
pub fn doomed(casebook: &mut Casebook, name: &str) -> Result<Vec<Doomed>, Error> {
    let mut read = casebook.read_all()?;
    let capture = naming::capture(&mut read, name)?;
    let found = same(&mut read, capture)?;
    let one = |known: known::Known| Doomed {
        capture: known.capture,
        name: known.url.or(known.name),
        reports: known.reports.len(),
    };
    Ok(found.into_iter().map(one).collect())
}

/// The captures with the bytes of this one.
fn same(read: &mut Read<'_>, capture: CaptureId) -> Result<Vec<known::Known>, Error> {
    let before = CaptureId(capture.0 - 1);
    let Some(own) = known::all(read, Some(before), 1)?.pop() else { return Ok(Vec::new()) };
    Ok(known::by_payload(read, &own.payload_sha256)?)
}

/// Erases the copy named `name`, every copy with the same bytes or the same text, and what was read from them. It needs a
/// reason. What an interruption leaves is finished when the casebook is opened again.
///
/// # Errors
/// [`Error::NoReason`]; those of [`naming::capture`]; [`Error::Archive`], [`Error::Casebook`].
pub fn erase(casebook: &mut Casebook, name: &str) -> Result<Edited, Error> {
    let why = casebook.reason()?;
    let guard = lock::lock(&casebook.root)?;
    recover::under_lock(casebook)?;
    let capture = naming::capture(&mut casebook.read_all()?, name)?;
    let written = casebook.write("erase", |tx| -> Result<_, jikenbo_casebook::Error> {
        let erased = erasure::erase(tx, capture, &why)?;
        for report in &erased.reports {
            organizations::set_of_report(tx, *report, &[])?;
        }
        organizations::forget_erased(tx, &erased.reports)?;
        Ok(erased)
    })?;
    let erased = written.value;
    let Some(revision) = written.revision else {
        return Ok(Edited { revision: None, at: written.at, told: Vec::new() });
    };
    let records = erasing::standing(casebook, &erased.captures)?;
    if !records.is_empty() {
        let erasures = jikenbo_archive::erase(&casebook.root, &records)?;
        casebook.seal((revision, written.at), &[], erasures)?;
    }
    casebook.linker = filing::Linker::default();
    // What the database keeps of the rows that were changed goes last: until then nothing is told.
    casebook.store.purge()?;
    drop(guard);
    let (captures, reports) = (erased.captures.len(), erased.reports.len());
    let told = vec![Told::Erased { captures, reports, records: records.len() }];
    Ok(Edited { revision: Some(revision), at: written.at, told })
}
