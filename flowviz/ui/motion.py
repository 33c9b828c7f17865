"""Actors on their way from where they stood to where they stand now, so that the eye can follow."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStyle

from flowviz import scene as scenes
from flowviz.layouts import Layout
from flowviz.painting import fonts
from flowviz.scene import Scene
from flowviz.scene.model import Label
from flowviz.ui.arrangement import Arrangement
from flowviz.view import MAP, NETWORK

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_DURATION_MS = 400
_NEXT_FRAME_MS = 8
_LEAST_PX = 3.0
_SLOW_FRAME_S = 0.2
"""A picture that takes longer to draw does not move: it would only flicker."""


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
    """Shows drafts between the picture before and the one that the canvas has just drawn.

    Who is in both goes from the one place to the other in a straight line on the screen. Between
    map and network the world is left out until everybody has arrived. When something else is drawn
    meanwhile, or the hand takes the picture, it is over.
    """

    def __init__(self, canvas: "Canvas", arrangement: Arrangement) -> None:
        super().__init__(canvas)
        self.duration_ms = wanted_ms()
        self._canvas = canvas
        self._arrangement = arrangement
        self._before: _Stood | None = None
        self._last: _Stood | None = None
        self._end: Scene | None = None
        self._start_px: NDArray[np.float64] = np.zeros((0, 2))
        self._began_s = 0.0
        self._ease = QEasingCurve(QEasingCurve.Type.InOutCubic)
        self._timer = QTimer(self, singleShot=True, interval=_NEXT_FRAME_MS)
        self._timer.timeout.connect(self._show_frame)
        canvas.session.dossier_replaced.connect(self._forget)
        canvas.drawn.connect(self._remember)
        canvas.frame.moved.connect(self.finish)
        arrangement.changed.connect(self._begin)  # after the canvas has drawn

    @property
    def is_moving(self) -> bool:
        """Whether actors are on their way."""
        return self._end is not None

    def finish(self) -> None:
        """Be where everybody goes, at once."""
        end, self._end = self._end, None
        self._timer.stop()
        if end is not None:
            self._show(end)
            self._canvas.picture.move_to(self._canvas.frame.viewport())

    def _forget(self) -> None:
        self._before = self._last = None

    def _remember(self) -> None:
        self._end = None
        self._timer.stop()
        scene, layout = self._canvas.scene_shown, self._canvas.layout_shown
        if scene is not None and layout is not None:
            self._before = self._last
            self._last = _Stood(scene, self._canvas.strands.actor_codes, layout)

    def _begin(self, _frames: bool) -> None:
        before, now = self._before, self._last
        if before is None or now is None or not self.duration_ms or now.scene is before.scene:
            return
        if self._canvas.drawing.is_working:  # so many flows that they come later
            return
        if before.layout.kind == MAP and now.layout.kind == MAP and not before.is_same_map(now):
            return  # the world itself has turned
        start = before.places()
        codes, end = now.codes, now.scene.nodes.xy
        self._start_px = np.array(
            [start.get(codes[actor], end[at]) for at, actor in enumerate(now.scene.nodes.actor)]
        ).reshape(-1, 2)
        if np.abs(self._start_px - end).max(initial=0.0) >= _LEAST_PX:
            self._end = now.scene
            self._began_s = time.monotonic()
            self._show_frame()

    def _show_frame(self) -> None:
        end, now = self._end, self._last
        if end is None or now is None:
            return
        begun_s = time.monotonic()
        share = (begun_s - self._began_s) * 1000.0 / self.duration_ms
        if share >= 1.0:
            self.finish()
            return
        eased = self._ease.valueForProgress(share)
        px = self._start_px + (end.nodes.xy - self._start_px) * eased
        self._show(self._draft(end, now, px))
        if time.monotonic() - begun_s > _SLOW_FRAME_S:
            self.finish()
        else:
            self._timer.start()

    def _draft(self, end: Scene, now: "_Stood", px: NDArray[np.float64]) -> Scene:
        canvas, before = self._canvas, self._before
        node_xy, is_placed = now.layout.node_xy.copy(), now.layout.is_placed.copy()
        actors = end.nodes.actor
        node_xy[actors] = end.viewport.to_world(px)
        if before is not None and before.layout.kind == now.layout.kind:
            layout = replace(now.layout, node_xy=node_xy)
        else:  # between map and network
            is_placed[actors] = True
            layout = Layout(NETWORK, node_xy, is_placed)
        drawn = scenes.build(
            canvas.strands,
            canvas.strands.actor_names,
            canvas.kinds(),
            layout,
            canvas.style_of_now(),
            end.viewport,
            fonts.measure,
            end.selection,
            is_draft=True,
            labels_from=end,
        )
        shift = dict(zip(actors.tolist(), (px - end.nodes.xy).tolist(), strict=True))
        labels = tuple(_moved(label, *shift.get(label.actor, (0.0, 0.0))) for label in drawn.labels)
        return replace(drawn, labels=labels)

    def _show(self, scene: Scene) -> None:
        canvas = self._canvas
        canvas.picture.show_scene(scene, canvas.style_of_now(), canvas.devicePixelRatioF())


class _Stood:
    """A scene at rest, and whose places it shows."""

    def __init__(self, scene: Scene, codes: tuple[str, ...], layout: Layout) -> None:
        self.scene = scene
        self.codes = codes
        self.layout = layout

    def places(self) -> dict[str, NDArray[np.float64]]:
        """Where on the screen everybody stood, by code."""
        nodes = self.scene.nodes
        return {self.codes[actor]: nodes.xy[at] for at, actor in enumerate(nodes.actor)}

    def is_same_map(self, other: "_Stood") -> bool:
        """Whether the other one is on the same projection around the same middle."""
        mine, others = self.layout.projection, other.layout.projection
        return (
            mine is not None
            and others is not None
            and (mine.name, mine.centre_deg) == (others.name, others.centre_deg)
        )


def _moved(label: Label, right: float, down: float) -> Label:
    words = replace(label.text, x=label.text.x + right, baseline=label.text.baseline + down)
    box = label.box
    box = replace(
        box,
        left=box.left + right,
        right=box.right + right,
        top=box.top + down,
        bottom=box.bottom + down,
    )
    leader = tuple((x + right, y + down) for x, y in label.leader)
    return replace(label, text=words, box=box, leader=leader)
