"""A stranger's history is undone only where it is about records, and unpacked only so far."""

import zlib
from pathlib import Path

import apsw
import pytest

from flowviz.dossier import Dossier, log, schema, seal
from flowviz.errors import UndoError
from tests.dossier.material import ALL, content

FOREIGN = {
    "the seal": "INSERT INTO seal VALUES ('a', 'b', 'c')",
    "the log": "INSERT INTO log VALUES (99, 'edit', '', '', '', 3, NULL, 1, '', '', '', '', '')",
    "no table of ours": "INSERT INTO foreign_table VALUES ('a', 1)",
}


def changeset_of(sql: str) -> bytes:
    db = apsw.Connection(":memory:")
    schema.make(db)
    db.execute("CREATE TABLE foreign_table (id TEXT PRIMARY KEY, x)")
    session = apsw.Session(db, "main")
    session.attach()
    db.execute(sql)
    changeset: bytes = session.changeset()
    session.close()
    db.close()
    return changeset


def with_history_of(path: Path, changeset: bytes) -> None:
    """A good dossier whose last edit is made to have been ``changeset``, with chain and seal."""
    with Dossier.new("Hostile", ALL) as dossier:
        with dossier.edit("Rename") as edit:
            edit.set_title("Renamed")
        dossier.undo()
        dossier.save(path)
    db = apsw.Connection(str(path))
    db.execute("UPDATE log_chunk SET changeset = ?", (zlib.compress(changeset),))
    db.execute("UPDATE log SET row_count = 1 WHERE seq = 1")
    log.rehash(db, 1)
    seal.write(db)
    db.close()


@pytest.mark.parametrize("what", FOREIGN)
def test_a_changeset_that_is_not_about_records_is_refused(tmp_path: Path, what: str) -> None:
    path = tmp_path / "case.flowviz"
    with_history_of(path, changeset_of(FOREIGN[what]))
    with Dossier.open(path) as dossier:
        before, rows = content(dossier), dossier.history()
        with pytest.raises(UndoError):
            dossier.redo()
        assert (content(dossier), dossier.history()) == (before, rows)
        assert [*dossier.rows("SELECT count(*) FROM seal")] == [(1,)]
