"""What a mapping still lacks, in words for who sets it, and what its columns are used for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from flowviz.editing.faults import Fault
from flowviz.editing.mapping_text import (
    REPORTED,
    MappedFigureText,
    MappingText,
    field_of,
    mapping_of,
)
from flowviz.importers.mapping import FIELDS, problems_of
from flowviz.importers.mapping import Mapping as TableMapping

_NOUNS = {
    "designation": "item",
    "source_url": "link",
    "source_publisher": "publisher",
    "source_author": "author",
    "source_published": "published",
    "locator": "place in the source",
    "key": "number of its own",
    "dates": "date",
    "comment": "note",
}


def faults_of(texts: MappingText) -> tuple[Fault, ...]:
    """Say what is missing, at the field that would tell it."""
    return tuple(_faults_of(texts))


def why_not(texts: MappingText, names: tuple[str, ...]) -> str:
    """Say in one sentence why nothing can be read yet, "" where it can; ``names`` of the table."""
    grave = next((fault.words for fault in faults_of(texts) if fault.is_grave), "")
    return grave or next(iter(problems_of(mapping_of(texts), names)), "")


def uses_of(mapping: TableMapping) -> Mapping[str, str]:
    """Say of each column that is used what it is taken as: "supplier", "delivered USD"."""
    used: dict[str, list[str]] = defaultdict(list)
    for name in FIELDS:
        used[getattr(mapping, name).column].append(noun_of(name))
    for party in mapping.parties:
        used[party.name.column].append(party.role.value)
    for figure in mapping.figures:
        unit = figure.unit.constant
        used[figure.amount.column].append(" ".join(filter(None, (figure.stage.value, unit))))
        used[figure.unit.column].append("unit")
        used[figure.dates.column].append("date")
        used[figure.uncertain].append("mark of doubt")
        used[figure.scale_column].append("factor")
    del used[""]
    return {column: ", ".join(dict.fromkeys(words)) for column, words in used.items()}


def noun_of(name: str) -> str:
    """Give what a field of a mapping is called on screen."""
    return _NOUNS.get(name, name.replace("_", " "))


def _faults_of(texts: MappingText) -> Iterator[Fault]:
    ends = ("reporter", "partner") if texts.ends == REPORTED else ("supplier", "recipient")
    for name in ends:
        if not (field_of(getattr(texts, name)) or field_of(getattr(texts, f"{name}_code"))):
            words = f"Choose the column with the {name}"
            or_one = ", or one actor for all rows." if texts.ends != REPORTED else "."
            yield Fault(name, words + or_one)
    if texts.ends == REPORTED:
        yield from _direction_faults(texts)
    if not any(field_of(each.amount) or each.wide for each in texts.figures):
        path = "figures/0/amount" if texts.figures else "figures"
        yield Fault(path, "Choose the column with the amount.")
    yield from _same_figures(texts.figures)
    has_dates = any(field_of(each.dates) or each.wide for each in texts.figures)
    if not (field_of(texts.dates) or has_dates):
        yield Fault("dates", "Without a date the records are undated.", is_grave=False)


def _direction_faults(texts: MappingText) -> Iterator[Fault]:
    if not field_of(texts.direction):
        yield Fault("direction", "Choose the column that says export or import.")
    elif not any(each.direction for each in texts.directions):
        yield Fault("direction", "Say below which word means export, and which import.")


def _same_figures(figures: Sequence[MappedFigureText]) -> Iterator[Fault]:
    told: set[MappedFigureText] = set()
    for number, each in enumerate(figures):
        if field_of(each.amount) and each in told:
            yield Fault(f"figures/{number}/amount", "This is the same figure as one above.")
        told.add(each)
