"""From a dossier and a query to a picture in a file, as the command line asks for it."""

import functools
import os
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.errors import ExportError
from flowviz.exporters.image import check_size
from flowviz.exporters.writers import WRITERS
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.sources import numbered_sources
from flowviz.flows.strands import strands
from flowviz.layouts import network, worldmap
from flowviz.page import Page, compose, page_words
from flowviz.scene.drawing import top_rows
from flowviz.style import PRINT, Style

_WIDEST_PX, _NARROWEST_PX = 1700.0, 760.0


def export_picture(
    dossier: Dossier,
    out: Path,
    *,
    view: str = "map",
    query: Query | None = None,
    size: tuple[int, int] = (1600, 900),
    dpi: float = 96.0,
    title: str | None = None,
    transparent: bool = False,
) -> Page:
    """Write a picture of ``dossier`` under ``query`` to ``out`` and give the page that it shows.

    Raises
    ------
    ExportError
        The picture cannot be made at that size, or not be written.
    """
    writers = {suffix: write for _, suffix, write in WRITERS}
    if out.suffix.lower() not in writers:
        known = " or ".join(writers)
        raise ExportError(
            f"{out.name} does not end in {known}, and no other format can be written."
        )
    check_size(size, dpi)
    _application()  # held by its cache: without one Qt could not measure text
    from flowviz.painting import fonts

    style = Style(palette=PRINT, is_transparent=transparent)
    flows = aggregate(read_columns(dossier), query or Query())
    actors, placements = dossier.actors(), dossier.placements(view)
    if view == "network":
        layout = network.layout(flows, placements)
    else:
        layout = worldmap.layout(actors, placements, None, flows)
    drawn = strands(flows, Mode.DIRECTED)
    rows = top_rows(drawn, style.show_top)
    sources = numbered_sources(dossier, flows, rows.tolist())
    page = compose(
        page_words(flows, rows, sources, dossier.title, view, title),
        drawn,
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        layout,
        style,
        logical_size(size, dpi),
        fonts.measure,
    )
    writers[out.suffix.lower()](page, out, size, dpi, style)
    return page


def logical_size(size: tuple[int, int], dpi: float) -> tuple[float, float]:
    """The page in logical pixels of 1/96 inch, for a picture of ``size`` pixels at ``dpi``.

    So widths, heads and text grow with the resolution. A page that would come out smaller than
    its words need, or so large that they are lost on it, is drawn as if at another resolution.
    """
    width, height = size
    wide = width * 96.0 / dpi
    wide = min(max(wide, _NARROWEST_PX), _WIDEST_PX)
    return wide, wide * height / width


@functools.cache
def _application() -> object:
    """The QGuiApplication that fonts need; where there is none, one that needs no display."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication.instance() or QGuiApplication(["flowviz"])
