"""Cells of a mapped table: each text is looked at once, however many rows bear it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

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


class Notes:
    """Findings of the row that is being read."""

    __slots__ = ("_findings", "line")

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.line = 0

    def doubt(self, doubts: tuple[str, ...], column: str, text: str) -> None:
        """Note each doubt about a cell."""
        for doubt in doubts:
            self._findings.doubtful(self.line, doubt, text, column)


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
