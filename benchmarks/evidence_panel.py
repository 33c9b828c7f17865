"""Times the evidence panel on a flow of 5,000 records, among 100,000 with 300,000 citations.

What is timed is what a person waits for: from the selection until the panel is painted, and each
frame while the records are scrolled through, the pages that are read on the way included. It is
timed as the window's thread computed, which what others do on the machine hardly changes.
"""

import dataclasses
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import document
from benchmarks.timing import Measured, print_table
from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.flows.record_list import Order
from flowviz.painting import fonts
from flowviz.records import Citation, Record, Source, Transfer
from flowviz.terms import Origin, Subject
from flowviz.ui import theme
from flowviz.ui.inspector.panel import EvidencePanel
from flowviz.ui.session import Contents, Selected, Session

RECORDS, CITED = 5_000, 3
ENDS = "x-0", "x-1"
AT = "a flow of 5,000 records, 15,000 citations"
RUNS = 9
STEP_PX = 120
FRAMES = 400


def material() -> Iterator[Record | Actor]:
    """The records of ``document``, 5,000 of them of one flow, each cited three times."""
    chance = random.Random(document.SEED)
    for number in range(document.ACTORS):
        yield document.actor(number)
    for number in range(document.SOURCES):
        yield _source(number)
    for number in range(document.TRANSFERS):
        made = document.transfer(f"t{number}", chance)
        yield _of_flow(made) if number < RECORDS else made
    for number in range(document.CITATIONS):
        owner = number % RECORDS if number < CITED * RECORDS else None
        subject = chance.randrange(RECORDS, document.TRANSFERS) if owner is None else owner
        yield _citation(number, subject, chance)


def _of_flow(transfer: Transfer) -> Transfer:
    return dataclasses.replace(transfer, supplier=ENDS[0], recipient=ENDS[1], existence=None)


def _source(number: int) -> Source:
    """Every second one is an original, every fourth has its knowledge from one of these."""
    made = Source(f"s{number}", f"Papers of customs {number}", "document")
    if number % 2 == 0:
        return dataclasses.replace(made, origin=Origin.ORIGINAL)
    if number % 4 == 1:
        return dataclasses.replace(made, origin=Origin.DERIVED, derives_from=(f"s{number - 1}",))
    return made


def _citation(number: int, subject: int, chance: random.Random) -> Citation:
    """For the record as a whole, or for a figure of it."""
    made = document.citation(f"c{number}", f"t{subject}", chance.randrange(document.SOURCES))
    if number % CITED:
        return made
    figure = f"t{subject}/l0/d"
    return dataclasses.replace(made, subject=Subject.FIGURE, subject_id=figure, field="amount")


def write(path: Path) -> None:
    """Make the dossier and write it."""
    records = material()
    with Dossier.new("Large") as dossier:
        while batch := list(islice(records, document.BATCH)):
            with dossier.edit("Bring in") as edit:
                edit.put_many(batch, imported=True)
        dossier.save(path)


def measure() -> list[Measured]:
    """Opening the panel of the flow, scrolling through it, sorting it."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["FLOWVIZ_STATE"] = str(Path(name) / "state")
        os.environ["FLOWVIZ_CONFIG"] = str(Path(name) / "config")
        path = Path(name) / "large.flowviz"
        write(path)
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        theme.apply(application, fonts.load())
        with Dossier.open(path) as dossier:
            session = Session(dossier, Contents.read(dossier))
            place = QWidget()
            place.resize(440, 900)
            panel = EvidencePanel(session, place)
            panel.resize(place.size())
            place.show()
            application.processEvents()
            found = [*_opening(session, panel), *_scrolling(panel), *_sorting(panel)]
            place.close()
        return found


def _opening(session: Session, panel: EvidencePanel) -> Iterator[Measured]:
    flows = session.flows
    last = (flows.supplier[-1], flows.recipient[-1])
    other = Selected.flow(*(flows.actor_codes[end] for end in last))
    times: list[float] = []
    for _ in range(RUNS):
        session.select(other)
        panel.repaint()
        start = time.thread_time()
        session.select(Selected.flow(*ENDS))
        panel.repaint()
        times.append(1000 * (time.thread_time() - start))
    yield Measured("open the panel and paint it, the first time", AT, times[0], "ms", 100.0)
    yield Measured("open the panel and paint it", AT, statistics.median(times), "ms", 100.0)


def _scrolling(panel: EvidencePanel) -> Iterator[Measured]:
    """A frame is a step of the wheel: what is new is read and made, and the panel is painted."""
    bar = panel.flow.tree.verticalScrollBar()
    times: list[float] = []
    for _ in range(FRAMES):
        start = time.thread_time()
        bar.setValue(bar.value() + STEP_PX)
        panel.repaint()
        times.append(1000 * (time.thread_time() - start))
    times.sort()
    yield Measured("a frame while scrolling", AT, statistics.median(times), "ms", 16.7)
    yield Measured("the same, 19 of 20 are faster", AT, times[len(times) * 19 // 20], "ms", 33.0)
    yield Measured("the same, the slowest", AT, times[-1], "ms", 100.0)
    start = time.thread_time()
    bar.setValue(bar.maximum())
    panel.repaint()
    yield Measured("jump to the end", AT, 1000 * (time.thread_time() - start), "ms", 100.0)


def _sorting(panel: EvidencePanel) -> Iterator[Measured]:
    for order in (Order.AMOUNT, Order.ITEM, Order.DATE):
        start = time.thread_time()
        panel.flow.sort(order)
        panel.repaint()
        took = 1000 * (time.thread_time() - start)
        yield Measured(f"sort by {order.value}", AT, took, "ms", 100.0)


if __name__ == "__main__":
    print_table(measure())
