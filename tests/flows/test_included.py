"""Figures that lie within other ones: re-exports within exports, a part within its total."""

import dataclasses

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.flows.citing import figure_words
from flowviz.flows.columns import read_columns
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.standing import INCLUDED
from flowviz.flows.strands import strands
from flowviz.overview.proposals import proposals
from flowviz.page.words import footnotes
from flowviz.records import Figure, Transfer
from flowviz.scene.words import flow_amount, sum_words
from flowviz.terms import Basis, Reporter, Stage, TransferKind
from tests.flows.cases import docket_in, dossier_of, flows_in, sent

FIVE = ("Rifle", Amount.exact("5"))


def within(transfer: Transfer) -> Transfer:
    """The same record, all its figures included in others."""
    lines = (
        dataclasses.replace(
            line,
            figures=tuple(dataclasses.replace(one, basis=Basis.INCLUDED) for one in line.figures),
        )
        for line in transfer.lines
    )
    return dataclasses.replace(transfer, lines=tuple(lines))


def test_an_included_figure_is_shown_and_not_summed() -> None:
    exported = sent("t", "AAA", "BBB", ("Rifle", Amount.exact("100")))
    exported_again = within(sent("u", "AAA", "BBB", FIVE))
    part = Figure("t/part", Stage.DELIVERED, "pieces", Amount.exact("3"), Dates(), Basis.INCLUDED)
    with dossier_of(dataclasses.replace(exported, figures=(part,)), exported_again) as dossier:
        found = docket_in(dossier)
        flows = flows_in(dossier)
    assert found.total_text == "100 pieces delivered"
    assert flows.amount.tolist() == [100.0]
    assert (flows.included_records.tolist(), flows.unknown_records.tolist()) == ([1], [0])
    assert flows.records.tolist() == [2]
    first, second = found.records
    assert [figure.amount_text for figure in first.figures] == ["3 pieces, included"]
    assert second.items[0].figures[0].amount_text == "5 pieces, included"
    assert second.items[0].figures[0].basis is Basis.INCLUDED
    assert (first.standing, second.standing) == ("counted", INCLUDED)
    assert figure_words(part) == "3 pieces delivered, included"


def test_a_pair_of_included_figures_alone_is_hollow_and_said() -> None:
    with dossier_of(within(sent("t", "AAA", "BBB", FIVE)), sent("u", "BBB", "CCC", FIVE)) as made:
        flows = flows_in(made)
        assert flows.flow(1).total.low is None
        assert flow_amount(strands(flows, Mode.DIRECTED), 1) == "included in other figures"
        assert sum_words(flows, flows.pair) == "5 pieces"
        assert docket_in(made).total_text == "included in other figures"
        assert flows.drawn.tolist()[0] == 5.0
        drawn = strands(flows, Mode.DIRECTED)
        (words,) = (each for each in footnotes(drawn, flows.pair) if "hollow" in each)
    assert words == "1 flow is drawn hollow: all figures are included in others."


def test_included_figures_lie_in_their_own_time_and_stage() -> None:
    with dossier_of(within(sent("t", "AAA", "BBB", FIVE))) as dossier:
        for first, last, count in ((2014, 2016, 1), (2016, 2017, 0)):
            query = Query(unit="pieces", first_year=first, last_year=last)
            assert len(flows_in(dossier, query)) == count
        assert len(flows_in(dossier, Query(unit="pieces", stage=Stage.ORDERED))) == 0


def test_included_figures_conflict_with_nothing() -> None:
    exporter = sent("e", "AAA", "BBB", ("Rifle", Amount.exact("100")), reporter=Reporter.EXPORTER)
    again = within(sent("r", "AAA", "BBB", FIVE, reporter=Reporter.EXPORTER))
    importer = sent("i", "AAA", "BBB", ("Rifle", Amount.exact("80")), reporter=Reporter.IMPORTER)
    with dossier_of(exporter, importer, again) as dossier:
        columns = read_columns(dossier)
        (conflict,) = columns.conflicts.of(columns, columns.transfers.places(("e",)))
        assert conflict.words == "The importer tells of 20 pieces less than the exporter."
        assert not list(columns.conflicts.of(columns, columns.transfers.places(("r",))))
    one = sent("t", "AAA", "BBB", FIVE, reporter=Reporter.EXPORTER)
    twin = sent("s", "AAA", "BBB", FIVE, kind=TransferKind.REPORT, reporter=Reporter.THIRD_PARTY)
    with dossier_of(one, within(twin)) as dossier:
        assert proposals(dossier, read_columns(dossier)).found == ()
    with dossier_of(one, twin) as dossier:
        assert proposals(dossier, read_columns(dossier)).found, "else the test would prove nothing"
