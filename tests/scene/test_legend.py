"""The legend's card: its shapes, what it says where there is little room, what the map keeps."""

import itertools

import pytest

from flowviz.scene import Scene
from flowviz.scene.cards import Row as Line
from flowviz.scene.cards import Shape, fitting, shapes
from flowviz.scene.legend import LESS
from flowviz.scene.model import Box
from tests.scene.made import PLACES, Row, drawn

STATES = [code for code, (_, lon, _) in PLACES.items() if lon is not None]
CROWD = [
    Row(a, b, 10.0 + 7 * i, existence=i % 3)
    for i, (a, b) in enumerate(itertools.permutations(STATES, 2))
]


def block(*heights: float) -> tuple[Line, ...]:
    return tuple(Line(100.0, height, (), ()) for height in heights)


def words(scene: Scene) -> str:
    assert scene.legend is not None
    return " ".join(text.text for text in scene.legend.texts)


def test_every_shape_holds_every_line_in_its_order() -> None:
    blocks = [block(30, 10, 10), block(10, 10, 10, 10, 10, 10), block(12), block(14, 14)]
    for shape in shapes(blocks, 1.0):
        total = sum(row.height for column in shape.columns for _, row in column)
        assert total == sum(row.height for rows in blocks for row in rows)


def test_each_further_shape_is_flatter() -> None:
    found = shapes([block(30), block(*[10] * 9), block(*[10] * 8), block(14, 14)], 1.0)
    assert len(found) > 3
    assert all(a.height > b.height for a, b in itertools.pairwise(found))


def test_a_list_is_parted_where_that_saves_much_but_no_line_is_left_alone() -> None:
    flat = shapes([block(20), block(*[10] * 12)], 1.0)[-1]
    assert len(flat.columns) > 2
    heights = [sum(row.height for _, row in column) for column in flat.columns]
    assert min(heights) >= 20.0


def test_where_there_is_room_for_less_the_next_level_is_said() -> None:
    full, short = (block(*[10.0] * 60),), (block(20.0),)
    large = fitting(iter([full, short]), (2000.0, 2000.0), 1.0)
    small = fitting(iter([full, short]), (300.0, 260.0), 1.0)
    assert rows_in(large[0]) > rows_in(small[0])


def rows_in(shape: Shape) -> float:
    return sum(row.height for column in shape.columns for _, row in column)


@pytest.mark.parametrize("size", [(330.0, 262.0), (480.0, 320.0), (855.0, 322.0), (1200.0, 300.0)])
def test_in_a_small_frame_the_legend_lies_within_it_and_leaves_most_to_the_picture(
    size: tuple[float, float],
) -> None:
    scene = drawn(CROWD, size).scene
    assert scene.legend is not None
    box = scene.legend.box
    assert inside(box, size)
    assert (box.right - box.left) * (box.bottom - box.top) < 0.42 * size[0] * size[1]


def test_what_a_small_legend_keeps_is_the_unit_and_that_there_is_more() -> None:
    scene = drawn(CROWD, (330.0, 262.0)).scene
    assert "Pieces delivered" in words(scene)
    assert LESS in words(scene)
    assert LESS not in words(drawn(CROWD, (1400.0, 850.0)).scene)


def test_a_map_keeps_nearly_all_its_width_where_there_is_room_below_for_a_flat_card() -> None:
    made = drawn(CROWD, (810.0, 600.0))
    assert made.layout.projection is not None
    width = 2.0 * made.layout.projection.half_width * made.scene.viewport.px_per_unit
    assert width > 0.85 * 810.0
    assert made.scene.legend is not None
    box = made.scene.legend.box
    for x, y in made.scene.nodes.xy:
        assert not (box.left < x < box.right and box.top < y < box.bottom)


def inside(box: Box, size: tuple[float, float]) -> bool:
    return 0.0 <= box.left < box.right <= size[0] and 0.0 <= box.top < box.bottom <= size[1]
