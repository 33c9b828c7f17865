"""What the picture does not show of a file that was just imported, and the query that would."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from flowviz.flows.query import PREFERRED_UNIT, Query, ReportedBy
from flowviz.flows.tables import REPORTERS, STAGES, Columns
from flowviz.flows.words import count_words
from flowviz.terms import Reporter, Stage

_FIRST_OF_A_TIE = ("TIV", PREFERRED_UNIT)
_LEFT_OUT = {ReportedBy.EXPORTER: Reporter.IMPORTER, ReportedBy.IMPORTER: Reporter.EXPORTER}
"""Whose reports a query leaves out; that of third parties leaves out all others."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Why nothing of a file is counted in the picture, what a button says, and what it asks."""

    words: str
    button: str
    query: Query


def unseen(columns: Columns, query: Query, data_set: str) -> Unseen | None:
    """Say why no record of a data set is counted under a query; None where any is.

    Looked at are the unit, the stage and whose reports count; filters were chosen by a person.
    """
    if data_set not in columns.data_sets:
        return None
    told = _records(columns, columns.data_sets.index(data_set))
    if not told:
        return None
    now = (query.stage, query.unit or "")
    words, button, asked = [], "", query
    if now not in told:
        now = min(told, key=lambda each: _rank(each, len(told[each]), query.stage))
        asked = dataclasses.replace(query, stage=now[0], unit=now[1])
        words.append(_unit_words(query, *now, len(told[now])))
        button = (
            f"Show in {now[1]}" if now[0] is query.stage else f"Show {now[0].title()}, in {now[1]}"
        )
    if _is_left_out(columns, told[now], query.reported_by):
        asked = dataclasses.replace(asked, reported_by=ReportedBy.BEST)
        words.append(_reporter_words(query.reported_by))
        button = "Show Them" if button else "Count These Reports Too"
    return Unseen(" ".join(words), button, asked) if words else None


def _records(columns: Columns, data_set: int) -> dict[tuple[Stage, str], list[int]]:
    """The counted records of a data set, by the stage and the unit that they tell of."""
    figures = columns.figures
    rows = np.flatnonzero(columns.transfers.data_set[figures.transfer] == data_set)
    blocks = np.searchsorted(figures.block_first, rows, side="right") - 1
    found = {}
    for block in np.unique(blocks).tolist():
        stage, unit = divmod(block, len(columns.units))
        transfers = np.unique(figures.transfer[rows[blocks == block]])
        found[STAGES[stage], columns.units[unit]] = transfers.tolist()
    return found


def _rank(each: tuple[Stage, str], count: int, stage: Stage) -> tuple[bool, int, int, str]:
    """The same stage first, then what most records tell; ties as a query settles them."""
    unit = each[1]
    tie = _FIRST_OF_A_TIE.index(unit) if unit in _FIRST_OF_A_TIE else len(_FIRST_OF_A_TIE)
    return each[0] is not stage, -count, tie, unit


def _is_left_out(columns: Columns, transfers: list[int], reported_by: ReportedBy) -> bool:
    """Whether all of some records are reported by a side that does not count."""
    codes = columns.transfers.reporter[transfers]
    is_for_both = columns.transfers.is_for_both[transfers]
    if reported_by is ReportedBy.THIRD_PARTY:
        return bool((codes != REPORTERS.index(Reporter.THIRD_PARTY)).all())
    side = _LEFT_OUT.get(reported_by)
    return side is not None and bool(((codes == REPORTERS.index(side)) & ~is_for_both).all())


def _unit_words(query: Query, stage: Stage, unit: str, count: int) -> str:
    if stage is not query.stage:
        return f"The picture shows what was {query.stage}; this file tells what was {stage}."
    verb = "is" if count == 1 else "are"
    records = count_words(count, "record")
    return f"The picture is in {query.unit}; no record of this file is, {records} {verb} in {unit}."


def _reporter_words(reported_by: ReportedBy) -> str:
    if reported_by is ReportedBy.THIRD_PARTY:
        return "The picture counts what third parties report; none of these records is of one."
    side = _LEFT_OUT[reported_by]
    return (
        f"All of these records are reported by the {side}; the picture counts what the "
        f"{reported_by} reports, so their flows are drawn hollow."
    )
