"""The drawing by numbers: ink, places, sizes; no golden pixels."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from flowviz.painting import fonts, paint, painter_on
from flowviz.scene import Scene, Selection
from flowviz.style import DARK, LIGHT, PRINT, Style
from tests.scene.made import CASE, Row, drawn

pytestmark = pytest.mark.usefixtures("qapp")

ALL_SIGNS = [
    *CASE,
    Row("USA", "JPN", 50, existence=1, disputed=True),
    Row("JPN", "USA", None, 20, 90),
    Row("FRA", "FRA", 30),
    Row("x-unknown", "BGR", 25),
]


def image_of(scene: Scene, style: Style, px: float = 1.0) -> NDArray[np.uint8]:
    """Pixels (H, W, 4) as blue, green, red, alpha."""
    width, height = scene.viewport.width_px, scene.viewport.height_px
    image = QImage(round(width * px), round(height * px), QImage.Format.Format_ARGB32)
    image.fill(0)
    with painter_on(image) as painter:
        paint(painter, scene, style, px)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    return flat.reshape(image.height(), image.width(), 4).copy()


def shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The mean of every three by three pixels."""
    height, width, _ = pixels.shape
    return pixels.reshape(height // 3, 3, width // 3, 3, 4).mean(axis=(1, 3))


def near(pixels: NDArray[np.generic], colour: str, by: int = 24) -> NDArray[np.bool_]:
    wanted = QColor(colour)
    bgr = np.array([wanted.blue(), wanted.green(), wanted.red()])
    return (np.abs(pixels[..., :3].astype(int) - bgr) <= by).all(axis=2)


@pytest.mark.parametrize("rows", [CASE, ALL_SIGNS])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_picture_at_three_times_the_size_is_the_same_picture(
    rows: list[Row], palette: object
) -> None:
    style = Style(palette=palette)  # type: ignore[arg-type]
    scene = drawn(rows, (900.0, 560.0), style=style).scene
    once, thrice = image_of(scene, style), shrunk(image_of(scene, style, 3.0))
    for colour in (style.palette.single, style.palette.land):
        small, large = near(once, colour), near(thrice, colour)
        assert small.mean() > 0.001
        assert large.mean() == pytest.approx(small.mean(), rel=0.04)
        for axis in (0, 1):
            centre = np.argwhere(small)[:, axis].mean()
            assert np.argwhere(large)[:, axis].mean() == pytest.approx(centre, abs=2.0)


def test_a_shrunk_picture_equals_the_small_one_nearly_everywhere() -> None:
    scene = drawn(CASE, (900.0, 560.0)).scene
    off = np.abs(shrunk(image_of(scene, Style(), 3.0)) - image_of(scene, Style())).max(axis=2)
    assert off.mean() < 1.0
    assert (off > 60.0).mean() < 0.002


def test_a_transparent_picture_has_no_ground() -> None:
    style = Style(palette=PRINT, is_transparent=True)
    pixels = image_of(drawn(CASE, style=style).scene, style)
    assert pixels[0, 0, 3] == 0 or near(pixels[:1, :1], PRINT.land).all()
    assert (pixels[..., 3] == 0).mean() > 0.2
    assert near(pixels, PRINT.single).any()


def test_an_opaque_picture_has_no_hole() -> None:
    assert (image_of(drawn(CASE).scene, Style())[..., 3] == 255).all()


def test_a_painter_is_ended_when_painting_fails() -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    with pytest.raises(RuntimeError, match="on purpose"), painter_on(image) as painter:
        raise RuntimeError("on purpose")
    assert not painter.isActive()
    with painter_on(image) as again:
        assert again.isActive()


def test_painting_leaves_the_painter_as_it_was() -> None:
    image = QImage(400, 300, QImage.Format.Format_ARGB32)
    with painter_on(image) as painter:
        painter.translate(5.0, 7.0)
        before = painter.transform()
        paint(painter, drawn(CASE, (400.0, 300.0)).scene, Style(), 2.0)
        assert painter.transform() == before
        assert not painter.testRenderHint(QPainter.RenderHint.Antialiasing)


def test_nothing_is_painted_outside_the_frame() -> None:
    image = QImage(500, 400, QImage.Format.Format_ARGB32)
    image.fill(0)
    with painter_on(image) as painter:
        paint(painter, drawn(CASE, (400.0, 300.0)).scene, Style())
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(400, 500, 4)
    assert (pixels[300:] == 0).all()
    assert (pixels[:, 400:] == 0).all()


def test_faded_flows_lose_their_colour_and_the_selected_one_keeps_it() -> None:
    plain = image_of(drawn(CASE).scene, Style())
    one = image_of(drawn(CASE, selection=Selection(flows=frozenset([1]))).scene, Style())
    full, left = near(plain, LIGHT.single, 4).sum(), near(one, LIGHT.single, 4).sum()
    assert 0.1 * full < left < 0.8 * full


def test_the_bundled_font_is_the_one_that_is_used() -> None:
    assert fonts.load() == "Inter"
    assert QGuiApplication.instance() is not None
    assert fonts.font(700).family() == "Inter"
    assert fonts.measure("Mm", 20.0, 700) > fonts.measure("Mm", 20.0, 400)


@pytest.mark.parametrize(
    "text",
    [
        "Bulgaria",
        "amount unknown, tentative",
        "\u0410\u0431\u0445\u0430\u0437\u0438\u044f",
        "C\u00f4te d'Ivoire",
    ],
)
def test_text_is_as_wide_as_it_was_measured_at_any_size(text: str) -> None:
    assert fonts.measure(text, 39.0) == pytest.approx(3.0 * fonts.measure(text, 13.0))
    inked = fonts.outline(text, 400).boundingRect().right() / fonts.EM
    assert inked == pytest.approx(fonts.measure(text, 1.0), abs=0.15)


def test_a_control_in_a_name_is_drawn_and_not_obeyed() -> None:
    hostile, spelled_out = "\u202elive", "⟨U+202E⟩live"
    assert fonts.measure(hostile, 20.0) == fonts.measure(spelled_out, 20.0)
    assert fonts.outline(hostile, 400) == fonts.outline(spelled_out, 400)
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # written with a joiner
    assert fonts.measure(persian, 20.0) < fonts.measure(persian.replace("\u200c", "⟨U+200C⟩"), 20.0)
