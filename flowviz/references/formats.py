"""The formats that references are read and written in: one line each in ``FORMATS``."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flowviz.errors import UsageError
from flowviz.references import bibtex, csl_json, ris
from flowviz.references.csl import CUSTOM, OWN, Item
from flowviz.references.mapping import FIELDS
from flowviz.references.met import Met, items_in

Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Take the progress of something and tell nobody."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, its title, suffix, and the two ways."""

    name: str
    title: str
    suffix: str
    read: Callable[[str], Iterator[Met]]
    write: Callable[[Iterable[Item]], str]


FORMATS = (
    Format("csl-json", "CSL-JSON", ".json", csl_json.read, csl_json.write),
    Format("bibtex", "BibTeX", ".bib", bibtex.read, bibtex.write),
    Format("ris", "RIS", ".ris", ris.read, ris.write),
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


_FIELDS = frozenset({field.name for field in FIELDS})
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
    kept = back if isinstance(back, dict) else {}
    for program, told in value.items():
        if kept.get(program) == told:
            continue
        if program == OWN and isinstance(told, dict):
            for name in told:
                is_exact = name in _FIELDS
                label = _LABELS.get(name, name)
                yield (
                    f"does not hold the {label} to the letter" if is_exact else f"holds no {label}"
                )
        else:
            yield f"holds no further fields of {_TITLES.get(program, program)}"
