-- Version 1 of the store. Two types, BIGINT and TEXT; ids are given by the program; times are UTC
-- (`2025-12-06T01:02:03.004Z`), days and months those of Asia/Tokyo. `from_revision` and `to_revision` are the revisions
-- from which and up to which (not included) a row holds, 9223372036854775807 where it still does: such rows are never
-- changed but for `to_revision`. A `…_hash` is the first 63 bits of the SHA-256 of what it stands for: an index of small
-- numbers; what it finds is always compared with the whole.
-- `/* clustered */` marks tables that SQLite keeps in the order of their primary key.

-- What the casebook is: its id, name, publication, contact, the version of this form.
CREATE TABLE meta (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key)
) /* clustered */;

-- The next id of each kind of thing.
CREATE TABLE counters (
    name TEXT NOT NULL,
    next BIGINT NOT NULL,
    PRIMARY KEY (name)
) /* clustered */;

-- Every write: when, who, what it did and why.
CREATE TABLE revisions (
    revision BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT
);
CREATE INDEX revisions_at ON revisions (at, revision);

-- The single acts of a write. `detail` names fields and ids, never words of a report.
CREATE TABLE audit (
    revision BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (revision, seq)
) /* clustered */;
CREATE INDEX audit_subject ON audit (subject_kind, subject, revision, seq);

-- What a place gave at one moment. The bytes lie in the archive.
CREATE TABLE captures (
    capture BIGINT PRIMARY KEY,
    url TEXT,
    url_hash BIGINT,
    at TEXT NOT NULL,
    name TEXT,
    media_type TEXT,
    charset TEXT,
    payload_sha256 TEXT NOT NULL,
    payload_hash BIGINT NOT NULL,
    length BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    owner TEXT NOT NULL,
    team TEXT,
    source TEXT,
    note TEXT,
    revision BIGINT NOT NULL
);
CREATE INDEX captures_payload ON captures (payload_hash, capture);
CREATE INDEX captures_url ON captures (url_hash, capture);

-- Where a capture's records lie in the archive.
CREATE TABLE records (
    record TEXT NOT NULL,
    capture BIGINT NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    member_start BIGINT NOT NULL,
    member_length BIGINT NOT NULL,
    member_sha256 TEXT NOT NULL,
    block_digest TEXT,
    payload_digest TEXT,
    revision BIGINT NOT NULL,
    PRIMARY KEY (capture, record)
) /* clustered */;
CREATE UNIQUE INDEX records_place ON records (file, member_start);

-- Copies of a capture elsewhere: their address, or what was answered instead.
CREATE TABLE copies (
    capture BIGINT NOT NULL,
    at TEXT NOT NULL,
    place TEXT NOT NULL,
    result TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (capture, at, place)
) /* clustered */;

-- Documents' texts, each once. NULL where it was erased.
CREATE TABLE texts (
    text_id BIGINT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    text_hash BIGINT NOT NULL,
    text TEXT
);
CREATE INDEX texts_hash ON texts (text_hash, text_id);

-- A capture's decoded text, and what the page says of itself.
CREATE TABLE documents (
    document BIGINT PRIMARY KEY,
    capture BIGINT NOT NULL,
    text_id BIGINT NOT NULL,
    title TEXT,
    date TEXT,
    site TEXT,
    form TEXT NOT NULL,
    charset TEXT,
    revision BIGINT NOT NULL
);
CREATE INDEX documents_capture ON documents (capture, document);
CREATE INDEX documents_text ON documents (text_id, document);

