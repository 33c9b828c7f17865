"""The indexes of the tables of content: set aside where most of the rows are new, and made anew."""

import functools
from collections.abc import Iterable, Mapping

import apsw

from flowviz.dossier import schema


@functools.cache
def of_tables() -> Mapping[str, Mapping[str, str]]:
    """The SQL of each index, as the schema has it to the letter, by table and by name."""
    found: dict[str, dict[str, str]] = {table: {} for table in schema.content()}
    for type_, name, table, sql in sorted(schema.objects(), key=lambda one: one[1]):
        if type_ == "index" and table in found and sql is not None:
            found[table][name] = sql
    return found


def set_aside(db: apsw.Connection, tables: Iterable[str]) -> None:
    """Take the indexes of the tables away; the caller's transaction has them put back."""
    for table in tables:
        for name in of_tables()[table]:
            db.execute(f"DROP INDEX {name}")


def put_back(db: apsw.Connection, tables: Iterable[str]) -> None:
    """Make the indexes of the tables anew, each of all rows at once.

    Rows of half a million records come sorted into an index in a seventh of the time that they take
    when they are put into it one by one, for they have no order there.
    """
    for table in tables:
        for sql in of_tables()[table].values():
            db.execute(sql)
