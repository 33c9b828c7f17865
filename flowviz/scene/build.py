"""A scene from flows and positions: everything computed, nothing left to painting."""

from collections.abc import Sequence

import numpy as np

from flowviz.actors import ActorKind
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout, Rings
from flowviz.scene.drawing import flow_shapes, kept_flows, pale_count
from flowviz.scene.flow_labels import place_amounts
from flowviz.scene.model import BackdropShapes, Polygons, Scene, Selection, frozen
from flowviz.scene.node_labels import place_names
from flowviz.scene.notes import counts, fading
from flowviz.scene.picture import Measure, Picture
from flowviz.scene.stage import stage
from flowviz.scene.viewport import Viewport
from flowviz.style import Style

NOTHING = Selection()


def build(
    strands: Strands,
    names: Sequence[str],
    kinds: Sequence[ActorKind],
    layout: Layout,
    style: Style,
    viewport: Viewport,
    measure: Measure,
    selection: Selection = NOTHING,
) -> Scene:
    """The picture of ``flows`` in ``viewport``.

    ``names`` and ``kinds`` are of ``strands.actor_codes`` in their order, as ``layout`` is.
    ``measure(text, size_px, weight)`` gives the width of a line of text in pixels. The same
    arguments give the same scene; a selection changes colours and labels, never the route of a
    flow that is drawn without it.
    """
    picture = Picture(strands, names, layout, style, viewport, measure, selection)
    made = stage(picture, kinds)
    card = None
    if style.has_legend:
        card, _ = made.legend()
        made.space.take_box(card.box.grown(2.0))
    labels, no_room = place_names(picture, made.nodes, made.places.reach, made.space)
    kept = kept_flows(strands, made.rows, selection)
    amounts, unsaid = place_amounts(picture, made.courses, made.space, kept)
    pale = 0 if selection else pale_count(made.courses)
    left = counts(
        strands, made.rows, made.top, no_room + unsaid, faded=int((~kept).sum()), pale=pale
    )
    return Scene(
        viewport=viewport,
        backdrop=_backdrop(layout, viewport),
        flows=flow_shapes(strands, made.courses, made.colours.strands, selection),
        nodes=made.nodes,
        labels=(*labels, *amounts),
        legend=card,
        tray=made.tray,
        counts=left,
        selection=selection,
        notes=(*made.notes, *fading(left)),
        scale=made.scale,
    )


def _backdrop(layout: Layout, viewport: Viewport) -> BackdropShapes | None:
    if layout.backdrop is None:
        return None
    return BackdropShapes(
        _shapes(layout.backdrop.sea, viewport),
        _shapes(layout.backdrop.land, viewport),
        _shapes(layout.backdrop.borders, viewport),
        _shapes(layout.backdrop.disputed, viewport),
    )


def _shapes(rings: Rings, viewport: Viewport) -> Polygons:
    return Polygons(frozen(viewport.to_px(rings.xy)), frozen(rings.start, np.int32))
