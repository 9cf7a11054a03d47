//! Reports as they may be shown, with the sentences that prove cause and figure of what a digest lists.

use std::collections::BTreeMap;

use jikenbo_casebook::captures;
use jikenbo_casebook::show::{self, ReportView};
use jikenbo_figures::Quoted;
use jikenbo_model::{Facts, ReportId};
use jikenbo_publish::{Said, Sentence};

use super::threads;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::quoting::{Quoting, said};
use crate::casebook::veil::Veil;

/// Reports asked for at once, with their texts.
const AT_ONCE: usize = 200;
/// Fewer are quoted sooner than another thread is begun.
const ALONE: usize = 16;

/// Reports as they may be shown.
pub(super) fn views(casebook: &mut Casebook, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Viewed>, Error> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        let views = show::reports(&mut casebook.read()?, some)?;
        let veil = Veil::over(casebook, &views)?;
        let mut quotable = captures::quotable(&mut casebook.read()?, some)?;
        let views = views.into_iter().map(|view| (quotable.remove(&view.id), view)).collect();
        found.extend(threads::made(views, ALONE, |(quotable, mut view)| {
            veil.iter().for_each(|veil| veil.report(&mut view));
            let quoting = Quoting::of(&view, quotable, veil.as_ref());
            Some((view.id, Viewed::of(view, quoting.as_ref())))
        }));
    }
    Ok(found)
}

/// The fields whose proof an item shows.
const PROVED: [&str; 2] = ["cause", "affected_total"];

/// A report as it may be shown, with what proves cause and figure.
pub(super) struct Viewed {
    pub(super) facts: Facts,
    pub(super) urls: Vec<String>,
    proved: Vec<Said>,
    sentences: Vec<Sentence>,
}

impl Viewed {
    fn of(view: ReportView, quoting: Option<&Quoting>) -> Self {
        let fields = view.fields.iter().filter(|field| PROVED.contains(&field.field));
        let proved: Vec<Said> = fields.map(|field| said(field, view.id)).collect();
        let sentences = quoting.map(|words| words.sentences(&proved)).unwrap_or_default();
        Self { facts: view.facts(), urls: view.urls, proved, sentences }
    }

    /// The sentences that prove cause and figure.
    pub(super) fn quotes(&self) -> Vec<Quoted> {
        jikenbo_publish::quotes(&self.proved, &self.sentences)
    }
}

/// Where a case is found and what proves its cause and figure: each by the newest of its reports, which stand oldest first,
/// that gives it.
pub(super) fn proved(reports: &[&Viewed]) -> (Option<String>, Vec<Quoted>) {
    let (mut left, mut quotes) = (PROVED.to_vec(), Vec::new());
    for report in reports.iter().rev() {
        let gives = |one: &&Said| left.contains(&one.field) && !one.value.is_null();
        let given: Vec<Said> = report.proved.iter().filter(gives).cloned().collect();
        left.retain(|field| given.iter().all(|one| one.field != *field));
        quotes.extend(jikenbo_publish::quotes(&given, &report.sentences));
    }
    let url = reports.iter().rev().find_map(|report| report.urls.first().cloned());
    (url, quotes)
}
