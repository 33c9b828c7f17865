"""The overview panel in a real window: counts that filter, steps that lead, proposals decided."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.records import Citation, Grading, Record, Source
from flowviz.terms import CountedBy, Mark, Origin, Proposal, Reporter, Stage, Stance, Subject
from flowviz.ui import following
from flowviz.ui.overview import panel as panel_module
from flowviz.ui.overview.deciding import DeriveDialog, GroupDialog, LinkDialog, RefuseDialog
from flowviz.ui.overview.lines import Line, LineKind
from flowviz.ui.overview.list import OverviewModel
from flowviz.ui.overview.panel import OverviewPanel
from flowviz.ui.window import Window
from tests.overview.made import ACTORS, SOURCES, cites, figure, record
from tests.overview.test_overview import GRADED, ORIGINAL
from tests.overview.test_proposals import deal, licence, quoted
from tests.ui.conftest import Open, dialogs, dossier_of


def shown(open_window: Open, *records: Record) -> tuple[Window, OverviewPanel]:
    """A window on some records, and its overview."""
    window = open_window(dossier_of(*ACTORS, *SOURCES, *records))
    window.actions_["overview"].trigger()
    panel = window.panels.widget("overview")
    assert isinstance(panel, OverviewPanel)
    return window, panel


def row_of(panel: OverviewPanel, kind: LineKind, target: str) -> int:
    """The place of the line of a kind that leads to a target."""
    lines = panel.list.overview.lines
    return next(at for at, line in enumerate(lines) if line.kind is kind and line.target == target)


def go(panel: OverviewPanel, kind: LineKind, target: str, qtbot: QtBot) -> None:
    """Click a line."""
    index = panel.list.overview.index(row_of(panel, kind, target))
    panel.list.scrollTo(index)
    at = panel.list.visualRect(index).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def choose(panel: OverviewPanel, kind: Proposal) -> Line:
    """Put the keyboard's place on the first proposal of a kind."""
    panel.show_proposals(kind)
    line = panel.list.line()
    assert line is not None
    return line


def test_a_click_on_a_count_filters_the_picture_and_back_takes_it_away(
    open_window: Open, qtbot: QtBot
) -> None:
    other = dataclasses.replace(record("b"), recipient="SYR")
    window, panel = shown(open_window, record("a"), other, ORIGINAL, GRADED)
    go(panel, LineKind.COUNT, Mark.NO_SOURCE, qtbot)
    assert window.session.query.marks == {Mark.NO_SOURCE}
    assert len(window.session.flows) == 1
    window.actions_["back"].trigger()
    assert window.session.query.marks == frozenset()
    assert len(window.session.flows) == 2


def test_a_count_of_another_stage_shows_that_stage(open_window: Open, qtbot: QtBot) -> None:
    cited = cites("1", "paper", "d")
    window, panel = shown(open_window, licence(), record("d", item="Igla"), cited)
    go(panel, LineKind.COUNT, Mark.NO_SOURCE, qtbot)
    assert window.session.query.stage is Stage.LICENSED
    assert len(window.session.flows) == 1


def test_disputed_flows_are_filtered(open_window: Open, qtbot: QtBot) -> None:
    denial = Citation("x", "paper", Subject.TRANSFER, "a", "", Stance.CONTRADICTS)
    window, panel = shown(open_window, record("a"), denial)
    go(panel, LineKind.STEP, "disputed", qtbot)
    assert window.session.query.is_disputed


def test_counts_are_of_the_whole_dossier_whatever_is_filtered(
    open_window: Open, qtbot: QtBot
) -> None:
    window, panel = shown(open_window, record("a"))
    assert panel.found is not None
    before = panel.found.standing
    window.session.ask(dataclasses.replace(window.session.query, first_year=2020))
    assert panel.found.standing == before


def test_a_step_leads_to_the_source_in_the_library(open_window: Open, qtbot: QtBot) -> None:
    window, panel = shown(open_window, record("a"), cites("1", "paper", "a"))
    go(panel, LineKind.STEP, "paper", qtbot)
    library = window.panels.widget("sources")
    assert library.isVisible()
    assert library.picked().ids == ("paper",)  # type: ignore[attr-defined]


def test_a_group_is_accepted_and_undone_in_one_step(open_window: Open, qtbot: QtBot) -> None:
    parts = [record(f"d{at}", "20", f"2015-{at:02}") for at in range(1, 4)]
    weight = figure("weight", "3", "2015-04", unit="tonnes")
    parts.append(record("d4", "20", "2015-04", more=(weight,)))
    window, panel = shown(open_window, deal(amount="80"), *parts)
    choose(panel, Proposal.SAME_GOODS)
    panel.accept_.click()
    (dialog,) = dialogs(window, GroupDialog)
    assert isinstance(dialog, GroupDialog)
    assert "“Its deliveries” counts: it tells the goods in the most records (4)." in (
        dialog.effect.text()
    )
    assert "No longer counted" not in dialog.effect.text(), "what was ordered counts as ordered"
    dialog.by_hand[0].click()
    assert "No longer counted" in dialog.effect.text()
    assert "Konkurs, delivered: 3 tonnes" in dialog.effect.text()
    dialog.by_rule.click()
    assert window.session.dossier.groups() == ()
    dialog.accept()
    (group,) = window.session.dossier.groups()
    assert group.counted_by is CountedBy.RULE
    assert window.session.flows.flow(0).total.value == 80
    qtbot.waitUntil(lambda: panel.found is not None and panel.found.groups == 1)
    assert panel.found is not None
    assert panel.found.proposals.found == ()
    window.actions_["undo"].trigger()
    assert window.session.dossier.groups() == ()
    assert window.session.flows.flow(0).total.value == 160


