"""The picture half made: who stands where, how the flows run; before labels and colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.actors import ActorKind
from flowviz.scene import cards
from flowviz.scene import tray as trays
from flowviz.scene.colours import colouring
from flowviz.scene.courses import Courses, Places, courses
from flowviz.scene.drawing import drawn_rows, node_shapes, pale_count, strong, top_rows
from flowviz.scene.legend import legends
from flowviz.scene.model import Colouring, Legend, NodeShapes, OnDemand, Tray
from flowviz.scene.nodes import Totals, radii, reach, shapes, totals
from flowviz.scene.notes import counts, notes
from flowviz.scene.picture import Picture
from flowviz.scene.signs import signs
from flowviz.scene.space import Space, inked
from flowviz.scene.widths import WidthScale, width_scale


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Nodes and ribbons of a picture and the room they leave.

    The first ``top`` of the flows ``rows`` are the largest, any others are drawn as selected.
    """

    picture: Picture
    rows: NDArray[np.int64]
    top: int
    places: Places
    scale: WidthScale
    courses: Courses
    colours: Colouring
    nodes: NodeShapes
    tray: Tray | None
    notes: tuple[str, ...]
    ink: OnDemand[Space]

    @property
    def space(self) -> Space:
        """The room that is left, found out when it is first asked for."""
        return self.ink()

    @property
    def floor_px(self) -> float:
        """Where the tray begins, or the frame ends."""
        return self.tray.box.top if self.tray is not None else self.picture.viewport.height_px

    @property
    def room(self) -> tuple[float, float]:
        """Width and height in pixels of where the legend may lie."""
        return self.picture.viewport.width_px, self.floor_px

    def cards(self) -> tuple[cards.Shape, ...]:
        """The legend in its shapes, from tall to flat."""
        return legends(
            self.picture, self.courses, self.scale, self.nodes, self.colours, self.notes, self.room
        )

    def legend(self) -> tuple[Legend, float]:
        """The card where it covers least, and how much it covers all the same."""
        return cards.cornered(self.cards(), self.room, self.space, self.nodes)


def stage(
    picture: Picture,
    kinds: Sequence[ActorKind],
    *,
    is_routed: bool = True,
    like: Colouring | None = None,
) -> Stage:
    """Set the stage; without routing every flow takes its default bend, which is enough to fit.

    Hues are those of ``like``, if that is given.
    """
    strands, layout, style = picture.strands, picture.layout, picture.style
    rows = drawn_rows(strands, style.show_top, picture.selection)
    # Sizes and colours hang on what is drawn without a selection, so that selecting changes none.
    top = top_rows(strands, style.show_top)
    ends = strands.actors_of(rows)
    sums, shape = totals(strands.flows), shapes(kinds)
    sizes = radii(sums, picture.factor, len(strands.actors_of(top)))
    places, tray = _places(picture, ends, sums, reach(sizes[1], shape))
    scale = width_scale(strands, top, style, picture.factor)
    found = courses(picture, rows, len(top), places, scale, is_routed=is_routed)
    hues = len(style.palette.hues)
    colours = colouring(strands, top, picture.names, style.colour_by, hues, like)
    nodes = node_shapes(
        strands, rows, places.px, sizes, shape, colours.nodes, places.in_tray, picture.selection
    )

    def ink() -> Space:
        marks = signs(strands, found, picture.selection)
        space = inked(picture.viewport, found, nodes, places.reach, marks.xy, strong(found))
        if tray is not None:
            space.take_box(tray.box)
        return space

    # What a selection fades is no note of the legend: the card would grow and jump.
    left = counts(strands, rows, len(top), 0, pale=pale_count(found))
    said = notes(strands, left, layout)
    return Stage(
        picture,
        rows,
        len(top),
        places,
        scale,
        found,
        colours,
        nodes,
        tray,
        said,
        OnDemand(ink),
    )


def _places(
    picture: Picture, ends: NDArray[np.int32], sums: Totals, keep_off: NDArray[np.float64]
) -> tuple[Places, Tray | None]:
    """Where all actors stand, those without a place on the tray."""
    layout, viewport = picture.layout, picture.viewport
    px = viewport.to_px(np.nan_to_num(layout.node_xy))
    off = ends[~layout.is_placed[ends]].astype(np.int64)
    off = off[np.argsort(-(sums.supplied + sums.received)[off], kind="stable")]
    shelf = trays.shelf(len(off), viewport.width_px, picture.factor)
    if len(off):
        px[off] = trays.stand(off, shelf, viewport.width_px, viewport.height_px)
    return (
        Places(px, viewport.to_world(px), keep_off, ~layout.is_placed),
        trays.tray(picture, off, px[off], shelf),
    )
