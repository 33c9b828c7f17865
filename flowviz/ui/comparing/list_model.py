"""The differences as a Qt model: groups by what became of the records, and the records in them."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from flowviz.comparing import Difference, Settling, Side, State
from flowviz.editing.difference_values import KIND_WORDS
from flowviz.flows.words import sentence
from flowviz.ui import text, theme
from flowviz.ui.comparing.compared import Chosen, Compared

_Index = QModelIndex | QPersistentModelIndex
_GROUP = 0
"""What a group's index carries; that of a record carries the number of its group, from 1."""
WHAT, KIND, TAKEN = range(3)
_ROW = QSize(0, 26)


class DifferencesModel(QAbstractItemModel):
    """Serves the differences that are searched for; a row is put into words when it is seen."""

    def __init__(self, compared: Compared, chosen: Chosen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compared = compared
        self._chosen = chosen
        telling = compared.telling
        self._searched = {
            each.key: f"{KIND_WORDS[each.kind]} {telling.titles[each.key]}".casefold()
            for each in compared.comparison.differences
        }
        self._groups: list[tuple[State, list[Difference]]] = []
        self._heads = (self.tr("Record"), self.tr("Kind"), self.tr("Taken"))
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)
        self.search("")
        chosen.changed.connect(self._show_choices)

    def search(self, words: str) -> None:
        """Show only the records whose kind and title hold all of the words."""
        wanted = words.casefold().split()
        groups: dict[State, list[Difference]] = {}
        for each in self._compared.comparison.differences:
            if all(word in self._searched[each.key] for word in wanted):
                groups.setdefault(each.state, []).append(each)
        self.beginResetModel()
        self._groups = list(groups.items())
        self.endResetModel()

    def difference(self, index: _Index) -> Difference | None:
        """The record of a row, None for a group."""
        if not index.isValid() or index.internalId() == _GROUP:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def differences(self, index: _Index) -> list[Difference]:
        """The record of a row, or all the records of a group that are shown."""
        if not index.isValid():
            return []
        each = self.difference(index)
        return self._groups[index.row()][1] if each is None else [each]

    def side_of(self, index: _Index) -> Side | None:
        """The side that a record is taken from; None for a group, and for both sides or none."""
        each = self.difference(index)
        return None if each is None else self._chosen.side_of(each)

    def first(self) -> QModelIndex:
        """The first record that is shown."""
        return self.index(0, 0, self.index(0, 0)) if self._groups else QModelIndex()

    def index(
        self,
        row: int,
        column: int,
        parent: _Index = QModelIndex(),  # noqa: B008 -- Qt's signature
    ) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP)

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        if not parent.isValid():
            return len(self._groups)
        is_group = parent.internalId() == _GROUP and parent.column() == 0
        return len(self._groups[parent.row()][1]) if is_group else 0

    def columnCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section] if 0 <= section < len(self._heads) else None
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.SizeHintRole:
            return _ROW
        each = self.difference(index)
        if each is None:
            return self._group_data(*self._groups[index.row()], index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(each, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self._words(each, index.column()))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() != WHAT:
            now, is_open = theme.colours(), not self._chosen.choices.is_decided(each)
            is_alarm = is_open and index.column() == TAKEN
            return QColor(now.alarm if is_alarm else now.muted)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WHAT:
            return ", ".join(self._words(each, column) for column in (KIND, WHAT, TAKEN))
        return None

    def _group_data(
        self, state: State, differences: list[Difference], column: int, role: int
    ) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        if role == Qt.ItemDataRole.DisplayRole and column == WHAT:
            return f"{self._compared.telling.state(state)}: {len(differences):,}"
        return None

    def _words(self, each: Difference, column: int) -> str:
        if column == WHAT:
            return text.one_line(self._compared.telling.titles[each.key], 300)
        if column == KIND:
            return sentence(KIND_WORDS[each.kind])
        settling = self._chosen.plan.settled.get(each.key)
        taken = self._taken(each)
        return taken if settling is None else f"{taken}, {self._settled(settling)}"

    def _taken(self, each: Difference) -> str:
        if not self._chosen.choices.is_decided(each):
            return self.tr("to decide")
        side = self._chosen.side_of(each)
        if side is None:
            return self.tr("both")
        return self.tr("mine") if side is Side.A else self.tr("theirs")

    def _settled(self, settling: Settling) -> str:
        return {
            Settling.TAKEN_ALONG: self.tr("taken along"),
            Settling.KEPT: self.tr("kept, still needed"),
            Settling.LEFT_OUT: self.tr("left out, what it needs is missing"),
            Settling.GONE_ALONG: self.tr("goes along"),
            Settling.RENAMED: self.tr("renamed"),
            Settling.CUT: self.tr("without going in a circle"),
            Settling.JOINED: self.tr("means what that means"),
        }[settling]

    def _show_choices(self) -> None:
        for number, (_, differences) in enumerate(self._groups):
            group = self.index(number, 0)
            last = self.index(len(differences) - 1, TAKEN, group)
            self.dataChanged.emit(self.index(0, TAKEN, group), last)
