"""The schema as SQL and as facts: which tables hold content, their columns, their keys."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import apsw

APPLICATION_ID = 0x464C565A
"""``FLVZ`` in the file header: what makes an SQLite file a dossier."""

VERSION = 5
"""Kept as ``user_version``; ``versions/<n>.sql`` makes version n of the one before."""

UNDOABLE_SINCE = 1
"""The oldest schema version from which to this one only tables and columns were added; an edit
older than that cannot be undone (applying its changeset would do nothing, in silence)."""

SchemaObject: TypeAlias = tuple[str, str, str, str | None]

_NOT_CONTENT = frozenset({"log", "log_chunk", "seal"})


@dataclass(frozen=True, slots=True)
class Table:
    """One table of content; the key is the first of its columns."""

    name: str
    columns: tuple[str, ...]
    real_columns: frozenset[str]

    @property
    def key(self) -> str:
        """The column of the primary key."""
        return self.columns[0]

    @property
    def insert_sql(self) -> str:
        """The statement that inserts one row, given its values in the order of the columns."""
        return f"INSERT INTO {self.name} VALUES ({','.join('?' * len(self.columns))})"


def make(db: apsw.Connection, version: int = VERSION) -> None:
    """Bring the schema of ``db`` (an empty one, or one of an older version) to ``version``.

    Records and history stay as they are; the seal of an older version is left to the next save.
    The caller has a transaction open.
    """
    for number in range(version_of(db) + 1, version + 1):
        db.execute(_statements(number))
    db.execute(f"PRAGMA user_version = {version}")


@functools.cache
def content(version: int = VERSION) -> Mapping[str, Table]:
    """The tables that hold records, by name, in the order in which the schema lists them."""
    db = _empty(version)
    names = [
        str(name)
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if name not in _NOT_CONTENT
    ]
    return {name: _table(db, name) for name in names}


@functools.cache
def objects(version: int = VERSION) -> frozenset[SchemaObject]:
    """Type, name, table and SQL of everything the schema holds, as SQLite keeps them."""
    return objects_of(_empty(version))


def version_of(db: apsw.Connection) -> int:
    """The version of the schema of ``db``."""
    return int(db.execute("PRAGMA user_version").get)


def objects_of(db: apsw.Connection) -> frozenset[SchemaObject]:
    """Type, name, table and SQL of everything in the schema of ``db``."""
    return frozenset(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _statements(version: int) -> str:
    path = Path(__file__).parent / "versions" / f"{version}.sql"
    return path.read_text(encoding="utf-8")


def _empty(version: int) -> apsw.Connection:
    db = apsw.Connection(":memory:")
    make(db, version)
    return db


def _table(db: apsw.Connection, name: str) -> Table:
    rows = list(db.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", (name,)))
    return Table(
        name,
        tuple(str(column) for column, _ in rows),
        frozenset(str(column) for column, kind in rows if kind == "REAL"),
    )
