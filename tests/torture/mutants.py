"""Mutated dossiers: bytes, pages, schemas, records and histories as no flowviz writes them.

A mutation is a function of a file and of chance. Those of records and histories come with a seal
and a chain of hashes made anew, half the time: so the file passes what looks for damage, and what
reads it must stand whatever is in it.
"""

import functools
import os
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import apsw

from flowviz.dossier import log, schema, seal
from tests.torture.opener import set_tripwires

Mutation = Callable[[Path, random.Random], None]

PAGE = 4096
ODD_VALUES: tuple[object, ...] = (
    None, "", "\0", "a\0b", "x" * 1_000_000, "\N{RIGHT-TO-LEFT OVERRIDE}gnp", "../../etc/passwd",
    "<img src=file:///etc/passwd>", "{}", "[" * 100_000, '{"a":' * 20_000, "1e400", "-0", "NaN",
    "9" * 5_000, 0, -1, 2**63 - 1, -(2**63), 1e308, float("inf"), -0.0, b"", b"\0\xff" * 500,
    "2024-02-30", "9999-99-99", "0000-00-00T00:00:00", "t1", "BLR", "undo", "tripwire()",
    b"x" * 3_000_000,
)  # fmt: skip
ODD_NUMBERS = (0, 1, 2, 3, 5, 13, 0x7F, 0x80, 0xFF)


def bits(path: Path, chance: random.Random) -> None:
    """One bit the other way round; half the time where something is written."""
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    if chance.random() < 0.5:
        while not data[at]:
            at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def some_bytes(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 2, 5, 20, 200))):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            at = at // PAGE * PAGE + chance.randrange(120)  # the head of a page and its pointers
        data[at] = chance.choice((*ODD_NUMBERS, chance.randrange(256)))
    path.write_bytes(data)


