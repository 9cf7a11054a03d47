//! Addresses that the site once had: a case that was merged or numbered leads on, one that was withdrawn says so, and nothing
//! else of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_model::{CaseId, CaseNumber};

use crate::entry::Entry;
use crate::pages::Setting;
use crate::place;
use crate::words::fill;

/// A case's page that the site once had, or that a number once led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Where it stood, from the site's root.
    pub path: String,
    /// When the site told of it last; `None` where it never did, so that feeds need not tell of its end.
    pub at: Option<Timestamp>,
    /// The case that it leads to now, where it was merged or has a number now.
    pub to: Option<CaseId>,
}

impl Gone {
    /// The address of a case that had `number`, and leads to the case `to` now.
    pub fn merged(number: CaseNumber, to: CaseId) -> Self {
        Self { path: place::case(to, Some(number)), at: None, to: Some(to) }
    }
}

/// As pages and feeds tell of it.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Left {
    pub(crate) path: String,
    pub(crate) at: Option<Timestamp>,
    /// The page that it leads to.
    pub(crate) to: Option<String>,
    pub(crate) title: String,
    pub(crate) note: String,
}

/// What is told of `gone`: nothing of addresses at which cases stand again.
pub(crate) fn left(setting: &Setting<'_>, gone: &[Gone], entries: &[&Entry<'_>]) -> Vec<Left> {
    if gone.is_empty() {
        return Vec::new();
    }
    let paths: BTreeMap<&str, i64> = entries.iter().map(|entry| (&*entry.path, entry.id)).collect();
    let of: BTreeMap<i64, &Entry<'_>> = entries.iter().map(|entry| (entry.id, *entry)).collect();
    let mut left: BTreeMap<&str, Left> = BTreeMap::new();
    for one in gone.iter().filter(|one| !paths.contains_key(one.path.as_str())) {
        let to = one.to.and_then(|id| of.get(&id.0));
        left.insert(&one.path, told(setting, one, to.copied()));
    }
    left.into_values().collect()
}

fn told(setting: &Setting<'_>, gone: &Gone, to: Option<&Entry<'_>>) -> Left {
    let (said, name) = (&setting.words.said, named(setting, &gone.path));
    let (title, note) = match to {
        Some(to) => {
            (fill(&said.moved_title, &[("name", &name)]), fill(&said.moved_note, &[("to", &to.name)]))
        }
        None => (fill(&said.gone_title, &[("name", &name)]), said.gone_note.clone()),
    };
    Left { path: gone.path.clone(), at: gone.at, to: to.map(|to| to.path.clone().into_owned()), title, note }
}

/// What the case was called, by its address: `#2025-513`.
fn named(setting: &Setting<'_>, path: &str) -> String {
    let folder = path.trim_end_matches(place::FRONT).trim_end_matches('/');
    let name = folder.rsplit('/').next().unwrap_or(folder);
    match name.strip_prefix('c') {
        Some(id) => fill(&setting.words.said.case_name, &[("id", &id)]),
        None => format!("#{name}"),
    }
}

/// The lines of `_redirects`, as several hosts of static sites read it: from, to, 301; empty where nothing leads on.
pub(crate) fn redirects(root: &str, left: &[Left]) -> String {
    let line = |one: &Left| {
        let at = |path: &str| place::address(root, path);
        let to = one.to.as_deref()?;
        Some(format!("{} {} 301\n", place::rooted(&at(&one.path)), place::rooted(&at(to))))
    };
    left.iter().filter_map(line).collect()
}