-- The parts of a document that tell of one incident each. `day` orders a report that gives no day of release.
CREATE TABLE reports (
    report BIGINT PRIMARY KEY,
    document BIGINT NOT NULL,
    capture BIGINT NOT NULL,
    span_start BIGINT NOT NULL,
    span_end BIGINT NOT NULL,
    heading TEXT,
    ordinal BIGINT NOT NULL,
    day TEXT NOT NULL,
    visibility TEXT NOT NULL,
    owner TEXT NOT NULL,
    team TEXT,
    text_policy TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX reports_document ON reports (document, report);
CREATE INDEX reports_capture ON reports (capture, report);

-- The addresses under which a report is known.
CREATE TABLE report_urls (
    url_hash BIGINT NOT NULL,
    report BIGINT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (report, url)
) /* clustered */;
CREATE INDEX report_urls_url ON report_urls (url_hash, report);

-- The keys by which the linker finds what may belong together; only their hashes are kept. They are of a report (kind 1), a
-- case (2) or an origin (3): numbers, as this is the biggest index whose order is not that of filing.
CREATE TABLE blocking_keys (
    key_hash BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    subject BIGINT NOT NULL,
    PRIMARY KEY (key_hash, kind, subject)
) /* clustered */;
CREATE INDEX blocking_keys_subject ON blocking_keys (subject, kind, key_hash);

-- What one version of the extractor read. `facts` leaves out what is not given; `evidence` is byte ranges without words.
-- Not in the order of its key: a row is too long for a page of an index, and would take another page for its rest.
CREATE TABLE readings (
    report BIGINT NOT NULL,
    reading BIGINT NOT NULL,
    extractor TEXT NOT NULL,
    facts TEXT NOT NULL,
    evidence TEXT NOT NULL,
    warnings TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (report, from_revision)
);

-- An editor's word on a field of a report: the whole field's value.
CREATE TABLE decisions (
    report BIGINT NOT NULL,
    field TEXT NOT NULL,
    decision BIGINT NOT NULL,
    value TEXT NOT NULL,
    evidence TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (report, field, from_revision)
) /* clustered */;

-- Readings under which an editor's evidence did not move along, or that now say something else than an editor.
CREATE TABLE review (
    report BIGINT NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (report, field, reason, from_revision)
) /* clustered */;
CREATE INDEX review_open ON review (to_revision, report);

-- What stands: the decision, else the reading; one row a value, set item or list item. `word` is a value of a
-- vocabulary, `text` words of the report, `detail` the whole value where it has parts.
CREATE TABLE standing (
    report BIGINT NOT NULL,
    field TEXT NOT NULL,
    item TEXT NOT NULL,
    word TEXT,
    text TEXT,
    number BIGINT,
    date TEXT,
    detail TEXT,
    decided_by TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (report, field, item, from_revision)
) /* clustered */;
CREATE INDEX standing_word ON standing (field, word, report) WHERE word IS NOT NULL AND detail IS NULL;

-- Cases; one exists in a revision where it has a state.
CREATE TABLE cases (
    case_id BIGINT PRIMARY KEY,
    visibility TEXT NOT NULL,
    owner TEXT NOT NULL,
    team TEXT,
    revision BIGINT NOT NULL
);

-- The casebook's own numbers. None is given twice, whatever becomes of its case.
CREATE TABLE numbers (
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    publication TEXT NOT NULL,
    case_id BIGINT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (year, serial, from_revision)
) /* clustered */;
CREATE INDEX numbers_case ON numbers (case_id, year, serial);

-- Numbers that other publications give a case, with where that is read.
CREATE TABLE aliases (
    publication TEXT NOT NULL,
    number TEXT NOT NULL,
    case_id BIGINT NOT NULL,
    source TEXT,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (publication, number, case_id, from_revision)
) /* clustered */;
CREATE INDEX aliases_case ON aliases (case_id, publication, number);
CREATE INDEX aliases_number ON aliases (number, publication, case_id);

-- Where the number of a merged or moved case leads.
CREATE TABLE redirects (
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (year, serial, from_revision)
) /* clustered */;
CREATE INDEX redirects_case ON redirects (case_id, year, serial);

-- That a report belongs to a case, and why; `score` in thousandths.
CREATE TABLE membership (
    report BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    who TEXT NOT NULL,
    reasons TEXT NOT NULL,
    score BIGINT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (report, from_revision)
) /* clustered */;
CREATE INDEX membership_case ON membership (case_id, report);

-- How far an editor has come with a case.
CREATE TABLE states (
    case_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (case_id, from_revision)
) /* clustered */;

-- Words that editors put cases together by.
CREATE TABLE labels (
    case_id BIGINT NOT NULL,
    label TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (case_id, label, from_revision)
) /* clustered */;
CREATE INDEX labels_label ON labels (label, case_id);

-- What editors note on a case. An opinion (1) is published with it, another note (0) stays inside.
CREATE TABLE notes (
    note BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    opinion BIGINT NOT NULL,
    who TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (note, from_revision)
) /* clustered */;
CREATE INDEX notes_case ON notes (case_id, note);

-- The month (`2025-12`) in whose figures a case or report counts.
CREATE TABLE counted_in (
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    month TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (kind, subject, from_revision)
) /* clustered */;
CREATE INDEX counted_in_month ON counted_in (kind, month, subject);

-- The breaches that several cases come from.
CREATE TABLE origins (
    origin BIGINT NOT NULL,
    name TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (origin, from_revision)
) /* clustered */;
CREATE TABLE origin_members (
    origin BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    who TEXT NOT NULL,
    reasons TEXT NOT NULL,
    score BIGINT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (origin, case_id, from_revision)
) /* clustered */;
CREATE INDEX origin_members_case ON origin_members (case_id, origin);

-- Links that wait for an editor. What `a` and `b` are follows from `kind`.
CREATE TABLE suggestions (
    suggestion BIGINT NOT NULL,
    kind TEXT NOT NULL,
    a BIGINT NOT NULL,
    b BIGINT NOT NULL,
    score BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (suggestion, from_revision)
) /* clustered */;
CREATE INDEX suggestions_a ON suggestions (kind, a, b);
CREATE INDEX suggestions_b ON suggestions (kind, b, a);
CREATE INDEX suggestions_state ON suggestions (to_revision, state, suggestion);

-- Cases that have to do with each other without a common origin; `a` < `b`.
CREATE TABLE case_links (
    a BIGINT NOT NULL,
    b BIGINT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (a, b, from_revision)
) /* clustered */;
CREATE INDEX case_links_b ON case_links (b, a);

-- Organisations, their names (with the key under which spellings are the same), and the reports that they are in.
CREATE TABLE organizations (
    organization BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    sector TEXT,
    corporate_number TEXT,
    parent BIGINT,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (organization, from_revision)
) /* clustered */;
CREATE INDEX organizations_number ON organizations (corporate_number) WHERE corporate_number IS NOT NULL;
CREATE TABLE organization_names (
    organization BIGINT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (organization, name, from_revision)
) /* clustered */;
CREATE INDEX organization_names_key ON organization_names (key, organization);
CREATE TABLE report_organizations (
    report BIGINT NOT NULL,
    organization BIGINT NOT NULL,
    role TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT NOT NULL,
    PRIMARY KEY (report, organization, role, from_revision)
) /* clustered */;
CREATE INDEX report_organizations_organization ON report_organizations (organization, report);

-- What is hidden from every outlet: a capture, report or case, a byte range of a report's document, or a field.
CREATE TABLE redactions (
    redaction BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    span_start BIGINT,
    span_end BIGINT,
    field TEXT,
    why TEXT NOT NULL,
    revision BIGINT NOT NULL,
    until_revision BIGINT NOT NULL
);
CREATE INDEX redactions_subject ON redactions (kind, subject, until_revision);

-- Personal words that an editor lets be seen until a day.
CREATE TABLE unmasked (
    unmasked BIGINT PRIMARY KEY,
    report BIGINT NOT NULL,
    words TEXT NOT NULL,
    why TEXT NOT NULL,
    until_day TEXT NOT NULL,
    who TEXT NOT NULL,
    revision BIGINT NOT NULL,
    until_revision BIGINT NOT NULL
);
CREATE INDEX unmasked_report ON unmasked (report, unmasked);

-- What the law had erased: only the digest of the payload is left.
CREATE TABLE erasures (
    erasure BIGINT PRIMARY KEY,
    capture BIGINT NOT NULL,
    payload_sha256 TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX erasures_capture ON erasures (capture);

-- Links by which an editor lets somebody see one thing that is not public; only the token's SHA-256 is kept.
CREATE TABLE share_links (
    token_sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    expires TEXT NOT NULL,
    revoked TEXT,
    revision BIGINT NOT NULL,
    PRIMARY KEY (token_sha256)
) /* clustered */;

-- What a user or source adds begins with this visibility, shared with this team.
CREATE TABLE defaults (
    who TEXT NOT NULL,
    visibility TEXT NOT NULL,
    team TEXT,
    PRIMARY KEY (who)
) /* clustered */;
