"""What the selected flow is made of: a bar of its categories, with names, amounts and shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flowviz.flows.strands import Strands
from flowviz.flows.words import sentence, total_words
from flowviz.painting import painter_on
from flowviz.scene import Selection
from flowviz.scene.colours import colouring
from flowviz.scene.drawing import drawn_rows
from flowviz.style import Palette
from flowviz.ui import text, theme

if TYPE_CHECKING:
    from flowviz.flows.parts import Parts

_MOST = 6
_BAR_PX = 10
_LINE_PX = 20
_SWATCH_PX = 10
_SHARE_PX = 48
_HAIR_PX = 1.0
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class MixLine:
    """A line below the bar, and its piece of the bar."""

    words: str
    amount: str
    colour: str
    share: float


def mix_lines(
    found: "Parts", unit: str, colours: Mapping[str, str], rest: str
) -> tuple[MixLine, ...]:
    """The categories of a flow, the largest first, then what has none in the colour ``rest``."""
    lines = [
        MixLine(
            named.category,
            total_words(named.total, unit),
            colours.get(named.category, rest),
            named.share,
        )
        for named in found.parts
    ]
    shown = lines if len(lines) <= _MOST + 1 else lines[:_MOST]
    if len(shown) < len(lines):
        others = lines[_MOST:]
        words = _tr("{count} other categories").format(count=len(others))
        share = sum(line.share for line in others)
        shown = [*shown, MixLine(words, "", rest, share)]
    for part, words in (
        (found.uncategorised, _tr("no known category")),
        (found.together, _tr("several categories together")),
    ):
        if part is not None:
            shown.append(MixLine(words, total_words(part.total, unit), rest, part.share))
    return tuple(shown)


class MixView(QWidget):
    """Draws the bar and its lines; nothing where there is but one category."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lines: tuple[MixLine, ...] = ()
        self.hide()

    def lines(self) -> tuple[MixLine, ...]:
        """Give the lines shown."""
        return self._lines

    def show_lines(self, lines: Sequence[MixLine]) -> None:
        """Show what another flow is made of."""
        self._lines = tuple(lines) if len(lines) > 1 else ()
        self.setVisible(bool(self._lines))
        said = (f"{line.words}: {line.amount} {_percent(line.share)}" for line in self._lines)
        self.setAccessibleName(self.tr("Categories of this flow"))
        words = "\n".join(text.one_line(line, 200) for line in said)
        self.setAccessibleDescription(words)
        self.setToolTip(text.tooltip(words) if words else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        tall = len(self._lines) * _LINE_PX + _BAR_PX + 2 * theme.SPACE
        return QSize(240, tall if self._lines else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        margin = 2 * theme.SPACE
        room = self.rect().adjusted(margin, theme.SPACE // 2, -margin, 0)
        with painter_on(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_bar(painter, QRectF(room.left(), room.top(), room.width(), _BAR_PX))
            for number, line in enumerate(self._lines):
                top = room.top() + _BAR_PX + theme.SPACE // 2 + number * _LINE_PX
                self._paint_line(painter, QRect(room.left(), top, room.width(), _LINE_PX), line)

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        """One piece a category, a hair of ground between two of them."""
        path = QPainterPath()
        path.addRoundedRect(room, 3, 3)
        painter.save()
        painter.setClipPath(path)
        left = room.left()
        for line in self._lines:
            wide = line.share * room.width()
            piece = QRectF(left, room.top(), max(wide - _HAIR_PX, wide / 2), room.height())
            painter.fillRect(piece, QColor(line.colour))
            left += wide
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRect, line: MixLine) -> None:
        now, metrics = theme.colours(), self.fontMetrics()
        top = area.center().y() - _SWATCH_PX / 2 + 1
        swatch = QPainterPath()
        swatch.addRoundedRect(QRectF(area.left(), top, _SWATCH_PX, _SWATCH_PX), 2, 2)
        painter.fillPath(swatch, QColor(line.colour))
        painter.setPen(QColor(now.muted))
        painter.drawText(area, _RIGHT, _percent(line.share))
        area = area.adjusted(_SWATCH_PX + theme.SPACE, 0, -_SHARE_PX, 0)
        amount = text.one_line(line.amount, 80)
        painter.setPen(QColor(now.text))
        painter.drawText(area, _RIGHT, amount)
        room = area.width() - metrics.horizontalAdvance(amount) - theme.SPACE
        words = text.one_line(line.words, 120)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(area, _LEFT, metrics.elidedText(words, elide, room))


def category_colours(
    strands: Strands, show_top: int, palette: Palette, wanted: Sequence[str]
) -> Mapping[str, str]:
    """The colours that a picture coloured by category has for categories, by their names.

    Those of ``wanted`` that are nowhere the largest have none there: they get what is left over.
    """
    rows = drawn_rows(strands, show_top, Selection())
    made = colouring(strands, rows, strands.actor_names, "category", len(palette.hues))
    by_words = {key.words: palette.hues[key.colour] for key in made.keys if key.colour >= 0}
    names = strands.columns.categories
    found = {name: by_words[sentence(name)] for name in names if sentence(name) in by_words}
    left = (hue for hue in palette.hues if hue not in found.values())
    return found | dict(zip((name for name in wanted if name not in found), left, strict=False))


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 or share == 0.0 else _tr("<1%")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Mix", words)
