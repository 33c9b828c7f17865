"""A brush over time: the window is moved, and the new flows are painted; 1 million records.

Every step of the way that the window takes: aggregated flows, strands, places, a draft, its image
and the frame on the screen. Once with a few large flows and many small ones, as registers have
them, and once with all flows about as large, so that 5,000 ribbons are broad: the dearest case.
"""

import dataclasses

from PySide6.QtWidgets import QApplication

from benchmarks.aggregate import HALF, made_columns
from benchmarks.frames import Stand
from benchmarks.made import Made, framed
from benchmarks.timing import Measured, median_ms
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import strands
from flowviz.layouts.known import places_of

ROWS, FLOWS = 1_000_000, 5_000


def measure() -> list[Measured]:
    """The whole way, and its parts."""
    app = QApplication.instance() or QApplication(["benchmark"])
    found = [row for are_even in (False, True) for row in _steps(are_even=are_even)]
    del app
    return found


def _steps(*, are_even: bool) -> list[Measured]:
    columns = made_columns(ROWS, FLOWS, are_even=are_even)
    whole = framed(aggregate(columns, Query(unit="pieces")), FLOWS)
    stand = Stand(whole)
    full = whole.scene()
    number = {code: place for place, code in enumerate(whole.strands.actor_codes)}
    year = 0

    def asked() -> Flows:
        nonlocal year
        year = (year + 1) % 12
        query = dataclasses.replace(HALF, first_year=1960 + year, last_year=1990 + year)
        return aggregate(columns, query)

    def drafted(flows: Flows) -> Made:
        drawn = strands(flows, Mode.DIRECTED)
        layout = places_of(drawn.actor_codes, whole.layout, number)
        return dataclasses.replace(whole, strands=drawn, layout=layout)

    def brushed() -> None:
        new = drafted(asked())
        scene = new.scene(is_draft=True, labels_from=full)
        stand.picture.show_scene(scene, new.style, 1.0, is_draft=True)
        stand.shown()

    new = drafted(asked())
    scene = new.scene(is_draft=True, labels_from=full)

    def painted() -> None:
        stand.picture.sheet.forget()
        stand.picture.show_scene(scene, new.style, 1.0, is_draft=True)
        stand.shown()

    kind = "even" if are_even else "uneven"
    at = f"{ROWS:,} records, {len(new.strands):,} {kind} flows"
    found = [
        Measured("brush: moved to painted", at, median_ms(brushed, 15), aim=120.0),
        Measured("of it: flows", at, median_ms(asked), aim=15.0),
        Measured("of it: strands and places", at, median_ms(lambda: drafted(new.strands.flows))),
        Measured(
            "of it: draft",
            at,
            median_ms(lambda: new.scene(is_draft=True, labels_from=full)),
            aim=20.0,
        ),
        Measured("of it: painted", at, median_ms(painted)),
    ]
    stand.picture.free()
    stand.view.close()
    return found
