"""Names, amounts, legend and tray: in the frame, apart, off the nodes."""

import itertools

import numpy as np
import pytest

from flowviz.actors import ActorKind
from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.layouts import Layout
from flowviz.scene import Box, Scene, Selection, build
from flowviz.scene.picture import Picture
from flowviz.scene.stage import stage
from flowviz.scene.words import flow_amount, number, quantity, share
from flowviz.style import Style
from tests.scene.made import CASE, Row, altered, drawn, flows_of, measure

SIZES = [(1600.0, 900.0), (800.0, 500.0), (760.0, 420.0)]
MANY = [
    Row(a, b, 5.0 + 3 * i)
    for i, (a, b) in enumerate(
        itertools.permutations(("USA", "DEU", "FRA", "GBR", "BEL", "NLD", "JPN"), 2)
    )
]
HOSTILE = Row("x-" + "Very Long Name " * 40, "BGR", 12)


def boxes_of(scene: Scene) -> list[Box]:
    boxes = [label.box for label in scene.labels]
    boxes += [scene.legend.box] if scene.legend else []
    return boxes + ([scene.tray.box] if scene.tray else [])


def extent(scene: Scene) -> list[Box]:
    """Where every line of text in a scene lies, as measured."""
    texts = [label.text for label in scene.labels]
    for card in (scene.legend, scene.tray):
        texts += card.texts if card is not None else ()
    return [
        Box(
            t.x,
            t.baseline - 0.75 * t.size_px,
            t.x + measure(t.text, t.size_px, t.weight),
            t.baseline,
        )
        for t in texts
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rows", [CASE, MANY, [*CASE, Row("x-unknown", "BGR", 50)], [HOSTILE]])
def test_labels_are_apart_and_whole(size: tuple[float, float], rows: list[Row]) -> None:
    scene = drawn(rows, size).scene
    for first, second in itertools.combinations(boxes_of(scene), 2):
        assert not first.overlaps(second)
    for box in extent(scene):
        assert box.left >= 0.0
        assert box.top >= 0.0
        assert box.right <= size[0] + 0.01
        assert box.bottom <= size[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rows", [CASE, MANY])
def test_no_label_covers_a_node(size: tuple[float, float], rows: list[Row]) -> None:
    scene = drawn(rows, size).scene
    for label in scene.labels:
        for (x, y), radius in zip(scene.nodes.xy, scene.nodes.outer, strict=True):
            dx = max(label.box.left - x, 0.0, x - label.box.right)
            dy = max(label.box.top - y, 0.0, y - label.box.bottom)
            assert np.hypot(dx, dy) >= radius - 0.5


def test_every_actor_and_flow_of_the_case_is_labelled() -> None:
    scene = drawn(CASE, (1600.0, 900.0)).scene
    texts = {label.text.text for label in scene.labels}
    assert {"Belarus", "Bulgaria", "United States", "Saudi Arabia", "Syrian opposition"} < texts
    assert {"380 pieces", "136 pieces", "80 pieces", "amount unknown, tentative"} < texts
    assert scene.counts.dropped_labels == 0


def test_what_finds_no_room_is_counted() -> None:
    scene = drawn(MANY, (300.0, 220.0)).scene
    names = sum(label.actor >= 0 for label in scene.labels)
    assert scene.counts.dropped_labels >= 7 - names
    assert names < 7


def test_a_cut_name_ends_with_an_ellipsis() -> None:
    scene = drawn([Row("BGR", "x-" + "Long" * 30, 1)]).scene
    assert scene.tray is not None
    assert any(text.text.endswith("\u2026") for text in scene.tray.texts)


def test_the_legend_covers_no_node_of_the_case() -> None:
    for size in SIZES:
        scene = drawn(CASE, size).scene
        assert scene.legend is not None
        box = scene.legend.box
        for x, y in scene.nodes.xy:
            assert not (box.left < x < box.right and box.top < y < box.bottom)


def test_the_legend_names_unit_stage_scale_and_only_the_styles_that_occur() -> None:
    scene = drawn(CASE).scene
    assert scene.legend is not None
    words = " ".join(text.text for text in scene.legend.texts)
    for part in ("Pieces delivered", "square root", "tentative", "amount unknown", "non-state"):
        assert part in words
    assert "unconfirmed" not in words
    assert "disputed" not in words
    samples = [text.text for text in scene.legend.texts if text.text.endswith(" pieces")]
    assert len(samples) >= 3


def test_tiv_is_never_shown_as_money_and_outlines_are_today_s() -> None:
    notes = " ".join(drawn([Row("USA", "JPN", 66734.4)], unit="TIV").scene.notes)
    assert "not money" in notes
    assert "today's borders" in notes


def test_what_is_hidden_is_said_with_its_share() -> None:
    scene = drawn(
        [Row("USA", "JPN", 75), Row("USA", "BGR", 20), Row("USA", "SAU", 5)],
        style=Style(show_top=2),
    ).scene
    assert scene.counts.hidden_share == pytest.approx(0.05)
    assert "Largest 2 of 3 flows shown; the rest is 5.0\u202f% of the total." in scene.notes


def test_actors_without_a_place_stand_in_the_tray_with_their_totals() -> None:
    made = drawn([Row("x-unknown", "BGR", 50), Row("BLR", "BGR", 10)])
    scene = made.scene
    assert scene.tray is not None
    assert {"Unknown supplier", "out 50 pieces"} < {text.text for text in scene.tray.texts}
    at = int(np.flatnonzero(scene.nodes.is_in_tray)[0])
    assert scene.nodes.xy[at, 1] > scene.tray.box.top


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Row("x-unknown", "BGR", 50), Row("x-unknown", "USA")], "out 50 pieces + unknown"),
        (
            [Row("x-unknown", "BGR", 50), Row("x-unknown", "USA", None, 0, 5)],
            "out 50 pieces (50\u201355)",
        ),
        (
            [Row("x-unknown", "BGR", 50), Row("x-unknown", "USA", None, 5, 9)],
            "out 55\u201359 pieces",
        ),
        ([Row("x-unknown", "BGR", 50, 50, float("nan"))], "out at least 50 pieces"),
        ([Row("x-unknown", "BGR", 0)], "out 0 pieces"),
        ([Row("x-unknown", "BGR")], "out unknown"),
    ],
)
def test_totals_in_the_tray_say_how_sure_they_are(rows: list[Row], words: str) -> None:
    tray = drawn(rows).scene.tray
    assert tray is not None
    assert words in {text.text for text in tray.texts}