def test_the_account_chosen_by_hand_counts(open_window: Open) -> None:
    window, panel = shown(open_window, deal(amount="80"), record("d", "60"))
    choose(panel, Proposal.SAME_GOODS)
    panel.accept_.click()
    (dialog,) = dialogs(window, GroupDialog)
    assert isinstance(dialog, GroupDialog)
    dialog.by_hand[0].setChecked(True)
    assert "it is chosen by hand" in dialog.effect.text()
    dialog.accept()
    assert window.session.dossier.groups()[0].accounts[0].is_counted
    assert window.session.flows.flow(0).total.value == 80


def test_many_accounts_scroll_and_the_buttons_stay_in_sight(open_window: Open) -> None:
    others = [Source(f"s{at}", f"Source {at}") for at in range(15)]
    told = [record(f"r{at}") for at in range(15)]
    cited = [cites(f"c{at}", f"s{at}", f"r{at}") for at in range(15)]
    window, panel = shown(open_window, *others, *told, *cited)
    choose(panel, Proposal.SAME_GOODS)
    panel.accept_.click()
    (dialog,) = dialogs(window, GroupDialog)
    assert isinstance(dialog, GroupDialog)
    assert len(dialog.by_hand) == 15
    assert dialog.height() < 700
    dialog.by_hand[3].setChecked(True)
    assert not dialog.by_rule.isChecked()


def test_links_are_made_in_one_edit(open_window: Open) -> None:
    window, panel = shown(open_window, licence(), record("d1", "100"), record("d2", "60"))
    choose(panel, Proposal.FULFILS)
    panel.accept_.click()
    (dialog,) = dialogs(window, LinkDialog)
    dialog.accept()
    assert len(window.session.dossier.links()) == 2
    window.actions_["undo"].trigger()
    assert window.session.dossier.links() == ()


def test_which_source_was_first_is_asked_where_no_date_tells(open_window: Open) -> None:
    window, panel = shown(open_window, record("a"), quoted("1", "paper"), quoted("2", "report"))
    choose(panel, Proposal.DERIVED)
    panel.accept_.click()
    (dialog,) = dialogs(window, DeriveDialog)
    assert isinstance(dialog, DeriveDialog)
    assert not dialog.take.isEnabled()
    dialog.turned.setChecked(True)
    assert dialog.take.isEnabled()
    dialog.accept()
    made = [each for each in window.session.dossier.sources().values() if each.derives_from]
    assert [each.origin for each in made] == [Origin.DERIVED]


def test_a_proposal_is_turned_down_with_a_reason(open_window: Open, qtbot: QtBot) -> None:
    pair = record("a", reporter=Reporter.EXPORTER), record("b", reporter=Reporter.THIRD_PARTY)
    window, panel = shown(open_window, *pair)
    line = choose(panel, Proposal.SAME_GOODS)
    assert panel.refuse.text() == "Not the Same…"
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    (dialog,) = dialogs(window, RefuseDialog)
    assert isinstance(dialog, RefuseDialog)
    dialog.field.setText("Two contracts")
    dialog.accept()
    (dismissal,) = window.session.dossier.dismissals()
    assert line.proposed is not None
    assert (dismissal.key, dismissal.reason) == (line.proposed.key, "Two contracts")
    qtbot.waitUntil(lambda: panel.found is not None and not panel.found.proposals.found)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: panel.found is not None and len(panel.found.proposals.found) == 1)


def test_the_keyboard_goes_on_with_the_next_proposal_once_one_is_decided(
    open_window: Open, qtbot: QtBot
) -> None:
    pairs = [
        dataclasses.replace(record(f"{item}{reporter}", item=item), reporter=reporter)
        for item in ("Igla", "Konkurs")
        for reporter in (Reporter.EXPORTER, Reporter.THIRD_PARTY)
    ]
    window, panel = shown(open_window, *pairs)
    first = choose(panel, Proposal.SAME_GOODS)
    assert first.proposed is not None
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert set(window.session.selected.transfers) == set(first.proposed.transfers)  # type: ignore[attr-defined]
    for left in (1, 0):
        (dialog,) = dialogs(window, RefuseDialog)
        dialog.accept()

        def decided(left: int = left) -> bool:
            return panel.found is not None and len(panel.found.proposals.found) == left

        qtbot.waitUntil(decided)
        line = panel.list.line()
        assert line is not None, "the keyboard has lost its place"
        assert line.leads
        assert (line.proposed is not None) is bool(left)
        if left:
            qtbot.waitUntil(lambda: not dialogs(window, RefuseDialog))
            qtbot.keyClick(panel.list, Qt.Key.Key_Delete)


