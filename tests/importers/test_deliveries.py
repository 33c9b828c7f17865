"""Layout B: the rows of one deal become one transfer, over several files too."""

from decimal import Decimal
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.records import Transfer
from flowviz.terms import Basis, Stage
from tests.importers.conftest import DELIVERIES_HEADER, Write

NOTE = (
    "Transfers of major conventional arms from All countries to All countries. Deals with "
    "deliveries or orders made for year range '{}' to '{}' "
)


def row(id_: int, year: int, tiv: str = "5", weapon: str = "Mortar") -> str:
    return (
        f"{id_},Argentina,Honduras,{weapon},mortar,Artillery,1979,Yes,20,Yes,{year},No,"
        f"Second hand,0.5,0.25,{tiv},Yes"
    )


def early(write: Write, *rows: str) -> Path:
    return write(NOTE.format(1950, 1989), DELIVERIES_HEADER, *rows, name="early.csv")


def suffixes(transfer: Transfer) -> list[str]:
    return [figure.id.rpartition("/")[2] for figure in transfer.all_figures()]


def test_rows_of_one_number_are_one_deal_with_a_figure_a_year(
    dossier: Dossier, write: Write
) -> None:
    summary = import_file(dossier, write(DELIVERIES_HEADER, row(7, 1981), row(7, 1980, "0.3")))
    assert (summary.rows, summary.entries) == (2, 1)
    (deal,) = dossier.transfers()
    assert suffixes(deal) == ["o", "u", "d1980", "dt1980", "d1981", "dt1981"]
    by_suffix = dict(zip(suffixes(deal), deal.all_figures(), strict=True))
    assert not by_suffix["o"].amount.is_known
    assert by_suffix["o"].dates.years == (1979,)
    assert by_suffix["o"].dates.is_uncertain
    assert by_suffix["u"].basis is Basis.PER_UNIT
    delivered = by_suffix["dt1980"]
    assert (delivered.stage, delivered.unit, delivered.amount.value) == (
        Stage.DELIVERED,
        "TIV",
        Decimal("0.3"),
    )
    assert by_suffix["d1981"].amount.is_uncertain
    assert not by_suffix["d1981"].dates.is_uncertain
    assert deal.comment == "Local production; SIPRI estimate 0.5"
    assert dossier.provenance()[deal.id].key == "7"
    assert dossier.citations()[0].locator == "deal 7"


def test_the_older_spelling_of_a_category_is_the_same_category(
    dossier: Dossier, write: Write
) -> None:
    old = row(1, 1980).replace("Artillery", "Air defence systems")
    import_file(dossier, write(DELIVERIES_HEADER, old))
    assert dossier.transfers()[0].lines[0].category == "Air-defence systems"


def test_a_second_file_adds_its_years_to_the_deals_of_the_first(
    dossier: Dossier, write: Write
) -> None:
    first = write(NOTE.format(1950, 1989), DELIVERIES_HEADER, row(7, 1989), row(8, 1985), name="a")
    second = write(NOTE.format(1990, 2023), DELIVERIES_HEADER, row(7, 1990), row(9, 1999), name="b")
    import_file(dossier, first)
    summary = import_file(dossier, second)
    assert (summary.added, summary.updated, summary.missing) == (1, 1, 0)
    both = {dossier.provenance()[deal.id].key: suffixes(deal) for deal in dossier.transfers()}
    assert both["7"] == ["o", "u", "d1989", "dt1989", "d1990", "dt1990"]
    for path in (first, second):
        again = import_file(dossier, path)
        assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
        assert not again.is_written


def test_either_file_may_come_first(dossier: Dossier, write: Write) -> None:
    first = write(NOTE.format(1950, 1989), DELIVERIES_HEADER, row(7, 1989), name="a")
    second = write(NOTE.format(1990, 2023), DELIVERIES_HEADER, row(7, 1990), name="b")
    with Dossier.new() as other:
        import_file(dossier, first)
        import_file(dossier, second)
        import_file(other, second)
        import_file(other, first)
        assert dossier.transfers() == other.transfers()


def test_a_delivery_moved_to_another_year_does_not_count_twice(
    dossier: Dossier, write: Write
) -> None:
    import_file(dossier, early(write, row(7, 1983)))
    summary = import_file(dossier, early(write, row(7, 1984)))
    assert summary.updated == 1
    assert suffixes(dossier.transfers()[0]) == ["o", "u", "d1984", "dt1984"]


def test_only_deals_of_the_years_of_the_file_can_be_gone(dossier: Dossier, write: Write) -> None:
    import_file(dossier, early(write, row(7, 1983), row(8, 1985)))
    late = write(NOTE.format(1990, 2023), DELIVERIES_HEADER, row(9, 1999), name="late.csv")
    import_file(dossier, late)
    summary = import_file(dossier, early(write, row(7, 1983)))
    assert (summary.gone, summary.unchanged) == (1, 1)
    gone = {p.key for p in dossier.provenance().values() if p.is_gone}
    assert gone == {"8"}
    assert dossier.counts().transfers == 3


def test_rows_that_contradict_their_deal_are_skipped(dossier: Dossier, write: Write) -> None:
    rows = (row(7, 1983), row(7, 1984, weapon="Howitzer"), row(7, 1983), "x" + row(8, 1983))
    summary = import_file(dossier, write(DELIVERIES_HEADER, *rows))
    told = {problem.line: (problem.severity, problem.message) for problem in summary.problems}
    assert told[3][0] == "skipped"
    assert "'Mortar' on line 2, 'Howitzer' here" in told[3][1]
    assert told[4] == ("doubtful", "deal 7 has another row for 1983; both are kept")
    assert told[5][0] == "skipped"
    assert suffixes(dossier.transfers()[0])[-2:] == ["d1983-2", "dt1983-2"]
