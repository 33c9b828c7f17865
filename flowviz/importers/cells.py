"""The cells of one row as values of the notation, each doubt noted with its line and column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from flowviz.importers import celltext
from flowviz.importers.columns import Column
from flowviz.importers.decimal_signs import column_signs
from flowviz.importers.findings import Findings
from flowviz.importers.limits import CELL_CHARACTERS, NAME_CHARACTERS
from flowviz.importers.mapped_cells import Notes, Together, Told
from flowviz.importers.table import Record, Table


class Cells:
    """Reads the cells of rows; each text is looked at once, however many rows bear it.

    The notation: an amount is ``240``, ``0..0.5``, ``240?`` (uncertain), ```` (unknown), with
    ``=text`` behind it where the source's text differs. A date is ``1979``, ``1979;1981``,
    ``1981/1983``, with ``?`` and ``=text`` likewise.
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        findings: Findings,
        comma_places: frozenset[int] = frozenset(),
    ) -> None:
        self._columns, self._findings, self._comma_places = columns, findings, comma_places
        self.notes = Notes(findings)

    def take(self, record: Record) -> Sequence[str]:
        """Give the cells of a row fit to be read."""
        text = record.text
        if text.isascii() and text.isprintable() and len(text) <= CELL_CHARACTERS:
            return record.cells
        if record.is_lossy:
            lost = "bytes that are no character were left out"
            self._findings.doubtful(record.number, lost, text)
        return [self._cleaned(cell, place) for place, cell in enumerate(record.cells)]

    def together(
        self, terms: Iterable[str], meaning: Callable[[Sequence[str]], Told], flag: str = ""
    ) -> Together[Told]:
        """Give the reader of what the cells of some terms mean, marks of doubt included."""
        read = [self._columns[term] for term in terms]
        places = {place for column in read for place in (column.place, column.flag)}
        if flag:
            places.add(self._columns[flag].place)
        return Together(places - {-1}, meaning, self.notes)

    def texts(self, term: str) -> Together[str]:
        """Give the reader of a text."""
        return self.together((term,), partial(self.text, term))

    def amounts(self, term: str, flag: str = "") -> Together[str]:
        """Give the reader of an amount; ``flag`` is the column of its doubts if that has a name."""
        return self.together((term,), partial(self.amount, term, flag=flag), flag)

    def year_readers(self, term: str, flag: str = "") -> Together[tuple[int, str]]:
        """Give the reader of a year (0: none that can be read) and its date."""
        return self.together((term,), partial(self.year, term, flag=flag), flag)

    def lists_of_years(self, term: str) -> Together[str]:
        """Give the reader of a list of years."""
        return self.together((term,), partial(self.years, term))

    def has(self, term: str) -> bool:
        """Tell whether the table has a column for a term at all."""
        return self._columns[term].place >= 0

    def text(self, term: str, cells: Sequence[str], most: int = CELL_CHARACTERS) -> str:
        """Give the text of a cell, "" where the table has no such column."""
        place = self._columns[term].place
        text = cells[place].strip() if place >= 0 else ""
        if len(text) > most:
            self._doubt(term, f"the text was cut to {most:,} characters", text)
            return text[: most - 1].rstrip() + "\u2026"
        return text

    def name(self, term: str, cells: Sequence[str]) -> str:
        """Give the text of a cell that names something; one like a formula is noted."""
        text = self.text(term, cells, NAME_CHARACTERS)
        if celltext.is_like_formula(text):
            self._doubt(term, "it looks like a formula and was read as text", text)
        return text

    def amount(self, term: str, cells: Sequence[str], flag: str = "") -> str:
        """Give the amount in a cell; ``flag`` is the column of its doubts if that has a name."""
        mark = "?" if self.is_flagged(term, cells, flag) else ""
        text = self.text(term, cells)
        if not text:
            return mark
        number = celltext.strict_number(text)
        if number is not None:
            return number + mark
        comma = self._columns[term].place in self._comma_places
        bare, is_uncertain = _unbracketed(text)
        number = celltext.strict_number(bare, has_decimal_comma=comma)
        if number is None:
            self._doubt(term, "it is no plain number; the amount is taken as unknown", text)
            return f"{mark}={text}"
        return f"{number}{'?' if is_uncertain else mark}={text}"

    def year(self, term: str, cells: Sequence[str], flag: str = "") -> tuple[int, str]:
        """Give the year in a cell (0: none that can be read) and its date."""
        mark = "?" if self.is_flagged(term, cells, flag) else ""
        text = self.text(term, cells)
        year = celltext.year_of(text)
        if year is not None:
            return year, text + mark
        bare, is_uncertain = _unbracketed(text)
        year = celltext.year_of(bare)
        if year is not None:
            return year, f"{year}{'?' if is_uncertain else mark}={text}"
        self._doubt(term, "it is no year from 1800 to 2099; the date is taken as unknown", text)
        return 0, f"{mark}={text}" if text else mark

    def years(self, term: str, cells: Sequence[str]) -> str:
        """Give the list of years in a cell."""
        text = self.text(term, cells)
        if not text:
            return ""
        bare, is_uncertain = _unbracketed(text)
        years = celltext.years_of(bare)
        if years is None:
            self._doubt(term, "it is no list of years; the date is taken as unknown", text)
            return f"={text}"
        if "/" in years:
            self._doubt(term, "a span of years: which of them is not said", text)
        as_written = years.replace(";", "; ") == text
        return f"{years}{'?' if is_uncertain else ''}" + ("" if as_written else f"={text}")

    def is_flagged(self, term: str, cells: Sequence[str], flag: str = "") -> bool:
        """Tell whether a cell is marked as uncertain."""
        place = self._columns[flag].place if flag else self._columns[term].flag
        text = cells[place].strip() if place >= 0 else ""
        told = celltext.is_marked(text)
        if told is None:
            self._doubt(flag or term, "the mark of doubt is not known; taken as uncertain", text)
        return told is not False

    def _cleaned(self, cell: str, place: int) -> str:
        text, odd = celltext.clean(cell[: 2 * CELL_CHARACTERS])
        if odd:
            term = next((t for t, c in self._columns.items() if c.place == place), "")
            self.notes.once(odd, self._columns[term].name if term else "", text)
        return text

    def _doubt(self, term: str, message: str, text: str) -> None:
        self.notes.doubt((message,), self._columns[term].name, text)


def decimal_comma_places(
    table: Table, columns: dict[str, Column], terms: list[str]
) -> frozenset[int]:
    """Give the places of the columns whose numbers are written with a decimal comma."""
    if not table.may_hold_commas:
        return frozenset()
    places = {columns[term].place for term in terms} - {-1}
    signs = column_signs(table, places)
    return frozenset(place for place in places if signs[place].sign == ",")


def _unbracketed(text: str) -> tuple[str, bool]:
    """Take off SIPRI's older marks of doubt: "(1995)", "1995?"."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.endswith("?"):
        return text[:-1].strip(), True
    return text, False
