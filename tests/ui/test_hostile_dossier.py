"""A stranger's dossier with odd evidence is opened, shown in every panel, and edited."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Citation, Group, Source
from flowviz.ui.forms.opening import edit_record
from flowviz.ui.panels import PANELS
from flowviz.ui.selected import Selected
from tests.dossier_of_evidence import dossier_of_evidence
from tests.test_hostile_evidence import ODD, hostile
from tests.ui.conftest import Open, dismiss_dialogs

SHOWN = (
    "a reference of other sorts",
    "a dismissal without end",
    "verdicts on no flow",
    "a denial of no flow",
    "a citation of an odd field",
    "a credibility of 99",
    "gradings out of order",
    "a circle of sources",
    "a source of nothing",
    "a group that counts nothing",
    "a link from nothing",
)
"""What is odd and refused by no reader."""


@pytest.mark.long
def test_every_panel_shows_it(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "odd.flowviz"
    with dossier_of_evidence() as dossier:
        dossier.save(path)
    hostile(path, path.read_bytes(), "; ".join(ODD[each] for each in SHOWN))
    window = open_window(Dossier.open(path))
    for panel in PANELS:
        window.actions_[panel.name].setChecked(True)
        qtbot.waitUntil(lambda: not window.session.is_busy and not window.jobs._pending)
    flows = window.session.flows
    for supplier, recipient in zip(flows.supplier.tolist(), flows.recipient.tolist(), strict=True):
        ends = flows.columns.actor_codes[supplier], flows.columns.actor_codes[recipient]
        window.session.select(Selected.flow(*ends))
        evidence = window.evidence.grab()
        assert not evidence.isNull()
    dossier = window.session.dossier
    for kind, ids in (
        (Source, dossier.sources()),
        (Citation, [each.id for each in dossier.citations()]),
        (Group, [each.id for each in dossier.groups()]),
    ):
        for id_ in list(ids)[:3]:
            assert edit_record(window, kind, id_) is not None
            dismiss_dialogs(window)
