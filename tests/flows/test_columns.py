"""From a dossier to columns."""

import csv
import subprocess
import sys
from decimal import Decimal

import pytest

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.query import Query
from flowviz.importers import import_file
from flowviz.records import Account, Citation, DataSet, Figure, Group, Source, Transfer
from flowviz.terms import Mark, SourceStatus, Stage, Stance, Subject, TransferKind
from tests.flows.cases import SOURCE, cited, dossier_of, flows_in, sent
from tests.real_data import real_data

FIVE = ("Rifle", Amount.exact("5"))
BOTH = sent("t1", "AAA", "BBB", FIVE), sent("t2", "AAA", "BBB", FIVE)


@pytest.mark.parametrize(
    ("unit", "amounts"),
    [
        ("pieces", [380, 136, 80, None]),
        ("EUR", [37_900_000, None, None, None]),
    ],
)
def test_the_bundled_case_adds_up(unit: str, amounts: list[int | None]) -> None:
    with Dossier.sample() as dossier:
        flows = aggregate(read_columns(dossier), Query(unit=unit))
    found = [flows.flow(index) for index in range(len(flows))]
    assert [flow.total.value for flow in found] == amounts
    assert found[-1].supplier_name == "United States"
    assert found[-1].existence == "tentative"


def test_of_a_group_one_account_counts() -> None:
    accounts = Account("a1", "One", True, ("t1",)), Account("a2", "Other", False, ("t2",))
    with dossier_of(*BOTH, Group("g", "the same", accounts)) as dossier:
        assert flows_in(dossier).flow(0).total.value == 5


def test_a_record_of_two_groups_counts_only_if_both_count_it() -> None:
    third = sent("t3", "AAA", "BBB", FIVE)
    groups = (
        Group("g1", "", (Account("a1", "", True, ("t1",)), Account("a2", "", False, ("t2",)))),
        Group("g2", "", (Account("b1", "", True, ("t3",)), Account("b2", "", False, ("t1",)))),
    )
    with dossier_of(*BOTH, third, *groups) as dossier:
        assert flows_in(dossier).flow(0).transfers == ("t3",)


def test_of_two_data_sets_that_tell_the_same_one_counts() -> None:
    records = (
        sent("t1", "AAA", "BBB", FIVE, data_set="a"),
        sent("t2", "AAA", "BBB", FIVE, data_set="b"),
        DataSet("a", "A", "x", ""),
        DataSet("b", "B", "x", "", is_counted=False),
    )
    with dossier_of(*records) as dossier:
        assert flows_in(dossier).flow(0).transfers == ("t1",)


def test_sources_are_counted_once_however_often_they_are_cited() -> None:
    citations = (
        cited("c1", Subject.TRANSFER, "t1"),
        cited("c2", Subject.LINE, "t1/0"),
        cited("c3", Subject.FIGURE, "t2/0/f"),
        Citation("c4", "other", Subject.TRANSFER, "t2"),
    )
    with dossier_of(*BOTH, Source("other", "Another report"), *citations) as dossier:
        flows = flows_in(dossier)
        assert flows.flow(0).sources == 2
        columns = flows.columns
        first = columns.transfers.ids.index("t1")
        assert [columns.source_ids[source] for source in columns.sources_of([first])] == [SOURCE.id]


@pytest.mark.parametrize(("status", "disputed"), [("live", True), ("retracted", False)])
def test_a_live_contradiction_disputes_a_flow(status: str, disputed: bool) -> None:
    witness = Source("witness", "A witness", status=SourceStatus(status))
    against = Citation("c", "witness", Subject.TRANSFER, "t1", "existence", Stance.CONTRADICTS)
    with dossier_of(*BOTH, witness, against) as dossier:
        assert flows_in(dossier).flow(0).is_disputed is disputed


