"""Actors that stand where somebody has put them: their marks, and pinning and unpinning by hand.

A pin is a ``Placement``: degrees on the map, layout units in the network, kept in the dossier, each
view for itself. Dragging pins too.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QMenu, QStyleOptionGraphicsItem, QWidget

from flowviz.dossier.rows import placement_id
from flowviz.records import Placement
from flowviz.ui import text

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_HEAD_PX, _STEM_PX = 3.6, 9.0
_OVER_PICTURE = 20.0
_ALL = ""


class Pins(QObject):
    """The pins of one canvas."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._marks = _Marks()
        self._marks.setParentItem(canvas.frame)
        self._marks.setZValue(_OVER_PICTURE)
        canvas.drawn.connect(self._mark)
        canvas.frame.moved.connect(self._follow)

    @property
    def kind(self) -> str:
        """What the picture is, ``map`` or ``network``: not yet what was asked for a moment ago."""
        layout = self._canvas.layout_shown
        return self._canvas.session.view.kind if layout is None else layout.kind

    @property
    def codes(self) -> frozenset[str]:
        """The actors that are pinned in the picture shown."""
        return frozenset(self._canvas.session.contents.placements[self.kind])

    @property
    def marks(self) -> tuple[QPointF, ...]:
        """Where marks are drawn, in pixels of the canvas."""
        return self._marks.points

    def where(self, code: str) -> tuple[float, float] | None:
        """Where an actor stands: degrees on the map or units of the network; None in the tray."""
        layout, codes = self._canvas.layout_shown, self._canvas.flows.actor_codes
        if layout is None or code not in codes or not layout.is_placed[codes.index(code)]:
            return None
        x, y = layout.node_xy[codes.index(code)].tolist()
        if layout.projection is not None:
            lon, lat = layout.projection.inverse(x, y)
            x, y = float(lon), float(lat)
        return (x, y) if math.isfinite(x) and math.isfinite(y) else None

    def fill(self, menu: QMenu, actors: Sequence[str]) -> None:
        """Add what can be done with the pins of ``actors``, and with all of them."""
        session, pinned = self._canvas.session, self.codes
        if session.is_busy or not (actors or pinned):
            return
        menu.addSeparator()
        for code in actors:
            name = text.menu_text(session.name(code))
            if code in pinned:
                self._add(menu, self.tr("Unpin {actor}").format(actor=name), self._unpin, code)
            elif self.where(code) is not None:
                self._add(menu, self.tr("Pin {actor} Here").format(actor=name), self._pin, code)
        if pinned and (len(pinned) > 1 or not actors):
            words = self.tr("Unpin All ({count})").format(count=f"{len(pinned):,}")
            self._add(menu, words, self._unpin_all, _ALL)

    def _add(self, menu: QMenu, words: str, slot: object, code: str) -> None:
        action = QAction(words, menu)
        action.setToolTip(text.tooltip(words.replace("&&", "&")))
        action.setObjectName(code)
        action.triggered.connect(slot)
        menu.addAction(action)

    def _pin(self) -> None:
        session, code = self._canvas.session, self._asked()
        place = self.where(code)
        if place is not None:
            what = self.tr("Pin {actor}").format(actor=session.name(code))
            session.place(what, Placement(self.kind, code, *place))

    def _unpin(self) -> None:
        session, code = self._canvas.session, self._asked()
        what = self.tr("Unpin {actor}").format(actor=session.name(code))
        session.put_back(what, self.kind, code)

    def _unpin_all(self) -> None:
        session, pinned = self._canvas.session, sorted(self.codes)
        with session.edit(self.tr("Unpin all actors")) as edit:
            for code in pinned:
                edit.delete(Placement, placement_id(self.kind, code))

    def _asked(self) -> str:
        action = self.sender()
        assert isinstance(action, QAction)
        return action.objectName()

    def _mark(self) -> None:
        scene, pinned = self._canvas.scene_shown, self.codes
        world = []
        if scene is not None and pinned:
            codes = self._canvas.flows.actor_codes
            nodes = scene.nodes
            is_marked = np.array([codes[actor] in pinned for actor in nodes.actor], dtype=bool)
            is_marked &= ~nodes.is_in_tray
            # Stuck into the node near its upper right edge: a small one is not hidden by it.
            beside = 0.35 * nodes.outer[is_marked][:, None] * np.array([1.0, -1.0])
            world = scene.viewport.to_world(nodes.xy[is_marked] + beside).tolist()
        self._marks.show(world, self._canvas)
        self._follow()

    def _follow(self) -> None:
        self._marks.move_to(self._canvas)


class _Marks(QGraphicsItem):
    """Small pins over the picture; they stay as large at every zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.points: tuple[QPointF, ...] = ()
        self._world: list[list[float]] = []
        self._size = QRectF()
        self._ink, self._halo = QColor(), QColor()

    def show(self, world: list[list[float]], canvas: "Canvas") -> None:  # type: ignore[override]
        """Mark these world points in the colours in force."""
        self._world = world
        palette = canvas.style_of_now().palette
        self._ink, self._halo = QColor(palette.accent), QColor(palette.halo)

    def move_to(self, canvas: "Canvas") -> None:
        """Stand where the frame has the points now."""
        if not self._world and not self.points:
            return
        self.prepareGeometryChange()
        self._size = QRectF(canvas.frame.rect())
        pixels = canvas.frame.viewport().to_px(self._world).tolist() if self._world else []
        self.points = tuple(QPointF(x, y) for x, y in pixels)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stem, halo = QPen(self._ink, 1.8), QPen(self._halo, 1.6)
        stem.setCapStyle(Qt.PenCapStyle.RoundCap)
        lean = QPointF(0.55 * _STEM_PX, -_STEM_PX)
        for foot in self.points:
            painter.setPen(QPen(self._halo, 4.4))
            painter.drawLine(foot, foot + lean)
            painter.setPen(stem)
            painter.drawLine(foot, foot + lean)
            painter.setPen(halo)
            painter.setBrush(self._ink)
            painter.drawEllipse(foot + lean, _HEAD_PX, _HEAD_PX)
