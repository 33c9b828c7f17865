"""What is asked of the records: one unit, one stage, a window of time, and filters."""

import dataclasses
import enum
from dataclasses import dataclass
from decimal import Decimal

from flowviz.errors import UsageError
from flowviz.flows.tables import STAGES, Columns
from flowviz.terms import Existence, Mark, Stage, TransferKind

PREFERRED_UNIT = "pieces"
"""Stands where no record states an amount at all."""

_FIRST_OF_A_TIE = ("TIV", PREFERRED_UNIT)
"""Win a tie between units, in this order: TIV is made to be summed over kinds of arms."""


class ReportedBy(enum.StrEnum):
    """Whose figures count; the other side's stand beside them and are never filled in.

    ``EXPORTER`` and ``IMPORTER`` leave out only what the other side reported: records of third
    parties, and those that do not tell who reported them, count under both. ``BEST`` takes, pair by
    pair, the exporter's records and the importer's where the exporter has none. ``THIRD_PARTY``
    counts what third parties reported and nothing else.
    """

    EXPORTER = "exporter"
    IMPORTER = "importer"
    BEST = "best"
    THIRD_PARTY = "third party"


class Direction(enum.StrEnum):
    """Which flows of some actors are asked for: any, those from, those to, those among them."""

    ALL = "all"
    OUTGOING = "outgoing"
    INCOMING = "incoming"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Query:
    """One question; units and stages are never mixed, so there is one of each.

    An empty set, None and False ask for everything.

    Attributes
    ----------
    unit
        None means the unit that most records state.
    first_year, first_month, last_year, last_month
        The window, both ends included; a side whose year is None is open. Months are 1 to 12.
    categories, items
        Of lines: categories ("" is "no known category"), and designations as the source has them.
    kinds, existences, is_disputed, grades, marks
        Of records. ``grades`` are as ``evidence.grade`` says them ("B2", "" for ungraded): a
        record passes with any citation of such a grade, and with any of the ``marks``.
    reported_by
        Whose figures count.
    actors, direction
        Codes of actors, and which of their flows.
    least
        Of flows: only those whose drawn amount is at least so much.
    """

    unit: str | None = None
    stage: Stage = Stage.DELIVERED
    first_year: int | None = None
    last_year: int | None = None
    categories: frozenset[str] = frozenset()
    first_month: int = 1
    last_month: int = 12
    items: frozenset[str] = frozenset()
    kinds: frozenset[TransferKind] = frozenset()
    existences: frozenset[Existence] = frozenset()
    is_disputed: bool | None = None
    grades: frozenset[str] = frozenset()
    marks: frozenset[Mark] = frozenset()
    reported_by: ReportedBy = ReportedBy.EXPORTER
    actors: frozenset[str] = frozenset()
    direction: Direction = Direction.ALL
    least: Decimal | None = None

    def __post_init__(self) -> None:
        if self.has_window and self.from_month > self.to_month:
            raise UsageError(f"The window ends ({self.to_year}) before it begins.")

    @property
    def has_window(self) -> bool:
        """Whether only some years are asked for."""
        return self.first_year is not None or self.last_year is not None

    @property
    def filters_flows(self) -> bool:
        """Whether flows are asked for by their actors or their amount, not by their records."""
        return bool(self.actors) or self.least is not None

    @property
    def from_year(self) -> int:
        """The first year of the window, 0 where it is open."""
        return 0 if self.first_year is None else self.first_year

    @property
    def to_year(self) -> int:
        """The last year of the window, 9999 where it is open."""
        return 9999 if self.last_year is None else self.last_year

    @property
    def from_month(self) -> int:
        """The first month of the window, counted from January of the year 0."""
        return 12 * self.from_year + self.first_month - 1

    @property
    def to_month(self) -> int:
        """The last month of the window, counted from January of the year 0."""
        return 12 * self.to_year + self.last_month - 1


def first_query(columns: Columns) -> Query:
    """What is asked of records at first: deliveries, else the stage that most of them state.

    A table of licences alone would else be drawn as nothing.
    """
    records = [_records(columns, at) for at in range(len(STAGES))]
    most = max(records)
    delivered = STAGES.index(Stage.DELIVERED)
    at = delivered if records[delivered] else records.index(most)
    return resolve(Query(stage=STAGES[at] if most else Stage.DELIVERED), columns)


def _records(columns: Columns, stage: int) -> int:
    """How many records state a stage, in the unit in which most of them do."""
    counts = (columns.record_count(stage, unit) for unit in range(len(columns.units)))
    return max(counts, default=0)


def resolve(query: Query, columns: Columns) -> Query:
    """``query`` with its unit named: the one that most counted records state at its stage.

    Ties go to TIV, then to pieces, then to the alphabet.
    """
    if query.unit is not None:
        return query
    stage = STAGES.index(query.stage)
    records = {unit: columns.record_count(stage, index) for index, unit in enumerate(columns.units)}
    stated = [unit for unit, count in records.items() if count]
    if not stated:
        return dataclasses.replace(query, unit=PREFERRED_UNIT)
    in_order = [*_FIRST_OF_A_TIE, *sorted(stated)]
    best = min(stated, key=lambda unit: (-records[unit], in_order.index(unit)))
    return dataclasses.replace(query, unit=best)
