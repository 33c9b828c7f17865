"""Two actors made one: everything that names the one that goes names the one that stays."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping

import apsw

from flowviz.actor import Actor, ActorName, Member
from flowviz.dossier import readers
from flowviz.errors import RecordError
from flowviz.records import Placement, flow_id

_NAMING = (
    ("transfer", "supplier"),
    ("transfer", "recipient"),
    ("party", "actor"),
)
_WORDS = ("note", "citation")


def to_merge(
    db: apsw.Connection, keep: str, gone: Iterable[str]
) -> tuple[Actor, tuple[Actor, ...]]:
    """The actor that stays and those that go into it.

    Raises
    ------
    RecordError
        One is not in the dossier, or there is none to merge.
    """
    codes = tuple(dict.fromkeys(gone))
    found = readers.actors(db, (keep, *codes))
    missing = next((code for code in (keep, *codes) if code not in found), None)
    if missing is not None:
        raise RecordError(f"There is no actor {missing!r} to merge.")
    if not codes or keep in codes:
        raise RecordError(f"Merge {found[keep].name} with another actor, not with itself.")
    return found[keep], tuple(found[code] for code in codes)


def merged(keep: Actor, gone: Iterable[Actor]) -> Actor:
    """``keep`` with the names and members of the others; its own kind, years and place stay."""
    others = tuple(gone)
    names = [name for actor in others for name in (ActorName(actor.name), *actor.names)]
    new = [name for name in names if name not in keep.names and name != ActorName(keep.name)]
    to = {actor.code: keep.code for actor in others}
    members = (*keep.members, *(member for actor in others for member in actor.members))
    return dataclasses.replace(
        keep,
        names=(*keep.names, *dict.fromkeys(new)),
        members=tuple(_renamed(members, to, keep.code)),
    )


def holders(db: apsw.Connection, keep: Actor, gone: Iterable[Actor]) -> tuple[Actor, ...]:
    """The other actors that have one of ``gone`` as a member, with ``keep`` in its stead."""
    to = {actor.code: keep.code for actor in gone}
    codes = [
        code
        for (code,) in db.execute(
            "SELECT DISTINCT actor FROM actor_member"
            " WHERE member IN (SELECT value FROM json_each(?))",
            (json.dumps(list(to)),),
        )
        if code != keep.code and code not in to
    ]
    return tuple(
        dataclasses.replace(actor, members=tuple(_renamed(actor.members, to, actor.code)))
        for actor in readers.actors(db, codes).values()
    )


def placements(db: apsw.Connection, keep: Actor, gone: Iterable[Actor]) -> tuple[Placement, ...]:
    """Where the one that stays is put in views in which only the others have a place."""
    codes = [actor.code for actor in gone]
    found = [
        Placement(*row)
        for row in db.execute(
            "SELECT view, actor, x, y FROM placement"
            " WHERE actor IN (SELECT value FROM json_each(?)) ORDER BY view",
            (json.dumps([keep.code, *codes]),),
        )
    ]
    found.sort(key=lambda place: [keep.code, *codes].index(place.actor))
    first: dict[str, Placement] = {}
    for place in found:
        first.setdefault(place.view, place)
    return tuple(
        dataclasses.replace(place, actor=keep.code)
        for place in first.values()
        if place.actor != keep.code
    )


def rename_everywhere(db: apsw.Connection, keep: Actor, gone: Iterable[Actor]) -> set[str]:
    """Let transfers, parties, notes and citations name ``keep``; gives the tables touched."""
    to = {actor.code: keep.code for actor in gone}
    codes = json.dumps(list(to))
    for table, column in _NAMING:
        db.execute(
            f"UPDATE {table} SET {column} = ? WHERE {column} IN (SELECT value FROM json_each(?))",
            (keep.code, codes),
        )
    for table in _WORDS:
        db.execute(
            f"UPDATE {table} SET subject_id = ? WHERE subject = 'actor'"
            " AND subject_id IN (SELECT value FROM json_each(?))",
            (keep.code, codes),
        )
        db.executemany(
            f"UPDATE {table} SET subject_id = ? WHERE subject = 'flow' AND subject_id = ?",
            list(_flows(db, table, to)),
        )
    _rename_verdicts(db, to)
    return {"transfer", "party", "verdict", *_WORDS}


def _flows(db: apsw.Connection, table: str, to: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The new and the old identifiers of flows that have something said about them."""
    found = db.execute(f"SELECT subject_id FROM {table} WHERE subject = 'flow'")
    for old in [str(id_) for (id_,) in found]:
        new = _flow(old, to)
        if new != old:
            yield new, old


def _flow(id_: str, to: Mapping[str, str]) -> str:
    supplier, _, recipient = id_.partition(">")
    return flow_id(to.get(supplier, supplier), to.get(recipient, recipient))


def _rename_verdicts(db: apsw.Connection, to: Mapping[str, str]) -> None:
    """Where two flows become one, the verdict on the one that stays is the one that stays."""
    for old in [str(id_) for (id_,) in db.execute("SELECT id FROM verdict ORDER BY id")]:
        new = _flow(old, to)
        if new != old:
            db.execute("UPDATE OR IGNORE verdict SET id = ? WHERE id = ?", (new, old))
            db.execute("DELETE FROM verdict WHERE id = ?", (old,))


def _renamed(members: Iterable[Member], to: Mapping[str, str], owner: str) -> Iterator[Member]:
    named = (dataclasses.replace(one, code=to.get(one.code, one.code)) for one in members)
    return (one for one in dict.fromkeys(named) if one.code != owner)
