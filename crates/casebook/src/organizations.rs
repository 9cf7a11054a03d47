//! Organisations: one identity over spellings, and the reports that they are in.

use jikenbo_model::{OrganizationId, ReportId, Revision, Scope};
use serde_json::json;

use crate::database::{Row, Value};
use crate::sql::Sql;
use crate::tables::{ORGANIZATION_NAMES, ORGANIZATIONS, REPORT_ORGANIZATIONS};
use crate::{Error, Read, Tx, temporal};

/// What is known of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its name as shown.
    pub name: String,
    /// What it is (`company`, `city`, `school`, …), where known.
    pub kind: Option<String>,
    /// The letter of its sector in 日本標準産業分類, where known.
    pub sector: Option<String>,
    /// Its corporate number (法人番号), where known.
    pub corporate_number: Option<String>,
    /// The organisation that it belongs to, where known.
    pub parent: Option<OrganizationId>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What is known of it.
    pub about: About,
}

/// An organisation in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The report.
    pub report: ReportId,
    /// The organisation.
    pub organization: OrganizationId,
    /// What it is to the incident there (`affected`, `processor`, a relation of the chain, …).
    pub role: String,
}

impl About {
    fn row(&self, id: OrganizationId) -> Vec<Value<'_>> {
        vec![
            id.into(),
            self.name.as_str().into(),
            self.kind.as_deref().into(),
            self.sector.as_deref().into(),
            self.corporate_number.as_deref().into(),
            self.parent.into(),
        ]
    }
}

