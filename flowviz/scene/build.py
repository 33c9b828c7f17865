"""A scene from flows and positions: everything computed, nothing left to painting."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from flowviz.actors import ActorKind
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout, Rings
from flowviz.scene.drawing import flow_shapes, kept_flows, pale_count
from flowviz.scene.flow_labels import place_amounts
from flowviz.scene.lock import lock_of
from flowviz.scene.model import BackdropShapes, Label, Polygons, Scene, Selection, frozen
from flowviz.scene.node_labels import MOST_NAME_CHARS, elided, place_names
from flowviz.scene.notes import counts, fading
from flowviz.scene.picture import Measure, Picture
from flowviz.scene.stage import Stage, stage
from flowviz.scene.viewport import Viewport
from flowviz.style import Style

NOTHING = Selection()

_BEYOND_PX = 240.0
"""So far beyond the frame land is kept: a window's image of it is larger than the frame."""


def build(
    strands: Strands,
    names: Sequence[str],
    kinds: Sequence[ActorKind],
    layout: Layout,
    style: Style,
    viewport: Viewport,
    measure: Measure,
    selection: Selection = NOTHING,
    *,
    is_draft: bool = False,
    labels_from: Scene | None = None,
) -> Scene:
    """The picture of ``strands`` in ``viewport``.

    ``names`` and ``kinds`` are of ``strands.actor_codes`` in their order, as ``layout`` is.
    ``measure(text, size_px, weight)`` gives the width of a line of text in pixels. The same
    arguments give the same scene; a selection changes colours and labels, never the route of a
    flow that is drawn without it.

    A draft is what is drawn while the hand moves: flows take their default bends, the legend of the
    scene ``labels_from`` stays, and its names beside their actors; widths and hues are those of its
    legend.
    """
    if is_draft and labels_from is not None and style.lock is None:
        style = replace(style, lock=lock_of(labels_from))
    picture = Picture(strands, names, layout, style, viewport, measure, selection)
    if is_draft:
        like = labels_from.colours if labels_from is not None else None
        made = stage(picture, kinds, is_routed=False, like=like)
        return _draft(picture, made, labels_from)
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
        colours=made.colours,
    )


def _draft(picture: Picture, made: Stage, before: Scene | None) -> Scene:
    """A scene of default bends, with the names of the one before that still have their actor."""
    strands, selection = picture.strands, picture.selection
    labels = _names_beside(picture, made, before) if before is not None else ()
    left = counts(strands, made.rows, made.top, 0)
    return Scene(
        viewport=picture.viewport,
        backdrop=_backdrop(picture.layout, picture.viewport),
        flows=flow_shapes(strands, made.courses, made.colours.strands, selection),
        nodes=made.nodes,
        labels=labels,
        legend=before.legend if before is not None else None,
        tray=made.tray,
        counts=left,
        selection=selection,
        notes=made.notes,
        scale=made.scale,
        colours=made.colours,
    )


def _names_beside(picture: Picture, made: Stage, before: Scene) -> tuple[Label, ...]:
    """The names of a scene beside the same actors, wherever these stand now."""
    was = dict(zip(before.nodes.actor.tolist(), before.nodes.xy.tolist(), strict=True))
    now = {
        elided(picture.names[actor], MOST_NAME_CHARS): (actor, xy)
        for actor, xy in zip(made.nodes.actor.tolist(), made.nodes.xy.tolist(), strict=True)
    }
    found = []
    for label in before.labels:
        if label.actor not in was or label.text.text not in now:
            continue
        actor, (x, y) = now[label.text.text]
        dx, dy = x - was[label.actor][0], y - was[label.actor][1]
        text = replace(label.text, x=label.text.x + dx, baseline=label.text.baseline + dy)
        box, leader = label.box.moved(dx, dy), tuple((a + dx, b + dy) for a, b in label.leader)
        found.append(replace(label, text=text, box=box, leader=leader, actor=actor))
    return tuple(found)


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
    """What of the rings may be seen: near by, most of the world is not."""
    size = np.array([viewport.width_px, viewport.height_px])
    corners = viewport.to_world(np.stack([np.zeros(2) - _BEYOND_PX, size + _BEYOND_PX]))
    seen = rings.within(corners[0], corners[1])
    return Polygons(frozen(viewport.to_px(seen.xy)), frozen(seen.start, np.int32))