def test_of_a_list_of_years_only_those_listed_may_lie_in_a_window() -> None:
    figure = Figure("f", Stage.DELIVERED, "pieces", Amount.exact("5"), Dates.of_years((1979, 1981)))
    record = Transfer("t", TransferKind.DEAL, "AAA", "BBB", figures=(figure,))
    with dossier_of(record) as dossier:
        whole, between, last = (
            flows_in(dossier, Query(unit="pieces", first_year=first, last_year=end))
            for first, end in ((1979, 1981), (1980, 1980), (1980, 1981))
        )
    assert whole.flow(0).total.value == 5
    assert len(between) == 0
    assert (last.flow(0).total.value, last.flow(0).undated_more) == (None, 5)


def test_the_register_adds_up_to_the_last_decimal() -> None:
    path = real_data("sipri_register/deals_2025-03.csv")
    with Dossier.new() as dossier:
        import_file(dossier, path)
        columns = read_columns(dossier)
    flows = aggregate(columns, Query(unit="TIV"))
    index = flows.index("USA", "JPN")
    assert index is not None
    assert str(flows.flow(index).total.value).rstrip("0") == "66734.4"
    assert int(flows.records.sum()) == 29_515


@pytest.mark.long
def test_a_year_of_the_deliveries_adds_up_to_what_the_file_gives_for_it() -> None:
    path = real_data("sipri_register/deliveries_1950-1989.csv")
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        rows = [row for row in csv.reader(stream) if len(row) > 15 and row[10] == "1985"]
    expected = sum((Decimal(row[15]) for row in rows), Decimal(0))
    assert round(expected) == 38_204
    with Dossier.new() as dossier:
        import_file(dossier, path)
        flows = flows_in(dossier, Query(unit="TIV", first_year=1985, last_year=1985))
    totals = [flows.flow(index).total.value or 0 for index in range(len(flows))]
    assert sum(totals) == expected


@pytest.mark.parametrize(
    ("stance", "status", "mark"),
    [
        (Stance.SUPPORTS, SourceStatus.LIVE, None),
        (Stance.SUPPORTS, SourceStatus.CORRECTED, None),
        (Stance.MENTIONS, SourceStatus.LIVE, Mark.NO_SOURCE),
        (Stance.CONTRADICTS, SourceStatus.LIVE, Mark.NO_SOURCE),
        (Stance.SUPPORTS, SourceStatus.RETRACTED, Mark.UNSUPPORTED),
    ],
)
def test_only_a_source_that_speaks_for_a_record_backs_it(
    stance: Stance, status: SourceStatus, mark: Mark | None
) -> None:
    paper = Source("paper", "A paper", status=status)
    said = Citation("c", "paper", Subject.LINE, "t1/0", stance=stance)
    with dossier_of(BOTH[0], paper, said) as dossier:
        flows = flows_in(dossier)
    assert {Mark.NO_SOURCE, Mark.UNSUPPORTED}.intersection(flows.flow(0).marks) == {mark} - {None}
    assert flows.unsourced.tolist() == [int(mark is Mark.NO_SOURCE)]
    assert flows.flow(0).sources == 1


def test_a_data_set_with_a_source_backs_its_records_and_one_without_does_not() -> None:
    records = (
        sent("t1", "AAA", "BBB", FIVE, data_set="a"),
        sent("t2", "AAA", "CCC", FIVE, data_set="b"),
        DataSet("a", "A", "x", SOURCE.id),
        DataSet("b", "B", "x", ""),
    )
    with dossier_of(*records) as dossier:
        assert flows_in(dossier).unsourced.tolist() == [0, 1]


def test_distinct_numbers_come_once_and_in_order_without_masked_arrays() -> None:
    program = (
        "import sys; import numpy as np; from flowviz.flows.tables import distinct\n"
        "print(distinct(np.array([3, 0, 3, 1], dtype=np.uint8)), distinct(np.array([], dtype=int)),"
        "'numpy.ma' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout == "[0 1 3] [] False\n"