/// Takes up organisations, each with its names and the keys under which their spellings are the same.
///
/// # Errors
/// What the database says.
pub fn open(tx: &mut Tx<'_>, new: &[(About, Vec<(String, String)>)]) -> Result<Vec<OrganizationId>, Error> {
    let (mut ids, mut rows, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for ((about, own), id) in new.iter().zip(tx.ids("organization", new.len())?..) {
        let id = OrganizationId(id);
        rows.push(about.row(id));
        let mut own: Vec<&(String, String)> = own.iter().collect();
        own.sort_unstable();
        own.dedup_by_key(|(name, _)| name.as_str());
        names.extend(own.into_iter().map(|(name, key)| vec![id.into(), name.into(), key.into()]));
        tx.act("open_organization", "organization", id.0, &json!(null));
        ids.push(id);
    }
    temporal::open(tx, &ORGANIZATIONS, rows)?;
    temporal::open(tx, &ORGANIZATION_NAMES, names)?;
    Ok(ids)
}

/// Changes what is known of an organisation; whether it is new.
///
/// # Errors
/// [`Error::NoSuch`] where there is none.
pub fn change(tx: &mut Tx<'_>, id: OrganizationId, about: &About) -> Result<bool, Error> {
    require(tx, id)?;
    let changed = temporal::put(tx, &ORGANIZATIONS, about.row(id))?;
    if changed {
        tx.act("organization", "organization", id.0, &json!(null));
    }
    Ok(changed)
}

/// Gives an organisation a further name; whether it is new.
///
/// # Errors
/// [`Error::NoSuch`] where there is none.
pub fn add_name(tx: &mut Tx<'_>, id: OrganizationId, name: &str, key: &str) -> Result<bool, Error> {
    require(tx, id)?;
    let new = temporal::put(tx, &ORGANIZATION_NAMES, vec![id.into(), name.into(), key.into()])?;
    if new {
        tx.act("add_name", "organization", id.0, &json!(null));
    }
    Ok(new)
}

/// Makes one organisation of two: names and reports of `from` are those of `into`.
///
/// # Errors
/// [`Error::NoSuch`] where one of them is none, [`Error::Itself`] where both are the same.
pub fn merge(tx: &mut Tx<'_>, from: OrganizationId, into: OrganizationId) -> Result<(), Error> {
    if from == into {
        return Err(Error::Itself { kind: "organization", id: from.to_string() });
    }
    require(tx, from)?;
    require(tx, into)?;
    for table in [&ORGANIZATION_NAMES, &REPORT_ORGANIZATIONS] {
        temporal::repoint(tx, table, "organization", (from.0, into.0))?;
    }
    temporal::repoint(tx, &ORGANIZATIONS, "parent", (from.0, into.0))?;
    temporal::close(tx, &ORGANIZATIONS, &[from.into()])?;
    tx.act("merge", "organization", into.0, &json!({"from": from}));
    tx.act("merged", "organization", from.0, &json!({"into": into}));
    Ok(())
}

/// Notes which organisations are in reports that were just filed.
///
/// # Errors
/// What the database says.
pub fn appear(tx: &mut Tx<'_>, appearances: &[Appearance]) -> Result<(), Error> {
    let mut rows: Vec<Vec<Value<'_>>> = appearances
        .iter()
        .map(|one| vec![one.report.into(), one.organization.into(), one.role.as_str().into()])
        .collect();
    rows.sort_unstable();
    rows.dedup();
    if !rows.is_empty() {
        temporal::open(tx, &REPORT_ORGANIZATIONS, rows)?;
        tx.act("appear", "report", appearances[0].report.0, &json!({"count": appearances.len()}));
    }
    Ok(())
}

/// Makes `wanted` the organisations of a report; whether they were others.
///
/// # Errors
/// What the database says.
pub fn set_of_report(
    tx: &mut Tx<'_>,
    report: ReportId,
    wanted: &[(OrganizationId, String)],
) -> Result<bool, Error> {
    let row = |(id, role): &(OrganizationId, String)| -> temporal::Columns {
        vec![report.into(), (*id).into(), role.clone().into()]
    };
    let mut wanted: Vec<temporal::Columns> = wanted.iter().map(row).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let now = temporal::opened(tx, &REPORT_ORGANIZATIONS, &["report"], &[report.into()])?;
    if now == wanted {
        return Ok(false);
    }
    for row in now.iter().filter(|row| !wanted.contains(row)) {
        temporal::close(tx, &REPORT_ORGANIZATIONS, row)?;
    }
    let new = wanted.into_iter().filter(|row| !now.contains(row)).collect();
    temporal::open(tx, &REPORT_ORGANIZATIONS, new)?;
    tx.act("appear", "report", report.0, &json!(null));
    Ok(true)
}

/// Forgets, in every revision, the organisations that only erased reports ever named, with their names and what was suggested
/// of them; one that another organisation belongs to is known by an editor's word, and stays. How many.
///
/// # Errors
/// What the database says.
pub fn forget_erased(tx: &mut Tx<'_>, reports: &[ReportId]) -> Result<usize, Error> {
    let mut gone = Vec::new();
    for report in reports {
        let mut sql =
            Sql::new("SELECT DISTINCT a.organization FROM report_organizations a WHERE a.report = ");
        sql.bind(*report).add(
            " AND NOT EXISTS (SELECT 1 FROM organizations c WHERE c.parent = a.organization) \
             AND NOT EXISTS (SELECT 1 FROM report_organizations b JOIN reports r ON r.report = b.report \
             WHERE b.organization = a.organization AND NOT EXISTS \
             (SELECT 1 FROM erasures e WHERE e.capture = r.capture)) ORDER BY a.organization",
        );
        for mut row in tx.database.query(&sql.text, &sql.values)? {
            gone.push(OrganizationId(row.integer()?));
        }
    }
    gone.sort_unstable();
    gone.dedup();
    for id in &gone {
        for statement in [
            "DELETE FROM suggestions WHERE (kind IN ('client_hit', 'same_organization') AND b = $1) \
             OR (kind = 'same_organization' AND a = $1)",
            "DELETE FROM report_organizations WHERE organization = $1",
            "DELETE FROM organization_names WHERE organization = $1",
            "DELETE FROM organizations WHERE organization = $1",
        ] {
            tx.database.execute(statement, &[(*id).into()])?;
        }
        tx.act("forget", "organization", id.0, &json!(null));
    }
    Ok(gone.len())
}

fn require(tx: &mut Tx<'_>, id: OrganizationId) -> Result<(), Error> {
    match temporal::current(tx, &ORGANIZATIONS, &[id.into()])? {
        Some(_) => Ok(()),
        None => Err(Error::NoSuch { kind: "organization", id: id.to_string() }),
    }
}

const COLUMNS: &str = "o.organization, o.name, o.kind, o.sector, o.corporate_number, o.parent";

/// The organisation, where it is in something that may be seen.
///
/// # Errors
/// What the database says.
pub fn organization(read: &mut Read<'_>, id: OrganizationId) -> Result<Option<Organization>, Error> {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM organizations o WHERE o.organization = "));
    sql.bind(id).add(" AND ");
    seen(read, &mut sql);
    read.first(&sql)?.map(|mut row| one(&mut row)).transpose()
}

/// Those with one of `keys`, in order.
///
/// # Errors
/// What the database says.
pub fn by_keys(read: &mut Read<'_>, keys: &[String]) -> Result<Vec<(String, Organization)>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT DISTINCT w.key, {COLUMNS} FROM organization_names w \
         JOIN organizations o ON o.organization = w.organization WHERE w.key IN ("
    ));
    sql.bind_all(keys.iter().cloned()).add(") AND ");
    read.live(&mut sql, "w");
    sql.add(" AND ");
    seen(read, &mut sql);
    sql.add(" ORDER BY w.key, o.organization");
    read.rows(&sql)?.into_iter().map(|mut row| Ok((row.text()?, one(&mut row)?))).collect()
}

