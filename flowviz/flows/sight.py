"""What a window shows at a stage before any other filter: lines, and records without lines."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Booleans, Int32s
from flowviz.flows.filters import LineFilter
from flowviz.flows.listing import other_rows, without_figures
from flowviz.flows.query import Query
from flowviz.flows.selection import Selection, select
from flowviz.flows.tables import STAGES, UNKNOWN, Columns, ranges


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines that make a record of their transfer, if they pass.

    Attributes
    ----------
    lines
        (L,) a figure of the line, or one of its transfer for all its lines together, lies or may
        lie in the window; or its transfer has no figure at all and stands at the stage.
    lineless
        (T,) the same of a transfer without lines.
    selections
        The rows of each unit.
    """

    lines: Booleans
    lineless: Booleans
    selections: tuple[Selection, ...]

    def transfers(self, columns: Columns, chosen: LineFilter) -> Booleans:
        """(T,) the transfers that a filter of lines makes records of."""
        is_listed = np.zeros(len(self.lineless), np.bool_)
        shown = self.lines
        if not chosen.takes_all:
            shown = shown & chosen.lines(columns, slice(None))
        is_listed[columns.lines.transfer[shown]] = True
        return is_listed | self.lineless if chosen.takes_unnamed else is_listed

    def knowing(self, columns: Columns, unit: int, chosen: LineFilter) -> Booleans:
        """(T,) those of which a line that passes states an amount in a unit."""
        figures, selection = columns.figures, self.selections[unit]
        rows = np.concatenate((selection.indices(), selection.more))
        rows = rows[figures.kind[rows] != UNKNOWN]
        is_known = np.zeros(len(self.lineless), np.bool_)
        if not chosen.takes_all:
            whole = rows[figures.line[rows] == -1]
            shown, _ = chosen.shown_lines(columns, figures.transfer[whole].astype(np.intp))
            rows = np.concatenate((rows[chosen.rows(columns, rows)], whole[shown > 0]))
        is_known[figures.transfer[rows]] = True
        return is_known


def see(columns: Columns, query: Query) -> Seen:
    """What a query's window shows at its stage."""
    query = dataclasses.replace(query, categories=frozenset(), items=frozenset())
    stage = STAGES.index(query.stage)
    selections = tuple(select(columns, query, stage, unit) for unit in range(len(columns.units)))
    lines = np.zeros(len(columns.lines.transfer), np.bool_)
    whole = np.zeros(len(columns.transfers.ids), np.bool_)
    whole[without_figures(columns, query)] = True
    for selection in selections:
        line, transfer = columns.figures.line, columns.figures.transfer
        _mark(selection.dated(line), selection.dated(transfer), lines, whole)
        rest = other_rows(selection)
        _mark(line[rest], transfer[rest], lines, whole)
    first_line = columns.transfers.first_line
    transfers = np.flatnonzero(whole)
    first, end = first_line[transfers], first_line[transfers + 1]
    lines[ranges(first, end)] = True
    whole[transfers[first < end]] = False
    return Seen(lines, whole, selections)


def _mark(line: Int32s, transfer: Int32s, lines: Booleans, whole: Booleans) -> None:
    """Mark the lines of some figures, and the transfers of those that have none."""
    is_whole = line == -1
    if is_whole.any():
        whole[transfer[is_whole]] = True
        line = line[~is_whole]
    lines[line] = True
