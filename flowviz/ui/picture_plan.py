"""What is to be exported: the flows on the canvas as a page of a size, not written yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flowviz.actors import ActorKind
from flowviz.exporters.picture import logical_size
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.sources import NumberedSource, numbered_sources
from flowviz.flows.strands import strands
from flowviz.layouts import Layout
from flowviz.page import Page, compose, page_words
from flowviz.painting import fonts
from flowviz.scene import Selection, Viewport
from flowviz.scene.drawing import drawn_rows
from flowviz.style import PRINT, Style
from flowviz.ui.canvas import Canvas

INCH_CM = 2.54
_NOTHING = Selection()


@dataclass(frozen=True, slots=True)
class Subject:
    """What the canvas shows, apart from any size."""

    flows: Flows
    kinds: Sequence[ActorKind]
    layout: Layout
    show_top: int
    sources: tuple[NumberedSource, ...]
    dossier_title: str
    viewport: Viewport


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is to be exported; ``title`` None is the title made of the dossier's."""

    size: tuple[int, int] = (3200, 1800)
    dpi: float = 300.0
    title: str | None = None
    is_transparent: bool = False
    is_current_view: bool = False

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height on paper."""
        return self.size[0] / self.dpi, self.size[1] / self.dpi


def subject_of(canvas: Canvas) -> Subject | None:
    """What there is to export, None before the first picture."""
    session, layout = canvas.session, canvas.layout_shown
    if layout is None:
        return None
    top = session.view.show_top
    rows = drawn_rows(strands(canvas.flows, Mode.DIRECTED), top, _NOTHING).tolist()
    sources = numbered_sources(session.dossier, canvas.flows, rows)
    title = session.dossier.title
    viewport = canvas.frame.viewport()
    return Subject(canvas.flows, canvas.kinds(), layout, top, sources, title, viewport)


def style_of(subject: Subject, plan: Plan) -> Style:
    """The style of the exported picture: for print, with as many flows as the canvas has."""
    style = Style(palette=PRINT, is_transparent=plan.is_transparent)
    return replace(style, show_top=subject.show_top)


def page_of(subject: Subject, plan: Plan) -> Page:
    """The page that the plan makes of the subject."""
    flows, style = subject.flows, style_of(subject, plan)
    drawn = strands(flows, Mode.DIRECTED)
    rows = drawn_rows(drawn, style.show_top, _NOTHING)
    words = page_words(
        flows, rows, subject.sources, subject.dossier_title, subject.layout.kind, plan.title
    )
    return compose(
        words,
        drawn,
        flows.actor_names,
        subject.kinds,
        subject.layout,
        style,
        logical_size(plan.size, plan.dpi),
        fonts.measure,
        subject.viewport if plan.is_current_view else None,
    )
