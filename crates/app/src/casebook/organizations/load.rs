//! What others know of organisations: the National Tax Agency's corporate numbers, and sectors.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use jikenbo_casebook::organizations::{self, About, Organization};
use jikenbo_casebook::{links, links::NewSuggestion};
use jikenbo_model::{OrganizationId, SuggestionKind};
use jikenbo_resolve::organization::nta::{self, Corporation};
use jikenbo_resolve::organization::{self as names, NumberMatch, OrganizationKind, match_number};
use serde::Serialize;
use serde_json::json;

use crate::Error;
use crate::casebook::Casebook;

/// Organisations fetched at once.
const AT_ONCE: usize = 500;
/// The whole country's list is over a gigabyte; it is read in parts of so many bytes.
const PART: usize = 32 << 20;
/// So many of one name are kept: more are ambiguous anyhow.
const CANDIDATES: usize = 200;

/// What came of loading corporate numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Loaded {
    /// Organisations of the list that were read.
    pub read: usize,
    /// Organisations of the casebook that had no number.
    pub wanting: usize,
    /// Those that have one now.
    pub matched: usize,
    /// Those whose name several of the list have.
    pub ambiguous: usize,
    /// Those whose number another one has already: suggested as the same.
    pub taken: usize,
}

/// Gives the organisations of the casebook their corporate numbers by a CSV file of the National Tax Agency, where only one of
/// the list has the name; told are the bytes read. With `dry_run` nothing is written.
///
/// # Errors
/// [`Error::Read`], [`Error::NoCorporations`] where the file holds none; [`Error::Casebook`].
pub fn numbers(
    casebook: &mut Casebook,
    file: &Path,
    dry_run: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Loaded, Error> {
    let known = known(casebook)?;
    let mut search = Search::new(&known);
    search.read(file, progress)?;
    if search.read == 0 {
        return Err(Error::NoCorporations { path: file.to_owned() });
    }
    let mut loaded = Loaded { read: search.read, wanting: search.wanting, ..Loaded::default() };
    let (mut changes, mut same) = (Vec::new(), Vec::new());
    let mut taken: BTreeMap<String, OrganizationId> =
        known.iter().filter_map(|one| Some((one.about.corporate_number.clone()?, one.id))).collect();
    for one in known.iter().filter(|one| one.about.corporate_number.is_none()) {
        match search.matched(one) {
            NumberMatch::None => {}
            NumberMatch::Ambiguous(_) => loaded.ambiguous += 1,
            NumberMatch::Unambiguous(number) => match taken.get(&number.to_string()) {
                Some(other) => same.push((one.id, *other, number.to_string())),
                None => {
                    taken.insert(number.to_string(), one.id);
                    changes.push((one.id, search.about(one, &number.to_string())));
                }
            },
        }
    }
    (loaded.matched, loaded.taken) = (changes.len(), same.len());
    if !dry_run {
        write(casebook, &changes, &same)?;
    }
    Ok(loaded)
}

fn write(
    casebook: &mut Casebook,
    changes: &[(OrganizationId, About)],
    same: &[(OrganizationId, OrganizationId, String)],
) -> Result<(), Error> {
    casebook.write("organizations load", |tx| -> Result<(), jikenbo_casebook::Error> {
        for (id, about) in changes {
            organizations::change(tx, *id, about)?;
        }
        for (one, other, number) in same {
            let new = NewSuggestion {
                kind: SuggestionKind::SameOrganization,
                a: one.0,
                b: other.0,
                score: jikenbo_resolve::FULL,
                reasons: json!([{"code": "same_corporate_number", "words": number}]),
            };
            links::suggest(tx, &new)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// All organisations.
pub(super) fn known(casebook: &mut Casebook) -> Result<Vec<Organization>, Error> {
    let mut read = casebook.read_all()?;
    let mut all: Vec<Organization> = Vec::new();
    loop {
        let page = organizations::list(&mut read, None, all.last().map(|one| one.id), AT_ONCE)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// The organisations that are looked for, and what was found.
struct Search {
    /// The keys that are looked for.
    keys: BTreeSet<String>,
    found: BTreeMap<String, Vec<Corporation>>,
    wanting: usize,
    read: usize,
}

impl Search {
    fn new(known: &[Organization]) -> Self {
        let wanting: Vec<&Organization> =
            known.iter().filter(|one| one.about.corporate_number.is_none()).collect();
        let keys = wanting.iter().map(|one| names::key(&one.about.name).as_str().to_owned()).collect();
        Self { keys, found: BTreeMap::new(), wanting: wanting.len(), read: 0 }
    }

    fn read(&mut self, path: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
        let failed = |source| Error::Read { name: path.display().to_string(), source };
        let mut file = File::open(path).map_err(failed)?;
        let total = file.metadata().map_err(failed)?.len();
        let (mut rest, mut done) = (Vec::new(), 0);
        loop {
            let taken = file.by_ref().take(PART as u64).read_to_end(&mut rest).map_err(failed)?;
            done += taken as u64;
            progress(done, total);
            // Rows are whole lines; what comes behind the last one belongs to the next part.
            let end = rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let end = if taken == 0 { rest.len() } else { end };
            nta::read(&rest[..end]).for_each(|one| self.take(one));
            rest.drain(..end);
            if taken == 0 {
                return Ok(());
            }
        }
    }

    fn take(&mut self, corporation: Corporation) {
        self.read += 1;
        let own = [Some(&corporation.name), corporation.english_name.as_ref()];
        let all = own.into_iter().flatten().chain(&corporation.former_names);
        let keys: BTreeSet<String> = all.map(|name| names::key(name).as_str().to_owned()).collect();
        for key in keys.into_iter().filter(|key| self.keys.contains(key)) {
            let found = self.found.entry(key).or_default();
            if found.len() < CANDIDATES {
                found.push(corporation.clone());
            }
        }
    }

    fn candidates(&self, one: &Organization) -> &[Corporation] {
        self.found.get(names::key(&one.about.name).as_str()).map_or(&[], Vec::as_slice)
    }

    fn matched(&self, one: &Organization) -> NumberMatch {
        let place = names::Organization::new(&one.about.name).prefecture;
        match_number(&names::key(&one.about.name), place.as_deref(), self.candidates(one))
    }

    /// What is known with the number; the kind too, where it was not.
    fn about(&self, one: &Organization, number: &str) -> About {
        let own = self.candidates(one).iter().find(|found| found.corporate_number.to_string() == number);
        let kind = own.map(|found| found.kind).filter(|kind| *kind != OrganizationKind::Unknown);
        About {
            corporate_number: Some(number.to_owned()),
            kind: one.about.kind.clone().or_else(|| kind.map(|kind| kind.word().to_owned())),
            ..one.about.clone()
        }
    }
}
