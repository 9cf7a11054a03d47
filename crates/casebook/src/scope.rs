//! Who may see what, as conditions inside each query. All of it is today's, whatever moment is looked back to.

use jikenbo_model::{Revision, Scope, Subject};

use crate::Read;
use crate::sql::Sql;

impl Read<'_> {
    /// Those reports of `alias` that may be seen.
    pub(crate) fn sees_report(&self, sql: &mut Sql<'_>, alias: &str) {
        self.sees(sql, alias);
        match &self.scope {
            Scope::Owner => return,
            Scope::Member { .. } => {}
            Scope::Public => {
                sql.add(&format!(
                    " AND EXISTS (SELECT 1 FROM membership pm JOIN states ps ON ps.case_id = pm.case_id \
                     JOIN cases pc ON pc.case_id = pm.case_id WHERE pm.report = {alias}.report \
                     AND pm.to_revision = {open} AND ps.to_revision = {open} AND ps.state = 'published' \
                     AND pc.visibility = 'public'",
                    open = Revision::OPEN
                ));
                not_redacted(sql, "case", "pm.case_id");
                sql.add(")");
            }
            Scope::Shared { subject } => shared_report(sql, *subject, alias),
        }
        not_redacted(sql, "report", &format!("{alias}.report"));
        not_redacted(sql, "capture", &format!("{alias}.capture"));
    }

    /// Those cases of `alias` that may be seen: one's own visibility, and a report of then that may be seen. For the
    /// public it was published then, too.
    pub(crate) fn sees_case(&self, sql: &mut Sql<'_>, alias: &str) {
        self.sees(sql, alias);
        match &self.scope {
            Scope::Owner => return,
            Scope::Member { .. } => {}
            Scope::Public => {
                // With a limit SQLite asks this first, of each case; without, it makes a join of it and asks all else
                // first.
                sql.add(&format!(
                    " AND EXISTS (SELECT 1 FROM states qs WHERE qs.case_id = {alias}.case_id \
                     AND qs.state = 'published' AND "
                ));
                self.live(sql, "qs");
                // Who looks back sees no case that the public may not see any more.
                sql.add(&format!(
                    " LIMIT 1) AND EXISTS (SELECT 1 FROM states qn WHERE qn.case_id = {alias}.case_id \
                     AND qn.state = 'published' AND qn.to_revision = {} LIMIT 1)",
                    Revision::OPEN
                ));
            }
            Scope::Shared { subject: Subject::Case(case) } => {
                sql.add(&format!(" AND {alias}.case_id = {case}"));
            }
            Scope::Shared { .. } => {
                sql.add(" AND 1 = 0");
            }
        }
        not_redacted(sql, "case", &format!("{alias}.case_id"));
        sql.add(&format!(
            " AND EXISTS (SELECT 1 FROM membership qm JOIN reports qr ON qr.report = qm.report \
             WHERE qm.case_id = {alias}.case_id AND "
        ));
        self.live(sql, "qm");
        sql.add(" AND ");
        self.sees_report(sql, "qr");
        sql.add(")");
    }

    /// Those redirects of `alias` whose number's own case might be seen when it was merged: with a report that may be seen, and
    /// for the public as published then. Of what was merged several times the last counts.
    pub(crate) fn saw_number(&self, sql: &mut Sql<'_>, alias: &str) {
        if self.scope == Scope::Owner {
            sql.add("1 = 1");
            return;
        }
        sql.add(&format!(
            "EXISTS (SELECT 1 FROM numbers wn JOIN cases wc ON wc.case_id = wn.case_id \
             WHERE wn.year = {alias}.year AND wn.serial = {alias}.serial \
             AND NOT EXISTS (SELECT 1 FROM numbers wl WHERE wl.year = wn.year AND wl.serial = wn.serial \
             AND wl.to_revision > wn.to_revision) AND "
        ));
        self.sees(sql, "wc");
        not_redacted(sql, "case", "wc.case_id");
        if self.scope == Scope::Public {
            sql.add(
                " AND EXISTS (SELECT 1 FROM states ws WHERE ws.case_id = wn.case_id \
                 AND ws.to_revision = wn.to_revision AND ws.state = 'published')",
            );
        }
        sql.add(
            " AND EXISTS (SELECT 1 FROM membership wm JOIN reports wr ON wr.report = wm.report \
             WHERE wm.case_id = wn.case_id AND wm.to_revision = wn.to_revision AND ",
        );
        self.sees_report(sql, "wr");
        sql.add("))");
    }

    /// Whether each table alone tells what may be seen of it, once a report is put to its case: whoever sees all, and the public
    /// now, for which the one follows from the other.
    pub(crate) fn sees_apart(&self) -> bool {
        self.then.is_none() && matches!(self.scope, Scope::Owner | Scope::Public)
    }

    /// Those cases of `alias` that may be seen where a report of theirs may be ([`sees_report_apart`](Self::sees_report_apart)),
    /// and, by the public, where they are published.
    pub(crate) fn sees_case_apart(&self, sql: &mut Sql<'_>, alias: &str) {
        self.sees(sql, alias);
        self.not_among_redacted(sql, "case", &format!("{alias}.case_id"));
    }

    /// Those reports of `alias` that may be seen where their case may be ([`sees_case_apart`](Self::sees_case_apart)).
    pub(crate) fn sees_report_apart(&self, sql: &mut Sql<'_>, alias: &str) {
        self.sees(sql, alias);
        self.not_among_redacted(sql, "report", &format!("{alias}.report"));
        self.not_among_redacted(sql, "capture", &format!("{alias}.capture"));
    }

    /// As [`not_redacted`], for a look at all rows: what is hidden is found once, not asked for each. Nothing is from the owner.
    fn not_among_redacted(&self, sql: &mut Sql<'_>, kind: &str, id: &str) {
        if self.scope != Scope::Owner {
            sql.add(&format!(
                " AND {id} NOT IN (SELECT rd.subject FROM redactions rd WHERE rd.kind = '{kind}' \
                 AND rd.span_start IS NULL AND rd.field IS NULL AND rd.until_revision = {})",
                Revision::OPEN
            ));
        }
    }

    /// Those captures of `alias` that may be seen; by the public only where a report of it may be.
    pub(crate) fn sees_capture(&self, sql: &mut Sql<'_>, alias: &str) {
        self.sees(sql, alias);
        match &self.scope {
            Scope::Owner => return,
            Scope::Member { .. } => {}
            Scope::Shared { subject: Subject::Capture(capture) } => {
                sql.add(&format!(" AND {alias}.capture = {capture}"));
            }
            Scope::Public | Scope::Shared { .. } => {
                sql.add(&format!(
                    " AND EXISTS (SELECT 1 FROM reports kr WHERE kr.capture = {alias}.capture AND "
                ));
                self.sees_report(sql, "kr");
                sql.add(")");
            }
        }
        not_redacted(sql, "capture", &format!("{alias}.capture"));
    }

    /// Whether nothing is kept from who asks, as things stand now.
    pub(crate) fn sees_all(&self) -> bool {
        self.then.is_none() && matches!(self.scope, Scope::Owner)
    }

    /// Whether what only waits for an editor (suggestions, links a machine made, inner notes) may be seen.
    pub(crate) fn sees_inside(&self) -> bool {
        matches!(self.scope, Scope::Owner | Scope::Member { .. })
    }

    /// The columns `visibility`, `owner` and `team` of `alias`; what was not there yet then is not seen.
    fn sees(&self, sql: &mut Sql<'_>, alias: &str) {
        if let Some(then) = self.then {
            sql.add(&format!("{alias}.revision <= ")).bind(then).add(" AND ");
        }
        match &self.scope {
            Scope::Owner => sql.add("1 = 1"),
            Scope::Public => sql.add(&format!("{alias}.visibility = 'public'")),
            Scope::Shared { .. } => sql.add(&format!("{alias}.visibility <> 'private'")),
            Scope::Member { user, teams } => sql
                .add(&format!("({alias}.visibility <> 'private' OR {alias}.owner = "))
                .bind(user.clone())
                .add(&format!(" OR {alias}.team IN ("))
                .bind_all(teams.iter().cloned())
                .add("))"),
        };
    }
}

fn shared_report(sql: &mut Sql<'_>, subject: Subject, alias: &str) {
    match subject {
        Subject::Report(report) => sql.add(&format!(" AND {alias}.report = {report}")),
        Subject::Capture(capture) => sql.add(&format!(" AND {alias}.capture = {capture}")),
        Subject::Case(case) => sql.add(&format!(
            " AND EXISTS (SELECT 1 FROM membership pm WHERE pm.report = {alias}.report AND pm.case_id = {case} \
             AND pm.to_revision = {})",
            Revision::OPEN
        )),
    };
}

/// Not hidden as a whole.
pub(crate) fn not_redacted(sql: &mut Sql<'_>, kind: &str, id: &str) {
    sql.add(&format!(
        " AND NOT EXISTS (SELECT 1 FROM redactions rd WHERE rd.kind = '{kind}' AND rd.subject = {id} \
         AND rd.span_start IS NULL AND rd.field IS NULL AND rd.until_revision = {})",
        Revision::OPEN
    ));
}