def test_an_estimate_with_an_open_amount_is_at_least_that() -> None:
    flows = flows_of([Row("USA", "SAU", 105, 105, float("nan"))])
    flows = altered(flows, approximate=np.ones(1, dtype=bool))
    assert flow_amount(strands(flows, Mode.DIRECTED), 0) == "at least 105 pieces"


def test_selected_flows_are_drawn_last_and_the_rest_fades() -> None:
    plain = drawn(CASE)
    picked = drawn(CASE, selection=Selection(flows=frozenset([0])))
    assert picked.scene.flows.flow[-1] == 0
    assert picked.scene.flows.alpha[-1] == 1.0
    assert (picked.scene.flows.alpha[:-1] < 0.5).all()
    emphasised = picked.scene.nodes.actor[picked.scene.nodes.is_emphasised]
    assert {picked.flows.actor_codes[a] for a in emphasised} == {"BLR", "BGR"}
    lines = [
        {int(made.flow[row]): line for row, line in zip(made.line_row, made.line_xy, strict=True)}
        for made in (plain.scene.flows, picked.scene.flows)
    ]
    for flow in range(4):  # the selection moves nothing
        np.testing.assert_array_equal(lines[0][flow], lines[1][flow])


def test_a_selected_flow_in_which_nothing_has_moved_is_still_not_drawn() -> None:
    made = drawn([Row("USA", "JPN", 75), Row("DEU", "BGR", 0)])
    flows = altered(made.flows, nothing_moved=np.array([False, True]))
    kinds = [ActorKind.STATE] * 4
    scene = build(
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        kinds,
        made.layout,
        made.style,
        made.viewport,
        measure,
        Selection(flows=frozenset([1])),
    )
    assert scene.flows.flow.tolist() == [0]
    assert "Not drawn, as nothing has moved yet: 1 pair." in scene.notes


