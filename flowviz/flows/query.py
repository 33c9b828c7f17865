"""What is asked of the records: one unit, one stage, a window of years, some categories."""

import dataclasses
from dataclasses import dataclass

from flowviz.errors import UsageError
from flowviz.flows.tables import STAGES, Columns
from flowviz.records import Stage

PREFERRED_UNIT = "pieces"
"""Wins a tie between units, and stands where no record states an amount at all."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question; units and stages are never mixed, so there is one of each.

    ``unit`` None means the unit that most records state. The window includes both years; a side
    that is None is open. No categories means all of them; "" is "no category known".
    """

    unit: str | None = None
    stage: Stage = Stage.DELIVERED
    first_year: int | None = None
    last_year: int | None = None
    categories: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.has_window and self.from_year > self.to_year:
            raise UsageError(f"The window ends ({self.to_year}) before it begins.")

    @property
    def has_window(self) -> bool:
        """Whether only some years are asked for."""
        return self.first_year is not None or self.last_year is not None

    @property
    def from_year(self) -> int:
        """The first year of the window, 0 where it is open."""
        return 0 if self.first_year is None else self.first_year

    @property
    def to_year(self) -> int:
        """The last year of the window, 9999 where it is open."""
        return 9999 if self.last_year is None else self.last_year


def resolve(query: Query, columns: Columns) -> Query:
    """``query`` with its unit named: the one that most counted records state at its stage.

    Ties go to pieces, then to the alphabet.
    """
    if query.unit is not None:
        return query
    stage = STAGES.index(query.stage)
    records = {unit: columns.record_count(stage, index) for index, unit in enumerate(columns.units)}
    stated = [unit for unit, count in records.items() if count]
    if not stated:
        return dataclasses.replace(query, unit=PREFERRED_UNIT)
    best = min(stated, key=lambda unit: (-records[unit], unit != PREFERRED_UNIT, unit))
    return dataclasses.replace(query, unit=best)
