"""Everything that writes can be undone and redone, over every table of content."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flowviz.actor import Actor
from flowviz.dossier import Dossier, Edit, schema
from flowviz.errors import UndoError
from flowviz.records import (
    Citation,
    DataSet,
    Dismissal,
    Group,
    Import,
    Link,
    Note,
    Original,
    Placement,
    Problem,
    Provenance,
    SavedView,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    Verdict,
)
from tests.dossier.material import (
    ARTICLE,
    BELARUS,
    CITATION,
    DATA_SET,
    DELIVERY,
    DISMISSAL,
    EVERYTHING,
    GRADED,
    GROUP,
    IMPORT,
    LINK,
    NOTE,
    ONWARD,
    PACT,
    PLACEMENT,
    PROBLEM,
    PROVENANCE,
    READ,
    SAVED_VIEW,
    SNAPSHOT,
    SPELLING,
    VERDICT,
    content,
)

Write = Callable[[Edit], None]

_SHORTER = dataclasses.replace(DELIVERY, lines=DELIVERY.lines[:1], figures=(), parties=())

CHANGES: dict[str, Write] = {
    "meta": lambda edit: edit.set_title("Other"),
    "actor": lambda edit: edit.put(dataclasses.replace(BELARUS, lat=1.5)),
    "actor_name": lambda edit: edit.put(dataclasses.replace(BELARUS, names=BELARUS.names[1:])),
    "actor_member": lambda edit: edit.put(dataclasses.replace(PACT, members=PACT.members[1:])),
    "data_set": lambda edit: edit.put(dataclasses.replace(DATA_SET, is_counted=False)),
    "import": lambda edit: edit.put(dataclasses.replace(IMPORT, rows=13)),
    "problem": lambda edit: edit.put(dataclasses.replace(PROBLEM, message="other")),
    "transfer": lambda edit: edit.put(dataclasses.replace(DELIVERY, comment="other")),
    "party": lambda edit: edit.put(_SHORTER),
    "line": lambda edit: edit.put(_SHORTER),
    "figure": lambda edit: edit.put(_SHORTER),
    "provenance": lambda edit: edit.put(dataclasses.replace(PROVENANCE, row=8)),
    "source": lambda edit: edit.put(dataclasses.replace(ARTICLE, url="")),
    "derivation": lambda edit: edit.put(dataclasses.replace(ARTICLE, derives_from=())),
    "citation": lambda edit: edit.put(dataclasses.replace(CITATION, credibility=None)),
    "note": lambda edit: edit.put(dataclasses.replace(NOTE, text="other")),
    "link": lambda edit: edit.put(dataclasses.replace(LINK, item="")),
    "account_group": lambda edit: edit.put(dataclasses.replace(GROUP, reason="other")),
    "account": lambda edit: edit.put(dataclasses.replace(GROUP, accounts=GROUP.accounts[::-1])),
    "account_transfer": lambda edit: edit.put(
        dataclasses.replace(
            GROUP,
            accounts=(
                dataclasses.replace(GROUP.accounts[0], transfers=("t2", "t1")),
                *GROUP.accounts[1:],
            ),
        )
    ),
    "snapshot": lambda edit: edit.put(dataclasses.replace(SNAPSHOT, media_type="text/plain")),
    "placement": lambda edit: edit.put(dataclasses.replace(PLACEMENT, x=-28.25)),
    "saved_view": lambda edit: edit.put(dataclasses.replace(SAVED_VIEW, name="Other")),
    "grading": lambda edit: edit.put(dataclasses.replace(GRADED, gradings=GRADED.gradings[1:])),
    "verdict": lambda edit: edit.put(dataclasses.replace(VERDICT, reason="seen since")),
    "dismissal": lambda edit: edit.put(dataclasses.replace(DISMISSAL, reason="")),
    "original": lambda edit: edit.put(dataclasses.replace(READ, rows=READ.rows[1:])),
    "spelling": lambda edit: edit.put(dataclasses.replace(SPELLING, item="Konkurs-M")),
}

_DELETE_ACTOR: tuple[tuple[type, str], ...] = (
    (Group, "g1"),
    (Group, "g2"),
    *((Transfer, id_) for id_ in ("t1", "t2", "t3", "t4", "t5")),
    (Actor, "BLR"),
    (Actor, "x-pact"),
)
_DELETE_SOURCE: tuple[tuple[type, str], ...] = (
    (Citation, "c1"),
    (Snapshot, SNAPSHOT.sha256),
    (Source, "article"),
)
_DELETE_TRANSFER: tuple[tuple[type, str], ...] = ((Group, "g1"), (Transfer, "t1"))

DELETIONS: dict[str, tuple[tuple[type, str], ...]] = {
    "actor": _DELETE_ACTOR,
    "actor_name": _DELETE_ACTOR,
    "actor_member": _DELETE_ACTOR,
    "data_set": (
        (Problem, "p1"),
        (Provenance, "t2"),
        (Group, "g1"),
        (Transfer, "t2"),
        (Import, "i1"),
        (Import, "i2"),
        (DataSet, "set"),
    ),
    "import": ((Problem, "p1"), (Provenance, "t2"), (Original, "t2"), (Import, "i1")),
    "problem": ((Problem, "p1"),),
    "transfer": _DELETE_TRANSFER,
    "party": _DELETE_TRANSFER,
    "line": _DELETE_TRANSFER,
    "figure": _DELETE_TRANSFER,
    "provenance": ((Provenance, "t2"),),
    "source": _DELETE_SOURCE,
    "derivation": _DELETE_SOURCE,
    "citation": ((Citation, "c1"),),
    "note": ((Note, "n1"),),
    "link": ((Link, "k1"),),
    "account_group": ((Group, "g1"),),
    "account": ((Group, "g1"),),
    "account_transfer": ((Group, "g1"),),
    "snapshot": ((Snapshot, SNAPSHOT.sha256),),
    "placement": ((Placement, "map/BLR"),),
    "saved_view": ((SavedView, "v1"),),
    "grading": ((Citation, "c2"), (Source, "graded")),
    "verdict": ((Verdict, VERDICT.id),),
    "dismissal": ((Dismissal, DISMISSAL.id),),
    "original": ((Original, "t2"),),
    "spelling": ((Spelling, SPELLING.id),),
}

EVERY_TABLE = sorted(schema.content())


@pytest.fixture
def full() -> Iterator[Dossier]:
    with Dossier.new("Full", EVERYTHING) as dossier:
        yield dossier


def rows_of(dossier: Dossier, table: str) -> list[tuple[object, ...]]:
    return list(dossier.rows(f"SELECT * FROM {table} ORDER BY 1"))


def undo_and_redo(dossier: Dossier, table: str, write: Write) -> None:
    before, rows_before = content(dossier), rows_of(dossier, table)
    with dossier.edit("Write") as edit:
        write(edit)
    after, rows_after = content(dossier), rows_of(dossier, table)
    assert rows_after != rows_before, f"nothing was written into {table}"
    for _ in range(2):
        assert dossier.undo() == "Write"
        assert content(dossier) == before
        assert dossier.redo() == "Write"
        assert content(dossier) == after
    dossier.undo()
    assert rows_of(dossier, table) == rows_before


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_what_is_put_into_a_table_is_undone_and_redone(empty: Dossier, table: str) -> None:
    def put_everything(edit: Edit) -> None:
        edit.set_title("Other")
        edit.put(*EVERYTHING)

    undo_and_redo(empty, table, put_everything)


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_what_is_changed_in_a_table_is_undone_and_redone(full: Dossier, table: str) -> None:
    undo_and_redo(full, table, CHANGES[table])


@pytest.mark.parametrize("table", sorted(set(EVERY_TABLE) - {"meta"}))
def test_what_is_deleted_from_a_table_is_undone_and_redone(full: Dossier, table: str) -> None:
    def delete(edit: Edit) -> None:
        for kind, id_ in DELETIONS[table]:
            edit.delete(kind, id_)

    undo_and_redo(full, table, delete)


def test_many_chunks_are_undone_as_one(empty: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowviz.dossier.recorder.CHUNK_ROWS", 3)
    before = content(empty)
    with empty.edit("Everything") as edit:
        edit.put(*EVERYTHING)
        edit.delete(Note, "n1")
        edit.put(dataclasses.replace(ONWARD, comment="twice"), NOTE)
    after = content(empty)
    assert next(empty.rows("SELECT count(*) FROM log_chunk"))[0] > 5
    empty.undo()
    assert content(empty) == before
    empty.redo()
    assert content(empty) == after


def test_undo_survives_saving_and_reopening(empty: Dossier, tmp_path: Path) -> None:
    before = content(empty)
    with empty.edit("Everything") as edit:
        edit.put(*EVERYTHING)
    empty.save(tmp_path / "case.flowviz")
    with Dossier.open(tmp_path / "case.flowviz") as again:
        assert again.undo_text == "Everything"
        again.undo()
        assert content(again) == before
        assert again.redo_text == "Everything"


def test_edits_are_undone_one_by_one_the_latest_first(full: Dossier) -> None:
    for title in ("one", "two", "three"):
        with full.edit(f"Call it {title}") as edit:
            edit.set_title(title)
    assert full.undo() == "Call it three"
    assert full.undo() == "Call it two"
    assert full.title == "one"
    assert (full.undo_text, full.redo_text) == ("Call it one", "Call it two")
    assert full.redo() == "Call it two"
    assert full.title == "two"


def test_a_new_edit_ends_the_chain_of_redos_but_cuts_no_history(full: Dossier) -> None:
    for title in ("one", "two"):
        with full.edit(title) as edit:
            edit.set_title(title)
    full.undo()
    with full.edit("three") as edit:
        edit.set_title("three")
    assert full.redo_text is None
    with pytest.raises(UndoError, match="nothing to redo"):
        full.redo()
    assert [row.kind for row in full.history()] == ["edit", "edit", "undo", "edit"]
    full.undo()
    assert full.title == "one"


def test_with_nothing_done_there_is_nothing_to_undo(full: Dossier) -> None:
    assert (full.undo_text, full.redo_text) == (None, None)
    with pytest.raises(UndoError, match="nothing to undo"):
        full.undo()
    with pytest.raises(UndoError, match="nothing to redo"):
        full.redo()


def test_an_undo_that_meets_other_records_changes_nothing_and_says_so(full: Dossier) -> None:
    with full.edit("Rename") as edit:
        edit.set_title("New")
    full._db.execute("UPDATE meta SET value = 'Meddled'")
    before = content(full)
    with pytest.raises(UndoError, match=r"no longer as it left them"):
        full.undo()
    assert content(full) == before
    assert len(full.history()) == 1


def test_an_undo_that_reaches_fewer_rows_changes_nothing_and_says_so(full: Dossier) -> None:
    with full.edit("Move and rename") as edit:
        edit.set_title("New")
        edit.put(dataclasses.replace(PLACEMENT, x=3.0))
    before = content(full)
    full._db.execute("UPDATE log SET row_count = 3")
    with pytest.raises(UndoError, match="changed 3 rows but 2"):
        full.undo()
    assert content(full) == before
