"""A later copy of a transfer over the one there, without loss of what a hand has changed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from flowviz.dossier import kept
from flowviz.importers.building import in_order
from flowviz.importers.entries import delivery_year
from flowviz.records import Figure, Line, Party, Provenance, Transfer

_TRANSFER_FIELDS = (
    *("kind", "supplier", "recipient", "reporter"),
    *("existence", "existence_reason", "comment"),
)
_LINE_FIELDS = ("designation", "description", "category", "condition")
_FIGURE_FIELDS = ("stage", "unit", "basis", "amount", "dates")

Part = TypeVar("Part", Line, Figure)


@dataclass(frozen=True, slots=True)
class Merged:
    """A transfer as it is to stand, and its provenance with the file's values beside it."""

    transfer: Transfer
    provenance: Provenance
    is_changed: bool
    overruled: tuple[str, ...]
    """Paths of fields that a hand has changed and the file now gives another value for."""


def merge(stored: Transfer, provenance: Provenance, incoming: Transfer) -> Merged:
    """Take what the file says now, except where a hand has changed what it said before."""
    if not provenance.kept and not provenance.is_gone:
        return Merged(incoming, provenance, incoming != stored, ())
    paths = {path for path, _ in provenance.kept}
    result = _with_hand_edits(stored, incoming, paths) if paths else incoming
    noted = kept.beside(replace(provenance, kept=(), is_gone=False), incoming, result)
    before = dict(provenance.kept)
    overruled = tuple(path for path, value in noted.kept if before.get(path) != value)
    return Merged(result, noted, result != stored or noted != provenance, overruled)


def with_other_years(stored: Transfer, incoming: Transfer, years: range | None) -> Transfer:
    """Add the deliveries that the file cannot know of: those outside its range of years.

    Without a range nothing is known to be left out, and everything stored stays.
    """
    if not stored.lines or not incoming.lines:
        return incoming
    line = incoming.lines[0]
    brought = {figure.id for figure in line.figures}
    others = tuple(
        figure
        for figure in stored.lines[0].figures
        if figure.id not in brought and _is_outside(figure, years)
    )
    if not others:
        return incoming
    return replace(incoming, lines=(replace(line, figures=in_order(line.figures + others)),))


def _is_outside(figure: Figure, years: range | None) -> bool:
    year = delivery_year(figure.id.rpartition("/")[2])
    return year is not None and (years is None or year not in years)


def _with_hand_edits(stored: Transfer, incoming: Transfer, paths: Collection[str]) -> Transfer:
    touched = {*paths, *(path.rpartition("/")[0] for path in paths)}
    figures = {figure.id: figure for figure in stored.all_figures()}
    lines = {line.id: line for line in stored.lines}
    result = []
    for line in incoming.lines:
        mine = lines.get(line.id)
        if mine is None and f"line/{line.id}" in paths:
            continue
        chosen = _chosen(mine, line, f"line/{line.id}", _LINE_FIELDS, paths)
        added = _added(mine.figures if mine else (), line.figures, "figure", touched)
        together = (*_figures(line.figures, figures, paths), *added)
        result.append(replace(chosen, figures=together))
    result.extend(_added(stored.lines, incoming.lines, "line", touched))
    return replace(
        incoming,
        **{name: getattr(stored, name) for name in _TRANSFER_FIELDS if name in paths},
        lines=tuple(result),
        figures=(
            *_figures(incoming.figures, figures, paths),
            *_added(stored.figures, incoming.figures, "figure", touched),
        ),
        parties=(
            *incoming.parties,
            *_added(stored.parties, incoming.parties, "party", touched),
        ),
    )


def _figures(
    incoming: tuple[Figure, ...], stored: dict[str, Figure], paths: Collection[str]
) -> Iterator[Figure]:
    for figure in incoming:
        path = f"figure/{figure.id}"
        mine = stored.get(figure.id)
        if mine is not None or path not in paths:
            yield _chosen(mine, figure, path, _FIGURE_FIELDS, paths)


def _chosen(
    mine: Part | None, theirs: Part, path: str, fields: tuple[str, ...], paths: Collection[str]
) -> Part:
    """Give the file's part with the fields of mine that a hand has changed."""
    changed = [name for name in fields if f"{path}/{name}" in paths]
    return replace(theirs, **{name: getattr(mine, name) for name in changed}) if mine else theirs


Added = TypeVar("Added", Line, Figure, Party)


def _added(
    stored: tuple[Added, ...], incoming: tuple[Added, ...], word: str, touched: Collection[str]
) -> Iterator[Added]:
    """Give the parts that a hand has added or changed and that the file does not have."""
    brought = {part.id for part in incoming}
    for part in stored:
        if part.id not in brought and f"{word}/{part.id}" in touched:
            yield part
