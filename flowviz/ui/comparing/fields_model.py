"""One record as both dossiers have it, field by field, as a Qt model."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from flowviz.comparing import Difference, Side
from flowviz.editing.differences import Row
from flowviz.ui import icons, text, theme
from flowviz.ui.comparing.compared import Chosen, Compared
from flowviz.ui.headed_model import HeadedModel

_Index = QModelIndex | QPersistentModelIndex
FIELD, BEFORE, MINE, THEIRS = range(4)
_SIDES = {MINE: Side.A, THEIRS: Side.B}


class FieldsModel(HeadedModel):
    """Rows that differ first; the value that is taken has a tick, and its ground is tinted."""

    def __init__(self, compared: Compared, chosen: Chosen, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._compared = compared
        self._chosen = chosen
        self._difference: Difference | None = None
        self._rows: tuple[Row, ...] = ()
        self._heads = (self.tr("Field"), self.tr("Before"), self.tr("Mine"), self.tr("Theirs"))
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)
        chosen.changed.connect(self._show_choices)

    def show_difference(self, difference: Difference | None) -> None:
        """Show another record, None for none."""
        self.beginResetModel()
        self._difference = difference
        self._rows = () if difference is None else self._compared.telling.rows(difference)
        self.endResetModel()

    def take(self, index: _Index, side: Side | None = None) -> None:
        """Take the value of a cell, or that of a side in its row, where the two differ."""
        side = side or _SIDES.get(index.column())
        field = self._rows[index.row()].field if index.isValid() else None
        if self._difference is not None and field is not None and side is not None:
            self._chosen.take_field(self._difference, field.path, side)

    def side_at(self, index: _Index) -> Side | None:
        """The side that is taken in a row, None where nobody has decided or nothing differs."""
        field = self._rows[index.row()].field if index.isValid() else None
        if self._difference is None or field is None:
            return None
        return self._chosen.choices.sides(self._difference).get(field.path)

    def differs(self, index: _Index) -> bool:
        """Whether the two sides of a row differ."""
        return index.isValid() and self._rows[index.row()].field is not None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        words = (row.label, row.base, row.a, row.b)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(words, 400)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(words)
        if role == Qt.ItemDataRole.FontRole and row.field is not None and column == FIELD:
            return self._bold
        if role == Qt.ItemDataRole.AccessibleTextRole and column == FIELD:
            return self._spoken(row, self.side_at(index))
        return self._look(row, column, self.side_at(index), role)

    def _look(self, row: Row, column: int, side: Side | None, role: int) -> Any:
        now = theme.colours()
        is_taken = side is not None and _SIDES.get(column) is side
        if role == Qt.ItemDataRole.DecorationRole and is_taken:
            return icons.icon("check")
        if role == Qt.ItemDataRole.BackgroundRole:
            if row.field is not None and row.field.is_conflict and side is None:
                return QBrush(QColor(now.caution_ground))
            return QBrush(QColor(now.selected)) if is_taken else None
        if role == Qt.ItemDataRole.ForegroundRole and (row.field is None or column == BEFORE):
            return QColor(now.muted)
        return None

    def _spoken(self, row: Row, side: Side | None) -> str:
        if row.field is None:
            return self.tr("{field}: {value} on both sides").format(field=row.label, value=row.a)
        taken = {Side.A: self.tr("mine taken"), Side.B: self.tr("theirs taken")}
        return self.tr("{field}: mine {mine}, theirs {theirs}, {taken}").format(
            field=row.label,
            mine=row.a or self.tr("nothing"),
            theirs=row.b or self.tr("nothing"),
            taken=self.tr("to decide") if side is None else taken[side],
        )

    def _show_choices(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, THEIRS)
            self.dataChanged.emit(self.index(0, 0), last)
