"""Draws what was found: its name and the passage, with the words that were looked for marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flowviz.finding import Hit, Kind, Shown
from flowviz.ui import icons, text, theme
from flowviz.ui.finding.model import FoundModel, Row

_ICON_PX, _LEFT, _PAD = 16, 34, 6
_PASSAGE_LINES = 2
_HEADING_PX, _MORE_PX = 30, 28
_ICONS = {
    Kind.ACTOR: "actor",
    Kind.SOURCE: "source",
    Kind.RECORD: "flow",
    Kind.CITATION: "evidence",
    Kind.NOTE: "note",
    Kind.LINK: "link",
    Kind.GROUP: "item",
    Kind.DECISION: "flow",
    Kind.DISMISSAL: "close",
    Kind.DATA_SET: "list",
    Kind.IMPORT: "import",
    Kind.PROBLEM: "about",
    Kind.SAVED_VIEW: "map",
    Kind.TITLE: "open",
}
_Index = QModelIndex | Any


@dataclass(frozen=True, slots=True)
class _Written:
    """A line of text as it is drawn, with what is marked and what is paler in it, as Qt counts."""

    words: str
    marks: tuple[tuple[int, int], ...] = ()
    paler: int = 0


class FoundDelegate(QStyledItemDelegate):
    """Hits in up to three lines: what it is called, and two of the passage."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(FoundModel.ROW)
        if row.hit is None:
            return QSize(100, _MORE_PX if row.is_more else _HEADING_PX)
        line = self._view.fontMetrics().height()
        lines = 1
        if row.hit.passage is not None:
            lines += len(self._lines(_passage(row.hit), self._view.font(), self._room()))
        return QSize(100, 2 * _PAD + lines * line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(FoundModel.ROW)
        now = theme.colours()
        painter.save()
        painter.setClipRect(option.rect)
        is_lit = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if row.hit is None:
            self._paint_words(painter, option, row, now)
        else:
            if option.state & is_lit:
                painter.fillRect(option.rect, QColor(now.selected))
            self._paint_hit(painter, option.rect, row.hit, now)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, now: theme.Colours
    ) -> None:
        area = option.rect.adjusted(theme.SPACE if not row.is_more else _LEFT, 0, -_PAD, 0)
        font = QFont(self._view.font())
        if row.is_more:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, QColor(now.selected))
            painter.setPen(QColor(now.accent))
        else:
            font.setWeight(QFont.Weight.DemiBold)
            painter.setPen(QColor(now.muted))
        painter.setFont(font)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        words = painter.fontMetrics().elidedText(
            row.words, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, middle, words)

    def _paint_hit(self, painter: QPainter, area: QRect, hit: Hit, now: theme.Colours) -> None:
        ratio = self._view.devicePixelRatioF()
        icon = icons.pixmap(_ICONS[hit.kind], now.muted, _ICON_PX, ratio)
        painter.drawPixmap(area.left() + theme.SPACE + 2, area.top() + _PAD, icon)
        at = QPointF(area.left() + _LEFT, area.top() + _PAD)
        font = self._view.font()
        title = _elided(_written(hit.title), QFontMetricsF(font), self._room())
        self._paint_lines(painter, at, title, 1, QColor(now.text), now)
        if hit.passage is not None:
            below = at + QPointF(0, self._view.fontMetrics().height())
            painter.setPen(QColor(now.muted))
            self._paint_lines(painter, below, _passage(hit), _PASSAGE_LINES, QColor(now.muted), now)

    def _paint_lines(
        self,
        painter: QPainter,
        at: QPointF,
        written: _Written,
        most: int,
        ink: QColor,
        now: theme.Colours,
    ) -> None:
        layout = self._layout(written, self._view.font(), self._room(), most)
        formats = [_format(0, written.paler, QColor(now.faint))] if written.paler else []
        for start, end in written.marks:
            one = _format(start, end - start, QColor(now.caution))
            one.format.setBackground(QColor(now.caution_ground))
            formats.append(one)
        painter.setPen(ink)
        clip = QRectF(at.x(), at.y(), self._room(), most * self._view.fontMetrics().height())
        painter.save()
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        layout.draw(painter, at, formats)
        painter.restore()

    def _room(self) -> int:
        return max(self._view.viewport().width() - _LEFT - _PAD, 60)

    def _lines(self, written: _Written, font: QFont, room: int) -> range:
        return range(self._layout(written, font, room, _PASSAGE_LINES).lineCount())

    @staticmethod
    def _layout(written: _Written, font: QFont, room: int, most: int) -> QTextLayout:
        layout = QTextLayout(written.words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        for number in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            line.setPosition(QPointF(0, number * QFontMetricsF(font).height()))
        layout.endLayout()
        return layout


def _passage(hit: Hit) -> _Written:
    assert hit.passage is not None
    field = f"private {hit.passage.field}" if hit.is_private else hit.passage.field
    return _written(hit.passage.shown, f"{field}: ")


def _written(shown: Shown, before: str = "") -> _Written:
    """A text through the gate, piece by piece, so that its marks stay where they are."""
    words, at = before, 0
    marks: list[tuple[int, int]] = []
    for start, end in (*shown.marks, (len(shown.text), len(shown.text))):
        words += _one_line(shown.text[at:start])
        first = _units(words)
        words += _one_line(shown.text[start:end])
        if end > start:
            marks.append((first, _units(words)))
        at = end
    return _Written(words, tuple(marks), _units(before))


def _one_line(part: str) -> str:
    """A piece of a text, its line breaks as blanks."""
    return text.plain(part).replace("\n", " ").replace("\t", " ")


def _elided(written: _Written, metrics: QFontMetricsF, room: float) -> _Written:
    words = metrics.elidedText(written.words, Qt.TextElideMode.ElideRight, room)
    kept = _units(words) - (words != written.words)
    marks: Sequence[tuple[int, int]] = [(a, min(b, kept)) for a, b in written.marks if a < kept]
    return _Written(words, tuple(marks), written.paler)


def _units(words: str) -> int:
    """The length of a text as Qt counts it: letters beyond U+FFFF are two."""
    return len(words) + sum(letter > "\uffff" for letter in words)


def _format(start: int, length: int, ink: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    form = QTextCharFormat()
    form.setForeground(ink)
    made.format = form
    return made
