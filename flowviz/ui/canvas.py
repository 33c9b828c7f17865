"""The picture in the middle of the window, and what the keys do on it."""

from typing import ClassVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
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
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout, worldmap
from flowviz.scene import Hit, Scene
from flowviz.style import DARK, LIGHT, Style
from flowviz.ui import spoken, strand_words, theme
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.canvas_menu import CanvasMenu
from flowviz.ui.drawing import Drawing, Order
from flowviz.ui.flow_drawing import FlowDrawing
from flowviz.ui.frame import Frame
from flowviz.ui.hover_card import HoverCard
from flowviz.ui.jobs import Jobs
from flowviz.ui.motion import Motion
from flowviz.ui.picked import Picked
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

    def __init__(
        self, session: Session, arrangement: Arrangement, jobs: Jobs, parent: QWidget
    ) -> None:
        super().__init__(parent, background=None)
        self.session = session
        self.frame, self.picture = Frame(), Picture()
        self.drawing = Drawing(self.picture, jobs, self)
        self.card = HoverCard(self)
        self._arrangement = arrangement
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._is_fitted, self._is_fit_due = True, False
        self._has_focus_ring = False
        self._was_painted = False
        self.setCentralItem(self.frame)
        self.frame.add_picture(self.picture)
        self.pins = Pins(self)
        self.menu = CanvasMenu(self)
        self.flow_drawing = FlowDrawing(self)
        self.pointer = Pointer(self)
        self.setMinimumSize(_LEAST_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName(self.tr("Picture of the flows"))
        self._rest.timeout.connect(self.draw)
        self.frame.moved.connect(self._follow_hand)
        self.drawing.drawn.connect(self.drawn)
        self.drawing.arrived.connect(self._catch_up)
        arrangement.changed.connect(self._show_layout)
        session.flows_brushed.connect(self.draw_draft)
        session.selection_changed.connect(self._show_selection)
        session.state_changed.connect(self.pointer.leave)  # its card may tell of what is undone
        spoken.speak_for(self)
        self.motion = Motion(self, arrangement)

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
        viewport = scenes.fit(layout, self.strands, size.width(), size.height(), style)
        self.frame.limit(viewport)
        self.frame.show_viewport(viewport)
        self.draw()
        self._is_fitted, self._is_fit_due = True, False

    def zoom(self, steps: int) -> None:
        """Zoom in, or out below 0."""
        self.frame.zoom(steps)

    def draw(self) -> None:
        """Draw the scene for what is in the frame: at once, or first as a draft and then soon."""
        if (order := self._order()) is not None:
            self._rest.stop()
            self.drawing.draw(order)

    def draw_draft(self) -> None:
        """Draw what the hand brushes, as well as can be done at once."""
        if (order := self._order()) is not None:
            self.drawing.draft(order)

    def _order(self) -> Order | None:
        layout, viewport = self.layout_shown, self.frame.viewport()
        if layout is None or viewport.width_px < 2 or viewport.height_px < 2:
            return None
        self.picture.resize(QRectF(self.frame.rect()))
        return Order(
            self.strands,
            self.kinds(),
            worldmap.at_scale(layout, viewport.px_per_unit),
            self.style_of_now(),
            viewport,
            self.session.picked(self.strands),
            self.devicePixelRatioF(),
        )

    @property
    def is_behind(self) -> bool:
        """Whether the scene on screen is of other flows than are laid out, for a moment."""
        return self.drawing.shown is None or self.drawing.shown.strands is not self.strands

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
        if scene is None or self.is_behind:
            return ()
        world = self.frame.viewport().to_world([point.x(), point.y()])
        x, y = scene.viewport.to_px(world).tolist()
        return scenes.pick(scene, x, y, _TOLERANCE_PX)

    def step(self, by: int) -> bool:
        """Select the next ribbon by size, or the one before; gives whether there is one."""
        count = min(len(self.strands), self.session.view.show_top)
        now = self.session.strand_picked(self.strands)
        number = (0 if by > 0 else count - 1) if now is None else now + by
        if not 0 <= number < count:
            return False
        self.session.select(Selected.strand(self.strands, number))
        return True

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Walk the flows by Tab, largest first; past the last one the focus goes on."""
        if self.session.strand_picked(self.strands) is None and not is_next:
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is selected by key; the mouse opens its own where it is."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.pointer.open_menu_of_selection()
        else:
            super().contextMenuEvent(event)

    def picked(self) -> Picked:
        """What is selected, for who acts on it."""
        return Picked.selected(self.session)

    @property
    def can_clear(self) -> bool:
        """Whether ``clear`` would change anything."""
        session = self.session
        is_selected = bool(session.selected or session.selected.words)
        return is_selected or self._arrangement.is_working or self.flow_drawing.is_on

    def clear(self) -> None:
        """Let go of an actor or a flow on its way, stop a layout, or clear the selection."""
        if self.pointer.cancel():
            return
        if self._arrangement.is_working:
            self._arrangement.stop()
        else:
            self.session.select(NOTHING)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_focus_ring = event.reason() in _KEYBOARD_REASONS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_focus_ring = False
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.picture.free()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointer.leave()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        is_fitted = self._is_fitted
        super().resizeEvent(event)
        if is_fitted and self.flows is not self.session.flows:
            self._is_fit_due = True  # the flows of now are drawn when they are laid out
        elif is_fitted:
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
        if scene is None or self.is_behind or flow not in rows:
            return None
        line = list(scene.flows.line_row).index(rows.index(flow))
        x, y = scene.flows.line_xy[line, scene.flows.line_xy.shape[1] // 2]
        return QPointF(float(x), float(y)).toPoint()

    def point_of_actor(self, actor: int) -> QPoint | None:
        """The middle of an actor."""
        scene = self.scene_shown
        rows = [] if scene is None else list(scene.nodes.actor)
        if scene is None or self.is_behind or actor not in rows:
            return None
        x, y = scene.nodes.xy[rows.index(actor)]
        return QPointF(float(x), float(y)).toPoint()

    def _show_layout(self, is_new: bool) -> None:
        follows = self._is_fitted and self._arrangement.has_other_actors
        if is_new or follows or self._is_fit_due or self.scene_shown is None:
            self.fit()
        else:
            self.draw()

    def _show_selection(self) -> None:
        self.pointer.leave()  # its card would lie over what was chosen by key
        self.draw()
        self._reveal()
        number = self.session.strand_picked(self.strands)
        spoken = "" if number is None else strand_words.spoken(self.strands, number)
        self.setAccessibleDescription(spoken)
        if spoken and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def point_selected(self) -> QPoint | None:
        """A point of the actor or the ribbon that is selected, None where it is not drawn."""
        actor = self.session.selected.actor
        if actor in self.flows.actor_codes:
            return self.point_of_actor(self.flows.actor_codes.index(actor))
        number = self.session.strand_picked(self.strands)
        return None if number is None else self.point_of(number)

    def _reveal(self) -> None:
        """Move the frame where what is selected lies beyond it."""
        point = self.point_selected()
        room = self.viewport().rect()
        if point is not None and not room.contains(point):
            away = point - room.center()
            self.frame.pan(away.x() / room.width(), away.y() / room.height())
            self.draw()

    def _catch_up(self) -> None:
        """Show what has come late where the hand has moved the picture meanwhile."""
        self.picture.move_to(self.frame.viewport())

    def _follow_hand(self) -> None:
        self.picture.resize(QRectF(self.frame.rect()))
        self.picture.move_to(self.frame.viewport())
        self.pointer.leave()
        self._is_fitted = False
        self._rest.start()
