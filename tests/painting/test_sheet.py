"""Images of scenes for the window, larger than their frames, by QPainter alone."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from flowviz.painting import paint, painter_on
from flowviz.painting.sheet import MARGIN_PX, Move, Sheet, whole_image
from flowviz.scene import Scene
from flowviz.style import DARK, LIGHT, Style
from tests.scene.made import CASE, Row, drawn

pytestmark = pytest.mark.usefixtures("qapp")

SIZE = (500.0, 320.0)


def pixels_of(image: QImage) -> NDArray[np.int64]:
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[..., :3].astype(np.int64)


def painted(scene: Scene, style: Style, ratio: float) -> QImage:
    wide, tall = scene.viewport.width_px * ratio, scene.viewport.height_px * ratio
    image = QImage(round(wide), round(tall), QImage.Format.Format_RGB32)
    with painter_on(image) as painter:
        paint(painter, scene, style, ratio)
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_within_the_frame_the_image_is_the_picture(palette: object, ratio: float) -> None:
    style = Style(palette=palette, has_legend=False)  # type: ignore[arg-type]
    rows = [*CASE, Row("x-unknown", "BGR", 25)]
    scene = drawn(rows, SIZE, style=style).scene
    image = Sheet().image(scene, style, ratio)
    assert image.devicePixelRatio() == ratio
    edge = round(MARGIN_PX * ratio)
    inner = pixels_of(image)[edge:-edge, edge:-edge]
    assert np.abs(inner - pixels_of(painted(scene, style, ratio))).mean() < 0.15


def test_the_margin_shows_what_lies_beyond_the_frame() -> None:
    scene = drawn(CASE, SIZE).scene
    margin = pixels_of(Sheet().image(scene, Style(), 1.0))[:, : MARGIN_PX - 5]
    assert len(np.unique(margin.reshape(-1, 3), axis=0)) > 10


def test_a_moved_scene_lies_elsewhere_in_the_image() -> None:
    scene, sheet = drawn(CASE, SIZE).scene, Sheet()
    still = pixels_of(sheet.image(scene, Style(), 1.0))
    moved = pixels_of(sheet.image(scene, Style(), 1.0, Move(1.0, 30.0, -20.0)))
    np.testing.assert_array_equal(still[160:400, 150:600], moved[140:380, 180:630])
    larger = pixels_of(sheet.image(scene, Style(), 1.0, Move(2.0, 0.0, 0.0)))
    assert np.abs(larger[::2, ::2][:160, :240] - still[70:230, 70:310]).mean() < 8.0


def test_the_ground_is_painted_once_for_scenes_of_one_frame() -> None:
    made, sheet = drawn(CASE, SIZE), Sheet()
    sheet.image(made.scene, Style(), 1.0)
    kept = sheet._ground
    other = drawn([Row("BLR", "BGR", 12)], SIZE, viewport=made.viewport, layout=None)
    sheet.image(other.scene, Style(), 1.0)
    assert sheet._ground is kept
    sheet.image(other.scene, Style(palette=DARK), 1.0)
    assert sheet._ground is not kept


def test_names_stamped_twice_are_the_same() -> None:
    scene, sheet = drawn(CASE, SIZE).scene, Sheet()
    first = pixels_of(sheet.image(scene, Style(), 1.0))
    np.testing.assert_array_equal(pixels_of(sheet.image(scene, Style(), 1.0)), first)
    assert np.abs(first - pixels_of(whole_image(scene, Style(), 1.0))).mean() < 0.15


def test_offscreen_there_is_no_opengl() -> None:
    assert not Sheet().has_opengl
