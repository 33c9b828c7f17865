"""What a hand edit of an imported transfer puts aside: the file's value of each changed field."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from flowviz.dossier import plain
from flowviz.records import Provenance, Transfer

_TRANSFER_FIELDS = (
    *("kind", "supplier", "recipient", "reporter"),
    *("existence", "existence_reason", "comment"),
)
_LINE_FIELDS = ("designation", "description", "category", "condition")
_FIGURE_FIELDS = ("stage", "unit", "basis", "amount", "dates")
_PARTY_FIELDS = ("actor", "role")
_ABSENT = "null"


def beside(provenance: Provenance, before: Transfer, after: Transfer) -> Provenance:
    """The provenance once a hand has made ``after`` of ``before``.

    A path that is noted already keeps its first value, which is the file's; a field put back to
    the file's value is noted no longer. A part that a hand took away is noted whole under its own
    path ("line/<id>"), one that a hand added as ``null``.
    """
    noted = dict(provenance.kept)
    for path, was, is_now in _changes(before, after):
        if path.rpartition("/")[0] in noted:
            continue  # a field of a part that a hand added: the file says nothing of it
        if noted.setdefault(path, was) == is_now:
            del noted[path]
    return dataclasses.replace(provenance, kept=tuple(sorted(noted.items())))


def _changes(before: Transfer, after: Transfer) -> Iterator[tuple[str, str, str]]:
    old, new = dict(_parts(before)), dict(_parts(after))
    for part in sorted(old.keys() | new.keys()):
        was, is_now = old.get(part), new.get(part)
        if was is None or is_now is None:
            yield part, _json(was), _json(is_now)
            continue
        for name, value in was.items():
            if value != is_now[name]:
                yield f"{part}/{name}" if part else name, _json(value), _json(is_now[name])


def _parts(transfer: Transfer) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "", _values(transfer, _TRANSFER_FIELDS)
    for line in transfer.lines:
        yield f"line/{line.id}", _values(line, _LINE_FIELDS)
    for figure in transfer.all_figures():
        yield f"figure/{figure.id}", _values(figure, _FIGURE_FIELDS)
    for party in transfer.parties:
        yield f"party/{party.id}", _values(party, _PARTY_FIELDS)


def _values(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain.value_to_plain(getattr(record, name)) for name in names}


def _json(value: dict[str, Any] | str | None) -> str:
    return _ABSENT if value is None else json.dumps(value, ensure_ascii=False)
