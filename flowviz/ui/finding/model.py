"""What was found as rows of a list: a heading for each kind, its hits, and how many more."""

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from flowviz.finding import MOST_SHOWN, Found, Group, Hit, Kind
from flowviz.ui import text

_Index = QModelIndex | Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: a hit, or in ``words`` a heading or how many more there are of a kind."""

    kind: Kind
    hit: Hit | None = None
    words: str = ""
    is_more: bool = False


class FoundModel(QAbstractListModel):
    """The rows; headings cannot be chosen."""

    ROW: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._words = {
            Kind.ACTOR: self.tr("Actors"),
            Kind.SOURCE: self.tr("Sources"),
            Kind.RECORD: self.tr("Records"),
            Kind.CITATION: self.tr("Citations"),
            Kind.NOTE: self.tr("Notes"),
            Kind.LINK: self.tr("Links"),
            Kind.GROUP: self.tr("Groups"),
            Kind.DECISION: self.tr("Decisions"),
            Kind.DISMISSAL: self.tr("Proposals turned down"),
            Kind.DATA_SET: self.tr("Data sets"),
            Kind.IMPORT: self.tr("Imports"),
            Kind.PROBLEM: self.tr("Problems of imports"),
            Kind.SAVED_VIEW: self.tr("Saved views"),
            Kind.TITLE: self.tr("Title of the dossier"),
        }

    def kind_words(self, kind: Kind) -> str:
        """Give the heading of a kind."""
        return self._words[kind]

    def show_found(self, found: Found) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._rows = [row for group in found.groups for row in self._of_group(group)]
        self.endResetModel()

    def row(self, index: QModelIndex) -> Row | None:
        """Give the row at an index, None beside all rows."""
        return self._rows[index.row()] if index.isValid() else None

    def first(self) -> QModelIndex:
        """Give the first row that can be chosen."""
        hits = (at for at, row in enumerate(self._rows) if row.hit is not None)
        return self.index(next(hits, -1), 0)

    def place_of(self, kind: Kind, id_: str) -> QModelIndex:
        """Give where a hit stands, none where it is not among them."""
        for at, row in enumerate(self._rows):
            if row.hit is not None and (row.kind, row.hit.id) == (kind, id_):
                return self.index(at, 0)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row(index)
        is_heading = row is None or (row.hit is None and not row.is_more)
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == self.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.hit is not None:
            return text.tooltip(_said(row))
        return None

    def _of_group(self, group: Group) -> list[Row]:
        count = f"{group.count:,}{'+' if group.is_more else ''}"
        rows = [Row(group.kind, words=f"{self._words[group.kind]}  {count}")]
        rows += (Row(group.kind, hit) for hit in group.hits)
        left = group.count - len(group.hits)
        if left > 0:
            least = (
                self.tr("and more than {count} more")
                if group.is_more
                else self.tr("and {count} more")
            )
            words = least.format(count=f"{left:,}")
            is_whole = len(group.hits) == MOST_SHOWN
            if is_whole:
                words = self.tr("{more}: another word narrows them").format(more=words)
            rows.append(Row(group.kind, words=words, is_more=not is_whole))
        return rows


def _said(row: Row) -> str:
    """A row in one line, for who does not see it, or not all of it."""
    if row.hit is None:
        return row.words
    told = [row.hit.title.text, str(row.kind)]
    if row.hit.passage is not None:
        told.append(f"{row.hit.passage.field}: {row.hit.passage.shown.text}")
    return text.one_line(", ".join(told), 300)
