"""How long the engine takes over 10 million made figures: half the years, with categories.

Each figure is a record of its own with one
line, which is the dearest case: a query touches as many records as figures.
"""

import statistics
import time
from collections.abc import Callable
from decimal import Decimal

import numpy as np

from flowviz.flows.aggregate import aggregate
from flowviz.flows.listing import list_records
from flowviz.flows.query import Query
from flowviz.flows.selection import select
from flowviz.flows.sums import sums
from flowviz.flows.tables import (
    EXACT,
    KINDS,
    STAGES,
    Columns,
    FigureColumns,
    LineColumns,
    TransferColumns,
)
from flowviz.records import Stage

SEED = 20_260_301
ROWS = 10_000_000
ACTORS, PAIRS, CATEGORIES, NUMBERS = 250, 20_000, 12, 1_000
FIRST, LAST = 1950, 2024
REPEATS = 9


def made_columns(rows: int) -> Columns:
    """Columns of ``rows`` exact figures in one unit, evenly over the years, of random pairs."""
    chance = np.random.default_rng(SEED)
    ends = chance.choice(ACTORS * ACTORS, PAIRS, replace=False)
    pair = chance.integers(0, PAIRS, rows)
    category = chance.integers(0, CATEGORIES, rows).astype(np.int16)
    number = chance.integers(1, NUMBERS, rows).astype(np.int32)
    january = (12 * np.sort(chance.integers(FIRST, LAST + 1, rows))).astype(np.int32)
    numbers = (None, *(Decimal(n) / 10 for n in range(1, NUMBERS)))
    value = np.array([0.0, *(float(n) for n in numbers[1:] if n is not None)])[number]
    every, none = np.ones(rows, np.bool_), np.empty(0, np.intp)
    index = np.arange(rows, dtype=np.int32)
    ends_of_blocks = np.where(np.arange(len(STAGES) + 1) > STAGES.index(Stage.DELIVERED), rows, 0)
    zero = np.zeros(rows, np.uint8)
    return Columns(
        actor_codes=tuple(f"x-{actor:03}" for actor in range(ACTORS)),
        actor_names=tuple(f"Actor {actor}" for actor in range(ACTORS)),
        units=("pieces",),
        categories=tuple(f"Category {number}" for number in range(CATEGORIES)),
        designations=("made",),
        grade_sets=(frozenset(("",)),),
        pair_supplier=(ends // ACTORS).astype(np.int32),
        pair_recipient=(ends % ACTORS).astype(np.int32),
        transfers=TransferColumns(
            ("made",) * rows, pair, zero, zero + len(KINDS) - 1, zero + 255, every, ~every,
            np.zeros(rows, np.int32), every, every, np.arange(rows + 1), np.zeros(rows, np.int32),
        ),
        lines=LineColumns(index, category, np.zeros(rows, np.int32)),
        figures=FigureColumns(
            pair=pair, transfer=index, line=index, category=category, kind=zero + EXACT,
            value=value, has_value=every, low=value, high=value, first_month=january,
            last_month=january + np.int32(11),
            numbers=numbers, value_number=number, low_number=number, high_number=number,
            inexact=none, uncertain=none, whole=none, spans=none, listed=none,
            listed_first=none,
            listed_years=np.empty(0, np.int16), block_first=ends_of_blocks,
            block_undated=ends_of_blocks[1:],
        ),
        cited_transfer=np.empty(0, np.int32),
        cited_source=np.empty(0, np.int32),
        source_ids=(),
        data_sets=("",),
    )  # fmt: skip


def median_ms(work: Callable[[], object]) -> float:
    """The median time of some work in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main() -> None:
    """Print the medians."""
    columns = made_columns(ROWS)
    half = Query(unit="pieces", first_year=FIRST, last_year=(FIRST + LAST) // 2)
    chosen = frozenset(columns.categories[:4])
    queries = {
        "everything": Query(unit="pieces"),
        "half the years": half,
        "half the years, 4 of 12 categories": Query(
            half.unit, half.stage, half.first_year, half.last_year, chosen
        ),
        "one year": Query(unit="pieces", first_year=2000, last_year=2000),
    }
    stage = STAGES.index(Stage.DELIVERED)
    print(f"{ROWS:,} figures, {PAIRS:,} pairs, median of {REPEATS}")
    for name, query in queries.items():
        print(f"{name}: {timed(columns, query, stage)}")


def timed(columns: Columns, query: Query, stage: int) -> str:
    """The medians of a whole query and of its steps, in words."""
    selection = select(columns, query, stage, 0)
    whole = median_ms(lambda: aggregate(columns, query))
    choosing = median_ms(lambda: select(columns, query, stage, 0))
    summing = median_ms(lambda: sums(columns, selection, columns.figures.pair, PAIRS))
    listing = median_ms(lambda: list_records(columns, query, [selection]))
    return (
        f"{whole:.0f} ms (choosing rows {choosing:.0f}, summing {summing:.0f}, "
        f"listing records {listing:.0f})"
    )


if __name__ == "__main__":
    main()
