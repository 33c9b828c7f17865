"""A name put wherever a dossier takes words, and a search for it in every byte of some folders."""

import contextlib
import hashlib
import json
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from flowviz.dossier import Dossier, schema
from flowviz.dossier.rows import Row, rows_of
from flowviz.dossier.scrubbing import has_words, is_naming
from flowviz.names import slug
from flowviz.records import Snapshot
from tests.dossier.material import EVERYTHING, SNAPSHOT

CANARY = "Zöe “Канарка” O'Quail"

WORDS: dict[str, tuple[str, ...]] = {
    name: tuple(
        column
        for column in table.columns
        if has_words(name, column) and not is_naming(name, column) and column in texts
    )
    for name, table in schema.content().items()
    if (
        texts := {
            row[0]
            for row in schema._empty(schema.VERSION).execute(
                "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", (name,)
            )
        }
    )
}
"""The columns of each table that hold somebody's words, and name nothing."""

_BYTES = f"<p>{CANARY}".encode("utf-16-le")
KEPT = Snapshot(hashlib.sha256(_BYTES).hexdigest(), "article", "text/html", _BYTES)
WITHOUT_BYTES = tuple(record for record in EVERYTHING if record is not SNAPSHOT)
_JSON = (
    *(("saved_view", "state"), ("source", "reference"), ("original", "rows")),
    *(("import", "columns"), ("import", "companions")),
)
_STATE = {"version": 1, "query": {"items": [CANARY], "actors": [f"{CANARY}BLR"]}}


def forms() -> frozenset[bytes]:
    """The canary as bytes in every form in which a dossier might hold it, in lower case."""
    ways = {CANARY, json.dumps(CANARY)[1:-1], json.dumps(CANARY, ensure_ascii=False)[1:-1]}
    ways |= {quote(CANARY), slug(CANARY), unicodedata.normalize("NFD", CANARY)}
    ways |= {way.upper() for way in ways} | {way.lower() for way in ways}
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return frozenset(way.encode(encoding).lower() for way in ways for encoding in encodings)


def found_in(*folders: Path) -> list[str]:
    """Where a form of the canary is, in the files as they are and unpacked."""
    return [
        f"{path.name} {place}: {form!r}"
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        for place, data in _insides(path.read_bytes())
        for form in forms()
        if form in data.lower() or form in path.name.encode().lower()
    ]


def with_canary(path: Path) -> Dossier:
    """A dossier full of the canary, saved as ``path``: content, history, drafts, backup, crash."""
    dossier = Dossier.new(CANARY)
    with dossier.edit(f"Add {CANARY}", CANARY, reason=f"{CANARY} asked", step=CANARY) as edit:
        edit._recorder.wrote_other_than_inserts()
        for table, rows in rows_of((*WITHOUT_BYTES, KEPT)).items():
            marked = [_marked(table, row) for row in rows]
            edit._db.executemany(schema.content()[table].insert_sql, marked)
    dossier.save(path)
    crashed = Dossier.open(path)
    with crashed.edit(f"Think of {CANARY}") as edit:
        edit.set_title(f"{CANARY}, too")
    crashed._db.close()
    crashed._copy.release()  # as a kill does
    with dossier.edit("Clear it") as edit:
        edit._recorder.wrote_other_than_inserts()
        for table, columns in WORDS.items():
            for column in columns:
                if (table, column) not in _JSON:
                    edit._db.execute(f"UPDATE {table} SET {column} = 'x'")
        edit._db.execute("DELETE FROM note")
    dossier.keep_draft("note", f"a note on {CANARY}")
    dossier.save()
    return dossier


def _marked(table: str, row: Row) -> Row:
    columns = schema.content()[table].columns
    return tuple(_value(table, column, value) for column, value in zip(columns, row, strict=True))


def _value(table: str, column: str, value: object) -> object:
    if (table, column) == ("saved_view", "state"):
        return json.dumps(_STATE)
    if (table, column) == ("source", "reference"):
        return json.dumps({"note": CANARY, CANARY: [CANARY, 1]})
    if (table, column) == ("provenance", "kept"):
        return json.dumps({f"line/{CANARY}": json.dumps(CANARY, ensure_ascii=False)})
    if (table, column) == ("original", "rows"):
        return json.dumps({f"{CANARY}i2": [[7, CANARY, "other"]], f"{CANARY}i1": [[3, "x"]]})
    if (table, column) in _JSON:
        return json.dumps([CANARY, [CANARY, "2" * 64]], ensure_ascii=False)
    is_open = isinstance(value, str) and has_words(table, column)
    return f"{CANARY}{value}" if is_open and (value or not is_naming(table, column)) else value


def _insides(data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it is, and what zlib can unpack of it, wherever that begins."""
    yield "as it is", data
    at = -1
    while (at := data.find(b"\x78", at + 1)) >= 0:
        with contextlib.suppress(zlib.error):
            yield f"unpacked at {at}", zlib.decompressobj().decompress(data[at:])
