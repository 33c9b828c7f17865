"""From amounts to widths: scales, locks and what a lock cannot hold."""

import numpy as np
import pytest

from flowviz.scene import lock_of
from flowviz.scene.widths import WidthScale
from flowviz.style import SCALES, Lock, Style
from tests.scene.made import BUSY, Drawn, Row, drawn


def width_of(made: Drawn, flow: int) -> float:
    row = int(np.flatnonzero(made.scene.flows.flow == flow)[0])
    return 2.0 * float(made.scene.flows.line_half[row, -1])


@pytest.mark.parametrize("kind", SCALES)
def test_a_lock_taken_from_a_picture_keeps_its_widths(kind: str) -> None:
    plain = drawn(BUSY, style=Style(scale=kind))
    locked = drawn(BUSY, style=Style(scale=kind, lock=lock_of(plain.scene)))
    assert lock_of(locked.scene) == lock_of(plain.scene)
    np.testing.assert_allclose(locked.scene.flows.line_half, plain.scene.flows.line_half, rtol=1e-5)


@pytest.mark.parametrize("kind", SCALES)
def test_locked_widths_follow_the_lock_alone_however_crowded_the_picture(kind: str) -> None:
    style = Style(scale=kind, lock=Lock("pieces", 1000.0, 20.0))
    alone = drawn([Row("USA", "SAU", 900)], style=style)
    beside = drawn(BUSY, style=style)
    assert beside.flows.drawn[0] == 900
    assert width_of(alone, 0) == pytest.approx(width_of(beside, 0))


def test_beyond_the_lock_amounts_get_wider_up_to_a_cap_that_is_said() -> None:
    style = Style(lock=Lock("pieces", 100.0, 10.0))
    within = drawn([Row("USA", "SAU", 400)], style=style)
    beyond = drawn([Row("USA", "SAU", 900_000)], style=style)
    factor = within.scene.scale.max_px / 10.0
    assert width_of(within, 0) == pytest.approx(20.0 * factor, rel=1e-4)
    assert width_of(beyond, 0) == pytest.approx(60.0 * factor, rel=1e-4)
    assert "wider" not in words_of(within)
    assert "would be wider still" in words_of(beyond)


def test_a_lock_of_another_unit_binds_nothing() -> None:
    plain = drawn(BUSY)
    other = drawn(BUSY, style=Style(lock=Lock("TIV", 5.0, 40.0)))
    np.testing.assert_array_equal(other.scene.flows.line_half, plain.scene.flows.line_half)
    assert other.scene.scale.lock is None


def test_the_legend_says_which_scale_and_that_widths_are_locked() -> None:
    locked = words_of(drawn(BUSY, style=Style(lock=Lock("pieces", 1000.0, 20.0))))
    assert "locked" in locked
    assert "locked" not in words_of(drawn(BUSY))
    assert "logarithm" in words_of(drawn(BUSY, style=Style(scale="log")))


@pytest.mark.parametrize("kind", SCALES)
def test_a_locked_legend_has_samples_with_the_widths_of_the_lock(kind: str) -> None:
    scale = drawn(BUSY, style=Style(scale=kind, lock=Lock("pieces", 1e6, 20.0))).scene.scale
    assert isinstance(scale, WidthScale)
    assert (scale.reference, scale.kind) == (1e6, kind)


def words_of(made: Drawn) -> str:
    assert made.scene.legend is not None
    return " ".join(text.text for text in made.scene.legend.texts)
