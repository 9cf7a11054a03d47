//! What lenses ask beside the facts: whose report it is, and when the incident was first told of.

use std::collections::BTreeMap;

use jikenbo_model::{PartialDate, ReportId};

use crate::show::PUBLISHED;
use crate::sql::Sql;
use crate::{Error, Read, organizations, redaction};

/// What is known of a report's organisation, and its day of release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What the organisation is (`company`, `city`), where known.
    pub kind: Option<String>,
    /// The letter of its sector, where known.
    pub sector: Option<String>,
    /// The day of release, where the report gives one.
    pub published: Option<PartialDate>,
}

/// What is known of each of `reports`, which may be seen; those of which nothing is are left out.
///
/// # Errors
/// What the database says.
pub fn about(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, About>, Error> {
    let mut found: BTreeMap<ReportId, About> = BTreeMap::new();
    let mut sql = Sql::new(
        "SELECT ro.report, o.kind, o.sector FROM report_organizations ro \
         JOIN organizations o ON o.organization = ro.organization WHERE ro.role IN ('affected', 'processor') AND ro.report IN (",
    );
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "ro");
    sql.add(" AND ");
    read.live(&mut sql, "o");
    organizations::named_openly(read, &mut sql, "ro");
    // Of several the first stands.
    sql.add(" ORDER BY ro.report, o.organization DESC");
    for mut row in read.rows(&sql)? {
        let of = found.entry(ReportId(row.integer()?)).or_default();
        (of.kind, of.sector) = (row.maybe_text()?, row.maybe_text()?);
    }
    let mut sql = Sql::new(&format!(
        "SELECT s.report, s.date FROM standing s WHERE s.field = '{PUBLISHED}' AND s.report IN ("
    ));
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "s");
    redaction::field_not_hidden(read, &mut sql, "s");
    sql.add(" ORDER BY s.report");
    for mut row in read.rows(&sql)? {
        let of = found.entry(ReportId(row.integer()?)).or_default();
        of.published = row.maybe_text()?.and_then(|date| date.parse().ok());
    }
    Ok(found)
}
