"""Titles, items and quotations are shown letter by letter in the overview and its dialogs."""

import dataclasses

from PySide6.QtCore import Qt

from flowviz.records import Source
from flowviz.terms import Proposal, Reporter
from flowviz.ui.overview.panel import OverviewPanel
from tests.overview.made import ACTORS, SOURCES, record
from tests.overview.test_proposals import licence, quoted
from tests.ui.conftest import Open, dialogs, dismiss_dialogs, dossier_of
from tests.ui.test_hostile_names import BIDI, EVIL, check


def test_no_part_of_the_overview_reads_a_name_as_markup(open_window: Open) -> None:
    papers = [Source(id_, EVIL + BIDI, publisher=EVIL) for id_ in ("p", "q")]
    told = (
        record("a", item=EVIL + BIDI, reporter=Reporter.EXPORTER),
        record("b", item=EVIL + BIDI, reporter=Reporter.THIRD_PARTY),
        dataclasses.replace(licence(), lines=record("licence", item=EVIL + BIDI).lines),
        licence("other"),
        record("d", "100"),
        quoted("1", "p", EVIL * 3),
        quoted("2", "q", EVIL * 3),
    )
    window = open_window(dossier_of(*ACTORS, *SOURCES, *papers, *told))
    window.actions_["overview"].trigger()
    panel = window.panels.widget("overview")
    assert isinstance(panel, OverviewPanel)
    check(panel)
    model = panel.list.overview
    for row in range(model.rowCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            assert not set(model.index(row).data(role)) & set(BIDI)
    for kind in (Proposal.SAME_GOODS, Proposal.DERIVED, Proposal.FULFILS):
        for button in (panel.accept_, panel.refuse):
            panel.show_proposals(kind)
            button.click()
            (dialog,) = dialogs(window)
            check(dialog)
            dismiss_dialogs(window)
