"""Two actors that are one: who may be meant, what a merge would do, and the merge."""

import dataclasses
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flowviz.actor import Actor, ActorName
from flowviz.dossier import Edit, Reading
from flowviz.editing.amount_texts import short
from flowviz.editing.twins import saying
from flowviz.errors import RecordError
from flowviz.flows.search import folded
from flowviz.flows.words import count_words
from flowviz.names import name_key, odd_letters, skeleton
from flowviz.records import SavedView
from flowviz.saved import with_actors

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Actors with names that are easily taken for one another, and why."""

    codes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge does: how many records speak of those that go, and what comes of it.

    ``self_flows`` are the transfers that would lead from the actor to itself and do not yet,
    ``twins`` those of actors that go which would say the same as another record.
    """

    keep: str
    gone: tuple[str, ...]
    transfers: int
    parties: int
    notes: int
    citations: int
    blocs: int
    saved_views: int
    self_flows: int
    twins: int
    names: tuple[str, ...]


def look_alikes(actors: Iterable[Actor]) -> tuple[LookAlikes, ...]:
    """The actors that may be the same, to be looked at by a person: nothing is merged by itself.

    Names count as alike when they differ only in case, blanks and accents, or in letters of
    another alphabet that look the same, and are borne in the same years: a state that another
    one's name passed to is not that other one.
    """
    groups: dict[str, list[tuple[str, ActorName]]] = {}
    for actor in actors:
        for name in (ActorName(actor.name), *actor.names):
            look = folded(skeleton(name.name))
            if look:
                groups.setdefault(look, []).append((actor.code, name))
    found: dict[tuple[str, ...], str] = {}
    for bearers in groups.values():
        named: dict[str, str] = {}
        for code, name in bearers:
            if any(code != other and _overlap(name, theirs) for other, theirs in bearers):
                named.setdefault(code, name.name)
        if named:
            found.setdefault(tuple(sorted(named)), _why(tuple(named.values())))
    return tuple(LookAlikes(codes, words) for codes, words in sorted(found.items()))


def _overlap(one: ActorName, other: ActorName) -> bool:
    """Tell whether two names are borne in a year in common."""
    return not any(
        earlier.last_year is not None
        and later.first_year is not None
        and earlier.last_year < later.first_year
        for earlier, later in ((one, other), (other, one))
    )


def merge_of(reading: Reading, keep: str, gone: Sequence[str]) -> Merge:
    """What merging the actors ``gone`` into ``keep`` would do.

    Raises
    ------
    RecordError
        There is nobody to merge, or the one that stays is among those that go.
    """
    actors = reading.actors()
    going = tuple(dict.fromkeys(gone))
    if not going or keep in going or not {keep, *going} <= actors.keys():
        raise RecordError("A merge needs two or more actors of the dossier, one of which stays.")
    codes, whole = json.dumps(going), json.dumps((keep, *going))
    names = [name for code in going for name in _names(actors[code])]
    there = set(map(name_key, _names(actors[keep])))
    transfers, parties, notes, citations, blocs = (
        _count(reading, query, codes) for query in _COUNTS
    )
    return Merge(
        keep,
        going,
        transfers,
        parties,
        notes,
        citations,
        blocs,
        len(_renamed_views(reading, keep, going)),
        _count(reading, _SELF_FLOWS, whole),
        _twins(reading, keep, going),
        tuple(dict.fromkeys(name for name in names if name_key(name) not in there)),
    )


def merge(edit: Edit, reading: Reading, merged: Merge) -> None:
    """Merge the actors within an edit, and name the one that stays in saved views."""
    views = _renamed_views(reading, merged.keep, merged.gone)
    edit.merge_actors(merged.keep, merged.gone)
    edit.put(*views)


