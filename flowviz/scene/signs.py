"""The small signs on flows: of their amounts, of who tells them, of what stands against them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Integers
from flowviz.flows.query import ReportedBy
from flowviz.flows.strands import Strands
from flowviz.flows.tables import bits
from flowviz.scene.courses import Courses
from flowviz.scene.model import Selection, Sign
from flowviz.terms import Mark

MOST_SIGNS = 40
"""Of a kind that many flows have: above so many only what is selected bears it. A dispute is always
shown, and that nothing supports a flow any longer; that an amount is unknown shows without its sign
too, as the ribbon is hollow."""

ALWAYS = (Sign.DISPUTED, Sign.UNSUPPORTED)

_AT = {
    Sign.UNKNOWN: 0.5,
    Sign.INCLUDED: 0.5,
    Sign.IMPORTER: 0.5,
    Sign.EXPORTER: 0.5,
    Sign.DISPUTED: 0.62,
    Sign.UNCERTAIN: 0.38,
    Sign.UNSUPPORTED: 0.74,
    Sign.CONFLICTING: 0.26,
}
"""Where on their flows signs stand, as shares of the way."""


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Signs at ``xy`` (M, 2) pixels, of which kind (M,), on which row of the courses (M,)."""

    xy: NDArray[np.float64]
    sign: Integers
    row: Integers


def signs(strands: Strands, courses: Courses, selection: Selection) -> Signs:
    """The signs of the drawn flows."""
    is_selected = np.isin(courses.rows, sorted(selection.flows))
    xy, kind, row = [np.zeros((0, 2))], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for sign, has in present(strands, courses).items():
        shown = has
        if sign not in ALWAYS and has.sum() > MOST_SIGNS:
            shown = has & is_selected
        at = np.flatnonzero(shown)
        if not len(at):
            continue
        xy.append(courses.points_at(_AT[sign])[at])
        kind.append(np.full(len(at), int(sign)))
        row.append(at)
    return Signs(np.concatenate(xy), np.concatenate(kind), np.concatenate(row))


def present(strands: Strands, courses: Courses) -> dict[Sign, Booleans]:
    """Which rows (D,) of the courses each sign is true of."""
    rows = courses.rows
    is_other, marks = strands.is_told_by_other[rows], strands.marks[rows]
    is_included = strands.is_included[rows] & ~is_other
    return {
        Sign.UNKNOWN: courses.is_unknown & ~is_other & ~is_included,
        Sign.INCLUDED: is_included,
        other_sign(strands): is_other,
        Sign.UNCERTAIN: strands.uncertain[rows],
        Sign.DISPUTED: strands.disputed[rows],
        Sign.UNSUPPORTED: (marks & bits((Mark.UNSUPPORTED,))) != 0,
        Sign.CONFLICTING: (marks & bits((Mark.CONFLICTING,))) != 0,
    }


def other_sign(strands: Strands) -> Sign:
    """The sign of that side."""
    is_exporter = strands.query.reported_by is ReportedBy.IMPORTER
    return Sign.EXPORTER if is_exporter else Sign.IMPORTER
