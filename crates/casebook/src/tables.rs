//! Every table with its columns, once: writing, undoing and copying go by this list. A test compares it with what the
//! migrations make.

/// How a table's rows change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Rows are put in, and changed in place where the design says so.
    Plain,
    /// Rows hold from a revision to a revision; only the latter is ever changed, and a write can be undone.
    Temporal,
    /// As before, but made from other tables, and made again where those are undone.
    Derived,
}

/// One table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What tells rows apart; of a temporal table those of one revision.
    pub(crate) key: &'static [&'static str],
    /// The other columns, the two revisions left out.
    pub(crate) rest: &'static [&'static str],
}

impl Table {
    /// All columns: key, rest, and the two revisions where it has them.
    pub(crate) fn columns(&self) -> Vec<&'static str> {
        let own = self.key.iter().chain(self.rest).copied();
        own.chain(self.revisions().iter().copied()).collect()
    }

    /// The columns of the primary key.
    pub(crate) fn primary_key(&self) -> Vec<&'static str> {
        self.key.iter().chain(self.revisions().first()).copied().collect()
    }

    const fn revisions(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Plain => &[],
            Kind::Temporal | Kind::Derived => &["from_revision", "to_revision"],
        }
    }
}

macro_rules! tables {
    ($($constant:ident = $kind:ident $name:literal [$($key:literal)+] [$($rest:literal)*];)+) => {
        $(pub(crate) const $constant: Table = Table {
            name: $name,
            kind: Kind::$kind,
            key: &[$($key),+],
            rest: &[$($rest),*],
        };)+

        /// All, in the order in which they are copied.
        pub(crate) const ALL: &[&Table] = &[$(&$constant),+];
    };
}

tables! {
    META = Plain "meta" ["key"] ["value"];
    COUNTERS = Plain "counters" ["name"] ["next"];
    REVISIONS = Plain "revisions" ["revision"] ["at" "who" "what" "why"];
    AUDIT = Plain "audit" ["revision" "seq"] ["action" "subject_kind" "subject" "detail"];
    CAPTURES = Plain "captures" ["capture"] ["url" "url_hash" "at" "name" "media_type" "charset" "payload_sha256"
        "payload_hash" "length" "visibility" "owner" "team" "source" "note" "revision"];
    RECORDS = Plain "records" ["capture" "record"] ["kind" "file" "member_start" "member_length" "member_sha256"
        "block_digest" "payload_digest" "revision"];
    COPIES = Plain "copies" ["capture" "at" "place"] ["result" "revision"];
    ATTACHMENTS = Temporal "attachments" ["page" "number"] ["url" "words" "form" "state" "reason" "capture"];
    TEXTS = Plain "texts" ["text_id"] ["sha256" "text_hash" "text"];
    DOCUMENTS = Plain "documents" ["document"] ["capture" "text_id" "title" "date" "site" "form" "charset" "revision"];
    REPORTS = Plain "reports" ["report"] ["document" "capture" "span_start" "span_end" "heading" "ordinal" "day"
        "visibility" "owner" "team" "text_policy" "revision"];
    REPORT_URLS = Plain "report_urls" ["report" "url"] ["url_hash"];
    BLOCKING_KEYS = Plain "blocking_keys" ["key_hash" "kind" "subject"] [];
    READINGS = Temporal "readings" ["report"] ["reading" "extractor" "facts" "evidence" "warnings"];
    DECISIONS = Temporal "decisions" ["report" "field"] ["decision" "value" "evidence" "who" "why"];
    REVIEW = Temporal "review" ["report" "field" "reason"] ["detail"];
    STANDING = Derived "standing" ["report" "field" "item"] ["word" "text" "number" "date" "detail" "decided_by"];
    CASES = Plain "cases" ["case_id"] ["visibility" "owner" "team" "revision"];
    NUMBERS = Temporal "numbers" ["year" "serial"] ["publication" "case_id"];
    ALIASES = Temporal "aliases" ["publication" "number" "case_id"] ["source"];
    REDIRECTS = Temporal "redirects" ["year" "serial"] ["case_id"];
    MEMBERSHIP = Temporal "membership" ["report"] ["case_id" "decided_by" "who" "reasons" "score"];
    STATES = Temporal "states" ["case_id"] ["state"];
    LABELS = Temporal "labels" ["case_id" "label"] [];
    NOTES = Temporal "notes" ["note"] ["case_id" "text" "opinion" "who"];
    COUNTED_IN = Temporal "counted_in" ["kind" "subject"] ["month"];
    FROZEN = Temporal "frozen" ["month"] ["seen" "at" "who" "items" "reads"];
    ORIGINS = Temporal "origins" ["origin"] ["name"];
    ORIGIN_MEMBERS = Temporal "origin_members" ["origin" "case_id"] ["decided_by" "who" "reasons" "score"];
    SUGGESTIONS = Temporal "suggestions" ["suggestion"] ["kind" "a" "b" "score" "reasons" "state"];
    CASE_LINKS = Temporal "case_links" ["a" "b"] ["kind" "who" "why"];
    ORGANIZATIONS = Temporal "organizations" ["organization"] ["name" "kind" "sector" "corporate_number" "parent"];
    ORGANIZATION_NAMES = Temporal "organization_names" ["organization" "name"] ["key"];
    REPORT_ORGANIZATIONS = Temporal "report_organizations" ["report" "organization" "role"] [];
    REDACTIONS = Plain "redactions" ["redaction"] ["kind" "subject" "span_start" "span_end" "field" "why" "revision"
        "until_revision"];
    UNMASKED = Plain "unmasked" ["unmasked"] ["report" "words" "why" "until_day" "who" "revision" "until_revision"];
    ERASURES = Plain "erasures" ["erasure"] ["capture" "payload_sha256" "why" "at" "revision"];
    SHARE_LINKS = Plain "share_links" ["token_sha256"] ["kind" "subject" "expires" "revoked" "revision"];
    DEFAULTS = Plain "defaults" ["who"] ["visibility" "team"];
    SOURCE_STATES = Plain "source_states" ["source"] ["looked" "took" "answer" "failures" "failing_since" "fault"
        "succeeded" "renewed" "rhythm" "items" "usual" "digest" "layout" "moved" "looks" "faults"
        "found" "changed" "unread" "watched"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{Access, Database};
    use crate::migrations;

    #[test]
    fn every_table_of_the_migrations_is_listed_with_its_columns_and_key() {
        let folder = tempfile::tempdir().unwrap();
        let mut database = Database::sqlite(&folder.path().join("x"), true).unwrap();
        database.begin(Access::Write).unwrap();
        migrations::make(&mut database, migrations::FORM).unwrap();
        database.commit().unwrap();
        let mut listed: Vec<&str> = ALL.iter().map(|table| table.name).collect();
        listed.sort_unstable();
        assert_eq!(database.tables().unwrap(), listed);
        for table in ALL {
            let sql = format!("SELECT name, pk FROM pragma_table_info('{}') ORDER BY cid", table.name);
            let rows = database.query(&sql, &[]).unwrap();
            let mut found: Vec<(String, i64)> =
                rows.into_iter().map(|mut row| (row.text().unwrap(), row.integer().unwrap())).collect();
            let mut columns: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
            let mut wanted = table.columns();
            columns.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(columns, wanted, "{}", table.name);
            found.retain(|(_, place)| *place > 0);
            found.sort_unstable_by_key(|(_, place)| *place);
            let key: Vec<String> = found.into_iter().map(|(name, _)| name).collect();
            assert_eq!(key, table.primary_key(), "{}", table.name);
        }
    }
}
