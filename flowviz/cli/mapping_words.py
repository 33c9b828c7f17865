"""A mapping in words, so that a guess can be read before it is applied."""

from collections.abc import Iterator

from flowviz.importers.mapping import FIELDS, Field, MappedFigure, Mapping
from flowviz.terms import Basis, TransferKind


def mapping_words(mapping: Mapping) -> Iterator[str]:
    """Give one line for each thing that a mapping says."""
    yield f"each row is a {TransferKind(mapping.kind)}"
    for name in FIELDS:
        field: Field = getattr(mapping, name)
        if field:
            yield f"{name.replace('_', ' ')}: {_field_words(field)}"
    if mapping.directions:
        told = ", ".join(f"“{cell}” is {way}" for cell, way in mapping.directions.items())
        yield f"directions: {told}"
    for party in mapping.parties:
        yield f"{party.role}: {_field_words(party.name)}"
    for figure in mapping.figures:
        yield _figure_words(figure)
    if mapping.vocabulary:
        yield f"categories are words of {mapping.vocabulary}"
    if mapping.date_order:
        yield f"dates are read as {mapping.date_order}"
    if mapping.ignored:
        yield f"left out: {', '.join(sorted(mapping.ignored))}"


def _field_words(field: Field) -> str:
    if not field.column:
        return f"“{field.constant}” everywhere"
    return f"column “{field.column}”" + (f", else “{field.constant}”" if field.constant else "")


def _figure_words(figure: MappedFigure) -> str:
    unit = figure.unit.constant or "no stated unit"
    if figure.unit.column:
        unit = f"unit of “{figure.unit.column}”"
    basis = "" if figure.basis is Basis.TOTAL else f" ({str(figure.basis).replace('_', ' ')})"
    words = f"{unit} {figure.stage}{basis}: {_field_words(figure.amount)}"
    if figure.scale != 1:
        words += f" times {figure.scale:,f}"
    if figure.dates:
        words += f", dated by {_field_words(figure.dates)}"
    return words
