"""Rows of new entries as a changeset has them, straight from what the reader sent.

They are those of the records that ``building`` makes of an entry, without making them: of an import
of half a million rows most of the time went into values that were taken apart again at once. What
many rows have in common is written once and kept in mind.
"""

import functools
from collections.abc import Iterable, Iterator

from flowviz.dossier import serial
from flowviz.dossier.insertion import SerialRows
from flowviz.dossier.rows import amount_columns, dates_columns
from flowviz.importers import notation
from flowviz.importers.building import Placed, cited_by, rank
from flowviz.importers.entries import Header
from flowviz.importers.identity import key_of
from flowviz.importers.sent import FigureSent
from flowviz.records import DataSet
from flowviz.terms import CitationStatus, Stage, Stance, Subject

_KEPT = 20_000
"""Texts of amounts and dates, and ends and items of records, of which the columns are kept."""
_KEPT_CHARACTERS = 200
"""Of which the columns are kept: a stranger's may be long."""


def _columns(*values: object) -> bytes:
    return b"".join(map(serial.value, values))


_text = serial.text
_short = functools.lru_cache(_KEPT)(serial.value)
_NUMBERS = tuple(map(serial.integer, range(100)))
_NOTHING, _NO, _KEPT_NOTHING = _text(""), serial.integer(False), _text("{}")
_EXACT = _text("exact")
_ABOUT_TRANSFER = _text(Subject.TRANSFER)
_SUPPORTS_ALL = _columns("", Stance.SUPPORTS)
_CITATION_TELLS_NO_MORE = _columns("", False, "", None, CitationStatus.LIVE, "", "", "")


class NewRows:
    """Makes the rows of new entries of one file, and notes the keys of the sources they cite."""

    def __init__(self, header: Header, data_set: DataSet, import_id: str) -> None:
        self._header, self._data_set, self._import_id = header, data_set, import_id
        self._existence = _text(header.existence or "")
        self._of_data_set, self._of_import = _text(data_set.id), _text(import_id)
        self._measures: dict[str, tuple[Stage, bytes]] = {}
        self._amounts: dict[str, bytes] = {}
        self._dates: dict[str, bytes] = {}
        self.cited: set[str] = set()

    def rows_of(
        self, new: Iterable[tuple[str, int, Placed, tuple[FigureSent, ...], str]]
    ) -> SerialRows:
        """Give the rows of entries: identifier, ordinal, entry, its figures and its original."""
        tables = ("transfer", "party", "line", "figure", "citation", "provenance", "original")
        rows: dict[str, list[bytes]] = {table: [] for table in tables}
        for id_, ordinal, placed, figures, original in new:
            own = _text(id_)
            self._add_transfer(id_, own, placed, rows)
            rows["figure"].extend(self._figures(id_, own, figures, placed.entry.key))
            self._add_evidence(id_, own, placed, rows)
            self._add_provenance(own, key_of(placed.entry, ordinal), placed.entry.line, rows)
            if original:
                told = _text(f'{{"{self._import_id}":{original}}}')
                rows["original"].append(serial.INSERT + own + told)
        return rows

    def _add_transfer(
        self, id_: str, own: bytes, placed: Placed, rows: dict[str, list[bytes]]
    ) -> None:
        entry, supplier, recipient, parties = placed
        values = (
            *(serial.INSERT, own, _short(entry.kind), _short(supplier), _short(recipient)),
            *(_short(entry.reporter), self._existence, _cell(entry.comment)),
            *(self._of_data_set, _NOTHING),
        )
        rows["transfer"].append(b"".join(values))
        item = (
            *(serial.INSERT, _text(f"{id_}/l"), own, _NUMBERS[0], _cell(entry.designation)),
            *(_cell(entry.description), _cell(entry.category), _cell(entry.condition)),
        )
        rows["line"].append(b"".join(item))
        for at, (role, actor) in enumerate(parties):
            party = (_text(f"{id_}/p{at}"), own, serial.integer(at), _short(actor), _short(role))
            rows["party"].append(serial.INSERT + b"".join(party))

    def _add_evidence(
        self, id_: str, own: bytes, placed: Placed, rows: dict[str, list[bytes]]
    ) -> None:
        entry = placed.entry
        for each, source, locator in cited_by(id_, entry, self._data_set, self._header.sheet):
            values = (
                *(serial.INSERT, _text(each), _short(source), _ABOUT_TRANSFER, own),
                *(_SUPPORTS_ALL, _text(locator), _CITATION_TELLS_NO_MORE),
            )
            rows["citation"].append(b"".join(values))
        for key, _ in entry.sources:
            self.cited.add(key)

    def _add_provenance(
        self, own: bytes, key: str, line: int, rows: dict[str, list[bytes]]
    ) -> None:
        values = (
            *(serial.INSERT, own, self._of_data_set, _text(key), self._of_import),
            *(serial.integer(line), _NO, _KEPT_NOTHING),
        )
        rows["provenance"].append(b"".join(values))

    def _figures(
        self, id_: str, own: bytes, figures: tuple[FigureSent, ...], key: str
    ) -> Iterator[bytes]:
        told = [
            (f"{id_}/{suffix}", self._measure(measure), self._amount(amount), self._date(dates))
            for suffix, measure, amount, dates in figures
        ]
        if key and len(told) > 1:
            told.sort(key=lambda figure: rank(figure[1][0], figure[0]))
        line = _text(f"{id_}/l")
        for at, (figure, (_, measure), amount, dates) in enumerate(told):
            values = (serial.INSERT, _text(figure), own, line, _number(at), measure, amount, dates)
            yield b"".join(values)

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


def _cell(text: str) -> bytes:
    return _short(text) if len(text) <= _KEPT_CHARACTERS else _text(text)


def _number(of: int) -> bytes:
    return _NUMBERS[of] if of < len(_NUMBERS) else serial.integer(of)


def _bound(known: dict[str, bytes]) -> None:
    if len(known) >= _KEPT:
        known.clear()
