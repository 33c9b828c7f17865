"""What a file tells of transfers, before it is records: headers, entries, sources of its rows.

A reader gives an *entry* for each transfer as a list, and a *source row* as a dict, for they go
through JSON; the functions here make them, so that no reader counts positions. Their parent looks
at every field again and makes the values below of them (``reading``).
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import msgspec

from flowviz.actor import ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.importers.limits import CELL_CHARACTERS, NAME_CHARACTERS, ORIGINAL_CHARACTERS
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

EntryRow: TypeAlias = list[Any]
"""An entry as it is sent: line, key, supplier, recipient, year, designation, description, category,
condition, comment, figures, original, and what few entries have (None or a dict)."""
FigureRow: TypeAlias = list[str]
"""A figure as it is sent: suffix of its identifier, measure, amount, dates; see ``notation``."""
SourceRow: TypeAlias = dict[str, str]
"""A source that rows of the file name, as it is sent: before the first entry that cites it."""

LINE_AT, KEY_AT, SUPPLIER_AT, RECIPIENT_AT, YEAR_AT, DESIGNATION_AT, DESCRIPTION_AT = range(7)
"""Where an entry's row has what."""
COMMENT_AT, FIGURES_AT, ORIGINAL_AT, MORE_AT = 9, 10, 11, 12
"""Where an entry's row has what."""
SOURCE_FIELDS = (
    *("key", "title", "kind", "publisher", "author", "published", "url"),
    *("pages", "volume", "shelf_number", "note"),
)
_KEY_BEGIN = 200
_DELIVERY = re.compile(r"dt?(\d{4})(?:-\d+)?", re.ASCII)
_QUICK = msgspec.json.Encoder()
_SHORT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_ASCII = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Header:
    """What a file is and what it says of itself; "", 0 or None where it does not.

    Attributes
    ----------
    format
        Name of the format that read it.
    title
        Of the data set; of the file where it is "".
    data_set
        What identifies the data set across files ("sipri-deals"); "" for the title and the names
        of the columns together.
    source
        Title of the document that its records cite, where that is not the data set's.
    kind, reporter, existence
        Of every entry that says nothing else; an existence of None is left to the rule.
    columns, sheet, encoding, separator, header_line, lines
        How the file is built. ``lines`` may be an estimate: progress is counted by it.
    made, publisher, url
        Of the document: the day as YYYY-MM-DD.
    supplier, recipient, first_year, last_year
        What was asked for, where the file is an answer to a question.
    companions
        Names of the files beside it that were used.
    mapping
        The TOML of the mapping by which it was read.
    """

    format: str
    title: str = ""
    data_set: str = ""
    source: str = ""
    kind: TransferKind = TransferKind.REPORT
    reporter: Reporter | None = Reporter.THIRD_PARTY
    existence: Existence | None = None
    columns: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    header_line: int = 0
    lines: int = 0
    made: str = ""
    publisher: str = ""
    url: str = ""
    supplier: str = ""
    recipient: str = ""
    first_year: int | None = None
    last_year: int | None = None
    companions: tuple[str, ...] = ()
    mapping: str = ""


Given: TypeAlias = Header | EntryRow | SourceRow | int
"""What a reader gives: a header, entries, sources of rows, numbers of lines passed."""


class EntryFigure(NamedTuple):
    """A figure that has no identifier yet but the end of one."""

    suffix: str
    stage: Stage
    unit: str
    basis: Basis
    amount: Amount
    dates: Dates


