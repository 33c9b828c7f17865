"""The date of a row or figure of a mapped table, in the notation of the frames."""

from collections.abc import Sequence
from dataclasses import replace

from flowviz.importers.date_text import read_dates
from flowviz.importers.guess_words import is_year_word
from flowviz.importers.mapped_cells import Columns, Texts, cleaned
from flowviz.importers.mapping import DateOrder, Field

NO_DATES = ("", 0)
_FIRST_DAY = "-01-01"


class DateReader:
    """Gives the date in a field on each row, and its first year (0: not known).

    The first day of a year in a column that is called "year" is that year: databases write it so.
    """

    __slots__ = ("_column", "_constant", "_is_of_years", "_notes", "_order", "_place", "_texts")

    def __init__(self, columns: Columns, field: Field, order: DateOrder) -> None:
        self._place, self._column = columns.place(field.column), field.column
        self._notes, self._order = columns.notes, order
        self._is_of_years = is_year_word(field.column)
        self._texts = Texts[tuple[tuple[str, int], tuple[str, ...]]](self._meaning)
        self._constant = self._meaning(field.constant)[0] if field.constant else NO_DATES

    def of(self, cells: Sequence[str]) -> tuple[str, int]:
        """Give the date on a row in the notation, with the text where that is another."""
        if self._place < 0:
            return self._constant
        raw = cells[self._place]
        told, doubts = self._texts[raw]
        if doubts:
            self._notes.doubt(doubts, self._column, raw)
        return told

    def _meaning(self, raw: str) -> tuple[tuple[str, int], tuple[str, ...]]:
        text, odd = cleaned(raw)
        told = read_dates(text, self._order)
        if self._is_of_years and told.dates == f"{told.year}{_FIRST_DAY}":
            told = replace(told, dates=str(told.year))
        mark = "?" if told.is_uncertain else ""
        written = "" if text == told.dates.replace(";", "; ") else f"={text}"
        return (f"{told.dates}{mark}{written}", told.year), (*odd, *told.doubts)
