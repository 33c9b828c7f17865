"""Whom the entries of a file name, gathered while they come: each asked for once in the end."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from flowviz.actor import ActorKind
from flowviz.importers.sent import Sent


class Ask(NamedTuple):
    """A name that entries have, with the code, the year and the kind of actor beside it.

    ``column`` says where it stands, ``times`` how often, on ``line`` first.
    """

    name: str
    code: str
    year: int
    kind: ActorKind | None
    column: str
    line: int
    times: int


_About: TypeAlias = tuple[str, str, int, ActorKind | None, str]


class Asked:
    """The asks of a file in the order in which they came up."""

    def __init__(self) -> None:
        self._found: dict[_About, list[int]] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Ask]:
        for about, (line, times) in self._found.items():
            yield Ask(*about, line, times)

    def note(self, entry: Sent) -> None:
        """Note whom an entry names: supplier, recipient, other parties."""
        year, line, more = entry.year, entry.line, entry.more
        if more is None:
            self._add((entry.supplier, "", year, None, "supplier"), line)
            self._add((entry.recipient, "", year, None, "recipient"), line)
            return
        (supplier, recipient), (supplier_kind, recipient_kind) = more.codes, more.kinds
        self._add((entry.supplier, supplier, year, supplier_kind, "supplier"), line)
        self._add((entry.recipient, recipient, year, recipient_kind, "recipient"), line)
        for role, name in more.parties:
            self._add((name, "", year, None, str(role)), line)

    def _add(self, about: _About, line: int) -> None:
        known = self._found.get(about)
        if known is None:
            self._found[about] = [line, 1]
        else:
            known[1] += 1
