"""Draws a row of the evidence: title, badges and lines, wrapped to the width of the panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from flowviz.ui import icons, text, theme
from flowviz.ui.inspector.model import EvidenceModel
from flowviz.ui.inspector.rows import WAITING, Later, Quote, Row, RowKind, Tone

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PAD = theme.SPACE
_ICON_PX = 16
_BADGE_PX = 18
_LINE = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 10_000
_RULED = (RowKind.RECORD, RowKind.FLOW, RowKind.SECTION)
_Index = QModelIndex | Any


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words written in a row: where, in which font and colour; ``paler`` (from, count) in muted."""

    area: QRect
    font: str
    colour: str
    words: str
    paler: tuple[tuple[int, int], ...] = ()
    is_cut: bool = False


class EvidenceDelegate(QStyledItemDelegate):
    """Measures and paints rows alike; what was laid out is kept by row and width.

    A record's row has lines of one height each, so that it is not needed to know how tall it is.
    """

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[int, int], int] = {}
        self._laid_out: dict[tuple[int, int], list[_Piece]] = {}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._tall: dict[str, int] = {}
        self.forget()

    def forget(self) -> None:
        """Measure anew: other rows, or another font."""
        self._heights.clear()
        self._laid_out.clear()
        self._fonts = _fonts(self._view.font())
        self._metrics = {name: QFontMetrics(font) for name, font in self._fonts.items()}
        self._tall = {name: metrics.height() for name, metrics in self._metrics.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._width(index)
        key = (index.internalId(), width)
        if key not in self._heights:
            self._heights[key] = self._height(index, width)
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
        for piece in self._pieces_of(index, row, width):
            painter.setFont(self._fonts[piece.font])
            painter.setPen(QColor(getattr(now, piece.colour)))
            area = piece.area.translated(left, top)
            if piece.paler:
                self._paint_paler(painter, area, piece, now)
            else:
                painter.drawText(area, _LINE if piece.is_cut else _WRAP, piece.words)
        for area, tone, words in self._badges(row, width):
            self._paint_badge(painter, area.translated(left, top), tone, words, now)
        painter.restore()

    def link_area(self, index: _Index, at: QRect) -> QRect | None:
        """Where the link of a row stands, given where the row does."""
        row: Row = index.data(EvidenceModel.ROW)
        pieces = self._pieces_of(index, row, self._width(index))
        found = next((piece.area for piece in pieces if piece.font == "link"), None)
        return found.translated(at.topLeft()) if found is not None else None

    def _width(self, index: _Index) -> int:
        depth = self._rows.depth(index) + 1
        return max(self._view.viewport().width() - self._view.indentation() * depth, 120)

    @property
    def _rows(self) -> EvidenceModel:
        model = self._view.model()
        assert isinstance(model, EvidenceModel)
        return model

    def _height(self, index: _Index, width: int) -> int:
        seen = self._rows.seen(index)
        if isinstance(seen, Later):
            return self._record_height(seen.lines, has_badges=seen.has_badges)
        if seen.kind is RowKind.RECORD:
            return self._record_height(len(seen.lines), has_badges=bool(seen.badges))
        bottoms = [piece.area.bottom() for piece in self._pieces_of(index, seen, width)]
        bottoms += [area.bottom() for area, *_ in self._badges(seen, width)]
        return max(bottoms) + _PAD

    def _record_height(self, lines: int, *, has_badges: bool) -> int:
        """As tall as its title, its badges and its lines are, each on one line."""
        badges = _BADGE_PX + 4 if has_badges else 0
        return 2 * _PAD + self._tall["title"] + badges + lines * (self._tall["text"] + 2)

    def _pieces_of(self, index: _Index, row: Row, width: int) -> list[_Piece]:
        if row is WAITING:
            return list(self._pieces(row, width))
        key = (index.internalId(), width)
        if key not in self._laid_out:
            self._laid_out[key] = list(self._pieces(row, width))
        return self._laid_out[key]

    def _pieces(self, row: Row, width: int) -> Iterator[_Piece]:
        """Give everything written in a row but its badges."""
        title = list(self._title(row, width))
        yield from title
        left, room = _left(row), width - _left(row) - _PAD
        top = max(piece.area.bottom() for piece in title) + 2
        if row.badges:
            top += _BADGE_PX + 4
        for piece in self._cells(row, left, top, room):
            yield piece
            top = max(top, piece.area.bottom() + 2)
        is_cut = row.kind is RowKind.RECORD
        for at, (tone, said) in enumerate(row.lines):
            name, colour = _LINES[tone]
            words = self._beside(row, at, text.plain(str(said)), width)
            area = self._box(name, words, left, top, room, is_cut=is_cut)
            if is_cut:
                words = self._cut(name, words, room)
            yield _Piece(area, name, colour, words, _paler(said), is_cut)
            top = area.bottom() + 2

    def _title(self, row: Row, width: int) -> Iterator[_Piece]:
        """Give the title, and at its right end what stands there."""
        left, top, is_cut = _left(row), _PAD - 1, row.kind is RowKind.RECORD
        room = width - left - _PAD
        name, colour = _TITLES[row.kind]
        words, side = text.plain(row.title, 400), text.one_line(row.side)
        is_wide = self._is_wide(row, width)
        beside = self._metrics["side"].horizontalAdvance(side) if side and not is_wide else 0
        if beside:
            area = QRect(left + room - beside, top, beside + 2, self._tall["side"])
            yield _Piece(area, "side", "text", side)
        room_left = room - beside - 12 if beside else room
        area = self._box(name, words, left, top, room_left, is_cut=is_cut)
        shown = self._cut(name, words, room_left) if is_cut else words
        yield _Piece(area, name, colour, shown, is_cut=is_cut)
        if is_wide and not is_cut:
            area = self._box("side", side, left, area.bottom() + 2, room)
            yield _Piece(area, "side", "text", side)

    def _is_wide(self, row: Row, width: int) -> bool:
        """Whether what stands at the right end of a title needs a place of its own."""
        if not row.side:
            return False
        room = width - _left(row) - _PAD
        return self._metrics["side"].horizontalAdvance(text.one_line(row.side)) > room // 2

    def _beside(self, row: Row, at: int, words: str, width: int) -> str:
        """The first line of a record, led by its amount where that found no room above."""
        is_led = row.kind is RowKind.RECORD and not at and self._is_wide(row, width)
        return f"{text.one_line(row.side)} · {words}" if is_led else words

    def _cells(self, row: Row, left: int, top: int, room: int) -> Iterator[_Piece]:
        """Give captions and values in columns beside one another."""
        if not row.cells:
            return
        gap = 12
        wide = (room - gap * (len(row.cells) - 1)) // len(row.cells)
        columns = [left + at * (wide + gap) for at in range(len(row.cells))]
        captions = [text.plain(caption, 200) for caption, _ in row.cells]
        heads = [
            self._box("caption", words, x, top, wide)
            for x, words in zip(columns, captions, strict=True)
        ]
        below = max(area.bottom() for area in heads) + 1
        for area, words in zip(heads, captions, strict=True):
            yield _Piece(area, "caption", "muted", words)
        for x, (_, value) in zip(columns, row.cells, strict=True):
            words = text.plain(value, 400)
            yield _Piece(self._box("strong", words, x, below, wide), "strong", "text", words)

    def _badges(self, row: Row, width: int) -> Iterator[tuple[QRect, Tone, str]]:
        """Give the badges in one line; how many found no room is said by the last."""
        if not row.badges:
            return
        left, end = _left(row), width - _PAD
        top = max(piece.area.bottom() for piece in self._title(row, width)) + 4
        for at, (tone, words) in enumerate(row.badges):
            said = text.one_line(words)
            wide = self._badge_width(said)
            rest = len(row.badges) - at
            reserve = self._badge_width(f"+{rest - 1}") + _PAD // 2 if rest > 1 else 0
            if at and left + wide + reserve > end:
                more = f"+{rest}"
                yield QRect(left, top, self._badge_width(more), _BADGE_PX), tone, more
                return
            yield QRect(left, top, wide, _BADGE_PX), tone, said
            left += wide + _PAD // 2

    def _badge_width(self, words: str) -> int:
        return self._metrics["badge"].horizontalAdvance(words) + 2 * _PAD

    def _box(
        self, name: str, words: str, left: int, top: int, width: int, *, is_cut: bool = False
    ) -> QRect:
        if is_cut:
            return QRect(left, top, width, self._tall[name])
        size = self._metrics[name].boundingRect(QRect(0, 0, width, _TALL), _WRAP, words)
        return QRect(left, top, width, size.height())

    def _cut(self, name: str, words: str, room: int) -> str:
        one_line = " ".join(words.split())
        return self._metrics[name].elidedText(one_line, Qt.TextElideMode.ElideRight, room)

    def _paint_paler(
        self, painter: QPainter, area: QRect, piece: _Piece, now: theme.Colours
    ) -> None:
        """Paint words of which some are paler: those before and after a quotation."""
        layout = QTextLayout(piece.words.replace("\n", "\u2028"), self._fonts[piece.font])
        options = QTextOption(Qt.AlignmentFlag.AlignLeft)
        options.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(options)
        formats = []
        for start, length in piece.paler:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            made.format.setForeground(QColor(now.faint))
            formats.append(made)
        layout.setFormats(formats)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(area.width())
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        layout.draw(painter, QPointF(area.topLeft()))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, now: theme.Colours
    ) -> None:
        whole = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, QColor(now.selected))
        elif row.kind is RowKind.MISSING:
            ground = option.rect.adjusted(-_PAD // 2, 0, 0, 0)
            painter.fillRect(ground, QColor(now.alarm_ground))
        if row.kind in _RULED and row.side:
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


def _paler(said: str | Quote) -> tuple[tuple[int, int], ...]:
    """Where in the words of a quotation those before and after it stand."""
    if isinstance(said, str) or not (said.prefix or said.suffix):
        return ()
    before, after = said.around()
    quoted = len(before) + len(said.text) + 2
    found = ((0, len(before)), (quoted, len(after)))
    return tuple((start, count) for start, count in found if count)


def _left(row: Row) -> int:
    """Where the words of a row begin: at the edge of the header above, or beside its icon."""
    return _PAD // 2 + _ICON_PX if row.icon else 0


_TITLES = {
    RowKind.SECTION: ("caption", "muted"),
    RowKind.FLOW: ("title", "text"),
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
