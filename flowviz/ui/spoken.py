"""The canvas for screen readers: a list of the flows drawn, the largest first.

Nothing is made until somebody asks: an item is a row number, its words are those of the flow that
is drawn there when it is read.

Who owns what: Qt deletes the list with its canvas, and an item never; so both are kept here for as
long as the program runs, hold their canvas weakly, and are not valid any more once it has gone.
"""

import weakref
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from flowviz.scene import Scene
from flowviz.ui import strand_words, text

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_TARGET_PX = 24
_kinds: set[type] = set()
_kept: list[QAccessibleInterface] = []


def speak_for(canvas: "Canvas") -> None:
    """Show ``canvas`` to screen readers as a list of its flows, from now on."""
    if not _kinds:
        QAccessible.installFactory(_interface)
    _kinds.add(type(canvas))
    canvas.drawn.connect(_tell_of_new_flows)


def _tell_of_new_flows() -> None:
    if QAccessible.isActive():
        for made in _kept:
            canvas = made.drawn.canvas if isinstance(made, SpokenCanvas) else None
            if canvas is not None:
                event = QAccessibleEvent(canvas, QAccessible.Event.ObjectReorder)
                QAccessible.updateAccessibility(event)


def _interface(_key: str, thing: QObject | None) -> QAccessibleInterface | None:
    if type(thing) not in _kinds:
        return None
    made = SpokenCanvas(cast("Canvas", thing))
    _kept.append(made)
    return made


class Drawn:
    """What a canvas shows, row by row; nothing once the canvas has gone."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = weakref.ref(canvas)
        self._listed: tuple[Scene | None, list[int]] = (None, [])

    @property
    def canvas(self) -> "Canvas | None":
        """The canvas, None once it has gone."""
        made = self._canvas()
        return made if made is not None and isValid(made) else None

    @property
    def strands(self) -> list[int]:
        """The numbers of the strands drawn, the largest first."""
        scene = self.canvas.scene_shown if self.canvas is not None else None
        if scene is not self._listed[0]:
            drawn = [] if scene is None else sorted(set(scene.flows.flow.tolist()))
            self._listed = scene, drawn
        return self._listed[1]

    @property
    def row_selected(self) -> int:
        """The row of the one strand that is selected, -1 for none or several."""
        scene = self.canvas.scene_shown if self.canvas is not None else None
        picked = scene.selection.flows if scene is not None else frozenset()
        return self.row_of(next(iter(picked))) if len(picked) == 1 else -1

    def row_of(self, strand: int) -> int:
        """The row of a strand, -1 where it is not drawn."""
        drawn = self.strands
        return drawn.index(strand) if strand in drawn else -1

    def words(self, row: int) -> str:
        """What is said of a row."""
        canvas = self.canvas
        if canvas is None:
            return ""
        return text.one_line(strand_words.spoken(canvas.strands, self.strands[row]))

    def place(self, row: int) -> QRect:
        """Where on the screen a row's flow is drawn."""
        canvas = self.canvas
        point = canvas.point_of(self.strands[row]) if canvas is not None else None
        if canvas is None or point is None:
            return QRect()
        made = QRect(QPoint(0, 0), QSize(_TARGET_PX, _TARGET_PX))
        made.moveCenter(canvas.mapToGlobal(point))
        return made


class SpokenCanvas(QAccessibleWidget):
    """The list; what lies over the picture (a card with buttons, say) comes after its flows."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas, QAccessible.Role.List)
        self.drawn = Drawn(canvas)
        self._items: dict[int, SpokenFlow] = {}

    def childCount(self) -> int:
        return len(self.drawn.strands) + len(self._overlays())

    def child(self, index: int) -> Any:
        beyond = index - len(self.drawn.strands)
        if beyond >= 0:
            over = self._overlays()
            found = over[beyond] if beyond < len(over) else None
            return QAccessible.queryAccessibleInterface(found) if found else None
        return self._item(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, SpokenFlow):
            return child.row
        over = self._overlays()
        found = [at for at, widget in enumerate(over) if widget is child.object()]
        return len(self.drawn.strands) + found[0] if found else -1

    def childAt(self, x: int, y: int) -> Any:
        canvas = self.drawn.canvas
        if canvas is None:
            return None
        hits = canvas.hits_at(canvas.mapFromGlobal(QPoint(x, y)).toPointF())
        return self._item(self.drawn.row_of(next((h.index for h in hits if h.kind == "flow"), -1)))

    def focusChild(self) -> Any:
        canvas = self.drawn.canvas
        if canvas is None or not canvas.hasFocus():
            return None
        return self._item(self.drawn.row_selected) or QAccessible.queryAccessibleInterface(canvas)

    def _item(self, row: int) -> "SpokenFlow | None":
        if row < 0:
            return None
        if row not in self._items:
            self._items[row] = SpokenFlow(self.drawn, row)
            _kept.append(self._items[row])
        return self._items[row]

    def _overlays(self) -> list[QWidget]:
        canvas = self.drawn.canvas
        over = canvas.findChildren(QWidget, "popup") if canvas is not None else []
        return [
            card
            for card in over
            if canvas is not None
            and card.parent() is canvas
            and card.isVisible()
            and card is not canvas.card
        ]


class SpokenFlow(QAccessibleInterface):
    """One flow of the list: its words, where it is, whether it is the one selected."""

    def __init__(self, drawn: Drawn, row: int) -> None:
        super().__init__()
        self.row = row
        self._drawn = drawn

    def isValid(self) -> bool:
        return self.row < len(self._drawn.strands)

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return None

    def parent(self) -> Any:
        canvas = self._drawn.canvas
        return None if canvas is None else QAccessible.queryAccessibleInterface(canvas)

    def child(self, _index: int) -> Any:
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        if self.isValid() and kind == QAccessible.Text.Name:
            return self._drawn.words(self.row)
        if self.isValid() and kind == QAccessible.Text.Description:
            said = QCoreApplication.translate("SpokenFlow", "{row} of {count} drawn")
            return said.format(row=self.row + 1, count=len(self._drawn.strands))
        return ""

    def setText(self, _kind: QAccessible.Text, _words: str) -> None:
        """Take no words: a flow is edited through its records."""

    def rect(self) -> QRect:
        return self._drawn.place(self.row) if self.isValid() else QRect()

    def state(self) -> QAccessible.State:
        made, canvas = QAccessible.State(), self._drawn.canvas
        if canvas is None or not self.isValid():
            made.invalid = True
            return made
        made.selectable = made.focusable = made.readOnly = True
        made.selected = self._drawn.row_selected == self.row
        made.focused = made.selected and canvas.hasFocus()
        return made
