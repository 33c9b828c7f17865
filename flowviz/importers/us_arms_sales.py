"""Arms sales of the United States by country, year and programme (Security Assistance Monitor).

What is read: JSON, a flat array of rows with three amounts and two footnotes each. A row is one
record of kind programme. Authorizations of programmes that are licensed (Direct Commercial Sales,
Commerce) are licensed, those of sales from government to government are ordered; deliveries are
delivered. A notification to Congress is a ceiling of what may be sold: an included figure, never
added. Footnotes become shared sources with their link and year.

Limits: years are US fiscal years (October to September, named by the year they end in); the comment
of each record says so, its dates are the year that is named. Amounts are dollars of the year. The
publisher of a footnote is not told apart from its title.
"""

import re
from collections.abc import Iterator

from flowviz.importers import mapped
from flowviz.importers.amending import cite, remark
from flowviz.importers.celltext import clean
from flowviz.importers.entries import (
    DESIGNATION_AT,
    FIGURES_AT,
    LINE_AT,
    YEAR_AT,
    EntryRow,
    Given,
    SourceRow,
    source_key,
    source_row,
)
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import Field, FileChoices, MappedFigure, Mapping
from flowviz.importers.material import Material, Probe
from flowviz.importers.table import Table
from flowviz.importers.tables import open_table
from flowviz.terms import Basis, Existence, Reporter, Stage, TransferKind

NAME = "us-arms-sales"

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
    reported_by=Reporter.EXPORTER,
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
)


def knows(probe: Probe) -> bool:
    """Tell whether a file is one by the names of its first row."""
    return all(name in probe.begin for name in _BEGINS)


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a file."""
    table = open_table(material, _MAPPING.file, _COLUMNS)
    yield mapped.header(table, _MAPPING, NAME)
    footnotes = _footnotes(table)
    known: dict[str, str] = {}
    for row in mapped.rows(table, _MAPPING, findings):
        if isinstance(row, list):
            for text in footnotes.get(row[LINE_AT], ()):
                if text not in known:
                    known[text] = source_key(text)
                    yield _source(known[text], text)
                cite(row, known[text])
            row = _staged(row)
            remark(row, _fiscal(row[YEAR_AT]))
        yield row


def _footnotes(table: Table) -> dict[int, tuple[str, ...]]:
    """Give the footnotes of each row by its line, each once."""
    names = ("footnote", "footnote2")
    places = [table.names.index(name) for name in names if name in table.names]
    return {
        record.number: tuple(dict.fromkeys(filter(None, map(_cleaned, told))))
        for record in table.records()
        if len(told := [record.cells[place] for place in places if place < len(record.cells)])
    }


def _cleaned(cell: str) -> str:
    return " ".join(clean(cell)[0].split())


def _source(key: str, text: str) -> SourceRow:
    """Give the source that a footnote is: its link at the end, its year in the brackets."""
    link, year = _LINK.search(text), _YEAR.search(text)
    title = _LINK.sub("", text).rstrip(" ,") or text
    return source_row(
        key, title, kind="report", url=link[0] if link else "", published=year[1] if year else ""
    )


def _fiscal(year: int) -> str:
    """Say what a year of the file is; 0 is none."""
    return f"US fiscal year: October {year - 1} to September {year}." if year else ""


def _staged(row: EntryRow) -> EntryRow:
    """Give a row of a programme from government to government its stage: nothing is licensed."""
    if row[DESIGNATION_AT].startswith(_GOVERNMENT):
        row[FIGURES_AT] = [
            [suffix, measure.replace(Stage.LICENSED, Stage.ORDERED, 1), amount, dates]
            for suffix, measure, amount, dates in row[FIGURES_AT]
        ]
    return row
