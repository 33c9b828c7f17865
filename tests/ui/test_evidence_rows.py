"""The rows of a flow: what is said against it first, each citation for itself, long lists."""

import dataclasses

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.amounts import Amount
from flowviz.flows.record_list import Order
from flowviz.records import Account, Citation, Group, Link, Source, Transfer
from flowviz.terms import LinkKind, SourceStatus, Stage, Stance, Subject
from flowviz.ui.inspector.model import FIRST, EvidenceModel
from flowviz.ui.inspector.rows import WAITING, Later, Quote, Row, RowKind, Tone
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs, dossier_of
from tests.ui.test_evidence import A, B, row_titled, shown_rows, texts, transfer

PAIR = Selected.flow("AAA", "BBB")
REPORT = Source("s", "A report")
GONE = Source("gone", "A forged letter", status=SourceStatus.RETRACTED, status_reason="forged")


def cited(id_: str, source: str, subject: str = "t1", **kwargs: object) -> Citation:
    return Citation(id_, source, Subject.TRANSFER, subject, **kwargs)  # type: ignore[arg-type]


def many(count: int) -> list[Transfer]:
    return [transfer(f"t{number:04}", str(number + 1)) for number in range(count)]


def index_of(window: Window, title: str) -> QModelIndex:
    model = window.evidence.flow.tree.rows()
    return next(index for index in model.taken() if model.row_of(index).title == title)


def test_each_of_several_citations_of_a_source_is_edited_for_itself(open_window: Open) -> None:
    both = cited("c1", "s", field="supplier"), cited("c2", "s", field="recipient")
    window = open_window(dossier_of(A, B, REPORT, transfer("t1"), *both))
    window.session.select(PAIR)
    tree = window.evidence.flow.tree
    for title, id_ in (("Supports the supplier", "c1"), ("Supports the recipient", "c2")):
        tree.setCurrentIndex(index_of(window, title))
        picked = window.evidence.picked()
        assert (picked.kind, picked.ids) == (Citation, (id_,))
        menu = QMenu()
        window.evidence._fill_menu(menu)
        assert "Edit…" in [action.text().replace("&", "") for action in menu.actions()]


def test_a_heading_within_a_record_stands_for_it(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, REPORT, transfer("t1"), cited("c1", "s")))
    window.session.select(PAIR)
    for title in ("Cited for the record as a whole", "Where it comes from", "Did it take place?"):
        window.evidence.flow.tree.setCurrentIndex(index_of(window, title))
        assert (window.evidence.picked().kind, window.evidence.picked().ids) == (Transfer, ("t1",))


def test_a_quotation_stands_as_one_with_the_words_around_it_paler(open_window: Open) -> None:
    quoted = cited("c", "s", text="300 rifles", is_quotation=True, prefix="a licence for ")
    told = cited("d", "s", text="many rifles", field="existence")
    window = open_window(dossier_of(A, B, REPORT, transfer("t1"), quoted, told))
    window.session.select(PAIR)
    lines = [line for row in shown_rows(window) for line in row.lines]
    assert (Tone.TEXT, Quote("300 rifles", "a licence for ")) in lines
    assert (Tone.TEXT, "Paraphrase: many rifles") in lines
    assert str(Quote("b", "a ", " c")) == str(Quote("b", "a", "c")) == "a “b” c"


def test_what_rests_on_a_retracted_source_alone_says_so_loudly(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, GONE, transfer("t1"), cited("c", "gone")))
    assert row_titled(window, "Unsupported: what they rested on no longer holds")
    window.session.select(PAIR)
    loud = next(row for row in shown_rows(window) if row.kind is RowKind.MISSING)
    assert loud.title == "Unsupported"
    assert "“A forged letter”: The source was retracted: forged." in loud.plain()
    said = texts(window.evidence.flow.header)
    assert "Unsupported: 1 record. All support was withdrawn or retracted." in said


def test_the_overview_names_what_is_in_question_before_the_largest_flows(
    open_window: Open,
) -> None:
    denial = cited("c", "s", field="existence", stance=Stance.CONTRADICTS)
    window = open_window(dossier_of(A, B, REPORT, transfer("t1"), denial))
    titles = [row.title for row in shown_rows(window) if row.kind is RowKind.SECTION]
    assert titles == ["Disputed: a source says that they did not take place", "Largest first"]


def test_a_group_says_which_account_counts_and_opens_its_form(
    qtbot: QtBot, open_window: Open
) -> None:
    accounts = Account("a", "Exporter", True, ("t1",)), Account("b", "Importer", False, ("t2",))
    group = Group("g", "the same lorries", accounts)
    window = open_window(dossier_of(A, B, transfer("t1"), transfer("t2", "7"), group))
    window.session.select(PAIR)
    row = row_titled(window, "2 accounts of the same goods")
    assert (Tone.TEXT, "“Exporter” counts: chosen by hand.") in row.lines
    first = shown_rows(window)
    assert [each.title for each in first if each.kind is RowKind.SECTION][:2] == [
        "Told differently",
        "Told more than once, counted once",
    ]
    tree = window.evidence.flow.tree
    tree.setCurrentIndex(index_of(window, row.title))
    window.evidence.take_focus()
    qtbot.waitUntil(tree.hasFocus)
    assert window.records.picked().kind is Group
    window.records.edit()
    qtbot.waitUntil(lambda: bool(dialogs(window)))


