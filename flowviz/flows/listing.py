"""Which transfers are records under a query, whatever unit their figures have."""

from dataclasses import dataclass

import numpy as np

from flowviz.flows.query import Query
from flowviz.flows.selection import CategoryFilter, Selection, says_nothing_moved, select
from flowviz.flows.tables import KINDS, STAGES, UNKNOWN, Booleans, Columns, Indices, Years
from flowviz.records import Stage, TransferKind

STAGE_WITHOUT_FIGURES = {
    TransferKind.DEAL: Stage.ORDERED,
    TransferKind.LICENCE: Stage.LICENSED,
    TransferKind.DELIVERY: Stage.DELIVERED,
    TransferKind.REPORT: Stage.DELIVERED,
    TransferKind.PROGRAMME: Stage.DELIVERED,
}
"""The stage of a record that has no figure of a total at all."""

_LATEST = np.iinfo(np.int16).max


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
        (P,) int16 of the counted figures of each pair; ``last_year`` 0 where none is dated.
    """

    is_listed: Booleans
    is_known: Booleans
    is_moving: Booleans
    first_year: Years
    last_year: Years

    @classmethod
    def empty(cls, columns: Columns) -> "Listing":
        """A listing of no record, to be filled."""
        transfers, pairs = len(columns.transfers.ids), len(columns.pair_supplier)
        return cls(
            np.zeros(transfers, np.bool_),
            np.zeros(transfers, np.bool_),
            np.zeros(transfers, np.bool_),
            np.full(pairs, _LATEST, np.int16),
            np.zeros(pairs, np.int16),
        )


def list_records(columns: Columns, query: Query) -> Listing:
    """The records under a query whose unit is named."""
    listing = Listing.empty(columns)
    stage = STAGES.index(query.stage)
    for unit, name in enumerate(columns.units):
        selection = select(columns, query, stage, unit)
        _mark_dated(columns, selection, listing, is_asked=name == query.unit)
        _mark_others(columns, selection, listing, is_asked=name == query.unit)
    without = _without_figures(columns, query, stage)
    listing.is_listed[without] = True
    listing.is_moving[without] = True
    return listing


def _mark_dated(
    columns: Columns, selection: Selection, listing: Listing, *, is_asked: bool
) -> None:
    """Mark the records of the rows dated within the window, and the years of their pairs."""
    figures = columns.figures
    rows = slice(selection.rows.start, selection.undated)
    mask = None if selection.mask is None else selection.mask[: selection.undated - rows.start]
    transfer, pair = figures.transfer[rows], figures.pair[rows]
    first_year, last_year = figures.first_year[rows], figures.last_year[rows]
    is_known = figures.kind[rows] != UNKNOWN
    if mask is not None:
        transfer, pair, is_known = transfer[mask], pair[mask], is_known[mask]
        first_year, last_year = first_year[mask], last_year[mask]
    listing.is_listed[transfer] = True
    listing.is_moving[transfer] = True
    np.minimum.at(listing.first_year, pair, first_year)
    np.maximum.at(listing.last_year, pair, last_year)
    if is_asked:
        listing.is_known[transfer[is_known]] = True


def _mark_others(
    columns: Columns, selection: Selection, listing: Listing, *, is_asked: bool
) -> None:
    """Mark the records of rows that are undated, span more than the window, or stay together."""
    undated = selection.indices(selection.undated)
    rows = np.concatenate((undated, selection.more, selection.together))
    is_nothing = says_nothing_moved(columns, rows)
    transfer = columns.figures.transfer[rows]
    listing.is_listed[transfer] = True
    listing.is_moving[transfer[~is_nothing]] = True
    if is_asked:
        listing.is_known[transfer[columns.figures.kind[rows] != UNKNOWN]] = True


def _without_figures(columns: Columns, query: Query, stage: int) -> Indices:
    """The counted transfers without any figure whose kind stands at this stage."""
    transfers = columns.transfers
    stages = np.array([STAGES.index(STAGE_WITHOUT_FIGURES[kind]) for kind in KINDS])
    bare = np.flatnonzero(transfers.is_counted & ~transfers.has_figures)
    bare = bare[stages[transfers.kind[bare]] == stage]
    shown, _ = CategoryFilter.of(query, columns).shown_lines(columns, bare)
    found: Indices = bare[shown > 0]
    return found
