"""Cells of a mapped table: each text is looked at once, however many rows bear it."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar

from flowviz.errors import ImportFileError
from flowviz.importers import celltext
from flowviz.importers.findings import Findings
from flowviz.importers.limits import CELL_CHARACTERS
from flowviz.importers.mapping import Field

_MOST_TEXTS = 200_000

Told = TypeVar("Told")


class Texts(dict[str, Told], Generic[Told]):
    """What the texts of cells mean, worked out when one first comes up."""

    def __init__(self, meaning: Callable[[str], Told]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, raw: str) -> Told:
        if len(self) >= _MOST_TEXTS:
            self.clear()
        told = self[raw] = self._meaning(raw)
        return told


Doubt: TypeAlias = tuple[str, str, str]
"""What is doubted, the column, and the text of its cell."""


class Notes:
    """Doubts about the row that is being read, until it is said which row that is.

    ``heard`` is where a doubt goes that holds for every row with such a cell: to those of the row,
    or to what is just being worked out for all of them.
    """

    __slots__ = ("_findings", "found", "heard")

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.found: list[Doubt] = []
        self.heard = self.found

    def doubt(self, doubts: tuple[str, ...], column: str, text: str) -> None:
        """Note each doubt about a cell, for this row and all that have such a cell."""
        self.heard.extend((doubt, column, text) for doubt in doubts)

    def once(self, doubt: str, column: str, text: str) -> None:
        """Note a doubt about a cell, for this row alone."""
        self.found.append((doubt, column, text))

    def tell(self, line: int) -> None:
        """Make findings of what was noted, on the line of the row."""
        for doubt, column, text in self.found:
            self._findings.doubtful(line, doubt, text, column)
        self.found.clear()


class Columns:
    """Where the columns of a table stand, by the names that a mapping has for them."""

    def __init__(self, names: tuple[str, ...], notes: Notes) -> None:
        self._places = {name: place for place, name in enumerate(names)}
        self.notes = notes

    def place(self, column: str) -> int:
        """Give the place of a column, -1 for none ("").

        Raises
        ------
        ImportFileError
            When the table has no such column.
        """
        if not column:
            return -1
        if column not in self._places:
            raise ImportFileError(f"The table has no column '{column}'.")
        return self._places[column]

    def text(self, field: Field, most: int = CELL_CHARACTERS) -> "TextReader":
        """Give the reader of a field."""
        return TextReader(self, field, most)

    def flag(self, column: str) -> "FlagReader":
        """Give the reader of a column of marks of doubt."""
        return FlagReader(self, column)

    def together(
        self, fields: Iterable[Field], meaning: Callable[[Sequence[str]], Told]
    ) -> "Together[Told]":
        """Give the reader of what these fields mean together."""
        return Together({self.place(field.column) for field in fields} - {-1}, meaning, self.notes)


class Together(Generic[Told]):
    """What several cells of a row mean together, worked out when they first come up so.

    Tables of trade have few pairs of countries, few goods and few books in very many rows.
    """

    __slots__ = ("_known", "_meaning", "_notes", "_picked")

    def __init__(
        self, places: Iterable[int], meaning: Callable[[Sequence[str]], Told], notes: Notes
    ) -> None:
        in_order = sorted(places)
        self._picked: Callable[[Sequence[str]], Any] = (
            itemgetter(*in_order) if in_order else lambda _: ()
        )
        self._meaning, self._notes = meaning, notes
        self._known: dict[Any, tuple[Told, tuple[Doubt, ...]]] = {}

    def of(self, cells: Sequence[str]) -> Told:
        """Give what the cells of a row mean; doubts about them are noted on each row."""
        picked = self._picked(cells)
        told, doubts = self._known.get(picked) or self._met(picked, cells)
        if doubts:
            self._notes.heard.extend(doubts)
        return told

    def _met(self, picked: Any, cells: Sequence[str]) -> tuple[Told, tuple[Doubt, ...]]:
        if len(self._known) >= _MOST_TEXTS:
            self._known.clear()
        before, heard = self._notes.heard, list[Doubt]()
        self._notes.heard = heard
        met = self._known[picked] = self._meaning(cells), tuple(heard)
        self._notes.heard = before
        return met


class TextReader:
    """Gives the text of a field on each row, cleaned, "" where there is none."""

    __slots__ = ("_column", "_constant", "_notes", "_place", "_texts")

    def __init__(self, columns: Columns, field: Field, most: int) -> None:
        self._place, self._column = columns.place(field.column), field.column
        self._constant = field.constant
        self._notes = columns.notes
        self._texts = Texts[tuple[str, tuple[str, ...]]](lambda raw: cleaned(raw, most))

    def of(self, cells: Sequence[str]) -> str:
        """Give the text on a row."""
        if self._place < 0:
            return self._constant
        text, doubts = self._texts[cells[self._place]]
        if doubts:
            self._notes.doubt(doubts, self._column, text)
        return text


class FlagReader:
    """Tells on each row whether a figure is marked as uncertain."""

    __slots__ = ("_column", "_notes", "_place")

    def __init__(self, columns: Columns, column: str) -> None:
        self._place, self._column, self._notes = columns.place(column), column, columns.notes

    def of(self, cells: Sequence[str]) -> bool:
        """Tell whether the row is marked."""
        if self._place < 0:
            return False
        text = cells[self._place]
        told = celltext.is_marked(text)
        if told is None:
            doubt = "the mark of doubt is not known; taken as uncertain"
            self._notes.doubt((doubt,), self._column, text)
        return told is not False


def cleaned(raw: str, most: int = CELL_CHARACTERS) -> tuple[str, tuple[str, ...]]:
    """Give the text of a cell fit to be shown, and what is odd about it."""
    text, odd = celltext.clean(raw[: 2 * most])
    doubts = (odd,) if odd else ()
    if len(text) > most or len(raw) > 2 * most:
        doubts = (*doubts, f"the text was cut to {most:,} characters")
        text = text[: most - 1].rstrip() + "\u2026"
    if celltext.is_like_formula(text):
        doubts = (*doubts, "it looks like a formula and was read as text")
    return text, doubts
