"""The pasted table and its faults as Qt models: cells as they were pasted, marked where wrong."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from flowviz.editing import styles
from flowviz.editing.composing import CellFault
from flowviz.editing.pasting import PastePlan, Planned
from flowviz.editing.table import HEADINGS
from flowviz.ui import text, theme

_Index = QModelIndex | Any
_OWN = 2
"""Columns before those of the table: the row's number, and what becomes of it."""
_LONGEST = 200


class PasteModel(QAbstractTableModel):
    """Rows as they were pasted; a cell with a fault is tinted, and says it in its tip."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._plan: PastePlan | None = None
        self._faults: dict[tuple[int, str], list[CellFault]] = {}
        self._becomes: dict[int, str] = {}

    def show_plan(self, plan: PastePlan) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._plan = plan
        self._faults = {}
        for fault in plan.faults:
            self._faults.setdefault((fault.row, self._field(fault)), []).append(fault)
        self._becomes = {row: self._words(each) for each in plan.records for row in each.rows}
        self.endResetModel()

    def place_of(self, fault: CellFault) -> QModelIndex:
        """The cell of a fault; where the table has no such column, what becomes of its row."""
        field = self._field(fault)
        assert self._plan is not None
        column = self._plan.pasted.fields.index(field) + _OWN if field else 1
        return self.index(fault.row, column)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() or self._plan is None else len(self._plan.pasted.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        if parent.isValid() or self._plan is None:
            return 0
        return len(self._plan.pasted.headings) + _OWN

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._plan is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(self._cell(row, column), _LONGEST)
        if role == Qt.ItemDataRole.ForegroundRole and column >= _OWN:
            is_taken = self._plan.pasted.fields[column - _OWN]
            return None if is_taken else QBrush(QColor(theme.colours().faint))
        faults = self._faults_at(row, column)
        if role == Qt.ItemDataRole.BackgroundRole and faults:
            now = theme.colours()
            is_grave = any(fault.is_grave for fault in faults)
            return QBrush(QColor(now.alarm_ground if is_grave else now.caution_ground))
        said = "\n".join(fault.words for fault in faults)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(said or self._cell(row, column))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and said:
            return text.plain(said)
        return None

    def _faults_at(self, row: int, column: int) -> list[CellFault]:
        if column == 0 or self._plan is None:
            return []
        field = self._plan.pasted.fields[column - _OWN] if column >= _OWN else ""
        if column >= _OWN and not field:
            return []
        return self._faults.get((row, field), [])

    def _cell(self, row: int, column: int) -> str:
        assert self._plan is not None
        if column == 0:
            return f"{self._plan.pasted.numbers[row]:,}"
        return self._becomes[row] if column == 1 else self._plan.pasted.rows[row][column - _OWN]

    def _field(self, fault: CellFault) -> str:
        """The column of a fault, "" where the table has no such column."""
        assert self._plan is not None
        return fault.field if fault.field in self._plan.pasted.fields else ""

    def _heading(self, column: int) -> str:
        if column < _OWN:
            return self.tr("Row") if column == 0 else self.tr("Becomes")
        assert self._plan is not None
        field = self._plan.pasted.fields[column - _OWN]
        heading = text.one_line(self._plan.pasted.headings[column - _OWN], 40)
        if not field:
            return self.tr("{heading}\nnot taken").format(heading=heading)
        told = HEADINGS[field]
        if field == "amount" and self._plan.decimal:
            is_comma = self._plan.decimal == styles.COMMA
            told += self.tr(", decimal comma") if is_comma else self.tr(", decimal point")
        if field == "dates" and self._plan.day_order:
            is_day = self._plan.day_order == styles.DAY_FIRST
            told += self.tr(", day before month") if is_day else self.tr(", month before day")
        return self.tr("{heading}\nas {told}").format(heading=heading, told=told)

    def _words(self, planned: Planned) -> str:
        if planned.record is None:
            return self.tr("faulty")
        if not planned.is_changed:
            return self.tr("as it is")
        return self.tr("new") if planned.before is None else self.tr("changed")


class FaultModel(QAbstractListModel):
    """The faults in words, a line each, those that are grave first; what is asked above once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._plan: PastePlan | None = None
        self._faults: list[CellFault] = []
        self._asked: set[str] = set()

    def show_plan(self, plan: PastePlan) -> None:
        """Show the faults of another plan."""
        self.beginResetModel()
        self._plan = plan
        asked: dict[str, CellFault] = {}
        told = []
        for fault in plan.faults:
            if fault.is_grave and fault.field in plan.asks - set(plan.pasted.fields):
                asked.setdefault(fault.field, fault)
            else:
                told.append(fault)
        told.sort(key=lambda fault: not fault.is_grave)
        self._faults = [*asked.values(), *told]
        self._asked = set(asked)
        self.endResetModel()

    def fault(self, row: int) -> CellFault:
        """The fault in a line."""
        return self._faults[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._faults)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._plan is None:
            return None
        fault = self._faults[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(self._words(fault), 600)
        if role == Qt.ItemDataRole.ForegroundRole:
            now = theme.colours()
            return QBrush(QColor(now.alarm if fault.is_grave else now.caution))
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(fault.words)
        return None

    def _words(self, fault: CellFault) -> str:
        assert self._plan is not None
        column = HEADINGS.get(fault.field, fault.field)
        if fault.field in self._asked:
            return self.tr("{column}: the table does not say it; choose above.").format(
                column=column
            )
        row = self._plan.pasted.numbers[fault.row]
        words = self.tr("Row {row:,}, {column}: {words}")
        return words.format(row=row, column=column, words=fault.words)
