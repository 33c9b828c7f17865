"""Actors on their way from where they stood to where they stand now, so that the eye can follow."""

import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStyle

from flowviz.layouts import Layout
from flowviz.scene import Scene
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.drawing import Order
from flowviz.view import MAP, NETWORK

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_DURATION_MS = 400
_NEXT_FRAME_MS = 8
_LEAST_PX = 3.0
_SLOW_FRAME_S = 0.1
"""A picture that takes longer to draw does not move: it would only flicker."""
_GUESSED_FLOW_S = 5e-5
_FORGIVEN = 0.9
_FEW = 400
_TOO_SLOW_S = 0.3


def wanted_ms() -> int:
    """How long a movement takes, 0 where the platform asks for none or nobody looks."""
    application = QApplication.instance()
    if not isinstance(application, QApplication) or application.platformName() == "offscreen":
        return 0
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    is_still = not application.style().styleHint(hint)
    if application.platformName() in ("windows", "cocoa"):  # others do not tell
        is_still = is_still or not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    return 0 if is_still else _DURATION_MS


class Motion(QObject):
    """Shows drafts between the picture before and the one that the canvas draws.

    Who is in both goes from the one place to the other in a straight line on the screen. Between
    map and network the world is left out until everybody has arrived. When something else is drawn
    meanwhile, or the hand takes the picture, it is over.
    """

    def __init__(self, canvas: "Canvas", arrangement: Arrangement) -> None:
        super().__init__(canvas)
        self.duration_ms = wanted_ms()
        self._canvas = canvas
        self._before: _Stood | None = None
        self._last: _Stood | None = None
        self._end: _Stood | None = None
        self._start_px: NDArray[np.float64] = np.zeros((0, 2))
        self._began_s = 0.0
        self._flow_s = _GUESSED_FLOW_S
        self._fastest_s = math.inf
        self._ease = QEasingCurve(QEasingCurve.Type.InOutCubic)
        self._timer = QTimer(self, singleShot=True, interval=_NEXT_FRAME_MS)
        self._timer.timeout.connect(self._show_frame)
        canvas.session.dossier_replaced.connect(self._forget)
        canvas.session.flows_brushed.connect(self._stop)
        canvas.drawn.connect(self._remember)
        canvas.frame.moved.connect(self.finish)
        arrangement.changed.connect(self._begin)  # after the canvas has drawn

    @property
    def is_moving(self) -> bool:
        """Whether actors are on their way."""
        return self._end is not None

    def finish(self) -> None:
        """Be where everybody goes, at once."""
        end = self._end
        self._stop()
        if end is not None:
            self._show(end.scene, end.order)
            self._canvas.picture.move_to(self._canvas.frame.viewport())

    def _stop(self) -> None:
        self._end = None
        self._timer.stop()

    def _forget(self) -> None:
        self._stop()
        self._before = self._last = None

    def _remember(self) -> None:
        now = _Stood.of(self._canvas)
        if now is None:
            return
        if self._end is not None and self._end.order is now.order:
            # The full scene of what is on its way as a draft: go on to it.
            self._last = self._end = now
            self._show_frame()
            return
        self._stop()
        self._before, self._last = self._last, now

    def _begin(self, _frames: bool) -> None:
        before, now = self._before, self._last
        layout = self._canvas.layout_shown
        if now is None or layout is None or now.order.layout.node_xy is not layout.node_xy:
            # Thousands of flows: drawn later, and for now at most as a draft.
            self._stop()
            before, now = self._last, _Stood.of(self._canvas)
        if before is None or now is None or not self.duration_ms or now.scene is before.scene:
            return
        if before.is_on_map and now.is_on_map and before.ground != now.ground:
            return  # the world itself has turned
        start, end = before.places(), now.scene.nodes.xy
        codes = now.order.strands.actor_codes
        self._start_px = np.array(
            [start.get(codes[actor], end[at]) for at, actor in enumerate(now.scene.nodes.actor)]
        ).reshape(-1, 2)
        if self._is_too_much(now.scene):
            return
        if np.abs(self._start_px - end).max(initial=0.0) >= _LEAST_PX:
            self._before, self._end = before, now
            self._began_s = time.monotonic()
            self._fastest_s = math.inf
            self._show_frame()

    def _show_frame(self) -> None:
        end, before = self._end, self._before
        if end is None or before is None:
            return
        begun_s = time.monotonic()
        share = (begun_s - self._began_s) * 1000.0 / self.duration_ms
        if share >= 1.0:
            self.finish()
            return
        eased = self._ease.valueForProgress(share)
        px = self._start_px + (end.scene.nodes.xy - self._start_px) * eased
        is_on_map = before.is_on_map and end.is_on_map
        self._show(end.on_the_way(px, is_on_map=is_on_map), end.order)
        taken_s = time.monotonic() - begun_s
        self._fastest_s = min(self._fastest_s, taken_s)
        self._flow_s = self._fastest_s / max(len(end.scene.flows.flow), 1)
        if taken_s > _TOO_SLOW_S:
            self.finish()
        else:
            self._timer.start()

    def _is_too_much(self, scene: Scene) -> bool:
        """Whether a frame would take too long, by what the last ones took a flow."""
        count = len(scene.flows.flow)
        is_slow = count > _FEW and self._flow_s * count > _SLOW_FRAME_S
        if is_slow:  # the machine may have been busy then
            self._flow_s *= _FORGIVEN
        return is_slow

    def _show(self, scene: Scene, order: Order) -> None:
        self._canvas.picture.show_scene(scene, order.style, order.ratio)


@dataclass(frozen=True, slots=True, eq=False)
class _Stood:
    """A scene, and what was ordered to be drawn in it."""

    scene: Scene
    order: Order

    @classmethod
    def of(cls, canvas: "Canvas") -> "_Stood | None":
        """What the canvas shows, None where that is not what is laid out."""
        scene, order = canvas.scene_shown, canvas.drawing.shown
        if scene is None or order is None or canvas.is_behind:
            return None
        return cls(scene, order)

    @property
    def is_on_map(self) -> bool:
        """Whether a world lies behind it."""
        return self.order.layout.kind == MAP

    @property
    def ground(self) -> tuple[str, float] | None:
        """The projection and its middle, None in a network."""
        projection = self.order.layout.projection
        return None if projection is None else (projection.name, projection.centre_deg)

    def places(self) -> dict[str, NDArray[np.float64]]:
        """Where on the screen everybody stood, by code."""
        nodes, codes = self.scene.nodes, self.order.strands.actor_codes
        return {codes[actor]: nodes.xy[at] for at, actor in enumerate(nodes.actor)}

    def on_the_way(self, px: NDArray[np.float64], *, is_on_map: bool) -> Scene:
        """A draft with the actors drawn at ``px``; the names go with them."""
        actors, layout = self.scene.nodes.actor, self.order.layout
        node_xy = layout.node_xy.copy()
        node_xy[actors] = self.scene.viewport.to_world(px)
        if layout.kind == NETWORK or is_on_map:
            layout = replace(layout, node_xy=node_xy)
        else:
            layout = Layout(NETWORK, node_xy, np.ones(len(node_xy), dtype=bool))
        order = replace(self.order, layout=layout, viewport=self.scene.viewport)
        return order.scene(is_draft=True, labels_from=self.scene)
