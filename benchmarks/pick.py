"""How long it takes to find what lies under the pointer, among 5,000 and 50,000 flows."""

import functools

import numpy as np
from PySide6.QtGui import QGuiApplication

from benchmarks.made import HEIGHT, SEED, WIDTH, made
from benchmarks.timing import Measured, elapsed_s, median_ms
from flowviz.scene import Scene, pick

POINTS = 40


def measure() -> list[Measured]:
    """The first pick, which prepares the others, and the median of many."""
    app = QGuiApplication.instance() or QGuiApplication(["benchmark"])
    found = []
    chance = np.random.default_rng(SEED)
    points = np.column_stack(
        [chance.uniform(0.2, 0.8, POINTS) * WIDTH, chance.uniform(0.2, 0.8, POINTS) * HEIGHT]
    ).tolist()
    for count, actors, aim in ((5_000, 180, None), (50_000, 1_000, 5.0)):
        scene = made(count, actors).scene()
        first = 1000.0 * elapsed_s(functools.partial(_pick, scene, points[:1]))
        each = median_ms(functools.partial(_pick, scene, points)) / POINTS
        found.append(Measured("first pick of a scene", f"{count:,} flows", first))
        found.append(Measured("pick", f"{count:,} flows", each, aim=aim))
    del app
    return found


def _pick(scene: Scene, points: list[list[float]]) -> None:
    for x, y in points:
        pick(scene, x, y)
