"""The sources as a Qt model: only the rows that are looked at are put into words."""

import datetime
import enum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QFont

from flowviz.flows.library import Library
from flowviz.flows.words import dates_words
from flowviz.memento import archived_words
from flowviz.records import Source
from flowviz.terms import Origin, Protection, SourceStatus
from flowviz.ui import icons, text, theme
from flowviz.ui.headed_model import NUMBER, HeadedModel

_Index = QModelIndex | Any


class Column(enum.IntEnum):
    """The columns, in their order."""

    TITLE = 0
    PUBLISHER = 1
    PUBLISHED = 2
    RELIABILITY = 3
    STATUS = 4
    ORIGIN = 5
    RECORDS = 6
    FLOWS = 7
    ARCHIVED = 8


NUMBERS = (Column.RECORDS, Column.FLOWS)
_LAST = datetime.date.max
_NO_LIBRARY = Library({}, frozenset(), {}, {}, {})


class SourcesModel(HeadedModel):
    """Serves the sources that hold what is typed, in an order of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(NUMBERS, parent)
        self.library = _NO_LIBRARY
        self._typed = ""
        self._sorted_by, self._is_descending = Column.RECORDS, True
        self._order: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._heads = (
            self.tr("Title"),
            self.tr("Publisher"),
            self.tr("Published"),
            self.tr("Reliability"),
            self.tr("Status"),
            self.tr("Origin"),
            self.tr("Records"),
            self.tr("Flows"),
            self.tr("Archived"),
        )

    def show_library(self, library: Library) -> None:
        """Show other sources."""
        self.library = library
        self._arrange()

    def narrow(self, typed: str) -> None:
        """Show only the sources that hold what is typed; all for ""."""
        self._typed = typed
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = Column(column)
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def id_at(self, place: int) -> str:
        """The source that stands at a place, "" beside all."""
        return self._order[place] if 0 <= place < len(self._order) else ""

    def place_of(self, id_: str) -> int:
        """Where a source stands, -1 where it is not shown."""
        return self._places.get(id_, -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._order)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else own

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        source, column = self.library.sources[self._order[index.row()]], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(self._words(source, column), 300)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in NUMBERS:
            return NUMBER
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self._tip(source, column))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(source, column)
        if role == Qt.ItemDataRole.FontRole and column is Column.TITLE:
            return _struck(is_struck=source.id in self.library.fallen)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.TITLE:
            return None if source.protection is Protection.PUBLIC else icons.icon("lock")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(source, column)
        return None

    def _words(self, source: Source, column: Column) -> str:
        library = self.library
        if column is Column.TITLE:
            return source.title
        if column is Column.PUBLISHER:
            return source.publisher
        if column is Column.PUBLISHED:
            return dates_words(source.published) if source.published.is_stated else ""
        if column is Column.RELIABILITY:
            return source.reliability or self.tr("not graded")
        if column is Column.STATUS:
            return self._status(source)
        if column is Column.ORIGIN:
            return self._origin(source)
        if column is Column.RECORDS:
            return f"{library.records.get(source.id, 0):,}"
        if column is Column.FLOWS:
            return f"{library.flows.get(source.id, 0):,}"
        return self._archived(source)

    def _status(self, source: Source) -> str:
        if source.status is SourceStatus.LIVE and source.id in self.library.fallen:
            return self.tr("fallen")
        return str(source.status)

    def _origin(self, source: Source) -> str:
        if source.derives_from:
            first = self.library.sources.get(source.derives_from[0])
            name = (first.publisher or first.author or first.title) if first else ""
            more = len(source.derives_from) - 1
            return self.tr("from {name}").format(name=name) + (f" +{more}" if more else "")
        return str(source.origin)

    def _archived(self, source: Source) -> str:
        if source.id in self.library.kept:
            return self.tr("copy kept")
        if source.archived_url:
            return self.tr("yes")
        return self.tr("no") if source.url else ""

    def _tip(self, source: Source, column: Column) -> str:
        if column is Column.ARCHIVED and source.archived_url:
            return archived_words(source.archived_url) or source.archived_url
        if column is Column.STATUS and source.status_reason:
            return source.status_reason
        if column is Column.STATUS and self._status(source) == self.tr("fallen"):
            return self.tr("All that it derives from has been retracted")
        if column is Column.TITLE and source.protection is not Protection.PUBLIC:
            return f"{source.title}\n{source.protection}"
        return self._words(source, column)

    def _ink(self, source: Source, column: Column) -> QColor | None:
        now = theme.colours()
        if source.id in self.library.fallen and column in (Column.TITLE, Column.STATUS):
            return QColor(now.alarm)
        if column is Column.STATUS and source.status is SourceStatus.CORRECTED:
            return QColor(now.caution)
        is_open = column is Column.ORIGIN and source.origin is Origin.NOT_ESTABLISHED
        is_bare = column is Column.RELIABILITY and not source.reliability
        is_gone = column is Column.ARCHIVED and self._archived(source) == self.tr("no")
        return QColor(now.caution) if is_open or is_gone else QColor(now.faint) if is_bare else None

    def _spoken(self, source: Source, column: Column) -> str:
        words = self._words(source, column)
        if column is not Column.TITLE:
            return words
        marks = []
        if source.id in self.library.fallen:
            marks.append(self._status(source))
        if source.protection is not Protection.PUBLIC:
            marks.append(str(source.protection))
        return ", ".join((words, *marks))

    def _arrange(self) -> None:
        self.beginResetModel()
        library = self.library
        ids = [library.ids[at] for at in library.find(self._typed)]
        ids.sort(key=self._key, reverse=self._is_descending)
        self._order = tuple(ids)
        self._places = {id_: at for at, id_ in enumerate(ids)}
        self.endResetModel()

    def _key(self, id_: str) -> Any:
        """What a source is sorted by: names by their letters, what is undated last."""
        source, column = self.library.sources[id_], self._sorted_by
        if column is Column.RECORDS:
            return self.library.records.get(id_, 0)
        if column is Column.FLOWS:
            return self.library.flows.get(id_, 0)
        if column is Column.PUBLISHED:
            return source.published.earliest or _LAST
        if column is Column.RELIABILITY:
            return source.reliability or "Z"
        return self._words(source, column).casefold()


def _struck(*, is_struck: bool) -> QFont | None:
    """The font of a source that has fallen."""
    if not is_struck:
        return None
    font = QFont()
    font.setStrikeOut(True)
    return font
