"""The marks of flows: what stands against all the records of one, or against any of them.

What a flow rests on is told by its best record: one that is supported, that rests on two origins or
that is graded takes the mark of the others away. What is amiss with any record is told of its flow.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Indices, kept
from flowviz.flows.tables import MARKS, Columns, Marks, bits
from flowviz.terms import Mark

_OF_ANY = bits(
    (Mark.RETRACTED, Mark.CONFLICTING, Mark.NOT_ARCHIVED, Mark.TO_CHECK, Mark.OVERRIDDEN)
)
_BARE = bits((Mark.NO_SOURCE, Mark.UNSUPPORTED))
_NO_SOURCE, _UNSUPPORTED = bits((Mark.NO_SOURCE,)), bits((Mark.UNSUPPORTED,))
_ONE_ORIGIN, _NOT_ESTABLISHED = bits((Mark.ONE_ORIGIN,)), bits((Mark.NOT_ESTABLISHED,))
_UNGRADED = bits((Mark.UNGRADED,))
_SUPPORTED, _CORROBORATED, _GRADED = (np.uint16(1 << len(MARKS) << at) for at in range(3))
"""What takes marks away, in bits above those of the marks."""


def marks_of(
    columns: Columns, transfers: Indices, owner: NDArray[np.integer[Any]], count: int
) -> Marks:
    """(N,) the marks of ``count`` owners of some transfers; ``owner`` is that of each.

    An owner without transfers has none.
    """
    facts = _FACTS[columns.marks[transfers]]
    found = np.zeros(count, np.uint16)
    for at in range(16):
        bit = np.uint16(1 << at)
        has = (facts & bit) != 0
        if has.any():
            found[owner[has]] |= bit
    return kept(_MARKS[found])


def together(one: Marks, other: Marks) -> Marks:
    """The marks of what two flows are, taken as one."""
    return np.asarray(_MARKS[_FACTS[one] | _FACTS[other]])


def named(marks: np.uint16) -> tuple[Mark, ...]:
    """The marks that some bits stand for."""
    return tuple(mark for mark in MARKS if marks & bits((mark,)))


def _facts(marks: Marks) -> Marks:
    """What the marks of a record say for or against its flow."""
    facts = marks.copy()
    supported = (marks & _BARE) == 0
    facts[supported] |= _SUPPORTED
    facts[supported & ((marks & (_ONE_ORIGIN | _NOT_ESTABLISHED)) == 0)] |= _CORROBORATED
    facts[supported & ((marks & _UNGRADED) == 0)] |= _GRADED
    return facts


def _of_facts(facts: Marks) -> Marks:
    """The marks of a flow, by what its records say together."""
    marks = facts & _OF_ANY
    for mark, better in (
        (_UNSUPPORTED, _SUPPORTED),
        (_NO_SOURCE, _SUPPORTED | _UNSUPPORTED),
        (_ONE_ORIGIN, _CORROBORATED),
        (_NOT_ESTABLISHED, _CORROBORATED | _ONE_ORIGIN),
        (_UNGRADED, _GRADED),
    ):
        marks[((facts & mark) != 0) & ((facts & better) == 0)] |= mark
    return marks


_FACTS = kept(_facts(np.arange(1 << len(MARKS), dtype=np.uint16)))
_MARKS = kept(_of_facts(np.arange(1 << (len(MARKS) + 3), dtype=np.uint16)))
