"""The sections of filters as a model of two levels; what changes is told row by row."""

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from flowviz.flows.words import count_words
from flowviz.names import name_key
from flowviz.ui import text
from flowviz.ui.filters.section import FEW, STEP, Offer, Row, RowKind, Section, rows_of

_Index = QModelIndex | Any
_TOP = 0


class FilterModel(QAbstractItemModel):
    """Serves the sections; an index of a row below one keeps the section's number."""

    ROW: ClassVar = Qt.ItemDataRole.UserRole
    taken = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._rows: list[list[Row]] = []
        self._most: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._wanted = ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections shown."""
        return self._sections

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show other counts and ticks; rows stay the same rows as far as they can."""
        if [section.name for section in sections] != [s.name for s in self._sections]:
            self.beginResetModel()
            self._sections = sections
            self._rows = [self._made(section) for section in sections]
            self.endResetModel()
            return
        self._sections = sections
        for number, section in enumerate(sections):
            self._show(number, self._made(section))
        if sections:
            self.dataChanged.emit(self.index(0, 0), self.index(len(sections) - 1, 0))

    def search(self, wanted: str) -> None:
        """Show only what holds the text ``wanted``, everything again for ""."""
        self._wanted = name_key(wanted)
        self.show_sections(self._sections)

    def show_more(self, section: str) -> None:
        """Show more offers of a section."""
        most = self._most.get(section, FEW)
        self._most[section] = STEP if most == FEW else most + STEP
        self.show_sections(self._sections)

    def has_matches(self, number: int) -> bool:
        """Whether a section holds anything that is shown."""
        return bool(self._rows[number])

    def row_of(self, index: _Index) -> Row | None:
        """Give the row behind an index, None beside all rows."""
        if not index.isValid():
            return None
        number = int(index.internalId())
        if number == _TOP:
            section = self._sections[index.row()]
            return Row(RowKind.SECTION, section.name, section.title, summary=section.summary)
        return self._rows[number - 1][index.row()]

    def find(self, row: Row) -> QModelIndex:
        """Give the index of the row that is the same as ``row``, an invalid one for none."""
        for number, section in enumerate(self._sections):
            if section.name != row.section:
                continue
            if row.kind is RowKind.SECTION:
                return self.index(number, 0)
            for at, here in enumerate(self._rows[number]):
                if here.key == row.key:
                    return self.index(at, 0, self.index(number, 0))
        return QModelIndex()

    def index(
        self,
        row: int,
        column: int,
        parent: _Index = QModelIndex(),  # noqa: B008 -- Qt's signature
    ) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]
        number = int(child.internalId()) if child.isValid() else _TOP
        return QModelIndex() if number == _TOP else self.createIndex(number - 1, 0, _TOP)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        if not parent.isValid():
            return len(self._sections)
        return len(self._rows[parent.row()]) if int(parent.internalId()) == _TOP else 0

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row_of(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if row.offer is not None else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_of(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row)
        if role == Qt.ItemDataRole.CheckStateRole and row.offer is not None:
            return Qt.CheckState.Checked if row.offer.is_taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self._tip(row))
        if role == self.ROW:
            return row
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_of(index)
        if row is None or row.offer is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.taken.emit(row.section, row.offer.value)
        return True

    def _made(self, section: Section) -> list[Row]:
        if not self._wanted:
            return rows_of(section, self._most.get(section.name, FEW), None)
        return rows_of(section, max(self._most.get(section.name, FEW), STEP), self._matches)

    def _matches(self, offer: Offer) -> bool:
        if offer.words not in self._keys:
            self._keys[offer.words] = name_key(offer.words)
        return self._wanted in self._keys[offer.words]

    def _show(self, number: int, rows: list[Row]) -> None:
        """Show other rows below a section, as a change where they are the same rows."""
        was, parent = self._rows[number], self.index(number, 0)
        if [row.key for row in was] == [row.key for row in rows]:
            if was != rows:
                self._rows[number] = rows
                last = self.index(len(rows) - 1, 0, parent)
                self.dataChanged.emit(self.index(0, 0, parent), last)
            return
        if was:
            self.beginRemoveRows(parent, 0, len(was) - 1)
            self._rows[number] = []
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(parent, 0, len(rows) - 1)
            self._rows[number] = rows
            self.endInsertRows()

    def _words(self, row: Row) -> str:
        if row.kind is RowKind.MORE:
            return self.tr("{count} more: type to find").format(count=f"{row.more:,}")
        return text.one_line(row.words, 160)

    def _spoken(self, row: Row) -> str:
        words = self._words(row)
        if row.kind is RowKind.SECTION:
            return f"{words}: {text.one_line(row.summary)}" if row.summary else words
        if row.offer is None or row.offer.count is None:
            return words
        return f"{words}, {count_words(row.offer.count, 'record')}"

    def _tip(self, row: Row) -> str:
        if row.kind is RowKind.MORE:
            return self.tr("Click or press Enter to list more of them; type to find one")
        if row.offer is None:
            return self._words(row)
        return f"{row.words}\n{row.offer.tip}" if row.offer.tip else row.words
