"""What a person says of a name holds for the import, stays with the actor, and is undone."""

from pathlib import Path

import pytest

from flowviz.actor import ActorKind
from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.planning import Plan
from flowviz.importers.settling import Choices, Create, Ignore, MapTo, Settled

HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
ROWS = (
    "Untd Arab Emirate,Belarus,2010,,5,,Mi-8,transport helicopter,5,,2011,New,,1,5,5\n"
    "Bulgaria,Ruritania,2011,,5,,Mi-8,transport helicopter,5,,2011,New,,1,5,5\n"
    "Bulgaria,Belarus,2012,,5,,Mi-8,transport helicopter,5,,2012,New,,1,5,5\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(HEADER + ROWS, "utf-8")
    return path


@pytest.fixture
def dossier():
    with Dossier.new() as made:
        yield made


def brought(dossier: Dossier, path: Path, **names: Settled) -> list[str]:
    """Import a file, and give the names that were to settle."""
    asked: list[str] = []

    def see(plan: Plan) -> None:
        asked.extend(one.name for one in plan.unsettled)

    import_file(dossier, path, choices=Choices(names), see=see)
    return asked


def pairs(dossier: Dossier) -> set[tuple[str, str]]:
    return {(one.supplier, one.recipient) for one in dossier.transfers()}


def test_the_next_import_asks_nothing_and_changes_nothing(dossier, register) -> None:
    settled = {
        "Untd Arab Emirate": MapTo("ARE"),
        "Ruritania": Create(ActorKind.STATE, "Ruritania"),
    }
    assert brought(dossier, register, **settled) == ["Untd Arab Emirate", "Ruritania"]
    assert pairs(dossier) == {("BLR", "ARE"), ("x-ruritania", "BGR"), ("BLR", "BGR")}
    actors = dossier.actors()
    assert actors["x-ruritania"].kind is ActorKind.STATE
    assert "Untd Arab Emirate" in {name.name for name in actors["ARE"].names}
    head = dossier.head
    assert brought(dossier, register) == []
    assert dossier.head == head


def test_one_undo_takes_the_names_back_with_the_records(dossier, register) -> None:
    brought(dossier, register, **{"Untd Arab Emirate": MapTo("ARE"), "Ruritania": Ignore()})
    dossier.undo()
    assert not pairs(dossier)
    assert not dossier.actors()
    assert brought(dossier, register) == ["Untd Arab Emirate", "Ruritania"]


def test_an_actor_of_the_dossier_gets_a_name_more_and_loses_it_by_undo(dossier, register) -> None:
    brought(dossier, register)
    (unresolved,) = (one for one in dossier.actors().values() if one.name == "Untd Arab Emirate")
    assert unresolved.kind is ActorKind.UNRESOLVED
    other = register.with_name("later.csv")
    other.write_text(HEADER + ROWS.replace("Untd Arab Emirate", "Boolgaria"), "utf-8")
    before = dossier.actors()["BGR"]
    assert brought(dossier, other, Boolgaria=MapTo("BGR")) == ["Boolgaria"]
    assert "Boolgaria" in {name.name for name in dossier.actors()["BGR"].names}
    dossier.undo()
    assert dossier.actors()["BGR"] == before


def test_rows_of_a_name_left_out_are_skipped_and_listed(dossier, register) -> None:
    brought(dossier, register, **{"Untd Arab Emirate": Ignore(), "Ruritania": Ignore()})
    assert pairs(dossier) == {("BLR", "BGR")}
    skipped = [one for one in dossier.problems() if one.severity == "skipped"]
    assert [(one.line, one.text) for one in skipped] == [(2, "Untd Arab Emirate"), (3, "Ruritania")]
