"""The bars and bands of the timeline, against a plain model."""

import dataclasses
from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount, Total
from flowviz.flows.aggregate import aggregate
from flowviz.flows.histogram import Histogram, Step, histogram
from flowviz.flows.query import Query
from flowviz.terms import Reporter, Stage
from tests.flows.made import MadeFigure, MadeTransfer, columns_of
from tests.flows.test_aggregate_model import queries, transfers

PIECES = Query(unit="pieces")


def of(*figures: MadeFigure, step: Step = "year", query: Query = PIECES) -> Histogram:
    made = tuple(MadeTransfer("A", "B", (figure,)) for figure in figures)
    return histogram(columns_of(*made), query, step)


def bars(found: Histogram) -> dict[int, float]:
    return {bin_: amount for bin_, amount in zip(found.bins, found.amounts, strict=True) if amount}


def exact(number: int, first: int, last: int = 0) -> MadeFigure:
    return MadeFigure(Amount.exact(str(number)), years=(first, last or first))


def test_what_is_dated_within_a_year_is_a_bar() -> None:
    found = of(exact(3, 2015), exact(4, 2015), exact(5, 2017))
    assert bars(found) == {2015: 7.0, 2017: 5.0}
    assert found.bins == range(2015, 2018)
    assert found.bands == ()


def test_what_spans_several_years_is_a_band_and_never_in_the_bars() -> None:
    found = of(exact(3, 2015), exact(40, 2014, 2016), exact(2, 2014, 2016), exact(1, 2013, 2016))
    assert bars(found) == {2015: 3.0}
    spans = [(band.first, band.last, band.amount) for band in found.bands]
    assert spans == [(2013, 2016, 1.0), (2014, 2016, 42.0)]


def test_at_a_month_step_what_is_dated_by_year_is_a_band() -> None:
    found = of(exact(3, 2015), step="month")
    assert bars(found) == {}
    (band,) = found.bands
    assert (band.first, band.last, band.amount) == (2015 * 12, 2015 * 12 + 11, 3.0)


def test_a_list_of_years_is_a_band_that_names_them() -> None:
    gap = MadeFigure(Amount.exact("3"), years=(1979, 1981), left_out=frozenset({1980}))
    found = of(gap, exact(2, 1979, 1981))
    named = [(band.first, band.last, band.amount, band.years) for band in found.bands]
    assert named == [(1979, 1981, 2.0, ()), (1979, 1981, 3.0, (1979, 1981))]


def test_bars_and_bands_tell_ranges_and_open_amounts() -> None:
    between = Amount.between(Decimal(4), Decimal(9))
    found = of(
        MadeFigure(between),
        MadeFigure(Amount()),
        MadeFigure(Amount.at_least("7"), years=(2014, 2016)),
    )
    assert (found.amounts[1], found.highs[1], found.unknown[1]) == (4.0, 9.0, 1)
    (band,) = found.bands
    assert (band.amount, band.is_open) == (7.0, True)


def test_undated_figures_stand_apart() -> None:
    found = of(exact(3, 2015), exact(8, 0))
    assert bars(found) == {2015: 3.0}
    assert (found.undated, found.undated_figures) == (8.0, 1)


def test_the_window_of_a_query_does_not_cut_its_histogram() -> None:
    whole = of(exact(3, 2015), exact(4, 2018))
    cut = of(exact(3, 2015), exact(4, 2018), query=Query(unit="pieces", first_year=2018))
    assert bars(cut) == bars(whole)


@pytest.mark.parametrize("step", ["year", "month"])
def test_there_is_a_histogram_of_nothing(step: Step) -> None:
    for unit in ("pieces", "EUR"):
        empty = histogram(columns_of(), Query(unit=unit), step)
        assert (len(empty.amounts), empty.bands, empty.undated) == (0, (), 0.0)
    undated = of(exact(8, 0), step=step)
    assert (len(undated.amounts), undated.undated) == (0, 8.0)


@settings(max_examples=100, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.lists(transfers(), max_size=12).map(tuple),
    st.sampled_from((Stage.ORDERED, Stage.DELIVERED)),
    st.sampled_from(("pieces", "TIV")),
)
def test_bars_and_bands_are_those_of_a_plain_model(
    records: tuple[MadeTransfer, ...], stage: Stage, unit: str
) -> None:
    found = histogram(columns_of(*records), Query(unit=unit, stage=stage), "year")
    bar: defaultdict[int, Decimal] = defaultdict(Decimal)
    band: defaultdict[tuple[int, int, tuple[int, ...]], Decimal] = defaultdict(Decimal)
    unknown: Counter[int] = Counter()
    undated = Decimal(0)
    for figure in (
        figure
        for made in records
        if made.is_counted and made.reporter is not Reporter.IMPORTER
        for figure in made.figures
        if (figure.unit, figure.stage) == (unit, stage)
    ):
        first, last = figure.years
        if not first:
            undated += _most(figure.amount)
        elif first < last:
            listed = tuple(figure.listed)
            is_whole = len(listed) == last - first + 1
            band[first, last, () if is_whole else listed] += _most(figure.amount)
        else:
            bar[first] += figure.amount.value or figure.amount.low or Decimal(0)
            unknown[first] += not figure.amount.is_known
    for number, year in enumerate(found.bins):
        assert found.amounts[number] == pytest.approx(float(bar[year]))
        assert found.unknown[number] == unknown[year]
    assert set(bar) <= set(found.bins)
    bands = {(one.first, one.last, one.years): one.amount for one in found.bands}
    assert bands == pytest.approx({key: float(most) for key, most in band.items() if most})
    assert found.undated == pytest.approx(float(undated))


def _most(amount: Amount) -> Decimal:
    single = Total.of([amount])
    return (single.value if single.high is None else single.high) or Decimal(0)


@settings(max_examples=100, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(transfers(), max_size=12).map(tuple), queries, st.sampled_from(("year", "month")))
def test_a_histogram_holds_what_the_flows_over_all_time_add_up(
    records: tuple[MadeTransfer, ...], query: Query, step: Step
) -> None:
    """Every filter counts but the window and the minimum, and nothing is counted twice."""
    columns = columns_of(*records)
    open_query = dataclasses.replace(
        query, first_year=None, first_month=1, last_year=None, last_month=12, least=None
    )
    flows = aggregate(columns, open_query)
    rows = [row for number in range(len(flows)) for row in flows.rows(number)]
    amounts = [columns.figures.amount(row) for row in rows]
    found = histogram(columns, query, step)
    shown = found.highs.sum() + sum(band.amount for band in found.bands) + found.undated
    assert shown == pytest.approx(float(sum(map(_most, amounts))))
    assert (found.amounts <= found.highs + 1e-9).all()
