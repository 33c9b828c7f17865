"""Which transfers are records under a query, whatever unit their figures have."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Booleans, Indices
from flowviz.evidence import STAGE_WITHOUT_FIGURES
from flowviz.flows.filters import LineFilter
from flowviz.flows.query import Query
from flowviz.flows.selection import Selection, says_nothing_moved
from flowviz.flows.tables import KINDS, UNKNOWN, Columns, Years


@dataclass(frozen=True, slots=True)
class Listing:
    """The records under a query.

    Attributes
    ----------
    is_listed
        (T,) the transfer is a record: it passes the filters of records, and has a figure at the
        stage, in any unit, that lies or may lie in the window and whose item passes; or it has no
        figure at all and is of a kind that stands at this stage.
    is_moving
        (T,) it says more than that nothing has moved yet.
    """

    is_listed: Booleans
    is_moving: Booleans


def list_records(
    columns: Columns,
    query: Query,
    selections: Iterable[Selection],
    passes: Booleans | None = None,
) -> Listing:
    """The records under a query, of the selections from the blocks of its stage by unit.

    ``passes`` (T,) are the transfers that pass the filters of records, None for all.
    """
    is_moving = np.zeros(len(columns.transfers.ids), np.bool_)
    others = []
    for selection in selections:
        is_moving[selection.dated(columns.figures.transfer)] = True
        others.append(other_rows(selection))
    rows = np.concatenate(others) if others else np.empty(0, np.intp)
    says_nothing = says_nothing_moved(columns, rows)
    is_moving[columns.figures.transfer[rows[~says_nothing]]] = True
    bare = without_figures(columns, query)
    is_moving[bare if passes is None else bare[passes[bare]]] = True
    is_listed = is_moving
    if says_nothing.any():
        is_listed = is_moving.copy()
        is_listed[columns.figures.transfer[rows[says_nothing]]] = True
    return Listing(is_listed, is_moving)


def knowing_records(columns: Columns, selection: Selection) -> Booleans:
    """(T,) the transfers of which a selection holds a stated amount."""
    figures = columns.figures
    is_known = np.zeros(len(columns.transfers.ids), np.bool_)
    transfer = selection.dated(figures.transfer)
    is_stated = selection.dated(figures.kind) != UNKNOWN
    is_known[transfer if is_stated.all() else transfer[is_stated]] = True
    others = other_rows(selection)
    is_known[figures.transfer[others[figures.kind[others] != UNKNOWN]]] = True
    return is_known


def years_of_pairs(columns: Columns, selections: Iterable[Selection]) -> tuple[Years, Years]:
    """(P,) first and last year of the rows dated within the window, 0 where there are none."""
    first_year, last_year = np.zeros((2, len(columns.pair_supplier)), np.int16)
    for selection in selections:
        _mark_years(columns, selection, first_year, last_year)
    return first_year, last_year


def other_rows(selection: Selection) -> Indices:
    """The rows that are undated, span more than the window, or stay together."""
    undated = selection.indices(selection.dated_count)
    return np.concatenate((undated, selection.more, selection.together))


def _mark_years(
    columns: Columns, selection: Selection, first_year: Years, last_year: Years
) -> None:
    """Widen the years of each pair by those of the rows dated within the window.

    The rows are sorted by their first year, so there is one run of rows a year, in which a pair
    may occur often; a flag a pair is all that a run needs (``minimum.at`` takes five times as
    long). Only the few rows of several years are looked at one by one.
    """
    pair = selection.dated(columns.figures.pair)
    first = selection.dated(columns.figures.first_month) // np.int32(12)
    starts = np.flatnonzero(np.diff(first, prepend=np.int32(0)))
    for start, end in itertools.pairwise((*starts.tolist(), len(first))):
        occurs = np.zeros(len(first_year), np.bool_)
        occurs[pair[start:end]] = True
        year = first[start]
        first_year[occurs & ((first_year == 0) | (first_year > year))] = year
        last_year[occurs & (last_year < year)] = year
    last = selection.dated(columns.figures.last_month) // np.int32(12)
    spans = np.flatnonzero(last != first)
    np.maximum.at(last_year, pair[spans], last[spans].astype(np.int16))


def without_figures(columns: Columns, query: Query) -> Indices:
    """The counted transfers without any figure whose kind stands at the stage asked for."""
    transfers = columns.transfers
    bare = np.flatnonzero(transfers.is_counted & ~transfers.has_figures)
    stands = np.array([STAGE_WITHOUT_FIGURES[kind] is query.stage for kind in KINDS])
    bare = bare[stands[transfers.kind[bare]]]
    shown, _ = LineFilter.of(query, columns).shown_lines(columns, bare)
    found: Indices = bare[shown > 0]
    return found
