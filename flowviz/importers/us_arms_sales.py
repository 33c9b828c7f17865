"""Arms sales of the United States by country, year and programme (Security Assistance Monitor).

What is read: JSON, a flat array of rows with three amounts and two footnotes each. A row is one
record of kind programme. Authorizations of programmes that are licensed (Direct Commercial Sales,
Commerce) are licensed, those of sales from government to government are ordered; deliveries are
delivered. A notification to Congress is a ceiling of what may be sold: an included figure, never
added. Footnotes become shared sources with their link and year.

Limits: years are US fiscal years (October to September, named by the year they end in). Amounts are
dollars of the year. The publisher of a footnote is not told apart from its title.
"""

import re
from collections.abc import Iterator

from flowviz.importers import mapped
from flowviz.importers.amending import cite
from flowviz.importers.celltext import clean
from flowviz.importers.entries import (
    DESIGNATION_AT,
    FIGURES_AT,
    LINE_AT,
    EntryRow,
    Given,
    SourceRow,
    source_row,
)
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import Field, FileChoices, MappedFigure, Mapping
from flowviz.importers.material import Material, Probe
from flowviz.importers.table import Table
from flowviz.importers.tables import open_table
from flowviz.terms import Basis, Existence, Stage, TransferKind

NAME = "us-arms-sales"
TITLE = "US arms sales (Security Assistance Monitor)"

_COLUMNS = ("country", "program", "authorizations", "deliveries", "notifications", "footnote")
_BEGINS = tuple(f'"{name}"'.encode() for name in _COLUMNS)
_GOVERNMENT = ("Foreign Military", "Excess Defense")
_LINK = re.compile(r"https?://\S+$")
_YEAR = re.compile(r"\(Washington:[^()]*?(\d{4})\)", re.ASCII)
_USD = Field(constant="USD")
_MAPPING = Mapping(
    title="US arms sales",
    publisher="Security Assistance Monitor",
    url="https://securityassistance.org/",
    kind=TransferKind.PROGRAMME,
    existence=Existence.CONFIRMED,
    file=FileChoices(decimal="."),
    supplier=Field(constant="United States"),
    supplier_code=Field(constant="USA"),
    recipient=Field("country"),
    figures=(
        MappedFigure(Field("authorizations"), Stage.LICENSED, _USD),
        MappedFigure(Field("deliveries"), Stage.DELIVERED, _USD),
        MappedFigure(Field("notifications"), Stage.LICENSED, _USD, basis=Basis.INCLUDED),
    ),
    dates=Field("year"),
    key=Field("key"),
    designation=Field("program"),
    source=Field("footnote"),
)


def knows(probe: Probe) -> bool:
    """Tell whether a file is one by the names of its first row."""
    return all(name in probe.begin for name in _BEGINS)


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a file."""
    table = open_table(material, _MAPPING.file, _COLUMNS)
    yield mapped.header(table, _MAPPING, NAME)
    second = _second_footnotes(table)
    cited: set[str] = set()
    for row in mapped.rows(table, _MAPPING, findings):
        if isinstance(row, dict):
            cited.add(row["key"])
            yield _source(row["key"], row["title"])
        elif isinstance(row, list):
            text = second.get(row[LINE_AT])
            if text:
                if text not in cited:
                    cited.add(text)
                    yield _source(text, text)
                cite(row, text)
            yield _staged(row)
        else:
            yield row


def _second_footnotes(table: Table) -> dict[int, str]:
    """Give the second footnotes by the line of their row."""
    if "footnote2" not in table.names:
        return {}
    place = table.names.index("footnote2")
    return {
        record.number: clean(record.cells[place])[0]
        for record in table.records()
        if len(record.cells) > place and record.cells[place].strip()
    }


def _source(key: str, text: str) -> SourceRow:
    """Give the source that a footnote is: its link at the end, its year in the brackets."""
    link, year = _LINK.search(text), _YEAR.search(text)
    title = _LINK.sub("", text).rstrip(" ,") or text
    return source_row(
        key, title, kind="report", url=link[0] if link else "", published=year[1] if year else ""
    )


def _staged(row: EntryRow) -> EntryRow:
    """Give a row of a programme from government to government its stage: nothing is licensed."""
    if row[DESIGNATION_AT].startswith(_GOVERNMENT):
        row[FIGURES_AT] = [
            [suffix, measure.replace(Stage.LICENSED, Stage.ORDERED, 1), amount, dates]
            for suffix, measure, amount, dates in row[FIGURES_AT]
        ]
    return row
