"""What the history says was changed is what was changed: held to the tables before and after."""

import dataclasses
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowviz.actor import Actor
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, Edit, schema
from flowviz.dossier.changes import Changes, RecordChange, changes
from flowviz.dossier.changesets import DELETE, INSERT, UPDATE
from flowviz.errors import FlowvizError, RecordError
from flowviz.records import Citation, Group, Link, Note, Placement, SavedView, Source, Transfer
from flowviz.terms import Existence, Subject
from tests.dossier.material import (
    ALL,
    ARTICLE,
    BELARUS,
    CITATION,
    DELIVERY,
    GROUP,
    KONKURS,
    LINK,
    NOTE,
    ONWARD,
    PLACEMENT,
    SAVED_VIEW,
)

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
Tables = Mapping[tuple[str, str], Mapping[str, Any]]

FEWER = dataclasses.replace(KONKURS, amount=Amount.exact("200"))
LATER = dataclasses.replace(KONKURS, dates=Dates.parse("2016"))


def with_figure(figure: Any, transfer: Transfer = DELIVERY) -> Transfer:
    """The delivery with another first figure of its first line."""
    line = dataclasses.replace(transfer.lines[0], figures=(figure,))
    return dataclasses.replace(transfer, lines=(line, *transfer.lines[1:]))


def tables(dossier: Dossier) -> Tables:
    """Every row of content by place, the slow and plain way."""
    return {
        (table.name, str(row[0])): dict(zip(table.columns, row, strict=True))
        for table in schema.content().values()
        for row in dossier.rows(f"SELECT * FROM {table.name}")
    }


def difference(before: Tables, after: Tables) -> dict[tuple[str, str], tuple[Any, Any]]:
    return {
        place: (before.get(place), after.get(place))
        for place in before.keys() | after.keys()
        if before.get(place) != after.get(place)
    }


def told(found: Changes) -> dict[tuple[str, str], tuple[Any, Any]]:
    return {(s.table, s.key): (s.before, s.after) for r in found.records for s in r.rows}


def last(dossier: Dossier, most: int = 100) -> Changes:
    return changes(dossier, dossier.history()[-1], most)


def only(found: Changes) -> RecordChange:
    (record,) = found.records
    return record


def test_a_changed_figure_is_a_change_of_its_record(full: Dossier) -> None:
    with full.edit("Fewer") as edit:
        edit.put(with_figure(FEWER))
    found = only(last(full))
    assert (found.table, found.key) == ("transfer", "t1")
    (row,) = found.rows
    assert row.before is not None
    assert row.after is not None
    assert (row.before["value"], row.after["value"]) == ("240", "200")
    assert row.after["stage"] == "delivered", "the row is whole"
    assert found.beside["line", "t1/konkurs"]["designation"] == "9P135M Konkurs"
    assert found.own()["supplier"] == "BLR"


def test_an_undo_shows_the_same_backwards(full: Dossier) -> None:
    with full.edit("Fewer") as edit:
        edit.put(with_figure(FEWER))
    edited = told(last(full))
    full.undo()
    assert told(last(full)) == {place: (b, a) for place, (a, b) in edited.items()}
    full.redo()
    assert told(last(full)) == edited


def test_a_row_shows_what_stood_beside_it_then(full: Dossier) -> None:
    with full.edit("Fewer") as edit:
        edit.put(with_figure(FEWER))
    renamed = dataclasses.replace(DELIVERY.lines[0], designation="Fagot", figures=(FEWER,))
    with full.edit("Rename") as edit:
        edit.put(dataclasses.replace(DELIVERY, lines=(renamed,)))
    with full.edit("Delete") as edit:
        edit.delete(Group, "g1")
        edit.delete(Transfer, "t1")
    found = only(changes(full, full.history()[0], 100))
    assert (found.table, found.key) == ("transfer", "t1")
    assert found.beside["line", "t1/konkurs"]["designation"] == "9P135M Konkurs"
    assert ("line", "t1/ags") in found.beside


def test_a_deletion_shows_what_went(full: Dossier) -> None:
    with full.edit("Delete", reason="told twice") as edit:
        edit.delete(Group, "g1")
        edit.delete(Transfer, "t2")
    found = last(full)
    gone = next(record for record in found.records if record.table == "transfer")
    assert gone.own()["recipient"] == "x-pact"
    assert all(row.after is None for row in gone.rows)
    assert {record.table for record in found.records} == {"transfer", "link", "account_group"}
    assert found.counts["transfer", DELETE] == 1


