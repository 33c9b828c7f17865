"""Drawn flows and nodes with colour, fading and signs: the arrays of a scene."""

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Floats, Integers
from flowviz.flows.strands import Strands
from flowviz.flows.tables import distinct
from flowviz.scene.courses import Courses
from flowviz.scene.curves import curves
from flowviz.scene.lanes import told_apart
from flowviz.scene.model import (
    FlowShapes,
    Lines,
    NodeShapes,
    OnDemand,
    Selection,
    frozen,
)
from flowviz.scene.ribbons import ribbons
from flowviz.scene.signs import signs
from flowviz.scene.widths import presence

_STEPS = 5
"""Steps of a middle line that share a box to pick from."""

FADED = 0.16
MOST_BEYOND = 3
STANDS_BACK = 0.7
"""Ribbons of this presence, or less, are painted beneath the others."""
FADED_NODE = 0.4


def top_rows(strands: Strands, show_top: int) -> Integers:
    """The ``show_top`` largest flows; where nothing has moved there is nothing to draw.

    Of records drawn apart no more than can be told from one another.
    """
    return np.flatnonzero(~strands.nothing_moved & told_apart(strands))[:show_top]


def drawn_rows(strands: Strands, show_top: int, selection: Selection) -> Integers:
    """The flows to draw: the top ones, largest first, then what is selected beyond them.

    Where nothing has moved there is nothing to draw, selected or not. Of records drawn apart a
    few may be selected beyond those that can be told from one another; a pair with all its records
    shows no more of them than without.
    """
    top, has_lane = top_rows(strands, show_top), told_apart(strands)
    wanted = {flow for flow in selection.flows if not strands.nothing_moved[flow]}
    beyond = {flow for flow in wanted if not has_lane[flow]}
    if len(beyond) > MOST_BEYOND:
        wanted -= beyond
    for actor in selection.actors:
        own = (strands.supplier == actor) | (strands.recipient == actor)
        own &= ~strands.nothing_moved & has_lane
        wanted |= set(np.flatnonzero(own)[:show_top].tolist())
    further = sorted(wanted - set(top.tolist()))
    return np.concatenate([top, np.array(further, dtype=top.dtype)])


def flow_shapes(
    strands: Strands, courses: Courses, colours: NDArray[np.int32], selection: Selection
) -> FlowShapes:
    """The drawn flows, the largest first so that small ones stay visible.

    What is selected is drawn last and so on top. In a crowd the small ones that stand back come
    first: hundreds of pale lines would cut the few large ribbons to shreds.
    """
    rows = courses.rows
    is_kept = kept_flows(strands, rows, selection)
    strength = strengths(courses, selection)
    height = (is_kept & bool(selection)) + (strength > STANDS_BACK).astype(int)
    order = np.argsort(height, kind="stable")
    existence = strands.existence[rows].astype(np.int64)
    place = np.empty(len(rows), dtype=np.int64)
    place[order] = np.arange(len(rows))
    marks = signs(strands, courses, selection)
    shown = rows[order]
    return FlowShapes(
        flow=frozen(shown, np.int32),
        colour=frozen(colours[shown], np.int32),
        alpha=frozen(np.where(is_kept, strength, FADED)[order]),
        is_selected=frozen(np.isin(shown, sorted(selection.flows)), np.bool_),
        curves=curves(courses, existence, order),
        ribbons=OnDemand(lambda: ribbons(courses, existence, order)),
        lines=OnDemand(lambda: _lines(courses, place)),
        mark_xy=frozen(marks.xy),
        mark_sign=frozen(marks.sign, np.int32),
        mark_row=frozen(place[marks.row], np.int32),
    )


def pale_count(courses: Courses) -> int:
    """How many ribbons stand back in a crowd, were nothing selected."""
    return int((~strong(courses)).sum())


def strong(courses: Courses) -> Booleans:
    """Which rows (D,) do not stand back in a crowd, were nothing selected."""
    return np.asarray(strengths(courses, Selection()) > STANDS_BACK)


