"""Drawing a flow by hand: drag from the supplier to the recipient, then fill its form."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QStyleOptionGraphicsItem,
    QWidget,
)

from flowviz.ui import text, theme

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_REACH_PX = 16.0
"""How far from the rim of an actor the pointer may be: a small one is as easy to take."""
_OVER_PINS = 30.0
_BEND = 0.16
_WIDTH_PX, _HEAD_PX = 7.0, 15.0
_RING_PX = 4.0


class FlowDrawing(QObject):
    """A way to work that is on or off: while on, a drag that begins at an actor draws a flow.

    ``drawn`` gives the codes of supplier and recipient, "" where the pointer was let go beside all
    actors; ``turned`` tells whether it is on.
    """

    drawn = Signal(str, str)
    turned = Signal(bool)

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._ribbon = _Ribbon()
        self._ribbon.setParentItem(canvas.frame)
        self._ribbon.setZValue(_OVER_PINS)
        self._hint = _Hint(canvas)
        self._hint.stop.clicked.connect(self.stop)
        self._supplier = ""
        self.is_on = False
        canvas.frame.moved.connect(self._let_go_of_ring)

    @property
    def is_drawing(self) -> bool:
        """Whether a flow hangs on the pointer."""
        return bool(self._supplier)

    def turn(self, is_on: bool) -> None:
        """Begin or end drawing flows."""
        if is_on == self.is_on:
            return
        self.is_on = is_on
        self._supplier = ""
        self._ribbon.clear()
        self._hint.setVisible(is_on)
        if is_on:
            self._hint.say(self.tr("Drag from the supplier to the recipient"))
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._canvas.card.hide()
        self.dress_pointer()
        self.turned.emit(is_on)

    def stop(self) -> None:
        """End drawing flows."""
        self.turn(False)

    def cancel(self) -> bool:
        """Let go of a flow on its way, or else end drawing; gives whether there was either."""
        if self._supplier:
            self._supplier = ""
            self._ribbon.clear()
            self._canvas.card.hide()
            self._hint.say(self.tr("Drag from the supplier to the recipient"))
            return True
        was_on = self.is_on
        self.turn(False)
        return was_on

    def dress_pointer(self) -> None:
        """Show by the pointer what a drag does now."""
        if self.is_on:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._canvas.unsetCursor()

    def hover(self, point: QPointF) -> None:
        """Show which actor a drag would begin at."""
        if self._supplier:
            return
        actor = self.actor_at(point)
        self._ribbon.ring(*self._disc(actor), self._canvas)
        if actor:
            self._show_card(point, self._name(actor), self.tr("Drag from here to the recipient"))
        else:
            self._canvas.card.hide()
        self.dress_pointer()

    def begin(self, point: QPointF) -> bool:
        """Take a flow into the hand; gives whether the drag that begins at ``point`` draws one.

        That is so at an actor, while this is on or with Alt; beside all actors the frame moves.
        """
        has_alt = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        if self._canvas.session.is_busy or not (self.is_on or has_alt):
            return False
        self._supplier = self.actor_at(point)
        if self._supplier:
            self.drag(point)
        return bool(self._supplier)

    def drag(self, point: QPointF) -> None:
        """Let the ribbon follow the pointer, and snap to the actor beneath it."""
        start, _ = self._disc(self._supplier)
        if start is None:  # the picture was drawn anew without the actor
            self.cancel()
            return
        actor = self.actor_at(point)
        end, radius = self._disc(actor) if actor else (None, 0.0)
        self._ribbon.show_to(start, end or point, radius, self._canvas)
        supplier = self._name(self._supplier)
        if actor == self._supplier:
            words = self.tr("Let go for a flow within {actor}").format(actor=supplier)
            self._show_card(point, supplier, words)
        elif actor:
            both = f"{supplier} → {self._name(actor)}"
            self._show_card(point, both, self.tr("Let go to write the record"))
        else:
            words = self.tr("Let go here to name the recipient in the form")
            self._show_card(point, f"{supplier} → ?", words)
        self._hint.say(self.tr("Let go on the recipient; Esc lets go of the flow"))

    def end(self, point: QPointF) -> None:
        """Hand on what was drawn; a flow from an actor to itself is asked about."""
        supplier, recipient = self._supplier, self.actor_at(point)
        if not supplier:
            return
        self._supplier = ""
        self._ribbon.clear()
        self._canvas.card.hide()
        self.turn(False)
        if self._canvas.session.is_busy or (supplier == recipient and not self._is_meant(supplier)):
            return
        self.drawn.emit(supplier, recipient)

    def actor_at(self, point: QPointF) -> str:
        """The code of the actor nearest to a point, within reach; "" for none.

        Unlike a click, a flow that lies over an actor does not hide it.
        """
        canvas, scene = self._canvas, self._canvas.scene_shown
        if scene is None or canvas.is_behind or not len(scene.nodes.actor):
            return ""
        world = canvas.frame.viewport().to_world([point.x(), point.y()])
        x, y = scene.viewport.to_px(world).tolist()
        nodes = scene.nodes
        middle = np.hypot(nodes.xy[:, 0] - x, nodes.xy[:, 1] - y)
        away = np.maximum(middle - nodes.outer, 0.0)
        row = int(np.lexsort((middle, away))[0])  # inside several, the one whose middle is nearest
        return canvas.flows.actor_codes[nodes.actor[row]] if away[row] <= _REACH_PX else ""

    def _disc(self, code: str) -> tuple[QPointF | None, float]:
        """Where an actor stands on the canvas and how large it is, None where it is not drawn."""
        canvas, scene = self._canvas, self._canvas.scene_shown
        codes = canvas.flows.actor_codes
        if scene is None or canvas.is_behind or code not in codes:
            return None, 0.0
        rows = np.flatnonzero(scene.nodes.actor == codes.index(code))
        if not len(rows):
            return None, 0.0
        world = scene.viewport.to_world(scene.nodes.xy[rows[0]])
        x, y = canvas.frame.viewport().to_px(world).tolist()
        return QPointF(x, y), float(scene.nodes.outer[rows[0]])

    def _name(self, code: str) -> str:
        return self._canvas.session.shown_name(code)

    def _show_card(self, point: QPointF, heading: str, words: str) -> None:
        self._canvas.card.show_at(point.toPoint(), heading, (words,))

    def _let_go_of_ring(self) -> None:
        if not self._supplier:
            self._ribbon.clear()

    def _is_meant(self, code: str) -> bool:
        """Ask whether a flow from an actor to itself is what is wanted."""
        box = text.message(
            self._canvas.window(),
            QMessageBox.Icon.Question,
            self.tr("From and to the same actor?"),
            self.tr("The flow begins and ends at {actor}.").format(actor=self._name(code)),
            self.tr("Write a record of arms that stayed within it, such as a domestic order?"),
        )
        write = box.addButton(self.tr("Write Record"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        return text.answer(box) is write


class _Ribbon(QGraphicsItem):
    """A curved ribbon with a head, and a ring around the actor that it would go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = QRectF()
        self._path = QPainterPath()
        self._ring: tuple[QPointF, float] | None = None
        self._ink = QColor()

    def show_to(self, start: QPointF, end: QPointF, radius: float, canvas: "Canvas") -> None:
        """Lie from ``start`` to ``end``, around which is a ring where it has a ``radius``."""
        self._fit(canvas)
        way = QLineF(start, end)
        rim = way.pointAt(1.0 - (radius + _RING_PX) / way.length()) if way.length() > 1.0 else end
        self._path = ribbon(start, rim if radius else end)
        self._ring = (end, radius + _RING_PX) if radius else None
        self.update()

    def ring(self, middle: QPointF | None, radius: float, canvas: "Canvas") -> None:
        """Show just a ring, or nothing."""
        if middle is None and self._ring is None:
            return
        self._fit(canvas)
        self._path = QPainterPath()
        self._ring = (middle, radius + _RING_PX) if middle is not None else None
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._path, self._ring = QPainterPath(), None
        self.update()

    def _fit(self, canvas: "Canvas") -> None:
        size = QRectF(canvas.frame.rect())
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self._ink = QColor(canvas.style_of_now().palette.accent)

    def boundingRect(self) -> QRectF:
        return self._size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QColor(self._ink)
        body.setAlphaF(0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(body)
        painter.drawPath(self._path)
        if self._ring is not None:
            middle, radius = self._ring
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._ink, 2.5))
            painter.drawEllipse(middle, radius, radius)


