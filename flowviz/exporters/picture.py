"""From a dossier, a query and a view to a picture in a file, as the command line asks for it."""

import functools
import os
from collections.abc import Mapping
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.errors import ExportError
from flowviz.exporters.image import check_size
from flowviz.exporters.subject import Plan, layout_of, page_of, style_of, subject_of
from flowviz.exporters.writers import WRITERS
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import Columns, read_columns
from flowviz.flows.naming import named
from flowviz.flows.query import Query
from flowviz.languages import ENGLISH, names_in
from flowviz.page import Page
from flowviz.records import Placement
from flowviz.view import View


def export_picture(
    dossier: Dossier,
    out: Path,
    *,
    query: Query | None = None,
    view: View | None = None,
    places: Mapping[str, Placement] | None = None,
    columns: Columns | None = None,
    language: str = ENGLISH,
    size: tuple[int, int] = (1600, 900),
    dpi: float = 96.0,
    title: str | None = None,
    transparent: bool = False,
    legend: bool = True,
) -> Page:
    """Write a picture of ``dossier`` under ``query`` and ``view``, and give the page that it shows.

    ``places`` are where actors stand, those of the dossier where they are None; ``language`` is
    that of the names of states; ``columns`` are those of the dossier, where they
    have been read already.

    Raises
    ------
    ExportError
        The picture cannot be made at that size, or not be written.
    """
    writers = {suffix: write for _, suffix, write in WRITERS}
    if out.suffix.lower() not in writers:
        known = " or ".join(writers)
        raise ExportError(f"{out} does not end in {known}, and no other format can be written.")
    check_size(size, dpi)
    _application()  # held by its cache: without one Qt could not measure text
    view = view or View()
    actors = dossier.actors()
    columns = named(columns or read_columns(dossier), names_in(language, actors.values()))
    flows = aggregate(columns, query or Query(), view.mode)
    places = dossier.placements(view.kind) if places is None else places
    layout = layout_of(flows, view, actors, places)
    subject = subject_of(dossier, flows, view, layout, actors=actors)
    plan = Plan(size, dpi, title, is_transparent=transparent, has_legend=legend)
    page = page_of(subject, plan)
    writers[out.suffix.lower()](page, out, size, dpi, style_of(view, plan))
    return page


@functools.cache
def _application() -> object:
    """The QGuiApplication that fonts need; where there is none, one that needs no display."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication.instance() or QGuiApplication(["flowviz"])
