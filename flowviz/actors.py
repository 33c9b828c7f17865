"""Actors, and the table that says which actor a name in a year means; it never guesses.

A name goes through fixed rules, the first that speaks decides (:data:`RULES`): what is starred,
unknown, joint or a bloc is found before any country, because "PLO (Israel)*" is not Israel. Only
exact names and codes match; anything else is left to the user, with a warning where one helps.
"""

import functools
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from flowviz.actor import (
    CODE_LANGUAGE,
    Actor,
    ActorKind,
    ActorName,
    Match,
    Member,
    actor_from_json,
)
from flowviz.errors import ActorError
from flowviz.names import (
    LONGEST_NAME,
    clean_name,
    foreign_letters,
    hidden_characters,
    is_its_own_slug,
    name_hash,
    name_key,
    odd_letters,
    skeleton,
    slug,
    visible,
)
from flowviz.paths import resource

__all__ = [
    "CODE_LANGUAGE",
    "RULES",
    "Actor",
    "ActorKind",
    "ActorName",
    "ActorTable",
    "Match",
    "Member",
    "as_match",
    "label_point",
]

_ANY_KIND = frozenset(ActorKind)


class _Entry(NamedTuple):
    layer: int
    code: str
    first_year: int | None
    last_year: int | None

    def holds_in(self, year: int | None) -> bool:
        return _within(year, self.first_year, self.last_year)


class ActorTable:
    """The known actors and their names; immutable."""

    def __init__(self, actors: Iterable[Actor], iso: Mapping[str, str] | None = None) -> None:
        self._actors: dict[str, Actor] = {}
        self._index: dict[str, tuple[_Entry, ...]] = {}
        self._codes: dict[str, str] = {}
        self._iso = dict(iso or {})
        self._answers: dict[tuple[str, int | None], Match] = {}
        self._layer = 0
        self._add(actors)

    @staticmethod
    def load() -> "ActorTable":
        """Give the bundled table, read once."""
        return _bundled()

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, code: str) -> Actor | None:
        """Give the actor with this very code; withdrawn codes of renamed states count."""
        return self._actors.get(self._codes.get(code, code))

    def by_iso(self, code: str) -> Actor | None:
        """Give the actor of an ISO 3166-1 alpha-2, UN M49 or Comtrade number (three digits).

        For columns that are known to hold such codes: "NA" is Namibia here.
        """
        return self._actors.get(self._iso.get(code.strip().upper(), ""))

    def extended(self, actors: Iterable[Actor]) -> "ActorTable":
        """Give a table with more actors; on a name or code of both, the newcomers win.

        An actor with a known code takes its place and keeps its bundled names.
        """
        table = ActorTable(())
        table._actors = dict(self._actors)
        table._index = dict(self._index)
        table._codes = dict(self._codes)
        table._iso = self._iso
        table._layer = self._layer + 1
        table._add(actors)
        return table

    def match(self, name: str, year: int | None = None) -> Match:
        """Say which actor a name means in a year (None: the year is not known).

        Answers are remembered: a register repeats a few thousand names and years on 60,000 rows.
        """
        known = self._answers.get((name, year))
        if known is None:
            known = self._match(clean_name(name), year)
            if len(self._answers) < _MOST_ANSWERS and len(name) <= LONGEST_NAME:
                self._answers[name, year] = known
        return known

    def new_actor(self, name: str, year: int | None = None) -> Actor:
        """Give an unresolved actor for a name that :meth:`match` could not place.

        Where other years give the name a meaning, it is the new actor's in this year only.
        """
        shown = visible(name)
        is_known_otherwise = bool(self._index.get(name_key(name)))
        names = (ActorName(shown, "", year, year),) if is_known_otherwise else ()
        return Actor(self.own_code(name), ActorKind.UNRESOLVED, shown, names)

    def own_code(self, name: str) -> str:
        """Give the ``x-...`` code for a name: stable, ASCII, and no other name's.

        Plain words are their own code. A name that says more than that (accents, brackets, another
        alphabet) gets a hash at its end, so two new names never share a code.
        """
        plain = f"x-{slug(name)}"
        holder = self._actors.get(plain)
        is_free = holder is None or any(e.code == plain for e in self._entries(name))
        if is_its_own_slug(name) and is_free:
            return plain
        return f"{plain.rstrip('-')}-{name_hash(name)}"

    def find(
        self, name: str, year: int | None = None, kinds: Container[ActorKind] = _ANY_KIND
    ) -> tuple[Actor, ...]:
        """Give the actors that bear this very name in this year; more than one is ambiguous."""
        actors, borne = self._actors, self._entries(name)
        entries = [e for e in borne if e.holds_in(year) and actors[e.code].kind in kinds]
        if not entries:
            return ()
        top = max(entry.layer for entry in entries)
        codes = dict.fromkeys(entry.code for entry in entries if entry.layer == top)
        return tuple(actors[code] for code in codes)

    def _match(self, text: str, year: int | None) -> Match:
        for rule in RULES:
            found = rule(self, text, year)
            if found is not None:
                return found
        return Match(None, None, "none", self._why_not(text, year))

    def _entries(self, name: str) -> tuple[_Entry, ...]:
        return self._index.get(_key(name), ())

    def _add(self, actors: Iterable[Actor]) -> None:
        for actor in actors:
            self._actors[actor.code] = actor
            keys = {name_key(alias.name) for alias in actor.names}
            if name_key(actor.name) not in keys:
                self._add_name(actor.code, ActorName(actor.name))
            for alias in actor.names:
                self._add_name(actor.code, alias)

    def _add_name(self, code: str, alias: ActorName) -> None:
        if alias.language == CODE_LANGUAGE:
            self._codes[alias.name] = code
            return
        key = name_key(alias.name)
        entry = _Entry(self._layer, code, alias.first_year, alias.last_year)
        self._index[key] = (*self._index.get(key, ()), entry)

    def _why_not(self, text: str, year: int | None) -> str:
        found = self.find(text, year)
        if found:
            return f"'{text}' is a name of {_listed(found)}: say which"
        years = [f"{_span(e)} of {self._actors[e.code].name}" for e in self._entries(text)]
        return f"'{text}' is a name {', '.join(years)}, not in {year}" if years else ""