class Entry(NamedTuple):
    """What a file tells of one transfer: names as they stand there, not yet actors.

    ``key`` is the file's own name for it, "" for none. ``year`` is the one in which names are
    read, 0 where it is not known. ``supplier_code`` and ``recipient_code`` are codes that the file
    gives beside or instead of names. ``sources`` are the keys of source rows with locators.
    ``original`` is JSON as ``original_of`` gives it. ``supplier_kind`` and ``recipient_kind`` are
    what sort of actor the file says each is, None where it does not.
    """

    line: int
    key: str
    supplier: str
    recipient: str
    year: int
    designation: str
    description: str
    category: str
    condition: str
    comment: str
    figures: tuple[EntryFigure, ...]
    original: str
    kind: TransferKind
    reporter: Reporter | None
    supplier_code: str = ""
    recipient_code: str = ""
    parties: tuple[tuple[Role, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    supplier_kind: ActorKind | None = None
    recipient_kind: ActorKind | None = None


def entry_row(
    line: int,
    supplier: str,
    recipient: str,
    figures: list[FigureRow],
    *,
    key: str = "",
    year: int = 0,
    designation: str = "",
    description: str = "",
    category: str = "",
    condition: str = "",
    comment: str = "",
    original: str = "",
    kind: TransferKind | None = None,
    reporter: Reporter | None = None,
    codes: tuple[str, str] = ("", ""),
    parties: Sequence[tuple[Role, str]] = (),
    sources: Sequence[tuple[str, str]] = (),
    kinds: tuple[ActorKind | None, ActorKind | None] = (None, None),
) -> EntryRow:
    """Give an entry as it is sent; ``kind`` and ``reporter`` None: those of the header.

    ``kinds`` are those of the two actors, where the file says it.
    """
    more: dict[str, Any] = {}
    if kind is not None:
        more["kind"] = kind
    if reporter is not None:
        more["reporter"] = reporter
    if codes != ("", ""):
        more["codes"] = codes
    if parties:
        more["parties"] = parties
    if sources:
        more["sources"] = sources
    if kinds != (None, None):
        more["kinds"] = kinds
    return [
        *(line, key, supplier, recipient, year),
        *(designation, description, category, condition, comment),
        *(figures, original, more or None),
    ]


def figure_row(
    suffix: str, stage: Stage, unit: str, amount: str, dates: str, basis: Basis = Basis.TOTAL
) -> FigureRow:
    """Give a figure as it is sent; ``amount`` and ``dates`` are in the notation of ``notation``."""
    return [suffix, measure(stage, unit, basis), amount, dates]


def delivery_year(suffix: str) -> int | None:
    """Give the year of a figure that is one of its deal's deliveries by year, None for any other.

    Only formats that give each year of delivery figures of its own name them so, and tables of a
    mapping never do: a later file is laid over the years that it is about, and over no others.
    """
    match = _DELIVERY.fullmatch(suffix)
    return None if match is None else int(match[1])


def measure(stage: Stage, unit: str, basis: Basis = Basis.TOTAL) -> str:
    """Give stage, unit and basis in one text: "delivered USD", "ordered TIV per unit"."""
    return f"{stage} {unit}" if basis is Basis.TOTAL else f"{stage} {unit} {basis}"


def source_row(
    key: str,
    title: str,
    *,
    kind: str = "",
    publisher: str = "",
    author: str = "",
    published: str = "",
    url: str = "",
    pages: str = "",
    volume: str = "",
    shelf_number: str = "",
    note: str = "",
) -> SourceRow:
    """Give a source that rows of the file name, as it is sent; ``published`` as it stands."""
    told = (key, title, kind, publisher, author, published, url, pages, volume, shelf_number, note)
    return {name: text[:CELL_CHARACTERS] for name, text in zip(SOURCE_FIELDS, told, strict=True)}


def source_key(told: str) -> str:
    """Give what a source is known by: what is told of it, ended by a hash where that is long."""
    if len(told) <= NAME_CHARACTERS:
        return told
    import hashlib  # few sources are told of at such length

    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    return f"{told[:_KEY_BEGIN].rstrip()} {digest[:32]}"


def original_of(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    """Give the cells of rows as they stand, each row after its line number, as JSON.

    What cannot be shown is escaped. Beyond ``ORIGINAL_CHARACTERS`` rows have their number alone.
    """
    whole = [[line, *cells] for line, cells in rows]
    text = _as_json(whole)
    if len(text) > ORIGINAL_CHARACTERS:
        whole = list(_bounded(whole))
        text = _as_json(whole)
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    return _ASCII.encode(whole).replace("\x7f", "\\u007f")


def _as_json(whole: list[list[Any]]) -> str:
    try:
        return _QUICK.encode(whole).decode()
    except UnicodeEncodeError:
        return _SHORT.encode(whole)  # the half of a pair that JSON can spell and UTF-8 cannot


def _bounded(whole: list[list[Any]]) -> Iterable[list[Any]]:
    characters = 0
    for row in whole:
        # An escape makes of one character six at most.
        characters += 6 * sum(len(cell) + 2 for cell in row[1:]) + 12
        yield row if characters <= ORIGINAL_CHARACTERS else row[:1]
