"""The timeline and the table of records at a million records.

A step of a drag is what the timeline itself does while the hand moves: the flows of another window,
their totals, and its own picture. What the picture of the flows takes is told by ``brush``.
"""

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.aggregate import made_columns
from benchmarks.timing import Measured, median_ms
from flowviz.dossier import Dossier
from flowviz.flows.histogram import histogram
from flowviz.flows.query import Query
from flowviz.ui.records_table.model import RecordsModel
from flowviz.ui.records_table.rows import Column, RecordRows
from flowviz.ui.session import Contents, Session
from flowviz.ui.timeline.panel import Timeline
from flowviz.ui.timeline.window import asking, whole_time
from flowviz.view import MAP, NETWORK

ROWS, PAIRS = 1_000_000, 5_000
_AT = f"{ROWS:,} records"
_SEEN_ROWS = 40


def measure() -> list[Measured]:
    """The bars, a step of a drag, the rows of the table and a sort of them."""
    app = QApplication.instance() or QApplication(["benchmark"])
    columns = made_columns(ROWS, PAIRS)
    query = Query(unit="pieces")
    found = [
        Measured("bars by year", _AT, median_ms(lambda: histogram(columns, query, "year"))),
        Measured("bars by month", _AT, median_ms(lambda: histogram(columns, query, "month"))),
    ]
    with Dossier.new() as dossier:
        session = Session(dossier, Contents(columns, {}, {MAP: {}, NETWORK: {}}))
        found += [_drag(session), *_table(session)]
    app.processEvents()
    return found


def _drag(session: Session) -> Measured:
    parent = QWidget()
    parent.resize(1200, 140)
    timeline = Timeline(session, parent)
    timeline.resize(1200, 140)
    parent.show()
    first = itertools.cycle(range(1960, 1990))

    def step() -> None:
        year = next(first)
        session.brush(asking(session.query, whole_time(year, year + 10)))
        timeline.grab()

    took = median_ms(step)
    parent.hide()
    parent.deleteLater()
    return Measured("a step of a drag, the timeline alone", _AT, took)


def _table(session: Session) -> list[Measured]:
    session.ask(asking(session.query, None))
    model = RecordsModel(RecordRows(session.flows, {}))
    columns = itertools.cycle((Column.ITEMS, Column.DATES, Column.SUPPLIER))

    def rows() -> None:
        model.show_rows(RecordRows(session.flows, {}))
        _see(model)

    def sort() -> None:
        model.sort(next(columns), Qt.SortOrder.DescendingOrder)
        _see(model)

    return [
        Measured("other records in the table", _AT, median_ms(rows)),
        Measured("records sorted by another column", _AT, median_ms(sort)),
    ]


def _see(model: RecordsModel) -> None:
    """Put into words what a window shows of the table."""
    for row in range(_SEEN_ROWS):
        for column in range(model.columnCount()):
            model.index(row, column).data()
