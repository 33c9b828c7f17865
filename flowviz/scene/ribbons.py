"""Courses as polygons: whole, dashed or dotted, with band, casing and hollow."""

import numpy as np
from numpy.typing import ArrayLike

from flowviz.arrays import Floats, Integers
from flowviz.scene import edge
from flowviz.scene.courses import Courses
from flowviz.scene.model import Part, Polygons, Ribbons, frozen
from flowviz.scene.strips import (
    LEAST_HALF_PX,
    TOUCH,
    cut_at,
    dashes,
    places,
    polygons,
    split,
    whole,
)

CASING_PX, CASING_LEAST_PX, CASING_SHARE = 1.15, 0.2, 0.14
HOLLOW_RIM_PX = 1.5
OUTLINE_PX = 1.5
"""Width of the line around what is selected."""
DASHED_PX, DOTTED_PX = (13.0, 6.5), (4.2, 4.4)
"""Dash and gap of unconfirmed and of tentative flows; broad ones have longer ones."""

FRINGE = ((Part.OPEN_FAR, 1.0), (Part.OPEN_MIDDLE, 0.66), (Part.OPEN_NEAR, 0.33))
"""The steps in which an open amount fades out, as shares of the rim."""

_DASH_POINTS = 5


def casing_px(width: ArrayLike) -> Floats:
    """How far in pixels the casing stands out that parts a ribbon of ``width`` from others.

    Thin ones have a thin one, or hundreds of them would cut the broad ones to shreds.
    """
    return np.asarray(np.minimum(CASING_PX, CASING_LEAST_PX + CASING_SHARE * np.asarray(width)))


def fringe_px(width: ArrayLike) -> Floats:
    """How far in pixels the fading rim stands out that shows an amount to be open upwards."""
    return np.asarray(np.clip(0.5 * np.asarray(width, dtype=float), 4.0, 9.0))


def ribbons(courses: Courses, existence: Integers, order: Integers) -> Ribbons:
    """The polygons of ``courses``; ``existence`` (D,) as in ``Flows``.

    ``order`` (D,) are the rows of ``courses`` in the order of painting, which numbers the rows of
    what is made.
    """
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    everyone = np.arange(len(courses.rows))
    low, high, outer = courses.low, courses.high, courses.outer()
    made = [_layer(courses, everyone, outer + 2.0 * casing_px(outer), None, Part.CASING)]
    is_open = np.flatnonzero(courses.is_open)
    for part, share in FRINGE:
        rim = outer + 2.0 * share * fringe_px(outer)
        made.append(_layer(courses, is_open, rim, existence, part))
    with_band = np.flatnonzero(np.isfinite(high))
    made.append(_layer(courses, with_band, high, existence, Part.BAND))
    made.append(_layer(courses, everyone, low, existence, Part.BODY))
    hollow = np.flatnonzero(courses.is_unknown)
    made.append(_layer(courses, hollow, low - 2.0 * HOLLOW_RIM_PX, existence, Part.HOLLOW))
    return _assembled(made, rank)


def stretches_of(
    courses: Courses, keep: Integers, existence: Integers | None, inset: float
) -> tuple[Integers, Floats, Floats]:
    """From where to where the rows ``keep`` are inked: all of it, dashes or dots."""
    if existence is None:
        return whole(len(keep), courses.samples)
    code, length = existence[keep], courses.length[keep]
    dash, gap = rhythm(courses.outer()[keep], code)
    solid = code == 0
    row, start, stop = dashes(length, dash, gap, courses.samples)
    # Inner outlines of dashes are shorter at both ends, so that a rim stays all round.
    to_samples = (courses.samples - 1.0) / np.maximum(length, 1e-9)
    start, stop = start + inset * to_samples[row], stop - inset * to_samples[row]
    broken = ~solid[row]
    rows = np.flatnonzero(solid)
    return (
        np.concatenate([rows, row[broken]]),
        np.concatenate([np.zeros(len(rows)), start[broken]]),
        np.concatenate([np.full(len(rows), courses.samples - 1.0), stop[broken]]),
    )


def rhythm(width: Floats, existence: Integers) -> tuple[Floats, Floats]:
    """Dash and gap in pixels of broken ribbons of a full width, before they are fitted."""
    (dash_px, gap_px), (dot_px, lull_px) = DASHED_PX, DOTTED_PX
    is_dashed = existence == 1
    return (
        np.where(is_dashed, np.maximum(dash_px, 1.9 * width), np.maximum(dot_px, 0.55 * width)),
        np.where(is_dashed, np.maximum(gap_px, 0.75 * width), np.maximum(lull_px, 0.62 * width)),
    )


