"""A painted frame while the hand pans or zooms, on an X server, with OpenGL and without it.

Moving the image that is there; painting the scene anew around it, where the hand has gone beyond;
and what the same costs by QPainter.
"""

import os
from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from benchmarks.made import HEIGHT, WIDTH, Made, made
from benchmarks.timing import Measured, median_ms
from flowviz.painting.sheet import Move, Sheet, whole_image
from flowviz.ui.frame import Frame
from flowviz.ui.picture import Picture

AIMS = {500: 20.0, 2_000: 45.0, 5_000: 100.0}
MOVED_AIM = 16.0


class Stand:
    """A view on the screen with a scene in it, as the canvas has one."""

    def __init__(self, flows: Made) -> None:
        self.view = pg.GraphicsView(background=None)
        self.view.setFrameShape(self.view.Shape.NoFrame)
        self.view.resize(int(WIDTH), int(HEIGHT))
        self.frame, self.picture = Frame(), Picture()
        self.view.setCentralItem(self.frame)
        self.frame.add_picture(self.picture)
        self.view.show()
        self.picture.resize(QRectF(0.0, 0.0, WIDTH, HEIGHT))
        self.picture.show_scene(flows.scene(), flows.style, 1.0)
        self.flows = flows
        self.turn = 0
        self.shown()

    def shown(self) -> None:
        """Wait until everything is on the screen."""
        self.view.viewport().repaint()
        QApplication.processEvents()

    def move(self, by_px: float, factor: float = 1.0) -> None:
        """Pan there and back in turn, and zoom."""
        self.turn += 1
        was = self.flows.viewport
        shift = by_px / was.px_per_unit * (1 if self.turn % 2 else -1)
        scale = was.px_per_unit * (factor if self.turn % 2 else 1.0)
        self.picture.move_to(
            type(was)(was.width_px, was.height_px, was.centre_x + shift, was.centre_y, scale)
        )
        self.shown()


def measure() -> list[Measured]:
    """All frames; the second half of each name says what is done for it."""
    os.environ.pop("FLOWVIZ_OPENGL", None)
    app = QApplication.instance() or QApplication(["benchmark"])
    found = [row for count, aim in AIMS.items() for row in _frames(made(count), count, aim)]
    del app
    return found


def _frames(flows: Made, count: int, aim: float) -> list[Measured]:
    stand, sheet, scene = Stand(flows), Sheet(), flows.scene()
    at = f"{count:,} flows, {WIDTH:.0f} x {HEIGHT:.0f}"
    by = "OpenGL" if sheet.has_opengl else "QPainter"

    def row(name: str, action: Callable[[], object], aim: float | None = None) -> Measured:
        return Measured(name, at, median_ms(action, 11), aim=aim)

    def anew() -> None:
        stand.turn += 1
        move = Move(1.0, 300.0 if stand.turn % 2 else -300.0, 0.0)
        stand.picture.sheet.image(scene, flows.style, 1.0, move, is_draft=True)
        stand.shown()

    rows = [
        row("pan, image moved", lambda: stand.move(60.0), MOVED_AIM),
        row("zoom, image enlarged", lambda: stand.move(0.0, 1.2)),
        row(f"pan beyond the image, {by}", anew, aim),
        row(f"all layers at rest, {by}", lambda: sheet.image(scene, flows.style, 1.0)),
    ]
    alone = median_ms(lambda: whole_image(scene, flows.style, 1.0), 3)
    rows.append(Measured("all layers at rest, QPainter", at, alone))
    stand.picture.free()
    sheet.free()
    stand.view.close()
    return rows
