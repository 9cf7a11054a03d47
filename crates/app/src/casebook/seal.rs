//! Seals: each write of captures ends in a manifest that names the one before it.

use jiff::Timestamp;
use jikenbo_archive::{Contents, Entry, Erasure, Head, Options, Writer, Written};
use jikenbo_casebook::captures;
use jikenbo_model::Revision;

use super::Casebook;
use crate::Error;

/// What archived files say wrote them.
const SOFTWARE: &str = concat!("jikenbo/", env!("CARGO_PKG_VERSION"));

impl Casebook {
    /// The writer of this process's captures.
    pub(super) fn writer(&mut self) -> Result<&mut Writer, Error> {
        if self.writer.is_none() {
            let id = self.means.id();
            let tag: String = id.chars().rev().filter(char::is_ascii_hexdigit).take(12).collect();
            let means = self.means.clone();
            let ids = move || {
                // An id that is none would be refused when the record is written.
                means.record_id().unwrap_or_else(|_| jikenbo_archive::RecordId::uuid(0))
            };
            self.writer = Some(Writer::new(&self.root, Options::new(tag, SOFTWARE), ids)?);
        }
        self.writer.as_mut().ok_or(Error::NoCasebook)
    }

    /// Gives the writer up, so that what it appended without being filed is found when the casebook is opened again.
    pub(super) fn drop_writer(&mut self) {
        self.writer = None;
    }

    /// The last manifest; read again where another process has written since. Called under the casebook's lock.
    fn last_seal(&mut self, seen: Revision) -> Result<Option<Head>, Error> {
        match self.head {
            Some((at, head)) if at == seen => Ok(head),
            _ => {
                let head = jikenbo_archive::head(&self.root)?;
                self.head = Some((seen, head));
                Ok(head)
            }
        }
    }

    /// Whether a process died between filing and sealing. Called under the casebook's lock.
    pub(super) fn is_unsealed(&mut self) -> Result<bool, Error> {
        let filed = captures::last_filed(&mut self.read_all()?)?;
        let sealed = self.sealed_up_to()?;
        Ok(filed.is_some_and(|filed| filed > sealed))
    }

    /// The revision of the last manifest. Called under the casebook's lock.
    pub(super) fn sealed_up_to(&mut self) -> Result<Revision, Error> {
        let seen = self.read_all()?.revision();
        let sealed = self.last_seal(seen)?.map_or(0, |head| head.revision);
        Ok(Revision(i64::try_from(sealed).unwrap_or(i64::MAX)))
    }

    /// Seals what `revision` wrote or erased. Called under the casebook's lock, as the last step before it is told.
    ///
    /// # Errors
    /// [`Error::Archive`].
    pub(crate) fn seal(
        &mut self,
        (revision, at): (Revision, Timestamp),
        records: &[Written],
        erasures: Vec<Erasure>,
    ) -> Result<(), Error> {
        let head = match self.head {
            Some((seen, head)) if seen.next() == revision => head,
            _ => jikenbo_archive::head(&self.root)?,
        };
        let contents = Contents {
            revision: revision.0.unsigned_abs(),
            time: at,
            records: records.iter().map(Entry::from).collect(),
            erasures,
            notes: Vec::new(),
        };
        let head = jikenbo_archive::seal(&self.root, head.as_ref(), contents)?;
        self.head = Some((revision, Some(head)));
        Ok(())
    }
}
