use jikenbo_model::{Evidence, Facts, Reading, ReportId, Span, Warning};
use serde_json::{Map, Value as Json};

use crate::database::Row;
use crate::sql::Sql;
use crate::{Error, Read, proof};

/// What one version of the extractor read from a report.
#[derive(Clone, Debug, PartialEq)]
pub struct NewReading {
    /// The extractor's version.
    pub extractor: String,
    /// The facts.
    pub facts: Facts,
    /// Their proofs: byte ranges of the document's text.
    pub evidence: Evidence,
    /// What it noticed.
    pub warnings: Vec<Warning>,
}

impl NewReading {
    /// A reading as the extractor gives it; the words of its quotes are left to the text.
    pub fn new(extractor: &str, reading: &Reading) -> Self {
        let mut evidence = Evidence::default();
        for (path, quotes) in &reading.evidence {
            quotes.iter().for_each(|quote| evidence.add(path, Span::new(quote.start, quote.end)));
        }
        Self {
            extractor: extractor.to_owned(),
            facts: reading.facts.clone(),
            evidence,
            warnings: reading.warnings.clone(),
        }
    }

    pub(crate) fn columns(&self) -> Result<ReadingColumns, Error> {
        let facts = given(&self.facts)?;
        let unwritable = |source| Error::Unwritable { what: "a reading", source };
        Ok(ReadingColumns {
            facts_json: serde_json::to_string(&facts).map_err(unwritable)?,
            evidence: proof::written(&self.evidence),
            warnings: serde_json::to_string(&self.warnings).map_err(unwritable)?,
            facts,
        })
    }
}

/// What was last read from a report, where it may be seen by one inside.
///
/// # Errors
/// What the database says.
pub fn reading(read: &mut Read<'_>, report: ReportId) -> Result<Option<NewReading>, Error> {
    if !read.sees_inside() {
        return Ok(None);
    }
    let mut sql = Sql::new(
        "SELECT d.extractor, d.facts, d.evidence, d.warnings FROM readings d \
         JOIN reports r ON r.report = d.report WHERE d.report = ",
    );
    sql.bind(report).add(" AND ");
    read.live(&mut sql, "d");
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    let one = |mut row: Row| {
        Ok(NewReading {
            extractor: row.text()?,
            facts: row.json()?,
            evidence: proof::read(&row.text()?)?,
            warnings: row.json()?,
        })
    };
    read.first(&sql)?.map(one).transpose()
}

/// A reading in the form of its columns, and its facts as JSON.
pub(crate) struct ReadingColumns {
    pub(crate) facts: Map<String, Json>,
    pub(crate) facts_json: String,
    pub(crate) evidence: String,
    pub(crate) warnings: String,
}

/// The facts that are given, in their JSON form: neither `null` nor `[]`.
pub(crate) fn given(facts: &Facts) -> Result<Map<String, Json>, Error> {
    let json = serde_json::to_value(facts).map_err(|source| Error::Unwritable { what: "facts", source })?;
    let Json::Object(mut fields) = json else { return Ok(Map::new()) };
    fields.retain(|_, value| !is_silent(value));
    Ok(fields)
}

/// `null` and `[]` say that a report does not give a field.
pub(crate) fn is_silent(value: &Json) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
