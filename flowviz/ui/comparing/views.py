"""The two tables of a comparison: the list of what differs, and one record side by side."""

from PySide6.QtCore import (
    QItemSelection,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from flowviz.comparing import Difference, Side
from flowviz.ui.comparing.fields_model import BEFORE, FIELD, MINE, THEIRS, FieldsModel
from flowviz.ui.comparing.list_model import KIND, TAKEN, WHAT, DifferencesModel
from flowviz.ui.records_table.tint import TintDelegate

_SIDE_OF_KEY = {Qt.Key.Key_M: Side.A, Qt.Key.Key_T: Side.B}


class DifferencesList(QTreeView):
    """What differs, grouped; M takes mine, T theirs, Space the other one of the two."""

    shown = Signal(object)
    taken = Signal(list, Side)

    def __init__(self, model: DifferencesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setObjectName("differences")
        self.setAccessibleName(self.tr("What differs"))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(14)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((KIND, 96), (TAKEN, 110)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        model.modelReset.connect(self._begin)
        self.selectionModel().selectionChanged.connect(self._tell)
        self._begin()

    def chosen(self) -> list[Difference]:
        """The records that are selected, those of a selected group among them."""
        found: dict[object, Difference] = {}
        for index in self.selectionModel().selectedRows():
            found.update((each.key, each) for each in self._model.differences(index))
        return list(found.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = _SIDE_OF_KEY.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            side = self._other()
        if side is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif self.chosen():
            self.taken.emit(self.chosen(), side)

    def _other(self) -> Side:
        """The side that the current record is not taken from."""
        return Side.A if self._model.side_of(self.currentIndex()) is Side.B else Side.B

    def _begin(self) -> None:
        self.expandAll()
        for group in range(self._model.rowCount()):
            self.setFirstColumnSpanned(group, QModelIndex(), True)
        self.setCurrentIndex(self._model.first())
        self._tell()

    def _tell(self, *_of: QItemSelection) -> None:
        self.shown.emit(self._model.difference(self.currentIndex()))


class _RoomyDelegate(TintDelegate):
    """Leaves some room between values of several lines."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(0, 4, 0, 4))


class FieldsTable(QTableView):
    """One record side by side; a click on a value takes it, M, T and Space do so by key."""

    def __init__(self, model: FieldsModel, parent: QWidget, *, is_two_way: bool) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_RoomyDelegate(self))
        self.setAccessibleName(self.tr("Both sides of the record"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setColumnHidden(BEFORE, is_two_way)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (BEFORE, MINE, THEIRS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(FIELD, 190)
        self.clicked.connect(model.take)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.resizeRowsToContents)
        model.modelReset.connect(self._soon.start)
        header.sectionResized.connect(self._soon.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        side = _SIDE_OF_KEY.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            side = Side.A if self._model.side_at(index) is Side.B else Side.B
        if side is None or not self._model.differs(index):
            super().keyPressEvent(event)
        else:
            self._model.take(index, side)
