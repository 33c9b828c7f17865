"""What a file tells, as the cells of a table of records: who to whom, what, how much, when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flowviz.flows.words import amount_words, dates_words
from flowviz.importers.entries import Entry, EntryFigure
from flowviz.importers.findings import Finding
from flowviz.importers.mapping import FIELDS
from flowviz.importers.mapping import Mapping as TableMapping
from flowviz.terms import Basis

SUPPLIER, RECIPIENT, ITEM, FIGURES, DATES, SOURCE, NOTE = range(7)
_CELLS = {
    **dict.fromkeys(("supplier", "supplier_code", "reporter", "reporter_code"), SUPPLIER),
    **dict.fromkeys(("recipient", "recipient_code", "partner", "partner_code"), RECIPIENT),
    **dict.fromkeys(("designation", "description", "category", "condition"), ITEM),
    "dates": DATES,
    "comment": NOTE,
}
"""Which cell tells a field of a mapping."""


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An entry in words, a text a cell; ``doubts`` says of a cell what is doubtful about it."""

    line: int
    cells: tuple[str, ...]
    doubts: Mapping[int, str]


def entry_words(
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    titles: Mapping[str, str],
    mapping: TableMapping | None = None,
) -> tuple[EntryWords, ...]:
    """Put entries into words; ``titles`` are those of the sources of rows, by key."""
    cell_of = _cells_of_columns(mapping)
    doubts: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        cell = cell_of.get(finding.column.casefold(), NOTE if finding.column else SUPPLIER)
        doubts[finding.line][cell].append(finding.message)
    return tuple(
        EntryWords(
            entry.line,
            _cells(entry, titles),
            {cell: "\n".join(told) for cell, told in doubts.get(entry.line, {}).items()},
        )
        for entry in entries
    )


def figure_words(figure: EntryFigure) -> str:
    """Put a figure into words: ``240 pieces delivered``, ``EUR 5 ordered, per unit``."""
    words = f"{amount_words(figure.amount, figure.unit)} {figure.stage}"
    return words if figure.basis is Basis.TOTAL else f"{words}, {figure.basis}"


def _cells(entry: Entry, titles: Mapping[str, str]) -> tuple[str, ...]:
    dates = dict.fromkeys(dates_words(each.dates) for each in entry.figures)
    sources = dict.fromkeys(titles.get(key, key) for key, _ in entry.sources)
    return (
        _named(entry.supplier, entry.supplier_code),
        _named(entry.recipient, entry.recipient_code),
        ", ".join(filter(None, (entry.designation or entry.description, entry.category))),
        "; ".join(map(figure_words, entry.figures)),
        "; ".join(dates),
        "; ".join(sources),
        "; ".join(_notes(entry)),
    )


def _named(name: str, code: str) -> str:
    return f"{name} ({code})" if name and code and name != code else name or code


def _notes(entry: Entry) -> Iterator[str]:
    for role, name in entry.parties:
        yield f"{role}: {name}"
    if entry.designation and entry.description:
        yield entry.description
    if entry.condition:
        yield entry.condition
    if entry.comment:
        yield entry.comment


def _cells_of_columns(mapping: TableMapping | None) -> dict[str, int]:
    """Give the cell that a column of the file is shown in, by its name; fields by theirs, too."""
    found = {name.replace("_", " "): cell for name, cell in _CELLS.items()} | _CELLS
    if mapping is None:
        return found
    for name in FIELDS:
        column = getattr(mapping, name).column
        if column:
            is_of_source = name.startswith("source") or name == "locator"
            found[column] = _CELLS.get(name, SOURCE if is_of_source else SUPPLIER)
    for party in mapping.parties:
        found[party.name.column] = NOTE
    for figure in mapping.figures:
        found[figure.amount.column] = found[figure.unit.column] = FIGURES
        found[figure.uncertain] = found[figure.scale_column] = FIGURES
        if figure.dates.column:
            found[figure.dates.column] = DATES
    found.pop("", None)
    return found