def strengths(courses: Courses, selection: Selection) -> Floats:
    """How strongly the rows (D,) are drawn that no selection fades."""
    if selection:  # what is selected has left the crowd
        return np.ones(len(courses.rows))
    known = np.where(courses.is_unknown, np.inf, courses.outer())
    return presence(known, len(courses.rows))


def _lines(courses: Courses, place: Integers) -> Lines:
    line, half, row = courses.lines()
    stretch = np.unique(np.append(np.arange(0, line.shape[1] - 1, _STEPS), line.shape[1] - 1))
    return Lines(
        frozen(line),
        frozen(half),
        frozen(place[row], np.int32),
        frozen(_boxes(line, half, stretch)),
        frozen(stretch, np.int32),
    )


def kept_flows(strands: Strands, rows: Integers, selection: Selection) -> Booleans:
    """Which of the drawn flows (D,) a selection leaves in full colour; all without one."""
    if not selection:
        return np.ones(len(rows), dtype=bool)
    actors = sorted(selection.actors)
    touches = np.isin(strands.supplier[rows], actors) | np.isin(strands.recipient[rows], actors)
    return np.asarray(touches | np.isin(rows, sorted(selection.flows)))


def node_shapes(
    strands: Strands,
    rows: Integers,
    px: Floats,
    radii: tuple[Floats, Floats],
    shape: NDArray[np.int32],
    colours: NDArray[np.int32],
    in_tray: Booleans,
    selection: Selection,
) -> NodeShapes:
    """The actors of the drawn flows, the largest first so that small ones stay on top."""
    selected = np.array(sorted(selection.actors), dtype=np.int32)
    actor = distinct(np.concatenate([strands.actors_of(rows), selected]))
    actor = actor[np.argsort(-radii[1][actor], kind="stable")]
    kept = rows[kept_flows(strands, rows, selection)]
    is_near = np.isin(actor, strands.actors_of(kept))
    of_picked = strands.actors_of(np.array(sorted(selection.flows), dtype=np.int64))
    emphasised = np.isin(actor, of_picked) | np.isin(actor, selected)
    return NodeShapes(
        actor=frozen(actor, np.int32),
        xy=frozen(px[actor]),
        inner=frozen(radii[0][actor]),
        outer=frozen(radii[1][actor]),
        shape=frozen(shape[actor], np.int32),
        colour=frozen(colours[actor], np.int32),
        alpha=frozen(np.where(is_near | emphasised | (not selection), 1.0, FADED_NODE)),
        is_emphasised=frozen(emphasised, np.bool_),
        is_in_tray=frozen(in_tray[actor], np.bool_),
        is_only_supplier=frozen(~np.isin(actor, strands.recipient), np.bool_),
    )


def _boxes(line: Floats, half: Floats, stretch: Integers) -> Floats:
    """Left, top, right and bottom (4, C, K) of the stretches of lines, with their widths."""
    count = len(stretch) - 1
    short = count * _STEPS + 1 - line.shape[1]
    if short:  # the last stretch has fewer steps: the tip stands for those that it lacks
        line = np.concatenate([line, np.repeat(line[:, -1:], short, axis=1)], axis=1)
        half = np.concatenate([half, np.repeat(half[:, -1:], short, axis=1)], axis=1)
    reach = half[:, :-1:_STEPS].copy()
    low, high = (line[:, :-1:_STEPS].copy() for _ in range(2))
    for step in range(1, _STEPS + 1):  # six wide steps take a third of the time of reduceat
        some = slice(step, None, _STEPS)
        np.maximum(reach, half[:, some], out=reach)
        np.minimum(low, line[:, some], out=low)
        np.maximum(high, line[:, some], out=high)
    low -= reach[..., None]
    high += reach[..., None]
    return np.stack([low[..., 0], low[..., 1], high[..., 0], high[..., 1]])
