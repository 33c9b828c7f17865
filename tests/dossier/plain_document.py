"""A plain model of the document: dictionaries of records, and a stack of what they were.

Slow and simple, so that what the dossier does in SQL can be compared with it.
"""

import dataclasses
from collections.abc import Callable, Iterable
from itertools import starmap
from typing import Any

from flowviz.actor import Actor, ActorName
from flowviz.dossier import Dossier
from flowviz.dossier.rows import placement_id
from flowviz.records import (
    Citation,
    Dismissal,
    Group,
    Link,
    Note,
    Placement,
    Record,
    SavedView,
    Source,
    Spelling,
    Transfer,
    Verdict,
    flow_id,
)
from flowviz.terms import Subject

State = dict[Any, dict[str, Any]]
About = tuple[Subject, str]
Change = Callable[[State], None]

KEYS: dict[type, Callable[[Any], str]] = {
    Actor: lambda actor: actor.code,
    Placement: lambda place: placement_id(place.view, place.actor),
    **{
        kind: lambda record: record.id
        for kind in (
            *(Transfer, Source, Citation, Note, Link, Group, SavedView),
            *(Verdict, Dismissal, Spelling),
        )
    },
}


_WORDS = {
    Actor: Subject.ACTOR,
    Transfer: Subject.TRANSFER,
    Note: Subject.NOTE,
    Link: Subject.LINK,
    Group: Subject.GROUP,
}
_PARTS = (Subject.LINE, Subject.FIGURE, Subject.PARTY)


class BrokenError(Exception):
    """The records would not fit together."""


def state_of(dossier: Dossier) -> State:
    """What a dossier holds, as the model has it."""
    held: dict[type, Iterable[Any]] = {
        Actor: dossier.actors().values(),
        Transfer: dossier.transfers(),
        Source: dossier.sources().values(),
        Citation: dossier.citations(),
        Note: dossier.notes(),
        Link: dossier.links(),
        Group: dossier.groups(),
        Placement: dossier.placements().values(),
        SavedView: dossier.saved_views(),
        Verdict: dossier.verdicts().values(),
        Dismissal: dossier.dismissals(),
        Spelling: starmap(Spelling, dossier.spellings().items()),
    }
    state: State = {kind: {KEYS[kind](one): one for one in ones} for kind, ones in held.items()}
    return {**state, "title": {"": dossier.title}}


def changed(state: State, change: Change) -> State:
    """The state after a change; the one before stays as it is."""
    new = {kind: dict(records) for kind, records in state.items()}
    change(new)
    _see_that_it_fits(new)
    return new


def put(state: State, records: Iterable[Record | Actor]) -> None:
    for record in records:
        kind = type(record)
        before = state[kind].get(KEYS[kind](record))
        state[kind][KEYS[kind](record)] = record
        if isinstance(before, Transfer) and isinstance(record, Transfer):
            _drop_words(state, _parts(before) - _all_parts(state))


def delete(state: State, kind: type, id_: str) -> None:
    if id_ not in state[kind]:
        raise BrokenError
    record = state[kind][id_]
    if kind in _WORDS:
        parts = _parts(record) if kind is Transfer else set()
        _drop_words(state, {(_WORDS[kind], id_), *parts})
    if kind is Transfer:
        for link in [link for link in state[Link].values() if id_ in (link.later, link.earlier)]:
            delete(state, Link, link.id)
        state[Group] = {group.id: _without(group, id_) for group in state[Group].values()}
    if kind is Actor:
        state[Placement] = {
            key: place for key, place in state[Placement].items() if place.actor != id_
        }
        state[Verdict] = {
            flow: verdict for flow, verdict in state[Verdict].items() if id_ not in flow.split(">")
        }
    state[kind].pop(id_, None)  # a note may be about itself