@functools.lru_cache(4096)
def _short_key(name: str) -> str:
    return name_key(name)


def _key(name: str) -> str:
    """Give the key of a name; those of names, not of books, are kept in mind."""
    return _short_key(name) if len(name) <= LONGEST_NAME else name_key(name)


class _Looks(NamedTuple):
    """What of a name does not meet the eye: hidden characters, its skeleton, foreign letters."""

    hidden: tuple[str, ...]
    skeleton: str
    foreign: tuple[str, ...]


@functools.lru_cache(4096)
def _looks(text: str) -> _Looks:
    """Look at a name that is not too long; a register has each in a hundred years."""
    bare, _ = _unstarred(text)
    return _Looks(hidden_characters(text), skeleton(bare), foreign_letters(bare))


def _refused(table: ActorTable, text: str, year: int | None) -> Match | None:
    """Refuse what cannot be read as it stands, or looks like a known name and is not."""
    if not text:
        return Match(None, None, "refused", "the name is empty")
    if len(text) > LONGEST_NAME:
        return Match(None, None, "refused", f"the name has {len(text):,} characters")
    if table.find(text, year):
        return None
    hidden = _looks(text).hidden
    if hidden:
        return Match(None, None, "refused", f"the name hides {', '.join(dict.fromkeys(hidden))}")
    return _look_alike(table, text)


def _look_alike(table: ActorTable, text: str) -> Match | None:
    bare, _ = _unstarred(text)
    if table.find(bare):
        return None
    looks = _looks(text).skeleton
    twins = table.find(looks) if looks != name_key(bare) else ()
    if twins:
        odd = ", ".join(odd_letters(bare))
        warning = f"'{bare}' looks like a name of {_listed(twins)} but has {odd}"
        return Match(None, None, "refused", warning)
    foreign = ", ".join(_looks(text).foreign)
    if foreign:
        return Match(None, None, "refused", f"'{bare}' mixes alphabets: {foreign}")
    return None


def _unknown(table: ActorTable, text: str, year: int | None) -> Match | None:
    """Find who is not known: "unknown supplier(s)", "(multiple sellers)", "Areas, nes"."""
    bare, _ = _unstarred(text)
    known = table.find(bare, year, {ActorKind.UNKNOWN})
    if known:
        return as_match(known[0], "unknown", year)
    if not _UNKNOWN.search(_key(bare)) or table.find(bare, year):
        return None
    return as_match(Actor(table.own_code(bare), ActorKind.UNKNOWN, bare), "unknown", year)


def _starred(table: ActorTable, text: str, year: int | None) -> Match | None:
    """Read SIPRI's stars: one for a non-state actor, two for an international organisation."""
    bare, stars = _unstarred(text)
    if not stars or not bare:
        return None
    kinds = _STARRED_KINDS[stars]
    known = table.find(text, year) or table.find(bare, year, kinds)
    if len(known) == 1:
        return as_match(known[0], "starred", year)
    if known:
        return Match(None, None, "none", f"'{text}' is a name of {_listed(known)}: say which")
    others = table.find(bare)
    name = text if others else bare
    actor = Actor(table.own_code(name), kinds[0], name)
    warning = f"the star says {kinds[0]}, '{bare}' is {others[0].kind}" if others else ""
    return Match(actor.code, actor, "starred", warning)


