"""How long a picture takes: fitting, building, painting and picking at 200, 500 and 3,000 flows.

Made flows between 180 states of the actor table; up to 300 flows are routed around one another.
"""

import os

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage

from benchmarks.timing import median_s
from flowviz.actors import ActorKind, ActorTable
from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.layouts import network, worldmap
from flowviz.painting import fonts, paint, painter_on
from flowviz.scene import build, fit, pick
from flowviz.style import Style
from tests.scene.made import Row, flows_of

SEED = 20_260_301
FLOWS = 3_000
WIDTH, HEIGHT = 1600, 900


def made_rows(states: list[str]) -> list[Row]:
    """Flows of random pairs, a few large and many small, most from few suppliers."""
    chance = np.random.default_rng(SEED)
    rank = np.minimum(chance.geometric(0.06, 4 * FLOWS), len(states)) - 1
    other = chance.integers(0, len(states), 4 * FLOWS)
    pairs = dict.fromkeys((int(a), int(b)) for a, b in zip(rank, other, strict=True) if a != b)
    amounts = chance.pareto(0.9, len(pairs)) + 1.0
    rows = [Row(states[a], states[b], float(x)) for (a, b), x in zip(pairs, amounts, strict=True)]
    return rows[:FLOWS]


def main() -> None:
    """Print milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication(["benchmark"])
    states = [
        actor
        for actor in ActorTable.load()
        if actor.kind is ActorKind.STATE and actor.lon is not None
    ][:180]
    flows = flows_of(made_rows([actor.code for actor in states]))
    directed = strands(flows, Mode.DIRECTED)
    actors = {actor.code: actor for actor in states}
    kinds = [ActorKind.STATE] * len(flows.actor_codes)
    layout = worldmap.layout(actors, {}, None, flows)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    for shown in (200, 500, FLOWS):
        style = Style(show_top=shown)
        viewport = fit(layout, directed, WIDTH, HEIGHT, style)
        made = (directed, flows.actor_names, kinds, layout, style, viewport, fonts.measure)
        scene = build(*made)

        def painted() -> None:
            with painter_on(image) as painter:
                paint(painter, scene, style)  # noqa: B023

        times = {
            "fit": median_s(lambda: fit(layout, directed, WIDTH, HEIGHT, style)),  # noqa: B023
            "build": median_s(lambda: build(*made)),  # noqa: B023
            "paint": median_s(painted),
            "pick": median_s(lambda: pick(scene, 800.0, 300.0)),  # noqa: B023
        }
        words = ", ".join(f"{name} {1000.0 * seconds:.1f} ms" for name, seconds in times.items())
        print(f"{shown:,} flows: {words}")
    print(f"network of {len(kinds)}: {median_s(lambda: network.layout(flows, {}), 3):.2f} s")
    del app


if __name__ == "__main__":
    main()
