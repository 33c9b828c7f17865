-- What the evidence needs: graded sources, exact quotations, what became of a source and why, existence
-- by rule or by hand, who chose the account that counts, and what a person has turned down.
-- transfer.existence '' leaves it to the rule. Columns are only appended, so that older changesets
-- still apply.
ALTER TABLE transfer ADD COLUMN existence_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN publisher_group TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN volume TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN shelf_number TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN reference TEXT NOT NULL DEFAULT '{}';
ALTER TABLE source ADD COLUMN status_on TEXT;
ALTER TABLE source ADD COLUMN status_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN status_by TEXT NOT NULL DEFAULT '';
ALTER TABLE citation ADD COLUMN prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE citation ADD COLUMN suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE citation ADD COLUMN status_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE account_group ADD COLUMN counted_by TEXT NOT NULL DEFAULT 'hand';

-- How reliable a source was held to be, and since when; the latest day counts, then the last position.
CREATE TABLE grading (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    reliability TEXT NOT NULL,
    since TEXT,
    reason TEXT NOT NULL,
    grader TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person decided on the existence of a flow; id is 'SUPPLIER>RECIPIENT'.
CREATE TABLE verdict (
    id TEXT PRIMARY KEY NOT NULL,
    existence TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Proposals that a person has turned down, so that they are not made again.
CREATE TABLE dismissal (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX grading_source ON grading (source);
CREATE INDEX snapshot_source ON snapshot (source);
