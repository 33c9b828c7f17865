"""Rows of new entries as a changeset has them, straight from what the reader sent.

They are those of the records that ``building`` makes of an entry, without making them: of an import
of half a million rows most of the time went into values that were taken apart again at once. What
many rows have in common is written once and kept in mind.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from flowviz.dossier import serial
from flowviz.dossier.insertion import SerialRows
from flowviz.dossier.rows import amount_columns, dates_columns
from flowviz.importers import notation
from flowviz.importers.building import Placed, cited_by, rank
from flowviz.importers.entries import Entry, Header
from flowviz.importers.identity import key_of
from flowviz.importers.sent import FigureSent
from flowviz.records import DataSet
from flowviz.terms import CitationStatus, Stage, Stance, Subject

_KEPT = 20_000
"""Texts of amounts and dates, and ends and items of records, of which the columns are kept."""
_KEPT_BYTES = 1_000
"""Of the columns of an item that are kept: a stranger's may be long."""
_TABLES = ("transfer", "party", "line", "figure", "citation", "provenance", "original")


def _columns(*values: object) -> bytes:
    return b"".join(map(serial.value, values))


_text, _known = serial.text, serial.utf_8
_short = functools.lru_cache(_KEPT)(serial.value)
_NUMBERS = tuple(map(serial.integer, range(100)))
_FIRST = _NUMBERS[0]
_NOTHING, _NO = _text(""), serial.integer(False)
_UNCHANGED = _columns(False, "{}")
_EXACT = _text("exact")
_ABOUT_TRANSFER = _text(Subject.TRANSFER)
_SUPPORTS_ALL = _columns("", Stance.SUPPORTS)
_CITATION_TELLS_NO_MORE = _columns("", False, "", None, CitationStatus.LIVE, "", "", "")


class NewRows:
    """Makes the rows of new entries of one file, and notes the keys of the sources they cite."""

    def __init__(self, header: Header, data_set: DataSet, import_id: str) -> None:
        self._header, self._data_set, self._import_id = header, data_set, import_id
        self._of_data_set, self._of_import = _text(data_set.id), _text(import_id)
        self._ends: dict[tuple[str | None, ...], bytes] = {}
        self._items: dict[tuple[str, ...], bytes] = {}
        self._measures: dict[str, tuple[Stage, bytes]] = {}
        self._amounts: dict[str, bytes] = {}
        self._dates: dict[str, bytes] = {}
        self.cited: set[str] = set()

    def rows_of(
        self, new: Iterable[tuple[str, int, Placed, tuple[FigureSent, ...], str]]
    ) -> SerialRows:
        """Give the rows of entries: identifier, ordinal, entry, its figures and its original."""
        rows: dict[str, list[bytes]] = {table: [] for table in _TABLES}
        for id_, ordinal, placed, figures, original in new:
            entry = placed.entry
            data = id_.encode()
            own, line = _known(data), _known(data + b"/l")
            begin = serial.INSERT + own
            comment = _text(entry.comment) if entry.comment else _NOTHING
            record = (begin, self._ends_of(placed), comment, self._of_data_set, _NOTHING)
            rows["transfer"].append(b"".join(record))
            rows["line"].append(b"".join((serial.INSERT, line, own, _FIRST, self._item_of(entry))))
            of_line = b"".join((own, line))
            rows["figure"].extend(self._figures(id_, of_line, figures, entry.key))
            for at, (role, actor) in enumerate(placed.parties):
                party = (_text(f"{id_}/p{at}"), own, _number(at), _short(actor), _short(role))
                rows["party"].append(serial.INSERT + b"".join(party))
            rows["citation"].extend(self._citations(id_, own, entry))
            from_file = (self._of_data_set, _text(key_of(entry, ordinal)), self._of_import)
            read = (begin, *from_file, serial.integer(entry.line), _UNCHANGED)
            rows["provenance"].append(b"".join(read))
            if original:
                rows["original"].append(begin + _text(f'{{"{self._import_id}":{original}}}'))
        return rows

    def _ends_of(self, placed: Placed) -> bytes:
        """Give kind, supplier, recipient, reporter and existence."""
        entry = placed.entry
        ends = (entry.kind, placed.supplier, placed.recipient, entry.reporter)
        columns = self._ends.get(ends)
        if columns is None:
            _bound(self._ends)
            columns = self._ends[ends] = _columns(*ends, self._header.existence or "")
        return columns

    def _item_of(self, entry: Entry) -> bytes:
        item = (entry.designation, entry.description, entry.category, entry.condition)
        columns = self._items.get(item)
        if columns is None:
            columns = _columns(*item)
            if len(columns) <= _KEPT_BYTES:
                _bound(self._items)
                self._items[item] = columns
        return columns

    def _citations(self, id_: str, own: bytes, entry: Entry) -> Iterator[bytes]:
        for each, source, locator in cited_by(id_, entry, self._data_set, self._header.sheet):
            values = (
                *(serial.INSERT, _text(each), _short(source), _ABOUT_TRANSFER, own),
                *(_SUPPORTS_ALL, _text(locator), _CITATION_TELLS_NO_MORE),
            )
            yield b"".join(values)
        for key, _ in entry.sources:
            self.cited.add(key)

    def _figures(
        self, id_: str, of_line: bytes, figures: tuple[FigureSent, ...], key: str
    ) -> Iterator[bytes]:
        told = [
            (suffix, self._measure(measure), self._amount(amount), self._date(dates))
            for suffix, measure, amount, dates in figures
        ]
        if key and len(told) > 1:
            told.sort(key=lambda figure: rank(figure[1][0], f"{id_}/{figure[0]}"))
        for at, (suffix, (_, measure), amount, dates) in enumerate(told):
            own = _text(f"{id_}/{suffix}")
            yield b"".join((serial.INSERT, own, of_line, _number(at), measure, amount, dates))

    def _measure(self, text: str) -> tuple[Stage, bytes]:
        known = self._measures.get(text)
        if known is None:
            measure = notation.measure_of(text)
            known = self._measures[text] = measure[0], _columns(*measure)
        return known

    def _amount(self, text: str) -> bytes:
        columns = self._amounts.get(text)
        if columns is None:
            if notation.is_plain(text):
                plain = _text(text)
                return b"".join((_EXACT, plain, plain, plain, _NO, plain))
            _bound(self._amounts)
            columns = self._amounts[text] = _columns(*amount_columns(notation.amount_of(text)))
        return columns

    def _date(self, text: str) -> bytes:
        columns = self._dates.get(text)
        if columns is None:
            _bound(self._dates)
            columns = self._dates[text] = _columns(*dates_columns(notation.dates_of(text)))
        return columns


def _number(of: int) -> bytes:
    return _NUMBERS[of] if of < len(_NUMBERS) else serial.integer(of)


def _bound(known: dict[Any, bytes]) -> None:
    if len(known) >= _KEPT:
        known.clear()
