"""From a dossier and a query to a picture in a file: the same for window and command line."""

import os
from dataclasses import replace
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.errors import ExportError
from flowviz.exporters.image import check_size, write_png
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.query import Query
from flowviz.flows.sources import numbered_sources
from flowviz.layouts import network, worldmap
from flowviz.page import Page, compose, page_words
from flowviz.scene import Selection, Viewport
from flowviz.scene.drawing import drawn_rows
from flowviz.style import PRINT, Style

_NOTHING = Selection()
_WIDEST_PX, _NARROWEST_PX = 1700.0, 760.0
_MOST_SOURCES = 400


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
    style: Style | None = None,
    viewport: Viewport | None = None,
    selection: Selection = _NOTHING,
) -> Page:
    """Write a picture of ``dossier`` under ``query`` to ``out`` and give the page that it shows.

    ``viewport`` is the window's, for a picture of what it shows; None shows everything drawn.
    ``style`` None is the one for print, on white.

    Raises
    ------
    ExportError
        The picture cannot be made at that size, or not be written.
    """
    if out.suffix.lower() != ".png":
        raise ExportError(f"{out.name} does not end in .png, the one format there is so far.")
    check_size(size, dpi)
    _application()
    from flowviz.painting import fonts

    look = replace(style or Style(palette=PRINT), is_transparent=transparent)
    flows = aggregate(read_columns(dossier), query or Query())
    actors, placements = dossier.actors(), dossier.placements(view)
    if view == "network":
        layout = network.layout(flows, placements)
    else:
        layout = worldmap.layout(actors, placements, flows=flows)
    rows = drawn_rows(flows, look.show_top, selection)
    sources = numbered_sources(dossier, flows, rows.tolist())
    page = compose(
        page_words(flows, rows, sources, dossier.title, view, title),
        flows,
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        layout,
        look,
        logical_size(size, dpi),
        fonts.measure,
        viewport,
        selection,
    )
    write_png(page, out, size, dpi, look)
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


def _application() -> None:
    """Fonts need a QGuiApplication; without one, one is made that needs no display."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["flowviz"]))


_kept: list[object] = []
