"""Rows of some owners, each table in one statement."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import apsw

from flowviz.dossier.rows import Row


def chosen(
    db: apsw.Connection, select: str, column: str, ids: Iterable[str] | None, order: str
) -> Iterator[Row]:
    """The rows of a SELECT whose ``column`` is one of ``ids``, all for None, in an order."""
    if ids is None:
        return db.execute(f"{select} ORDER BY {order}")
    among = json.dumps(list(ids))
    return db.execute(
        f"{select} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {order}", (among,)
    )


def parts_of(
    db: apsw.Connection, select: str, column: str, owners: list[str] | None
) -> Mapping[str, list[Row]]:
    """The rows of a table of parts behind their first column, by that column: their owner.

    Those of the ``owners`` alone that ``column`` names; all for None.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for owner, *columns in chosen(db, select, column, owners, "id"):
        found[owner].append(tuple(columns))
    return found
