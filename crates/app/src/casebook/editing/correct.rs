//! An editor's word on a field of a report.

use jikenbo_casebook::decisions::{self, NewDecision};
use jikenbo_casebook::{Read, Tx, linking, organizations, reading, rereading};
use jikenbo_model::{Evidence, Facts, ReportId};
use serde_json::Value as Json;

use super::{Edited, evidence, openness, value};
use crate::Error;
use crate::casebook::filing::organizations::{Known, Named, known, named, taken_up};
use crate::casebook::{Casebook, naming};

/// What is to be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The report's name.
    pub report: String,
    /// The field.
    pub field: String,
    /// Its value in JSON, or a plain word.
    pub value: String,
    /// Words of the report that prove it.
    pub quotes: Vec<String>,
}

/// A field of a report, with what it is to be and whom the report names then.
struct Plan {
    report: ReportId,
    field: &'static str,
    value: Json,
    evidence: Evidence,
    named: Vec<Named>,
    known: Known,
}

/// Decides a field; it is no longer waiting for an editor then.
///
/// # Errors
/// [`Error::NoSuchReport`], [`Error::NoSuchWords`]; [`Error::HiddenWords`] where the value holds words of the report that are
/// hidden; [`Error::Casebook`] where there is no such field or it cannot have that value: then nothing is changed.
pub fn correct(casebook: &mut Casebook, correction: &Correction) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let report = naming::report(read, &correction.report)?;
        let field = known_field(&correction.field)?;
        let value = value::value(field, &correction.value);
        let linkable = linkable(read, report)?;
        let evidence = evidence::evidence(&linkable, field, &value, &correction.quotes)?;
        openness::require(read, &linkable, field, &value)?;
        plan(read, (report, field.name), &linkable.facts, (value, evidence))
    };
    let written = casebook.edit("correct", plan, |tx, plan| {
        let new = NewDecision {
            report: plan.report,
            field: plan.field.to_owned(),
            value: plan.value.clone(),
            evidence: plan.evidence.clone(),
        };
        decisions::decide(tx, &new)?;
        follow(tx, plan)
    })?;
    Ok(written.into())
}

/// Takes a decision back: what was read stands again.
///
/// # Errors
/// [`Error::NoSuchReport`]; [`Error::Casebook`] where there is no such field.
pub fn withdraw(casebook: &mut Casebook, report: &str, field: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let report = naming::report(read, report)?;
        let field = known_field(field)?;
        let was_read = reading(read, report)?.map(|reading| reading.facts).unwrap_or_default();
        let was_read = serde_json::to_value(was_read).unwrap_or_default();
        let value = was_read.get(field.name).cloned().unwrap_or_default();
        let facts = linkable(read, report)?.facts;
        plan(read, (report, field.name), &facts, (value, Evidence::default()))
    };
    let written = casebook.edit("correct", plan, |tx, plan| {
        if decisions::withdraw(tx, plan.report, plan.field)? { follow(tx, plan) } else { Ok(Vec::new()) }
    })?;
    Ok(written.into())
}

fn known_field(name: &str) -> Result<&'static jikenbo_model::Field, Error> {
    let unknown = || jikenbo_casebook::Error::NoSuchField { field: name.to_owned() };
    Ok(value::named(name).ok_or_else(unknown)?)
}

/// The report as it stands.
pub(super) fn linkable(read: &mut Read<'_>, report: ReportId) -> Result<linking::Linkable, Error> {
    let found = linking::reports(read, &[report])?.pop();
    found.ok_or_else(|| Error::NoSuchReport { name: format!("report:{report}") })
}

fn plan(
    read: &mut Read<'_>,
    (report, field): (ReportId, &'static str),
    facts: &Facts,
    (value, evidence): (Json, Evidence),
) -> Result<Plan, Error> {
    let named = named(&with(facts, field, &value));
    let known = known(read, named.iter())?;
    Ok(Plan { report, field, value, evidence, named, known })
}

/// `facts` with another value of `field`; as they are where it cannot have that value, which the store refuses.
fn with(facts: &Facts, field: &str, value: &Json) -> Facts {
    let changed = || {
        let mut all = serde_json::to_value(facts).ok()?;
        all.as_object_mut()?.insert(field.to_owned(), value.clone());
        serde_json::from_value(all).ok()
    };
    changed().unwrap_or_else(|| facts.clone())
}

/// What follows from a decision: whom the report names, and that the field is seen to.
fn follow(tx: &mut Tx<'_>, plan: &Plan) -> Result<Vec<super::Told>, jikenbo_casebook::Error> {
    let wanted = taken_up(tx, &plan.known, &plan.named)?;
    organizations::set_of_report(tx, plan.report, &wanted)?;
    rereading::reviewed(tx, plan.report, plan.field)?;
    Ok(Vec::new())
}
