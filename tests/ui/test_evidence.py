import contextlib
import dataclasses
import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.flows.query import Query
from flowviz.records import Citation, DataSet, Figure, Import, Line, Provenance, Source, Transfer
from flowviz.terms import Stage, Stance, Subject, TransferKind
from flowviz.ui.inspector.model import EvidenceModel
from flowviz.ui.inspector.record_rows import years_in_short
from flowviz.ui.inspector.rows import Row, RowKind, Tone
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dossier_of

A, B = (
    Actor("AAA", ActorKind.STATE, "Aland", lon=10, lat=50),
    Actor("BBB", ActorKind.STATE, "Beland", lon=30, lat=40),
)


def transfer(id_: str, pieces: str = "5", comment: str = "") -> Transfer:
    figure = Figure(f"{id_}-f", Stage.DELIVERED, "pieces", Amount.exact(pieces))
    line = Line(f"{id_}-l", "Rifle", figures=(figure,))
    return Transfer(id_, TransferKind.DELIVERY, "AAA", "BBB", comment=comment, lines=(line,))


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def shown_rows(window: Window) -> list[Row]:
    """Every row of the tree in reading order."""
    model, found = window.evidence.flow.tree.rows(), []

    def walk(parent: QModelIndex) -> None:
        for at in range(model.rowCount(parent)):
            index = model.index(at, 0, parent)
            row = model.row_of(index)
            assert row is not None
            found.append(row)
            walk(index)

    walk(QModelIndex())
    return found


def below_titled(row: Row, title: str) -> Row:
    """The row of a title below another one."""
    for child in row.children:
        assert isinstance(child, Row)
        if child.title == title:
            return child
        with contextlib.suppress(LookupError):
            return below_titled(child, title)
    raise LookupError(title)


def row_titled(window: Window, title: str) -> Row:
    return next(row for row in shown_rows(window) if row.title == title)


def test_the_header_says_total_records_years_existence_and_origins(window: Window) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    words = texts(window.evidence.flow.header)
    assert "Belarus → Bulgaria" in words
    assert "380 pieces delivered" in words
    assert {"2015", "1 record", "unconfirmed", "1 origin"} <= set(words)
    assert "It goes back to 1 origin: Belarusian Investigative Center." in words
    record = row_titled(window, "9P135M Konkurs, AGS-17")
    why = below_titled(record, "Did it take place?")
    assert why.plain().count("Unconfirmed: all support goes back to one origin. To confirm") == 1


def test_a_flow_of_unknown_amount_says_so_and_why_it_is_tentative(window: Window) -> None:
    window.session.select(Selected.flow("USA", "x-syrian-opposition"))
    words = texts(window.evidence.flow.header)
    assert "amount delivered: unknown" in words
    assert "tentative" in words
    why = below_titled(row_titled(window, "missiles"), "Did it take place?").plain()
    assert "Tentative, decided by hand: The statement speaks of buying, not of handing over" in why
    assert "Points to note" not in why  # one origin and who decided are said already


def test_under_a_record_stand_its_items_its_common_value_and_its_sources(window: Window) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    record = row_titled(window, "9P135M Konkurs, AGS-17")
    assert record.side == "380 pieces"
    below = [row.title for row in record.children]
    parts = ["9P135M Konkurs", "AGS-17", "EUR 37,900,000 delivered, 2015"]
    assert below[:4] == ["Did it take place?", *parts]
    figure = below_titled(record, "240 pieces delivered, 2015")
    (source,) = figure.children
    assert source.title.startswith("How Belarus Supported Assad")
    assert source.url.startswith("https://www.themoscowtimes.com/2024/12/13/")
    assert [row.title for row in source.children] == ["Supports the amount", "Supports the date"]
    said = source.plain()
    assert "The Moscow Times · 2024-12-13 · from Belarusian Investigative Center" in said
    assert "Paraphrase: Says that 240 Konkurs were sent." in said
    assert "Source: fairly reliable (C) · This statement: possibly true (3)" in said


def test_two_sources_of_one_origin_are_one(window: Window) -> None:
    window.session.select(Selected.flow("USA", "x-syrian-opposition"))
    origins = row_titled(window, "Where it comes from")
    assert origins.lines == ()
    (origin,) = origins.children
    assert origin.title == "Origin: Statement to BuzzFeed on buying missiles from Belarus"
    assert "Report of 2015 with Matthew Allen's statement" in origin.plain()


def test_a_record_without_a_source_is_loud(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, transfer("t1")))
    window.session.select(Selected.flow("AAA", "BBB"))
    record = row_titled(window, "Rifle")
    assert (Tone.ALARM, "No source") in record.badges
    assert any(row.kind is RowKind.MISSING for row in record.children)
    assert "No source: 1 record" in texts(window.evidence.flow.header)


