"""Lines of text to the records of a table: its header found, its cells split, true line numbers."""

import csv
import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError
from flowviz.importers import candidates
from flowviz.importers.candidates import SEPARATORS, split
from flowviz.importers.encoding import TextFile, TextLine
from flowviz.importers.header import beginning
from flowviz.importers.limits import (
    BROKEN_OVER_LINES,
    COLUMNS,
    HEADER_LINES,
    LINE_BYTES,
    QUOTED_LINES,
    ROWS,
)
from flowviz.importers.mapping import FileChoices
from flowviz.importers.table import Record, names_of, numbered

SAMPLE_LINES = 200
_JUNK = "; \t"
_SHOWN_CHARACTERS = 60
_OPEN_MARK = "unexpected end of data"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in a text file; see :class:`Table`."""

    file: TextFile
    notes: tuple[str, ...]
    labels: tuple[str, ...]
    separator: str
    header_line: int
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    _has_junk: bool = False

    @classmethod
    def named(cls, file: TextFile, wanted: tuple[str, ...], separator: str = "") -> "TextTable":
        """Find the header by names: the first line that has all the ``wanted`` ones as its cells.

        Raises
        ------
        ImportFileError
            When none of the first lines has them.
        """
        notes: list[str] = []
        for line in itertools.islice(file.lines(), HEADER_LINES):
            for each in separator or SEPARATORS:
                labels = _labels(line.text, each)
                if set(wanted) <= set(names_of(labels)):
                    return cls._of(file, notes, line, each)
            notes.append(line.text)
        needed = " and ".join(repr(name.title()) for name in wanted)
        begin = next((note for note in notes if note.strip()), "").strip()[:_SHOWN_CHARACTERS]
        raise ImportFileError(
            f"None of the first {HEADER_LINES} lines names the columns {needed}. "
            f"The file begins with {begin!r}."
        )

    @classmethod
    def found(cls, file: TextFile, choices: FileChoices) -> "TextTable":
        """Find the header by what the first lines look like, where ``choices`` do not tell it.

        Raises
        ------
        ImportFileError
            When the lines are not those of a table.
        """
        lines = list(itertools.islice(file.lines(), SAMPLE_LINES))
        separator = choices.separator or _likeliest(lines)
        if len(separator) != 1 or separator in '"\r\n' or separator.isalnum():
            raise ImportFileError(f"{separator!r} cannot stand between cells.")
        if choices.header_line > len(lines):
            raise ImportFileError(f"The file has no line {choices.header_line:,} for a header.")
        if choices.header_line:
            place, is_header = choices.header_line - 1, True
        else:
            rows = [split(_bare(line.text, separator), separator) or [] for line in lines]
            found = beginning(rows)
            if found is None:
                raise ImportFileError("The file is no table: nothing splits its lines into cells.")
            place, is_header = found
        too_long = next((line for line in lines[: place + 1] if line.is_too_long), None)
        if too_long is not None:
            raise ImportFileError(f"Line {too_long.number} is longer than {LINE_BYTES:,} bytes.")
        notes = [line.text for line in lines[:place]]
        return cls._of(file, notes, lines[place], separator, is_header=is_header)

    @classmethod
    def _of(
        cls,
        file: TextFile,
        notes: list[str],
        line: TextLine,
        separator: str,
        *,
        is_header: bool = True,
    ) -> "TextTable":
        labels = _labels(line.text, separator)
        if len(labels) > COLUMNS:
            raise ImportFileError(
                f"Line {line.number} has {len(labels):,} columns; up to {COLUMNS:,} are read."
            )
        return cls(
            file,
            tuple(notes),
            labels if is_header else numbered(len(labels)),
            separator,
            line.number if is_header else 0,
            _has_junk=separator == "," and line.text.rstrip().endswith(";"),
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
        """The records below the header; lines without any cell are passed over."""
        separator, has_junk = self.separator, self._has_junk
        blank, may_have_junk = f'{separator}" ', separator == ","
        split_quoted = _Quoted(separator).split
        made = tuple.__new__  # half the time of Record(...), of which there are half a million
        lines = itertools.islice(self.file.lines(), len(self.notes) + bool(self.header_line), None)
        waiting = deque[TextLine]()
        while True:
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                return
            number, text, is_lossy, is_too_long = line
            if number > ROWS:
                raise ImportFileError(f"The table has more than {ROWS:,} rows.")
            if is_too_long:
                yield Record(number, [], "", f"the line is longer than {LINE_BYTES:,} bytes")
                continue
            if may_have_junk and (has_junk or ";;" in text):
                text = _bare(text, separator, has_junk=has_junk)
            else:
                text = text.rstrip(" \r")
            if not text or (text[0] in blank and not text.strip(blank)):
                continue
            cells = split_quoted(text) if '"' in text else text.split(separator)
            if isinstance(cells, str):
                fault = cells
                yield (
                    self._over_lines(line, text, lines, waiting, split_quoted)
                    if fault == _OPEN_MARK
                    else Record(number, [], text, fault)
                )
            elif len(cells) > COLUMNS:
                yield Record(number, [], text, _too_many(len(cells)))
            else:
                yield made(Record, (number, cells, text, "", is_lossy, 1, ()))

    def _over_lines(
        self,
        line: TextLine,
        text: str,
        lines: Iterator[TextLine],
        waiting: deque[TextLine],
        split_quoted: Callable[[str], list[str] | str],
    ) -> Record:
        """Read a line with an open quotation mark, and the lines that it runs on into.

        A record over many lines is believed only where it comes to as many cells as the header: a
        mark that nobody closed would else swallow all rows up to the next one.
        """
        characters, is_lossy = len(text), line.is_lossy
        parts = [text]
        for taken in range(1, QUOTED_LINES):
            if len(waiting) < taken:
                waiting.extend(itertools.islice(lines, 1))
            if len(waiting) < taken or characters > LINE_BYTES:
                break
            following = waiting[taken - 1]
            parts.append(_bare(following.text, self.separator, has_junk=self._has_junk))
            characters += len(parts[-1])
            is_lossy = is_lossy or following.is_lossy
            if '"' not in parts[-1]:
                continue
            whole = "\n".join(parts)
            cells = split_quoted(whole)
            if isinstance(cells, list):
                if taken >= BROKEN_OVER_LINES and len(cells) != len(self.labels):
                    break
                if len(cells) > COLUMNS:
                    return Record(line.number, [], text, _too_many(len(cells)))
                for _ in range(taken):
                    waiting.popleft()
                return Record(line.number, cells, whole, "", is_lossy, taken + 1)
            if cells != _OPEN_MARK:
                return Record(line.number, [], text, cells)
        return Record(line.number, [], text, "a quotation mark is opened and never closed")


class _Quoted:
    """Splits records by the rules of CSV: one reader for all of a table, handed one at a time."""

    def __init__(self, separator: str) -> None:
        self._handed: list[str] = []
        self._rows = csv.reader(self, delimiter=separator, strict=True)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self._handed:
            raise StopIteration
        return self._handed.pop()

    def split(self, text: str) -> list[str] | str:
        """Give the cells of a record, or say what is wrong with its quotation marks."""
        self._handed.append(text)
        try:
            return next(self._rows)
        except csv.Error as error:
            message = str(error)
            if message == _OPEN_MARK or "field larger" in message:
                return message
            return "a quotation mark stands where none can"


def _likeliest(lines: list[TextLine]) -> str:
    found = candidates.separators([line.text for line in lines])
    return found[0].value if found else SEPARATORS[0]


def _too_many(columns: int) -> str:
    return f"the row has {columns:,} fields; up to {COLUMNS:,} are read"


def _labels(text: str, separator: str) -> tuple[str, ...]:
    return tuple(split(_bare(text.lstrip("\ufeff"), separator), separator) or ())


def _bare(text: str, separator: str, *, has_junk: bool = True) -> str:
    """Leave out the junk that re-saving has put at the ends of lines: of the header's, or many."""
    is_junk = separator == "," and (has_junk or text.rstrip().endswith(";;"))
    return text.rstrip(_JUNK if is_junk else " \r")
