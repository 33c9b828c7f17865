"""Draws a row of the evidence: title, badges and lines, wrapped to the width of the panel."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from flowviz.ui import icons, text, theme
from flowviz.ui.inspector.model import EvidenceModel
from flowviz.ui.inspector.rows import Row, RowKind, Tone

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PAD = theme.SPACE
_ICON_PX = 16
_BADGE_PX = 18
_TALL = 10_000
_Index = QModelIndex | Any


class EvidenceDelegate(QStyledItemDelegate):
    """Measures and paints rows alike; heights are kept by row and width."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[int, int], int] = {}
        self._fonts = _fonts(view.font())
        self._metrics = {name: QFontMetrics(font) for name, font in self._fonts.items()}

    def forget(self) -> None:
        """Measure anew: other rows, or another font."""
        self._heights.clear()
        self._fonts = _fonts(self._view.font())
        self._metrics = {name: QFontMetrics(font) for name, font in self._fonts.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._width(index)
        key = (index.internalId(), width)
        if key not in self._heights:
            row: Row = index.data(EvidenceModel.ROW)
            self._heights[key] = self._height(row, width)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(EvidenceModel.ROW)
        now = theme.colours()
        painter.save()
        self._paint_ground(painter, option, row, now)
        width = self._width(index)
        left, top = option.rect.left(), option.rect.top()
        if row.icon:
            ratio = self._view.devicePixelRatioF()
            icon = icons.pixmap(row.icon, now.muted, _ICON_PX, ratio)
            painter.drawPixmap(QPoint(left, top + _PAD), icon)
        for area, name, colour, words in self._pieces(row, width):
            painter.setFont(self._fonts[name])
            painter.setPen(QColor(getattr(now, colour)))
            painter.drawText(area.translated(left, top), _WRAP, words)
        for area, tone, words in self._badges(row, width):
            self._paint_badge(painter, area.translated(left, top), tone, words, now)
        painter.restore()

    def link_area(self, index: _Index, at: QRect) -> QRect | None:
        """Where the link of a row stands, given where the row does."""
        row: Row = index.data(EvidenceModel.ROW)
        pieces = self._pieces(row, self._width(index))
        found = (area for area, name, _colour, _words in pieces if name == "link")
        area = next(found, None)
        return area.translated(at.topLeft()) if area is not None else None

    def _width(self, index: _Index) -> int:
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        indent = self._view.indentation() * (depth + 1)
        return max(self._view.viewport().width() - indent, 120)

    def _height(self, row: Row, width: int) -> int:
        bottoms = [area.bottom() for area, *_ in self._pieces(row, width)]
        bottoms += [area.bottom() for area, *_ in self._badges(row, width)]
        return max(bottoms) + _PAD

    def _pieces(self, row: Row, width: int) -> Iterator[tuple[QRect, str, str, str]]:
        """Give area, font, colour and text of everything written in a row but its badges."""
        left, top = _left(row), _PAD - 1
        room = width - left - _PAD
        side = self._metrics["side"].horizontalAdvance(text.one_line(row.side)) if row.side else 0
        is_wide = side > room // 2
        name, colour = _TITLES[row.kind]
        title = text.plain(row.title, 400)
        if row.side and not is_wide:
            area = QRect(left + room - side, top, side + 2, self._metrics["side"].height())
            yield area, "side", "text", text.one_line(row.side)
        area = self._box(name, title, left, top, room if is_wide or not side else room - side - 12)
        yield area, name, colour, title
        top = area.bottom() + 2
        if is_wide:
            area = self._box("side", row.side, left, top, room)
            yield area, "side", "text", text.one_line(row.side)
            top = area.bottom() + 2
        if row.badges:
            top += _BADGE_PX + 4
        for tone, words in row.lines:
            name, colour = _LINES[tone]
            shown = text.plain(words)
            area = self._box(name, shown, left, top, room)
            yield area, name, colour, shown
            top = area.bottom() + 2

    def _badges(self, row: Row, width: int) -> Iterator[tuple[QRect, Tone, str]]:
        if not row.badges:
            return
        pieces = list(self._pieces(Row(row.kind, row.title, row.side, icon=row.icon), width))
        left = _left(row)
        top = max(area.bottom() for area, *_ in pieces) + 4
        for tone, words in row.badges:
            wide = self._metrics["badge"].horizontalAdvance(text.one_line(words)) + 2 * _PAD
            yield QRect(left, top, wide, _BADGE_PX), tone, text.one_line(words)
            left += wide + _PAD // 2

    def _box(self, name: str, words: str, left: int, top: int, width: int) -> QRect:
        size = self._metrics[name].boundingRect(QRect(0, 0, width, _TALL), _WRAP, words)
        return QRect(left, top, width, size.height())

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, now: theme.Colours
    ) -> None:
        whole = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, QColor(now.selected))
        elif row.kind is RowKind.MISSING:
            ground = option.rect.adjusted(-_PAD // 2, 0, 0, 0)
            painter.fillRect(ground, QColor(now.alarm_ground))
        if row.kind in (RowKind.RECORD, RowKind.SECTION) and row.side:
            painter.fillRect(QRect(0, whole.top(), whole.width(), 1), QColor(now.line))

    def _paint_badge(
        self, painter: QPainter, area: QRect, tone: Tone, words: str, now: theme.Colours
    ) -> None:
        ground, ink = _BADGES[tone]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(now, ground)))
        painter.drawRoundedRect(area, _BADGE_PX / 2, _BADGE_PX / 2)
        painter.setPen(QColor(getattr(now, ink)))
        painter.setFont(self._fonts["badge"])
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _left(row: Row) -> int:
    """Where the words of a row begin: at the edge of the header above, or beside its icon."""
    return _PAD // 2 + _ICON_PX if row.icon else 0


_TITLES = {
    RowKind.SECTION: ("caption", "muted"),
    RowKind.RECORD: ("title", "text"),
    RowKind.DETAIL: ("strong", "text"),
    RowKind.CITATION: ("strong", "text"),
    RowKind.MISSING: ("title", "alarm"),
}
_LINES = {
    Tone.TEXT: ("text", "text"),
    Tone.MUTED: ("text", "muted"),
    Tone.STRONG: ("strong", "text"),
    Tone.LINK: ("link", "accent"),
    Tone.CAUTION: ("text", "caution"),
    Tone.ALARM: ("text", "alarm"),
}
_BADGES = {
    Tone.CAUTION: ("caution_ground", "caution"),
    Tone.ALARM: ("alarm_ground", "alarm"),
}


def _fonts(base: QFont) -> dict[str, QFont]:
    weights = {"title": 600, "strong": 500, "side": 600, "caption": 600, "badge": 600}
    made = {}
    for name in ("text", "title", "strong", "side", "caption", "badge", "link"):
        font = QFont(base)
        font.setWeight(QFont.Weight(weights.get(name, 400)))
        if name in ("caption", "badge"):
            font.setPixelSize(base.pixelSize() - 2)
        font.setUnderline(name == "link")
        made[name] = font
    return made
