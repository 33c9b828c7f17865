"""A dossier of every version of the schema opens for ever: one golden file of each is kept.

``version-1.flowviz`` was made by the code of commit e1e912a, ``version-2.flowviz`` by the first
that had saved views, ``version-3.flowviz`` and those after it by tests/dossier/golden.py as it was
when they landed.
"""

import dataclasses
import hashlib
import shutil
from pathlib import Path

import apsw
import pytest

from flowviz.actor import Actor
from flowviz.dossier import Dossier, log, schema, seal, store, working
from flowviz.dossier.case import read_case, write_case
from flowviz.dossier.check import check
from flowviz.dossier.schema import UNDOABLE_SINCE
from flowviz.errors import (
    DossierError,
    NewerDossierError,
    NotADossierError,
    RecordError,
    UndoError,
)
from flowviz.records import Note, Placement, Record
from flowviz.terms import Subject
from tests.dossier.material import (
    BELARUS,
    DELIVERY,
    EVERYTHING,
    PLACEMENT,
    SAVED_VIEW,
    SINCE,
    content,
)

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
VERSIONS = range(1, schema.VERSION + 1)


def records_of(version: int) -> tuple[Record | Actor, ...]:
    later = [record for since, added in SINCE.items() if since > version for record in added]
    return tuple(record for record in EVERYTHING if record not in later)


def golden(version: int, folder: Path) -> Path:
    path = folder / "case.flowviz"
    shutil.copy(GOLDEN / f"version-{version}.flowviz", path)
    return path


