-- Saved views. state is a JSON object in canonical form (docs/file-format.md).
CREATE TABLE saved_view (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
