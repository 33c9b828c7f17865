"""The log is a chain: what was changed in it, taken out or put in afterwards is noticed."""

import pytest

from flowviz.dossier import Dossier, log
from flowviz.errors import DossierError, UndoError
from flowviz.records import Note
from flowviz.terms import Subject


def rename(dossier: Dossier, title: str) -> None:
    with dossier.edit(f"Call it {title}", author="M. K.") as edit:
        edit.set_title(title)


@pytest.fixture
def told(full: Dossier) -> Dossier:
    for title in ("One", "Two", "Three"):
        rename(full, title)
    full.undo()
    return full


def test_a_log_as_it_was_written_is_whole(told: Dossier) -> None:
    assert log.fault(told._db) is None


def test_each_row_names_the_one_before(told: Dossier) -> None:
    hashes = [row.hash for row in told.history()]
    assert [row.previous for row in told.history()] == ["", *hashes[:-1]]
    assert told.history()[-1].reverses == 3


@pytest.mark.parametrize(
    "meddle",
    [
        "UPDATE log SET what = 'Call it Won' WHERE seq = 1",
        "UPDATE log SET author = '' WHERE seq = 2",
        "UPDATE log SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 2",
        "UPDATE log SET row_count = 9 WHERE seq = 4",
        "DELETE FROM log WHERE seq = 2",
        "DELETE FROM log WHERE seq = 1",
        "DELETE FROM log_chunk WHERE seq = 3",
        "UPDATE log_chunk SET changeset = x'00' WHERE seq = 2",
        "INSERT INTO log_chunk VALUES (3, 1, x'00')",
        "INSERT INTO log_chunk VALUES (0, 0, x'00')",
    ],
)
def test_meddling_is_noticed(told: Dossier, meddle: str) -> None:
    told._db.execute(meddle)
    assert log.fault(told._db) is not None


def test_an_undo_of_nothing_is_noticed_though_the_chain_holds(full: Dossier) -> None:
    log.append(full._db, log.UNDO, "Nothing", reverses=1, row_count=1)
    assert log.fault(full._db) == "the rows of the log do not follow from one another"


def test_a_chunk_that_cannot_be_read_is_an_undo_that_cannot_be_done(told: Dossier) -> None:
    told._db.execute("UPDATE log_chunk SET changeset = x'00' WHERE seq = 2")
    with pytest.raises(UndoError, match="Nothing was touched"):
        told.undo()
    assert told.title == "Two"


def test_an_author_is_only_who_the_caller_names(full: Dossier) -> None:
    with full.edit("Without a name") as edit:
        edit.put(Note("n2", Subject.ACTOR, "BGR", "x"))
    rename(full, "With one")
    assert [row.author for row in full.history()] == ["", "M. K."]


def test_a_stranger_s_changeset_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_UNPACKED", 10_000)
    assert log.unpack(log.pack(bytes(10_000))) == bytes(10_000)
    for packed in (log.pack(bytes(10_001)), log.pack(bytes(9_000))[:-5], b"no changeset"):
        with pytest.raises(DossierError, match="A change in the history is"):
            log.unpack(packed)
