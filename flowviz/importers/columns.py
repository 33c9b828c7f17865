"""Columns found by their names, wherever they stand, with the marks of doubt beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flowviz.errors import ImportFileError
from flowviz.importers.findings import Findings

_FLAG_NAMES = frozenset({"", "?", "uncertain"})
_FLAG_END = " data uncertain"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, the places of its cells and of its doubts (-1: none)."""

    name: str
    place: int
    flag: int


def find_columns(
    names: tuple[str, ...],
    aliases: Mapping[str, tuple[str, ...]],
    required: frozenset[str],
    line: int,
    findings: Findings,
) -> dict[str, Column]:
    """Give the column of each wanted term; one that is missing has the place -1.

    An unnamed column holds the doubts about the column before it, and so does one named after them.

    Raises
    ------
    ImportFileError
        When a required column is missing or a name stands twice.
    """
    found = {term: _find(names, known) for term, known in aliases.items()}
    missing = [term for term, column in found.items() if column.place < 0]
    wanting = [repr(aliases[term][0]) for term in missing if term in required]
    if wanting:
        raise ImportFileError(f"Line {line}, the header, lacks the column {', '.join(wanting)}.")
    for term in missing:
        findings.doubtful(line, f"the header lacks the column '{aliases[term][0]}'")
    read = {column.place for column in found.values()} | {column.flag for column in found.values()}
    for place, name in enumerate(names):
        if place not in read and not _is_flag(name):
            findings.doubtful(line, f"the column '{name}' is not known and not read")
    return found


def _find(names: tuple[str, ...], known: tuple[str, ...]) -> Column:
    places = [place for place, name in enumerate(names) if name in known]
    if len(places) > 1:
        raise ImportFileError(f"The header names the column {names[places[0]]!r} twice.")
    if not places:
        return Column(known[0], -1, -1)
    place = places[0]
    has_flag = place + 1 < len(names) and _is_flag(names[place + 1])
    return Column(names[place], place, place + 1 if has_flag else -1)


def _is_flag(name: str) -> bool:
    return name in _FLAG_NAMES or name.endswith(_FLAG_END)
