"""What the panel says of what is filtered out, of both ways, of one record, of sides and parts."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query, ReportedBy
from flowviz.records import Citation, Figure, Line, Source, Transfer
from flowviz.terms import CitationStatus, Reporter, Stage, Subject, TransferKind
from flowviz.ui.inspector.overview import overview_rows
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dossier_of

ACTORS = tuple(
    Actor(code, ActorKind.STATE, name, lon=lon, lat=50)
    for code, name, lon in (("AAA", "Aland", 10.0), ("BBB", "Beland", 30.0))
)


def transfer(
    id_: str,
    ends: str,
    *lines: tuple[str, str],
    year: str = "2015",
    reporter: Reporter | None = None,
) -> Transfer:
    """A delivery with a line for each category and amount."""
    made = tuple(
        Line(
            f"{id_}l{at}",
            f"Item of {id_}",
            category=category,
            figures=(
                Figure(
                    f"{id_}f{at}", Stage.DELIVERED, "pieces", Amount.exact(n), Dates.parse(year)
                ),
            ),
        )
        for at, (category, n) in enumerate(lines)
    )
    supplier, recipient = 3 * ends[0], 3 * ends[1]
    return Transfer(
        id_, TransferKind.DELIVERY, supplier, recipient, reporter=reporter, lines=tuple(made)
    )


def header_words(window: Window) -> list[str]:
    labels = window.evidence.flow.header.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def titles(window: Window) -> list[str]:
    model = window.evidence.flow.tree.rows()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def pair(open_window: Open) -> Window:
    """A to B in 2014 and 2016, B to A in 2015."""
    return open_window(
        dossier_of(
            *ACTORS,
            transfer("t1", "AB", ("Guns", "50"), year="2014"),
            transfer("t2", "AB", ("Guns", "5"), year="2016"),
            transfer("t3", "BA", ("Ships", "20"), year="2015"),
        )
    )


def test_the_filter_at_fault_is_named_and_removed_by_its_button(pair: Window, qtbot: QtBot) -> None:
    session, notice = pair.session, pair.evidence.notice
    session.select(Selected.flow("BBB", "AAA"))
    assert notice.words() == ""
    asked = dataclasses.replace(
        session.query, categories=frozenset(("Guns",)), first_year=2014, last_year=2016
    )
    session.ask(asked)
    assert notice.words() == (
        "What you selected is not among the flows shown: filtered out by “Guns”."
    )
    remove, reset = notice.buttons()
    assert remove.text() == "Remove “Guns”"
    assert reset.text() == "Reset Filters"
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert session.query == dataclasses.replace(asked, categories=frozenset())
    assert notice.words() == ""
    assert session.selected == Selected.flow("BBB", "AAA")


def test_a_record_that_its_flow_does_not_count_is_said_to_be_that(open_window: Open) -> None:
    told = dataclasses.replace(transfer("t1", "AB", ("Guns", "50")), reporter=Reporter.EXPORTER)
    seen = dataclasses.replace(transfer("t2", "AB", ("Guns", "40")), reporter=Reporter.IMPORTER)
    window = open_window(dossier_of(*ACTORS, told, seen))
    window.session.select(Selected.record("AAA", "BBB", "t2"))
    words = "The record you selected is not counted in this flow"
    assert window.evidence.notice.words() == f"{words}."
    window.session.select(Selected.record("AAA", "BBB", "t1"))
    assert window.evidence.notice.words() == ""
    window.session.ask(dataclasses.replace(window.session.query, first_year=2030))
    assert "not among the flows shown" in window.evidence.notice.words()


def test_all_filters_at_fault_go_by_one_button(pair: Window, qtbot: QtBot) -> None:
    pair.session.select(Selected(actor="AAA"))
    asked = dataclasses.replace(pair.session.query, is_disputed=True, last_year=2013)
    pair.session.ask(asked)
    assert pair.evidence.notice.words().endswith("by “until 2013” and “only disputed”.")
    (remove,) = pair.evidence.notice.buttons()
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert not pair.session.is_filtered_out
    assert pair.session.query == Query(unit="pieces")


def test_another_stage_is_offered_where_that_is_why(pair: Window, qtbot: QtBot) -> None:
    pair.session.select(Selected.flow("AAA", "BBB"))
    pair.session.ask(Query(unit="pieces", stage=Stage.ORDERED))
    assert "no record of it says that anything was ordered" in pair.evidence.notice.words()
    (show,) = pair.evidence.notice.buttons()
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert pair.session.query == Query(unit="pieces")


def test_what_is_left_out_keeps_its_records_in_sight(pair: Window) -> None:
    pair.session.select(Selected.flow("BBB", "AAA"))
    pair.session.ask(dataclasses.replace(pair.session.query, last_year=2014))
    assert "Beland → Aland" in header_words(pair)
    assert "Item of t3" in titles(pair)


def test_both_ways_are_shown_with_their_net_and_its_rule(pair: Window) -> None:
    pair.actions_["mode_net"].trigger()
    pair.session.select(Selected.strand(pair.session.strands, 0))
    shown = header_words(pair)
    assert shown[:3] == ["Net of both ways", "Aland → Beland", "35 pieces delivered"]
    lines = shown[3].split("\n")
    assert lines == [
        "Aland → Beland: 55 pieces delivered",
        "Beland → Aland: 20 pieces delivered",
        "The net: the larger way less the smaller one.",
    ]
    assert titles(pair) == [
        "Aland → Beland",
        "Item of t1",
        "Item of t2",
        "Beland → Aland",
        "Item of t3",
    ]


def test_the_panel_follows_the_link_mode(pair: Window) -> None:
    pair.actions_["mode_net"].trigger()
    pair.session.select(Selected.strand(pair.session.strands, 0))
    pair.actions_["mode_single"].trigger()
    assert header_words(pair)[:3] == [
        "Both ways together",
        "Aland ↔ Beland",
        "75 pieces delivered",
    ]
    pair.actions_["mode_directed"].trigger()
    assert header_words(pair)[:2] == ["Both ways", "Aland ↔ Beland"]
    assert "75 pieces delivered" not in header_words(pair)


def test_a_record_opens_the_panel_on_it(pair: Window) -> None:
    pair.session.look(dataclasses.replace(pair.session.view, mode=Mode.RECORDS))
    number = int(pair.session.strands.amount.tolist().index(5.0))
    pair.session.select(Selected.strand(pair.session.strands, number))
    tree = pair.evidence.flow.tree
    assert tree.currentIndex().data() == "Item of t2"
    assert tree.isExpanded(tree.currentIndex())
    assert "Record of a flow" in header_words(pair)


@pytest.fixture
def told(open_window: Open) -> Window:
    """The exporter tells 40, the importer 55, a third party 7."""
    return open_window(
        dossier_of(
            *ACTORS,
            transfer("t1", "AB", ("Guns", "40"), reporter=Reporter.EXPORTER),
            transfer("t2", "AB", ("Guns", "55"), reporter=Reporter.IMPORTER),
            transfer("t3", "AB", ("Guns", "7"), reporter=Reporter.THIRD_PARTY),
        )
    )


def test_the_figures_of_both_sides_stand_side_by_side(told: Window) -> None:
    told.session.select(Selected.flow("AAA", "BBB"))
    assert told.evidence.flow.sides.labels() == (
        "Exporter tells",
        "40 pieces",
        "counted · 1 record",
        "Importer tells",
        "55 pieces",
        "not counted · 1 record",
        "Difference",
        "15 pieces more",
        "at the importer, +38%",
        "The exporter's figures count, as is asked for. "
        "7 pieces of the total are third parties' (1 record).",
    )
    told.session.ask(dataclasses.replace(told.session.query, reported_by=ReportedBy.IMPORTER))
    assert "not counted · 1 record" in told.evidence.flow.sides.labels()[2]
    told.session.ask(dataclasses.replace(told.session.query, reported_by=ReportedBy.THIRD_PARTY))
    assert not told.evidence.flow.sides.isVisible()


def test_a_flow_that_one_side_tells_has_no_columns(pair: Window) -> None:
    pair.session.select(Selected.flow("AAA", "BBB"))
    assert not pair.evidence.flow.sides.isVisible()


def test_a_flow_is_shown_by_its_categories(open_window: Open) -> None:
    lines = ("Guns", "60"), ("Ships", "20"), ("", "15")
    window = open_window(dossier_of(*ACTORS, transfer("t1", "AB", *lines)))
    window.session.select(Selected.flow("AAA", "BBB"))
    mix = window.evidence.flow.mix
    assert [(line.words, line.amount, line.share) for line in mix.lines()] == [
        ("Guns", "60 pieces", 60 / 95),
        ("Ships", "20 pieces", 20 / 95),
        ("no known category", "15 pieces", 15 / 95),
    ]
    assert mix.isVisible()
    assert "Guns: 60 pieces 63%" in mix.accessibleDescription()


def test_the_colours_of_the_mix_are_those_of_the_picture(open_window: Open) -> None:
    lines = ("Guns", "60"), ("Ships", "20")
    window = open_window(dossier_of(*ACTORS, transfer("t1", "AB", *lines)))
    window.actions_["colour_by_category"].trigger()
    window.session.select(Selected.flow("AAA", "BBB"))
    palette = window.canvas.style_of_now().palette
    scene = window.canvas.scene_shown
    assert scene is not None
    drawn = palette.hues[int(scene.flows.colour[0])]
    assert window.evidence.flow.mix.lines()[0].colour == drawn


def test_one_category_needs_no_bar(pair: Window) -> None:
    pair.session.select(Selected.flow("AAA", "BBB"))
    assert not pair.evidence.flow.mix.isVisible()


def test_a_bar_of_many_categories_names_the_largest(open_window: Open) -> None:
    lines = tuple((f"Category {n:02}", str(100 - n)) for n in range(20))
    window = open_window(dossier_of(*ACTORS, transfer("t1", "AB", *lines)))
    window.session.select(Selected.flow("AAA", "BBB"))
    found = window.evidence.flow.mix.lines()
    assert len(found) == 7
    assert found[-1].words == "14 other categories"
    assert sum(line.share for line in found) == pytest.approx(1.0)


def test_a_listed_flow_says_once_that_it_has_no_source(pair: Window) -> None:
    _head, row, *_rest = overview_rows(pair.session.flows)
    assert [words for _tone, words in row.badges] == ["No source"]
    assert [words for _tone, words in row.lines] == ["2014\N{EN DASH}2016 · 2 records · confirmed"]


def test_a_flow_whose_support_was_withdrawn_is_not_one_without_a_source(
    open_window: Open,
) -> None:
    cited = Citation(
        "c", "s", Subject.TRANSFER, "t1", status=CitationStatus.WITHDRAWN, status_reason="Wrong"
    )
    record = transfer("t1", "AB", ("Konkurs", "240"))
    window = open_window(dossier_of(*ACTORS, Source("s", "Paper"), record, cited))
    row = overview_rows(window.session.flows)[-1]
    assert {words for _tone, words in row.badges} == {"Unsupported"}