def test_a_source_that_contradicts_stands_first_and_is_marked(open_window: Open) -> None:
    sources = Source("s1", "Yes"), Source("s2", "No")
    cited = (
        Citation("c1", "s1", Subject.TRANSFER, "t1", reliability="B", credibility=2),
        Citation("c2", "s2", Subject.TRANSFER, "t1", field="existence", stance=Stance.CONTRADICTS),
    )
    window = open_window(dossier_of(A, B, transfer("t1"), *sources, *cited))
    window.session.select(Selected.flow("AAA", "BBB"))
    first = shown_rows(window)[0]
    assert first.title == "Disputed: a source says that it did not take place"
    cited_rows = [row for row in shown_rows(window) if row.kind is RowKind.CITATION]
    assert [row.title for row in cited_rows] == ["No", "No", "Yes"]
    assert (Tone.ALARM, "contradicts") in cited_rows[0].badges
    graded = "Source: usually reliable (B in this matter) · This statement: probably true (2)"
    assert (Tone.MUTED, graded) in cited_rows[2].lines
    assert "disputed" in texts(window.evidence.flow.header)


def test_a_link_between_records_leads_to_the_other_flow(qtbot: QtBot, window: Window) -> None:
    window.session.select(Selected.flow("BGR", "USA"))
    link = next(row for row in shown_rows(window) if row.pair is not None)
    assert (
        link.title
        == "Came from: 136 of 240 9P135M Konkurs of Belarus → Bulgaria, 2015 (unconfirmed)"
    )
    window.evidence.flow.tree.pair_wanted.emit(*link.pair)
    assert window.session.selected == Selected.flow("BLR", "BGR")


def test_the_actor_panel_shows_received_onward_and_not_accounted_for(window: Window) -> None:
    window.session.select(Selected(actor="BGR"))
    cells = [line.cells for line in window.evidence.actor.table.rows().lines()]
    assert ("9P135M Konkurs", "240", "216", "24") in cells
    assert ("AGS-17", "140", "\N{EN DASH}", "not reported") in cells
    assert ("Belarus", "380", "", "") in cells
    assert ("United States", "", "136", "") in cells


def test_the_ledger_explains_what_is_not_accounted_for(window: Window) -> None:
    window.session.select(Selected(actor="BGR"))
    table, tip = window.evidence.actor.table, Qt.ItemDataRole.ToolTipRole
    meaning = "Received less what is reported to have gone on; it may have stayed"
    assert meaning in table.rows().headerData(3, Qt.Orientation.Horizontal, tip)
    lines = [line.cells[0] for line in table.rows().lines()]
    konkurs, ags = (
        table.rows().index(lines.index(name), 3).data(tip) for name in ("9P135M Konkurs", "AGS-17")
    )
    assert konkurs == f"<qt>24<br/>{meaning}</qt>"
    assert ags == f"<qt>no onward transfer reported<br/>{meaning}</qt>"


def test_a_partner_leads_to_its_flow(window: Window) -> None:
    window.session.select(Selected(actor="BGR"))
    window.evidence.actor.pair_wanted.emit("BGR", "SAU")
    assert window.session.selected == Selected.flow("BGR", "SAU")
    assert window.evidence.page is window.evidence.flow


def test_a_ledger_changes_with_the_query(window: Window) -> None:
    window.session.select(Selected(actor="BGR"))
    window.session.ask(type(window.session.query)(unit="EUR"))
    assert "State · EUR delivered" in texts(window.evidence.actor)


def test_with_nothing_selected_the_panel_says_what_the_dossier_holds(window: Window) -> None:
    words = texts(window.evidence.flow.header)
    assert "4 records · 5 actors · 7 sources · 38 citations" in "\n".join(words)
    assert row_titled(window, "Belarus → Bulgaria").pair == ("BLR", "BGR")


def test_a_flow_that_the_query_leaves_out_stays_selected_and_says_so(window: Window) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    window.session.ask(type(window.session.query)(stage=Stage.SEIZED))
    assert window.session.selected == Selected.flow("BLR", "BGR")
    assert "nothing seized under this query" in texts(window.evidence.flow.header)


def test_many_records_are_closed_but_for_the_first(open_window: Open) -> None:
    records = [transfer(f"t{number:03}", str(number + 1)) for number in range(120)]
    window = open_window(dossier_of(A, B, *records))
    window.session.select(Selected.flow("AAA", "BBB"))
    tree, model = window.evidence.flow.tree, window.evidence.flow.tree.rows()
    assert model.rowCount() == 120
    opened = [at for at in range(120) if tree.isExpanded(model.index(at, 0))]
    assert opened == [0]