def _bloc(table: ActorTable, text: str, year: int | None) -> Match | None:
    found = table.find(text, year, {ActorKind.BLOC, ActorKind.ORGANISATION, ActorKind.JOINT})
    return as_match(found[0], "bloc", year) if len(found) == 1 else None


def _joint(table: ActorTable, text: str, year: int | None) -> Match | None:
    """Find "A and B" where every part is a known name and the whole is none (Serbia and ...).

    "A, B" is none: "Georgia, United States" is a place in a state.
    """
    if table.find(text):
        return None
    parts, ties = [part for part in _JOINTS.split(text) if part], _JOINTS.findall(text)
    if len(ties) == 1 and ties[0].startswith(","):
        return None
    found = [table.find(part, year) for part in parts]
    if len(parts) < 2 or any(len(actors) != 1 for actors in found):
        return None
    codes = sorted({actors[0].code for actors in found})
    if len(codes) < 2:
        return None
    code = "x-joint-" + "-".join(code.removeprefix("x-").lower() for code in codes)
    members = tuple(Member(member) for member in codes)
    actor = table.get(code) or Actor(code, ActorKind.JOINT, text, members=members)
    return as_match(actor, "joint", year)


def _code(table: ActorTable, text: str, year: int | None) -> Match | None:
    actor = table.get(text)
    return as_match(actor, "code", year) if actor else None


def _name(table: ActorTable, text: str, year: int | None) -> Match | None:
    found = table.find(text, year)
    return as_match(found[0], "name", year) if len(found) == 1 else None


RULES: tuple[Callable[[ActorTable, str, int | None], Match | None], ...] = (
    _refused,
    _unknown,
    _starred,
    _bloc,
    _joint,
    _code,
    _name,
)

_STARRED_KINDS = {
    1: (ActorKind.NON_STATE, ActorKind.UNKNOWN),
    2: (ActorKind.ORGANISATION, ActorKind.BLOC, ActorKind.UNKNOWN),
}
_MOST_ANSWERS = 50_000
_UNKNOWN = re.compile(
    r"^\(?(un(known|specified|disclosed|identified)|not (known|specified|disclosed)"
    r"|(multiple|various|several) (sellers?|buyers?|suppliers?|recipients?|countries))\b"
    r"|(\bn\.?e\.?s\.?|not elsewhere specified)\)?$"
)
_JOINTS = re.compile(r"\s+(?:and|&)\s+|\s*[/;+]\s*|,\s+")


def _unstarred(text: str) -> tuple[str, int]:
    bare = text.rstrip("*")
    return bare.rstrip(), min(len(text) - len(bare), 2)


def as_match(actor: Actor, rule: str, year: int | None) -> Match:
    """Give the match of an actor that a rule has found, with a warning outside its years."""
    if _within(year, actor.first_year, actor.last_year):
        return Match(actor.code, actor, rule)
    return Match(actor.code, actor, rule, f"{actor.name} existed {_span(actor)}, not in {year}")


def _within(year: int | None, first: int | None, last: int | None) -> bool:
    return year is None or ((first is None or first <= year) and (last is None or year <= last))


def _span(dated: Actor | _Entry) -> str:
    if dated.first_year is None:
        return "at all times" if dated.last_year is None else f"until {dated.last_year}"
    if dated.last_year is None:
        return f"from {dated.first_year}"
    return f"{dated.first_year} to {dated.last_year}"


def _listed(actors: Iterable[Actor]) -> str:
    return ", ".join(f"{actor.name} ({actor.code})" for actor in actors)


def label_point(actor: Actor) -> tuple[float, float] | None:
    """Give the middle of a state's land, degrees east and north, where an atlas prints its name.

    None for actors without land, historic states, and those whose place is not the bundled one:
    somebody has said where they stand.
    """
    known, label = _bundled().get(actor.code), _labels().get(actor.code)
    is_moved = known is None or (known.lon, known.lat) != (actor.lon, actor.lat)
    return None if is_moved else label


@functools.lru_cache(maxsize=1)
def _bundled() -> ActorTable:
    data = _resource()
    try:
        return ActorTable(map(actor_from_json, data["actors"]), data["iso"])
    except (ValueError, KeyError, TypeError) as error:
        raise ActorError(f"the bundled actors cannot be read: {error}") from error


@functools.lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[float, float]]:
    rows = _resource()["actors"]
    return {row["code"]: (row["label"][0], row["label"][1]) for row in rows if "label" in row}


def _resource() -> dict[str, Any]:
    path = resource("actors", "actors.json")
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ActorError(f"the bundled actors in {path} cannot be read: {error}") from error
    return data
