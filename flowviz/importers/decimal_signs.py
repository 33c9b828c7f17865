"""Which sign stands before the decimals in each column of a table, decided over all its rows."""

from collections.abc import Iterable
from typing import NamedTuple

from flowviz.importers.number_text import DecimalSign, decimal_sign
from flowviz.importers.table import Table


class ColumnSign(NamedTuple):
    """The sign of a column, "" where nothing tells.

    ``is_contradicted``: some cells speak for a comma, some for a point. ``is_open``: there are
    cells with either at all.
    """

    sign: DecimalSign
    is_contradicted: bool
    is_open: bool


def column_signs(table: Table, places: Iterable[int]) -> dict[int, ColumnSign]:
    """Give the sign of each of the columns in these places."""
    texts: dict[int, set[str]] = {place: set() for place in places}
    for record in table.records():
        cells = record.cells
        for place, found in texts.items():
            if place < len(cells) and ("." in cells[place] or "," in cells[place]):
                found.add(cells[place])
    return {
        place: ColumnSign(*decimal_sign(found), is_open=bool(found))
        for place, found in texts.items()
    }