def test_what_is_selected_beyond_the_largest_is_drawn_and_said_and_moves_nothing() -> None:
    rows = [
        Row("USA", "JPN", 75),
        Row("DEU", "BGR", 20),
        Row("JPN", "USA", 5),
        Row("FRA", "SAU", 2),
    ]
    style = Style(show_top=2)
    plain = drawn(rows, style=style, centre=11.0)
    picked = drawn(
        rows,
        style=style,
        centre=11.0,
        viewport=plain.viewport,
        selection=Selection(flows=frozenset([2])),
    )
    assert sorted(picked.scene.flows.flow.tolist()) == [0, 1, 2]
    assert any("Largest 2 and 1 selected of 4" in note for note in picked.scene.notes)
    lines = [
        made.line_xy[[int(made.flow[row]) == 1 for row in made.line_row]]
        for made in (plain.scene.flows, picked.scene.flows)
    ]
    np.testing.assert_array_equal(*lines)


def test_nothing_to_draw_is_said() -> None:
    scene = drawn([]).scene
    assert scene.notes == ("No record tells of anything delivered.",)
    assert scene.legend is not None


def test_a_selected_actor_keeps_its_flows() -> None:
    bulgaria = drawn(CASE).flows.actor_codes.index("BGR")
    scene = drawn(CASE, selection=Selection(actors=frozenset([bulgaria]))).scene
    assert sorted(scene.flows.flow[scene.flows.alpha == 1.0].tolist()) == [0, 1, 2]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1.0, "pieces", "1 piece"),
        (240.0, "pieces", "240 pieces"),
        (66734.4, "TIV", "66,734 TIV"),
        (37.9e6, "EUR", "EUR 37.9 million"),
        (0.5, "TIV", "0.5 TIV"),
        (12.25, "TIV", "12.25 TIV"),
    ],
)
def test_amounts_read_as_people_write_them(value: float, unit: str, words: str) -> None:
    assert quantity(value, unit) == words


def test_records_of_unknown_amount_beside_known_ones_are_said() -> None:
    labels = drawn([Row("USA", "SAU", 120, unknown_records=2)]).scene.labels
    assert "120 pieces + unknown" in {label.text.text for label in labels}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("USA", "SAU", None, 100, 260), "100\u2013260 pieces"),
        (Row("USA", "SAU", 100, 100, float("nan")), "at least 100 pieces"),
        (Row("USA", "SAU", None, 0, 50), "up to 50 pieces"),
        (Row("USA", "SAU", 120, is_uncertain=True), "120 pieces (?)"),
        (Row("USA", "SAU", 900, 700, 1300), "900 pieces (700\u20131,300)"),
        (Row("USA", "SAU", existence=1, disputed=True), "amount unknown, unconfirmed, disputed"),
    ],
)
def test_a_flow_says_how_sure_its_amount_is(row: Row, words: str) -> None:
    assert words in {label.text.text for label in drawn([row]).scene.labels}


def test_a_small_share_is_never_shown_as_none() -> None:
    assert share(0.0002) == "less than 0.1\u202f%"
    assert number(1234567.0) == "1,234,567"


def test_the_largest_actor_has_its_name_even_in_a_crowd_of_small_ones() -> None:
    grid = itertools.product(range(-60, 61, 12), range(-24, 25, 8))
    around = [(float(x), float(y)) for x, y in grid if x or y]
    rows = [Row("USA", f"x-{number}", 5.0) for number in range(len(around))]
    flows = flows_of([*rows, Row("USA", "JPN", 9000.0)])
    places = {f"x-{number}": xy for number, xy in enumerate(around)}
    places |= {"USA": (0.0, 0.0), "JPN": (300.0, 0.0)}
    at = np.array([places[code] for code in flows.actor_codes])
    layout = Layout("network", at, np.ones(len(at), dtype=bool))
    scene = drawn([*rows, Row("USA", "JPN", 9000.0)], (760.0, 420.0), layout=layout).scene
    named = {label.actor for label in scene.labels}
    assert flows.actor_codes.index("USA") in named


def test_no_digit_is_printed_that_a_float_has_made_up() -> None:
    assert number(float("9" * 25)) == "1e+25"
    assert number(999_999_999_999_999.0) == "999,999,999,999,999"


