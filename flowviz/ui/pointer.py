"""What the mouse does on the canvas: hover tells, a click picks, a drag of an actor moves it."""

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QObject, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from flowviz.flows.strands import Strands
from flowviz.flows.words import count_words
from flowviz.records import Placement, new_id
from flowviz.scene import Hit
from flowviz.ui import icons, strand_words, text
from flowviz.ui.session import NOTHING, Selected

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_SAME_SPOT_PX = 4.0
_GRIP_PX = 3.0
_FRESH_S = 2.0
_MOST_LISTED = 12


class Pointer(QObject):
    """Turns points on the canvas into selections and moves; it never selects by hovering."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._clicked_at = QPointF(-99.0, -99.0)
        self._turn = 0
        self._lying: list[Selected] = []
        self._strands: Strands | None = None
        self._held: str = ""
        self._moved = "", 0.0, ""
        self._from = QPointF()
        frame = canvas.frame
        frame.clicked.connect(self.click)
        frame.menu_wanted.connect(self._open_menu)
        frame.pointed.connect(self.hover)
        frame.left.connect(self.leave)
        frame.drag_began.connect(self._begin_drag)
        frame.dragged.connect(self._drag)
        frame.drag_ended.connect(self._end_drag)

    def click(self, point: QPointF) -> None:
        """Select the nearest; again on the same spot, the next one below it; beside all, none."""
        self.leave()
        strands = self._canvas.strands
        is_same_spot = QLineF(point, self._clicked_at).length() <= _SAME_SPOT_PX
        if is_same_spot and strands is self._strands and self._lying:
            self._turn += 1  # what is picked is painted on top: the order of before counts
        else:
            self._lying = [self._selected(hit) for hit in self._canvas.hits_at(point)]
            self._turn, self._strands = 0, strands
        self._clicked_at = point
        chosen = self._lying[self._turn % len(self._lying)] if self._lying else NOTHING
        self._canvas.session.select(chosen)

    def hover(self, point: QPointF) -> None:
        """Show the exact amount of what is under the pointer."""
        if self._canvas.flow_drawing.is_on or self._canvas.flow_drawing.is_drawing:
            self._canvas.flow_drawing.hover(point)
            return
        hits = self._canvas.hits_at(point, at_rest=False)
        if not hits:
            self.leave()
            return
        self._canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        hit = hits[0]
        self._canvas.picture.outline_flow(hit.index if hit.kind == "flow" else -1)
        more = len(hits) - 1
        hint = self.tr("Click again for {more} below").format(more=more) if more else ""
        heading, lines = self._words(hit)
        self._canvas.card.show_at(point.toPoint(), heading, lines, hint)

    def leave(self) -> None:
        """Take the card away."""
        self._canvas.flow_drawing.dress_pointer()
        self._canvas.card.hide()
        self._canvas.picture.outline_flow(-1)

    def cancel(self) -> bool:
        """Let go of a held actor or flow, or end drawing flows; gives whether there was any."""
        was_held, self._held = bool(self._held), ""
        self._canvas.picture.show_ghost(None)
        return was_held or self._canvas.flow_drawing.cancel()

    def _selected(self, hit: Hit) -> Selected:
        flows = self._canvas.flows
        if hit.kind == "actor":
            return Selected(actor=flows.actor_codes[hit.index])
        return Selected.strand(self._canvas.strands, hit.index)

    def _words(self, hit: Hit) -> tuple[str, tuple[str, ...]]:
        flows = self._canvas.flows
        if hit.kind == "flow":
            return strand_words.card(self._canvas.strands, hit.index)
        inward = int((flows.recipient == hit.index).sum())
        outward = int((flows.supplier == hit.index).sum())
        supplied = self.tr("supplied {others}").format(others=count_words(outward, "actor"))
        received = self.tr("received from {others}").format(others=count_words(inward, "actor"))
        is_pinned = flows.actor_codes[hit.index] in self._canvas.pins.codes
        pinned = (self.tr("pinned here by hand"),) if is_pinned else ()
        return flows.actor_names[hit.index], (f"{supplied} · {received}", *pinned)

    def menu_at(self, point: QPointF) -> QMenu:
        """Make the menu of a point: what lies there, nearest first, and what can be done."""
        menu = QMenu(self._canvas)
        found = self._canvas.hits_at(point)
        hits = found[:_MOST_LISTED]
        for hit in hits:
            heading, lines = self._words(hit)
            action = menu.addAction(text.menu_text(f"{heading}: {lines[0]}"))
            action.setToolTip(text.tooltip(heading))
            action.setData(self._selected(hit))
            action.setIcon(icons.icon(hit.kind))
        if len(found) > len(hits):  # in a crowd dozens lie within reach
            words = self.tr("{more} more: zoom in to tell them apart")
            rest = menu.addAction(words.format(more=f"{len(found) - len(hits):,}"))
            rest.setEnabled(False)
        chosen = [self._selected(hit) for hit in hits]
        self._canvas.menu.fill(menu, chosen)
        self._canvas.pins.fill(menu, [one.actor for one in chosen if one.actor])
        menu.triggered.connect(self._choose)
        return menu

    def open_menu_of_selection(self) -> None:
        """Open the menu of what is selected, for who works by key."""
        point = self._canvas.point_selected()
        if point is not None:
            self._open_menu(QPointF(point))

    def _open_menu(self, point: QPointF) -> None:
        self.leave()
        menu = self.menu_at(point)
        if not menu.isEmpty():
            menu.exec(self._canvas.viewport().mapToGlobal(point.toPoint()))
        menu.deleteLater()

    def _choose(self, action: QAction) -> None:
        if isinstance(action.data(), Selected):  # else it does its own work
            self._canvas.session.select(action.data())

    def _begin_drag(self, point: QPointF) -> None:
        self.leave()
        if self._canvas.flow_drawing.begin(point):
            self._canvas.frame.holds_node = True
            return
        held = [hit for hit in self._canvas.hits_at(point) if hit.kind == "actor"]
        if not held or held[0].distance_px > _GRIP_PX or self._canvas.session.is_busy:
            return
        self._held = self._canvas.flows.actor_codes[held[0].index]
        self._from = point
        self._canvas.frame.holds_node = True

    def _drag(self, point: QPointF) -> None:
        if self._canvas.flow_drawing.is_drawing:
            self._canvas.flow_drawing.drag(point)
        elif self._held:
            self._canvas.picture.show_ghost(QLineF(self._from, point))

    def _end_drag(self, point: QPointF) -> None:
        if self._canvas.flow_drawing.is_drawing:
            self._canvas.flow_drawing.end(point)
            return
        held, self._held = self._held, ""
        session = self._canvas.session
        self._canvas.picture.show_ghost(None)
        if not held or session.is_busy:  # a job has begun with the actor in the hand
            return
        place = self._place(point)
        if place is not None:
            what = self.tr("Move {actor}").format(actor=session.name(held))
            session.place(what, Placement(self._canvas.pins.kind, held, *place), self._step(held))

    def _step(self, code: str) -> str:
        """The step of a move: that of the move before, where it was the same actor's and is fresh.

        Who puts an actor into its place by a few short drags has moved it once.
        """
        now, (last, then, step) = time.monotonic(), self._moved
        if code != last or now - then > _FRESH_S:
            step = new_id()
        self._moved = code, now, step
        return step

    def _place(self, point: QPointF) -> tuple[float, float] | None:
        """Degrees on the map or units of the network; None beyond the edge of the world."""
        layout = self._canvas.layout_shown
        if layout is None:
            return None
        x, y = self._canvas.frame.viewport().to_world([point.x(), point.y()]).tolist()
        if layout.projection is not None:
            lon, lat = layout.projection.inverse(x, y)
            x, y = float(lon), float(lat)
        return (x, y) if math.isfinite(x) and math.isfinite(y) else None
