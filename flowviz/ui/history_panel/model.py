"""The history as a Qt model: entries, below them the records they changed, below those the fields.

What an entry changed is read when it is opened.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QColor, QFont

from flowviz.dossier import LogRow, log
from flowviz.editing.history import Told
from flowviz.flows.words import count_words
from flowviz.ui import text, theme
from flowviz.ui.history_panel.entries import Entry, title, when
from flowviz.ui.history_panel.looking import Details

_Index = QModelIndex | Any
WHAT, WHEN, WHO, ROWS = range(4)
_ROW_PX = 24
_NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Node:
    """A place in the tree: an entry, a row of a step, a changed record, or a line of words."""

    __slots__ = ("children", "entry", "number", "parent", "position", "told", "words")

    def __init__(
        self,
        parent: "Node | None",
        position: int,
        *,
        entry: Entry | None = None,
        told: Told | None = None,
        words: str = "",
    ) -> None:
        self.parent, self.position, self.number = parent, position, -1
        self.entry, self.told, self.words = entry, told, words
        self.children: list[Node] | None = [] if entry is None else None

    @property
    def row(self) -> LogRow | None:
        """The row of the log whose changes it would show, None for a step of several."""
        return self.entry.newest if self.entry is not None and len(self.entry.rows) == 1 else None


class HistoryModel(QAbstractItemModel):
    """Serves entries; ``show_details`` fills in what one of them changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: list[Node] = []
        self._nodes: list[Node] = []  # an index keeps a number, for nodes may be gone by then
        self._details: dict[str, Details] = {}
        self._heads = (self.tr("What"), self.tr("When"), self.tr("Who"), self.tr("Rows"))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; what is known of their changes already is there at once."""
        self.beginResetModel()
        self._tops = [Node(None, at, entry=entry) for at, entry in enumerate(entries)]
        self._nodes = []
        for node in self._tops:
            self._fill(node)
        self._number(self._tops)
        self.endResetModel()

    def node(self, index: _Index) -> Node | None:
        """The node of an index, None beside all."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a node."""
        return self.createIndex(node.position, 0, node.number)

    def nodes(self) -> Iterator[Node]:
        """Every entry and every row of a step."""
        return (node for node in tuple(self._nodes) if node.entry is not None)

    def show_details(self, details: Details, row: LogRow) -> None:
        """Show what a row changed, below it."""
        self._details[row.hash] = details
        for node in self.nodes():
            if node.row is not None and node.row.hash == row.hash and node.children is None:
                made = _told_nodes(node, details)
                self._number(made)
                index = self.index_of(node)
                if made:
                    self.beginInsertRows(index, 0, len(made) - 1)
                node.children = made
                if made:
                    self.endInsertRows()
                self.dataChanged.emit(index, index)

    def keep(self, hashes: Set[str]) -> None:
        """Forget what was read of rows that are there no longer: of another dossier, or forgotten.

        What is forgotten for good writes all hashes anew, so nothing of it stays in the window.
        """
        self._details = {key: read for key, read in self._details.items() if key in hashes}

    def _fill(self, node: Node) -> None:
        """Give a node the children that are known already."""
        assert node.entry is not None
        if node.row is None:
            rows = node.entry.rows
            node.children = [
                Node(node, at, entry=Entry((row,), node.entry.is_undone))
                for at, row in enumerate(rows)
            ]
            for child in node.children:
                self._fill(child)
        elif node.row.hash in self._details:
            node.children = _told_nodes(node, self._details[node.row.hash])

    def _number(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            node.number = len(self._nodes)
            self._nodes.append(node)
            self._number(node.children or ())

    # What Qt asks

    def index(
        self,
        row: int,
        column: int,
        parent: _Index = QModelIndex(),  # noqa: B008 -- Qt's signature
    ) -> QModelIndex:
        below = self._below(parent)
        if not (0 <= row < len(below) and 0 <= column < len(self._heads)):
            return QModelIndex()
        return self.createIndex(row, column, below[row].number)

    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]
        node = self.node(child)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.index_of(node.parent)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return len(self._heads)

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008 -- Qt's signature
        node = self.node(parent)
        if node is None:
            return bool(self._tops)
        return parent.column() == 0 and (node.children is None or bool(node.children))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ROWS:
            return _NUMBER
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(self._shown(node, index.column()), 400)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(node, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == ROWS:
            return _NUMBER
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_PX)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WHAT:
            said = (self._shown(node, column) for column in range(len(self._heads)))
            return text.one_line(", ".join(part for part in said if part), 600)
        return _look(node, index.column(), role)

    def lines(self, node: Node, indent: int = 0) -> Iterator[str]:
        """A node and all that is known below it as lines of text."""
        cells = (self._shown(node, column) for column in range(len(self._heads)))
        yield "    " * indent + "\t".join(cell for cell in cells if cell)
        for child in node.children or ():
            yield from self.lines(child, indent + 1)

    def _below(self, parent: _Index) -> Sequence[Node]:
        node = self.node(parent)
        return self._tops if node is None else node.children or ()

    def _shown(self, node: Node, column: int) -> str:
        if node.told is not None:
            return f"{node.told.done}: {node.told.title}" if column == WHAT else ""
        if node.entry is None:
            return node.words if column == WHAT else ""
        row = node.entry.newest
        if column == WHAT:
            return self._what(node.entry)
        if column == WHEN:
            return when(row.at)
        return row.author if column == WHO else f"{node.entry.row_count:,}"

    def _what(self, entry: Entry) -> str:
        words, row = title(entry), entry.newest
        if len(entry.rows) > 1:
            words = self.tr("{what} ({changes})").format(
                what=words, changes=count_words(len(entry.rows), "change")
            )
        if row.reason:
            words = self.tr("{what} \N{EM DASH} because: {reason}").format(
                what=words, reason=row.reason
            )
        return words

    def _tip(self, node: Node, column: int) -> str | None:
        if node.entry is None:
            return text.tooltip(self._shown(node, column)) if column == WHAT else None
        row = node.entry.newest
        if column == WHEN:
            utc = row.at.strftime("%Y-%m-%d %H:%M:%S")
            return text.tooltip(self.tr("{time} UTC").format(time=utc))
        if column == ROWS:
            return text.tooltip(self.tr("Rows of the file that were changed"))
        said = self._shown(node, column)
        return text.tooltip(said) if said else None


def _told_nodes(parent: Node, details: Details) -> list[Node]:
    """What a row changed as nodes: how much, each record with its lines, and how many more."""
    made: list[Node] = []
    if details.summary and (details.more or len(details.told) > 1):
        made.append(Node(parent, 0, words=details.summary[:1].upper() + details.summary[1:]))
    for told in details.told:
        node = Node(parent, len(made), told=told)
        node.children = [Node(node, at, words=line) for at, line in enumerate(told.lines)]
        made.append(node)
    if details.more:
        made.append(Node(parent, len(made), words=f"and {details.more:,} more"))
    return made


def _look(node: Node, column: int, role: int) -> Any:
    now = theme.colours()
    if role == Qt.ItemDataRole.ForegroundRole:
        entry = node.entry
        if entry is None:
            return QColor(now.text if node.told is not None else now.muted)
        is_past = entry.is_undone or entry.newest.kind in (log.UNDO, log.REDO)
        return QColor(now.faint if is_past else now.text if column == WHAT else now.muted)
    if role == Qt.ItemDataRole.FontRole and node.told is not None:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font
    return None
