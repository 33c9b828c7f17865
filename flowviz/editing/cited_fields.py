"""The fields that a citation can be for, and what each says: its value and its words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flowviz.actor import Actor
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.flows.items import item_key
from flowviz.flows.words import amount_words, dates_words, with_basis
from flowviz.records import Figure, Group, Line, Link, Note, Party, Transfer
from flowviz.terms import Basis, Subject

FIELDS: Mapping[Subject, tuple[str, ...]] = MappingProxyType(
    {
        Subject.TRANSFER: ("existence", "supplier", "recipient", "kind", "reporter", "comment"),
        Subject.LINE: ("designation", "category", "description", "condition"),
        Subject.FIGURE: ("amount", "unit", "stage", "basis", "dates"),
        Subject.PARTY: ("actor", "role"),
        Subject.LINK: ("existence", "kind", "item", "amount"),
        Subject.GROUP: ("reason",),
        Subject.NOTE: ("text",),
        Subject.ACTOR: ("name", "kind", "names", "years", "place", "members"),
        Subject.FLOW: ("existence",),
    }
)
"""What of each subject a source can speak of; "" besides, for it as a whole."""

Cited = Transfer | Link | Group | Note | Actor
"""The records that are subjects, or hold some as their parts."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a field says: ``value`` is the same for what only reads differently; and its words."""

    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A subject within a record: what it is called in it ("" for the record), and its fields.

    ``within`` are the subjects that hold it, the record last. Existence is left out: it is what
    people make of the sources, not what a source says.
    """

    subject: Subject
    id: str
    name: str
    said: Mapping[str, Said]
    within: tuple[tuple[Subject, str], ...] = ()


def parts_of(record: Cited, name_of: Callable[[str], str]) -> Iterator[Part]:
    """A record and its parts, and what their fields say; ``name_of`` gives the name of an actor."""
    if isinstance(record, Transfer):
        yield from _of_transfer(record, name_of)
    elif isinstance(record, Link):
        said = {
            "kind": _plain(record.kind),
            "item": _text(record.item),
            "amount": _amount(record.amount, record.unit),
        }
        yield Part(Subject.LINK, record.id, "", said)
    elif isinstance(record, Group):
        yield Part(Subject.GROUP, record.id, "", {"reason": _text(record.reason)})
    elif isinstance(record, Note):
        yield Part(Subject.NOTE, record.id, "", {"text": _text(record.text)})
    else:
        yield Part(Subject.ACTOR, record.code, "", _of_actor(record, name_of))


def _of_transfer(transfer: Transfer, name_of: Callable[[str], str]) -> Iterator[Part]:
    whole = ((Subject.TRANSFER, transfer.id),)
    said = {
        "supplier": Said(transfer.supplier, name_of(transfer.supplier)),
        "recipient": Said(transfer.recipient, name_of(transfer.recipient)),
        "kind": _plain(transfer.kind),
        "reporter": _plain(transfer.reporter),
        "comment": _text(transfer.comment),
    }
    yield Part(Subject.TRANSFER, transfer.id, "", said)
    for figure in transfer.figures:
        yield _of_figure(figure, "together", whole)
    for line in transfer.lines:
        yield Part(Subject.LINE, line.id, line.designation, _of_line(line), whole)
        for figure in line.figures:
            yield _of_figure(figure, line.designation, ((Subject.LINE, line.id), *whole))
    for party in transfer.parties:
        yield _of_party(party, name_of, whole)


def _of_line(line: Line) -> dict[str, Said]:
    return {name: _text(getattr(line, name)) for name in FIELDS[Subject.LINE]}


def _of_figure(figure: Figure, name: str, within: tuple[tuple[Subject, str], ...]) -> Part:
    amount = _amount(figure.amount, figure.unit)
    if figure.basis is not Basis.TOTAL:
        amount = Said((amount.value, figure.basis), with_basis(amount.words, figure.basis))
    said = {
        "amount": amount,
        "unit": _text(figure.unit),
        "stage": _plain(figure.stage),
        "basis": _plain(figure.basis),
        "dates": _dates(figure.dates),
    }
    called = f"{name}, {figure.stage} {said['dates'].words}".rstrip()
    return Part(Subject.FIGURE, figure.id, called, said, within)


def _of_party(
    party: Party, name_of: Callable[[str], str], within: tuple[tuple[Subject, str], ...]
) -> Part:
    said = {"actor": Said(party.actor, name_of(party.actor)), "role": _plain(party.role)}
    return Part(Subject.PARTY, party.id, str(party.role), said, within)


def _of_actor(actor: Actor, name_of: Callable[[str], str]) -> dict[str, Said]:
    place = "" if actor.lon is None else f"{actor.lat}, {actor.lon}"
    years = (actor.first_year, actor.last_year)
    first, last = ("" if year is None else str(year) for year in years)
    return {
        "name": _text(actor.name),
        "kind": _plain(actor.kind),
        "names": Said(actor.names, ", ".join(name.name for name in actor.names)),
        "years": Said(years, f"{first}\N{EN DASH}{last}" if first or last else ""),
        "place": Said(place, place),
        "members": Said(actor.members, ", ".join(name_of(each.code) for each in actor.members)),
    }


def _plain(value: Any) -> Said:
    return Said(value, "" if value is None else str(value))


def _text(text: str) -> Said:
    return Said(item_key(text), text)


def _amount(amount: Amount, unit: str) -> Said:
    value = (amount.value, amount.low, amount.high, amount.kind, amount.is_uncertain)
    words = amount_words(amount, unit) if amount.is_known else "unknown"
    return Said((value, unit if amount.is_known else ""), words)


def _dates(dates: Dates) -> Said:
    value = (dates.earliest, dates.latest, dates.years, dates.is_uncertain)
    return Said(value, dates_words(dates) if dates.is_stated else "")