def ribbon(start: QPointF, end: QPointF) -> QPainterPath:
    """A ribbon that bends to one side as flows do, growing toward its head; pixels."""
    way = np.array([end.x() - start.x(), end.y() - start.y()])
    size = float(np.hypot(*way))
    path = QPainterPath()
    if size < _HEAD_PX:
        return path
    side = np.array([way[1], -way[0]]) / size
    first, last = np.array([start.x(), start.y()]), np.array([end.x(), end.y()])
    bend = (first + last) / 2.0 + side * _BEND * size
    along = np.linspace(0.0, 1.0, 25)[:, None]
    points = (1 - along) ** 2 * first + 2 * along * (1 - along) * bend + along**2 * last
    steps = np.gradient(points, axis=0)
    across = np.column_stack([steps[:, 1], -steps[:, 0]]) / np.hypot(*steps.T)[:, None]
    neck = int(np.searchsorted(-np.hypot(*(points - last).T), -_HEAD_PX))
    half = np.linspace(0.25, 0.5, neck)[:, None] * _WIDTH_PX
    left, right = points[:neck] + across[:neck] * half, points[:neck] - across[:neck] * half
    wing = across[neck - 1] * _HEAD_PX * 0.5
    tip = [points[neck - 1] + wing, last, points[neck - 1] - wing]
    outline = [*left.tolist(), *(point.tolist() for point in tip), *right[::-1].tolist()]
    path.moveTo(*outline[0])
    for x, y in outline[1:]:
        path.lineTo(x, y)
    path.closeSubpath()
    return path


class _Hint(QFrame):
    """What to do, over the picture while flows are drawn, with a button to stop."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        self.setObjectName("popup")
        self._words = text.label(name="strong")
        self.stop = QPushButton(self.tr("Done"), self)
        # The keyboard stays with the picture, where Esc stops: a button that goes would hand it on.
        self.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stop.setToolTip(self.tr("Stop drawing flows (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(4 * [theme.SPACE]))
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(self._words)
        row.addWidget(self.stop)
        self.hide()
        room.installEventFilter(self)

    def say(self, words: str) -> None:
        """Say what to do now."""
        if words != self._words.text():
            self._words.setText(words)
            self._place()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        room = self._room.rect()
        self.move(room.center().x() - self.width() // 2, 2 * theme.SPACE)
