"""Edits of one step are undone and redone together; the history only grows and tells who."""

from pathlib import Path

import pytest

from flowviz.dossier import Dossier, log, schema, store
from flowviz.errors import UndoError
from flowviz.records import Note
from flowviz.terms import Subject
from tests.dossier.material import content


def name_it(dossier: Dossier, title: str, step: str = "") -> None:
    with dossier.edit(f"Call it {title}", step=step) as edit:
        edit.set_title(title)


def test_edits_of_one_step_are_undone_and_redone_together(full: Dossier) -> None:
    name_it(full, "zero")
    for title in ("one", "two", "three"):
        name_it(full, title, step="typing")
    assert (full.undo_size, full.redo_size) == (3, 0)
    assert full.undo("M. K.") == "Call it three"
    assert full.title == "zero"
    assert full.redo_row == full.history()[3]
    assert (full.undo_size, full.redo_size) == (1, 3)
    assert full.redo("") == "Call it three"
    assert full.title == "three"
    told = [(row.kind, row.reverses, row.step) for row in full.history()[4:]]
    assert told == [
        ("undo", 4, "typing"),
        ("undo", 3, "typing"),
        ("undo", 2, "typing"),
        ("redo", 7, "typing"),
        ("redo", 6, "typing"),
        ("redo", 5, "typing"),
    ]
    assert [row.author for row in full.history()[4:]] == ["M. K."] * 3 + [""] * 3
    assert log.fault(full._db) is None


def test_what_lies_between_parts_a_step(full: Dossier) -> None:
    name_it(full, "one", step="typing")
    name_it(full, "between")
    name_it(full, "two", step="typing")
    full.undo()
    assert full.title == "between"
    full.undo()
    assert full.title == "one"
    full.undo()
    assert full.title == "Full"


def test_edits_without_a_step_never_go_together(full: Dossier) -> None:
    name_it(full, "one")
    name_it(full, "two")
    full.undo()
    assert full.title == "one"


def test_a_step_that_cannot_be_undone_whole_is_not_undone_at_all(full: Dossier) -> None:
    name_it(full, "one", step="typing")
    with full.edit("Note", step="typing") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BGR", "x"))
    full._db.execute("UPDATE meta SET value = 'Meddled'")
    before = content(full)
    with pytest.raises(UndoError, match="no longer as it left them"):
        full.undo()
    assert content(full) == before
    assert len(full.history()) == 2


def test_the_step_survives_reopening(full: Dossier, tmp_path: Path) -> None:
    name_it(full, "one", step="typing")
    name_it(full, "two", step="typing")
    full.save(tmp_path / "case.flowviz")
    with Dossier.open(tmp_path / "case.flowviz") as again:
        again.undo()
        assert again.title == "Full"
        again.redo()
        assert again.title == "two"


def test_a_forgetting_is_passed_over_by_undo_and_redo(full: Dossier) -> None:
    for title in ("one", "two"):
        name_it(full, title)
    full.undo()
    log.append(full._db, log.FORGET, "Forget a note", row_count=0)
    assert (full.undo_text, full.redo_text) == ("Call it one", "Call it two")
    assert full.redo() == "Call it two"
    assert log.fault(full._db) is None


def test_the_history_is_read_anew_where_the_chain_was_written_anew(full: Dossier) -> None:
    name_it(full, "one")
    assert full.history()[0].what == "Call it one"
    full._db.execute("UPDATE log SET what = 'x', hash = 'y'")
    assert [row.what for row in full.history()] == ["x"]


def test_a_kind_that_nobody_knows_is_noticed(full: Dossier) -> None:
    log.append(full._db, "other", "Something", row_count=0)
    assert log.fault(full._db) == "the rows of the log do not follow from one another"


def test_content_is_rewound_to_what_it_was_after_any_row(full: Dossier) -> None:
    states = {0: content(full)}

    def note_state() -> None:
        states[len(full.history())] = content(full)

    for title in ("one", "two", "three"):
        name_it(full, title)
        note_state()
    for act in (full.undo, full.undo, full.redo, full.undo):
        act()
        note_state()
    name_it(full, "four")
    note_state()
    for seq in (*states, *reversed(states)):
        with store.transaction(full._db):
            log.rewind(full._db, seq)
            assert content(full) == states[seq]
            assert len(full.history()) == 8
            full._db.execute("ROLLBACK")
            full._db.execute("BEGIN")
        assert full.title == "four"


def test_every_table_of_content_can_be_rewound(full: Dossier) -> None:
    empty = content(full)
    with full.edit("Delete") as edit:
        for id_ in ("n1", "n2"):
            edit.delete(Note, id_)
    with store.transaction(full._db):
        log.rewind(full._db, 0)
    assert content(full) == empty
    assert "note" in schema.content()
