"""Rows of new records come in as changesets: told as a Session would, and taken back whole."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import apsw
import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, indexes, log, schema, serial
from flowviz.dossier.check import check
from flowviz.dossier.edit import Edit
from flowviz.dossier.insertion import LARGE, SerialRows
from flowviz.dossier.rewriting import read
from flowviz.dossier.rows import Row, rows_of
from flowviz.errors import CancelledError, RecordError, UsageError
from flowviz.records import Citation, Figure, Line, Party, Source, Transfer
from flowviz.terms import Role, Stage, Subject, TransferKind

MANY = LARGE + 500


@pytest.fixture
def ends() -> Dossier:
    return Dossier.new("Ends", [*(Actor(code, ActorKind.STATE, code) for code in "AB"), SOURCE])


SOURCE = Source("s", "A source")


def transfer(number: int) -> Transfer:
    id_ = f"t{number:06d}"
    dates = Dates.of_years((1950 + number % 70,))
    figure = Figure(f"{id_}/f", Stage.DELIVERED, "pieces", Amount.exact(str(number)), dates)
    line = Line(f"{id_}/l", "Konkurs", figures=(figure,))
    parties = (Party(f"{id_}/p0", "A", Role.BROKER),)
    return Transfer(id_, TransferKind.DEAL, "A", "B", lines=(line,), parties=parties)


def records(numbers: Iterable[int]) -> list[Transfer | Citation]:
    made: list[Transfer | Citation] = []
    for one in map(transfer, numbers):
        made += [one, Citation(f"{one.id}/c", "s", Subject.TRANSFER, one.id)]
    return made


def told(numbers: Iterable[int]) -> SerialRows:
    return {
        table: [serial.INSERT + b"".join(map(serial.value, row)) for row in of_table]
        for table, of_table in rows_of(records(numbers)).items()
    }


def insert(edit: Edit, first: int = 0, count: int = MANY) -> None:
    with edit.inserting(count) as inserting:
        for start in range(first, first + count, 1_000):
            inserting.add(told(range(start, min(start + 1_000, first + count))))


def content(dossier: Dossier) -> dict[str, list[Row]]:
    return {table: list(dossier.rows(f"SELECT * FROM {table}")) for table in schema.content()}


def changes(dossier: Dossier) -> set[tuple[str, str, Row | None]]:
    chunks = dossier.rows("SELECT changeset FROM log_chunk")
    return {
        (change.table, str(change.op), change.new)
        for (packed,) in chunks
        for change in read(log.unpack(packed))
    }


@pytest.mark.parametrize("count", [10, MANY])
def test_it_is_told_as_if_records_were_put(ends: Dossier, count: int) -> None:
    other = Dossier.new("Ends", [*(Actor(code, ActorKind.STATE, code) for code in "AB"), SOURCE])
    with other.edit("put") as edit:
        edit.put_many(records(range(count)), imported=True)
    with ends.edit("insert") as edit:
        insert(edit, count=count)
    assert content(ends) == content(other)
    assert changes(ends) == changes(other)
    assert ends.undo_size == other.undo_size == 5 * count
    assert ends.undo_tables == other.undo_tables


def test_what_is_inserted_is_undone_and_redone(ends: Dossier) -> None:
    before = content(ends)
    with ends.edit("insert") as edit:
        edit.put(transfer(MANY))
        insert(edit)
        edit.put(transfer(MANY + 1))
        edit.delete(Transfer, "t000007")
    after = content(ends)
    assert len(after["transfer"]) == MANY + 1
    ends.undo()
    assert content(ends) == before
    ends.redo()
    assert content(ends) == after


def test_the_schema_and_its_indexes_are_as_before(ends: Dossier, tmp_path: Path) -> None:
    with ends.edit("insert") as edit:
        insert(edit)
    assert schema.objects_of(ends._db) == schema.objects()
    assert ends._db.execute("PRAGMA integrity_check").get == "ok"
    ends.save(tmp_path / "case.flowviz")
    assert check(tmp_path / "case.flowviz").is_good


def test_few_beside_many_leave_the_indexes_where_they_are(
    ends: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ends.edit("many") as edit:
        insert(edit, count=MANY + 1)
    aside: list[str] = []
    set_aside = indexes.set_aside

    def noted(db: apsw.Connection, tables: Iterable[str]) -> None:
        aside.extend(tables)
        set_aside(db, tables)

    monkeypatch.setattr(indexes, "set_aside", noted)
    with ends.edit("as many") as edit:
        insert(edit, MANY + 1, MANY)
    assert not aside
    with ends.edit("more") as edit:
        insert(edit, 10 * MANY, 2 * MANY + 1)
    assert "transfer" in aside
    assert schema.objects_of(ends._db) == schema.objects()


@pytest.mark.parametrize("count", [10, MANY])
def test_an_identifier_that_is_taken_takes_all_back(ends: Dossier, count: int) -> None:
    with ends.edit("one") as edit:
        edit.put(transfer(9))
    before = content(ends)
    with pytest.raises(RecordError, match="A transfer could not be kept"), ends.edit("x") as edit:
        insert(edit, count=count)
    assert content(ends) == before
    assert schema.objects_of(ends._db) == schema.objects()
    assert len(ends.history()) == 1


def swallow_what_broke_it_off(dossier: Dossier) -> None:
    with (
        dossier.edit("x") as edit,
        contextlib.suppress(RecordError),
        edit.inserting(MANY) as inserting,
    ):
        inserting.add(told(range(10)))
        inserting.add(told(range(10)))


def test_one_that_was_broken_off_is_never_committed(ends: Dossier) -> None:
    before = content(ends)
    with pytest.raises(UsageError, match="broken off"):
        swallow_what_broke_it_off(ends)
    assert content(ends) == before
    assert schema.objects_of(ends._db) == schema.objects()
    with ends.edit("again") as edit:
        insert(edit)


def insert_looking(dossier: Dossier, look: Callable[[], None]) -> None:
    with dossier.edit("x") as edit:
        edit.look = look
        insert(edit, count=4 * MANY)


def test_cancel_while_indexes_are_made_anew_changes_nothing(ends: Dossier) -> None:
    before = content(ends)

    def cancel() -> None:
        made = {name for _, name, _, _ in schema.objects_of(ends._db)}
        if "line_transfer" not in made:
            raise CancelledError("It was cancelled.")

    with pytest.raises(CancelledError):
        insert_looking(ends, cancel)
    assert content(ends) == before
    assert schema.objects_of(ends._db) == schema.objects()


def test_who_looks_on_sees_what_was_before(ends: Dossier) -> None:
    with ends.edit("one") as edit:
        edit.put(transfer(MANY))
    with ends.beside() as reading:
        query = "SELECT count(*) FROM transfer INDEXED BY transfer_supplier WHERE supplier = 'A'"
        with ends.edit("insert") as edit:
            with edit.inserting(MANY) as inserting:
                inserting.add(told(range(1_000)))
                assert next(reading.rows(query)) == (1,)
                inserting.add(told(range(1_000, MANY)))
            assert next(reading.rows(query)) == (1,)
    with ends.beside() as reading:
        assert next(reading.rows(query)) == (MANY + 1,)


def kill_within(path: Path) -> None:
    """Open a dossier, begin a large insertion, and be killed in the midst of it."""
    dossier = Dossier.open(path)
    with dossier.edit("first") as edit:
        edit.put(transfer(MANY))
    put_back = indexes.put_back

    def killed(db: apsw.Connection, tables: Iterable[str]) -> None:
        put_back(db, tables)
        os.kill(os.getpid(), signal.SIGKILL)

    indexes.put_back = killed
    with dossier.edit("insert") as edit:
        insert(edit)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_kill_leaves_what_was_before(ends: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    ends.save(path)
    ends.close()
    done = subprocess.run([sys.executable, "-m", __name__, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as dossier:
        assert [row.what for row in dossier.history()] == ["first"]
        assert dossier.counts().transfers == 1
        assert schema.objects_of(dossier._db) == schema.objects()


if __name__ == "__main__":
    kill_within(Path(sys.argv[1]))
