"""Colours: told apart by everybody, explained with names and counts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from flowviz.arrays import Floats
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands, strands
from flowviz.flows.tables import KINDS
from flowviz.scene import Selection
from flowviz.scene.colours import colouring
from flowviz.scene.model import PLAIN, REST, SINGLE
from flowviz.scene.ranks import hues_by_rank
from flowviz.style import DARK, LIGHT, PRINT, Palette, Style
from tests.contrast import contrast
from tests.scene.made import BUSY, CASE, Row, altered, drawn, flows_of

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", 2009, severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
LEAST = {"normal": 14.0, "deuteranopia": 11.0, "protanopia": 11.0, "tritanopia": 8.0}
"""Hundredths of Oklab: about 2 can just be seen side by side."""


def linear(colour: str) -> Floats:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(rgb: Floats) -> Floats:
    # Ottosson, "A perceptual color space for image processing", 2020.
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    axes = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return np.asarray(axes @ np.cbrt(cones @ np.clip(rgb, 0.0, 1.0)))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT])
def test_hues_and_the_grey_of_the_rest_are_told_apart_by_everybody(
    palette: Palette, sight: str
) -> None:
    seen = [oklab(SIGHT[sight] @ linear(colour)) for colour in (*palette.hues, palette.rest)]
    apart = np.array([[100.0 * np.linalg.norm(a - b) for b in seen] for a in seen])
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= LEAST[sight]


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT])
@pytest.mark.parametrize("ground", ["paper", "sea", "land", "card"])
def test_hues_stand_out_from_the_ground(palette: Palette, ground: str) -> None:
    for hue in (*palette.hues, palette.single):
        assert contrast(hue, getattr(palette, ground)) >= 2.6
    assert contrast(palette.rest, getattr(palette, ground)) >= 1.9
    assert len(palette.hues) <= 8


def test_few_flows_can_be_asked_to_tell_their_suppliers_too() -> None:
    made = drawn(CASE, style=Style(colour_by="supplier"))
    colours = dict(zip(made.scene.flows.flow.tolist(), made.scene.flows.colour, strict=True))
    assert len(set(colours.values())) == 3
    assert colours[1] == colours[2]  # both from Bulgaria
    assert set(drawn(BUSY, style=Style(colour_by="single")).scene.flows.colour) == {SINGLE}


def mixed(category: list[int], kind: list[int]) -> Strands:
    """The case, its strands of these categories and kinds."""
    made = strands(flows_of(CASE), Mode.DIRECTED)
    columns: Any = made.columns
    columns.categories = ("aircraft", "missiles")
    columns.figures.category = np.array(category, dtype=np.int16)
    vars(made).update(
        category=np.array(category, dtype=np.int16), kind=np.array(kind, dtype=np.uint8)
    )
    return made


def test_categories_have_hues_by_size_and_the_unknown_one_is_grey() -> None:
    made = mixed([1, 1, 0, -1], [0, 0, 0, 0])
    found = colouring(made, np.arange(4), made.actor_names, "category", 7)
    assert [(key.words, key.count) for key in found.keys] == [
        ("Missiles", 2),
        ("Aircraft", 1),
        ("no known category", 1),
    ]
    assert found.strands.tolist() == [0, 0, 1, REST]
    assert set(found.nodes.tolist()) == {PLAIN}


def test_more_categories_than_hues_share_the_grey_and_say_so() -> None:
    made = mixed([1, 1, 0, -1], [0, 0, 0, 0])
    found = colouring(made, np.arange(4), made.actor_names, "category", 1)
    assert found.keys[-1].words == "other categories, or none known"
    assert found.keys[-1].count == 2


def test_kinds_and_existences_have_the_same_hue_in_every_picture() -> None:
    made = mixed([0] * 4, [1, 1, 2, 255])
    found = colouring(made, np.arange(4), made.actor_names, "kind", 7)
    assert [key.words for key in found.keys] == [
        KINDS[1].value.capitalize(),
        KINDS[2].value.capitalize(),
        "not known",
    ]
    assert found.strands.tolist() == [1, 1, 2, REST]
    existence = colouring(made, np.arange(4), made.actor_names, "existence", 7)
    assert existence.strands.tolist() == [0, 0, 0, 2]


def test_the_legend_names_each_colour_with_its_count() -> None:
    rows = [Row(f"x-{i}", r, 100.0 - i) for i in range(9) for r in ("BGR", "SAU")]
    legend = drawn(rows).scene.legend
    assert legend is not None
    words = [text.text for text in legend.texts]
    assert "Supplier (number of ribbons)" in words
    assert words[words.index("x-0") + 1] == "2"
    assert words[words.index("other suppliers") + 1] == "4"
    tones = {sample.tone for sample in legend.samples}
    assert {f"hue{number}" for number in range(7)} < tones
    assert "rest" in tones


def test_colours_stay_when_something_is_selected_beyond_the_largest() -> None:
    style = Style(show_top=15)
    rows = [*BUSY, *(replace(row, amount=1.0, supplier="GBR") for row in BUSY[:5])]
    plain = drawn(rows, style=style)
    picked = drawn(
        rows, style=style, viewport=plain.viewport, selection=Selection(flows=frozenset([17]))
    )
    colours = [
        dict(zip(made.scene.flows.flow.tolist(), made.scene.flows.colour.tolist(), strict=True))
        for made in (plain, picked)
    ]
    assert colours[1].pop(17) == REST
    assert colours[0] == colours[1]


def test_a_supplier_keeps_its_hue_whatever_the_window_and_who_is_larger_in_it() -> None:
    earlier = drawn(BUSY)
    less = [replace(row, amount=1.0) if row.supplier == "USA" else row for row in BUSY]
    strands_later = strands(altered(flows_of(less), columns=earlier.flows.columns), Mode.DIRECTED)
    later = drawn(less, strands=strands_later)
    hues = [
        {
            made.flows.actor_codes[actor]: int(colour)
            for actor, colour in zip(made.scene.nodes.actor, made.scene.nodes.colour, strict=True)
        }
        for made in (earlier, later)
    ]
    assert hues[0] == hues[1]
    assert [key.words for key in later.scene.colours.keys] == ["Germany", "France", "United States"]


def test_of_two_suppliers_with_one_hue_the_larger_has_it_and_the_other_a_free_one() -> None:
    rank = np.array([0, 7, 2, 9, 14])
    assert hues_by_rank(np.array([1, 0, 3, 2]), rank, 7).tolist() == [1, 0, 3, 2]
    assert hues_by_rank(np.array([1, 4]), rank, 7).tolist() == [0, 1]
