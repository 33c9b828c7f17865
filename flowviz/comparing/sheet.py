"""A record laid out as fields and parts, so that two of them can be compared field by field.

``lay_out`` and ``put_together`` are inverse to one another.
"""

import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flowviz.comparing.kinds import Kind, Whole
from flowviz.records import Figure, Grading, Line, Original, Party, Provenance, Transfer

GRADING = "gradings"
LINE, FIGURE, PARTY, PROVENANCE, KEPT, ORIGINAL, PROBLEM = (
    *("line", "figure", "party"),
    *("provenance", "kept", "original", "problem"),
)
ABOUT = "about"
"""The field of a citation or note that tells its subject."""
OWN = ""
"""The name of the one field of a part that is compared as a whole."""

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record: the part as it stands, and the fields that are compared one by one."""

    value: Any
    fields: Fields


@dataclass(frozen=True, slots=True)
class Sheet:
    """The fields of a record, and its parts in their order: by the word for them, then by id."""

    fields: Fields
    parts: Mapping[str, Mapping[str, Part]]


def lay_out(kind: Kind, whole: Whole) -> Sheet:
    """The sheet of a record that is there."""
    record = whole[0]
    if kind is Kind.TRANSFER:
        return _transfer(whole)
    if kind is Kind.IMPORT:
        problems = {problem.id: _one(problem) for problem in whole[1:]}
        return Sheet(_fields(record, "id"), {PROBLEM: problems})
    listed = _LISTED.get(kind, ())
    fields = _fields(record, *_NAMING.get(kind, ("id",)), *listed)
    for name, together in _TOGETHER.get(kind, ()):
        fields[name] = tuple(fields.pop(each) for each in together)
    return Sheet(fields, {name: _elements(getattr(record, name)) for name in listed})


def put_together(
    kind: Kind, like: Whole, fields: Fields, parts: Mapping[str, Mapping[str, Fields]]
) -> Whole:
    """The record of these fields and parts; ``like`` is the same record as it stands somewhere."""
    record = like[0]
    if kind is Kind.TRANSFER:
        return _transfer_of(record, fields, parts)
    if kind is Kind.IMPORT:
        problems = (part[OWN] for part in parts[PROBLEM].values())
        return dataclasses.replace(record, **fields), *problems
    told = dict(fields)
    for name, together in _TOGETHER.get(kind, ()):
        told.update(zip(together, told.pop(name), strict=True))
    told.update(
        (name, tuple(part[OWN] for part in parts[name].values())) for name in _LISTED.get(kind, ())
    )
    return (dataclasses.replace(record, **told),)


_NAMING: Mapping[Kind, tuple[str, ...]] = {
    Kind.TITLE: (),
    Kind.ACTOR: ("code",),
    Kind.SNAPSHOT: ("sha256", "content"),
    Kind.PLACEMENT: ("view", "actor"),
}
_LISTED: Mapping[Kind, tuple[str, ...]] = {
    Kind.ACTOR: ("names", "members"),
    Kind.SOURCE: ("derives_from", GRADING),
}
_TOGETHER: Mapping[Kind, tuple[tuple[str, tuple[str, str]], ...]] = {
    Kind.ACTOR: (("place", ("lon", "lat")),),
    Kind.PLACEMENT: (("place", ("x", "y")),),
    Kind.CITATION: ((ABOUT, ("subject", "subject_id")),),
    Kind.NOTE: ((ABOUT, ("subject", "subject_id")),),
}


def _fields(record: Any, *without: str) -> dict[str, Any]:
    names = (field.name for field in dataclasses.fields(record))
    return {name: getattr(record, name) for name in names if name not in without}


def _one(value: Any) -> Part:
    return Part(value, {OWN: value})


def _elements(values: Iterable[Any]) -> dict[str, Part]:
    """Values that are there or not, by a text of their own; a repeated one has a number."""
    seen: Counter[str] = Counter()
    found = {}
    for value in values:
        name = _name(value)
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name} #{seen[name]}"] = _one(value)
    return found


def _name(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Grading):
        return value.id
    return json.dumps(dataclasses.astuple(value), ensure_ascii=False)


def _transfer(whole: Whole) -> Sheet:
    transfer: Transfer = whole[0]
    figures = sorted(_figures(transfer), key=_line_of)
    parts: dict[str, dict[str, Part]] = {
        LINE: {line.id: Part(line, _fields(line, "id", "figures")) for line in transfer.lines},
        FIGURE: {
            figure.id: Part((line, figure), {"line": line, **_fields(figure, "id")})
            for line, figure in figures
        },
        PARTY: {party.id: Part(party, _fields(party, "id")) for party in transfer.parties},
        PROVENANCE: {},
        KEPT: {},
        ORIGINAL: {},
    }
    for brought in whole[1:]:
        if isinstance(brought, Original):
            parts[ORIGINAL][OWN] = _one(brought)
        else:
            came: Provenance = brought
            parts[PROVENANCE][OWN] = _one(dataclasses.replace(came, kept=()))
            parts[KEPT] = {path: _one(text) for path, text in came.kept}
    return Sheet(_fields(transfer, "id", "lines", "figures", "parties"), parts)


def _figures(transfer: Transfer) -> Iterator[tuple[str, Figure]]:
    for figure in transfer.figures:
        yield "", figure
    for line in transfer.lines:
        for figure in line.figures:
            yield line.id, figure


def _line_of(told: tuple[str, Figure]) -> str:
    """By line, for the order of the lines themselves is told by the lines."""
    return told[0]


def _transfer_of(
    transfer: Transfer, fields: Fields, parts: Mapping[str, Mapping[str, Fields]]
) -> Whole:
    figures: dict[str, list[Figure]] = defaultdict(list)
    for id_, told in parts[FIGURE].items():
        line = told["line"] if told["line"] in parts[LINE] else ""
        figures[line].append(Figure(id_, **{k: v for k, v in told.items() if k != "line"}))
    lines = (Line(id_, **told, figures=tuple(figures[id_])) for id_, told in parts[LINE].items())
    parties = (Party(id_, **told) for id_, told in parts[PARTY].items())
    made = dataclasses.replace(
        transfer,
        **fields,
        lines=tuple(lines),
        figures=tuple(figures[""]),
        parties=tuple(parties),
    )
    kept = tuple(sorted((path, told[OWN]) for path, told in parts[KEPT].items()))
    came = (dataclasses.replace(told[OWN], kept=kept) for told in parts[PROVENANCE].values())
    return made, *came, *(told[OWN] for told in parts[ORIGINAL].values())
