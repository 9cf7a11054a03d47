//! A month whose figures were published: the same digest later, and what was corrected since.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::Offset;
use jikenbo_casebook::frozen::{self, Frozen, Ids, Reads};
use jikenbo_casebook::list::Filter;
use jikenbo_figures::{Corrections, Counted, Digest, Item, Made, Month, Options, Period};
use jikenbo_model::Revision;

use super::items::Figures;
use super::{Wanted, items, known, looking};
use crate::Error;
use crate::casebook::editing::Edited;
use crate::casebook::moment::Moment;
use crate::casebook::{Casebook, Worker};

/// What of a published month stands for a wanted digest: nothing where drafts, another moment or more than a month are
/// wanted.
pub(super) fn published(casebook: &mut Casebook, wanted: &Wanted) -> Result<Option<Frozen>, Error> {
    let Period { from, to } = wanted.period;
    let is_other = wanted.draft || wanted.as_now || wanted.filter != Filter::default();
    if is_other || from != to || casebook.worker.as_of.is_some() {
        return Ok(None);
    }
    Ok(frozen::of(&mut casebook.read_all()?, &to.to_string())?)
}

/// The digest as it was published, with what was corrected since.
pub(super) fn as_published(
    casebook: &mut Casebook,
    wanted: &Wanted,
    frozen: &Frozen,
) -> Result<(Digest, Parts), Error> {
    let reads = of(&frozen.reads, wanted.options.counted);
    let mut then = at(casebook, Some(Moment::revision(frozen.seen)), |casebook| {
        made(casebook, wanted, Figures::Corrected)
    })?;
    if wanted.reads.is_empty() {
        then.items.iter_mut().for_each(|item| item.reads = reads.get(&item.id).copied());
    }
    let mut digest = then.digest(wanted);
    let latest = casebook.read_all()?.revision();
    let corrections = if only_froze(frozen, latest) {
        Corrections::default()
    } else {
        let now = at(casebook, None, |casebook| made(casebook, wanted, Figures::Corrected))?;
        let later = now.digest(wanted);
        let published = of(&frozen.items, wanted.options.counted);
        jikenbo_figures::corrections(
            published,
            Made { digest: &digest, items: &then.items },
            Made { digest: &later, items: &now.items },
        )
    };
    let day = Offset::constant(9).to_datetime(frozen.at).date().to_string();
    digest.frozen = Some(jikenbo_figures::Frozen { day, corrections });
    Ok((digest, then))
}

/// Whether nothing but the freezing itself was written since.
fn only_froze(frozen: &Frozen, latest: Revision) -> bool {
    latest <= frozen.seen.next()
}

fn of<T>(tally: &frozen::Tally<T>, counted: Counted) -> &T {
    match counted {
        Counted::Reports => &tally.reports,
        Counted::Cases => &tally.cases,
    }
}

/// What a digest is made of.
#[derive(Debug)]
pub(super) struct Parts {
    items: Vec<Item>,
    known: BTreeMap<Month, u64>,
}

impl Parts {
    pub(super) fn digest(&self, wanted: &Wanted) -> Digest {
        jikenbo_figures::digest(&self.items, &self.known, wanted.period, wanted.options)
    }
}

pub(super) fn made(casebook: &mut Casebook, wanted: &Wanted, what: Figures) -> Result<Parts, Error> {
    let all = items::all(casebook, wanted.options.counted, what)?;
    let items = items::items(casebook, wanted, &all, wanted.period)?;
    let known = known(casebook, wanted, &all, &items)?;
    Ok(Parts { items: items.into_iter().map(|(_, item)| item).collect(), known })
}

/// Does `work` as of another moment.
fn at<T>(
    casebook: &mut Casebook,
    moment: Option<Moment>,
    work: impl FnOnce(&mut Casebook) -> Result<T, Error>,
) -> Result<T, Error> {
    let Worker { as_of: own, .. } = casebook.worker;
    casebook.worker.as_of = moment;
    let done = work(casebook);
    casebook.worker.as_of = own;
    done
}

/// Freezes a month as the public sees it now: from now on its digest is given as of this moment. A month that is frozen
/// already stays as it is.
///
/// # Errors
/// [`Error::Casebook`], [`Error::Crowded`].
pub fn freeze(casebook: &mut Casebook, month: Month, reads: &super::Reads) -> Result<Edited, Error> {
    let seen = casebook.read_all()?.revision();
    let moment = Some(Moment::revision(seen));
    let counted = |casebook: &mut Casebook, counted| {
        let options = Options { counted, ..Options::default() };
        let period = Period::month(month);
        let wanted = Wanted { reads: reads.clone(), ..Wanted::of(period, options) };
        let public = |casebook: &mut Casebook| {
            looking(casebook, false, |casebook| made(casebook, &wanted, Figures::Column))
        };
        at(casebook, moment, public).map(|parts| tallied(&parts, &wanted))
    };
    let (reports, report_reads) = counted(casebook, Counted::Reports)?;
    let (cases, case_reads) = counted(casebook, Counted::Cases)?;
    let items = Ids { reports, cases };
    let reads = Reads { reports: report_reads, cases: case_reads };
    let month = month.to_string();
    let written = casebook
        .write("freeze", |tx| frozen::freeze(tx, &month, seen, (&items, &reads)).map(|_| Vec::new()))?;
    Ok(written.into())
}

/// The ids of what counts, and how often each was read.
fn tallied(parts: &Parts, wanted: &Wanted) -> (Vec<u64>, BTreeMap<u64, u64>) {
    let left: BTreeSet<u64> = parts.digest(wanted).excluded.iter().map(|left| left.id).collect();
    let counts = |item: &&Item| !left.contains(&item.id);
    let ids = parts.items.iter().filter(counts).map(|item| item.id).collect();
    let reads = parts.items.iter().filter_map(|item| Some((item.id, item.reads?))).collect();
    (ids, reads)
}

/// Lets a month go with what is known again.
///
/// # Errors
/// [`Error::Casebook`].
pub fn thaw(casebook: &mut Casebook, month: Month) -> Result<Edited, Error> {
    let month = month.to_string();
    let written = casebook.write("thaw", |tx| frozen::thaw(tx, &month).map(|_| Vec::new()));
    let written: jikenbo_casebook::Written<Vec<crate::casebook::editing::Told>> = written?;
    Ok(written.into())
}
