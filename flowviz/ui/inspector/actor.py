"""The panel of an actor: what it received, what went onward, what is not accounted for."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from flowviz.flows.ledger import Ledger
from flowviz.flows.words import count_words, total_words
from flowviz.ui.inspector.citation_rows import note_row
from flowviz.ui.inspector.header import Header
from flowviz.ui.inspector.ledger_model import LedgerModel, LineKind, ledger_lines
from flowviz.ui.inspector.tree import EvidenceTree

_ROW_PX = 28
_WIDTHS_PX = (78, 74, 108)


class ActorPanel(QWidget):
    """Shows one ledger; a partner's line leads to its flow."""

    pair_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._header = Header(self)
        self.table = _LedgerTable(self)
        self.notes = EvidenceTree(self)
        self.notes.setAccessibleName(self.tr("Notes on the actor"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header)
        box.addWidget(self.table, 3)
        box.addWidget(self.notes, 2)
        self.setFocusProxy(self.table)
        self.table.activated.connect(self._go)
        self.table.clicked.connect(self._go)

    def show_ledger(self, ledger: Ledger, kind: str) -> None:
        """Show another actor; ``kind`` says what sort of actor it is."""
        self._header.show_texts(
            f"{kind} · {ledger.unit} {ledger.stage}",
            ledger.name,
            lines=(
                _side_words(
                    self.tr("Received from {actors}: {amount}"),
                    self.tr("Received: no record"),
                    len(ledger.received_from),
                    total_words(ledger.received, ledger.unit),
                ),
                _side_words(
                    self.tr("Supplied to {actors}: {amount}"),
                    self.tr("Supplied: no record"),
                    len(ledger.supplied_to),
                    total_words(ledger.supplied, ledger.unit),
                ),
            ),
        )
        titles = (self.tr("Item by item"), self.tr("Received from"), self.tr("Supplied to"))
        lines = ledger_lines(ledger, titles)
        self.table.clearSpans()
        self.table.rows().show_lines(lines)
        for row, line in enumerate(lines):
            if line.kind is LineKind.SECTION:
                self.table.setSpan(row, 0, 1, 4)
        self.notes.show_rows(tuple(note_row(note) for note in ledger.notes))
        self.notes.setVisible(bool(ledger.notes))

    def _go(self, index: QModelIndex) -> None:
        line = self.table.rows().line(index)
        if line is not None and line.pair is not None:
            self.pair_wanted.emit(*line.pair)


def _side_words(words: str, none: str, actors: int, amount: str) -> str:
    """One side of an actor's books; without any partner nobody knows that nothing moved."""
    if not actors:
        return none
    return words.format(actors=count_words(actors, "actor"), amount=amount)


class _LedgerTable(QTableView):
    """Four columns, the first as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ledger")
        self._lines = LedgerModel(self)
        self.setModel(self._lines)
        self.setAccessibleName(self.tr("Received, onward and not accounted for, item by item"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS_PX, start=1):
            header.resizeSection(column, width)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def rows(self) -> LedgerModel:
        """The lines shown."""
        return self._lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._lines.line(self.currentIndex())
        if event.matches(QKeySequence.StandardKey.Copy) and line is not None:
            QGuiApplication.clipboard().setText("\t".join(line.cells))
        else:
            super().keyPressEvent(event)
