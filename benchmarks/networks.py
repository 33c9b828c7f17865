"""How long a network takes to lay out: each layout at 60, 250 and 2,000 actors, and the stalls.

Made flows: a few suppliers of much, everybody a recipient, amounts with a long tail. A stall is how
long another thread waits for Python while a layout works: what the window would stand still.
"""

import functools
import threading
import time

import numpy as np

from benchmarks.timing import Measured, elapsed_s
from flowviz.flows.flow import Flows
from flowviz.layouts import network
from tests.scene.made import Row, flows_of

SEED = 20_261_123
SIZES = ((60, 150), (250, 1_500), (2_000, 20_000))
AIM_MS = 3000.0
LARGE = "springs"
"""What ``auto`` takes for a large network."""


def made_flows(actors: int, flows: int) -> Flows:
    """``flows`` flows among ``actors``."""
    chance = np.random.default_rng(SEED)
    supplier = np.minimum(chance.geometric(min(1.0, 12.0 / actors), 5 * flows), actors) - 1
    recipient = chance.integers(0, actors, 5 * flows)
    pairs = dict.fromkeys(
        (int(a), int(b)) for a, b in zip(supplier, recipient, strict=True) if a != b
    )
    chosen = list(pairs)[:flows]
    amounts = chance.pareto(0.9, len(chosen)) + 1.0
    return flows_of(
        [Row(f"A{a:04}", f"A{b:04}", float(x)) for (a, b), x in zip(chosen, amounts, strict=True)]
    )


def longest_stall_s(flows: Flows, name: str) -> float:
    """How long the longest wait of another thread is while ``flows`` are laid out."""
    waits: list[float] = []
    is_over = threading.Event()

    def tick() -> None:
        while not is_over.is_set():
            before = time.perf_counter()
            time.sleep(0.001)
            waits.append(time.perf_counter() - before)

    def go_on(_share: float) -> bool:
        time.sleep(0.002)  # as the window's job does
        return True

    clock = threading.Thread(target=tick)
    clock.start()
    network.layout(flows, {}, name, go_on)
    is_over.set()
    clock.join()
    return max(waits)


def measure() -> list[Measured]:
    """Milliseconds of each layout at each size, stalls at the largest."""
    found = []
    for actors, count in SIZES:
        flows = made_flows(actors, count)
        at = f"{len(flows.actor_codes):,} actors, {len(flows):,} flows"
        network.layout(flows, {})  # what is imported on first use is no part of it
        for choice in network.LAYOUTS:
            taken = elapsed_s(functools.partial(network.layout, flows, {}, choice.name))
            is_aimed = actors == SIZES[-1][0] and choice.name in (network.AUTO, LARGE)
            aim = AIM_MS if is_aimed else None
            found.append(Measured(f"layout {choice.name}", at, 1000.0 * taken, "ms", aim))
    for choice in network.LAYOUTS:
        stall = 1000.0 * longest_stall_s(flows, choice.name)
        found.append(Measured(f"longest stall, {choice.name}", at, stall, "ms", 100.0))
    return found
