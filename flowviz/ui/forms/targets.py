"""What a citation can be for: the fields of a record, each in words; pure but for its reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.flows.words import amount_words, dates_words
from flowviz.records import Figure, Transfer
from flowviz.terms import Subject
from flowviz.ui import text
from flowviz.ui.forms.words import field_noun

_LONGEST = 48
_OF_TRANSFER = ("existence", "supplier", "recipient", "reporter", "comment")
_OF_LINE = ("designation", "category", "description", "condition")
_OF_FIGURE = ("amount", "dates")
_OWNERS = {Subject.LINE: "line", Subject.FIGURE: "figure", Subject.PARTY: "party"}


@dataclass(frozen=True, slots=True)
class Target:
    """A subject, one of its fields ("" for it as a whole), and what the two are called."""

    subject: Subject
    subject_id: str
    field: str
    words: str


def targets(transfer: Transfer, actors: Mapping[str, Actor]) -> tuple[Target, ...]:
    """What of a transfer can be cited: itself, its items, figures and parties, and their fields."""
    return tuple(_targets(transfer, actors))


def owner_of(reading: Reading, subject: Subject, subject_id: str) -> Transfer | None:
    """The transfer that a subject is, or is a part of."""
    id_: str | None = subject_id if subject is Subject.TRANSFER else None
    if subject in _OWNERS:
        sql = f"SELECT transfer FROM {_OWNERS[subject]} WHERE id = ?"
        id_ = next((str(row[0]) for row in reading.rows(sql, (subject_id,))), None)
    found = () if id_ is None else reading.transfers((id_,))
    return found[0] if found else None


def _targets(transfer: Transfer, actors: Mapping[str, Actor]) -> Iterator[Target]:
    yield Target(Subject.TRANSFER, transfer.id, "", "the record as a whole")
    yield Target(Subject.TRANSFER, transfer.id, "existence", "that it took place at all")
    for field in _OF_TRANSFER[1:]:
        yield Target(Subject.TRANSFER, transfer.id, field, f"the {field_noun('transfer', field)}")
    for figure in transfer.figures:
        yield from _of_figure(figure, "several items together")
    for line in transfer.lines:
        name = _short(line.designation)
        yield Target(Subject.LINE, line.id, "", name)
        for field in _OF_LINE:
            yield Target(Subject.LINE, line.id, field, f"{name}: the {field_noun('line', field)}")
        for figure in line.figures:
            yield from _of_figure(figure, name)
    for party in transfer.parties:
        actor = actors.get(party.actor)
        name = _short(actor.name if actor else party.actor)
        yield Target(Subject.PARTY, party.id, "", f"{name} as {party.role}")


def _of_figure(figure: Figure, name: str) -> Iterator[Target]:
    words = f"{name}, {figure_words(figure)}"
    yield Target(Subject.FIGURE, figure.id, "", words)
    for field in _OF_FIGURE:
        yield Target(
            Subject.FIGURE, figure.id, field, f"{words}: the {field_noun('figure', field)}"
        )


def figure_words(figure: Figure) -> str:
    """A figure in short: "240 pieces delivered 2015"."""
    dates = dates_words(figure.dates) if figure.dates.is_stated else ""
    parts = (amount_words(figure.amount, figure.unit), str(figure.stage), dates)
    return text.one_line(" ".join(part for part in parts if part), 80)


def _short(name: str) -> str:
    return text.one_line(name, _LONGEST)
