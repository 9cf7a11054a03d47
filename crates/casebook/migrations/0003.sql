-- Files that a captured page links to and that belong to it. One that may hold the leaked data itself is `shut`: it was not
-- fetched, or is not read; `open` is one that an editor opened.

CREATE TABLE attachments (
    -- The page's capture, and the place among its files, from 1.
    page BIGINT NOT NULL,
    number BIGINT NOT NULL,
    url TEXT NOT NULL,
    -- What the page calls it.
    words TEXT NOT NULL,
    -- What it seems to be: `pdf`, `word`, `sheets`, `rows`, `archive`, `picture`.
    form TEXT NOT NULL,
    -- `kept`, `shut`, `failed`, `open`; why it is shut, or what came instead of it.
    state TEXT NOT NULL,
    reason TEXT,
    -- As which it is kept.
    capture BIGINT,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (page, number, from_revision)
) /* clustered */;
CREATE INDEX attachments_capture ON attachments (capture, page) WHERE capture IS NOT NULL;
CREATE INDEX attachments_state ON attachments (state, page);

-- When a source was looked at first without a fault.
ALTER TABLE source_states ADD COLUMN watched TEXT;
