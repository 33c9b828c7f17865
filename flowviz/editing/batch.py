"""Changes to many transfers at once: what is typed once, checked once, and made of each."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flowviz.actor import Actor
from flowviz.editing import sheet as reading
from flowviz.editing.actor_names import read_actor, read_end
from flowviz.editing.check_transfer import first_year, read_existence
from flowviz.editing.cleaning import one_line
from flowviz.editing.faults import Fault
from flowviz.editing.known import Known
from flowviz.editing.rechecks import rechecks
from flowviz.editing.sheet import Part, Sheet
from flowviz.flows.items import item_key
from flowviz.flows.words import count_words
from flowviz.records import Citation, Figure, Line, Party, Transfer, new_id
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, Subject, TransferKind


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change as it is typed.

    ``field`` is one of :data:`FIELDS`. Fields of lines and figures change ``only`` where they say
    so now ("" for all). ``role`` is that of a party, ``reason`` why an existence is stated;
    ``is_added`` puts a comment behind what is there instead of in its place.
    """

    field: str
    value: str = ""
    only: str = ""
    role: str = ""
    reason: str = ""
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What the changes make of some transfers: only those that they change.

    ``of`` is how many were asked. ``citations`` are new, ``rechecks`` those of changed fields that
    are to be checked. ``actors`` are to be put in the same edit.
    """

    of: int
    transfers: tuple[Transfer, ...] = ()
    citations: tuple[Citation, ...] = ()
    rechecks: tuple[Citation, ...] = ()
    actors: tuple[Actor, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def changed(self) -> int:
        """How many records change, those included that only gain a citation."""
        cited = {citation.subject_id for citation in self.citations}
        return len(cited | {transfer.id for transfer in self.transfers})

    @property
    def is_grave(self) -> bool:
        """Whether what is typed cannot be applied."""
        return any(fault.is_grave for fault in self.faults)


_Change = Callable[[Transfer], Transfer]
_Part = TypeVar("_Part", Line, Figure)
_ROLE = reading.term(Role, "role")
_TERMS: Mapping[str, Callable[[str], Any]] = {
    "kind": reading.term(TransferKind, "kind of record"),
    "reporter": reading.optional_term(Reporter, "reporter"),
}
_LINE_FIELDS: Mapping[str, Callable[[str], str]] = {
    "designation": reading.needed_line("Say what the item is."),
    "description": reading.line,
    "category": reading.line,
    "condition": reading.line,
}
_FIGURE_FIELDS: Mapping[str, Callable[[str], Any]] = {
    "stage": reading.term(Stage, "stage"),
    "unit": reading.needed_line("Say what is counted, such as pieces or EUR."),
}
FIELDS = (
    *_TERMS,
    "existence",
    "supplier",
    "recipient",
    "comment",
    *_LINE_FIELDS,
    *_FIGURE_FIELDS,
    "party",
    "source",
)
"""What can be changed of many records at once; ``party`` and ``source`` are added."""


def apply(
    changes: Iterable[ChangeText],
    transfers: Iterable[Transfer],
    known: Known,
    citations: Iterable[Citation] = (),
) -> Batch:
    """What some changes make of some transfers; ``citations`` are those of them and their parts.

    The path of a fault is the field of the change and the field in it: ``supplier/value``. With a
    grave fault nothing is made.
    """
    sheet, makers, sources = Sheet(known), list[_Change](), list[str]()
    for change in changes:
        part = Part(sheet, change, path=f"{change.field}/")
        if change.field == "source":
            sources.append(part.read("value", reading.source_reader(known)))
        else:
            makers.append(_maker(part, change))
    asked = tuple(transfers)
    if sheet.is_grave:
        return Batch(len(asked), faults=tuple(sheet.faults))
    made, pairs = list[Transfer](), list[tuple[Transfer, Transfer]]()
    for before in asked:
        after = before
        for make in makers:
            after = make(after)
        if after != before:
            made.append(after)
            pairs.append((before, after))
    cited = tuple(citations)
    _warn_of_ends(sheet, asked, made)
    _warn_of_what_runs_together(sheet, asked, made)
    return Batch(
        len(asked),
        tuple(made),
        _cited(asked, sources, cited),
        rechecks(pairs, cited, known.shown_actor),
        tuple(sheet.actors.values()),
        tuple(sheet.faults),
    )


def _maker(part: Part, change: ChangeText) -> _Change:
    """What a change does to one transfer."""
    field, only = change.field, one_line(change.only)
    value: Any
    if field in _TERMS:
        value = part.read("value", _TERMS[field])
        return lambda transfer: dataclasses.replace(transfer, **{field: value})
    if field == "existence":
        stated, reason = _existence(part)
        return lambda transfer: _judged(transfer, stated, reason)
    if field in ("supplier", "recipient"):
        value = read_end(part, "value", None)
        return lambda transfer: dataclasses.replace(transfer, **{field: value})
    if field == "party":
        actor, role = read_actor(part, "value", None), part.read("role", _ROLE)
        return lambda transfer: _with_party(transfer, actor, role)
    if field == "comment":
        text = part.read("value", reading.long_text)
        return lambda transfer: _commented(transfer, text, is_added=change.is_added)
    if field in _LINE_FIELDS:
        value = part.read("value", _LINE_FIELDS[field])
        return lambda transfer: _with_lines(transfer, field, value, only)
    value = part.read("value", _FIGURE_FIELDS[field])
    return lambda transfer: _with_figures(transfer, field, value, only)


def _judged(transfer: Transfer, stated: Existence | None, reason: str) -> Transfer:
    """State an existence of a record; one that it has keeps its reason where none is given."""
    if stated is transfer.existence and not reason:
        return transfer
    return dataclasses.replace(transfer, existence=stated, existence_reason=reason)


def _existence(part: Part) -> tuple[Existence | None, str]:
    """The existence that a change states of all records, and why; the rule needs no reason."""
    existence = part.read("value", read_existence)
    reason = part.read("reason", reading.long_text) if existence is not None else ""
    if existence is not None and not reason:
        part.warn("reason", f"Say why they are held to be {existence}.")
    return existence, reason


def _commented(transfer: Transfer, text: str, *, is_added: bool) -> Transfer:
    if is_added and transfer.comment and text:
        text = f"{transfer.comment}\n{text}"
    elif is_added:
        text = text or transfer.comment
    return dataclasses.replace(transfer, comment=text)


def _with_party(transfer: Transfer, actor: str, role: Role) -> Transfer:
    """The transfer with one more party; one that is there in that role is not added twice."""
    if any((party.actor, party.role) == (actor, role) for party in transfer.parties):
        return transfer
    parties = (*transfer.parties, Party(new_id(), actor, role))
    return dataclasses.replace(transfer, parties=parties)


def _with_lines(transfer: Transfer, field: str, value: str, only: str) -> Transfer:
    lines = tuple(_replaced(line, field, value, only) for line in transfer.lines)
    return dataclasses.replace(transfer, lines=lines)


def _with_figures(transfer: Transfer, field: str, value: Any, only: str) -> Transfer:
    def changed(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return tuple(_replaced(figure, field, value, only) for figure in figures)

    lines = tuple(
        dataclasses.replace(line, figures=changed(line.figures)) for line in transfer.lines
    )
    return dataclasses.replace(transfer, lines=lines, figures=changed(transfer.figures))


def _replaced(part: _Part, field: str, value: Any, only: str) -> _Part:
    """A line or figure with another value, if it has the one that is asked for."""
    if only and item_key(str(getattr(part, field))) != item_key(only):
        return part
    return dataclasses.replace(part, **{field: value})


def _cited(
    transfers: Iterable[Transfer], sources: Iterable[str], citations: Iterable[Citation]
) -> tuple[Citation, ...]:
    """A citation of each source for each transfer as a whole that has none of it yet."""
    there = {
        (citation.source, citation.subject_id)
        for citation in citations
        if citation.subject is Subject.TRANSFER and not citation.field
    }
    return tuple(
        Citation(new_id(), source, Subject.TRANSFER, transfer.id)
        for transfer in transfers
        for source in dict.fromkeys(sources)
        if (source, transfer.id) not in there
    )


def _warn_of_ends(sheet: Sheet, asked: Iterable[Transfer], made: Iterable[Transfer]) -> None:
    """Say how many records with other ends lead back to theirs, or to one that was no more."""
    before = {transfer.id: (transfer.supplier, transfer.recipient) for transfer in asked}
    selves, without = 0, 0
    for transfer in made:
        ends = (transfer.supplier, transfer.recipient)
        if ends == before[transfer.id]:
            continue
        selves += ends[0] == ends[1]
        year = first_year(transfer.all_figures())
        without += any(sheet.known.match(code, year).warning for code in ends)
    if selves:
        sheet.warn("", f"{count_words(selves, 'record')} would lead from an actor to itself.")
    if without:
        words = f"{count_words(without, 'record')} would be dated when an actor did not exist."
        sheet.warn("", words)


def _warn_of_what_runs_together(
    sheet: Sheet, asked: Iterable[Transfer], made: Iterable[Transfer]
) -> None:
    """Say in how many records items get one name, and figures that stood apart would be added."""
    before = {transfer.id: transfer for transfer in asked}
    items, sums = 0, 0
    for transfer in made:
        old = before[transfer.id]
        items += len(_designations(transfer)) < len(_designations(old))
        sums += _sums(transfer) < _sums(old)
    if items:
        records = count_words(items, "record")
        sheet.warn("", f"Items of different names would get one name in {records}.")
    if sums:
        records = count_words(sums, "record")
        sheet.warn("", f"Figures that are not added now would be added in {records}.")


def _designations(transfer: Transfer) -> set[str]:
    return {item_key(line.designation) for line in transfer.lines}


def _sums(transfer: Transfer) -> int:
    """How many sums the figures of a record make: those of other stages or units stand apart."""
    parts = [transfer.figures, *(line.figures for line in transfer.lines)]
    totals = [[each for each in part if each.basis is Basis.TOTAL] for part in parts]
    return sum(len({(each.stage, each.unit) for each in part}) for part in totals)
