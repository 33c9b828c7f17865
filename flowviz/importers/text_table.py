"""Lines of text to the records of a table: its header found by name, true line numbers."""

import csv
import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile, TextLine
from flowviz.importers.limits import BROKEN_OVER_LINES, HEADER_LINES, LINE_BYTES, ROWS
from flowviz.importers.table import Record, names_of

SEPARATORS = ",;\t|"
_JUNK = "; \t"
_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in a text file; see :class:`Table`."""

    file: TextFile
    notes: tuple[str, ...]
    labels: tuple[str, ...]
    separator: str
    header_line: int
    sheet: str = ""
    doubts: tuple[str, ...] = ()

    @classmethod
    def find(cls, file: TextFile, wanted: tuple[str, ...], separators: str) -> "TextTable":
        """Find the header: the first line that has all the ``wanted`` names as its cells.

        Raises
        ------
        ImportFileError
            When none of the first lines has them.
        """
        notes: list[str] = []
        for line in itertools.islice(file.lines(), HEADER_LINES):
            for separator in separators:
                labels = _labels(line.text, separator)
                if set(wanted) <= set(names_of(labels)):
                    return cls(file, tuple(notes), labels, separator, line.number)
            notes.append(line.text)
        needed = " and ".join(repr(name.title()) for name in wanted)
        begin = next((note for note in notes if note.strip()), "").strip()[:_SHOWN_CHARACTERS]
        raise ImportFileError(
            f"None of the first {HEADER_LINES} lines names the columns {needed}. "
            f"The file begins with {begin!r}."
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns as they are compared."""
        return names_of(self.labels)

    @property
    def encoding(self) -> str:
        """The encoding of the text."""
        return self.file.encoding

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return self.file.line_count

    @property
    def may_hold_commas(self) -> bool:
        """Whether a cell can hold a comma at all."""
        return self.separator != "," or b'"' in self.file.data

    def records(self) -> Iterator[Record]:
        """The records below the header; blank lines are passed over."""
        lines = itertools.islice(self.file.lines(), self.header_line, None)
        waiting = deque[TextLine]()
        while True:
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                return
            if line.number > ROWS:
                raise ImportFileError(f"The table has more than {ROWS:,} rows.")
            if line.is_too_long:
                yield Record(line.number, [], "", f"the line is longer than {LINE_BYTES:,} bytes")
                continue
            text = _bare(line.text, self.separator)
            if not text:
                continue
            if '"' in text:
                yield self._quoted(line, text, lines, waiting)
            else:
                cells = text.split(self.separator)
                yield Record(line.number, cells, text, is_lossy=line.is_lossy)

    def _quoted(
        self, line: TextLine, text: str, lines: Iterator[TextLine], waiting: deque[TextLine]
    ) -> Record:
        """Read a line with quotation marks, and the lines that an open mark runs on into."""
        parts = [text]
        for taken in range(BROKEN_OVER_LINES):
            whole = "\n".join(parts)
            cells = _unquoted(whole, self.separator)
            if cells is not None:
                for _ in range(taken):
                    waiting.popleft()
                return Record(line.number, cells, whole, "", line.is_lossy, taken + 1)
            if len(waiting) <= taken:
                waiting.extend(itertools.islice(lines, 1))
            if len(waiting) <= taken:
                break
            parts.append(_bare(waiting[taken].text, self.separator))
        return Record(line.number, [], text, "a quotation mark is opened and never closed")


def _labels(text: str, separator: str) -> tuple[str, ...]:
    return tuple(_unquoted(_bare(text.lstrip("\ufeff"), separator), separator) or ())


def _bare(text: str, separator: str) -> str:
    """Leave out the junk that re-saving has put at the ends of lines."""
    return text.rstrip(_JUNK) if separator == "," else text.rstrip(" \r")


def _unquoted(text: str, separator: str) -> list[str] | None:
    """Split one record by the rules of CSV; None when its quotation marks do not pair."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
