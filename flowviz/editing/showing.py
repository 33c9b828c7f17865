"""Records as the texts that a form shows: checked unchanged, they are the same records."""

import datetime
from typing import overload

from flowviz.actor import Actor
from flowviz.editing.amount_texts import amount_text
from flowviz.editing.date_texts import date_text
from flowviz.editing.known import Known
from flowviz.editing.typed import (
    BY_RULE,
    AccountText,
    ActorText,
    CitationText,
    FigureText,
    GradingText,
    GroupText,
    LineText,
    LinkText,
    MemberText,
    NameText,
    NoteText,
    PartyText,
    SourceText,
    TransferText,
    Typed,
)
from flowviz.records import Citation, Figure, Group, Line, Link, Note, Source, Transfer

Editable = Transfer | Source | Citation | Note | Link | Group | Actor
"""The records that a form can hold."""


@overload
def text_of(record: Transfer, known: Known) -> TransferText: ...
@overload
def text_of(record: Source, known: Known) -> SourceText: ...
@overload
def text_of(record: Citation, known: Known) -> CitationText: ...
@overload
def text_of(record: Note, known: Known) -> NoteText: ...
@overload
def text_of(record: Link, known: Known) -> LinkText: ...
@overload
def text_of(record: Group, known: Known) -> GroupText: ...
@overload
def text_of(record: Actor, known: Known) -> ActorText: ...


def text_of(record: Editable, known: Known) -> Typed:
    """The texts of a record, actors by their names and sources by their titles.

    ``check(text_of(record, known), known, record)`` gives the record to the letter.
    """
    if isinstance(record, Transfer):
        return _transfer(record, known)
    if isinstance(record, Source):
        return _source(record, known)
    if isinstance(record, Citation):
        return _citation(record, known)
    if isinstance(record, Note):
        return NoteText(
            record.subject.value, record.subject_id, record.text, record.is_private, record.id
        )
    if isinstance(record, Link):
        return _link(record)
    if isinstance(record, Group):
        return _group(record)
    return _actor(record, known)


def figure_text(figure: Figure) -> FigureText:
    """The texts of a figure."""
    return FigureText(
        figure.stage.value,
        figure.unit,
        figure.basis.value,
        amount_text(figure.amount),
        date_text(figure.dates),
        figure.id,
    )


def line_text(line: Line) -> LineText:
    """The texts of a line and its figures."""
    return LineText(
        line.designation,
        line.description,
        line.category,
        line.condition,
        tuple(map(figure_text, line.figures)),
        line.id,
    )


def _transfer(record: Transfer, known: Known) -> TransferText:
    return TransferText(
        record.kind.value,
        known.shown_actor(record.supplier),
        known.shown_actor(record.recipient),
        record.reporter.value if record.reporter else "",
        record.existence.value if record.existence else BY_RULE,
        record.comment,
        tuple(map(line_text, record.lines)),
        tuple(map(figure_text, record.figures)),
        tuple(
            PartyText(known.shown_actor(party.actor), party.role.value, party.id)
            for party in record.parties
        ),
        record.existence_reason,
        record.id,
    )


def _source(record: Source, known: Known) -> SourceText:
    return SourceText(
        record.title,
        record.kind,
        record.publisher,
        record.author,
        date_text(record.published),
        _day(record.accessed),
        _day(record.archived),
        record.url,
        record.archived_url,
        record.pages,
        record.note,
        record.origin.value,
        tuple(map(known.shown_source, record.derives_from)),
        record.status.value,
        record.protection.value,
        record.collector,
        record.publisher_group,
        record.volume,
        record.shelf_number,
        record.reference,
        _day(record.status_on),
        record.status_reason,
        record.status_by,
        tuple(
            GradingText(
                grading.reliability,
                _day(grading.since),
                grading.reason,
                grading.grader,
                grading.id,
            )
            for grading in record.gradings
        ),
        record.id,
    )


def _citation(record: Citation, known: Known) -> CitationText:
    return CitationText(
        known.shown_source(record.source),
        record.subject.value,
        record.subject_id,
        record.field,
        record.stance.value,
        record.locator,
        record.text,
        record.is_quotation,
        record.reliability,
        "" if record.credibility is None else str(record.credibility),
        record.status.value,
        record.prefix,
        record.suffix,
        record.status_reason,
        record.id,
    )


def _link(record: Link) -> LinkText:
    return LinkText(
        record.later,
        record.earlier,
        record.kind.value,
        record.item,
        record.unit,
        amount_text(record.amount),
        record.existence.value,
        record.id,
    )


def _group(record: Group) -> GroupText:
    accounts = tuple(
        AccountText(account.title, account.is_counted, account.transfers, account.id)
        for account in record.accounts
    )
    return GroupText(record.reason, record.counted_by.value, accounts, record.id)


def _actor(record: Actor, known: Known) -> ActorText:
    return ActorText(
        record.code,
        record.kind.value,
        record.name,
        tuple(
            NameText(name.name, name.language, _year(name.first_year), _year(name.last_year))
            for name in record.names
        ),
        _year(record.first_year),
        _year(record.last_year),
        "" if record.lon is None else repr(record.lon),
        "" if record.lat is None else repr(record.lat),
        tuple(
            MemberText(
                known.shown_actor(member.code), _year(member.first_year), _year(member.last_year)
            )
            for member in record.members
        ),
    )


def _day(day: datetime.date | None) -> str:
    return "" if day is None else day.isoformat()


def _year(year: int | None) -> str:
    return "" if year is None else str(year)
