"""Hand-made flows between real places, and scenes of them, whose sums you can see."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from flowviz.actors import Actor, ActorKind
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import Strands
from flowviz.flows.strands import strands as strands_of
from flowviz.flows.tables import Columns, bits
from flowviz.layouts import Layout, worldmap
from flowviz.scene import Scene, Selection, Viewport, build, fit
from flowviz.style import Style
from flowviz.terms import Mark, Stage

PLACES = {
    "BLR": ("Belarus", 27.6, 53.9),
    "BGR": ("Bulgaria", 23.3, 42.7),
    "USA": ("United States", -77.0, 38.9),
    "SAU": ("Saudi Arabia", 46.7, 24.6),
    "JPN": ("Japan", 139.7, 35.7),
    "AUS": ("Australia", 149.1, -35.3),
    "NZL": ("New Zealand", 174.8, -41.3),
    "DEU": ("Germany", 13.4, 52.5),
    "FRA": ("France", 2.3, 48.9),
    "GBR": ("United Kingdom", -0.1, 51.5),
    "BEL": ("Belgium", 4.4, 50.8),
    "NLD": ("Netherlands", 4.9, 52.4),
    "x-syrian-opposition": ("Syrian opposition", 37.2, 36.2),
    "x-unknown": ("Unknown supplier", None, None),
}
NOTHING = Selection()
KINDS = {"x-syrian-opposition": ActorKind.NON_STATE, "x-unknown": ActorKind.UNKNOWN}


@dataclass(frozen=True)
class Row:
    """One flow; ``amount`` None with bounds is a range without a value, without: unknown.

    ``other`` is what the side tells whose figures do not count.
    """

    supplier: str
    recipient: str
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    existence: int = 0
    disputed: bool = False
    unknown_records: int = 0
    included_records: int = 0
    has_no_source: bool = False
    is_uncertain: bool = False
    other: float | None = None
    marks: frozenset[Mark] = frozenset()


CASE = (
    Row("BLR", "BGR", 380),
    Row("BGR", "USA", 136),
    Row("BGR", "SAU", 80),
    Row("USA", "x-syrian-opposition", existence=2),
)
BUSY = [
    Row(supplier, recipient, amount)
    for supplier, amount in (("USA", 900), ("DEU", 300), ("FRA", 100))
    for recipient in ("JPN", "AUS", "SAU", "BGR", "NZL")
]


_MOST_RECORDS = 1_000


def columns_of(codes: Sequence[str], rows: Sequence[Row]) -> Columns:
    """What a picture asks of the columns behind its flows: one figure a row, of no category."""
    amounts = [row.amount or row.low or 0.0 for row in rows]
    figures = SimpleNamespace(
        pair=np.arange(len(rows)),
        value=np.array(amounts, dtype=float),
        category=np.full(len(rows), -1, dtype=np.int16),
    )
    made = SimpleNamespace(
        actor_codes=tuple(codes),
        categories=(),
        pair_supplier=np.array([codes.index(row.supplier) for row in rows], dtype=np.int32),
        figures=figures,
        transfers=SimpleNamespace(is_included=np.zeros(_MOST_RECORDS, dtype=bool)),
        marks=np.zeros(len(rows), np.uint16),
        unit_index=lambda unit: 0,
        block=lambda stage, unit: (0, len(rows), len(rows)),
    )
    return cast(Columns, made)


def flows_of(rows: Sequence[Row], unit: str = "pieces") -> Flows:
    """Flows with these rows, largest first, as ``aggregate`` would give them."""

    def width(row: Row) -> float:
        known = row.low if row.low is not None else row.amount
        return float("-inf") if known is None else known

    rows = sorted(rows, key=width, reverse=True)
    codes = tuple(sorted({code for row in rows for code in (row.supplier, row.recipient)}))
    low = [row.low if row.low is not None else row.amount for row in rows]
    high = [row.high if row.high is not None else row.amount for row in rows]
    count = len(rows)
    amount, lows, highs = (
        np.array([np.nan if value is None else float(value) for value in values])
        for values in ([row.amount for row in rows], low, high)
    )
    none = np.zeros(count, dtype=bool)
    drawing = {
        "query": Query(unit=unit, stage=Stage.DELIVERED),
        "columns": columns_of(codes, rows),
        "actor_codes": codes,
        "actor_names": tuple(PLACES[code][0] if code in PLACES else code for code in codes),
        "supplier": np.array([codes.index(row.supplier) for row in rows], dtype=np.int32),
        "recipient": np.array([codes.index(row.recipient) for row in rows], dtype=np.int32),
        "amount": amount,
        "low": lows,
        "high": highs,
        "drawn": np.where(np.isnan(amount), lows, amount),
        "approximate": none,
        "uncertain": np.array([row.is_uncertain for row in rows], dtype=bool),
        "disputed": np.array([row.disputed for row in rows], dtype=bool),
        "nothing_moved": none,
        "existence": np.array([row.existence for row in rows], dtype=np.uint8),
        "records": np.ones(count, dtype=np.int32),
        "undated_more": np.zeros(count),
        "more_open": none,
        "other": np.array([np.nan if row.other is None else row.other for row in rows], float),
        "below_least": 0,
        "unknown_below": 0,
        "turned": 0,
        "pair": np.arange(count),
    }
    # What leads back to records is not drawn.
    rest = {field.name: None for field in fields(Flows) if field.name not in drawing}
    made = Flows(**cast(Any, drawing | rest))
    year = np.full(count, 2015, dtype=np.int32)
    vars(made).update(
        unknown_records=np.array([row.unknown_records for row in rows], dtype=np.int32),
        included_records=np.array([row.included_records for row in rows], dtype=np.int32),
        unsourced=np.array([row.has_no_source for row in rows], dtype=np.int32),
        marks=np.array([bits(row.marks) for row in rows], dtype=np.uint16),
        _years=(year, year),
    )
    return made


def altered(flows: Flows, **changed: object) -> Flows:
    """``flows`` with some of its arrays changed."""
    made = replace(flows, **cast(Any, changed))
    kept = {field.name for field in fields(Flows)}
    vars(made).update({name: value for name, value in vars(flows).items() if name not in kept})
    return made


def actors_of(flows: Flows) -> dict[str, Actor]:
    """The actors of ``flows`` with their places."""
    made = {}
    for code in flows.actor_codes:
        name, lon, lat = PLACES.get(code, (code, None, None))
        made[code] = Actor(code, KINDS.get(code, ActorKind.STATE), name, lon=lon, lat=lat)
    return made


def measure(text: str, size_px: float, weight: int) -> float:
    """A plain font: every letter is 0.56 of the size wide."""
    return 0.56 * size_px * len(text)


@dataclass(frozen=True)
class Drawn:
    """A scene with what it was made of."""

    flows: Flows
    strands: Strands
    layout: Layout
    style: Style
    viewport: Viewport
    scene: Scene


def drawn(
    rows: Sequence[Row],
    size: tuple[float, float] = (1200.0, 700.0),
    *,
    style: Style | None = None,
    centre: float | None = None,
    layout: Layout | None = None,
    viewport: Viewport | None = None,
    selection: Selection = NOTHING,
    unit: str = "pieces",
    mode: Mode = Mode.DIRECTED,
    strands: Strands | None = None,
) -> Drawn:
    """The scene of ``rows`` on the map, fitted; ``strands`` are of these, else made of them."""
    style, flows = style or Style(), flows_of(rows, unit)
    made = strands or strands_of(flows, mode)
    actors = actors_of(flows)
    layout = layout or worldmap.layout(actors, {}, centre, flows)
    viewport = viewport or fit(layout, made, *size, style)
    kinds = [actors[code].kind for code in flows.actor_codes]
    scene = build(made, flows.actor_names, kinds, layout, style, viewport, measure, selection)
    return Drawn(flows, made, layout, style, viewport, scene)