def test_figures_that_conflict_stand_side_by_side_with_the_difference(open_window: Open) -> None:
    accounts = Account("a", "Exporter", True, ("t1",)), Account("b", "Importer", False, ("t2",))
    records = transfer("t1", "5"), transfer("t2", "7"), Group("g", "", accounts)
    window = open_window(dossier_of(A, B, *records))
    window.session.select(PAIR)
    conflict = next(row for row in shown_rows(window) if row.cells)
    assert [value for _caption, value in conflict.cells] == ["5 pieces", "7 pieces", "+2 pieces"]


def test_a_link_is_edited_like_a_record(open_window: Open) -> None:
    link = Link("l", "t2", "t1", LinkKind.CONTINUES, "Rifle", "pieces", Amount.exact("5"))
    window = open_window(dossier_of(A, B, transfer("t1"), transfer("t2"), link))
    window.session.select(PAIR)
    row = next(row for row in shown_rows(window) if row.title.startswith("Came from"))
    assert (row.picked.kind, row.picked.ids) == (Link, ("l",))


def test_records_wait_while_a_job_has_the_dossier_and_come_then(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, *many(120)))
    window.session.select(PAIR)
    model = window.evidence.flow.tree.rows()
    last = model.index(119, 0)
    window.session.lend()
    assert model.row_of(last) is WAITING
    assert model.rowCount(last) == 0
    window.session.take_back(window.session.contents)
    assert window.evidence.flow.tree.rows().row_of(model.index(119, 0)).side == "120 pieces"


def test_of_a_long_list_the_rest_is_shown_after_the_first_rows(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window(dossier_of(A, B, *many(FIRST + 50)))
    window.session.select(PAIR)
    model = window.evidence.flow.tree.rows()
    assert model.rowCount() == FIRST
    qtbot.waitUntil(lambda: model.rowCount() == FIRST + 50)


def test_a_record_at_the_end_of_a_long_list_is_gone_to(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, *many(FIRST + 50)))
    window.session.select(Selected.record("AAA", "BBB", f"t{FIRST + 49:04}"))
    row = window.evidence.flow.tree.current_row()
    assert row is not None
    assert row.side == f"{FIRST + 50} pieces"


def test_records_are_shown_in_the_order_that_is_chosen(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, *many(30)))
    window.session.select(PAIR)
    panel = window.evidence.flow
    panel.sorting.choice.setCurrentIndex(1)
    panel.sorting.choice.activated.emit(1)
    assert panel.sorting.order is Order.AMOUNT
    first = panel.tree.rows().row_of(panel.tree.rows().index(0, 0))
    assert first is not None
    assert first.side == "30 pieces"


@pytest.mark.parametrize("stage", [Stage.DELIVERED, Stage.ORDERED])
def test_a_row_is_as_tall_before_it_is_read_as_after(stage: Stage, open_window: Open) -> None:
    records = [
        transfer("t1"),
        dataclasses.replace(transfer("t2"), existence=None),
        transfer("t3"),
    ]
    against = cited("c1", "s", "t3", field="existence", stance=Stance.CONTRADICTS)
    window = open_window(
        dossier_of(A, B, REPORT, GONE, *records, *many(9), against, cited("c2", "gone"))
    )
    window.session.ask(type(window.session.query)(stage=stage))
    window.session.select(PAIR)
    tree = window.evidence.flow.tree
    model, drawing = tree.rows(), tree.itemDelegate()
    tops = [model.index(number, 0) for number in range(model.rowCount())]
    later = [index for index in tops if isinstance(model.seen(index), Later)]
    assert len(later) > 8
    before = [drawing.sizeHint(QStyleOptionViewItem(), index).height() for index in later]
    assert all(model.row_of(index) is not WAITING for index in later)
    drawing.forget()
    assert [drawing.sizeHint(QStyleOptionViewItem(), index).height() for index in later] == before


def test_the_model_of_a_long_list_is_a_sound_one(
    open_window: Open, qtmodeltester: ModelTester
) -> None:
    window = open_window(dossier_of(A, B, *many(40)))
    window.session.select(PAIR)
    qtmodeltester.check(window.evidence.flow.tree.rows())


def test_the_rest_of_the_rows_joins_those_that_were_opened(qtmodeltester: ModelTester) -> None:
    leaf = Row(RowKind.DETAIL, "leaf")
    model = EvidenceModel()
    model.show_rows([Row(RowKind.SECTION, f"{n}", children=(leaf,)) for n in range(FIRST + 3)])
    assert model.rowCount(model.index(0, 0)) == 1
    model.take_rest()
    last = model.index(FIRST + 2, 0)
    assert model.data(last, Qt.ItemDataRole.DisplayRole) == f"{FIRST + 2}"
    assert model.parent(model.index(0, 0, last)) == last
    qtmodeltester.check(model)


def test_what_is_new_in_a_flow_is_open_and_what_was_closed_stays_so(open_window: Open) -> None:
    denial = cited("c", "s", stance=Stance.CONTRADICTS, field="existence")
    window = open_window(dossier_of(A, B, REPORT, transfer("t1"), transfer("t2"), denial))
    window.session.select(PAIR)
    tree = window.evidence.flow.tree
    disputed = "Disputed: a source says that it did not take place"
    tree.collapse(index_of(window, disputed))
    told = Account("a", "", True, ("t1",)), Account("b", "", False, ("t2",))
    with window.session.edit("Group") as edit:
        edit.put(Group("g", "One ship", told))
    assert tree.isExpanded(index_of(window, "Told more than once, counted once"))
    assert not tree.isExpanded(index_of(window, disputed))


def test_several_records_of_a_flow_are_told_as_several(open_window: Open) -> None:
    window = open_window(dossier_of(A, B, transfer("t1"), transfer("t2")))
    window.session.select(dataclasses.replace(PAIR, transfers=("t1", "t2")))
    assert "Records of a flow" in texts(window.evidence.flow.header)
