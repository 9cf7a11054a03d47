-- How looking at the sources goes, one row a source. What is kept here is no fact: it is changed in place, takes no
-- revision, and can be lost and learned again.

CREATE TABLE source_states (
    source TEXT NOT NULL,
    -- When it was looked at last, and how many milliseconds that took.
    looked TEXT NOT NULL,
    took BIGINT NOT NULL,
    -- What came of it: a status such as `200`, or `failed`.
    answer TEXT NOT NULL,
    -- Looks that failed since the last one that did not, since when, and why.
    failures BIGINT NOT NULL,
    failing_since TEXT,
    fault TEXT,
    -- When a look did not fail last, when something new stood there last, and the longest that it took until
    -- something new did, in seconds.
    succeeded TEXT,
    renewed TEXT,
    rhythm BIGINT,
    -- How many items it had last, and how many it usually has.
    items BIGINT NOT NULL,
    usual BIGINT NOT NULL,
    -- By what its items and its layout are told from others.
    digest TEXT,
    layout TEXT,
    -- Where it leads for good.
    moved TEXT,
    -- All looks so far, and what they came to.
    looks BIGINT NOT NULL,
    faults BIGINT NOT NULL,
    found BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unread BIGINT NOT NULL,
    PRIMARY KEY (source)
);
