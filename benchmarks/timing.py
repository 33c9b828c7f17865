"""Medians of several runs, and two commands run in turn so that a slow spell hits both."""

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence


def median_s(call: Callable[[], object], runs: int = 5) -> float:
    """Give the median wall time of ``call`` in seconds, after one run that is not counted."""
    call()
    return statistics.median(elapsed_s(call) for _ in range(runs))


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
