"""The formats that references are read and written in: one line each in ``FORMATS``.

Which formats there are is asked by whoever reads any file; how one is read and written is loaded
when it first is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from flowviz.errors import UsageError
from flowviz.references.csl import CUSTOM, OWN, Item
from flowviz.references.met import Met, items_in

Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Take the progress of something and tell nobody."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, its title, suffix, and the module of both ways."""

    name: str
    title: str
    suffix: str
    _ways: Callable[[], "_Ways"]

    def read(self, text: str) -> Iterator[Met]:
        """Give what is met in a text: references, and what is odd about them."""
        return self._ways().read(text)

    def write(self, items: Iterable[Item]) -> str:
        """Give the text of these items."""
        return self._ways().write(items)


class _Ways(Protocol):
    """A module that reads and writes one format."""

    def read(self, text: str, /) -> Iterator[Met]: ...

    def write(self, items: Iterable[Item], /) -> str: ...


def _csl_json() -> _Ways:
    from flowviz.references import csl_json

    return csl_json


def _bibtex() -> _Ways:
    from flowviz.references import bibtex

    return bibtex


def _ris() -> _Ways:
    from flowviz.references import ris

    return ris


FORMATS = (
    Format("csl-json", "CSL-JSON", ".json", _csl_json),
    Format("bibtex", "BibTeX", ".bib", _bibtex),
    Format("ris", "RIS", ".ris", _ris),
)
_LABELS = {
    "archived": "day of archiving",
    "archived_url": "archived URL",
    "publisher_group": "publisher group",
    "accessed": "day of access",
    "call-number": "shelf number",
    "id": "citation key",
    "issued": "date",
    "kind": "kind of document",
    "page": "pages",
    "published": "date",
    "type": "kind of document",
}


_SLICE = 100
_TOO_LONG = "does not hold so long an entry"
_TITLES = {"bibtex": "BibTeX", "ris": "RIS"}


def named(name: str) -> Format:
    """Give the format of a name.

    Raises
    ------
    UsageError
        There is none.
    """
    for format_ in FORMATS:
        if format_.name == name:
            return format_
    known = ", ".join(format_.name for format_ in FORMATS)
    raise UsageError(f"There is no format {name!r} of references; there are {known}.")


def losses_of(
    format_: Format, items: list[Item], text: str, progress: Progress = silent
) -> Counter[str]:
    """Count of how many items a text does not hold what.

    What is lost is not looked up but found: the text is read back, and what does not come back as
    it was is counted. ``progress`` is told of every few items; what it raises stops the work.
    """
    losses: Counter[str] = Counter()
    read: list[Item | None] = [*items_in(format_.read(text))]
    if len(read) < len(items):  # one was refused, and only alone does it tell which it is
        read = [next(items_in(format_.read(format_.write([item]))), None) for item in items]
    for number, (item, back) in enumerate(zip(items, read, strict=True), start=1):
        losses.update({_TOO_LONG} if back is None else set(_lost(item, back)))
        if number % _SLICE == 0:
            progress(number, len(items))
    return losses


def loss_lines(format_: Format, losses: Counter[str]) -> list[str]:
    """Say what is lost: "3 sources: RIS holds no archived URL."."""
    return [
        f"{count:,} source{'' if count == 1 else 's'}: {format_.title} {what}."
        for what, count in sorted(losses.items())
    ]


def _lost(item: Item, back: Item) -> Iterator[str]:
    for name, value in item.items():
        if name == CUSTOM:
            yield from _lost_beside(value, back.get(CUSTOM))
        elif back.get(name) != value:
            label = _LABELS.get(name, name.replace("-", " "))
            is_gone = not back.get(name)
            yield f"holds no {label}" if is_gone else f"does not hold the {label} to the letter"


def _lost_beside(value: Any, back: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    from flowviz.references.mapping import FIELDS

    exact = {field.name for field in FIELDS}
    kept = back if isinstance(back, dict) else {}
    for program, told in value.items():
        if kept.get(program) == told:
            continue
        if program == OWN and isinstance(told, dict):
            for name in told:
                is_exact = name in exact
                label = _LABELS.get(name, name)
                yield (
                    f"does not hold the {label} to the letter" if is_exact else f"holds no {label}"
                )
        else:
            yield f"holds no further fields of {_TITLES.get(program, program)}"
