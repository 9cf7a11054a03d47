//! The grounds of links, for who may not see all: they quote reports, and what is hidden of these is hidden in them too.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{ReportId, Revision, Scope, Span};
use serde_json::Value as Json;

use crate::redaction::{self, Masks};
use crate::sql::Sql;
use crate::{Error, Read};

/// Grounds, and a report that they are of beside those that they name.
pub(super) type Grounds<'a> = (&'a mut Json, Option<ReportId>);

/// Blots the words of each ground that rests on what may not be seen: on a report that may not, on a passage that is hidden,
/// or on a report of which a field is hidden. In the words of the others hidden words are blotted. For the owner nothing.
pub(super) fn veil(read: &mut Read<'_>, mut grounds: Vec<Grounds<'_>>) -> Result<(), Error> {
    grounds.retain(|(reasons, _)| reasons.as_array().is_some_and(|reasons| !reasons.is_empty()));
    if read.scope == Scope::Owner || grounds.is_empty() {
        return Ok(());
    }
    let mut reports: BTreeSet<ReportId> = BTreeSet::new();
    for (reasons, of) in &grounds {
        reports.extend(*of);
        let each = reasons.as_array().into_iter().flatten();
        reports.extend(each.flat_map(proofs).map(|(report, _)| report));
    }
    let reports: Vec<ReportId> = reports.into_iter().collect();
    let closed = Closed {
        seen: seen(read, &reports)?,
        part_hidden: redaction::with_hidden_fields(read, &reports)?,
        masks: redaction::masks(read, &reports)?,
        texts: texts(read, &reports)?,
    };
    for (reasons, of) in &mut grounds {
        for reason in reasons.as_array_mut().into_iter().flatten() {
            closed.blot(reason, *of);
        }
    }
    Ok(())
}

/// What is closed to who is looking.
struct Closed {
    seen: BTreeSet<ReportId>,
    part_hidden: BTreeSet<ReportId>,
    masks: Masks,
    texts: BTreeMap<ReportId, String>,
}

impl Closed {
    fn blot(&self, reason: &mut Json, of: Option<ReportId>) {
        let proofs: Vec<(ReportId, Span)> = proofs(reason).collect();
        let is_hidden = |(report, span): &(ReportId, Span)| {
            let touches = |mask: &Span| mask.overlaps(*span);
            self.is_closed(*report) || self.masks.spans(*report).iter().any(touches)
        };
        let is_all = proofs.iter().any(is_hidden) || of.is_some_and(|report| self.is_closed(report));
        let Some(Json::String(words)) = reason.get_mut("words") else { return };
        if is_all {
            *words = "*".repeat(words.chars().count());
            return;
        }
        for report in proofs.iter().map(|(report, _)| *report).chain(of) {
            let text = self.texts.get(&report).map(String::as_str);
            *words = self.masks.blot_words(report, text, std::mem::take(words));
        }
    }

    fn is_closed(&self, report: ReportId) -> bool {
        !self.seen.contains(&report) || self.part_hidden.contains(&report)
    }
}

/// Where a ground's words stand.
fn proofs(reason: &Json) -> impl Iterator<Item = (ReportId, Span)> {
    let listed = ["new", "other"].into_iter().filter_map(|side| reason.get(side)?.as_array());
    listed.flatten().filter_map(|proof| {
        let number = |name: &str| proof.get(name)?.as_i64();
        let at = |name: &str| usize::try_from(number(name)?).ok();
        Some((ReportId(number("report")?), Span::new(at("start")?, at("end")?)))
    })
}

fn seen(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeSet<ReportId>, Error> {
    let mut sql = Sql::new("SELECT r.report FROM reports r WHERE r.report IN (");
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

/// The texts of those reports' documents of which passages are hidden.
fn texts(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, String>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT r.report, x.text FROM reports r JOIN documents t ON t.document = r.document \
         JOIN texts x ON x.text_id = t.text_id WHERE x.text IS NOT NULL AND EXISTS (SELECT 1 FROM reports o \
         JOIN redactions d ON d.kind = 'report' AND d.subject = o.report WHERE o.document = r.document \
         AND d.span_start IS NOT NULL AND d.until_revision = {}) AND r.report IN (",
        Revision::OPEN
    ));
    sql.bind_all(reports.iter().copied()).add(") ORDER BY r.report");
    read.rows(&sql)?.into_iter().map(|mut row| Ok((ReportId(row.integer()?), row.text()?))).collect()
}
