"""The list of what was found, walked with the keys; it says what is picked in it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from flowviz.finding import Hit, Kind
from flowviz.records import Citation, Group, Link, Note, Source
from flowviz.ui.finding.delegate import FoundDelegate
from flowviz.ui.finding.model import FoundModel
from flowviz.ui.picked import NO_PICK, Picked

_RECORDS = {
    Kind.SOURCE: Source,
    Kind.CITATION: Citation,
    Kind.NOTE: Note,
    Kind.LINK: Link,
    Kind.GROUP: Group,
}


class FoundList(QListView):
    """``chosen`` gives a hit, ``more_wanted`` a kind of which there are more."""

    chosen = Signal(object)
    more_wanted = Signal(object)
    left_above = Signal()
    picked_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(self))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What was found"))
        self.clicked.connect(self._take)
        self.selectionModel().currentChanged.connect(self._tell_pick)

    def hit(self) -> Hit | None:
        """Give the hit that is current."""
        row = self.found.row(self.currentIndex())
        return None if row is None else row.hit

    def picked(self) -> Picked:
        """Give what is picked, for the actions on records."""
        hit = self.hit()
        if hit is None:
            return NO_PICK
        if hit.kind is Kind.RECORD:
            return Picked.record(hit.id)
        if hit.kind is Kind.ACTOR:
            return Picked.actor(hit.id)
        record: type | None = _RECORDS.get(hit.kind)
        return NO_PICK if record is None else Picked(record, (hit.id,))

    def take(self) -> None:
        """Go to what is current, to the first hit where nothing is."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.found.first())
        self._take(self.currentIndex())

    def enter(self) -> None:
        """Put the keyboard on the first hit."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.found.first())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex() == self.found.first():
            self.left_above.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # passages wrap otherwise

    def _take(self, index: QModelIndex) -> None:
        row = self.found.row(index)
        if row is None:
            return
        if row.hit is not None:
            self.chosen.emit(row.hit)
        elif row.is_more:
            self.more_wanted.emit(row.kind)

    def _tell_pick(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.picked_changed.emit()
