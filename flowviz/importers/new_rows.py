"""Rows of new entries as the dossier keeps them, straight from what the reader sent.

They are those of the records that ``building`` makes of an entry, without making them: of an import
of half a million rows most of the time went into values that were taken apart again at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flowviz.dossier.rows import Row, Rows, amount_columns, dates_columns
from flowviz.importers import notation
from flowviz.importers.building import Placed, cited_by, rank
from flowviz.importers.entries import Header
from flowviz.importers.identity import key_of
from flowviz.importers.sent import FigureSent
from flowviz.records import DataSet
from flowviz.terms import CitationStatus, Stance, Subject

_KEPT = 20_000
"""Texts of amounts and dates of which the columns are kept in mind."""
_CITATION_TELLS_NO_MORE = ("", False, "", None, CitationStatus.LIVE, "", "", "")


class NewRows:
    """Makes the rows of new entries of one file, and notes the keys of the sources they cite."""

    def __init__(self, header: Header, data_set: DataSet, import_id: str) -> None:
        self._header, self._data_set, self._import_id = header, data_set, import_id
        self._measures: dict[str, Row] = {}
        self._amounts: dict[str, Row] = {}
        self._dates: dict[str, Row] = {}
        self.cited: set[str] = set()

    def rows_of(self, new: Iterable[tuple[str, int, Placed, tuple[FigureSent, ...], str]]) -> Rows:
        """Give the rows of entries: identifier, ordinal, entry, its figures and its original."""
        rows: Rows = defaultdict(list)
        for id_, ordinal, placed, figures, original in new:
            self._add_transfer(id_, placed, rows)
            rows["figure"].extend(self._figures(id_, figures, placed.entry.key))
            self._add_evidence(id_, ordinal, placed, original, rows)
        return rows

    def _add_transfer(self, id_: str, placed: Placed, rows: Rows) -> None:
        entry, supplier, recipient, parties = placed
        existence = self._header.existence or ""
        ends = (supplier, recipient, entry.reporter)
        rows["transfer"].append(
            (id_, entry.kind, *ends, existence, entry.comment, self._data_set.id, "")
        )
        item = (entry.designation, entry.description, entry.category, entry.condition)
        rows["line"].append((f"{id_}/l", id_, 0, *item))
        for at, (role, actor) in enumerate(parties):
            rows["party"].append((f"{id_}/p{at}", id_, at, actor, role))

    def _add_evidence(
        self, id_: str, ordinal: int, placed: Placed, original: str, rows: Rows
    ) -> None:
        entry = placed.entry
        for each, source, locator in cited_by(id_, entry, self._data_set, self._header.sheet):
            about = (each, source, Subject.TRANSFER, id_, "", Stance.SUPPORTS, locator)
            rows["citation"].append((*about, *_CITATION_TELLS_NO_MORE))
        for key, _ in entry.sources:
            self.cited.add(key)
        of = (self._data_set.id, key_of(entry, ordinal), self._import_id)
        rows["provenance"].append((id_, *of, entry.line, False, "{}"))
        if original:
            rows["original"].append((id_, f'{{"{self._import_id}":{original}}}'))

    def _figures(self, id_: str, figures: tuple[FigureSent, ...], key: str) -> Iterator[Row]:
        line = f"{id_}/l"
        told = [
            (f"{id_}/{suffix}", self._measure(measure), self._amount(amount), self._date(dates))
            for suffix, measure, amount, dates in figures
        ]
        if key and len(told) > 1:
            told.sort(key=lambda figure: rank(figure[1][0], figure[0]))
        for at, (figure, measure, amount, dates) in enumerate(told):
            yield (figure, id_, line, at, *measure, *amount, *dates)

    def _measure(self, text: str) -> Row:
        columns = self._measures.get(text)
        if columns is None:
            columns = self._measures[text] = notation.measure_of(text)
        return columns

    def _amount(self, text: str) -> Row:
        if notation.is_plain(text):
            return ("exact", text, text, text, False, text)
        columns = self._amounts.get(text)
        if columns is None:
            _bound(self._amounts)
            columns = self._amounts[text] = amount_columns(notation.amount_of(text))
        return columns

    def _date(self, text: str) -> Row:
        columns = self._dates.get(text)
        if columns is None:
            _bound(self._dates)
            columns = self._dates[text] = dates_columns(notation.dates_of(text))
        return columns


def _bound(known: dict[str, Row]) -> None:
    if len(known) >= _KEPT:
        known.clear()
