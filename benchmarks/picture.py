"""How long a picture takes: fitting, building and painting by QPainter, as an export does.

Made flows between 180 actors; up to 300 flows are routed around one another.
"""

import os

from PySide6.QtGui import QGuiApplication, QImage

from benchmarks.made import HEIGHT, WIDTH, made
from benchmarks.timing import Measured, median_ms
from flowviz.painting import paint, painter_on
from flowviz.scene import fit

COUNTS = (200, 500, 5_000)


def measure() -> list[Measured]:
    """The parts of a picture at three sizes, and a draft of the largest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication(["benchmark"])
    image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_ARGB32_Premultiplied)
    found = [row for count in COUNTS for row in _parts(count, image)]
    del app
    return found


def _parts(count: int, image: QImage) -> list[Measured]:
    at, flows = f"{count:,} flows, {WIDTH:.0f} x {HEIGHT:.0f}", made(count)
    scene = flows.scene()

    def fitted() -> object:
        return fit(flows.layout, flows.strands, WIDTH, HEIGHT, flows.style)

    def drafted() -> object:
        return flows.scene(is_draft=True, labels_from=scene)

    def painted() -> None:
        with painter_on(image) as painter:
            paint(painter, scene, flows.style)

    return [
        Measured("fit", at, median_ms(fitted, 3)),
        Measured("build", at, median_ms(flows.scene, 3)),
        Measured("build a draft", at, median_ms(drafted), aim=20.0),
        Measured("paint by QPainter", at, median_ms(painted, 3)),
    ]
