"""PNG: a page painted into an image, written in one piece."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from flowviz.dossier.publish import write_whole
from flowviz.errors import ExportError
from flowviz.page import Page
from flowviz.page.paint import paint_page
from flowviz.painting import painter_on
from flowviz.style import Style

MOST_PIXELS = 150_000_000
LEAST_SIDE_PX = 200
_INCH_M = 0.0254


def write_png(page: Page, path: Path, size: tuple[int, int], dpi: float, style: Style) -> None:
    """Write ``page`` as a PNG of ``size`` pixels with its resolution, and nothing else, noted.

    The file appears whole or not at all. The same page gives the same bytes.

    Raises
    ------
    ExportError
        The picture is too large or too small, or the file cannot be written.
    """
    check_size(size, dpi)
    data = _encoded(_painted(page, size, dpi, style))
    _write(path, data)


def check_size(size: tuple[int, int], dpi: float) -> None:
    """Refuse sizes that would come out empty or not at all, before any work is done.

    Raises
    ------
    ExportError
        With the size that would do.
    """
    width, height = size
    if width < LEAST_SIDE_PX or height < LEAST_SIDE_PX:
        raise ExportError(
            f"{width} x {height} pixels are too few for a picture with its legend; "
            f"ask for at least {LEAST_SIDE_PX} x {LEAST_SIDE_PX}."
        )
    if width * height > MOST_PIXELS or max(size) > 32_000:
        raise ExportError(
            f"{width:,} x {height:,} pixels are too many ({width * height / 1e6:,.0f} million); "
            f"at most {MOST_PIXELS // 1_000_000} million and 32,000 a side can be written."
        )
    if not 10.0 <= dpi <= 2400.0:
        raise ExportError(f"{dpi:g} DPI is no resolution for print; choose 10 to 2400.")


def _painted(page: Page, size: tuple[int, int], dpi: float, style: Style) -> QImage:
    has_alpha = style.is_transparent
    kind = QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32
    image = QImage(size[0], size[1], kind)
    if image.isNull():
        raise ExportError(
            f"There is not enough memory for {size[0]:,} x {size[1]:,} pixels; ask for fewer."
        )
    image.fill(0)
    image.setDotsPerMeterX(round(dpi / _INCH_M))
    image.setDotsPerMeterY(round(dpi / _INCH_M))
    with painter_on(image) as painter:
        paint_page(painter, page, style, size[0] / page.width_px)
    return image


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    is_written = writer.write(image)
    buffer.close()
    if not is_written:
        raise ExportError(f"Qt could not write the picture as PNG ({writer.errorString()}).")
    return bytes(data.data())


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise ExportError(
            f"{path} could not be written ({error.strerror or error}); nothing there was changed."
        ) from error
