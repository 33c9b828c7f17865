"""An entry of the index: one thing that can be found, with all of its texts."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flowviz.dossier import Reading
from flowviz.finding.kinds import Kind

Row = tuple[Any, ...]


class Piece(NamedTuple):
    """One text of an entry and the field it stands in; a name or title goes before other texts."""

    field: str
    text: str
    is_name: bool = False


class Entry(NamedTuple):
    """What can be found.

    ``title`` is what a list calls it. ``actors`` (codes), ``years`` and ``status`` (of the source)
    are what filters ask for: empty where it has none. ``is_private`` is said of a note.
    """

    kind: Kind
    id: str
    title: str
    pieces: tuple[Piece, ...]
    actors: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    status: str = ""
    is_private: bool = False


def pieces(*given: tuple[str, str | None] | Piece) -> tuple[Piece, ...]:
    """The pieces of an entry, those without a text left out."""
    return tuple(
        [one if isinstance(one, Piece) else Piece(one[0], one[1]) for one in given if one[1]]
    )


def select(
    reading: Reading, columns: str, table: str, column: str, ids: Iterable[str]
) -> Iterator[Row]:
    """The rows of a table of which ``column`` is one of ``ids``, parts in their order."""
    order = "position" if table in ("line", "figure", "party", "account", "grading") else column
    sql = f"SELECT {columns} FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
    return reading.rows(f"{sql} ORDER BY {order}", (json.dumps(list(ids)),))


def select_pairs(
    reading: Reading, columns: str, table: str, column: str, ids: Iterable[str]
) -> dict[str, str]:
    """Two columns of some rows, the second by the first."""
    return {str(key): str(value) for key, value in select(reading, columns, table, column, ids)}
