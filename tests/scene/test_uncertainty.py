"""Existence, range, open amount, dispute, uncertainty, unknown: each drawn in a way of its own."""

from typing import Any

import numpy as np
import pytest
from shapely import Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from flowviz.flows.mode import Mode
from flowviz.flows.query import Query, ReportedBy
from flowviz.flows.strands import strands
from flowviz.scene import Scene, Selection
from flowviz.scene.model import Part, Sign
from flowviz.scene.signs import MOST_SIGNS
from flowviz.scene.widths import WidthScale
from flowviz.style import SCALES, Style
from flowviz.terms import Mark
from tests.scene.made import Drawn, Row, altered, drawn, flows_of

OPEN = float("nan")
EVERYTHING = [
    Row("USA", "BGR", 400),
    Row("USA", "SAU", 300, existence=1),
    Row("USA", "BLR", 200, existence=2),
    Row("FRA", "SAU", None, 100, 225),
    Row("FRA", "BGR", 90, 90, OPEN),
    Row("DEU", "SAU", 80, disputed=True),
    Row("DEU", "JPN", 70, is_uncertain=True),
    Row("FRA", "AUS", 60, existence=2, marks=frozenset((Mark.UNSUPPORTED,))),
    Row("FRA", "NZL", 50, marks=frozenset((Mark.CONFLICTING,))),
    Row("AUS", "NZL"),
]


def shape_of(scene: Scene, row: int, part: Part) -> BaseGeometry:
    flows = scene.flows
    found = np.flatnonzero((flows.polygon_row == row) & (flows.polygon_part == int(part)))
    return unary_union([Polygon(flows.polygons[k]).buffer(0) for k in found])


def row_of(made: Drawn, supplier: str, recipient: str) -> int:
    flow = made.flows.index(supplier, recipient)
    return made.scene.flows.flow.tolist().index(flow)


def words_of(made: Drawn) -> str:
    assert made.scene.legend is not None
    return " ".join(text.text for text in made.scene.legend.texts)


@pytest.mark.parametrize("kind", SCALES)
def test_a_band_is_as_wide_as_its_figures_under_every_scale(kind: str) -> None:
    made = drawn(
        [Row("USA", "SAU", None, 100, 225), Row("USA", "BGR", 400)], style=Style(scale=kind)
    )
    row, scale = row_of(made, "USA", "SAU"), made.scene.scale
    assert isinstance(scale, WidthScale)
    band, body = (shape_of(made.scene, row, part) for part in (Part.BAND, Part.BODY))
    # Across the middle line, shortly before the head.
    line = made.scene.flows.curves.xy[row].astype(float)
    normal = made.scene.flows.curves.normal[row, -3].astype(float)
    taper = float(made.scene.flows.curves.taper[row, -3])
    at = line[-3]
    cut = Polygon([at - 60 * normal, at + 60 * normal, at + 60 * normal + 0.01]).exterior
    assert band.intersection(cut).length / 2.0 == pytest.approx(
        float(scale.width(225.0)) * taper, rel=0.02
    )
    assert body.intersection(cut).length / 2.0 == pytest.approx(
        float(scale.width(100.0)) * taper, rel=0.02
    )


def test_an_amount_open_upwards_fades_out_and_has_no_band() -> None:
    made = drawn(EVERYTHING)
    row = row_of(made, "FRA", "BGR")
    areas = [
        shape_of(made.scene, row, part).area
        for part in (Part.OPEN_FAR, Part.OPEN_MIDDLE, Part.OPEN_NEAR, Part.BODY)
    ]
    assert areas == sorted(areas, reverse=True)
    assert areas[0] > 2.0 * areas[3]
    assert shape_of(made.scene, row, Part.BAND).is_empty
    assert made.scene.flows.curves.is_open[row]
    assert shape_of(made.scene, row_of(made, "USA", "BGR"), Part.OPEN_FAR).is_empty
    assert "at least; open upwards" in words_of(made)


def test_each_kind_of_doubt_has_its_line_in_the_legend_and_only_when_it_occurs() -> None:
    lines = {
        "unconfirmed",
        "tentative",
        "from low to high",
        "at least; open upwards",
        "disputed by a source",
        "figure uncertain",
        "amount unknown",
        "no longer supported",
        "conflicting figures",
    }
    told = words_of(drawn(EVERYTHING))
    plain = words_of(drawn(EVERYTHING[:1]))
    for line in lines:
        assert line in told
        assert line not in plain