def test_a_transfer_of_an_account_is_part_of_the_group(full: Dossier) -> None:
    with full.edit("Other order") as edit:
        first, second = GROUP.accounts
        swapped = (dataclasses.replace(first, transfers=("t2",)), second)
        edit.put(dataclasses.replace(GROUP, accounts=swapped))
    found = only(last(full))
    assert (found.table, found.key) == ("account_group", "g1")


def test_of_many_records_the_first_are_shown_and_the_others_counted(empty: Dossier) -> None:
    with empty.edit("Write") as edit:
        edit.put(BELARUS, *(Note(f"n{at}", Subject.ACTOR, "BLR", "x") for at in range(30)))
    found = last(empty, 10)
    assert len(found.records) == 10
    assert found.more == 21
    assert found.counts["note", INSERT] == 30


def test_the_title_of_the_dossier_is_a_change_too(full: Dossier) -> None:
    with full.edit("Rename") as edit:
        edit.set_title("Other")
    found = only(last(full))
    assert (found.table, found.own()["value"]) == ("meta", "Other")
    assert last(full).counts == {("meta", UPDATE): 1}


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_the_history_of_every_version_can_be_read(version: int, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    shutil.copy(GOLDEN / f"version-{version}.flowviz", path)
    with Dossier.open(path) as dossier:
        rows = dossier.history()
        assert rows
        for row in rows:
            assert changes(dossier, row, 100).records


Action = Callable[[Edit], None]


def put(record: Any) -> Action:
    return lambda edit: edit.put(record)


def delete(kind: type, id_: str) -> Action:
    return lambda edit: edit.delete(kind, id_)


EDITS: tuple[Action, ...] = (
    *(put(record) for record in ALL),
    *(delete(Transfer, id_) for id_ in ("t1", "t2")),
    *(delete(kind, one.id) for kind, one in ((Note, NOTE), (Link, LINK), (Group, GROUP))),
    *(delete(kind, one.id) for kind, one in ((Citation, CITATION), (Source, ARTICLE))),
    lambda edit: (edit.delete(Group, GROUP.id), edit.delete(Transfer, "t2"))[0],
    delete(SavedView, SAVED_VIEW.id),
    delete(Placement, "map/BLR"),
    delete(Actor, "x-pact"),
    put(with_figure(FEWER)),
    put(with_figure(LATER)),
    put(dataclasses.replace(DELIVERY, lines=DELIVERY.lines[::-1])),
    put(dataclasses.replace(DELIVERY, lines=DELIVERY.lines[1:], comment="shorter")),
    put(dataclasses.replace(DELIVERY, parties=(), existence=Existence.TENTATIVE)),
    put(dataclasses.replace(ONWARD, recipient="BLR", figures=())),
    put(dataclasses.replace(BELARUS, name="White Russia", names=BELARUS.names[1:], lon=None)),
    put(dataclasses.replace(ARTICLE, title="Otherwise", derives_from=(), published=Dates())),
    put(dataclasses.replace(CITATION, subject_id="t1/value", text="")),
    put(dataclasses.replace(NOTE, text="Otherwise")),
    put(dataclasses.replace(LINK, amount=Amount.exact("3"))),
    put(dataclasses.replace(PLACEMENT, x=1.0)),
    lambda edit: edit.set_title("Otherwise"),
    lambda edit: edit.set_title("Once more"),
)
"""What can be done to a record of every kind: inserted, changed, deleted."""


def do(dossier: Dossier, steps: list[Any]) -> list[Tables]:
    """Do what can be done of some steps; gives the tables after each row of the log."""
    states = [tables(dossier)]
    for step in steps:
        try:
            if step in ("undo", "redo"):
                getattr(dossier, step)()
            else:
                with dossier.edit("Edit") as edit:
                    for number in step:
                        EDITS[number](edit)
        except (FlowvizError, RecordError):
            continue
        states += [tables(dossier)] * (len(dossier.history()) + 1 - len(states))
    return states


STEPS = st.lists(
    st.one_of(
        st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=4),
        st.sampled_from(("undo", "redo")),
    ),
    max_size=8,
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.booleans(), STEPS)
def test_every_row_of_a_history_tells_what_it_did(is_full: bool, steps: list[Any]) -> None:
    with Dossier.new("Any", ALL if is_full else ()) as dossier:
        states = do(dossier, steps)
        for row, before, after in zip(dossier.history(), states[:-1], states[1:], strict=True):
            found = changes(dossier, row, 10_000)
            assert found.more == 0
            assert told(found) == difference(before, after)
