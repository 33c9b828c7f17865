"""Tables as spreadsheets put them on the clipboard: cells parted by tabs, rows by line breaks.

A cell with a tab, a line break or a quotation mark stands in quotation marks, those inside it
doubled (as RFC 4180 has it for commas; Excel and LibreOffice do the same with tabs). What a
spreadsheet would take for a formula gets an apostrophe before it, which reading takes away again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from flowviz.errors import RecordError

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula, the full-width forms included."""
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n\r]|\Z)')
_BARE = re.compile(r"[^\t\n\r]*+")
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 50_000_000


def written(rows: Iterable[Sequence[str]]) -> str:
    """Rows as the text of a clipboard."""
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def read(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a clipboard's text, blank ones among them; those at the end are left out.

    Raises
    ------
    RecordError
        It is too large to be pasted.
    """
    if len(text) > MOST_CHARACTERS:
        raise RecordError(f"The clipboard holds {len(text):,} characters: too many to paste.")
    rows = list(_rows(text.removeprefix("\ufeff").rstrip("\r\n")))
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise RecordError(f"{len(rows):,} rows are too many to paste; {MOST_ROWS:,} is the most.")
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise RecordError(f"A row has more than {MOST_COLUMNS} columns.")
    return tuple(rows)


def _cell(text: str) -> str:
    if text.startswith(FORMULA_BEGINS) or _is_guarded(text):
        text = f"'{text}"
    if any(mark in text for mark in '\t\n\r"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def _is_guarded(text: str) -> bool:
    """Whether a text begins with an apostrophe that reading would take away."""
    return text.startswith("'") and text[1:].startswith(("'", *FORMULA_BEGINS))


def _taken(cell: str) -> str:
    return cell[1:] if _is_guarded(cell) else cell


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    row: list[str] = []
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        bare = quoted or _BARE.match(text, at)
        assert bare is not None  # an empty cell matches too
        cell = quoted[1].replace('""', '"') if quoted else bare[0]
        row.append(_taken(cell))
        at = bare.end()
        if text.startswith("\t", at):
            at += 1
            continue
        yield tuple(row)
        row = []
        if at == len(text):
            return
        at += 2 if text.startswith("\r\n", at) else 1
