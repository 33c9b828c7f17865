"""What Ctrl+F finds: actors, items and sources that contain a text."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.flows.columns import Columns
from flowviz.flows.items import item_key
from flowviz.flows.words import count_words


class HitKind(StrEnum):
    """What was found."""

    ACTOR = "actor"
    ITEM = "item"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    ``id`` is an actor's code, an item's key (``items.item_key``) or a source's identifier.
    """

    kind: HitKind
    id: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that can be found, good as long as the dossier stands.

    ``texts`` are the folded texts of each hit, a line each.
    """

    hits: tuple[Hit, ...]
    texts: tuple[str, ...]

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """What contains ``text``; case and accents do not matter, hits at a beginning come first.

        An empty text finds nothing.
        """
        wanted = folded(text)
        if not wanted:
            return ()
        found = [(_distance(hay, wanted), at) for at, hay in enumerate(self.texts) if wanted in hay]
        return tuple(self.hits[at] for _, at in sorted(found)[:limit])


def index(dossier: Dossier, columns: Columns, actors: Mapping[str, Actor] | None = None) -> Index:
    """The index of all actors, items and sources of a dossier; ``actors`` spare reading them.

    Actors are listed by the names that the columns show, and found by the dossier's too.
    """
    actors = dossier.actors() if actors is None else actors
    rows = [*_actors(actors.values(), columns), *_items(columns), *_sources(dossier)]
    texts = ("\n".join(map(folded, parts)) for _, parts in rows)
    return Index(tuple(hit for hit, _ in rows), tuple(texts))


def pairs_with_item(columns: Columns, key: str) -> tuple[tuple[str, str], ...]:
    """The suppliers and recipients, by code, of the transfers that have a line of an item."""
    lines = columns.lines
    is_item = np.array([item_key(text) == key for text in columns.designations], np.bool_)
    own = np.flatnonzero(is_item[lines.designation])
    return _ends(columns, set(columns.transfers.pair[lines.transfer[own]].tolist()))


def pairs_with_source(columns: Columns, source: str) -> tuple[tuple[str, str], ...]:
    """The suppliers and recipients, by code, of the transfers that a source backs."""
    if source not in columns.source_ids:
        return ()
    backed = columns.cited_transfer[columns.cited_source == columns.source_ids.index(source)]
    return _ends(columns, {int(pair) for pair in columns.transfers.pair[backed]})


def folded(text: str) -> str:
    """``text`` as it is compared: no accents, no case, single blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def _actors(actors: Iterable[Actor], columns: Columns) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    shown = dict(zip(columns.actor_codes, columns.actor_names, strict=True))
    for actor in actors:
        label = shown.get(actor.code, actor.name)
        others = (name.name for name in actor.names)
        names = tuple(dict.fromkeys((label, actor.name, *others, actor.code)))
        yield Hit(HitKind.ACTOR, actor.code, label, ", ".join(names[1:])), names


def _items(columns: Columns) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    codes = columns.lines.designation
    lines: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for code, count in Counter(codes.tolist()).items():
        designation = columns.designations[code]
        key = item_key(designation)
        lines[key] += count
        labels.setdefault(key, designation)
    for key in sorted(lines):
        if key:
            others = columns.spelled.get(labels[key], ())
            detail = ", ".join((count_words(lines[key], "line"), *others))
            yield Hit(HitKind.ITEM, key, labels[key], detail), (labels[key], *others)


def _sources(dossier: Dossier) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    rows = dossier.rows("SELECT id, title, publisher, author FROM source ORDER BY id")
    for id_, title, *others in rows:
        names = tuple(part for part in others if part)
        yield Hit(HitKind.SOURCE, id_, title, ", ".join(names)), (title, *names)


def _distance(hay: str, wanted: str) -> int:
    """0 for a whole text, 1 at the beginning of one, 2 of a word, 3 within a word."""
    texts = f"\n{hay}\n"
    if f"\n{wanted}\n" in texts:
        return 0
    if f"\n{wanted}" in texts:
        return 1
    return 2 if f" {wanted}" in texts else 3


def _ends(columns: Columns, pairs: set[int]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            columns.actor_codes[columns.pair_supplier[pair]],
            columns.actor_codes[columns.pair_recipient[pair]],
        )
        for pair in sorted(pairs)
    )
