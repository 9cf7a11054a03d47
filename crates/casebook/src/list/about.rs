//! What lenses ask beside the facts: whose report it is, and when the incident was first told of.

use std::collections::BTreeMap;

use jikenbo_model::{PartialDate, ReportId};

use crate::show::PUBLISHED;
use crate::sql::{Sql, has};
use crate::{Error, Read, organizations, redaction};

/// Reports asked for at once.
const AT_ONCE: usize = 1_000;

/// What is known of a report's organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What the organisation is (`company`, `city`), where known.
    pub kind: Option<String>,
    /// The letter of its sector, where known.
    pub sector: Option<String>,
}

/// What is known of the organisation of each of `reports`, which may be seen; those of which nothing is are left out.
///
/// # Errors
/// What the database says.
pub fn about(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, About>, Error> {
    let mut found: BTreeMap<ReportId, About> = BTreeMap::new();
    for ids in sorted(reports).chunks(AT_ONCE) {
        let mut sql = Sql::new(
            "SELECT ro.report, o.kind, o.sector FROM report_organizations ro \
             JOIN organizations o ON o.organization = ro.organization WHERE ro.role IN ('affected', 'processor') AND",
        );
        sql.among("ro.report", ids).add(" AND ");
        read.live(&mut sql, "ro");
        sql.add(" AND ");
        read.live(&mut sql, "o");
        organizations::named_openly(read, &mut sql, "ro");
        // Of several the first stands.
        sql.add(" ORDER BY ro.report, o.organization DESC");
        read.each(&sql, |row| {
            let id = ReportId(row.integer()?);
            if has(ids, id) {
                let own = |text: Option<&str>| text.map(str::to_owned);
                found.insert(id, About { kind: own(row.maybe_text()?), sector: own(row.maybe_text()?) });
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// The day of release of each of `reports`, which may be seen; those that give none are left out.
///
/// # Errors
/// What the database says.
pub fn released(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, PartialDate>, Error> {
    let mut found = BTreeMap::new();
    for ids in sorted(reports).chunks(AT_ONCE) {
        let mut sql = Sql::new(&format!(
            "SELECT s.report, s.date FROM standing s WHERE s.field = '{PUBLISHED}' AND s.report IN ("
        ));
        sql.bind_all(ids.iter().copied()).add(") AND ");
        read.live(&mut sql, "s");
        redaction::field_not_hidden(read, &mut sql, "s");
        sql.add(" ORDER BY s.report");
        read.each(&sql, |row| {
            let (id, day) = (ReportId(row.integer()?), row.maybe_text()?);
            found.extend(day.and_then(|day| day.parse().ok()).map(|day| (id, day)));
            Ok(())
        })?;
    }
    Ok(found)
}

fn sorted(reports: &[ReportId]) -> Vec<ReportId> {
    let mut ids = reports.to_vec();
    ids.sort_unstable();
    ids
}
