"""One flow in exact numbers, for whoever prints or reads it."""

from dataclasses import dataclass
from decimal import Decimal

from flowviz.amounts import Total
from flowviz.flows.words import count_words, more_words, total_words, years_words
from flowviz.terms import Existence, Mark


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow in exact numbers: a row of ``flowviz flows --json``.

    ``is_more_open`` is that a part of ``undated_more`` is only told from below, ``is_uncertain``
    that a source marks a counted figure as uncertain.
    ``total.unknown`` counts figures that state nothing; ``unknown_records`` counts records that
    state no amount in this unit at all. ``transfers`` are the identifiers of its ``records``.
    ``marks`` are those of its records, by ``flowviz.flows.marking``.
    ``reported_by`` is whose records these are, "exporter" or "importer", as far as they tell;
    ``other_side`` what the other one tells, which is never in ``total``, None where it tells
    nothing; ``other_more`` what it tells that may lie in the window besides, ``other_reporter``
    which one it is. Where it alone tells there are no records, and no amount is known.
    """

    supplier: str
    recipient: str
    supplier_name: str
    recipient_name: str
    total: Total
    undated_more: Decimal
    is_more_open: bool
    is_uncertain: bool
    records: int
    unknown_records: int
    included_records: int
    sources: int
    existence: Existence
    is_disputed: bool
    marks: tuple[Mark, ...]
    is_nothing_moved: bool
    first_year: int | None
    last_year: int | None
    transfers: tuple[str, ...]
    reported_by: str = ""
    other_side: Total | None = None
    other_more: Decimal = Decimal(0)
    is_other_more_open: bool = False
    other_reporter: str = ""
    has_window: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether only the side tells of it whose figures do not count."""
        return not self.records and self.other_side is not None

    @property
    def years_text(self) -> str:
        """``2015``: the years of what counts; "" without records.

        Under a window no counted figure is undated: what is not in it is not dated within it.
        """
        if not self.records:
            return ""
        if self.first_year is None and self.has_window:
            return "not dated within the window"
        return years_words(self.first_year, self.last_year)

    def other_words(self, unit: str) -> str:
        """``260 pieces, up to 40 pieces more``: what the other side tells, "" for nothing."""
        if self.other_side is None:
            return ""
        words = total_words(self.other_side, unit)
        if not self.other_more:
            return words
        more = more_words(self.other_more, unit, is_open=self.is_other_more_open)
        return more if self.other_side.low is None else f"{words}, {more}"


@dataclass(frozen=True, slots=True)
class Together:
    """An amount for several items together of which the filters show only some: not counted."""

    flow: int
    transfer: str
    total: Total
    unit: str
    items: int
    shown: int

    def text(self) -> str:
        """The footnote: ``EUR 37,900,000 for 2 items together, 1 shown``."""
        items = count_words(self.items, "item")
        return f"{total_words(self.total, self.unit)} for {items} together, {self.shown} shown"