def merge_words(merged: Merge, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """What a merge does, a sentence each."""
    keep = short(actors[merged.keep].name)
    named = (
        (merged.transfers, "record", "records"),
        (merged.parties, "part in a record", "parts in records"),
        (merged.notes, "note", "notes"),
        (merged.citations, "citation", "citations"),
        (merged.blocs, "membership", "memberships"),
        (merged.saved_views, "saved view", "saved views"),
    )
    told = [count_words(count, one, many) for count, one, many in named if count]
    said = [
        f"{', '.join(told)} will name {keep} instead." if told else "No record names the others."
    ]
    if merged.names:
        names = [*map(short, merged.names[:_MOST_NAMED])]
        if len(merged.names) > _MOST_NAMED:
            names.append(count_words(len(merged.names) - _MOST_NAMED, "more", "more"))
        said.append(f"{', '.join(names)} will be other names of {keep}.")
    if merged.self_flows:
        records = count_words(merged.self_flows, "record")
        said.append(f"{records} between them will lead from {keep} to itself.")
    if merged.twins:
        records = count_words(merged.twins, "record")
        said.append(f"{records} will say the same as another one of the same flow: both count.")
    return tuple(said)


_IN = "IN (SELECT value FROM json_each(?1))"
_ABOUT = (
    f"subject = 'actor' AND subject_id {_IN} OR subject = 'flow' AND ("
    f"substr(subject_id, 1, instr(subject_id, '>') - 1) {_IN} OR "
    f"substr(subject_id, instr(subject_id, '>') + 1) {_IN})"
)
_COUNTS = (
    f"SELECT count(*) FROM transfer WHERE supplier {_IN} OR recipient {_IN}",
    f"SELECT count(*) FROM party WHERE actor {_IN}",
    f"SELECT count(*) FROM note WHERE {_ABOUT}",
    f"SELECT count(*) FROM citation WHERE {_ABOUT}",
    f"SELECT count(*) FROM actor_member WHERE member {_IN}",
)
_SELF_FLOWS = (
    f"SELECT count(*) FROM transfer WHERE supplier {_IN} AND recipient {_IN}"
    " AND supplier <> recipient"
)


def _count(reading: Reading, query: str, codes: str) -> int:
    ((count,),) = reading.rows(query, (codes,))
    return int(count)


def _twins(reading: Reading, keep: str, gone: Sequence[str]) -> int:
    """How many transfers of ``gone`` say the same as one of another flow that will be theirs."""
    codes = json.dumps((keep, *gone))
    ids = [
        str(id_)
        for (id_,) in reading.rows(
            f"SELECT id FROM transfer WHERE supplier {_IN} OR recipient {_IN}", (codes,)
        )
    ]
    renamed = dict.fromkeys(gone, keep)
    flows: dict[Hashable, Counter[tuple[str, str]]] = {}
    for transfer in reading.transfers(ids):
        said = saying(transfer, renamed)
        if said is not None:
            ends = transfer.supplier, transfer.recipient
            flows.setdefault(said, Counter())[ends] += 1
    return sum(
        count
        for found in flows.values()
        if len(found) > 1
        for ends, count in found.items()
        if not renamed.keys().isdisjoint(ends)
    )


def _renamed_views(reading: Reading, keep: str, gone: Iterable[str]) -> tuple[SavedView, ...]:
    """The saved views that name one of ``gone``, with ``keep`` in its stead."""
    to = dict.fromkeys(gone, keep)
    renamed = []
    for view in reading.saved_views():
        try:
            state = with_actors(view.state, to)
            plain = with_actors(view.state, {})
        except RecordError:  # one that cannot be read is said where it is recalled
            continue
        if state != plain:
            renamed.append(dataclasses.replace(view, state=state))
    return tuple(renamed)


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *(alias.name for alias in actor.names))


def _why(names: tuple[str, ...]) -> str:
    """Why some names are alike."""
    listed = " and ".join(dict.fromkeys(map(short, names)))
    odd = dict.fromkeys(letter for name in names for letter in odd_letters(name))
    if len(set(map(name_key, names))) == 1:
        return f"Both bear the name {short(names[0])}."
    return f"{listed} look alike: {', '.join(list(odd)[:3])}." if odd else f"{listed} are alike."
