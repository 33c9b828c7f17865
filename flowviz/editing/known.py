"""What a dossier knows already, for forms and tables: actors by name, sources by title, words used.

Built from a reading of the dossier and the columns that the picture has of it anyway; what only
completion needs is made when it is first asked for.
"""

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from flowviz.actor import Actor, Match
from flowviz.actors import ActorTable, as_match
from flowviz.dossier.reading import Reading
from flowviz.editing.completing import Completion, Index, Offer
from flowviz.flows.columns import Columns, read_columns
from flowviz.flows.search import folded
from flowviz.flows.words import count_words
from flowviz.names import name_key, skeleton
from flowviz.records import Source

_NOT_OF_SOURCES = frozenset({"actor", "unit", "designation", "category", "condition"})

UNITS = ("pieces", "rounds", "tonnes", "EUR", "USD", "TIV")
"""Units that are offered whatever the dossier holds."""


class Known:
    """What the dossier held when this was read; fields are named in :data:`FIELDS`."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        sources: Mapping[str, Source],
        columns: Columns,
        conditions: Mapping[str, int],
    ) -> None:
        self.actors = actors
        self.sources = sources
        self._columns = columns
        self._conditions = conditions
        self._indexes: dict[str, Index] = {}

    @classmethod
    def read(
        cls,
        reading: Reading,
        columns: Columns | None = None,
        actors: Mapping[str, Actor] | None = None,
    ) -> "Known":
        """Read what is known; ``columns`` and ``actors`` spare reading them again."""
        conditions = reading.rows(
            "SELECT condition, count(*) FROM line WHERE condition <> '' GROUP BY condition"
        )
        return cls(
            reading.actors() if actors is None else actors,
            reading.sources(),
            read_columns(reading) if columns is None else columns,
            dict(conditions),
        )

    def with_actors(self, reading: Reading) -> "Known | None":
        """The same with the actors of now, where some came or changed; None where any is gone.

        What is quick to do: by a name that one had before it is found until all is read again.
        """
        actors = reading.actors()
        if not self.actors.keys() <= actors.keys():
            return None
        fresh = [actor for code, actor in actors.items() if self.actors.get(code) != actor]
        made = Known(actors, self.sources, self._columns, self._conditions)
        made.table = self.table.extended(fresh)
        made._indexes = dict(self._indexes)
        if "actor" in made._indexes:
            offers = made._offers_of(fresh)
            made._indexes["actor"] = made._indexes["actor"].behind(offers)
        return made

    def with_sources(self, reading: Reading) -> "Known":
        """The same with the sources of now."""
        made = Known(self.actors, reading.sources(), self._columns, self._conditions)
        made.table = self.table
        made._indexes = {
            field: index for field, index in self._indexes.items() if field in _NOT_OF_SOURCES
        }
        return made

    def complete(self, field: str, typed: str, most: int = 20) -> tuple[Completion, ...]:
        """What ``typed`` may become in a field of :data:`FIELDS`, the likeliest first.

        A text that begins so stands before one with a word that begins so, and that before one
        that merely holds it; among these, what is used most. Case and accents do not matter.
        """
        if field not in self._indexes:
            self._indexes[field] = Index(FIELDS[field](self))
        found = self._indexes[field].find(typed, most)
        if field != "actor":
            return found
        once = {each.value: each for each in reversed(found)}
        return tuple(self._typable(each, folded(typed)) for each in reversed(once.values()))

    @functools.cached_property
    def table(self) -> ActorTable:
        """The bundled actors and those of the dossier, whose names win."""
        return ActorTable.load().extended(self.actors.values())

    def match(self, typed: str, year: int | None = None) -> Match:
        """Which actor a typed name or code means in a year; never a guess."""
        actor = self.actors.get(typed)
        return as_match(actor, "code", year) if actor else self.table.match(typed, year)

    def shown_actor(self, code: str) -> str:
        """How an actor is typed: by its name, by its code where the name means another or none."""
        actor = self.actors.get(code)
        is_plain = actor is not None and self.table.match(actor.name).code == code
        return actor.name if actor is not None and is_plain else code

    def looking_like(self, name: str) -> tuple[Actor, ...]:
        """The actors with a name that looks the same and is another: Cyrillic letters, accents."""
        found = self._by_look.get(skeleton(name), {})
        return tuple(actor for key, actor in found.items() if key != name_key(name))

    def source(self, typed: str) -> tuple[Source, ...]:
        """The sources that an identifier or a title means: none, one, or several of one title."""
        by_id = self.sources.get(typed)
        return (by_id,) if by_id else self._by_title.get(folded(typed), ())

    def shown_source(self, id_: str) -> str:
        """How a source is typed: by its title, by its identifier where another has that title."""
        source = self.sources.get(id_)
        is_alone = source is not None and self.source(source.title) == (source,)
        return source.title if source is not None and is_alone else id_

    def counts(self, field: str) -> Mapping[str, int]:
        """How many lines have each ``designation``, ``category`` or ``condition``."""
        if field == "condition":
            return self._conditions
        columns, lines = self._columns, self._columns.lines
        names = columns.designations if field == "designation" else columns.categories
        cells = lines.designation if field == "designation" else lines.category
        found = np.bincount(cells, minlength=len(names)).tolist()
        return dict(zip(names, found, strict=True))

    def spelled(self, item: str) -> tuple[str, ...]:
        """The other spellings of an item that a person has joined."""
        return self._columns.spelled.get(item, ())

    @functools.cached_property
    def units(self) -> tuple[str, ...]:
        """The usual units and those of the dossier's figures."""
        return tuple(dict.fromkeys((*UNITS, *self._columns.units)))

    @functools.cached_property
    def _by_title(self) -> Mapping[str, tuple[Source, ...]]:
        found: dict[str, tuple[Source, ...]] = {}
        for source in self.sources.values():
            key = folded(source.title)
            found[key] = (*found.get(key, ()), source)
        return found

    @functools.cached_property
    def _by_look(self) -> Mapping[str, Mapping[str, Actor]]:
        """The actors by what a name of theirs looks like, then by its key."""
        found: dict[str, dict[str, Actor]] = {}
        for actor in self.actors.values():
            for name in (actor.name, *(alias.name for alias in actor.names)):
                found.setdefault(skeleton(name), {})[name_key(name)] = actor
        return found

    @functools.cached_property
    def _used(self) -> Mapping[str, int]:
        """With how many others each actor has transfers."""
        columns = self._columns
        ends = np.concatenate((columns.pair_supplier, columns.pair_recipient))
        pairs = np.bincount(ends, minlength=len(columns.actor_codes)).tolist()
        return dict(zip(columns.actor_codes, pairs, strict=True))

    def _actor_offers(self) -> Iterator[Offer]:
        yield from self._offers_of(self.table)

    def _offers_of(self, actors: Iterable[Actor]) -> Iterator[Offer]:
        used = self._used
        for actor in actors:
            names = (actor.name, *(alias.name for alias in actor.names), actor.code)
            # An actor of the dossier stands before one that is only bundled.
            weight = 1 + used.get(actor.code, 0) if actor.code in self.actors else 0
            yield Offer(Completion(actor.name, actor.code, actor_words(actor)), names, weight)

    def _typable(self, found: Completion, typed: str) -> Completion:
        """An actor under what it is typed as, with the other name by which it was found.

        That is its code, where its name means another actor.
        """
        actor = self.actors.get(found.value) or self.table.get(found.value)
        text = self.shown_actor(found.value) if found.value in self.actors else found.text
        if actor is None or typed in folded(actor.name):
            return dataclasses.replace(found, text=text)
        names = (alias.name for alias in actor.names if typed in folded(alias.name))
        name = next(names, "")
        hint = f"“{name}”, {found.hint}" if name else found.hint
        return dataclasses.replace(found, text=text, hint=hint)

    def _source_offers(self) -> Iterator[Offer]:
        for source in self.sources.values():
            parts = (source.publisher, source.author, source.published.text)
            hint = ", ".join(part for part in parts if part)
            names = (source.title, source.publisher, source.author, source.url)
            shown = self.shown_source(source.id)
            yield Offer(Completion(shown, source.id, hint or source.kind), names)

    def _word_offers(self, field: str) -> Iterator[Offer]:
        for text, count in self.counts(field).items():
            if text:
                yield Offer(Completion(text, text, count_words(count, "line")), (text,), count)

    def _unit_offers(self) -> Iterator[Offer]:
        for place, unit in enumerate(self.units):
            yield Offer(Completion(unit, unit), (unit,), -place)

    def _of_sources(self, field: str) -> Iterator[Offer]:
        texts = Counter(getattr(source, field) for source in self.sources.values())
        for text, count in texts.items():
            if text:
                yield Offer(Completion(text, text, count_words(count, "source")), (text,), count)


def actor_words(actor: Actor) -> str:
    """What sort of actor it is, its code and its years: "state BLR, from 1991"."""
    first, last = actor.first_year, actor.last_year
    years = f", {first or ''}\N{EN DASH}{last or ''}" if first or last else ""
    return f"{actor.kind} {actor.code}{years}"


FIELDS: Mapping[str, Callable[[Known], Iterable[Offer]]] = {
    "actor": Known._actor_offers,
    "source": Known._source_offers,
    "unit": Known._unit_offers,
    "designation": lambda known: known._word_offers("designation"),
    "category": lambda known: known._word_offers("category"),
    "condition": lambda known: known._word_offers("condition"),
    "publisher": lambda known: known._of_sources("publisher"),
    "publisher_group": lambda known: known._of_sources("publisher_group"),
    "author": lambda known: known._of_sources("author"),
    "kind": lambda known: known._of_sources("kind"),
    "collector": lambda known: known._of_sources("collector"),
}
"""The fields that are completed; ``kind`` is the sort of a source."""
