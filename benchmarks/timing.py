"""What was measured, and how: medians of several runs, and commands run in turn.

Two commands that are compared run A B A B, so that a slow spell of the machine hits both.
"""

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of a benchmark: what, at which size, how much, and what is aimed at."""

    what: str
    at: str
    value: float
    unit: str = "ms"
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        """The value over the aim: at most 1 where the aim is met."""
        return self.value / self.aim if self.aim else None


def print_table(rows: Sequence[Measured]) -> None:
    """Print what was measured, a line each."""
    for row in rows:
        aim = "" if row.ratio is None else f"{row.aim:>9,.6g} {row.ratio:6.2f}"
        print(f"{row.what:44} {row.at:34} {row.value:10,.1f} {row.unit:5} {aim}", flush=True)


def median_s(call: Callable[[], object], runs: int = 5) -> float:
    """Give the median wall time of ``call`` in seconds, after one run that is not counted."""
    call()
    return statistics.median(elapsed_s(call) for _ in range(runs))


def median_ms(call: Callable[[], object], runs: int = 9) -> float:
    """Give the median wall time of ``call`` in milliseconds, after one run that is not counted."""
    return 1000.0 * median_s(call, runs)


def elapsed_s(call: Callable[[], object]) -> float:
    """Give the wall time of one ``call`` in seconds."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def pair_s(
    first: Sequence[str], second: Sequence[str], environment: Mapping[str, str], runs: int = 7
) -> tuple[float, float, float]:
    """Give the median seconds of two commands run A B A B, and the median of their ratios A/B."""

    def once(command: Sequence[str]) -> float:
        return elapsed_s(
            lambda: subprocess.run(command, env=dict(environment), check=True, timeout=60)
        )

    once(first), once(second)
    pairs = [(once(first), once(second)) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )
