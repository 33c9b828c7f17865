"""The sources of a dossier as a list: for reference managers, or in a citation style.

A list is for others: it has public sources alone, without what a reader noted of them, unless all
is asked for on purpose. Who found a source, whom it is for, and what people judged of it is in no
list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flowviz.dossier import Reading
from flowviz.dossier.publish import reason, write_whole
from flowviz.errors import ExportError
from flowviz.records import WITHHELD, Source
from flowviz.references import formats, style
from flowviz.references.csl import Item
from flowviz.references.formats import Progress
from flowviz.references.mapping import item_of
from flowviz.terms import Protection

TEXT = "text"
SUFFIXES = {**{each.name: each.suffix for each in formats.FORMATS}, TEXT: ".txt"}
"""What the files of a format end in."""

_CITED = "SELECT DISTINCT source FROM citation WHERE status <> 'withdrawn'"
_SLICE = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How sources are to be listed: ``style`` counts for text alone."""

    format: str = TEXT
    style: str = style.DEFAULT
    is_cited: bool = False
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The sources of a list in their order, and how many are withheld for not being public."""

    sources: tuple[Source, ...]
    withheld: int


def chosen(dossier: Reading, plan: Plan) -> Listed:
    """Choose the sources of a list."""
    sources = [source for source in dossier.sources().values() if source.id != WITHHELD.id]
    if plan.is_cited:
        cited = {id_ for (id_,) in dossier.rows(_CITED)}
        sources = [source for source in sources if source.id in cited]
    shown = [source for source in sources if plan.is_all or source.protection is Protection.PUBLIC]
    return Listed(tuple(style.in_order(shown)), len(sources) - len(shown))


def list_text(sources: Sequence[Source], plan: Plan, progress: Progress = formats.silent) -> str:
    """Give the list as text.

    ``progress`` is told of every few sources of a styled list; what it raises stops the work.

    Raises
    ------
    UsageError
        There is no such format or style.
    """
    if plan.format != TEXT:
        return formats.named(plan.format).write(_items(sources, plan))
    style.styled(plan.style)
    entries = []
    for number, source in enumerate(sources):
        if number % _SLICE == 0:
            progress(number, len(sources))
        entries.append(style.entry(source, plan.style))
    return "".join(f"{entry}\n" for entry in entries)


def losses(sources: Sequence[Source], plan: Plan, progress: Progress = formats.silent) -> list[str]:
    """Say what the format of a list does not hold, a line for each; ``progress`` as above."""
    if plan.format == TEXT:
        return []
    format_, items = formats.named(plan.format), _items(sources, plan)
    found = formats.losses_of(format_, items, format_.write(items), progress)
    return formats.loss_lines(format_, found)


def _items(sources: Sequence[Source], plan: Plan) -> list[Item]:
    return [item_of(source, is_whole=plan.is_all) for source in sources]


def write_list(path: Path, text: str) -> None:
    """Write a list as UTF-8, replacing the file at once.

    Raises
    ------
    ExportError
        The file cannot be written; it names the file and the reason.
    """
    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {reason(error)}.") from error
