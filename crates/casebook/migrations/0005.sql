-- The days of release of all reports, for looks at all of them: in `standing` alone they stand among a hundred times as many other rows.
CREATE INDEX standing_published ON standing (report, to_revision, from_revision, date) WHERE field = 'published';
