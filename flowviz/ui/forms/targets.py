"""What a citation can be for: the fields of a record, each in words; pure but for its reading."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.editing.cited_fields import FIELDS, Cited
from flowviz.flows.words import amount_words, dates_words
from flowviz.records import Figure, Group, Line, Link, Note, Party, Transfer
from flowviz.terms import Subject
from flowviz.ui import text
from flowviz.ui.forms.words import field_noun

_LONGEST = 48
_PART_TABLES = {Subject.LINE: "line", Subject.FIGURE: "figure", Subject.PARTY: "party"}
_TABLES = {Subject.GROUP: "account_group"}
_EXISTENCE = "that it took place at all"
NameOf = Callable[[str], str]
"""The name of an actor of a code."""


@dataclass(frozen=True, slots=True)
class Target:
    """A subject, one of its fields ("" for it as a whole), and what the two are called."""

    subject: Subject
    subject_id: str
    field: str
    words: str


def targets(transfer: Transfer, name_of: NameOf) -> tuple[Target, ...]:
    """What of a transfer can be cited: itself, its items, figures and parties, and their fields."""
    return tuple(_of_transfer(transfer, name_of))


def targets_around(reading: Reading, transfer: Transfer, name_of: NameOf) -> tuple[Target, ...]:
    """The same, and what is said of it beside: its links, the groups it is in, its notes."""
    id_ = (transfer.id,)
    beside: list[Link | Group | Note] = [*reading.links(id_), *reading.groups(id_)]
    beside += reading.notes(id_)
    return (*_of_transfer(transfer, name_of), *_of_all(reading, beside, name_of))


def targets_of(reading: Reading, record: Cited, name_of: NameOf) -> tuple[Target, ...]:
    """What of any record can be cited."""
    if isinstance(record, Transfer):
        return targets_around(reading, record, name_of)
    return tuple(_of_all(reading, (record,), name_of))


def targets_of_flow(id_: str) -> tuple[Target, ...]:
    """What of a flow can be cited: itself, and that anything of it took place."""
    return (
        Target(Subject.FLOW, id_, "", "the flow as a whole"),
        Target(Subject.FLOW, id_, "existence", _EXISTENCE),
    )


def owner_of(reading: Reading, subject: Subject, subject_id: str) -> Cited | None:
    """The record that a subject is, or is a part of; None where there is none, and of a flow."""
    if subject in _PART_TABLES:
        sql = f"SELECT transfer FROM {_PART_TABLES[subject]} WHERE id = ?"
        found = next((str(row[0]) for row in reading.rows(sql, (subject_id,))), "")
        return _first(reading.transfers((found,)))
    if subject is Subject.TRANSFER:
        return _first(reading.transfers((subject_id,)))
    if subject is Subject.ACTOR:
        return reading.actors((subject_id,)).get(subject_id)
    if subject is Subject.NOTE:
        about = reading.rows("SELECT subject_id FROM note WHERE id = ?", (subject_id,))
        notes = reading.notes([str(row[0]) for row in about])
        return next((note for note in notes if note.id == subject_id), None)
    if subject is Subject.LINK:
        return next((link for link in reading.links() if link.id == subject_id), None)
    if subject is Subject.GROUP:
        return next((group for group in reading.groups() if group.id == subject_id), None)
    return None


def link_words(reading: Reading, link: Link, name_of: NameOf) -> str:
    """A link in short: "Bulgaria to Syria continues Belarus to Bulgaria"."""
    ends = {transfer.id: transfer for transfer in reading.transfers((link.later, link.earlier))}
    later, earlier = (
        _flow_words(ends[id_], name_of) if id_ in ends else "a record"
        for id_ in (link.later, link.earlier)
    )
    return f"{later} {link.kind} {earlier}"


def figure_words(figure: Figure) -> str:
    """A figure in short: "240 pieces delivered 2015"."""
    dates = dates_words(figure.dates) if figure.dates.is_stated else ""
    parts = (amount_words(figure.amount, figure.unit), str(figure.stage), dates)
    return text.one_line(" ".join(part for part in parts if part), 80)


def _of_transfer(transfer: Transfer, name_of: NameOf) -> Iterator[Target]:
    id_ = transfer.id
    yield Target(Subject.TRANSFER, id_, "", "the record as a whole")
    for field in FIELDS[Subject.TRANSFER]:
        yield Target(Subject.TRANSFER, id_, field, _field_words(Subject.TRANSFER, field))
    for figure in transfer.figures:
        yield from _of_figure(figure, "several items together")
    for line in transfer.lines:
        yield from _of_line(line)
    for party in transfer.parties:
        yield from _of_party(party, name_of)


def _of_line(line: Line) -> Iterator[Target]:
    yield from _fields(Subject.LINE, line.id, _short(line.designation))
    for figure in line.figures:
        yield from _of_figure(figure, _short(line.designation))


def _of_figure(figure: Figure, name: str) -> Iterator[Target]:
    yield from _fields(Subject.FIGURE, figure.id, f"{name}, {figure_words(figure)}")


def _of_party(party: Party, name_of: NameOf) -> Iterator[Target]:
    yield from _fields(Subject.PARTY, party.id, f"{_short(name_of(party.actor))} as {party.role}")


def _of_all(
    reading: Reading, records: Iterable[Link | Group | Note | Actor], name_of: NameOf
) -> Iterator[Target]:
    for record in records:
        if isinstance(record, Link):
            words = f"the link “{link_words(reading, record, name_of)}”"
            yield from _fields(Subject.LINK, record.id, words)
        elif isinstance(record, Group):
            yield from _fields(Subject.GROUP, record.id, f"the group “{_short(record.reason)}”")
        elif isinstance(record, Note):
            yield from _fields(Subject.NOTE, record.id, f"the note “{_short(record.text)}”")
        else:
            yield from _fields(Subject.ACTOR, record.code, _short(record.name))


def _fields(subject: Subject, id_: str, name: str) -> Iterator[Target]:
    """A subject as a whole, and its fields one by one."""
    yield Target(subject, id_, "", name)
    for field in FIELDS[subject]:
        yield Target(subject, id_, field, f"{name}: {_field_words(subject, field)}")


def _field_words(subject: Subject, field: str) -> str:
    if field == "existence":
        return _EXISTENCE
    return f"the {field_noun(_TABLES.get(subject, subject.value), field)}"


def _flow_words(transfer: Transfer, name_of: NameOf) -> str:
    return f"{_short(name_of(transfer.supplier))} to {_short(name_of(transfer.recipient))}"


def _first(found: tuple[Transfer, ...]) -> Transfer | None:
    return found[0] if found else None


def _short(name: str) -> str:
    return text.one_line(name, _LONGEST)
