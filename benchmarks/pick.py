"""How long it takes to find what lies under the pointer, among 5,000 and 50,000 flows."""

import numpy as np

from benchmarks.made import HEIGHT, SEED, WIDTH, made
from benchmarks.timing import Measured, elapsed_s, median_ms, print_table
from flowviz.scene import pick

POINTS = 40


def measure() -> list[Measured]:
    """The first pick, which prepares the others, and the median of many."""
    found = []
    chance = np.random.default_rng(SEED)
    points = np.column_stack(
        [chance.uniform(0.2, 0.8, POINTS) * WIDTH, chance.uniform(0.2, 0.8, POINTS) * HEIGHT]
    ).tolist()
    for count, actors, aim in ((5_000, 180, None), (50_000, 1_000, 5.0)):
        scene = made(count, actors).scene()
        x, y = points[0]
        first = 1000.0 * elapsed_s(lambda: pick(scene, x, y))  # noqa: B023
        each = median_ms(lambda: [pick(scene, x, y) for x, y in points]) / POINTS  # noqa: B023
        found.append(Measured("first pick of a scene", f"{count:,} flows", first))
        found.append(Measured("pick", f"{count:,} flows", each, aim=aim))
    return found


def main() -> None:
    """Print them."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["benchmark", "-platform", "offscreen"])
    print_table(measure())
    del app


if __name__ == "__main__":
    main()
