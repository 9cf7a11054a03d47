use jikenbo_model::{CaseState, OrganizationId};

use super::month;
use super::tally::{Only, composed};
use crate::sql::Sql;
use crate::{Read, organizations, redaction};

/// Which cases; all that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The year of its number.
    pub year: Option<i16>,
    /// Its state.
    pub state: Option<CaseState>,
    /// Fields and the word of their vocabulary that the case's facts must have (`cause`, `insider`).
    pub words: Vec<(String, String)>,
    /// An organisation that is in one of its reports.
    pub organization: Option<OrganizationId>,
    /// Words that stand in the name of the organisation of one of its reports.
    pub name: Option<String>,
    /// A label.
    pub label: Option<String>,
    /// The month in whose figures it counts (`2025-12`).
    pub month: Option<String>,
}

impl Filter {
    /// Adds ` AND …` on the case `c`, its state `st` and number `n`.
    pub(super) fn add(&self, read: &Read<'_>, sql: &mut Sql<'_>) {
        if let Some(year) = self.year {
            sql.add(" AND n.year = ").bind(i64::from(year));
        }
        if let Some(state) = self.state {
            sql.add(" AND st.state = ").bind(state);
        }
        for (field, word) in &self.words {
            sql.add(" AND EXISTS (SELECT 1 FROM ");
            composed(read, sql, field, Only::Case);
            sql.add(" f WHERE f.word = ").bind(word.clone()).add(")");
        }
        if let Some(wanted) = &self.month {
            sql.add(" AND ");
            month::of_case(read, sql);
            sql.add(" = ").bind(wanted.clone());
        }
        if let Some(label) = &self.label {
            sql.add(" AND EXISTS (SELECT 1 FROM labels l WHERE l.case_id = c.case_id AND l.label = ");
            sql.bind(label.clone()).add(" AND ");
            read.live(sql, "l");
            sql.add(")");
        }
        self.add_organizations(read, sql);
    }

    fn add_organizations(&self, read: &Read<'_>, sql: &mut Sql<'_>) {
        if let Some(organization) = self.organization {
            reports(read, sql, "JOIN report_organizations ro ON ro.report = r.report");
            read.live(sql, "ro");
            organizations::named_openly(read, sql, "ro");
            sql.add(" AND ro.organization = ").bind(organization).add(")");
        }
        if let Some(name) = &self.name {
            reports(read, sql, "JOIN standing so ON so.report = r.report AND so.field = 'organization'");
            read.live(sql, "so");
            redaction::field_not_hidden(read, sql, "so");
            sql.values.push(name.clone().into());
            let needle = format!("${}", sql.values.len());
            sql.add(" AND ").add(&read.database.dialect().contains("so.text", &needle)).add(")");
        }
    }
}

/// ` AND EXISTS (…` over the reports of the case that may be seen, up to a condition.
fn reports(read: &Read<'_>, sql: &mut Sql<'_>, join: &str) {
    sql.add(&format!(
        " AND EXISTS (SELECT 1 FROM membership m JOIN reports r ON r.report = m.report {join} \
         WHERE m.case_id = c.case_id AND "
    ));
    read.live(sql, "m");
    sql.add(" AND ");
    read.sees_report(sql, "r");
    sql.add(" AND ");
}
