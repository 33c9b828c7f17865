"""The picture in the middle of the window, and what the keys do on it."""

from typing import ClassVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from flowviz import scene as scenes
from flowviz.actors import ActorKind
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands, strands
from flowviz.layouts import Layout, worldmap
from flowviz.painting import fonts
from flowviz.scene import Hit, Scene
from flowviz.style import DARK, LIGHT, Style
from flowviz.ui import spoken, theme, words
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.frame import Frame
from flowviz.ui.hover_card import HoverCard
from flowviz.ui.picture import Picture
from flowviz.ui.pins import Pins
from flowviz.ui.pointer import Pointer
from flowviz.ui.session import NOTHING, Selected, Session

_REST_MS = 80
_TOLERANCE_PX = 8.0
_PAN_STEP = 0.1
_LEAST_PX = QSize(330, 180)
"""In a small window the panels give way down to here."""
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class Canvas(pg.GraphicsView):
    """Shows the session's flows where the arrangement puts them."""

    drawn = Signal()
    painted_first = Signal()
    evidence_wanted = Signal()

    _is_fitted = False  # pyqtgraph's constructor resizes before ours has set anything
    _STEPS: ClassVar = {
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Up: -1,
    }
    _PANS: ClassVar = {
        Qt.Key.Key_Right: (_PAN_STEP, 0.0),
        Qt.Key.Key_Down: (0.0, _PAN_STEP),
        Qt.Key.Key_Left: (-_PAN_STEP, 0.0),
        Qt.Key.Key_Up: (0.0, -_PAN_STEP),
    }

    def __init__(self, session: Session, arrangement: Arrangement, parent: QWidget) -> None:
        super().__init__(parent, background=None)
        self.session = session
        self.frame, self.picture = Frame(), Picture()
        self.card = HoverCard(self)
        self._arrangement = arrangement
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._is_fitted = True
        self._has_focus_ring = False
        self._was_painted = False
        self.setCentralItem(self.frame)
        self.frame.add_picture(self.picture)
        self.pins = Pins(self)
        self.pointer = Pointer(self)
        self.setMinimumSize(_LEAST_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName(self.tr("Picture of the flows"))
        self._rest.timeout.connect(self.draw)
        self.frame.moved.connect(self._follow_hand)
        arrangement.changed.connect(self._show_layout)
        session.selection_changed.connect(self._show_selection)
        spoken.speak_for(self)

    @property
    def flows(self) -> Flows:
        """The flows that are laid out."""
        return self._arrangement.flows

    @property
    def strands(self) -> Strands:
        """The strands that are laid out: their flows as the link mode has them drawn."""
        return self._arrangement.strands

    @property
    def layout_shown(self) -> Layout | None:
        """Where their actors stand."""
        return self._arrangement.layout

    @property
    def scene_shown(self) -> Scene | None:
        """The scene on screen, None before the first one."""
        return self.picture.scene_shown

    def style_of_now(self) -> Style:
        """The style of the picture under the colours in force."""
        palette = DARK if theme.is_dark() else LIGHT
        view = self.session.view
        return Style(
            palette=palette,
            scale=view.scale,
            lock=view.lock,
            colour_by=view.colour_by,
            show_top=view.show_top,
        )

    def fit(self) -> None:
        """Frame everything that is drawn."""
        layout, size = self.layout_shown, self.frame.rect()
        if layout is None or size.width() < 2 or size.height() < 2:
            return
        style = self.style_of_now()
        viewport = scenes.fit(
            layout, strands(self.flows, Mode.DIRECTED), size.width(), size.height(), style
        )
        self.frame.limit(viewport)
        self.frame.show_viewport(viewport)
        self.draw()
        self._is_fitted = True

    def zoom(self, steps: int) -> None:
        """Zoom in, or out below 0."""
        self.frame.zoom(steps)

    def draw(self) -> None:
        """Build the scene for what is in the frame and paint it."""
        layout, viewport = self.layout_shown, self.frame.viewport()
        if layout is None or viewport.width_px < 2 or viewport.height_px < 2:
            return
        self._rest.stop()
        layout = worldmap.at_scale(layout, viewport.px_per_unit)
        flows, style = self.flows, self.style_of_now()
        scene = scenes.build(
            strands(flows, Mode.DIRECTED),
            flows.actor_names,
            self.kinds(),
            layout,
            style,
            viewport,
            fonts.measure,
            self.session.picked(flows),
        )
        self.picture.resize(QRectF(self.frame.rect()))
        self.picture.show_scene(scene, style, self.devicePixelRatioF())
        self.drawn.emit()

    def kinds(self) -> list[ActorKind]:
        """The kinds of the actors, in the order of the flows' codes."""
        actors = self.session.contents.actors
        codes = self.flows.actor_codes
        return [actors[code].kind if code in actors else ActorKind.UNKNOWN for code in codes]

    def hits_at(self, point: QPointF, *, at_rest: bool = True) -> tuple[Hit, ...]:
        """What lies under a point, nearest first; the picture is brought to rest when it matters.

        While the picture moves and rest does not matter, nothing is found.
        """
        if self._rest.isActive():
            if not at_rest:
                return ()
            self.draw()
        scene = self.scene_shown
        return scenes.pick(scene, point.x(), point.y(), _TOLERANCE_PX) if scene else ()

    def step(self, by: int) -> bool:
        """Select the next flow by size, or the one before; gives whether there is one."""
        pair, count = self.session.selected.pair, min(len(self.flows), self.session.view.show_top)
        now = self.flows.index(*pair) if pair else None
        number = (0 if by > 0 else count - 1) if now is None else now + by
        if not 0 <= number < count:
            return False
        codes = self.flows.actor_codes
        supplier, recipient = self.flows.supplier[number], self.flows.recipient[number]
        self.session.select(Selected.flow(codes[supplier], codes[recipient]))
        return True

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Walk the flows by Tab, largest first; past the last one the focus goes on."""
        if self.session.selected.pair is None and not is_next:
            return bool(super().focusNextPrevChild(is_next))
        return self.step(1 if is_next else -1) or bool(super().focusNextPrevChild(is_next))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in self._PANS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.frame.pan(*self._PANS[key])
        elif key in self._STEPS:
            self.step(self._STEPS[key])
        elif key in (Qt.Key.Key_F, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.evidence_wanted.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_Escape:
            self.clear()
        else:
            event.ignore()

    def clear(self) -> None:
        """Let go of an actor on its way, or clear the selection."""
        if not self.pointer.cancel():
            self.session.select(NOTHING)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_focus_ring = event.reason() in _KEYBOARD_REASONS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_focus_ring = False
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointer.leave()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        is_fitted = self._is_fitted
        super().resizeEvent(event)
        if is_fitted:
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted and self.scene_shown is not None and not self.session.is_busy:
            self._was_painted = True
            self.painted_first.emit()
        if self._has_focus_ring:
            with QPainter(self.viewport()) as painter:
                painter.setPen(QPen(QColor(theme.colours().accent), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def point_of(self, flow: int) -> QPoint | None:
        """A point of the canvas in the middle of a flow, None where it is not drawn."""
        scene = self.scene_shown
        rows = [] if scene is None else list(scene.flows.flow)
        if scene is None or flow not in rows:
            return None
        line = list(scene.flows.line_row).index(rows.index(flow))
        x, y = scene.flows.line_xy[line, scene.flows.line_xy.shape[1] // 2]
        return QPointF(float(x), float(y)).toPoint()

    def point_of_actor(self, actor: int) -> QPoint | None:
        """The middle of an actor."""
        scene = self.scene_shown
        rows = [] if scene is None else list(scene.nodes.actor)
        if scene is None or actor not in rows:
            return None
        x, y = scene.nodes.xy[rows.index(actor)]
        return QPointF(float(x), float(y)).toPoint()

    def _show_layout(self, is_new: bool) -> None:
        if is_new or self.scene_shown is None:
            self.fit()
        else:
            self.draw()

    def _show_selection(self) -> None:
        self.pointer.leave()  # its card would lie over what was chosen by key
        self.draw()
        self._reveal()
        pair = self.session.selected.pair
        number = self.flows.index(*pair) if pair else None
        spoken = words.spoken(self.flows, number) if number is not None else ""
        self.setAccessibleDescription(spoken)
        if spoken and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def _reveal(self) -> None:
        """Move the frame where what is selected lies beyond it."""
        selected, point = self.session.selected, None
        if selected.actor in self.flows.actor_codes:
            point = self.point_of_actor(self.flows.actor_codes.index(selected.actor))
        elif selected.pair is not None:
            number = self.flows.index(*selected.pair)
            point = None if number is None else self.point_of(number)
        room = self.viewport().rect()
        if point is not None and not room.contains(point):
            away = point - room.center()
            self.frame.pan(away.x() / room.width(), away.y() / room.height())
            self.draw()

    def _follow_hand(self) -> None:
        self.picture.resize(QRectF(self.frame.rect()))
        self.picture.move_to(self.frame.viewport())
        self.pointer.leave()
        self._is_fitted = False
        self._rest.start()
