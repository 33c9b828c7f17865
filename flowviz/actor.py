"""Actors as values: what an actor is, and what a name was found to mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CODE_LANGUAGE = "zxx"
"""BCP 47 for "no linguistic content": such a name is a code and matches only letter by letter."""


class ActorKind(StrEnum):
    """What sort of actor it is; UNRESOLVED waits for the user's word."""

    STATE = "state"
    NON_STATE = "non-state"
    ORGANISATION = "organisation"
    BLOC = "bloc"
    JOINT = "joint"
    UNKNOWN = "unknown"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name that an actor bears, in a language (BCP 47) and from one year to another, inclusive.

    No year means no limit on that side.
    """

    name: str
    language: str = ""
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An actor that belongs to another one, from one year to another, inclusive."""

    code: str
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to transfers.

    Attributes
    ----------
    code
        ISO 3166-1 alpha-3, a withdrawn one included, ``XKX`` (user-assigned) for Kosovo, or an own
        code ``x-...``.
    name
        The name shown. It also matches, in all years unless ``names`` repeats it with years.
    names
        Other names that match.
    first_year, last_year
        Existence, inclusive. Outside these years there is a warning, never a refusal.
    lon, lat
        Degrees east and north, WGS 84: the capital or seat. None: no place, so the off-map tray.
    members
        Of a bloc, with years; of a joint actor, its parts.
    """

    code: str
    kind: ActorKind
    name: str
    names: tuple[ActorName, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    lon: float | None = None
    lat: float | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was found to mean.

    Attributes
    ----------
    code, actor
        None where there is no match. The actor may be new (starred, unknown and joint names):
        whoever keeps the match adds it to the dossier.
    rule
        ``refused``, ``unknown``, ``starred``, ``bloc``, ``joint``, ``code``, ``name`` or ``none``.
    warning
        One line of plain text for the user, or empty.
    """

    code: str | None
    actor: Actor | None
    rule: str
    warning: str = ""


def actor_from_json(row: Mapping[str, Any]) -> Actor:
    """Give the actor of one row of ``actors.json`` (see ``tools/build_actors.py``)."""
    first, last = row.get("years", (None, None))
    lon, lat = row.get("place", (None, None))
    return Actor(
        row["code"],
        ActorKind(row["kind"]),
        row["name"],
        tuple(ActorName(*name) for name in row.get("names", ())),
        first,
        last,
        lon,
        lat,
        tuple(Member(*member) for member in row.get("members", ())),
    )
