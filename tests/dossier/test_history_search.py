"""The history is searched in what was changed, and its rows are told apart by what they did."""

import dataclasses

import pytest

from flowviz.dossier import Dossier, Edit
from flowviz.dossier.history_search import Sort, Wanted, rows_with, sorts
from flowviz.records import Group, Note, Transfer
from flowviz.terms import Subject
from tests.dossier.material import (
    BELARUS,
    BULGARIA,
    DATA_SET,
    DELIVERY,
    IMPORT,
    NOTE,
    PACT,
    PROVENANCE,
)

ACTORS = {actor.code: actor.name for actor in (BELARUS, BULGARIA, PACT)}


@pytest.fixture
def edited(full: Dossier) -> Dossier:
    """Five rows: a note, the same note changed, a recipient changed, that undone, a deletion."""
    with full.edit("Write") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "Seen in ЁЛКА harbour"))
    with full.edit("Write more") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "Not seen"))
    with full.edit("Other recipient") as edit:
        edit.put(dataclasses.replace(DELIVERY, recipient="x-pact"))
    full.undo()
    with full.edit("Delete") as edit:
        edit.delete(Note, NOTE.id)
    return full


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour", {1, 2}),
        ("HARBOUR", {1, 2}),
        ("ёлка", {1, 2}),
        ("not seen", {2}),
        ("Pact", {3, 4}),
        ("pac", {3, 4}),
        ("a note on", {5}),
        ("nothing of the kind", set()),
    ],
)
def test_a_row_is_found_by_what_it_changed(edited: Dossier, words: str, found: set[int]) -> None:
    wanted = Wanted.of(words, ACTORS)
    assert rows_with(edited, wanted, edited.history()) == found


def deletes_a_transfer(edit: Edit) -> None:
    edit.delete(Group, "g1")
    edit.delete(Transfer, "t2")


def imports(edit: Edit) -> None:
    edit.put(dataclasses.replace(IMPORT, id="i2"), dataclasses.replace(PROVENANCE, import_id="i2"))


def test_rows_are_told_apart_by_what_they_did(full: Dossier) -> None:
    with full.edit("Change") as edit:
        edit.put(dataclasses.replace(DATA_SET, title="Other"))
    with full.edit("Call it what you like") as edit:
        imports(edit)
    full.undo()
    with full.edit("Take out") as edit:
        deletes_a_transfer(edit)
    with full.edit("From another", cites="0" * 64) as edit:
        edit.put(NOTE, dataclasses.replace(NOTE, id="n9"))
    found = sorts(full, full.history())
    assert list(found.values()) == [
        Sort.EDIT,
        Sort.IMPORT,
        Sort.IMPORT,
        Sort.DELETION,
        Sort.MERGE,
    ]
