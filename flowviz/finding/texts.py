"""All that can be found in a dossier, kind by kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flowviz.dossier import Reading
from flowviz.finding import record_texts, said_texts
from flowviz.finding.entry import Entry, Piece, pieces, select
from flowviz.finding.kinds import TABLES, Kind

_TITLE = "title"
"""The key under which a dossier keeps what it is called."""


def entries(reading: Reading, kind: Kind, ids: Sequence[str]) -> Iterator[Entry]:
    """The entries of a kind under ``ids``, without those there are not; in no order."""
    return _READERS[kind](reading, ids)


def ids_of(reading: Reading, kind: Kind) -> list[str]:
    """The identifiers of all there is of a kind."""
    table, key = TABLES[kind]
    # Those about one record are read together, and it with them once.
    order = "subject_id" if kind is Kind.CITATION else key
    return [id_ for (id_,) in reading.rows(f"SELECT {key} FROM {table} ORDER BY {order}")]


def _data_sets(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    for id_, title, reader in select(reading, "id, title, reader", "data_set", "id", ids):
        told = pieces(Piece("title", title, True), ("read as", reader))
        yield Entry(Kind.DATA_SET, id_, title, told)


def _imports(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    for id_, name, at in select(reading, "id, file_name, at", "import", "id", ids):
        told = pieces(Piece("file", name, True), ("imported", at[:10]))
        yield Entry(Kind.IMPORT, id_, name, told)


def _problems(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    columns = "id, severity, line, column_name, message, text"
    for id_, severity, line, column, message, text in select(
        reading, columns, "problem", "id", ids
    ):
        told = pieces(("message", message), ("cell", text), ("column", column))
        title = f"{severity}, line {line}" if line else str(severity)
        yield Entry(Kind.PROBLEM, id_, title, told)


def _saved_views(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    for id_, name in select(reading, "id, name", "saved_view", "id", ids):
        yield Entry(Kind.SAVED_VIEW, id_, name, pieces(Piece("name", name, True)))


def _titles(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    for key, title in select(reading, "key, value", "meta", "key", ids):
        if key == _TITLE:
            yield Entry(Kind.TITLE, key, title, pieces(Piece("title of the dossier", title, True)))


_READERS: Mapping[Kind, Callable[[Reading, Sequence[str]], Iterator[Entry]]] = {
    Kind.ACTOR: record_texts.actors,
    Kind.SOURCE: said_texts.sources,
    Kind.RECORD: record_texts.records,
    Kind.CITATION: said_texts.citations,
    Kind.NOTE: said_texts.notes,
    Kind.LINK: said_texts.links,
    Kind.GROUP: said_texts.groups,
    Kind.DECISION: said_texts.decisions,
    Kind.DISMISSAL: said_texts.dismissals,
    Kind.DATA_SET: _data_sets,
    Kind.IMPORT: _imports,
    Kind.PROBLEM: _problems,
    Kind.SAVED_VIEW: _saved_views,
    Kind.TITLE: _titles,
}
