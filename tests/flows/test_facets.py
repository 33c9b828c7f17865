"""What each filter would give, against the slow model asked value by value."""

import dataclasses
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flowviz.amounts import Amount
from flowviz.flows.facets import Facets, facets
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.terms import Existence, Reporter, Stage, TransferKind
from tests.flows.made import MadeFigure, MadeTransfer, columns_of, item_of
from tests.flows.plain import plain_knowing, plain_records
from tests.flows.test_aggregate_model import (
    GRADES,
    PLAIN_MARKS,
    queries,
    searched,
    transfers,
)

ONE = MadeFigure(Amount.exact("1"))


@searched
@given(st.lists(transfers(), max_size=12).map(tuple), queries)
def test_facets_are_those_of_the_slow_model(
    records: tuple[MadeTransfer, ...], query: Query
) -> None:
    found = facets(columns_of(*records), query)

    def count(**changes: Any) -> int:
        return plain_records(records, dataclasses.replace(query, **changes))

    marks = {mark: found.marks[mark] for mark in PLAIN_MARKS}
    for name, facet, values in (
        ("kinds", found.kinds, TransferKind),
        ("existences", found.existences, Existence),
        ("categories", found.categories, found.categories),
        ("items", found.items, found.items),
        ("grades", found.grades, found.grades),
        ("marks", marks, PLAIN_MARKS),
    ):
        assert facet == {value: count(**{name: frozenset((value,))}) for value in values}, name
    assert found.stages == {stage: count(stage=stage) for stage in Stage}
    assert found.disputed == {value: count(is_disputed=value) for value in (None, False, True)}
    assert found.reported_by == {side: count(reported_by=side) for side in ReportedBy}
    assert found.directions == {way: count(direction=way) for way in Direction}
    assert found.units == {unit: plain_knowing(records, query, unit) for unit in found.units}
    for code, counts in found.actors.items():
        ways = (Direction.ALL, Direction.OUTGOING, Direction.INCOMING)
        alone = [count(actors=frozenset((code,)), direction=way) for way in ways]
        assert [counts.all, counts.outgoing, counts.incoming] == alone


@searched
@given(st.lists(transfers(), max_size=12).map(tuple))
def test_every_value_that_the_dossier_has_can_be_chosen(records: tuple[MadeTransfer, ...]) -> None:
    found = facets(columns_of(*records), Query(unit="pieces"))
    names = {item_of(name) for made in records for _, name in made.items[: len(made.categories)]}
    assert names <= set(found.items)
    assert {code for made in records for code in (made.supplier, made.recipient)} == set(
        found.actors
    )
    held = {grade for made in records for grade in made.grades}
    assert held <= set(found.grades) <= set(GRADES)


def test_a_filter_is_counted_under_all_the_others_but_not_itself() -> None:
    found = _facets(Query(unit="pieces", kinds=frozenset((TransferKind.DEAL,))))
    assert found.kinds[TransferKind.DEAL] == 1
    assert found.kinds[TransferKind.DELIVERY] == 2
    assert found.categories == {"Aircraft": 1, "Ships": 0}


def _facets(query: Query) -> Facets:
    line = dataclasses.replace(ONE, line=0)
    return facets(
        columns_of(
            MadeTransfer("A", "B", (line,), ("Aircraft",), kind=TransferKind.DEAL),
            MadeTransfer("A", "B", (line,), ("Ships",)),
            MadeTransfer("B", "A", (line,), ("Ships",), reporter=Reporter.IMPORTER),
            MadeTransfer("B", "C", (line,), ("Ships",)),
        ),
        query,
    )