def _layer(
    courses: Courses, keep: Integers, width: Floats, existence: Integers | None, part: Part
) -> list[tuple[Floats, Integers, Part]]:
    """Polygons of one part for the rows ``keep``: arrays of equally long polygons with rows."""
    if not len(keep):
        return []
    inset = HOLLOW_RIM_PX if part is Part.HOLLOW else 0.0
    stretches = stretches_of(courses, keep, existence, inset)
    is_long = (
        np.ones(len(stretches[0]), dtype=bool)
        if existence is None
        else existence[keep][stretches[0]] == 0
    )
    made = []
    for wanted, count in ((is_long, courses.samples), (~is_long, _DASH_POINTS)):
        chosen = np.flatnonzero(wanted)
        if len(chosen):
            some = (stretches[0][chosen], stretches[1][chosen], stretches[2][chosen])
            shape, row = _pieces(courses, keep, width, some, part, count)
            made.append((shape, row, part))
    return made


def _pieces(
    courses: Courses,
    keep: Integers,
    width: Floats,
    stretches: tuple[Integers, Floats, Floats],
    part: Part,
    count: int,
) -> tuple[Floats, Integers]:
    strips, taper = courses.strips, courses.taper[keep]
    half = np.maximum(width[keep, None] * taper / 2.0, LEAST_HALF_PX)
    if part is Part.CASING:  # a casing is as much wider everywhere, not in proportion
        casing = casing_px(courses.outer())[keep, None]
        half = (width[keep, None] - 2.0 * casing) * taper / 2.0 + casing
    if part is Part.HOLLOW:
        half = np.maximum(
            (width[keep, None] + 2.0 * HOLLOW_RIM_PX) * taper / 2.0 - HOLLOW_RIM_PX, 0.4
        )
    reach = strips.normal[keep] * half[..., None]
    left, right = strips.middle[keep] + reach, strips.middle[keep] - reach
    ends_px, leaving = courses.ends.end[keep], courses.side[keep]
    left_cross, right_cross = _crossings(courses, keep, left, right)
    pieces = split(stretches, left_cross, right_cross)
    heads = _heads(courses, keep, width, part)[pieces.row]
    edges = (
        (left, left_cross, pieces.left_from, pieces.left_to),
        (right, right_cross, pieces.right_from, pieces.right_to),
    )
    sides = []
    for side, cross, start, stop in edges:
        at = places(start, stop, count)
        shape = cut_at(side, pieces.row, at)
        turn = edge.turn(courses.projection, courses.viewport, side, ends_px, leaving, cross)
        across = np.flatnonzero(pieces.is_across)
        shape[across, :, 0] -= turn.px(pieces.row[across], at[across])
        sides.append(shape)
    # A head is moved whole, so it keeps its shape, also where the flow leaves the map under it.
    heads[:, :, 0] -= turn.at_end[pieces.row][:, None]
    return polygons(sides[0], sides[1], heads, pieces.has_head), keep[pieces.row]


def _heads(courses: Courses, keep: Integers, width: Floats, part: Part) -> Floats:
    outer = courses.outer()
    barb = courses.ends.head_half - outer / 2.0
    half = width / 2.0 + barb * np.minimum(width / outer, 1.0)
    inset: Floats | float = 0.0
    if part is Part.CASING:
        casing = casing_px(outer)
        half, inset = half + 0.5 * casing, -casing
    elif part is Part.HOLLOW:
        half, inset = half - 0.9 * HOLLOW_RIM_PX, HOLLOW_RIM_PX
    elif part < Part.BAND:
        inset = (outer - width) / 2.0
    return courses.strips.heads(half, inset)[keep]


def _crossings(
    courses: Courses, keep: Integers, left: Floats, right: Floats
) -> tuple[Floats, Floats]:
    # A side may end short of the edge under the head: then the flow is cut there.
    last, is_over = courses.samples - 1.0 - TOUCH, np.isfinite(courses.cross[keep])
    places = []
    for line in (left, right):
        at = edge.crossing(courses.projection, courses.viewport, line, courses.side[keep])
        places.append(np.where(is_over, np.minimum(at, last), np.inf))
    return places[0], places[1]


def _assembled(layers: list[list[tuple[Floats, Integers, Part]]], rank: Integers) -> Ribbons:
    groups = [group for layer in layers for group in layer]
    if not groups:
        empty = np.zeros(0, dtype=np.int64)
        none = Polygons(frozen(np.zeros((0, 2))), frozen(np.zeros(1), np.int32))
        return Ribbons(none, frozen(empty, np.int32), frozen(empty, np.int32))
    row = np.concatenate([rows for _, rows, _ in groups])
    part = np.concatenate([np.full(len(rows), int(p)) for _, rows, p in groups])
    size = np.concatenate([np.full(len(rows), shape.shape[1]) for shape, rows, _ in groups])
    points = np.concatenate([shape.reshape(-1, 2) for shape, _, _ in groups])
    first = np.cumsum(size) - size
    order = np.lexsort((np.arange(len(row)), part, rank[row]))
    ordered = size[order]
    start = np.concatenate([[0], np.cumsum(ordered)])
    pick = np.repeat(first[order] - start[:-1], ordered) + np.arange(start[-1])
    return Ribbons(
        Polygons(frozen(points[pick]), frozen(start, np.int32)),
        frozen(rank[row[order]], np.int32),
        frozen(part[order], np.int32),
    )
