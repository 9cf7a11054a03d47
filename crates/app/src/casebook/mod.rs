//! The casebook: its use cases, one file each. Each loads, calls a stage and saves.
//!
//! A [`Casebook`] is opened with [`open`], which first sets right what an interrupted process left behind ([`recover`]).
//! Reading goes through [`Casebook::read`], a change of what is filed through [`Casebook::write`]. What writes captures
//! does so in one order ([`filing`]): records into the archive, made durable; rows in one transaction; a seal; only then
//! is it told. `docs/casebook.md` tells it for users, `docs/archive.md` for those who check.

pub mod add;
pub mod arrive;
pub mod attaching;
pub mod attachments;
pub mod backup;
pub mod browsing;
pub mod collect;
mod conditional;
pub mod description;
pub mod diff;
pub mod digest;
pub mod editing;
pub mod elsewhere;
pub mod erasing;
pub mod fetching;
pub mod filing;
pub mod history;
pub mod import;
pub mod init;
pub mod intake;
pub mod list;
pub mod lock;
pub mod means;
pub mod moment;
pub mod naming;
pub mod open;
pub mod organizations;
mod percent;
pub mod place;
pub mod queue;
mod quoting;
pub mod recheck;
pub mod recover;
pub mod reread;
pub mod review;
mod seal;
pub mod show;
pub mod site;
pub mod sources;
pub mod stamp;
pub mod suggestions;
pub mod system;
mod together;
mod veil;
pub mod verify;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jikenbo_archive::{Head, Writer};
use jikenbo_casebook::{Read, Stamp, Store, Tx, Written};
use jikenbo_model::{Revision, Scope, Visibility};

use crate::Error;
use crate::masking::Known;
use crate::rules::{Awaited, Rules};
use description::Description;
use means::Means;
use moment::Moment;

/// Who works with a casebook, and how.
#[derive(Clone, Debug)]
pub struct Worker {
    /// Who: recorded with every write.
    pub who: String,
    /// Why, in their words.
    pub why: Option<String>,
    /// What they may see.
    pub scope: Scope,
    /// The moment that they look back to.
    pub as_of: Option<Moment>,
}

impl Worker {
    /// The casebook's owner, who sees all as it is now.
    pub fn owner(who: impl Into<String>) -> Self {
        Self { who: who.into(), why: None, scope: Scope::Owner, as_of: None }
    }
}

/// An opened casebook: one connection, one writer of captures.
pub struct Casebook {
    root: PathBuf,
    store: Store,
    description: Description,
    rules: Awaited,
    means: Means,
    worker: Worker,
    /// Made when the first capture is kept.
    writer: Option<Writer>,
    /// The last manifest as of the revision that was seen last.
    head: Option<(Revision, Option<Head>)>,
    /// What pages tell of persons, of those that were looked at last.
    persons: Known,
    linker: filing::Linker,
    numbers: filing::Numbers,
}

impl Casebook {
    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What it says of itself.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// Who works with it.
    pub fn worker(&self) -> &Worker {
        &self.worker
    }

    /// Time and ids.
    pub fn means(&self) -> &Means {
        &self.means
    }

    /// What pages are read by: loaded when it is first asked for.
    ///
    /// # Errors
    /// [`Error::Rules`], [`Error::Read`].
    pub fn rules(&self) -> Result<&Arc<Rules>, Error> {
        self.rules.get()
    }

    /// The store itself, for what is neither reading nor writing facts: copies, checks.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Looks at the casebook as the worker may see it, at the moment that they look at.
    ///
    /// # Errors
    /// [`Error::Casebook`].
    pub fn read(&mut self) -> Result<Read<'_>, Error> {
        Ok(self.store.read(self.worker.scope.clone(), self.worker.as_of.map(Into::into))?)
    }

    /// Looks at all of it as it is now, whoever asks: for deciding what to write, never for showing.
    ///
    /// # Errors
    /// [`Error::Casebook`].
    pub(crate) fn read_all(&mut self) -> Result<Read<'_>, Error> {
        Ok(self.store.read(Scope::Owner, None)?)
    }

    /// Does `work` as one revision of `what` (the command); all of it or none.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Casebook`].
    pub fn write<T, E: From<jikenbo_casebook::Error>>(
        &mut self,
        what: &str,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let stamp = self.stamp(what);
        self.store.write(&stamp, work)
    }

    /// What a write of `what` is recorded with.
    fn stamp(&self, what: &str) -> Stamp {
        Stamp {
            at: self.means.now(),
            who: self.worker.who.clone(),
            what: what.to_owned(),
            why: self.worker.why.clone(),
        }
    }

    /// Who may see a new report and its case, where nobody says otherwise.
    pub fn default_visibility(&self) -> Visibility {
        self.description.visibility.unwrap_or(Visibility::Public)
    }
}
