use super::Access;

/// Where SQLite and PostgreSQL do not take the same SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// Begins a transaction. A writer waits for the one before it; a reader sees one state to the end.
    pub(super) const fn begin(self, access: Access) -> &'static str {
        match (self, access) {
            (Self::Sqlite, Access::Write) => "BEGIN IMMEDIATE",
            (Self::Sqlite, Access::Read) => "BEGIN",
            (Self::Postgres, Access::Write) => "BEGIN ISOLATION LEVEL READ COMMITTED",
            (Self::Postgres, Access::Read) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// What a writer runs first to be alone. SQLite's `BEGIN IMMEDIATE` has seen to that.
    pub(crate) const fn lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT value FROM meta WHERE key = 'format' FOR UPDATE"),
        }
    }

    /// Names all tables in order.
    pub(super) const fn tables(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            }
            Self::Postgres => {
                "SELECT tablename::text COLLATE \"C\" AS name FROM pg_tables WHERE schemaname = current_schema() \
                 ORDER BY name"
            }
        }
    }

    /// A migration in this database's words: PostgreSQL orders text by its bytes as SQLite does; SQLite keeps narrow
    /// tables in the order of their key.
    pub(crate) fn migration(self, sql: &str) -> String {
        match self {
            Self::Sqlite => sql
                .replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
                .replace("/* clustered */", "WITHOUT ROWID"),
            Self::Postgres => sql.replace(" TEXT", " TEXT COLLATE \"C\""),
        }
    }

    /// Brings the planner's statistics up to date. SQLite's plans are the same without any.
    pub(crate) const fn tune(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("ANALYZE"),
        }
    }

    /// Overwrites what is kept of rows that are no more. SQLite zeroes them itself; its log is folded in and emptied.
    pub(crate) const fn purge(self) -> &'static str {
        match self {
            Self::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)",
            Self::Postgres => {
                "VACUUM FULL texts, readings, decisions, standing, reports, documents, captures, membership, \
                 suggestions, origin_members, unmasked, organizations, organization_names, report_organizations"
            }
        }
    }

    /// Whether `column` contains the text `needle`, byte by byte.
    pub(crate) fn contains(self, column: &str, needle: &str) -> String {
        match self {
            Self::Sqlite => format!("instr({column}, {needle}) > 0"),
            Self::Postgres => format!("strpos({column}, {needle}) > 0"),
        }
    }
}
