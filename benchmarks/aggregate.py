"""How long the engine takes for the flows under a query, at 10 million figures and at 1 million.

Each figure is a record of its own with one line, in another order than that of time: the dearest
case, for a query touches as many records as figures, all over the memory.
"""

import dataclasses
from decimal import Decimal

import numpy as np

from benchmarks.timing import Measured, median_ms
from flowviz.flows.aggregate import aggregate
from flowviz.flows.conflicts import Told
from flowviz.flows.facets import facets
from flowviz.flows.query import Query
from flowviz.flows.selection import select
from flowviz.flows.sums import sums
from flowviz.flows.tables import (
    EXACT,
    KINDS,
    NO_VERDICT,
    STAGES,
    Columns,
    FigureColumns,
    LineColumns,
    TransferColumns,
)
from flowviz.terms import Stage

SEED = 20_260_301
ROWS, PAIRS = 10_000_000, 20_000
SMALLER_ROWS, SMALLER_PAIRS = 1_000_000, 5_000
FACETS_ROWS = 60_000
ACTORS, CATEGORIES, NUMBERS = 250, 12, 1_000
FIRST, LAST = 1950, 2024
HALF = Query(unit="pieces", first_year=FIRST, last_year=(FIRST + LAST) // 2)


def made_columns(rows: int, pairs: int, *, are_even: bool = True) -> Columns:
    """Columns of ``rows`` exact figures in one unit, evenly over the years, of random pairs.

    Where pairs are not even a few have most of the figures, as in registers.
    """
    chance = np.random.default_rng(SEED)
    ends = chance.choice(ACTORS * ACTORS, pairs, replace=False)
    transfer = chance.permutation(rows).astype(np.int32)
    if are_even:
        pair_of_transfer = chance.integers(0, pairs, rows)
    else:
        weight = chance.pareto(1.2, pairs) + 0.05
        pair_of_transfer = chance.choice(pairs, rows, p=weight / weight.sum())
    pair = pair_of_transfer[transfer]
    category_of_line = chance.integers(0, CATEGORIES, rows).astype(np.int16)
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
            ("made",) * rows, pair_of_transfer, zero, zero + len(KINDS) - 1, zero + 255,
            np.zeros(rows, np.uint16), every, zero, ~every, ~every, np.zeros(rows, np.int32), every,
            ~every, np.arange(rows + 1), np.zeros(rows, np.int32),
        ),
        lines=LineColumns(index, category_of_line, np.zeros(rows, np.int32)),
        figures=FigureColumns(
            pair=pair, transfer=transfer, line=transfer, category=category_of_line[transfer],
            kind=zero + EXACT,
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
        cited_backs=np.empty(0, np.bool_),
        source_root=np.empty(0, np.int32),
        source_ids=(),
        data_sets=("",),
        verdict=np.full(pairs, NO_VERDICT, np.uint8),
        told=Told(),
        spellings={},
    )  # fmt: skip


def measure() -> list[Measured]:
    """The medians of whole queries, and of the sums alone, which the aims are set for."""
    columns = made_columns(ROWS, PAIRS)
    of_some = dataclasses.replace(HALF, categories=frozenset(columns.categories[:4]))
    found = [
        *_timed(columns, "everything", Query(unit="pieces"), None),
        *_timed(columns, "half the range", HALF, 30.0),
        *_timed(columns, "half, 4 of 12 categories", of_some, 50.0),
    ]
    columns = made_columns(SMALLER_ROWS, SMALLER_PAIRS)
    brushed = dataclasses.replace(HALF, first_month=5, last_month=7)
    found += _timed(columns, "half the range", HALF, None, 15.0)
    found += _timed(columns, "half, edges within years", brushed, None, 15.0)
    columns = made_columns(FACETS_ROWS, SMALLER_PAIRS)
    at = f"{FACETS_ROWS:,} rows"
    spent = median_ms(lambda: facets(columns, HALF))
    found.append(Measured("counts of all filters", at, spent, aim=60.0))
    return found


def _timed(
    columns: Columns, name: str, query: Query, aim: float | None, whole_aim: float | None = None
) -> list[Measured]:
    rows, pairs = len(columns.figures.pair), len(columns.pair_supplier)
    at = f"{rows:,} rows, {name}"

    def add() -> object:
        chosen = select(columns, query, STAGES.index(Stage.DELIVERED), 0)
        return sums(columns, chosen, columns.figures.pair, pairs)

    return [
        Measured("rows chosen and added up", at, median_ms(add), aim=aim),
        Measured("flows", at, median_ms(lambda: aggregate(columns, query)), aim=whole_aim),
    ]
