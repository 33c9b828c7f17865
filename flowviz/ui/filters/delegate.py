"""How a row of the filters is drawn: a mark to tick, words, and the count over a faint bar."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from flowviz.ui import text, theme
from flowviz.ui.filters.model import FilterModel
from flowviz.ui.filters.section import Row, RowKind

_Index = QModelIndex | Any
_SECTION_PX = 30
_OFFER_PX = 24
_MARK_PX = 14
_COUNT_PX = 52
_GAP = theme.SPACE
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(_MIDDLE | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_MIDDLE | Qt.AlignmentFlag.AlignRight)
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class FilterDelegate(QStyledItemDelegate):
    """Draws sections, offers, notes and what is left; all of it is plain text."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(FilterModel.ROW)
        if row.kind is RowKind.SECTION:
            return QSize(120, _SECTION_PX)
        if row.kind is RowKind.NOTE:
            left = 2 * self._view.indentation()
            room = self._view.viewport().width() - left - 2 * _GAP
            metrics = QFontMetrics(_small(option.font))
            box = metrics.boundingRect(QRect(0, 0, max(room, 80), 400), _WRAPPED, row.words)
            return QSize(120, box.height() + _GAP)
        return QSize(120, _OFFER_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(FilterModel.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, option, row)
        area = option.rect.adjusted(0, 0, -2 * _GAP, 0)
        if row.kind is RowKind.SECTION:
            _paint_section(painter, option, area, row)
        elif row.kind is RowKind.NOTE:
            painter.setFont(_small(option.font))
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(area, _WRAPPED, text.one_line(row.words))
        elif row.kind is RowKind.MORE:
            painter.setPen(QColor(theme.colours().muted))
            words = index.data(Qt.ItemDataRole.DisplayRole)
            area.setLeft(area.left() + _MARK_PX + _GAP)
            painter.drawText(area, _LEFT, _fitted(option, words, area))
        else:
            _paint_offer(painter, option, area, row)
        painter.restore()


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(12)
    return made


def _fitted(option: QStyleOptionViewItem, words: str, area: QRect) -> str:
    elide = Qt.TextElideMode.ElideRight
    return str(option.fontMetrics.elidedText(words, elide, area.width()))


def _ground(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    now, whole = theme.colours(), QRect(option.rect)
    whole.setLeft(0)
    if row.kind is RowKind.SECTION:
        painter.setPen(QColor(now.line))
        painter.drawLine(whole.topLeft(), whole.topRight())
    if option.state & QStyle.StateFlag.State_MouseOver and row.kind is not RowKind.NOTE:
        painter.fillRect(whole.adjusted(0, 1, 0, 0), QColor(now.hover))
    has_focus = option.widget is not None and option.widget.hasFocus()
    if option.state & QStyle.StateFlag.State_Selected and has_focus:
        painter.setPen(QPen(QColor(now.accent), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(whole).adjusted(2.5, 1.5, -2.5, -1.5), 4, 4)


def _paint_section(painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row) -> None:
    now = theme.colours()
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(now.text))
    painter.drawText(area, _LEFT, row.words)
    taken = QFontMetrics(font).horizontalAdvance(row.words) + 2 * _GAP
    room = area.adjusted(taken, 0, 0, 0)
    painter.setFont(option.font)
    painter.setPen(QColor(now.accent))
    painter.drawText(room, _RIGHT, _fitted(option, text.one_line(row.summary, 80), room))


def _paint_offer(painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row) -> None:
    now, offer = theme.colours(), row.offer
    assert offer is not None
    is_idle = offer.count == 0 and not offer.is_taken
    mark = QRectF(area.left(), area.center().y() - _MARK_PX / 2 + 1, _MARK_PX, _MARK_PX)
    _paint_mark(painter, mark, offer.is_taken, row.is_single)
    counts = QRect(area.right() - _COUNT_PX, area.top(), _COUNT_PX, area.height())
    words = area.adjusted(_MARK_PX + _GAP, 0, -_COUNT_PX - _GAP, 0)
    painter.setPen(QColor(now.faint if is_idle else now.text))
    painter.drawText(words, _LEFT, _fitted(option, text.one_line(row.words, 160), words))
    if offer.count is None:
        return
    wide = row.share * counts.width()
    bar = QRectF(counts.right() - wide + 1, counts.bottom() - 3, wide, 2)
    painter.fillRect(bar, QColor(now.accent if offer.is_taken else now.line))
    painter.setPen(QColor(now.faint if is_idle else now.muted))
    painter.drawText(counts, _RIGHT, f"{offer.count:,}")


def _paint_mark(painter: QPainter, box: QRectF, is_taken: bool, is_single: bool) -> None:
    now = theme.colours()
    is_filled = is_taken and not is_single
    painter.setPen(QPen(QColor(now.accent if is_taken else now.faint), 1.0))
    painter.setBrush(QColor(now.accent if is_filled else now.raised))
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if is_single:
        painter.drawEllipse(inner)
        if is_taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent))
            painter.drawEllipse(box.center(), 3.6, 3.6)
        return
    painter.drawRoundedRect(inner, 3, 3)
    if is_taken:
        pen = QPen(QColor(now.on_accent), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        left, top = box.left(), box.top()
        tick = ((3.6, 7.4), (6.0, 9.8), (10.4, 4.6))
        painter.drawPolyline([QPointF(left + x, top + y) for x, y in tick])
