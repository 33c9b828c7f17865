"""From an empty dossier to evidence that is attacked, and back, by real keys and a real mouse.

Two records of one transfer, told by exporter and importer; three sources: an original, a paper
that has it from there, and an independent one. A figure is cited and graded, what the flow is held
to be follows; it is denied, its original is retracted, the two tellings are grouped, the last
source falls; then all of it is undone, and some is done again.
"""

import os
import shutil

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.dossier.case import write_case
from flowviz.scene.model import Sign
from flowviz.terms import Existence, Mark, Proposal, Stance
from flowviz.ui.overview.panel import OverviewPanel
from tests.ui.conftest import Open, point_on
from tests.ui.test_real_window import until
from tests.ui.work import Work

pytestmark = [
    pytest.mark.long,
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]

ENDS = "BGR", "SAU"
ORIGINAL, PAPER, PANEL = "Export report 2015", "Sofia Courier", "Report of the UN panel"


def test_evidence_from_an_empty_dossier_and_all_of_it_undone(
    open_window: Open, qtbot: QtBot
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    window = open_window(Dossier.new())
    window.move(0, 0)
    window.resize(1580, 960)
    qtbot.wait(300)
    work = Work(window, qtbot, ENDS)
    empty = write_case(work.dossier)

    two_records(work)
    a_figure_is_cited(work)
    the_source_is_graded(work)
    what_derives_adds_no_origin(work)
    a_second_origin_confirms(work)
    a_denial_marks_and_lowers_nothing(work)
    a_retraction_takes_along_what_derives(work)
    of_two_tellings_one_counts(work)
    the_other_counts_by_hand(work)
    without_its_last_source_it_is_unsupported(work)
    done = write_case(work.dossier)
    assert work.history() == DONE
    all_is_undone(work, empty)
    all_is_done_again(work, done)


def two_records(work: Work) -> None:
    """The exporter tells of 200 pieces, the importer of 140; nothing supports either yet."""
    work.back()
    for reporter, amount in (("exp", "200"), ("imp", "140")):
        work.press("ctrl+shift+n")
        work.form("New Transfer")
        work.at("Supplier")
        work.press("'bulg", "Return", "'saud", "Return")
        work.at("Kind")
        work.press("Return")
        work.at("Reported by")
        work.press(f"'{reporter}", "Return", "Return")
        work.at("Item")
        work.press("'Konkurs", "Return", "'Missiles", "Return")
        work.at("Amount")
        work.press(f"'{amount}", "Return", "Tab", "Tab")
        work.at("Dates")
        work.press("'2015", "ctrl+Return")
        work.back()
    work.select()
    assert (work.flow.existence, str(work.flow.total.value)) == (Existence.TENTATIVE, "200")
    assert {Mark.NO_SOURCE, Mark.CONFLICTING} <= set(work.flow.marks)
    assert work.flow.other_side is not None
    assert str(work.flow.other_side.value) == "140"
    assert {"200 pieces delivered", "1 record", "tentative", "No source: 1 record"} <= work.header()
    assert Sign.CONFLICTING in work.signs()


PASSAGE = "In May we shipped 200 Konkurs launchers to Jeddah."


def a_figure_is_cited(work: Work) -> None:
    """The amount of the exporter's record is cited word for word; the source is made on the way."""
    work.go_to_row("200 pieces delivered")
    work.press("ctrl+shift+c")
    citing = work.form("New Citation")
    work.at("Source")
    work.press(f"'{ORIGINAL}", "Up", "Return")
    work.form("New Source")
    work.press("alt+i")
    work.at("Origin")
    work.press("'orig", "ctrl+Return")
    work.form("New Citation")
    until(work.qtbot, lambda: citing.sheet.fields["source"].value() == ORIGINAL)
    work.press("alt+f", "Down", "alt+p")
    work.fill(("Place in it", "p. 12"))
    work.at("Text")
    work.press(f"'{PASSAGE}", "Home", *(4 * ["ctrl+Right"]), *(3 * ["ctrl+shift+Right"]))
    work.press("alt+m", "alt+b")
    work.at("Credibility")
    work.press("'3")
    work.press("ctrl+Return")
    work.back()
    (cited,) = work.dossier.citations()
    assert (cited.field, cited.stance, cited.locator) == ("amount", Stance.SUPPORTS, "p. 12")
    quoted = cited.prefix, cited.text, cited.suffix
    assert quoted == ("In May we shipped", "200 Konkurs launchers", "to Jeddah.")
    assert cited.is_quotation
    assert work.flow.existence is Existence.UNCONFIRMED
    assert Mark.ONE_ORIGIN in work.flow.marks
    assert Mark.NO_SOURCE not in work.flow.marks
    assert {"unconfirmed", "1 origin"} <= work.header()


def the_source_is_graded(work: Work) -> None:
    """A dated grade with its reason; a fair source and statement are not yet enough."""
    work.pick_source(ORIGINAL)
    work.press("ctrl+alt+g")
    work.dialog("Grade a Source")
    work.at("Reliability")
    work.press("'C", "Tab")
    work.fill(("Since", "2016-03-01"), ("Graded by", "I. Ivanova"))
    work.at("Reason")
    work.press("'One of its figures was wrong before.", "alt+g")
    work.back()
    (grading,) = work.source(ORIGINAL).gradings
    assert grading.reliability == "C"
    assert str(grading.since) == "2016-03-01"
    assert (grading.grader, grading.reason) == (
        "I. Ivanova",
        "One of its figures was wrong before.",
    )
    assert work.flow.existence is Existence.UNCONFIRMED
    assert Mark.UNGRADED not in work.flow.marks


def what_derives_adds_no_origin(work: Work) -> None:
    """A paper that has it from the report is cited for the same figure: still one origin."""
    work.new_source(PAPER)
    work.press("alt+c")
    work.at("Derives from")
    work.press("'export", "Return", "alt+i")
    work.at("Origin")
    work.press("'der")
    work.press("ctrl+Return")
    work.back()
    work.go_to_row("200 pieces delivered")
    work.press("ctrl+shift+c")
    work.form("New Citation")
    work.at("Source")
    work.press("'courier", "Return", "alt+f", "Down", "ctrl+Return")
    work.back()
    assert len(work.dossier.citations()) == 2
    assert work.flow.existence is Existence.UNCONFIRMED
    assert {"unconfirmed", "1 origin"} <= work.header()


def a_second_origin_confirms(work: Work) -> None:
    """A report of its own is dragged onto the flow, and cited for all that is there."""
    work.new_source(PANEL)
    work.press("alt+i")
    work.at("Origin")
    work.press("'orig", "ctrl+Return")
    work.back()
    panel = work.pick_source(PANEL)
    row = panel.table.visualRect(panel.table.currentIndex()).center()
    start = panel.table.viewport().mapToGlobal(QPoint(60, row.y()))
    end = work.window.canvas.viewport().mapToGlobal(point_on(work.window, *ENDS))
    work.drag(start, end)
    work.dialog("Cite a Source")
    work.press("alt+m")
    work.back()
    assert work.flow.existence is Existence.CONFIRMED
    assert {"confirmed", "2 origins"} <= work.header()
    assert Mark.ONE_ORIGIN not in work.flow.marks
    work.go_to_row("140 pieces delivered")
    work.press("ctrl+shift+c")
    work.form("New Citation")
    work.at("Source")
    work.press("'panel", "Return", "ctrl+Return")
    work.back()
    assert len(work.dossier.citations()) == 4


DENIAL = "The Kingdom received none of these launchers."


def a_denial_marks_and_lowers_nothing(work: Work) -> None:
    """The panel prints what the recipient answered: disputed, and every figure as it was."""
    work.go_to_row("Did it take place?")
    work.press("ctrl+shift+c")
    work.form("New Citation")
    work.at("Source")
    work.press("'panel", "Return", "alt+f", "'that", "alt+t", "'contr", "alt+p")
    work.fill(("Place in it", "p. 31"))
    work.at("Text")
    work.press(f"'{DENIAL}", "alt+q")
    work.press("ctrl+Return")
    work.back()
    against = [each for each in work.dossier.citations() if each.stance is Stance.CONTRADICTS]
    assert [(each.field, each.text) for each in against] == [("existence", DENIAL)]
    assert work.flow.is_disputed
    assert (work.flow.existence, str(work.flow.total.value)) == (Existence.CONFIRMED, "200")
    assert {"disputed", "200 pieces delivered"} <= work.header()
    assert Sign.DISPUTED in work.signs()


def a_retraction_takes_along_what_derives(work: Work) -> None:
    """The export report is retracted: the paper falls with it, and one origin is left."""
    work.pick_source(ORIGINAL)
    work.press("ctrl+alt+r")
    work.dialog("Retract or Correct a Source")
    work.at("Reason")
    work.press("'Its tables were made up.", "ctrl+Return")
    work.back()
    assert work.flow.existence is Existence.UNCONFIRMED
    assert {Mark.RETRACTED, Mark.ONE_ORIGIN} <= set(work.flow.marks)
    assert {"unconfirmed", "disputed", "1 origin"} <= work.header()
    assert sum("no longer holds" in row for row in work.said()) > 0
    assert str(work.flow.total.value) == "200"


def of_two_tellings_one_counts(work: Work) -> None:
    """The two records are grouped, as is proposed: one account counts, and it is said which."""
    work.back()
    work.press("ctrl+shift+o")
    overview = work.window.panels.widget("overview")
    assert isinstance(overview, OverviewPanel)
    until(work.qtbot, lambda: overview.found is not None)
    assert proposed(overview) == 1
    work.press("ctrl+t")
    table = work.window.panels.widget("records")
    until(work.qtbot, table.hasFocus)
    work.press("ctrl+a", "ctrl+shift+g")
    form = work.form("Group as Same Goods")
    work.at("Why")
    work.press("'The same ship and week.")
    counted = "“As the exporter reports” counts: it is reported by the exporter."
    assert form.sheet.counted.words.text() == counted
    work.press("ctrl+Return")
    work.back()
    (group,) = work.dossier.groups()
    assert [account.is_counted for account in group.accounts] == [True, False]
    assert str(work.flow.total.value) == "200"
    until(work.qtbot, lambda: proposed(overview) == 0)
    work.press("ctrl+shift+o")
    assert any("As the exporter reports" in row and "counted" in row for row in work.said())


def proposed(overview: OverviewPanel) -> int:
    """How many groups of the same goods are proposed."""
    assert overview.found is not None
    return len(overview.found.proposals.of_kind(Proposal.SAME_GOODS))


def the_other_counts_by_hand(work: Work) -> None:
    """Another account is chosen in the form of the group: the total is that one's."""
    work.go_to_row("2 accounts of the same goods")
    work.press("F2")
    work.form("Same Goods")
    work.press("alt+u", "Down", "Down")
    until(work.qtbot, lambda: str(work.flow.total.value) == "140")
    work.press("Escape")
    work.back()
    (group,) = work.dossier.groups()
    assert [account.is_counted for account in group.accounts] == [False, True]


def without_its_last_source_it_is_unsupported(work: Work) -> None:
    """The last source falls, and the denial with it: the figure stays, and nothing supports it."""
    work.pick_source(PANEL)
    work.press("ctrl+alt+r")
    work.dialog("Retract or Correct a Source")
    work.at("Reason")
    work.press("'Withdrawn by the committee.", "ctrl+Return")
    work.back()
    assert (work.flow.existence, str(work.flow.total.value)) == (Existence.TENTATIVE, "140")
    assert Mark.UNSUPPORTED in work.flow.marks
    assert not work.flow.is_disputed
    assert Sign.UNSUPPORTED in work.signs()
    assert Sign.DISPUTED not in work.signs()
    assert any(line.startswith("Unsupported") for line in work.header())


DONE = [
    "Add Bulgaria to Saudi Arabia",
    "Add Bulgaria to Saudi Arabia",
    f"Add “{ORIGINAL}”",
    f"Add a citation of “{ORIGINAL}”",
    f"Grade “{ORIGINAL}” C",
    f"Add “{PAPER}”",
    f"Add a citation of “{PAPER}”",
    f"Add “{PANEL}”",
    f"Cite “{PANEL}” for 1 record",
    f"Add a citation of “{PANEL}”",
    f"Add a citation of “{PANEL}”",
    f"Retract “{ORIGINAL}”",
    "Add the group “The same ship and week.”",
    "Change the way to choose the account of the group “The same ship and week.”",
    "Change the account that counts of the group “The same ship and week.”",
    f"Retract “{PANEL}”",
]


def all_is_undone(work: Work, empty: str) -> None:
    """Ctrl+Z takes back one thing after another, until the dossier is the empty one."""
    work.back()
    steps = 0
    while work.dossier.undo_row is not None:
        work.step("ctrl+z")
        steps += 1
        if work.dossier.undo_text == f"Retract “{ORIGINAL}”":  # the flow is as sure as it was then
            assert (work.flow.existence, work.flow.is_disputed) == (Existence.UNCONFIRMED, True)
            assert str(work.flow.total.value) == "200"
    assert steps == len(DONE) - 1, "what was typed into one form is one step"
    assert write_case(work.dossier) == empty
    assert len(work.window.session.flows) == 0


def all_is_done_again(work: Work, done: str) -> None:
    """Ctrl+Shift+Z does it again, to the same dossier and the same picture."""
    while work.dossier.redo_text is not None:
        work.step("ctrl+shift+z")
    assert write_case(work.dossier) == done
    assert Mark.UNSUPPORTED in work.flow.marks
    until(work.qtbot, lambda: Sign.UNSUPPORTED in work.signs())
