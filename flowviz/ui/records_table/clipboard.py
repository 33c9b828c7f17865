"""Rows of the records table as text for a spreadsheet, which must see no formula in it."""

from collections.abc import Sequence

from flowviz.ui.records_table.model import RecordsModel
from flowviz.ui.records_table.rows import Column

MOST_COPIED = 100_000
"""Rows; a clipboard of more would stop other programs."""

# Spreadsheets take these for the beginning of a formula, the full-width forms included.
_FORMULA_BEGINS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def as_lines(model: RecordsModel, places: Sequence[int], columns: Sequence[Column]) -> str:
    """The headings and some rows of the table, cells parted by tabs."""
    lines = ["\t".join(model.heading(column) for column in columns)]
    for place in places[:MOST_COPIED]:
        row = model.row_at(place)
        lines.append("\t".join(_cell(model.shown(row, column)) for column in columns))
    return "\n".join(lines) + "\n"


def _cell(words: str) -> str:
    """``words`` without a tab, and with an apostrophe where it would be read as a formula."""
    words = " ".join(words.split())
    return f"'{words}" if words.startswith(_FORMULA_BEGINS) else words
