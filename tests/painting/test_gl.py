"""The two painters agree: the same scenes by OpenGL and by QPainter, compared in numbers.

The offscreen platform has no OpenGL, so these run on an X server, in their own process. Where
FLOWVIZ_NEEDS_OPENGL is 1, a machine without OpenGL is a failure.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QImage

from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.painting import gl
from flowviz.painting.gl import Gl, NoOpenGLError
from flowviz.painting.gl_strips import strip
from flowviz.painting.inks import Inks
from flowviz.painting.sheet import MARGIN_PX, Move, Sheet, ground_image, whole_image
from flowviz.scene import Scene, Selection
from flowviz.scene.model import REST
from flowviz.style import DARK, LIGHT, Palette, Style
from flowviz.terms import Mark
from tests.painting.test_hairs import crowd
from tests.scene.made import CASE, Row, drawn, flows_of

pytestmark = [pytest.mark.xvfb, pytest.mark.usefixtures("qapp")]

SIZE = (640.0, 400.0)
ROWS = {
    "solid": [Row("BLR", "BGR", 380), Row("BGR", "USA", 136), Row("BGR", "SAU", 80)],
    "dashed": [Row("USA", "SAU", 300, existence=1), Row("GBR", "USA", 40, existence=1)],
    "dotted": [Row("USA", "SAU", 300, existence=2), Row("GBR", "USA", 40, existence=2)],
    "band": [Row("USA", "SAU", None, 60, 240), Row("DEU", "USA", None, 20, 90, existence=1)],
    "open": [Row("USA", "SAU", None, 60, np.nan), Row("DEU", "USA", 50)],
    "hollow": [Row("USA", "SAU"), Row("DEU", "USA", 90), Row("SAU", "GBR", existence=2)],
    "disputed": [Row("USA", "SAU", 90, disputed=True), Row("BGR", "USA", 40)],
    "marked": [Row("USA", "SAU", 90, existence=2, marks=frozenset(Mark)), Row("BGR", "USA", 40)],
    "over the edge": [Row("JPN", "USA", 200), Row("USA", "AUS", 90, existence=1)],
    "self loop": [Row("USA", "USA", 200), Row("USA", "SAU", 90)],
    "two ways": [Row("USA", "SAU", 200), Row("SAU", "USA", 150), Row("BGR", "SAU", 20)],
    "neighbours": [Row("NLD", "BEL", 90), Row("BEL", "NLD", 60), Row("FRA", "GBR", 30)],
}
CROWD = [
    Row(a, b, 1000.0 / (k + 1))
    for k, (a, b) in enumerate(
        (a, b)
        for a in ("USA", "BGR", "GBR", "FRA", "JPN")
        for b in ("SAU", "DEU", "AUS", "BLR", "NZL")
    )
]


@pytest.fixture(autouse=True)
def _with_opengl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWVIZ_OPENGL", "1")
    try:
        Gl().free()
    except NoOpenGLError as error:
        if os.environ.get("FLOWVIZ_NEEDS_OPENGL") == "1":
            pytest.fail(f"OpenGL is needed here: {error}")
        pytest.skip(str(error))


@pytest.fixture
def sheet() -> Iterator[Sheet]:
    made = Sheet()
    yield made
    assert made.has_opengl
    made.free()


def pixels_of(image: QImage) -> NDArray[np.int64]:
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[..., :3].astype(np.int64)


def near(pixels: NDArray[np.int64], colour: str) -> NDArray[np.bool_]:
    wanted = QColor(colour)
    bgr = np.array([wanted.blue(), wanted.green(), wanted.red()])
    return np.asarray((np.abs(pixels - bgr) <= 30).all(axis=2))


def assert_agree(scene: Scene, style: Style, ratio: float, sheet: Sheet) -> None:
    ours = pixels_of(sheet.image(scene, style, ratio))
    theirs = pixels_of(whole_image(scene, style, ratio))
    off = np.abs(ours - theirs).max(axis=2)
    assert off.mean() < 0.3
    assert (off > 60).mean() < 0.0015
    inks, checked = Inks(style.palette, scene.flows), 0
    for number in set(scene.flows.colour.tolist()) - {REST}:  # words have edges of its grey
        first, second = near(ours, inks.flow(number)), near(theirs, inks.flow(number))
        if second.sum() > 150 * ratio**2:
            checked += 1
            assert first.sum() == pytest.approx(second.sum(), rel=0.04)
            for axis in (0, 1):
                middle = np.argwhere(second)[:, axis].mean()
                assert np.argwhere(first)[:, axis].mean() == pytest.approx(middle, abs=5.0 * ratio)
    assert checked or (scene.flows.alpha < 1.0).any()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("rows", ROWS.values(), ids=list(ROWS))
def test_both_painters_draw_the_same(
    rows: list[Row], palette: Palette, ratio: float, sheet: Sheet
) -> None:
    style = Style(palette=palette)
    assert_agree(drawn(rows, SIZE, style=style).scene, style, ratio, sheet)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("flow", [0, 3, 5])
def test_what_is_selected_is_outlined_and_the_rest_fades(
    flow: int, palette: Palette, sheet: Sheet
) -> None:
    style = Style(palette=palette)
    rows = [*ROWS["solid"], *ROWS["band"], *ROWS["over the edge"]]
    selection = Selection(flows=frozenset({flow}))
    scene = drawn(rows, SIZE, style=style, selection=selection).scene
    assert scene.flows.is_selected.sum() == 1
    assert_agree(scene, style, 2.0, sheet)


@pytest.mark.parametrize("mode", [Mode.DIRECTED, Mode.SINGLE, Mode.NET])
def test_every_link_mode_is_drawn_the_same(mode: Mode, sheet: Sheet) -> None:
    rows = [*ROWS["two ways"], *ROWS["neighbours"]]
    scene = drawn(rows, SIZE, mode=mode).scene
    assert_agree(scene, Style(), 1.0, sheet)


def test_records_abreast_are_drawn_the_same(sheet: Sheet) -> None:
    rows = [Row("FRA", "SAU", amount) for amount in (400, 90, 30, 5, 5, 1)]
    apart = replace(strands(flows_of(rows), Mode.DIRECTED), mode=Mode.RECORDS)
    assert_agree(drawn(rows, SIZE, strands=apart).scene, Style(), 1.0, sheet)


def test_hues_of_a_crowd_cover_the_same(sheet: Sheet) -> None:
    scene = drawn(CROWD, SIZE).scene
    assert len(set(scene.flows.colour.tolist())) > 3
    assert_agree(scene, Style(), 1.0, sheet)


def test_a_moved_scene_is_the_scene_moved(sheet: Sheet) -> None:
    scene = drawn(CASE, SIZE).scene
    still = pixels_of(sheet.image(scene, Style(), 1.0))
    moved = pixels_of(sheet.image(scene, Style(), 1.0, Move(1.0, 40.0, -25.0)))
    off = np.abs(still[165:540, 140:780] - moved[140:515, 180:820])
    assert off.max() <= 8  # a smooth edge may be rounded otherwise


def test_another_scene_replaces_the_one_before(sheet: Sheet) -> None:
    first, second = drawn(CASE, SIZE), drawn(ROWS["dashed"], SIZE)
    before = pixels_of(sheet.image(first.scene, Style(), 1.0))
    assert_agree(second.scene, Style(), 1.0, sheet)
    np.testing.assert_array_equal(pixels_of(sheet.image(first.scene, Style(), 1.0)), before)


def test_a_broad_head_has_no_hole_where_its_stem_ends() -> None:
    curves = (flows := drawn([Row("BLR", "BGR", 380)], (1175.0, 760.0)).scene.flows).curves
    made = Gl()
    made.load(strip(flows, LIGHT), LIGHT)
    image = made.image(QSize(1175, 760), 1.0, QPointF())
    left, tip, right = curves.head[0]
    rear = (left + right) / 2.0
    middle = [rear + (tip - rear) * share for share in np.linspace(0.0, 0.75, 60)]
    inks = {QColor(image.pixelColor(int(x), int(y))).name() for x, y in middle}
    assert inks == {QColor(image.pixelColor(int(rear[0]), int(rear[1]))).name()}
    made.free()


def test_nothing_is_drawn_of_no_flows() -> None:
    made = Gl()
    made.load(strip(drawn([], SIZE).scene.flows, LIGHT), LIGHT)
    image = made.image(QSize(40, 30), 1.0, QPointF())
    assert image.size() == QSize(40, 30)
    assert not any(bytes(image.constBits()))
    made.free()


def test_what_was_freed_is_asked_for_again(sheet: Sheet) -> None:
    scene = drawn(CASE, SIZE).scene
    before = pixels_of(sheet.image(scene, Style(), 1.0))
    sheet.free()
    np.testing.assert_array_equal(pixels_of(sheet.image(scene, Style(), 1.0)), before)


@pytest.mark.qt_log_ignore("QOpenGLShader::compile|Problematic Vertex shader")
def test_without_opengl_qpainter_draws_and_the_log_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gl, "VERTEX", "no shader at all")
    scene, made = drawn(CASE, SIZE).scene, Sheet()
    with caplog.at_level(logging.WARNING):
        images = [made.image(scene, Style(), 1.0) for _ in range(2)]
    assert len(caplog.records) == 1
    assert "does not take the shaders" in caplog.text
    assert not made.has_opengl
    assert images[0] == images[1]
    off = np.abs(pixels_of(images[0]) - pixels_of(whole_image(scene, Style(), 1.0)))
    assert off.mean() < 0.1  # names are stamped, to a sixteenth of a pixel


def test_a_lost_context_is_no_blank_picture(sheet: Sheet) -> None:
    scene, lost = drawn(CASE, SIZE).scene, Sheet()
    lost.image(scene, Style(), 1.0)
    assert lost._gl is not None
    lost._gl._surface.destroy()
    lost._gl._context.doneCurrent()
    assert_agree(scene, Style(), 1.0, sheet)
    assert pixels_of(lost.image(scene, Style(), 1.0)).shape[1] == SIZE[0] + 2 * MARGIN_PX


def test_a_wish_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWVIZ_OPENGL", "0")
    assert not Sheet().has_opengl
    monkeypatch.setenv("FLOWVIZ_OPENGL", "1")
    assert Sheet().has_opengl


def test_a_draft_of_a_crowd_is_as_strong_as_its_picture_at_rest(sheet: Sheet) -> None:
    scene, style = crowd(), Style(show_top=1_000)
    ground = pixels_of(ground_image(scene, style, 1.0))
    full = pixels_of(sheet.image(scene, style, 1.0))
    draft = pixels_of(sheet.image(scene, style, 1.0, is_draft=True))
    added, wanted = np.abs(draft - ground).sum(), np.abs(full - ground).sum()
    assert not np.array_equal(draft, full)
    assert 0.7 < added / wanted < 1.3
    np.testing.assert_array_equal(pixels_of(sheet.image(scene, style, 1.0)), full)