def test_signs_stand_on_their_flows_and_differ() -> None:
    made = drawn(EVERYTHING)
    flows = made.scene.flows
    found = {
        Sign(sign): int(flows.flow[row])
        for sign, row in zip(flows.mark_sign, flows.mark_row, strict=True)
    }
    assert found == {
        Sign.UNKNOWN: made.flows.index("AUS", "NZL"),
        Sign.DISPUTED: made.flows.index("DEU", "SAU"),
        Sign.UNCERTAIN: made.flows.index("DEU", "JPN"),
        Sign.UNSUPPORTED: made.flows.index("FRA", "AUS"),
        Sign.CONFLICTING: made.flows.index("FRA", "NZL"),
    }


def many(**kept: Any) -> list[Row]:
    return [Row(f"x-{i}", "BGR", 900.0 - i, **kept) for i in range(MOST_SIGNS + 3)]


def test_where_most_figures_are_uncertain_only_the_selected_ones_are_marked() -> None:
    rows = many(is_uncertain=True)
    made = drawn(rows)
    assert len(made.scene.flows.mark_row) == 0
    assert f"figure uncertain on {len(rows)}, marked when selected" in words_of(made)
    picked = drawn(rows, selection=Selection(flows=frozenset([5])))
    assert picked.scene.flows.flow[picked.scene.flows.mark_row].tolist() == [5]


@pytest.mark.parametrize("kept", [{"disputed": True}, {"marks": frozenset((Mark.UNSUPPORTED,))}])
def test_every_dispute_and_lost_support_is_marked_however_many_there_are(
    kept: dict[str, Any],
) -> None:
    rows = many(**kept)
    assert len(drawn(rows).scene.flows.mark_row) == len(rows)


def test_where_most_figures_conflict_only_the_selected_ones_are_marked() -> None:
    made = drawn(many(marks=frozenset((Mark.CONFLICTING,))))
    assert len(made.scene.flows.mark_row) == 0
    assert "conflicting figures on 43, marked when selected" in words_of(made)


def test_marks_change_no_width_and_no_figure() -> None:
    bare, marked = (
        drawn([Row("DEU", "SAU", 300, marks=marks)]).scene
        for marks in (frozenset(), frozenset(Mark))
    )
    assert [bool(len(each.flows.mark_row)) for each in (bare, marked)] == [False, True]
    assert bare.flows.polygons.count == marked.flows.polygons.count
    for part in range(bare.flows.polygons.count):
        assert np.array_equal(bare.flows.polygons[part], marked.flows.polygons[part])


def test_a_hollow_ribbon_of_included_figures_is_not_called_unknown() -> None:
    rows = [Row("USA", "BGR", 400), Row("AUS", "NZL", included_records=1)]
    made = drawn(rows)
    assert not shape_of(made.scene, row_of(made, "AUS", "NZL"), Part.HOLLOW).is_empty
    assert made.scene.flows.mark_sign.tolist() == [Sign.INCLUDED]
    assert "included elsewhere" in words_of(made)
    assert "amount unknown" not in words_of(made)


@pytest.mark.parametrize(
    ("side", "told", "sign"),
    [
        (ReportedBy.EXPORTER, "told by the importer alone", Sign.IMPORTER),
        (ReportedBy.IMPORTER, "told by the exporter alone", Sign.EXPORTER),
    ],
)
def test_what_the_other_side_alone_tells_is_hollow_signed_and_counted(
    side: ReportedBy, told: str, sign: Sign
) -> None:
    rows = [Row("USA", "BGR", 400), Row("AUS", "NZL", other=50.0)]
    flows = altered(
        flows_of(rows),
        query=Query(unit="pieces", reported_by=side),
        records=np.array([1, 0], dtype=np.int32),
    )
    made = drawn(rows, strands=strands(flows, Mode.DIRECTED))
    row = row_of(made, "AUS", "NZL")
    assert not shape_of(made.scene, row, Part.HOLLOW).is_empty
    assert made.scene.flows.mark_sign.tolist() == [sign]
    assert told in words_of(made)
    assert "amount unknown" not in words_of(made)
    assert any(told.removeprefix("told by ") in note for note in made.scene.notes)