def merge(state: State, keep: str, gone: list[str]) -> None:
    actors = state[Actor]
    if not gone or keep in gone or not {keep, *gone} <= actors.keys():
        raise BrokenError

    def renamed(code: str) -> str:
        return keep if code in gone else code

    for id_, transfer in state[Transfer].items():
        state[Transfer][id_] = dataclasses.replace(
            transfer,
            supplier=renamed(transfer.supplier),
            recipient=renamed(transfer.recipient),
            parties=tuple(
                dataclasses.replace(party, actor=renamed(party.actor)) for party in transfer.parties
            ),
        )
    for kind in (Note, Citation):
        for id_, word in state[kind].items():
            about = word.subject_id
            if word.subject == Subject.ACTOR:
                about = renamed(about)
            elif word.subject == Subject.FLOW:
                about = flow_id(*(renamed(code) for code in about.split(">")))
            state[kind][id_] = dataclasses.replace(word, subject_id=about)
    for flow in sorted(state[Verdict]):
        new = flow_id(*(renamed(code) for code in flow.split(">")))
        if new != flow:
            verdict = state[Verdict].pop(flow)
            state[Verdict].setdefault(new, dataclasses.replace(verdict, id=new))
    for code in gone:
        for place in list(state[Placement].values()):
            if place.actor == code:
                own = dataclasses.replace(place, actor=keep)
                state[Placement].setdefault(KEYS[Placement](own), own)
    kept = actors[keep]
    for code in gone:
        other = actors[code]
        names = [ActorName(other.name), *other.names]
        new = [n for n in names if n not in kept.names and n != ActorName(kept.name)]
        kept = dataclasses.replace(
            kept, names=kept.names + tuple(dict.fromkeys(new)), members=kept.members + other.members
        )
        delete(state, Actor, code)
    actors[keep] = kept
    for code, actor in actors.items():
        if code == keep or {member.code for member in actor.members} & set(gone):
            members = dict.fromkeys(
                dataclasses.replace(member, code=renamed(member.code)) for member in actor.members
            )
            own = tuple(member for member in members if member.code != code)
            actors[code] = dataclasses.replace(actor, members=own)


def _parts(transfer: Transfer) -> set[About]:
    return {
        *((Subject.LINE, line.id) for line in transfer.lines),
        *((Subject.FIGURE, figure.id) for figure in transfer.all_figures()),
        *((Subject.PARTY, party.id) for party in transfer.parties),
    }


def _all_parts(state: State) -> set[About]:
    return {part for transfer in state[Transfer].values() for part in _parts(transfer)}


def _without(group: Group, transfer: str) -> Group:
    return dataclasses.replace(
        group,
        accounts=tuple(
            dataclasses.replace(
                account, transfers=tuple(one for one in account.transfers if one != transfer)
            )
            for account in group.accounts
        ),
    )


def _drop_words(state: State, subjects: set[About]) -> None:
    def goes(word: Note | Citation) -> bool:
        return (word.subject, word.subject_id) in subjects

    notes = {(Subject.NOTE, note.id) for note in state[Note].values() if goes(note)}
    for kind in (Note, Citation):
        state[kind] = {id_: word for id_, word in state[kind].items() if not goes(word)}
    if notes:
        _drop_words(state, notes)


def _see_that_it_fits(state: State) -> None:
    actors, sources, transfers = state[Actor], state[Source], state[Transfer]
    known: dict[Subject, Iterable[str]] = {
        **{word: {id_ for of, id_ in _all_parts(state) if of == word} for word in _PARTS},
        **{word: state[kind] for kind, word in _WORDS.items()},
    }
    words = (*state[Note].values(), *state[Citation].values())
    views = [view.name for view in state[SavedView].values()]
    accounts = [group.accounts for group in state[Group].values()]
    fits = (
        all(
            {one.supplier, one.recipient, *(party.actor for party in one.parties)} <= actors.keys()
            for one in transfers.values()
        ),
        all(citation.source in sources for citation in state[Citation].values()),
        all(one.subject_id in known.get(one.subject, [one.subject_id]) for one in words),
        all(set(source.derives_from) <= sources.keys() for source in sources.values()),
        not any(source in _upstream(sources, source) for source in sources),
        all({one.later, one.earlier} <= transfers.keys() for one in state[Link].values()),
        all(one.later != one.earlier for one in state[Link].values()),
        all(len(told) >= 2 and sum(one.is_counted for one in told) == 1 for told in accounts),
        all(one.transfers for told in accounts for one in told),
        all(set(one.transfers) <= transfers.keys() for told in accounts for one in told),
        all(one.id.strip(" ") and one.item.strip(" ") for one in state[Spelling].values()),
        not any(one.item in state[Spelling] for one in state[Spelling].values()),
        all(verdict.reason.strip(" ") for verdict in state[Verdict].values()),
        len(views) == len(set(views)) and all(name.strip(" ") for name in views),
    )
    if not all(fits):
        raise BrokenError


def _upstream(sources: dict[str, Source], source: str) -> set[str]:
    found: set[str] = set()
    ahead = list(sources[source].derives_from)
    while ahead:
        one = ahead.pop()
        if one not in found and one in sources:
            found.add(one)
            ahead += sources[one].derives_from
    return found
