-- Months whose figures were published: what counted then, so that the digest can be given again, and compared. `seen` is the
-- revision that was looked at; `items` and `reads` are JSON by what is counted, ids and numbers alone: words come from the
-- facts of that revision, as far as they may still be seen.
CREATE TABLE frozen (
    month TEXT NOT NULL,
    seen BIGINT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    items TEXT NOT NULL,
    reads TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (month, from_revision)
) /* clustered */;
