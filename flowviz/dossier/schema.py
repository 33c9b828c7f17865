"""The schema as SQL and as facts: which tables hold content, their columns, their keys."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import apsw

APPLICATION_ID = 0x464C565A
"""``FLVZ`` in the file header: what makes an SQLite file a dossier."""

VERSION = 2
"""The schema's version, kept as ``user_version``."""

_SINCE: Mapping[str, int] = MappingProxyType({"saved_view": 2})
"""The version that added a table, for those that were not in the first; each version so far has
only added tables, so an older one is this one without them."""

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


@functools.cache
def sql() -> str:
    """The statements that make an empty dossier."""
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


@functools.cache
def content(version: int = VERSION) -> Mapping[str, Table]:
    """The tables that hold records, by name, in the order in which the schema lists them."""
    db = _empty()
    names = [
        str(name)
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if name not in _NOT_CONTENT and _SINCE.get(name, 1) <= version
    ]
    return {name: _table(db, name) for name in names}


@functools.cache
def objects(version: int = VERSION) -> frozenset[SchemaObject]:
    """Type, name, table and SQL of everything the schema holds, as SQLite keeps them."""
    return frozenset(made for made in objects_of(_empty()) if _SINCE.get(made[2], 1) <= version)


def version_of(db: apsw.Connection) -> int:
    """The version of the schema of ``db``."""
    return int(db.execute("PRAGMA user_version").get)


def migrate(db: apsw.Connection) -> None:
    """Bring a dossier of an older version to this one, within the caller's transaction.

    Records and history stay as they are; the seal of the older version is left to the next save.
    """
    missing = objects() - objects(version_of(db))
    # Tables before the indexes over them.
    for _, _, _, statement in sorted(missing, key=lambda made: made[0] != "table"):
        if statement is not None:
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")


def objects_of(db: apsw.Connection) -> frozenset[SchemaObject]:
    """Type, name, table and SQL of everything in the schema of ``db``."""
    return frozenset(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _empty() -> apsw.Connection:
    db = apsw.Connection(":memory:")
    db.execute(sql())
    return db


def _table(db: apsw.Connection, name: str) -> Table:
    rows = list(db.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", (name,)))
    return Table(
        name,
        tuple(str(column) for column, _ in rows),
        frozenset(str(column) for column, kind in rows if kind == "REAL"),
    )