def test_copying_a_row_gives_it_with_all_below_it(qtbot: QtBot, window: Window) -> None:
    window.session.select(Selected.flow("BGR", "SAU"))
    tree = window.evidence.flow.tree
    tree.setCurrentIndex(tree.rows().index(0, 0))
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "80 pieces" in copied
    assert "    How Belarus Supported Assad" in copied


def test_the_link_of_a_source_is_where_it_is_drawn(window: Window) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    tree, model = window.evidence.flow.tree, window.evidence.flow.tree.rows()
    cited = next(
        index
        for index in model.taken()
        if any(tone is Tone.LINK for tone, _words in model.row_of(index).lines)
    )
    tree.scrollTo(cited)
    area = tree.itemDelegate().link_area(cited, tree.visualRect(cited))
    assert area is not None
    assert tree.is_on_link(area.center())
    assert not tree.is_on_link(tree.visualRect(cited).topLeft())


def test_the_evidence_model_is_a_sound_model(window: Window, qtmodeltester: ModelTester) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    qtmodeltester.check(window.evidence.flow.tree.rows())


def test_an_index_finds_its_parent_again() -> None:
    model = EvidenceModel()
    leaf = Row(RowKind.DETAIL, "leaf")
    model.show_rows((Row(RowKind.RECORD, "top", children=(leaf, leaf)),))
    top = model.index(0, 0)
    assert model.parent(model.index(1, 0, top)) == top
    assert not model.parent(top).isValid()


@pytest.mark.parametrize("kept", [True, False])
def test_a_hand_edit_shows_what_the_file_says(kept: bool, open_window: Open) -> None:
    source = Source("s", "Register")
    data_set = DataSet("d", "Register", "sipri-deals", "s")
    at = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    imported = Import("i", "d", "deals.csv", "0" * 64, "1", 1, at)
    values = (("comment", '"as filed"'),) if kept else ()
    own = Provenance("t1", "d", "k", "i", 13, kept=values)
    record = Transfer(
        "t1",
        TransferKind.DEAL,
        "AAA",
        "BBB",
        comment="by hand",
        data_set="d",
        lines=transfer("t1").lines,
    )
    window = open_window(dossier_of(A, B, source, data_set, imported, record, own))
    window.session.select(Selected.flow("AAA", "BBB"))
    record_row = row_titled(window, "Rifle")
    assert ("The file says as filed" in record_row.plain()) is kept
    brought = [row for row in record_row.children if row.icon == "import"]
    assert [row.lines for row in brought] == [((Tone.MUTED, "row 13 of deals.csv"),)]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("1986; 1987; 1988; 1990", "1986\N{EN DASH}1988; 1990"),
        ("1986; 1987", "1986; 1987"),
        ("1950; 1953; 1954; 1955; 1957", "1950; 1953\N{EN DASH}1955; 1957"),
        ("2015-06", "2015-06"),
        ("1986; about 1990", "1986; about 1990"),
        ("", ""),
    ],
)
def test_runs_of_years_are_shown_as_spans(given: str, shown: str) -> None:
    assert years_in_short(given) == shown


def test_a_record_that_spans_more_than_the_years_asked_for_says_it_is_in_no_sum(
    open_window: Open,
) -> None:
    figure = Figure("f", Stage.DELIVERED, "pieces", Amount.exact("5"), Dates.parse("2014/2016"))
    record = dataclasses.replace(transfer("t1"), lines=(Line("l", "Rifle", figures=(figure,)),))
    window = open_window(dossier_of(A, B, record))
    window.session.select(Selected.flow("AAA", "BBB"))
    assert "not in the total" not in row_titled(window, "Rifle").plain()
    window.session.ask(Query(first_year=2015))
    assert (
        "Not dated within the years shown: not in the total" in row_titled(window, "Rifle").plain()
    )
    assert "Up to 5 pieces more" in " ".join(texts(window.evidence.flow.header))


@pytest.mark.parametrize("is_uncertain", [True, False])
def test_the_header_says_whether_figures_in_a_total_are_uncertain(
    open_window: Open, is_uncertain: bool
) -> None:
    told = transfer("t")
    amount = Amount.exact("5", is_uncertain=is_uncertain)
    figure = dataclasses.replace(told.lines[0].figures[0], amount=amount)
    line = dataclasses.replace(told.lines[0], figures=(figure,))
    window = open_window(dossier_of(A, B, dataclasses.replace(told, lines=(line,))))
    window.session.select(Selected.flow("AAA", "BBB"))
    assert ("uncertain figures (?)" in texts(window.evidence.flow.header)) == is_uncertain
