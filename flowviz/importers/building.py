"""Entries to records: one transfer an entry, with one line, its figures, and what it cites."""

import functools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from flowviz.dates import Dates
from flowviz.errors import RecordError
from flowviz.importers.entries import Entry, Header, SourceRow
from flowviz.importers.identity import data_set_id, reference_id, source_id
from flowviz.records import Citation, DataSet, Figure, Line, Party, Source, Transfer
from flowviz.terms import Existence, Role, Stage, Subject

_KIND = "database"


class Placed(NamedTuple):
    """An entry of a file with the codes of its actors."""

    entry: Entry
    supplier: str
    recipient: str
    parties: tuple[tuple[Role, str], ...] = ()


def data_set_of(header: Header, file_name: str) -> DataSet:
    """Give the data set that a file belongs to.

    Where the reader does not say what identifies it, its title and the names of its columns do:
    the tables of two years are one data set, tables of other columns are another.
    """
    title = header.title or PurePath(file_name).stem
    name = header.data_set or f"{title}\n{json.dumps(header.columns)}"
    source = source_id(f"{header.source or title}, {name}")
    return DataSet(data_set_id(name), title, header.format, source)


def source_of(header: Header, data_set: DataSet, known: Source | None) -> Source:
    """Give the source that the entries cite, dated by its latest file; a known one is kept else.

    Each data set has its own: two of them are two editions of the database, and a picture of one
    must not bear the date of the other.
    """
    made = Dates.parse(header.made)
    if known is None:
        return Source(
            data_set.source,
            header.source or data_set.title,
            kind=_KIND,
            publisher=header.publisher,
            published=made,
            url=header.url,
        )
    if made.earliest is None or (
        known.published.latest is not None and made.earliest <= known.published.latest
    ):
        return known
    return replace(known, published=made)


def row_source_of(data_set: str, row: SourceRow) -> Source:
    """Give the source that rows of a file name; a date that is none keeps its text alone."""
    try:
        published = Dates.parse(row["published"])
    except RecordError:
        published = Dates(text=row["published"])
    return Source(
        row_source_id(data_set, row["key"]),
        row["title"],
        kind=row["kind"],
        publisher=row["publisher"],
        author=row["author"],
        published=published,
        url=row["url"],
        pages=row["pages"],
        volume=row["volume"],
        shelf_number=row["shelf_number"],
        note=row["note"],
    )


@functools.lru_cache(8192)
def row_source_id(data_set: str, key: str) -> str:
    """Give the identifier of a source that rows of a data set name by a key."""
    return reference_id(data_set, key)


def transfer_of(placed: Placed, id_: str, data_set: str, existence: Existence | None) -> Transfer:
    """Give the transfer that an entry tells of."""
    entry = placed.entry
    figures = tuple(
        Figure(f"{id_}/{suffix}", stage, unit, amount, dates, basis)
        for suffix, stage, unit, basis, amount, dates in entry.figures
    )
    line = Line(
        f"{id_}/l",
        entry.designation,
        entry.description,
        entry.category,
        entry.condition,
        in_order(figures) if entry.key else figures,
    )
    return Transfer(
        id_,
        entry.kind,
        placed.supplier,
        placed.recipient,
        entry.reporter,
        existence,
        entry.comment,
        (line,),
        (),
        tuple(
            Party(f"{id_}/p{number}", actor, role)
            for number, (role, actor) in enumerate(placed.parties)
        ),
        data_set,
    )


def in_order(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Give figures in the one order that does not depend on which file came first."""
    return tuple(sorted(figures, key=lambda figure: rank(figure.stage, figure.id)))


def rank(stage: Stage, id_: str) -> tuple[bool, str, str]:
    """Give what figures are ordered by: stage, year of delivery, identifier."""
    return stage is Stage.DELIVERED, id_.rpartition("/d")[2].lstrip("t"), id_


class Cited(NamedTuple):
    """What an entry cites: the identifier of the citation, the source, and where in it."""

    id: str
    source: str
    locator: str


def cited_by(id_: str, entry: Entry, data_set: DataSet, sheet: str) -> list[Cited]:
    """Give what an entry cites: the sources that its rows name, else that of the file.

    The source of a data set backs all its records, whether they cite it or not.
    """
    if entry.sources:
        named = ((row_source_id(data_set.id, key), place) for key, place in entry.sources)
        return [Cited(f"{id_}/c/{source}", source, place) for source, place in named]
    locator = f"sheet {sheet}, row {entry.line}" if sheet else f"line {entry.line}"
    if entry.key.isdigit():
        locator = f"{entry.kind} {entry.key}"
    return [Cited(f"{id_}/c", data_set.source, locator)]


def citations_of(id_: str, entry: Entry, data_set: DataSet, sheet: str) -> Iterator[Citation]:
    """Give the citations of what an entry cites."""
    for each, source, locator in cited_by(id_, entry, data_set, sheet):
        yield Citation(each, source, Subject.TRANSFER, id_, locator=locator)
