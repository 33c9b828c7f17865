"""What is said of one source, as an outline: what it is, how far trusted, what hangs on it; no Qt.

An item is a name and words beside it. What lies below an item is made when it is opened, so that a
source of a hundred thousand records is shown at once.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from flowviz.flows.library import Library
from flowviz.memento import archived_words
from flowviz.records import Grading, Source
from flowviz.terms import Origin, Protection, SourceStatus
from flowviz.ui.selected import NOTHING, Selected
from flowviz.ui.text import link_host


class Tone(enum.Enum):
    """How an item is drawn."""

    PLAIN = enum.auto()
    CAPTION = enum.auto()
    MUTED = enum.auto()
    CAUTION = enum.auto()
    ALARM = enum.auto()
    FALLEN = enum.auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the outline.

    ``selected`` is what a click selects on every view, ``source`` the source that Enter goes to,
    ``link`` the one that it opens. ``below`` makes the items below, None where there are none.
    ``tip`` says more. ``is_open``: what lies below is shown from the start.
    """

    name: str
    words: str = ""
    tone: Tone = Tone.PLAIN
    selected: Selected = NOTHING
    source: str = ""
    link: str = ""
    tip: str = ""
    below: Callable[[], tuple["Item", ...]] | None = field(default=None, compare=False)
    is_open: bool = False


class Given:
    """Items that are there already, for a line that has them below it."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self._items = items

    def __call__(self) -> tuple[Item, ...]:
        return self._items


def document_items(source: Source) -> tuple[Item, ...]:
    """What the document is and where it is found; the three days apart."""
    group = f" (of {source.publisher_group})" if source.publisher_group else ""
    published = source.published.text if source.published.is_stated else ""
    stated = (
        ("Author", source.author),
        ("Publisher", f"{source.publisher}{group}".strip()),
        ("Kind", source.kind),
        ("Published", published or _span(source)),
        ("Read on", str(source.accessed or "")),
        ("Archived on", str(source.archived or "")),
        ("Volume", source.volume),
        ("Pages", source.pages),
        ("Shelf number", source.shelf_number),
        ("Collected by", source.collector),
        ("Note", source.note),
    )
    lines = [Item(name, words, tip=words) for name, words in stated if words]
    if source.url:
        lines.append(_link("Link", source.url, ""))
    if source.archived_url:
        lines.append(_link("Archived link", source.archived_url, source.archived_url))
    elif source.url:
        lines.append(Item("Archived link", "none: the page may change or vanish", Tone.CAUTION))
    return tuple(lines)


def trust_items(source: Source, library: Library) -> tuple[Item, ...]:
    """How far it is trusted: its grades through time, what became of it, who may know of it."""
    last = len(source.gradings) - 1
    lines = [_grading(grading, is_held=at == last) for at, grading in enumerate(source.gradings)]
    if not lines:
        lines = [Item("Reliability", "not graded", Tone.CAUTION)]
    said = status_words(source, library)
    tone = Tone.ALARM if source.id in library.fallen else Tone.PLAIN
    tone = Tone.CAUTION if source.status is SourceStatus.CORRECTED else tone
    lines.append(Item("Status", said, tone, tip=said))
    if source.protection is not Protection.PUBLIC:
        words = f"{source.protection}: in no picture and no published copy"
        lines.append(Item("Protection", words, Tone.CAUTION))
    return tuple(lines)


def _grading(grading: Grading, *, is_held: bool) -> Item:
    """How reliable a source was held to be since a day, why and by whom."""
    parts = (
        f"since {grading.since}" if grading.since else "",
        grading.reason,
        f"by {grading.grader}" if grading.grader else "",
        "held now" if is_held else "",
    )
    words = ", ".join(part for part in parts if part)
    tone = Tone.PLAIN if is_held else Tone.MUTED
    return Item(f"Reliability {grading.reliability}", words, tone, tip=words)


def status_words(source: Source, library: Library) -> str:
    """What became of a source: "retracted on 2024-05-02 by A. Editor: the photo was staged"."""
    words = str(source.status)
    if source.status is SourceStatus.LIVE and source.id in library.fallen:
        return "fallen: all that it derives from has been retracted"
    if source.status_on is not None:
        words += f" on {source.status_on}"
    if source.status_by:
        words += f" by {source.status_by}"
    return f"{words}: {source.status_reason}" if source.status_reason else words


def origin_items(source: Source, library: Library) -> tuple[Item, ...]:
    """What it derives from, and what derives from it, each with what lies further that way."""
    lines = _kin(source.derives_from, library, "From", _origins_of, (source.id,))
    if not lines:
        is_original = source.origin is Origin.ORIGINAL
        words = "its own: nobody before it" if is_original else "not established"
        lines = (Item("Origin", words, Tone.PLAIN if is_original else Tone.CAUTION),)
    below = library.derived.get(source.id, ())
    return lines + _kin(below, library, "Gave rise to", _derived_of, (source.id,))


def _origins_of(library: Library, id_: str) -> tuple[str, ...]:
    """What a source derives from."""
    return library.sources[id_].derives_from


def _derived_of(library: Library, id_: str) -> tuple[str, ...]:
    """What derives from a source."""
    return library.derived.get(id_, ())


def _kin(
    ids: tuple[str, ...],
    library: Library,
    name: str,
    next_of: Callable[[Library, str], tuple[str, ...]],
    way: tuple[str, ...],
) -> tuple[Item, ...]:
    """Sources in one direction of derivation; ``way`` is how one came here, and not gone back."""
    return tuple(_relative(id_, library, name, next_of, way) for id_ in ids if id_ not in way)


def _relative(
    id_: str,
    library: Library,
    name: str,
    next_of: Callable[[Library, str], tuple[str, ...]],
    way: tuple[str, ...],
) -> Item:
    source = library.sources[id_]
    further = next_of(library, id_)
    words = source.title if not source.publisher else f"{source.title}, {source.publisher}"
    tip = words
    if id_ in library.fallen:
        is_retracted = source.status is SourceStatus.RETRACTED
        name_said = f"{name} ({'retracted' if is_retracted else 'fallen'})"
        tip = f"{words}\n{status_words(source, library)}"
    else:
        name_said = name

    def below() -> tuple[Item, ...]:
        return _kin(further, library, name, next_of, (*way, id_))

    return Item(
        name_said,
        words,
        Tone.FALLEN if id_ in library.fallen else Tone.PLAIN,
        source=id_,
        tip=tip,
        below=below if further else None,
        is_open=True,
    )


def _link(name: str, link: str, archived: str) -> Item:
    """A link with its host as it is asked for; an archived one says when and by whom."""
    said = archived_words(archived)
    host = link_host(link)
    shown = said or (f"{host} \N{EN DASH} {link}" if host else link)
    return Item(name, shown, link=link, tip=f"{link}\nleads to {host}" if host else link)


def _span(source: Source) -> str:
    first, last = source.published.earliest, source.published.latest
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first} to {last}"