def test_in_a_busy_picture_amounts_are_written_for_what_is_selected_alone() -> None:
    plain = drawn(MANY, (1600.0, 900.0))
    assert all(label.flow < 0 for label in plain.scene.labels)
    picked = drawn(MANY, (1600.0, 900.0), selection=Selection(flows=frozenset([3])))
    assert [label.flow for label in picked.scene.labels if label.flow >= 0] == [3]


def test_what_a_selection_fades_is_counted_under_the_picture_but_not_in_the_legend() -> None:
    plain = drawn(MANY)
    picked = drawn(MANY, viewport=plain.viewport, selection=Selection(flows=frozenset([3])))
    assert picked.scene.counts.faded == len(MANY) - 1
    assert f"Faded beside what is selected: {len(MANY) - 1} ribbons." in picked.scene.notes
    assert plain.scene.legend is not None
    assert picked.scene.legend is not None
    assert plain.scene.legend.box == picked.scene.legend.box


def test_small_ribbons_of_a_crowd_stand_back_and_are_counted() -> None:
    crowd = [Row(f"x-{i}", f"y-{j}", 1.0 + i * j) for i in range(25) for j in range(16)]
    made = drawn([Row("USA", "JPN", 40_000.0), *crowd], style=Style(show_top=1000))
    flows, counts = made.scene.flows, made.scene.counts
    assert counts.pale == len(crowd)
    assert flows.flow[-1] == 0  # the largest lies above those that stand back
    assert flows.alpha[-1] == 1.0
    assert (flows.alpha[:-1] < 0.7).all()
    assert "400 small ribbons are drawn paler, beneath the others." in made.scene.notes
    assert drawn(MANY).scene.counts.pale == 0


def test_names_of_the_small_are_softer_in_a_crowd_and_those_of_the_selected_come_first() -> None:
    rows = [Row("USA", f"x-{i}", 9.0 + i) for i in range(110)] + [Row("USA", "JPN", 900_000.0)]
    flows = flows_of(rows)
    at = np.array([[(i % 12) * 1.5, (i // 12) * 0.7] for i in range(len(flows.actor_codes))])
    layout = Layout("network", at, np.ones(len(at), dtype=bool))
    scene = drawn(rows, (1600.0, 900.0), layout=layout).scene
    tones = {flows.actor_codes[label.actor]: label.text.tone for label in scene.labels}
    assert tones["USA"] == tones["JPN"] == "ink"
    assert tones["x-1"] == "soft_ink"
    far = flows.actor_codes.index("x-1")
    picked = drawn(
        rows, (1600.0, 900.0), layout=layout, selection=Selection(actors=frozenset([far]))
    )
    first = next(label for label in picked.scene.labels if label.actor >= 0)
    assert flows.actor_codes[first.actor] in {"USA", "x-1"}


def test_pale_ribbons_of_a_crowd_push_no_label_and_no_legend_aside() -> None:
    crowd = [Row(f"x-{i}", f"y-{j}", 1.0 + i * j) for i in range(25) for j in range(16)]
    rows = [Row("USA", "JPN", 40_000.0), *crowd]
    codes = flows_of(rows).actor_codes
    at = np.array([[int(c[2:]) if c[1] == "-" else 0, "xy".find(c[0])] for c in codes], float)
    at[codes.index("USA")], at[codes.index("JPN")] = (10.0, 6.0), (14.0, 6.0)
    layout = Layout("network", at, np.ones(len(at), dtype=bool))
    made = drawn(rows, style=Style(show_top=1000), layout=layout)
    picture = Picture(made.strands, codes, layout, made.style, made.viewport, measure, Selection())
    space = stage(picture, [ActorKind.STATE] * len(codes)).space
    flows = made.scene.flows
    first = [int(np.flatnonzero(flows.line_row == row)[0]) for row in (0, len(rows) - 1)]
    pale, strong = (flows.line_xy[line][24] for line in first)
    boxes = np.array([[x - 3.0, y - 3.0, x + 3.0, y + 3.0] for x, y in (pale, strong)])
    under = space.ink_under(boxes)
    assert under[0] == 0.0
    assert under[1] > 0.0
