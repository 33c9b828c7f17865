"""A process that opens whatever it is given, as the window does, and tells how it went.

Every connection to SQLite gets tripwires: a function, a collation and a module that a file's own
SQL may call, and an authorizer that hears of every view and trigger at work.
"""

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

import apsw

from flowviz.dossier import Dossier
from flowviz.dossier.changes import changes
from flowviz.dossier.check import check
from flowviz.errors import FlowvizError

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
_MOST_CHANGES = 1_000
_OUR_OWN = frozenset({"upstream"})
"""Names in WITH of flowviz's own queries, which the authorizer hears of as of views."""

tripped: list[str] = []


def tripwire(*_of: object) -> int:
    """What a file's own SQL calls, should it ever run."""
    tripped.append("function")
    return 1


def _collation(a: str, b: str) -> int:
    tripped.append("collation")
    return (a > b) - (a < b)


class _Module:
    def Create(self, *_of: Any) -> Any:
        tripped.append("module")
        raise apsw.SQLError("no such table")

    Connect = Create


def set_tripwires(db: apsw.Connection) -> None:
    """Have SQL that only a file can bring be noticed when it runs on ``db``."""
    db.create_scalar_function("tripwire", tripwire, deterministic=True, flags=apsw.SQLITE_INNOCUOUS)
    db.create_collation("tripwire", _collation)
    db.create_module("tripwire", _Module())


def _watch(db: apsw.Connection) -> None:
    set_tripwires(db)
    db.authorizer = _hear


def _hear(_operation: int, _a: Any, _b: Any, _of: Any, inside: str | None) -> int:
    if inside is not None and inside not in _OUR_OWN:
        tripped.append(f"view or trigger {inside}")
    return apsw.SQLITE_OK


def held(db: apsw.Connection) -> str:
    """A digest of every row of every table, the history included."""
    total = hashlib.sha256()
    for (table,) in db.execute(_TABLES).fetchall():
        for row in db.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2'):
            total.update(repr((table, row)).encode(errors="surrogatepass"))
    return total.hexdigest()


def opened(path: Path, good: str) -> dict[str, Any]:
    """Open a file, and read all of it unless it holds what the ``good`` one does; the end of it."""
    try:
        with Dossier.open(path) as dossier:
            found = held(dossier._db)
            if found == good:
                return {"held": found, "read": None}
            return {"held": found, "read": read_all(dossier), "check": check(path).is_good}
    except FlowvizError as error:
        return {"refused": str(error)}


def read_all(dossier: Dossier) -> str | None:
    """Read and do what the window does with a dossier; the first error in words, None if none."""
    try:
        dossier.transfers(), dossier.actors(), dossier.sources(), dossier.citations()
        dossier.notes(), dossier.links(), dossier.groups(), list(dossier.snapshots())
        dossier.data_sets(), dossier.imports(), dossier.problems(), dossier.provenance()
        dossier.placements(), dossier.saved_views(), dossier.counts()
        for row in dossier.history():
            changes(dossier, row, _MOST_CHANGES)
        while dossier.undo_text is not None:
            dossier.undo()
        dossier.redo()
    except FlowvizError as error:
        return str(error)
    return None


def main() -> None:
    """Open each file whose path, and the digest of the good one, come on a line; tell of each."""
    apsw.connection_hooks.append(_watch)
    for line in sys.stdin:
        tripped.clear()
        begun = time.process_time()
        try:
            path, good = line.rstrip("\n").split("\t")
            told = opened(Path(path), good)
        except Exception as error:
            told = {"crash": repr(error)}
        told["seconds"] = time.process_time() - begun
        told["ran"] = sorted(set(tripped))
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
