"""The ledger of an actor as a model: item by item, then partner by partner, in four columns."""

import enum
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QFont

from flowviz.amounts import Total
from flowviz.flows.flow import Flow
from flowviz.flows.ledger import EXCEEDED, NO_ONWARD, NOT_KNOWN, NOT_RECEIVED, Ledger
from flowviz.flows.words import total_words
from flowviz.ui import text, theme

_Index = QModelIndex | Any
_NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NONE = "\N{EN DASH}"
_OPEN = 3
_UNKNOWN = "unknown"
_SHORT = {
    NO_ONWARD: "not reported",
    NOT_RECEIVED: "not reported",
    NOT_KNOWN: "not known",
    EXCEEDED: "more onward",
}
"""What stands in the narrow column; the tooltip has the whole remark."""
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LineKind(enum.Enum):
    """What a line of the ledger is."""

    SECTION = enum.auto()
    ITEM = enum.auto()
    PARTNER = enum.auto()


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: a name and three amounts; ``pair`` is the flow it stands for, if one."""

    kind: LineKind
    cells: tuple[str, str, str, str]
    pair: tuple[str, str] | None = None
    is_open: bool = False
    remark: str = ""


class LedgerModel(QAbstractTableModel):
    """Serves the lines of one ledger."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LedgerLine, ...] = ()
        self._heads = (
            self.tr("Item"),
            self.tr("Received"),
            self.tr("Onward"),
            self.tr("Not\naccounted for"),  # the items need the room
        )
        self._what_heads_mean = (
            self.tr("What was moved; names that differ only in case or spaces are one item"),
            self.tr("Reported to have come to this actor"),
            self.tr("Reported to have gone on from this actor"),
            self.tr("Received less what is reported to have gone on; it may have stayed"),
        )

    def show_lines(self, lines: tuple[LedgerLine, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, index: _Index) -> LedgerLine | None:
        """Give the line of an index, None beside all lines."""
        return self._lines[index.row()] if index.isValid() else None

    def lines(self) -> tuple[LedgerLine, ...]:
        """Every line."""
        return self._lines

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self._what_heads_mean[section])
        return _NUMBER if role == Qt.ItemDataRole.TextAlignmentRole and section else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        cell = line.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(cell)
        if role == Qt.ItemDataRole.ToolTipRole and cell:
            return text.tooltip(self._explained(line, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBER if index.column() else _WORDS
        return _look(line, index.column(), role)

    def _explained(self, line: LedgerLine, column: int) -> str:
        """A cell in full; the last one with what it means."""
        if column != _OPEN:
            return line.cells[column]
        return f"{line.remark or line.cells[column]}\n{self._what_heads_mean[_OPEN]}"

    def _spoken(self, line: LedgerLine, column: int) -> str:
        cell = line.remark if line.remark and column == _OPEN else line.cells[column]
        return f"{text.one_line(self._heads[column])}: {text.one_line(cell)}"


def _look(line: LedgerLine, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        is_strong = line.kind is LineKind.SECTION or (line.is_open and column == _OPEN)
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        return font
    if role == Qt.ItemDataRole.ForegroundRole:
        now = theme.colours()
        if line.kind is LineKind.SECTION:
            return QColor(now.muted)
        if line.remark and column == _OPEN:
            return QColor(now.faint)
        return QColor(now.caution if line.is_open and column == _OPEN else now.text)
    return None


def ledger_lines(ledger: Ledger, titles: tuple[str, str, str]) -> tuple[LedgerLine, ...]:
    """The items, then whom it received from and whom it supplied, under their ``titles``."""
    lines = [
        LedgerLine(
            LineKind.ITEM,
            (
                item.designation,
                _bare(item.received.total) if item.received else _NONE,
                _bare(item.onward.total) if item.onward else _NONE,
                _bare(item.remainder) if item.remainder else _SHORT.get(item.remark, item.remark),
            ),
            is_open=bool(item.unaccounted),
            remark="" if item.remainder else item.remark,
        )
        for item in ledger.items
    ]
    if lines:
        lines.insert(0, LedgerLine(LineKind.SECTION, (titles[0], "", "", "")))
    if ledger.received_from:
        lines.append(LedgerLine(LineKind.SECTION, (titles[1], "", "", "")))
        lines += [_partner(flow, is_supplier=True) for flow in ledger.received_from]
    if ledger.supplied_to:
        lines.append(LedgerLine(LineKind.SECTION, (titles[2], "", "", "")))
        lines += [_partner(flow, is_supplier=False) for flow in ledger.supplied_to]
    return tuple(lines)


def _bare(total: Total) -> str:
    """A total without its unit, which stands above the table."""
    return total_words(total, "").strip() if total.low is not None else _UNKNOWN


def _partner(flow: Flow, *, is_supplier: bool) -> LedgerLine:
    words, pair = _bare(flow.total), (flow.supplier, flow.recipient)
    cells = (
        (flow.supplier_name, words, "", "") if is_supplier else (flow.recipient_name, "", words, "")
    )
    return LedgerLine(LineKind.PARTNER, cells, pair)
