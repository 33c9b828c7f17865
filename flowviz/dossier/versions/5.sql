-- What a file said to the letter, how it was read, and spellings of one item. Columns are only appended,
-- so that older changesets still apply.
ALTER TABLE import ADD COLUMN sheet TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN columns TEXT NOT NULL DEFAULT '[]';
ALTER TABLE import ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN companions TEXT NOT NULL DEFAULT '[]';

-- The rows of files that a transfer was made of. A JSON object: import to [[line, cell, cell, ...], ...], the
-- cells in the order of the columns of the import.
CREATE TABLE original (
    transfer TEXT PRIMARY KEY NOT NULL,
    rows TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Designations that mean the same item; item is the one that stands for all.
CREATE TABLE spelling (
    id TEXT PRIMARY KEY NOT NULL,
    item TEXT NOT NULL
) STRICT, WITHOUT ROWID;
