-- The dossier, schema version 1; 2.sql and on are what later versions added. One row a record; the words are those of docs/DESIGN.md.
-- STRICT, TEXT keys, no triggers, views, cascades or AUTOINCREMENT; amounts are decimal texts,
-- days are YYYY-MM-DD, booleans 0 or 1, an absent value is NULL where it differs from ''.

CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
    code TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER,
    lon REAL,
    lat REAL
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_name (
    id TEXT PRIMARY KEY NOT NULL,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_member (
    id TEXT PRIMARY KEY NOT NULL,
    actor TEXT NOT NULL,
    member TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE data_set (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    reader TEXT NOT NULL,
    source TEXT NOT NULL,
    is_counted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
    id TEXT PRIMARY KEY NOT NULL,
    data_set TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    reader_version TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
    id TEXT PRIMARY KEY NOT NULL,
    import TEXT NOT NULL,
    severity TEXT NOT NULL,
    line INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    message TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    supplier TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reporter TEXT,
    existence TEXT NOT NULL,
    comment TEXT NOT NULL,
    data_set TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
    id TEXT PRIMARY KEY NOT NULL,
    transfer TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE line (
    id TEXT PRIMARY KEY NOT NULL,
    transfer TEXT NOT NULL,
    position INTEGER NOT NULL,
    designation TEXT NOT NULL,
    description TEXT NOT NULL,
    category TEXT NOT NULL,
    condition TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- line is '' for a figure of the transfer itself.
CREATE TABLE figure (
    id TEXT PRIMARY KEY NOT NULL,
    transfer TEXT NOT NULL,
    line TEXT NOT NULL,
    position INTEGER NOT NULL,
    stage TEXT NOT NULL,
    unit TEXT NOT NULL,
    basis TEXT NOT NULL,
    amount_kind TEXT NOT NULL,
    value TEXT,
    low TEXT,
    high TEXT,
    is_uncertain INTEGER NOT NULL,
    amount_text TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    years TEXT NOT NULL,
    date_is_uncertain INTEGER NOT NULL,
    date_text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where an imported transfer came from; kept is a JSON object of field path to the file's value.
CREATE TABLE provenance (
    transfer TEXT PRIMARY KEY NOT NULL,
    data_set TEXT NOT NULL,
    key TEXT NOT NULL,
    import TEXT NOT NULL,
    row INTEGER NOT NULL,
    is_gone INTEGER NOT NULL,
    kept TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    publisher TEXT NOT NULL,
    author TEXT NOT NULL,
    published_earliest TEXT,
    published_latest TEXT,
    published_years TEXT NOT NULL,
    published_is_uncertain INTEGER NOT NULL,
    published_text TEXT NOT NULL,
    accessed TEXT,
    archived TEXT,
    url TEXT NOT NULL,
    archived_url TEXT NOT NULL,
    pages TEXT NOT NULL,
    note TEXT NOT NULL,
    origin TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE derivation (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    derives_from TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE citation (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    field TEXT NOT NULL,
    stance TEXT NOT NULL,
    locator TEXT NOT NULL,
    text TEXT NOT NULL,
    is_quotation INTEGER NOT NULL,
    reliability TEXT NOT NULL,
    credibility INTEGER,
    status TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id TEXT PRIMARY KEY NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    id TEXT PRIMARY KEY NOT NULL,
    later TEXT NOT NULL,
    earlier TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    unit TEXT NOT NULL,
    amount_kind TEXT NOT NULL,
    value TEXT,
    low TEXT,
    high TEXT,
    is_uncertain INTEGER NOT NULL,
    amount_text TEXT NOT NULL,
    existence TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_group (
    id TEXT PRIMARY KEY NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id TEXT PRIMARY KEY NOT NULL,
    account_group TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    is_counted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_transfer (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    transfer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    sha256 TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE placement (
    id TEXT PRIMARY KEY NOT NULL,
    view TEXT NOT NULL,
    actor TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Not content: the history, and the seal over the content.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    reverses INTEGER,
    row_count INTEGER NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE log_chunk (
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    changeset BLOB NOT NULL,
    PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (
    algorithm TEXT PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL,
    log_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX actor_name_actor ON actor_name (actor);
CREATE INDEX actor_member_actor ON actor_member (actor);
CREATE INDEX party_transfer ON party (transfer);
CREATE INDEX line_transfer ON line (transfer);
CREATE INDEX figure_transfer ON figure (transfer);
CREATE INDEX citation_subject ON citation (subject_id);
CREATE INDEX note_subject ON note (subject_id);
CREATE INDEX link_later ON link (later);
CREATE INDEX link_earlier ON link (earlier);
CREATE INDEX account_transfer_transfer ON account_transfer (transfer);
