"""What is to be exported, and how: the one way to a page, of the window and the command line."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flowviz.actors import Actor, ActorKind
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.sources import NumberedSource, numbered_sources
from flowviz.flows.strands import Strands, strands
from flowviz.layouts import Layout, worldmap
from flowviz.layouts.known import places_of
from flowviz.layouts.world import FINE
from flowviz.page import Page, compose, page_words
from flowviz.records import Placement
from flowviz.scene import Viewport
from flowviz.scene.drawing import top_rows
from flowviz.style import PRINT, Style
from flowviz.view import MAP, View

_WIDEST_PX, _NARROWEST_PX = 1700.0, 760.0


@dataclass(frozen=True, slots=True)
class Subject:
    """Flows as they are looked at, apart from any size.

    ``names`` are by code. ``kinds`` are of ``strands.actor_codes`` in their order, as ``layout``
    is. ``viewport`` is what a window shows of it, None where there is no window.
    """

    strands: Strands
    view: View
    names: Mapping[str, str]
    kinds: Sequence[ActorKind]
    layout: Layout
    sources: tuple[NumberedSource, ...]
    dossier_title: str
    viewport: Viewport | None = None

    def named(self) -> tuple[str, ...]:
        """The names of ``strands.actor_codes``, codes for those who have none."""
        return tuple(self.names.get(code, code) for code in self.strands.actor_codes)


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is to be exported; ``title`` None is the title made of the dossier's."""

    size: tuple[int, int] = (3200, 1800)
    dpi: float = 300.0
    title: str | None = None
    is_transparent: bool = False
    is_current_view: bool = False
    has_legend: bool = True


def subject_of(
    dossier: Dossier,
    flows: Flows,
    view: View,
    layout: Layout,
    *,
    actors: Mapping[str, Actor],
    viewport: Viewport | None = None,
) -> Subject:
    """The subject that ``flows`` are under a view, where ``layout`` puts their actors.

    On a map the outlines are the fine ones, whatever a window shows.
    """
    made = strands(flows, view.mode)
    rows = top_rows(made, view.show_top)
    ways = dict.fromkeys(
        way for row in rows.tolist() for way in (int(made.flow[row]), *_back(made, row))
    )
    return Subject(
        strands=made,
        view=view,
        names={code: actor.name for code, actor in actors.items()}
        | dict(zip(flows.columns.actor_codes, flows.columns.actor_names, strict=True)),
        kinds=[
            actors[code].kind if code in actors else ActorKind.UNKNOWN for code in flows.actor_codes
        ],
        layout=worldmap.detailed(layout),
        sources=numbered_sources(dossier, flows, ways),
        dossier_title=dossier.title,
        viewport=viewport,
    )


def layout_of(
    flows: Flows,
    view: View,
    actors: Mapping[str, Actor],
    placements: Mapping[str, Placement],
) -> Layout:
    """Where the actors stand under a view, without a window on screen.

    As on screen everybody has one place whatever the time asked for, so that pictures of several
    years compare.

    Raises
    ------
    FlowvizError
        There is no such projection.
    """
    query = flows.query
    at_any_time = dataclasses.replace(
        query, first_year=None, first_month=1, last_year=None, last_month=12
    )
    mode = view.mode
    if view.kind == MAP:
        # Over all time a net may be smaller than in the window, or run the other way.
        at_any_time, mode = dataclasses.replace(at_any_time, least=None), Mode.DIRECTED
    whole = aggregate(flows.columns, at_any_time, mode) if at_any_time != query else flows
    layout = _layout(whole, view, actors, placements)
    numbers = {code: number for number, code in enumerate(whole.actor_codes)}
    return places_of(flows.actor_codes, layout, numbers)


def style_of(view: View, plan: Plan) -> Style:
    """The style of the exported picture: a view in the colours of print."""
    return Style(
        palette=PRINT,
        scale=view.scale,
        lock=view.lock,
        colour_by=view.colour_by,
        show_top=view.show_top,
        is_transparent=plan.is_transparent,
        has_legend=plan.has_legend,
    )


def page_of(subject: Subject, plan: Plan) -> Page:
    """The page that the plan makes of the subject.

    Raises
    ------
    ExportError
        It is so flat that nothing is left for the picture.
    """
    from flowviz.painting import fonts

    style = style_of(subject.view, plan)
    words = page_words(
        subject.strands,
        style,
        subject.layout,
        subject.sources,
        subject.dossier_title,
        names=subject.names,
        title=plan.title,
    )
    return compose(
        words,
        subject.strands,
        subject.named(),
        subject.kinds,
        subject.layout,
        style,
        logical_size(plan.size, plan.dpi),
        fonts.measure,
        subject.viewport if plan.is_current_view else None,
    )


def logical_size(size: tuple[int, int], dpi: float) -> tuple[float, float]:
    """The page in logical pixels of 1/96 inch, for a picture of ``size`` pixels at ``dpi``.

    So widths, heads and text grow with the resolution. A page that would come out smaller than
    its words need, or so large that they are lost on it, is drawn as if at another resolution.
    """
    width, height = size
    wide = width * 96.0 / dpi
    wide = min(max(wide, _NARROWEST_PX), _WIDEST_PX)
    return wide, wide * height / width


def _layout(
    flows: Flows,
    view: View,
    actors: Mapping[str, Actor],
    placements: Mapping[str, Placement],
) -> Layout:
    if view.kind != MAP:
        from flowviz.layouts import network

        return network.layout(flows, placements, view.layout)
    return worldmap.layout(
        actors,
        placements,
        view.centre,
        flows,
        projection=view.projection,
        anchor=view.anchor,
        detail=FINE,
    )


def _back(made: Strands, row: int) -> tuple[int, ...]:
    """The flow the other way where the strand stands for it too."""
    back = int(made.back[row])
    return (back,) if back >= 0 and made.is_paired else ()
