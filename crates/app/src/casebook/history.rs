//! Who did what to a case, report or capture, when and why; and what stood before and after.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jikenbo_casebook::history::{self, Act, Stood};
use jikenbo_casebook::{Read, show};
use jikenbo_model::{ReportId, Revision, Shape, Subject, field};
use serde_json::Value as Json;

use super::{Casebook, naming};
use crate::Error;

/// The history of a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The thing.
    pub subject: Subject,
    /// The writes that touched it, oldest first.
    pub steps: Vec<Step>,
}

/// One write.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its number.
    pub revision: Revision,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What it was for: the command.
    pub what: String,
    /// Why, in their words.
    pub why: Option<String>,
    /// What it did to the thing, act by act.
    pub acts: Vec<Act>,
    /// What stood otherwise after it, in reports that were there before.
    pub changes: Vec<FieldStep>,
}

/// A field that stood otherwise after a write.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldStep {
    /// The report.
    pub report: ReportId,
    /// The field.
    pub field: &'static str,
    /// Its value before, in JSON.
    pub from: Json,
    /// Its value after.
    pub to: Json,
    /// It rests on an editor's word now.
    pub decided: bool,
}

/// The history of the case, report or capture that `name` stands for, for those inside.
///
/// # Errors
/// Those of [`naming::subject`]; [`Error::NoSuchReport`] where a report may not be seen or is none; [`Error::Casebook`].
pub fn history(casebook: &mut Casebook, name: &str) -> Result<History, Error> {
    let mut read = casebook.read()?;
    let subject = naming::subject(&mut read, name)?;
    let reports = reports(&mut read, subject, name)?;
    let mut steps: BTreeMap<Revision, Step> = BTreeMap::new();
    for act in history::of(&mut read, subject)? {
        step(&mut steps, &act).acts.push(act);
    }
    for report in reports {
        let stood = history::of_fields(&mut read, report)?;
        for (revision, change) in changes(report, &stood) {
            if let Some(step) = steps.get_mut(&revision) {
                step.changes.push(change);
            }
        }
    }
    Ok(History { subject, steps: steps.into_values().collect() })
}

fn reports(read: &mut Read<'_>, subject: Subject, name: &str) -> Result<Vec<ReportId>, Error> {
    match subject {
        Subject::Case(case) => {
            let none = || Error::NoSuchCase { number: name.to_owned() };
            let view = show::case(read, case)?.ok_or_else(none)?;
            Ok(view.reports.iter().map(|report| report.id).collect())
        }
        Subject::Report(report) => {
            let none = || Error::NoSuchReport { name: name.to_owned() };
            show::report(read, report)?.map(|view| vec![view.id]).ok_or_else(none)
        }
        Subject::Capture(_) => Ok(Vec::new()),
    }
}

fn step<'a>(steps: &'a mut BTreeMap<Revision, Step>, act: &Act) -> &'a mut Step {
    steps.entry(act.revision).or_insert_with(|| Step {
        revision: act.revision,
        at: act.at,
        who: act.who.clone(),
        what: act.what.clone(),
        why: act.why.clone(),
        acts: Vec::new(),
        changes: Vec::new(),
    })
}

/// What stood otherwise from which revision on; the first reading is none.
fn changes(report: ReportId, stood: &[Stood]) -> Vec<(Revision, FieldStep)> {
    let Some(first) = stood.iter().map(|one| one.from).min() else { return Vec::new() };
    let mut found = Vec::new();
    for own in stood.chunk_by(|one, other| one.field == other.field) {
        let ends = own.iter().flat_map(|one| [Some(one.from), one.to]).flatten();
        let moments: BTreeSet<Revision> = ends.filter(|moment| *moment > first).collect();
        for moment in moments {
            let before = |one: &&Stood| one.from < moment && one.to.is_none_or(|to| to >= moment);
            let after = |one: &&Stood| one.from <= moment && one.to.is_none_or(|to| to > moment);
            let (old, new): (Vec<&Stood>, Vec<&Stood>) =
                (own.iter().filter(before).collect(), own.iter().filter(after).collect());
            let decided = |side: &[&Stood]| side.iter().any(|one| one.decided);
            let (from, to) = (composed(&old), composed(&new));
            if from != to || decided(&old) != decided(&new) {
                let change = FieldStep { report, field: own[0].field, from, to, decided: decided(&new) };
                found.push((moment, change));
            }
        }
    }
    found
}

/// The value that items of one field make.
fn composed(items: &[&Stood]) -> Json {
    let shape = items.first().and_then(|one| field(one.field)).map(|field| field.shape);
    match shape {
        None => Json::Null,
        Some(Shape::Scalar) => items.last().map_or(Json::Null, |one| one.value.clone()),
        Some(_) => items.iter().map(|one| one.value.clone()).collect(),
    }
}