def header(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(100)
        data[at] = chance.choice((*ODD_NUMBERS, chance.randrange(256)))
    path.write_bytes(data)


def header_of_another(path: Path, chance: random.Random) -> None:
    """The header of an older dossier before the pages of this one, or some of its fields."""
    data = bytearray(path.read_bytes())
    other = bytearray(data[:100])
    for at in (24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 92):
        if chance.random() < 0.3:
            other[at : at + 4] = chance.choice((0, 1, 2, 3, 7, 2**31, 2**32 - 1)).to_bytes(4)
    if chance.random() < 0.3:
        other[16:18] = chance.choice((1, 512, 1024, 4096, 32768, 3)).to_bytes(2)
    other[18:20] = bytes(chance.choice(((1, 1), (2, 2), (1, 2), (3, 3), (0, 0))))
    data[:100] = other
    path.write_bytes(data)


def truncation(path: Path, chance: random.Random) -> None:
    size = path.stat().st_size
    whole_pages = chance.randrange(size // PAGE) * PAGE
    os.truncate(path, chance.choice((chance.randrange(size), whole_pages)))


def appended(path: Path, chance: random.Random) -> None:
    with path.open("ab") as file:
        file.write(chance.randbytes(chance.choice((1, 511, PAGE, 3 * PAGE))))


def pages_moved(path: Path, chance: random.Random) -> None:
    """Pages swapped, doubled, emptied or filled with noise."""
    data = bytearray(path.read_bytes())
    count = len(data) // PAGE
    for _ in range(chance.randint(1, 3)):
        one, other = chance.randrange(count) * PAGE, chance.randrange(count) * PAGE
        kept, moved = data[one : one + PAGE], data[other : other + PAGE]
        match chance.randrange(4):
            case 0:
                data[one : one + PAGE], data[other : other + PAGE] = moved, kept
            case 1:
                data[one : one + PAGE] = moved
            case 2:
                data[one : one + PAGE] = bytes(PAGE)
            case 3:
                data[one : one + PAGE] = chance.randbytes(PAGE)
    path.write_bytes(data)


def _sql(path: Path, *statements: str) -> None:
    db = _open(path)
    for statement in statements:
        try:
            db.execute(statement)
        except apsw.Error:
            break  # SQLite does not even write it
    db.close()


def _open(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path))
    set_tripwires(db)
    db.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
    return db


def _table(chance: random.Random) -> str:
    return chance.choice((*schema.content(), "log", "log_chunk", "seal"))


def own_sql(path: Path, chance: random.Random) -> None:
    """Views, triggers, indexes and columns that call the tripwire if anything makes them."""
    table, other = _table(chance), _table(chance)
    column = chance.choice(_columns(table))
    when = chance.choice(("BEFORE", "AFTER"))
    event = chance.choice(("INSERT", "UPDATE", "DELETE"))
    _sql(
        path,
        chance.choice(
            (
                f"CREATE VIEW v AS SELECT tripwire(), * FROM {table}",
                f"CREATE TRIGGER t {when} {event} ON {table} BEGIN SELECT tripwire(); END",
                f"CREATE TRIGGER t {when} {event} ON {table} BEGIN DELETE FROM {other}; END",
                "CREATE TABLE extra (x DEFAULT (tripwire()))",
                f"CREATE TABLE extra AS SELECT * FROM {table}",
                f"CREATE INDEX odd ON {table} (tripwire())",
                f"CREATE INDEX odd ON {table} ({column} COLLATE tripwire)",
                f"CREATE INDEX odd ON {table} ({column}) WHERE tripwire({column})",
                f"ALTER TABLE {table} ADD COLUMN x TEXT AS (tripwire()) VIRTUAL",
                f"ALTER TABLE {table} ADD COLUMN x TEXT",
                f"ALTER TABLE {table} ADD COLUMN x TEXT CHECK (tripwire())",
                f"ALTER TABLE {table} RENAME TO t2",
                f"ALTER TABLE {table} RENAME COLUMN {column} TO c2",
                f"DROP TABLE {table}",
                "CREATE VIRTUAL TABLE x USING fts5(y)",
                "CREATE VIRTUAL TABLE x USING rtree(a, b, c)",
                f"CREATE VIRTUAL TABLE x USING fts5vocab('{table}', 'row')",
                "ANALYZE",
            )
        ),
    )


def schema_text(path: Path, chance: random.Random) -> None:
    """What the schema table says, written by hand: other roots, kinds and texts."""
    table, other = _table(chance), _table(chance)
    changed = f"WHERE name = '{table}'"
    _sql(
        path,
        "PRAGMA writable_schema = ON",
        chance.choice(
            (
                f"UPDATE sqlite_schema SET sql ="
                f" replace(sql, 'TEXT', 'TEXT CHECK (tripwire())') {changed}",
                f"UPDATE sqlite_schema SET sql = sql || ' ' {changed}",
                f"UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'ANY') {changed}",
                f"UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') {changed}",
                f"UPDATE sqlite_schema SET sql = NULL {changed}",
                f"UPDATE sqlite_schema SET sql = 'nonsense' {changed}",
                f"UPDATE sqlite_schema SET type = 'view', rootpage = 0,"
                f" sql = 'CREATE VIEW {table} AS SELECT tripwire()' {changed}",
                f"UPDATE sqlite_schema SET sql ="
                f" 'CREATE VIRTUAL TABLE {table} USING tripwire', rootpage = 0 {changed}",
                f"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
                f" WHERE name = '{other}') {changed}",
                f"UPDATE sqlite_schema SET rootpage = {chance.choice((0, 1, 2, 9, 99_999, -1))}"
                f" {changed}",
                f"UPDATE sqlite_schema SET name = 'sqlite_{table}' {changed}",
                f"UPDATE sqlite_schema SET tbl_name = '{other}' {changed}",
                f"DELETE FROM sqlite_schema {changed}",
                f"INSERT INTO sqlite_schema SELECT * FROM sqlite_schema {changed}",
                "INSERT INTO sqlite_schema VALUES ('trigger', 't', 'note', 0,"
                " 'CREATE TRIGGER t AFTER INSERT ON note BEGIN SELECT tripwire(); END')",
                "INSERT INTO sqlite_schema VALUES ('table', 'sqlite_stat1', 'sqlite_stat1', 2,"
                " 'CREATE TABLE sqlite_stat1(tbl,idx,stat)')",
            )
        ),
    )


def pragmas(path: Path, chance: random.Random) -> None:
    """What a header may say and a file may be, by SQLite's own hand."""
    _sql(
        path,
        *chance.choice(
            (
                (f"PRAGMA user_version = {chance.choice((-1, 0, 1, 2, 3, 4, 99, 2**31 - 1))}",),
                (f"PRAGMA application_id = {chance.choice((0, -1, 0x47504B47))}",),
                (f"PRAGMA schema_version = {chance.randrange(2**31)}",),
                (f"PRAGMA page_size = {chance.choice((512, 1024, 65536))}", "VACUUM"),
                (f"PRAGMA auto_vacuum = {chance.choice((1, 2))}", "VACUUM"),
                ("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL"),
                ("PRAGMA default_cache_size = -2000000000",),
                ("DELETE FROM transfer", "PRAGMA freelist_count"),
            )
        ),
    )


def records(path: Path, chance: random.Random) -> None:
    """Odd values in the records, sealed again half the time."""
    db = _open(path)
    for _ in range(chance.randint(1, 4)):
        table = chance.choice(tuple(schema.content()))
        column = chance.choice(_columns(table))
        value = chance.choice(ODD_VALUES)
        try:
            match chance.randrange(8):
                case 0:
                    db.execute(f"DELETE FROM {table}")
                case 1:
                    key = _key(table)
                    db.execute(f"UPDATE {table} SET {key} = ? || {key}", (chance.choice("ab\0/"),))
                case 2:
                    other = chance.choice(_columns(table))
                    db.execute(f"UPDATE {table} SET {column} = {other}")
                case _:
                    one = f"{_key(table)} = (SELECT {_key(table)} FROM {table} LIMIT 1)"
                    db.execute(f"UPDATE {table} SET {column} = ? WHERE {one}", (value,))
        except apsw.Error:
            continue  # STRICT, or a key twice
    _reseal(db, chance)


def history(path: Path, chance: random.Random) -> None:
    """Rows of the log that do not follow, and changesets that are none."""
    db = _open(path)
    for _ in range(chance.randint(1, 3)):
        column = chance.choice(_columns("log"))
        value = chance.choice((*ODD_VALUES, "edit", "undo", "redo", "forget", 1, 2, 3, 99))
        where = f"WHERE seq = {chance.randint(1, 6)}"
        try:
            match chance.randrange(7):
                case 0:
                    db.execute(f"DELETE FROM log {where}")
                case 1:
                    db.execute(f"DELETE FROM log_chunk {where}")
                case 2:
                    changeset = chance.choice((b"", b"T", chance.randbytes(300), b"x" * 99))
                    packed = chance.choice((changeset, zlib.compress(changeset)))
                    db.execute(f"UPDATE log_chunk SET changeset = ? {where}", (packed,))
                case 3:
                    db.execute(f"UPDATE log_chunk SET changeset = ? {where}", (_bomb(),))
                case 4:
                    db.execute(
                        f"UPDATE log_chunk SET changeset = ? {where}",
                        (zlib.compress(_changeset_of_another(chance)),),
                    )
                case _:
                    db.execute(f"UPDATE log SET {column} = ? {where}", (value,))
        except apsw.Error:
            continue
    _reseal(db, chance)


@functools.cache
def _bomb() -> bytes:
    return zlib.compress(bytes(30_000_000), 9)  # 0.1 s, so once


def _changeset_of_another(chance: random.Random) -> bytes:
    """A changeset over tables of ours that are not content, or that are no tables here."""
    db = apsw.Connection(":memory:")
    schema.make(db)
    db.execute("CREATE TABLE foreign_table (id TEXT PRIMARY KEY, x)")
    session = apsw.Session(db, "main")
    session.attach()
    db.execute(
        chance.choice(
            (
                "INSERT INTO seal VALUES ('a', 'b', 'c')",
                "INSERT INTO log VALUES (99, 'edit', 'x', 'y', '', 3, NULL, 1, '', '', '', '', '')",
                "INSERT INTO foreign_table VALUES ('a', 1)",
                "INSERT INTO meta VALUES ('title', 'x')",
            )
        )
    )
    changeset = session.changeset()
    session.close()
    db.close()
    return changeset


def _key(table: str) -> str:
    return schema.content()[table].key


def _columns(table: str) -> tuple[str, ...]:
    if table in schema.content():
        return schema.content()[table].columns
    return {
        "log": ("kind", "what", "at", "author", "schema_version", "reverses", "row_count",
                "previous", "hash", "reason", "step", "cites"),
        "log_chunk": ("seq", "position", "changeset"),
        "seal": ("algorithm", "digest", "log_hash"),
    }[table]  # fmt: skip


def _reseal(db: apsw.Connection, chance: random.Random) -> None:
    """Half the time make hashes and seal anew, as a hand with intent would."""
    try:
        if chance.random() < 0.5:
            log.rehash(db, 1)
            seal.write(db)
    except (apsw.Error, UnicodeError, ValueError, TypeError):
        pass  # then it is as damaged as it is
    finally:
        db.close()


MUTATIONS: dict[str, Mutation] = {
    "bytes": some_bytes,
    "header": header,
    "header of another": header_of_another,
    "truncation": truncation,
    "appended": appended,
    "pages": pages_moved,
    "own SQL": own_sql,
    "schema": schema_text,
    "pragmas": pragmas,
    "records": records,
    "history": history,
}