/// The one with a corporate number.
///
/// # Errors
/// What the database says.
pub fn by_number(read: &mut Read<'_>, number: &str) -> Result<Option<Organization>, Error> {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM organizations o WHERE o.corporate_number = "));
    sql.bind(number).add(" AND ");
    seen(read, &mut sql);
    sql.add(" ORDER BY o.organization");
    read.first(&sql)?.map(|mut row| one(&mut row)).transpose()
}

/// Those whose name holds `words`, by id; `after` the last of the page before, at most `limit`.
///
/// # Errors
/// What the database says.
pub fn list(
    read: &mut Read<'_>,
    words: Option<&str>,
    after: Option<OrganizationId>,
    limit: usize,
) -> Result<Vec<Organization>, Error> {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM organizations o WHERE o.organization > "));
    sql.bind(after.map_or(0, |id| id.0)).add(" AND ");
    seen(read, &mut sql);
    if let Some(words) = words {
        sql.add(" AND EXISTS (SELECT 1 FROM organization_names w WHERE w.organization = o.organization AND ");
        read.live(&mut sql, "w");
        sql.values.push(words.to_owned().into());
        let needle = format!("${}", sql.values.len());
        sql.add(" AND ").add(&read.database.dialect().contains("w.name", &needle)).add(")");
    }
    sql.add(" ORDER BY o.organization LIMIT ").bind(limit);
    read.rows(&sql)?.into_iter().map(|mut row| one(&mut row)).collect()
}

/// The names of an organisation that may be seen, in order, with their keys.
///
/// # Errors
/// What the database says.
pub fn names(read: &mut Read<'_>, id: OrganizationId) -> Result<Vec<(String, String)>, Error> {
    let mut sql = Sql::new(
        "SELECT w.name, w.key FROM organization_names w JOIN organizations o ON o.organization = w.organization \
         WHERE w.organization = ",
    );
    sql.bind(id).add(" AND ");
    read.live(&mut sql, "w");
    sql.add(" AND ");
    seen(read, &mut sql);
    sql.add(" ORDER BY w.name");
    read.rows(&sql)?.into_iter().map(|mut row| Ok((row.text()?, row.text()?))).collect()
}

/// The reports that may be seen and that an organisation is in, newest filed first.
///
/// # Errors
/// What the database says.
pub fn appearances(read: &mut Read<'_>, id: OrganizationId) -> Result<Vec<Appearance>, Error> {
    let mut sql = Sql::new(
        "SELECT a.report, a.role FROM report_organizations a JOIN reports r ON r.report = a.report \
         WHERE a.organization = ",
    );
    sql.bind(id).add(" AND ");
    read.live(&mut sql, "a");
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    named_openly(read, &mut sql, "a");
    sql.add(" ORDER BY a.report DESC, a.role");
    let one = |mut row: Row| {
        Ok(Appearance { report: ReportId(row.integer()?), organization: id, role: row.text()? })
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}

/// Holds at the moment looked at; for all but the owner only where a report that may be seen names it, or, for members,
/// where none does.
fn seen(read: &Read<'_>, sql: &mut Sql<'_>) {
    read.live(sql, "o");
    if *read.scope() == Scope::Owner {
        return;
    }
    sql.add(
        " AND (EXISTS (SELECT 1 FROM report_organizations oa JOIN reports orr ON orr.report = oa.report \
         WHERE oa.organization = o.organization AND ",
    );
    read.live(sql, "oa");
    sql.add(" AND ");
    read.sees_report(sql, "orr");
    named_openly(read, sql, "oa");
    sql.add(")");
    if read.sees_inside() {
        sql.add(
            " OR NOT EXISTS (SELECT 1 FROM report_organizations ob WHERE ob.organization = o.organization)",
        );
    }
    sql.add(")");
}

/// Those appearances of `alias` whose field is not hidden: the report's own organisation, its chain, the clients it names.
pub(crate) fn named_openly(read: &Read<'_>, sql: &mut Sql<'_>, alias: &str) {
    if *read.scope() == Scope::Owner {
        return;
    }
    sql.add(&format!(
        " AND NOT EXISTS (SELECT 1 FROM redactions rn WHERE rn.kind = 'report' AND rn.subject = {alias}.report \
         AND rn.until_revision = {} AND rn.field IN ('organization', 'chain', 'clients_hit'))",
        Revision::OPEN
    ));
}

fn one(row: &mut Row) -> Result<Organization, Error> {
    let id = OrganizationId(row.integer()?);
    let about = About {
        name: row.text()?,
        kind: row.maybe_text()?,
        sector: row.maybe_text()?,
        corporate_number: row.maybe_text()?,
        parent: row.maybe_integer()?.map(OrganizationId),
    };
    Ok(Organization { id, about })
}
