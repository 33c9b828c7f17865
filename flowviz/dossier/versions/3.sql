-- Whom a source and a note are for, who collected a source; why an edit was made, to which step it
-- belongs, and which row of another history it cites. Columns are only appended, so that older
-- changesets still apply.
ALTER TABLE source ADD COLUMN protection TEXT NOT NULL DEFAULT 'public';
ALTER TABLE source ADD COLUMN collector TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0;
ALTER TABLE log ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN step TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN cites TEXT NOT NULL DEFAULT '';
CREATE INDEX citation_source ON citation (source);
