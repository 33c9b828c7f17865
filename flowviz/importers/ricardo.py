"""RICardo: the trade between states from about 1787 to 1938, with a source on every row.

What is read: ``flows.csv`` (also packed) with the tables of the same release beside it:
``entity_names.csv`` unites the names in the sources, ``sources.csv`` says what the sources are, and
``RICentities.csv`` what sort the united names are of. The amount of a row is its flow times its
unit, in the currency as named there; currencies are never converted. A row is one record, reported
by the exporter or the importer, cited from its book. Places and colonies are actors of their own.

Left out, and listed: rows for the world, rows that add up several partners, and rows that do not
say which way the goods went. Of rows that tell one trade several times one counts
(``ricardo_counting``); re-exports and re-imports are included figures.

Limits: the year is the one that RICardo gives; where a source counts from another month, its words
stand in the comment. Which colonies belonged to whom is not read.
"""

from collections.abc import Iterator

from flowviz.importers import code_lists, mapped, ricardo_rows
from flowviz.importers.amending import include, remark, take_back
from flowviz.importers.entries import (
    DESCRIPTION_AT,
    FIGURES_AT,
    LINE_AT,
    MORE_AT,
    RECIPIENT_AT,
    SUPPLIER_AT,
    EntryRow,
    Given,
    measure,
)
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import Field, FileChoices, MappedFigure, Mapping
from flowviz.importers.material import Material, Probe
from flowviz.importers.ricardo_rows import COLUMNS, DIRECTIONS, Beyond, RowReader
from flowviz.importers.ricardo_sources import Sources
from flowviz.importers.tables import open_table
from flowviz.terms import Existence, Stage

NAME = "ricardo"
NAMES = "entity_names.csv"
ENTITIES = "RICentities.csv"
SOURCES = "sources.csv"
COMPANIONS = (NAMES, ENTITIES, SOURCES)

_MAPPING = Mapping(
    title="RICardo",
    publisher="Sciences Po, Centre d'histoire and médialab",
    url="https://ricardo.medialab.sciences-po.fr/",
    existence=Existence.CONFIRMED,
    file=FileChoices(decimal="."),
    reporter=Field("reporting"),
    partner=Field("partner"),
    direction=Field("export_import"),
    directions=DIRECTIONS,
    figures=(MappedFigure(Field("flow"), Stage.DELIVERED, Field("currency"), scale_column="unit"),),
    dates=Field("year"),
    designation=Field(constant="all goods"),
    description=Field("special_general"),
    comment=Field("notes"),
    source=Field("source"),
)
_KINDS_OF_TRADE = {"spe": "special trade", "spec": "special trade", "gen": "general trade"}


def knows(probe: Probe) -> bool:
    """Tell whether a file is one by the names of its columns."""
    return probe.has_columns(*COLUMNS)


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a file and the sources that they cite."""
    table = open_table(material, _MAPPING.file, COLUMNS)
    companions = code_lists.names_of(material, NAMES, ENTITIES, SOURCES)
    yield mapped.header(table, _MAPPING, NAME, companions)
    sources = Sources.of(material, SOURCES, findings)
    names = _names(material, findings)
    reader = RowReader(table, names, sources)
    left_out, uncounted = yield from reader.look_through()
    places = Places(names, code_lists.pairs_of(material, ENTITIES, "ricname", "parent_entity"))
    slugs: dict[str, str] = {}
    for cells, row in mapped.rows_with_cells(table, _MAPPING, findings):
        if isinstance(row, dict):
            slugs[row["key"]] = row["title"]
        elif isinstance(row, int):
            yield row
        elif row[LINE_AT] in left_out:
            take_back(row, left_out[row[LINE_AT]], findings)
        else:
            for key, _ in row[MORE_AT]["sources"]:
                if key in slugs:
                    yield sources.row(key, slugs.pop(key))
            yield _amended(row, places, reader.beyond(cells), uncounted.get(row[LINE_AT], ""))


def _names(material: Material, findings: Findings) -> dict[str, str]:
    """Give the united name of each name in the sources."""
    names = code_lists.pairs_of(material, NAMES, "original_name", "ricname")
    if not names:
        code_lists.note_missing(findings, NAMES, "each spelling of a name is an actor of its own")
    return names


class Places(dict[str, tuple[str, str]]):
    """The united name of each name in the sources, with a sentence on what it is a part of."""

    def __init__(self, names: dict[str, str], parents: dict[str, str]) -> None:
        super().__init__()
        self._names, self._parents = names, parents

    def __missing__(self, stands: str) -> tuple[str, str]:
        name = ricardo_rows.known(self._names.get(stands, stands))
        parent = self._parents.get(name)
        told = self[stands] = name, f"{name}: {parent}." if parent else ""
        return told


def _amended(row: EntryRow, places: Places, beyond: Beyond, why_uncounted: str) -> EntryRow:
    """Give an entry its united names, what it is a part of, and whether it counts."""
    row[SUPPLIER_AT], of_supplier = places[row[SUPPLIER_AT]]
    row[RECIPIENT_AT], of_recipient = places[row[RECIPIENT_AT]]
    for words in (of_supplier, of_recipient, beyond.remark):
        if words:
            remark(row, words)
    told = row[DESCRIPTION_AT]
    row[DESCRIPTION_AT] = _KINDS_OF_TRADE.get(told.casefold(), told)
    if beyond.currency:
        row[FIGURES_AT] = [
            [suffix, measure(Stage.DELIVERED, beyond.currency), amount, dates]
            for suffix, _, amount, dates in row[FIGURES_AT]
        ]
    if why_uncounted:
        include(row, why_uncounted)
    return row
