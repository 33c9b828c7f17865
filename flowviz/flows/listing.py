"""Which transfers are records under a query, whatever unit their figures have."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flowviz.flows.query import Query
from flowviz.flows.selection import CategoryFilter, Selection, says_nothing_moved
from flowviz.flows.tables import KINDS, UNKNOWN, Booleans, Columns, Indices, Years
from flowviz.records import Stage, TransferKind

STAGE_WITHOUT_FIGURES = {
    TransferKind.DEAL: Stage.ORDERED,
    TransferKind.LICENCE: Stage.LICENSED,
    TransferKind.DELIVERY: Stage.DELIVERED,
    TransferKind.REPORT: Stage.DELIVERED,
    TransferKind.PROGRAMME: Stage.DELIVERED,
}
"""The stage of a record that has no figure of a total at all."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The records under a query.

    Attributes
    ----------
    is_listed
        (T,) the transfer is a record: it has a figure at the stage, in any unit, that lies or may
        lie in the window and whose item the categories let through; or it has no figure at all and
        is of a kind that stands at this stage.
    is_known
        (T,) such a figure states an amount in the unit asked for.
    is_moving
        (T,) it says more than that nothing has moved yet.
    first_year, last_year
        (P,) int16 of the counted figures of each pair, 0 where none is dated.
    """

    is_listed: Booleans
    is_known: Booleans
    is_moving: Booleans
    first_year: Years
    last_year: Years


def list_records(columns: Columns, query: Query, selections: Sequence[Selection]) -> Listing:
    """The records under a query, of the selections from the blocks of its stage by unit."""
    transfers, pairs = len(columns.transfers.ids), len(columns.pair_supplier)
    is_listed, is_known, is_moving = np.zeros((3, transfers), np.bool_)
    first_year, last_year = np.zeros((2, pairs), np.int16)
    for unit, selection in zip(columns.units, selections, strict=True):
        is_asked = unit == query.unit
        _mark_dated(columns, selection, is_moving, is_known if is_asked else None)
        _mark_years(columns, selection, first_year, last_year)
        others = _others(selection)
        transfer = columns.figures.transfer[others]
        is_listed[transfer] = True
        is_moving[transfer[~says_nothing_moved(columns, others)]] = True
        if is_asked:
            is_known[transfer[columns.figures.kind[others] != UNKNOWN]] = True
    is_moving[_without_figures(columns, query)] = True
    is_listed |= is_moving
    return Listing(is_listed, is_known, is_moving, first_year, last_year)


def _others(selection: Selection) -> Indices:
    """The rows that are undated, span more than the window, or stay together."""
    undated = selection.indices(selection.dated_count)
    return np.concatenate((undated, selection.more, selection.together))


def _mark_dated(
    columns: Columns, selection: Selection, is_moving: Booleans, is_known: Booleans | None
) -> None:
    """Mark the records of the rows dated within the window; ``is_known`` None: another unit."""
    transfer = selection.dated(columns.figures.transfer)
    is_moving[transfer] = True
    if is_known is not None:
        is_stated = selection.dated(columns.figures.kind) != UNKNOWN
        is_known[transfer if is_stated.all() else transfer[is_stated]] = True


def _mark_years(
    columns: Columns, selection: Selection, first_year: Years, last_year: Years
) -> None:
    """Widen the years of each pair by those of the rows dated within the window.

    The rows are sorted by their first year, so there is one run of rows a year, in which a pair
    may occur often; a flag a pair is all that a run needs (``minimum.at`` takes five times as
    long). Only the few rows of several years are looked at one by one.
    """
    pair = selection.dated(columns.figures.pair)
    first = selection.dated(columns.figures.first_year)
    starts = np.flatnonzero(np.diff(first, prepend=np.int16(0)))
    for start, end in itertools.pairwise((*starts.tolist(), len(first))):
        occurs = np.zeros(len(first_year), np.bool_)
        occurs[pair[start:end]] = True
        year = first[start]
        first_year[occurs & ((first_year == 0) | (first_year > year))] = year
        last_year[occurs & (last_year < year)] = year
    last = selection.dated(columns.figures.last_year)
    spans = np.flatnonzero(last != first)
    np.maximum.at(last_year, pair[spans], last[spans])


def _without_figures(columns: Columns, query: Query) -> Indices:
    """The counted transfers without any figure whose kind stands at the stage asked for."""
    transfers = columns.transfers
    bare = np.flatnonzero(transfers.is_counted & ~transfers.has_figures)
    stands = np.array([STAGE_WITHOUT_FIGURES[kind] is query.stage for kind in KINDS])
    bare = bare[stands[transfers.kind[bare]]]
    shown, _ = CategoryFilter.of(query, columns).shown_lines(columns, bare)
    found: Indices = bare[shown > 0]
    return found