def test_a_click_on_a_proposal_selects_its_records(open_window: Open, qtbot: QtBot) -> None:
    pair = record("a", reporter=Reporter.EXPORTER), record("b", reporter=Reporter.THIRD_PARTY)
    window, panel = shown(open_window, *pair)
    line = choose(panel, Proposal.SAME_GOODS)
    panel.list.went.emit(line)
    assert window.session.selected.pair == ("BLR", "BGR")
    assert set(window.session.selected.transfers) == {"a", "b"}


def test_keys_walk_the_lines_and_enter_goes(open_window: Open, qtbot: QtBot) -> None:
    window, panel = shown(open_window, record("a"))
    assert panel.list.currentIndex().row() == 1
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.session.query.marks == {Mark.NO_SOURCE}
    lines = panel.list.overview.lines
    for _ in lines:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
        line = panel.list.line()
        assert line is not None
        assert line.kind is not LineKind.HEADING
    qtbot.keyClick(panel.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(lines[-1].title)


def test_nothing_left_to_do_is_said_only_where_that_is_so(open_window: Open) -> None:
    second = dataclasses.replace(ORIGINAL, id="other", gradings=(Grading("h", "B"),))
    cited = cites("2", "other", "a", credibility=1)
    _, panel = shown(open_window, record("a"), ORIGINAL, second, GRADED, cited)
    assert panel.list.overview.lines[1].title.startswith("Every flow has a source that holds")
    _, panel = shown(open_window, record("a"))
    assert not any("Every flow has" in line.title for line in panel.list.overview.lines)


def test_an_empty_dossier_says_that_there_are_no_flows(open_window: Open) -> None:
    _, panel = shown(open_window)
    assert panel.list.overview.lines[1].title.startswith("There are no flows yet.")


def test_it_follows_every_edit(open_window: Open, qtbot: QtBot) -> None:
    window, panel = shown(open_window, record("a"))
    assert row_of(panel, LineKind.STEP, Mark.NO_SOURCE)
    with window.session.edit("Cite a source") as edit:
        edit.put(cites("1", "paper", "a"))
    qtbot.waitUntil(
        lambda: panel.found is not None and not panel.found.standing.count(Mark.NO_SOURCE).flows
    )


def test_a_large_dossier_is_looked_through_aside(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel_module, "AT_ONCE", 0)
    monkeypatch.setattr(following, "AT_ONCE", 0)
    window, panel = shown(open_window, record("a"))
    qtbot.waitUntil(lambda: panel.found is not None)
    with window.session.edit("Cite a source") as edit:
        edit.put(cites("1", "paper", "a"))
    qtbot.waitUntil(
        lambda: panel.found is not None and not panel.found.standing.count(Mark.NO_SOURCE).flows
    )
    assert panel.stop.isHidden()


def test_the_look_can_be_stopped_and_begun_again(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel_module, "AT_ONCE", 0)
    pair = record("a", reporter=Reporter.EXPORTER), record("b", reporter=Reporter.THIRD_PARTY)
    window = open_window(dossier_of(*ACTORS, *SOURCES, *pair))
    window.actions_["overview"].trigger()
    panel = window.panels.widget("overview")
    assert isinstance(panel, OverviewPanel)
    assert panel.stop.isVisible()
    panel.stop.click()
    qtbot.waitUntil(lambda: panel.line_said().startswith("Stopped") or panel.found is not None)
    if panel.found is None:
        assert panel.stop.text() == "Look Again"
        panel.stop.click()
    qtbot.waitUntil(lambda: panel.found is not None)


def test_the_lines_are_a_sound_model(qtmodeltester: ModelTester, open_window: Open) -> None:
    _, panel = shown(open_window, record("a"), licence())
    model = OverviewModel(panel)
    qtmodeltester.check(model)
    model.show_lines(panel.list.overview.lines)
    qtmodeltester.check(model)


def test_every_line_is_spoken_whole(open_window: Open) -> None:
    _, panel = shown(open_window, record("a"))
    index = panel.list.overview.index(row_of(panel, LineKind.COUNT, Mark.NO_SOURCE))
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Without source. 1 flow. no source was ever cited for them")
    assert panel.list.accessibleName()
    assert panel.accessibleName() == "Overview"


def test_all_of_a_line_has_room_in_a_narrow_panel(open_window: Open) -> None:
    _, panel = shown(open_window, record("a"), licence(), record("d"))
    panel.setFixedWidth(panel.minimumWidth())
    panel.list.doItemsLayout()
    for row in range(panel.list.overview.rowCount()):
        rect = panel.list.visualRect(panel.list.overview.index(row))
        assert rect.width() <= panel.list.viewport().width()
        assert rect.height() > 0
