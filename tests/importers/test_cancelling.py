"""Cancel at every step of an import: it answers soon, and the dossier is as it was."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.dossier import Dossier
from flowviz.errors import CancelledError, ImportFileError
from flowviz.importers import import_file
from flowviz.importers.apply import apply
from flowviz.importers.planning import plan_of
from flowviz.importers.reading import Reading
from flowviz.importers.run import read
from flowviz.importers.watch import Watch, silent
from flowviz.records import Transfer
from flowviz.terms import TransferKind
from tests.importers.conftest import DEALS_HEADER, Write

Rows = tuple[tuple[object, ...], ...]


@pytest.fixture
def register(write: Write) -> Path:
    """A register of 4,000 deals."""
    return write(
        DEALS_HEADER,
        *(f"Peru,France,19{n % 90 + 10},,5,,T-{n},tank,5,,1999,New,,2,10,10" for n in range(4_000)),
    )


def contents(dossier: Dossier) -> Rows:
    tables = ("transfer", "figure", "provenance", "original", "source", "actor", "import", "log")
    counts = (next(dossier.rows(f"SELECT count(*) FROM {name}")) for name in tables)
    return (*counts, dossier.head)


def after(calls: int) -> Callable[[], bool]:
    """Give an answer to "cancelled?" that is yes from the n-th time on."""
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > calls

    return is_cancelled


def read_whole(path: Path) -> Reading:
    reading = read(path)
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize("calls", [0, 1, 5, 12])
def test_cancel_while_it_is_planned_changes_nothing(
    dossier: Dossier, register: Path, calls: int
) -> None:
    before = contents(dossier)
    with read_whole(register) as reading, pytest.raises(CancelledError):
        plan_of(dossier, reading, watch=Watch("It", 1, silent, after(calls)))
    assert contents(dossier) == before


@pytest.mark.parametrize("calls", [0, 1, 3, 5])
def test_cancel_while_it_is_written_changes_nothing(
    dossier: Dossier, register: Path, calls: int
) -> None:
    before = contents(dossier)
    with read_whole(register) as reading:
        plan = plan_of(dossier, reading)
        with pytest.raises(CancelledError):
            apply(dossier, plan, Watch("It", 1, silent, after(calls)))
        assert contents(dossier) == before
        assert apply(dossier, plan).added == 4_000


def test_cancel_is_asked_for_often(dossier: Dossier, register: Path) -> None:
    asked = [time.monotonic()]

    def is_cancelled() -> bool:
        asked.append(time.monotonic())
        return False

    import_file(dossier, register, is_cancelled=is_cancelled)
    # Between two answers lies the work of at most 1,000 entries: here 4,000 are read, looked at
    # and written, and it is asked at least once for each thousand of each.
    assert len(asked) >= 12


def test_a_plan_for_a_dossier_that_was_changed_since_is_not_applied(
    dossier: Dossier, register: Path
) -> None:
    with read_whole(register) as reading:
        plan = plan_of(dossier, reading)
        with dossier.edit("a title") as edit:
            edit.set_title("Another")
        with pytest.raises(ImportFileError, match="changed since"):
            apply(dossier, plan)


def test_nothing_is_left_of_the_entries(
    dossier: Dossier, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    monkeypatch.setenv("FLOWVIZ_STATE", str(state))
    with read_whole(register) as reading:
        assert reading.count == 4_000
    assert not list(state.glob("import-*"))


def put_many(dossier: Dossier, look: Callable[[], None]) -> None:
    """Put so many that all rows are checked, and ask only then."""
    with dossier.edit("many") as edit:
        edit.put_many(
            Transfer(f"t{number:05d}", TransferKind.REPORT, "A", "B") for number in range(25_000)
        )
        edit.look = look


def test_cancel_while_what_was_written_is_checked_changes_nothing(dossier: Dossier) -> None:
    def cancel() -> None:
        raise CancelledError("It was cancelled.")

    with dossier.edit("the ends") as edit:
        edit.put(Actor("A", ActorKind.STATE, "A"), Actor("B", ActorKind.STATE, "B"))
    before = contents(dossier)
    with pytest.raises(CancelledError):
        put_many(dossier, cancel)
    assert contents(dossier) == before
    with dossier.edit("one") as edit:
        edit.put(Transfer("t", TransferKind.REPORT, "A", "B"))
    assert dossier.counts().transfers == 1
