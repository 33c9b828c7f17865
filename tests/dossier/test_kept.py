"""A hand edit of what a file brought keeps the file's value beside it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.records import Figure, Line, Provenance, Transfer
from flowviz.terms import Stage, TransferKind
from tests.dossier.material import BELARUS, BULGARIA, DATA_SET, IMPORT, REGISTER

FIGURE = Figure("d/f", Stage.DELIVERED, "TIV", Amount.exact("12.5"))
DEAL = Transfer(
    "d",
    TransferKind.DEAL,
    "BLR",
    "BGR",
    comment="from the file",
    lines=(Line("d/l", "F-16", category="Aircraft", figures=(FIGURE,)),),
    data_set="set",
)


@pytest.fixture
def dossier() -> Iterator[Dossier]:
    brought = Provenance("d", "set", "k", "i1", 3)
    records = (BELARUS, BULGARIA, REGISTER, DATA_SET, IMPORT, DEAL, brought)
    with Dossier.new("Imported", records) as dossier:
        yield dossier


def put(dossier: Dossier, transfer: Transfer) -> None:
    with dossier.edit("By hand") as edit:
        edit.put(transfer)


def kept(dossier: Dossier) -> dict[str, Any]:
    return {path: json.loads(value) for path, value in dossier.provenance(["d"])["d"].kept}


def test_the_files_value_of_each_changed_field_is_kept(dossier: Dossier) -> None:
    line = replace(DEAL.lines[0], designation="F-16C", figures=(replace(FIGURE, amount=Amount()),))
    put(dossier, replace(DEAL, comment="mine", lines=(line,)))
    assert kept(dossier) == {
        "comment": "from the file",
        "line/d/l/designation": "F-16",
        "figure/d/f/amount": "12.5",
    }


def test_a_second_edit_keeps_the_files_value_not_the_first_edits(dossier: Dossier) -> None:
    put(dossier, replace(DEAL, comment="mine"))
    put(dossier, replace(DEAL, comment="mine again"))
    assert kept(dossier) == {"comment": "from the file"}


def test_a_field_put_back_is_kept_no_longer(dossier: Dossier) -> None:
    put(dossier, replace(DEAL, comment="mine"))
    put(dossier, DEAL)
    assert kept(dossier) == {}


def test_a_line_taken_away_is_kept_whole_and_can_come_back(dossier: Dossier) -> None:
    put(dossier, replace(DEAL, lines=()))
    assert kept(dossier)["line/d/l"]["designation"] == "F-16"
    assert kept(dossier)["figure/d/f"]["amount"] == "12.5"
    put(dossier, DEAL)
    assert kept(dossier) == {}


def test_a_line_added_by_hand_is_marked_as_the_hands(dossier: Dossier) -> None:
    added = replace(DEAL, lines=(*DEAL.lines, Line("d/m", "AGS-17")))
    put(dossier, added)
    assert kept(dossier) == {"line/d/m": None}
    put(dossier, replace(DEAL, lines=(*DEAL.lines, Line("d/m", "AGS-30"))))
    assert kept(dossier) == {"line/d/m": None}
    put(dossier, DEAL)
    assert kept(dossier) == {}


def test_an_import_keeps_nothing_beside(dossier: Dossier) -> None:
    with dossier.edit("Import") as edit:
        edit.put_many([replace(DEAL, comment="a later file")], imported=True)
    assert kept(dossier) == {}


def test_what_a_person_entered_keeps_nothing(dossier: Dossier) -> None:
    own = replace(DEAL, id="own", lines=(), data_set="")
    put(dossier, own)
    put(dossier, replace(own, comment="other"))
    assert dossier.provenance(["own"]) == {}


def test_undo_takes_back_the_value_and_what_was_kept(dossier: Dossier) -> None:
    put(dossier, replace(DEAL, comment="mine"))
    dossier.undo()
    assert kept(dossier) == {}
    assert dossier.transfer("d") == DEAL