def version_in(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_there_is_a_golden_file_of_every_version() -> None:
    assert [version_in(path) for path in sorted(GOLDEN.glob("*.flowviz"))] == list(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_dossier_of_every_version_opens_with_all_it_holds(version: int, tmp_path: Path) -> None:
    path = golden(version, tmp_path)
    with Dossier.open(path) as old, Dossier.new(old.title, records_of(version)) as made:
        assert content(old) == content(made)
        assert old.saved_views() == ((SAVED_VIEW,) if version > 1 else ())
        assert not old.is_modified
        assert schema.objects_of(old._db) == schema.objects()


@pytest.mark.parametrize("version", VERSIONS)
def test_opening_and_checking_leave_the_file_as_it_is(version: int, tmp_path: Path) -> None:
    path = golden(version, tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with Dossier.open(path) as dossier, dossier.edit("Rename") as edit:
        edit.set_title("New")
    assert check(path).is_good
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_save_writes_the_version_of_now(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    with Dossier.open(path) as dossier:
        with dossier.edit("Save the view") as edit:
            edit.put(SAVED_VIEW)
        dossier.save()
    assert version_in(path) == schema.VERSION
    assert check(path).is_good
    with Dossier.open(path) as again:
        assert again.saved_views() == (SAVED_VIEW,)
        assert [row.schema_version for row in again.history()] == [1, 1, 1, 1, 1, schema.VERSION]
        assert log.fault(again._db) is None


def test_what_was_done_before_the_migration_is_still_undone_and_redone(tmp_path: Path) -> None:
    with Dossier.open(golden(1, tmp_path)) as dossier:
        before = content(dossier)
        with dossier.edit("Save the view") as edit:
            edit.put(SAVED_VIEW)
        undone = [dossier.undo() for _ in range(4)]
        assert undone == ["Save the view", "Call it golden", "Note on Belarus", "Move Belarus"]
        assert dossier.undo_text is None
        assert (dossier.title, dossier.placements(), dossier.notes()) == ("Golden", {}, ())
        for _ in range(3):
            dossier.redo()
        assert content(dossier) == before


@pytest.mark.parametrize("version", VERSIONS)
def test_undo_goes_back_to_the_beginning_in_a_dossier_of_every_version(
    version: int, tmp_path: Path
) -> None:
    with Dossier.open(golden(version, tmp_path)) as dossier:
        with dossier.edit("Note of now", step="typing") as edit:
            edit.put(Note("n7", Subject.ACTOR, "BGR", "x", is_private=True))
        after = content(dossier)
        edits = len(log.standing(dossier.history()).done)
        undone = 0
        while dossier.undo_row is not None:
            dossier.undo()
            undone += 1
        assert undone == edits > 1
        first = content(dossier)
        for _ in range(undone):
            dossier.redo()
        assert content(dossier) == after
        dossier.save()
    with Dossier.open(tmp_path / "case.flowviz") as again:
        with store.transaction(again._db):
            log.rewind(again._db, 0)
        assert content(again) == first


def test_undo_stops_in_words_where_records_were_kept_in_another_way(full: Dossier) -> None:
    for title in ("one", "two", "three"):
        with full.edit(f"Call it {title}") as edit:
            edit.set_title(title)
    full._db.execute("UPDATE log SET schema_version = ? WHERE seq <= 2", (UNDOABLE_SINCE - 1,))
    log.rehash(full._db, 1)
    assert log.fault(full._db) is None
    full.undo()
    before = content(full), full.history()
    with pytest.raises(UndoError, match="“Call it two” was done by an older flowviz"):
        full.undo()
    assert (content(full), full.history()) == before
    assert full.title == "two"
    full.redo()
    assert full.title == "three"


def test_what_was_undone_before_the_migration_can_be_redone(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    with Dossier.open(path) as dossier:
        dossier.undo()
        dossier.save()
    with Dossier.open(path) as dossier:
        assert dossier.redo() == "Call it golden"
        assert dossier.title == "Golden, version 1"
        assert dossier.transfer("t1") == DELIVERY


def test_the_seal_and_the_log_cover_saved_views(tmp_path: Path) -> None:
    path = golden(2, tmp_path)
    db = apsw.Connection(str(path))
    db.execute("UPDATE saved_view SET name = 'Other'")
    db.close()
    with pytest.raises(NotADossierError, match="seal"):
        Dossier.open(path)


@pytest.mark.parametrize("version", [0, 1, 99])
def test_a_file_that_tells_another_version_than_its_tables_is_refused(
    version: int, tmp_path: Path
) -> None:
    path = golden(2, tmp_path)
    db = apsw.Connection(str(path))
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(NewerDossierError if version > 2 else NotADossierError):
        Dossier.open(path)
    assert not check(path).is_good


def left_behind(path: Path, version: int) -> None:
    """Make a working copy of that version, as a crash leaves it, with an edit not yet saved."""
    copy = working.make()
    shutil.copy(path, copy.database)
    copy.set_published(working.Publication(path, "", ""))
    db = store.open_to_write(copy.database)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    copy.release()


def test_what_an_older_flowviz_left_unsaved_is_recovered_and_migrated(tmp_path: Path) -> None:
    left_behind(golden(1, tmp_path), 1)
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as dossier:
        assert dossier.undo_text == "Call it golden"
        with dossier.edit("Save the view") as edit:
            edit.put(SAVED_VIEW)
        assert content(dossier)
        dossier.save(tmp_path / "saved.flowviz")
    assert check(tmp_path / "saved.flowviz").is_good


def test_what_a_newer_flowviz_left_unsaved_is_left_to_it(tmp_path: Path) -> None:
    left_behind(golden(2, tmp_path), 99)
    (found,) = Dossier.left_behind().recoveries
    with pytest.raises(DossierError, match="newer flowviz"):
        Dossier.recover(found)
    assert Dossier.left_behind().recoveries == (found,)


def test_the_digest_of_an_older_version_is_that_of_its_own_tables(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    db = store.open_to_read(path, immutable=True)
    assert seal.fault(db) is None
    db.close()
    assert "saved_view" not in schema.content(1)


def test_a_case_is_written_in_version_4_and_read_in_every_one(full: Dossier) -> None:
    told = write_case(full)
    assert '"version": 4' in told
    assert SAVED_VIEW in read_case(told).records
    with Dossier.new("", (BELARUS, PLACEMENT)) as without:
        written = write_case(without)
    for version in (1, 2, 3, 4):
        of_then = written.replace('"version": 4', f'"version": {version}')
        assert read_case(of_then).records == read_case(written).records


def test_two_saved_views_of_one_name_are_refused(full: Dossier) -> None:
    with pytest.raises(RecordError, match="each needs a name"), full.edit("Twin") as edit:
        edit.put(dataclasses.replace(SAVED_VIEW, id="v2"))
    assert full.saved_views() == (SAVED_VIEW,)


@pytest.mark.parametrize("state", ["", "[]", "{", "null"])
def test_a_saved_view_keeps_a_json_object(full: Dossier, state: str) -> None:
    with pytest.raises(RecordError, match="no JSON object"), full.edit("Odd") as edit:
        edit.put(dataclasses.replace(SAVED_VIEW, state=state))


def test_an_actor_may_be_moved_in_an_old_dossier(tmp_path: Path) -> None:
    with Dossier.open(golden(1, tmp_path)) as dossier:
        with dossier.edit("Move") as edit:
            edit.put(Placement("map", "BGR", 1.0, 2.0))
        assert len(dossier.placements("map")) == 2
