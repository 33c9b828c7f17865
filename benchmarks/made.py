"""Flows of random pairs between made actors all over the map, a few large and many small."""

import functools
from dataclasses import dataclass

import numpy as np

from flowviz.actors import Actor, ActorKind
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands, strands
from flowviz.layouts import Layout, worldmap
from flowviz.painting import fonts
from flowviz.scene import Scene, Viewport, build, fit
from flowviz.style import Style
from tests.scene.made import Row, flows_of

SEED = 20_260_301
WIDTH, HEIGHT = 1280.0, 800.0
ACTORS = 180


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Strands with all that a scene of them needs."""

    strands: Strands
    layout: Layout
    style: Style
    viewport: Viewport

    def scene(self, *, is_draft: bool = False, labels_from: Scene | None = None) -> Scene:
        """The scene of all of them."""
        return build(
            self.strands,
            self.strands.actor_names,
            [ActorKind.STATE] * len(self.strands.actor_codes),
            self.layout,
            self.style,
            self.viewport,
            fonts.measure,
            is_draft=is_draft,
            labels_from=labels_from,
        )


def made_actors(codes: tuple[str, ...]) -> dict[str, Actor]:
    """Actors anywhere between Tierra del Fuego and Spitsbergen."""
    chance = np.random.default_rng(SEED)
    lon, lat = chance.uniform(-170.0, 178.0, len(codes)), chance.uniform(-50.0, 70.0, len(codes))
    return {
        code: Actor(code, ActorKind.STATE, f"Actor {number}", lon=float(x), lat=float(y))
        for number, (code, x, y) in enumerate(zip(codes, lon, lat, strict=True))
    }


def made_flows(count: int, actors: int = ACTORS) -> Flows:
    """``count`` flows, most of them from few suppliers."""
    chance = np.random.default_rng(SEED)
    codes = tuple(f"x-{number:04}" for number in range(actors))
    rank = np.minimum(chance.geometric(0.04, 12 * count), actors) - 1
    other = chance.integers(0, actors, 12 * count)
    pairs = dict.fromkeys((int(a), int(b)) for a, b in zip(rank, other, strict=True) if a != b)
    amounts = chance.pareto(0.9, len(pairs)) + 1.0
    rows = [Row(codes[a], codes[b], float(x)) for (a, b), x in zip(pairs, amounts, strict=True)]
    assert len(rows) >= count
    return flows_of(rows[:count])


@functools.lru_cache(maxsize=4)
def made(count: int, actors: int = ACTORS) -> Made:
    """``count`` flows on the map, fitted."""
    flows = made_flows(count, actors)
    return framed(flows, count)


def framed(flows: Flows, count: int) -> Made:
    """Flows on the map, fitted, ``count`` of them drawn."""
    drawn = strands(flows, Mode.DIRECTED)
    layout = worldmap.layout(made_actors(flows.actor_codes), {}, None, flows)
    style = Style(show_top=count)
    return Made(drawn, layout, style, fit(layout, drawn, WIDTH, HEIGHT, style))
